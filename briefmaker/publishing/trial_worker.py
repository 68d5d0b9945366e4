"""The child process in which a pack from elsewhere is tried.

Started by `trial` as `python -m briefmaker.publishing.trial_worker LANGUAGE FOLDER`; a frozen program starts
itself with `TRIAL_FLAG`. Writes its verdict as JSON on standard output, and nothing else anywhere.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

__all__ = ["TRIAL_FLAG", "command", "main"]

TRIAL_FLAG = "--briefmaker-pack-trial"
_NO_VERDICT = 3
"""Exit code of a trial that ended without a verdict."""


def main(arguments: Sequence[str]) -> int:
    """Try the pack in the folder `arguments[1]`, with sentences in the language `arguments[0]`."""
    from briefmaker.i18n import set_language
    from briefmaker.publishing.limits import limit_this_process, refuse_writing_and_fetching

    verdict = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):  # whatever a library prints must not get between
        os.dup2(nowhere, descriptor)
    language, folder = arguments
    set_language(language)
    limit_this_process()
    refuse_writing_and_fetching()
    try:
        verdict.write(json.dumps(_verdict(Path(folder))))
        verdict.close()
    except (MemoryError, OSError):
        return _NO_VERDICT
    return 0


def _verdict(folder: Path) -> Mapping[str, object]:
    """{"objection": sentences}, {"failure": "memory" or the name of an exception}, or {"id", "version"} of a
    good pack."""
    from briefmaker.errors import BriefmakerError
    from briefmaker.publishing.trying import try_pack

    try:
        info = try_pack(folder)
    except BriefmakerError as error:
        return {"objection": str(error)}
    except MemoryError:
        return {"failure": "memory"}
    except Exception as error:  # noqa: BLE001 (whatever a hostile pack ran into, it is refused)
        return {"failure": type(error).__name__}
    return {"id": info.id, "version": info.version}


def command(folder: Path, language: str) -> list[str]:
    """The command line that starts this process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, TRIAL_FLAG, language, str(folder)]
    # -B: a trial writes nothing, not even what Python keeps of its own modules
    return [sys.executable, "-X", "utf8", "-B", "-m", __name__, language, str(folder)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
