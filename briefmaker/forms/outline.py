"""The headings of a letter's texts, for finding one's way in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from briefmaker.letter.answers import Answers
from briefmaker.letter.body import Body, plain_text
from briefmaker.letter.document_type import DocumentType, FieldKind
from briefmaker.problems import Place

__all__ = ["OutlineEntry", "heading_above", "outline"]

_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading: where it stands, its level (1 to 3), its text on one line."""

    where: Place
    level: int
    text: str


def outline(
    document_type: DocumentType, answers: Answers, shown: Collection[str] | None = None
) -> tuple[OutlineEntry, ...]:
    """The headings of every text that has several, in reading order; headings without text are left out, and
    so are texts that aren't `shown`, when that is given."""
    entries: list[OutlineEntry] = []
    for path, body in _texts(document_type, answers):
        if shown is not None and path.partition("/")[0] not in shown:
            continue
        found = [
            OutlineEntry(Place(path, block.id), block.level, " ".join(plain_text(block.inlines).split()))
            for block in body.with_ids().blocks
            if block.type == "heading"
        ]
        named = [entry for entry in found if entry.text]
        entries += named if len(named) >= _SEVERAL else []
    return tuple(entries)


def _texts(document_type: DocumentType, answers: Answers) -> Iterator[tuple[str, Body]]:
    """Every text with its place, those of a group's entries in their order."""
    for field in document_type.fields.values():
        if field.kind is FieldKind.BODY:
            yield field.id, answers.body(field.id)
        for number, entry in enumerate(answers.entries(field.id)):
            for inside in field.fields:
                text = entry.values.get(inside.id)
                if isinstance(text, Body):
                    yield f"{field.id}/{number}/{inside.id}", text


def heading_above(body: Body, block: str) -> str:
    """Id of the heading under which the block with this id stands, its own if it is one; "" for none."""
    heading = ""
    for leaf in body.with_ids().leaves():
        if leaf.type == "heading":
            heading = leaf.id
        if leaf.id == block:
            return heading
    return ""
