"""A user's mistakes as values: what is wrong, where, and what to do about it.

Knows only itself. Functions return *all* problems they find and never stop at the first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Place", "Problem", "Severity"]


class Severity(StrEnum):
    """How much a problem weighs: an error keeps a letter from leaving, the others don't."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a letter something is: a field id, and in a text the id of the block or list item.

    `field` is "" for the letter as a whole. An enclosure's parts are fields of their own:
    `bijlagen/0/titel`, `bijlagen/0/tekst`.
    """

    field: str = ""
    block: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing a user can mend.

    rule: stable id, e.g. "required" or "date.unreadable"; where: its place; what: a sentence that
    says what is wrong; remedy: a sentence that says what to do ("" when `what` says it already).
    Both sentences are in the interface language, free of personal data unless the value itself
    must be named to be found; neither stands in the repr, and so in no log.
    """

    rule: str
    where: Place
    what: str = field(repr=False)
    remedy: str = field(default="", repr=False)
    severity: Severity = Severity.ERROR

    @property
    def blocks_export(self) -> bool:
        """Whether a letter with this problem may leave only as a draft."""
        return self.severity is Severity.ERROR

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in one text."""
        return f"{self.what} {self.remedy}".strip()
