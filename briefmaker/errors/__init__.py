"""What Briefmaker could not do, as exceptions that carry a sentence for the user.

Knows nothing of letters, files or windows; every floor above raises these. A user's *mistake* is
never an exception here but a `briefmaker.problems.Problem`.

    BriefmakerError                 something could not be done; `str(error)` is shown as it is
    ├── UnusableInput               a file or value that can't be read as what it should be
    │   ├── UnreadableLetter        a letter file that is damaged or no letter file
    │   └── UnusablePack            a pack, manifest or template that can't be used
    ├── NotSaved                    a file that could not be written; the old one is whole
    ├── RefusedExport               a letter that may not leave as it is; carries the problems
    ├── RenderingFailed             a letter that could not be made into Word
    └── LayoutFailed                pages or a PDF that could not be made
        └── EngineUnavailable       a layout engine that is not installed or does not start

    Cancelled                       the user stopped it; shown to nobody, no BriefmakerError
"""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.problems import Problem

__all__ = [
    "BriefmakerError",
    "Cancelled",
    "EngineUnavailable",
    "LayoutFailed",
    "NotSaved",
    "RefusedExport",
    "RenderingFailed",
    "UnreadableLetter",
    "UnusableInput",
    "UnusablePack",
]


class BriefmakerError(Exception):
    """Something that could not be done.

    `str()` gives one or two sentences in the interface language: what is wrong, where, what to do.
    """


class UnusableInput(BriefmakerError):
    """Input that can't be read as what it should be (exit code 2 on the command line)."""


class UnreadableLetter(UnusableInput):
    """A letter file that is damaged, or is no letter file."""


class UnusablePack(UnusableInput):
    """A pack, manifest or template that can't be used."""


class NotSaved(BriefmakerError):
    """A file that could not be written. What stood there before is whole."""


class RefusedExport(BriefmakerError):
    """A letter that may not leave as it is."""

    def __init__(self, message: str, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class RenderingFailed(BriefmakerError):
    """A letter that could not be made into a Word document."""


class LayoutFailed(BriefmakerError):
    """Pages or a PDF that could not be made."""


class EngineUnavailable(LayoutFailed):
    """A layout engine that is not installed, or does not start."""


class Cancelled(Exception):
    """The user stopped a running action. Shown to nobody."""
