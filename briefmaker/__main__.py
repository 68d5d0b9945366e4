"""The program: a command on the command line, or the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from briefmaker.i18n import choose_language, set_language

__all__ = ["main"]

_COMMANDS = frozenset({"types", "schema", "new", "import", "check", "render", "-h", "--help"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Briefmaker with these arguments (default: the process's own); gives the exit code.

    The faces are imported only when they are asked for: the command line works without Qt.
    """
    # The window may choose another one by the user's setting.
    set_language(choose_language(None, os.environ))
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and (given[0] in _COMMANDS or given[0].startswith("-")):
        from briefmaker.cli.main import run

        return run(given)
    from briefmaker.qt.application import start

    return start(given)


if __name__ == "__main__":
    raise SystemExit(main())
