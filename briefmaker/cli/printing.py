"""What the command line writes: results to standard output, messages for people to standard error.

A terminal or pipe may be closed, full, or know few characters (cp1252 on Windows, ASCII under LANG=C);
none of that may end a command with anything but a sentence. Control characters from names and letters
never reach the terminal, which would obey them.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterable
from typing import TextIO

from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.problems import Problem

__all__ = ["finish", "say", "say_problems", "write", "write_json", "write_problems"]

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def write(text: str) -> None:
    """Write a line of a result. Raises BriefmakerError when nothing can be written, BrokenPipeError when
    nobody reads on."""
    _write(sys.stdout, text)


def write_json(value: object) -> None:
    """Write a result as JSON, in ASCII where the output knows no more. Raises as `write`."""
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower().replace("_", "-")
    text = json.dumps(value, ensure_ascii=not encoding.startswith("utf"), indent=2)
    _write(sys.stdout, text)


def write_problems(problems: Iterable[Problem]) -> None:
    """Write problems as a result, one line each: where it is, what it is, what to do. Raises as `write`."""
    for problem in problems:
        write(_line(problem))


def say(text: str) -> None:
    """Tell people something; where they can't be told, the exit code says enough."""
    try:
        _write(sys.stderr, text)
    except (BriefmakerError, BrokenPipeError):
        return


def say_problems(problems: Iterable[Problem]) -> None:
    """Tell people of problems, one line each."""
    for problem in problems:
        say(_line(problem))


def finish() -> None:
    """Have everything that was written leave the program. Raises as `write`."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            _stop_writing(sys.stdout)
            raise
        except OSError as error:
            raise _not_written(sys.stdout, error) from error


def _line(problem: Problem) -> str:
    where = problem.where.field or _("letter")
    return f"{where}: {problem.sentence}"


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # closed before the program began
        return
    encoding = stream.encoding or "ascii"
    shown = _CONTROL.sub("?", text).encode(encoding, "replace").decode(encoding, "replace")
    try:
        stream.write(shown + "\n")
        stream.flush()
    except BrokenPipeError:
        _stop_writing(stream)
        raise
    except OSError as error:
        raise _not_written(stream, error) from error


def _not_written(stream: TextIO, error: OSError) -> BriefmakerError:
    _stop_writing(stream)
    return BriefmakerError(
        _("The result can't be written ({reason}). Write it to another place.").format(reason=error.strerror)
    )


def _stop_writing(stream: TextIO | None) -> None:
    """Let what is still in the stream go nowhere: Python would try again at its end, and complain."""
    try:
        if stream is not None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
    except (OSError, ValueError):
        pass
