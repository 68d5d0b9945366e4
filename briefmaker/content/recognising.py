"""Which kind of document something is: every installed type is weighed by what its manifest says.

Signs are the organisation's name and address, the name of the genre, labels, chapters, greetings and who
signs. No type is named here: what a type asks for decides.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefmaker.content.anchors import Anchors
from briefmaker.content.folding import folded
from briefmaker.content.label_rows import Labels
from briefmaker.content.runs import unmarked
from briefmaker.content.signatures import functions_in
from briefmaker.content.source import Source
from briefmaker.content.source_lines import Line
from briefmaker.letter.document_type import DocumentType, FieldKind, FieldRole
from briefmaker.notation.addresses import opens_return_line, postcodes_in
from briefmaker.notation.greetings import closing_parts, is_salutation

__all__ = ["Candidate", "Recognised", "recognised"]

_FIRST_LINES = 300
_LAST_LINES = 80
_TOP = 40
_LONGEST = 200
_PORTFOLIO = re.compile(r"(?:loco-?)?(?:wethouder|burgemeester)\b", re.IGNORECASE)
_ENOUGH = 5.0
_LEAD = 1.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A type that a document may be of. fixed: what its template prints by itself."""

    type: DocumentType
    fixed: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """The best type of the candidates. is_certain: whether it fits well, and clearly better than the others.
    weights: of every candidate, the best first; they mean something only beside each other."""

    type: DocumentType
    is_certain: bool
    weights: tuple[tuple[str, float], ...]


def recognised(source: Source, candidates: Sequence[Candidate]) -> Recognised:
    """Which of the candidates, at least one, a document is; of equals the first."""
    signs = _Signs(source)
    weighed = [(signs.weight(candidate), candidate) for candidate in candidates]
    order = sorted(weighed, key=lambda each: -each[0])
    best = order[0][0]
    ahead = len(order) == 1 or best - order[1][0] >= _LEAD
    weights = tuple((candidate.type.id, weight) for weight, candidate in order)
    return Recognised(order[0][1].type, best >= _ENOUGH and ahead, weights)


class _Signs:
    """What can be seen of a document without knowing its type."""

    def __init__(self, source: Source) -> None:
        lines = list(source.lines)
        self._markdown = source.markdown
        self._lines = lines
        few = len(lines) <= _FIRST_LINES + _LAST_LINES
        self._ends = lines if few else [*lines[:_FIRST_LINES], *lines[-_LAST_LINES:]]
        top = [self._bare(line) for line in lines[:_TOP]]
        self._top = {folded(text) for text in (*top, *source.margins)}
        self._words_on_top = " ".join([*top, *source.margins]).casefold()
        self._postcodes = {code for text in top for code in postcodes_in(text)}
        self._lone = {folded(self._bare(line)) for line in self._ends if len(line.text) <= _LONGEST}
        self._greets = any(
            is_salutation(self._bare(line), lone=True) and not self._bare(line).casefold().startswith("aan")
            for line in lines[: _TOP * 2]
            if line.opens
        )
        self._closes = any(
            closing_parts(self._bare(line)) for line in self._ends if len(line.text) <= _LONGEST
        )
        self._has_return_line = any(map(opens_return_line, top))
        self._portfolio = any(_PORTFOLIO.match(text) for text in top)
        self._functions = functions_in(lines[-_LAST_LINES:])

    def _bare(self, line: Line) -> str:
        text = line.text[: _LONGEST * 2].strip()
        return unmarked(text.lstrip("# ")) if self._markdown else text

    def weight(self, candidate: Candidate) -> float:
        asked = candidate.type
        return (
            self._of_organisation(asked)
            + self._of_labels(asked)
            + self._of_parts(candidate)
            + self._of_greetings(asked)
            + self._of_signatures(asked)
        )

    def _of_organisation(self, asked: DocumentType) -> float:
        organisation = asked.pack.organisation
        names = {folded(organisation.wordmark), folded(organisation.name)} - {""}
        weight = 0.0
        if names & self._top or names & self._lone:
            weight += 4
        elif any(re.search(rf"\b{re.escape(name)}\b", self._words_on_top) for name in names):
            weight += 2
        own = {code for text in asked.pack.texts.values() for code in postcodes_in(text)}
        return weight + (3 if own & self._postcodes else 0)

    def _of_labels(self, asked: DocumentType) -> float:
        labels = Labels(asked, markdown=self._markdown)
        certain: set[str] = set()
        likely: set[str] = set()
        for line in self._ends:
            for row in labels.rows(line.text[:_LONGEST]):
                (certain if row.certain else likely).add(row.field.id)
        likely -= certain
        return 1.5 * len(certain) + 0.75 * min(len(likely), 8)

    def _of_parts(self, candidate: Candidate) -> float:
        parts = Anchors(candidate.type, candidate.fixed)
        weight = 0.0
        if any(parts.names_the_genre(text) for text in self._top):
            weight += 8
        chapters = [
            field for field in candidate.type.fields.values() if field.kind is FieldKind.BODY and field.labels
        ]
        found = parts.find(self._lines)
        begun = {anchor.field.id for anchor in found if anchor.field is not None and not anchor.is_extra}
        for anchor in found:
            if anchor.field is None:
                weight += 1
            elif anchor.field.kind is not FieldKind.BODY:
                weight += 2
        if chapters:
            share = sum(field.id in begun for field in chapters) / len(chapters)
            weight += 10 * share - 3 * (share == 0)
        return weight

    def _of_greetings(self, asked: DocumentType) -> float:
        weight = 0.0
        has = {role: asked.field_with_role(role) is not None for role in FieldRole}
        if has[FieldRole.SALUTATION]:
            weight += 4 if self._greets else -3
        elif self._greets:
            weight -= 3
        if has[FieldRole.RETURN_LINE]:
            weight += 2 if self._has_return_line else -1
        elif self._has_return_line:
            weight -= 1
        if self._portfolio and has[FieldRole.SENDER_PORTFOLIO]:
            weight += 3
        if self._closes and has[FieldRole.CLOSING] and has[FieldRole.SALUTATION]:
            weight += 1
        return weight

    def _of_signatures(self, asked: DocumentType) -> float:
        signatories = sum(
            each.role is FieldRole.SIGNATORY
            for field in asked.fields.values()
            for each in (field, *field.fields)
        )
        in_group = any(
            sub.role is FieldRole.SIGNATORY for field in asked.fields.values() for sub in field.fields
        )
        several = signatories > 1 or in_group
        if self._functions > 1:
            return 3 if several else -2
        return -1 if several else 0
