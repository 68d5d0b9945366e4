"""The program: a command on the command line, or the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from briefmaker.i18n import choose_language, set_language

__all__ = ["main"]

_COMMANDS = frozenset({"types", "schema", "new", "import", "check", "render", "templates", "-h", "--help"})

_OPENS_WORKSHOP = ["templates", "open"]

_OF_WORKERS = "--briefmaker-"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Briefmaker with these arguments (default: the process's own); gives the exit code.

    The faces are imported only when they are asked for: the command line works without Qt.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0].startswith(_OF_WORKERS) and (code := _served(given)) is not None:
        return code
    # The window may choose another one by the user's setting.
    set_language(choose_language(None, os.environ))
    if given and _is_command(given[0]):
        from briefmaker.cli.main import run

        code = run(given)
        if code or given[:2] != _OPENS_WORKSHOP:
            return code
        from briefmaker.qt.application import start

        return start([], workshop=Path(given[2]) if given[2:] else Path())
    from briefmaker.qt.application import start

    return start(given)


def _served(given: Sequence[str]) -> int | None:
    """Be a child process of a frozen program, which has no `python -m` to start its workers with; the exit
    code when its work is over, None when no worker has this name."""
    from briefmaker.output import worker as layout
    from briefmaker.publishing import share_worker as share
    from briefmaker.publishing import trial_worker as trial
    from briefmaker.spelling import worker as spelling

    if given[0] == layout.WORKER_FLAG:
        return layout.main()
    if given[0] == share.WORKER_FLAG:
        return share.main()
    if given[0] == trial.TRIAL_FLAG and len(given) > 2:
        return trial.main(given[1:])
    if given[0] == spelling.WORKER_FLAG and len(given) > 1:
        return spelling.main(given[1])
    return None


def _is_command(word: str) -> bool:
    """Whether this is meant as a command or option: a lone word that is no file is a misspelt command, which
    the command line refuses, rather than a letter for the window."""
    if word in _COMMANDS or word.startswith("-"):
        return True
    return word.isidentifier() and not Path(word).exists()


if __name__ == "__main__":
    raise SystemExit(main())
