"""The child process: tells right words from wrong ones, or suggests, one request after the other.

Started by `process` as `python -m briefmaker.spelling.worker LANGUAGE`; a frozen program starts itself with
`WORKER_FLAG` and must call `main` then, before anything else. Imports no Qt. A request is one line of
JSON on standard input, its answer one line on standard output; ends when the input ends.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from typing import Any

__all__ = ["WORKER_FLAG", "command", "environment", "main"]

WORKER_FLAG = "--briefmaker-spelling-worker"


def main(language: str) -> int:
    """Answer until the input ends. 1 when there is no dictionary for the language, or no engine."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):  # whatever a library prints must not get between the lines
        os.dup2(nowhere, descriptor)
    from briefmaker.spelling.hunspell_checker import HunspellChecker

    try:
        checker = HunspellChecker(language)
    except LookupError:
        return 1
    with open(os.devnull, "w") as sink:  # noqa: PTH123
        for line in requests:
            request = json.loads(line)
            # Native code may hold the interpreter for good; this ends the process all the same.
            faulthandler.dump_traceback_later(request["limit"], exit=True, file=sink)
            answer = _answer(checker, request)
            faulthandler.cancel_dump_traceback_later()
            try:
                answers.write(json.dumps(answer).encode("ascii") + b"\n")
                answers.flush()
            except OSError:
                return 0
    return 0


def _answer(checker: Any, request: dict[str, Any]) -> list[Any]:
    if "suggest" in request:
        return list(checker.suggest(request["suggest"]))
    if "sleep" in request:  # hang, as an engine might: for tests of the time limit
        import time

        time.sleep(request["sleep"])
        return []
    return [checker.is_right(word) for word in request["check"]]


def command(language: str) -> list[str]:
    """The command line that starts this process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG, language]
    return [sys.executable, "-X", "utf8", "-m", "briefmaker.spelling.worker", language]


def environment() -> dict[str, str]:
    """The child's environment: it finds this package wherever the parent found it."""
    import briefmaker

    folder = os.path.dirname(os.path.dirname(os.path.abspath(briefmaker.__file__)))  # noqa: PTH100, PTH120
    paths = [folder, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
