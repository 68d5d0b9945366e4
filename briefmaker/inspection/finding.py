"""A finding: one thing that a maintainer can mend in a template, with its place and what mends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefmaker.i18n import _
from briefmaker.problems import Severity

__all__ = ["Cell", "Finding", "Repair", "Rule", "Spot"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table as people count: from 1, tables in the order of their part."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in a pack something is.

    file: path in the folder of the pack ("wethoudersbrief/template.docx"); "" for the pack as a whole. In a
    Word file: part ("word/document.xml"; "" for the file as a whole), the number of the paragraph in it as
    `WordFile` counts (from 0; -1 for the part as a whole), and from where to where in the paragraph's text.
    In a text file: the line, from 1. words: what stands there, for people to find it.
    """

    file: str = ""
    part: str = ""
    paragraph: int = -1
    start: int = 0
    end: int = 0
    cell: Cell | None = None
    line: int = 0
    words: str = ""
    part_label: str = ""
    """How the part is called in a sentence."""

    @property
    def in_words(self) -> str:
        """The place within its file, as it is said to people."""
        said = [self.part_label] if self.part_label else []
        if self.line:
            said.append(_("line {line}").format(line=self.line))
        if self.cell is not None:
            said.append(
                _("table {table}, row {row}, column {column}").format(
                    table=self.cell.table, row=self.cell.row, column=self.cell.column
                )
            )
        elif self.paragraph >= 0:
            said.append(_("paragraph {number}").format(number=self.paragraph + 1))
        if self.words:
            said.append(_("near “{words}”").format(words=self.words))
        return ", ".join(said)


@dataclass(frozen=True, slots=True)
class Repair:
    """What mends a finding with one click: a kind of repair (`briefmaker.inspection.repairs`), its words for
    the button, and what it needs to know beside the finding's spots."""

    kind: str
    label: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must hold for templates.

    id: stable, e.g. "tags.unknown". title and meaning, for the help: what is wrong, why that matters and what
    to do, as msgids marked with `N_`.
    """

    id: str
    severity: Severity
    title: str
    meaning: str

    def finding(
        self,
        what: str,
        remedy: str,
        *spots: Spot,
        repair: Repair | None = None,
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule; of several spots the first is where to look first."""
        return Finding(self.id, severity or self.severity, what, remedy, spots or (Spot(),), repair)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend: what is wrong and what to do, in sentences; at which spots (a block that is not
    closed has two: both its ends); and the repair that mends it, where one click is safe. An error keeps a
    pack from being published, a warning or hint doesn't."""

    rule: str
    severity: Severity
    what: str
    remedy: str
    spots: tuple[Spot, ...]
    repair: Repair | None = None

    @property
    def spot(self) -> Spot:
        """Where to look first."""
        return self.spots[0]

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, in one text."""
        return f"{self.what} {self.remedy}".strip()
