"""Takes out of typed text what no Word document can carry, in sight of the user.

A character that can't stand in a document is shown as U+FFFD on the page and reported as an error, so
the letter can't leave before the user has taken it out: nothing changes silently.
"""

from __future__ import annotations

from typing import Any, TypeVar
from weakref import WeakValueDictionary

from pydantic import BaseModel

from briefmaker.forms.novelty import Novelty
from briefmaker.i18n import _
from briefmaker.letter.body import (
    Body,
    Footnote,
    Heading,
    Image,
    LineBreak,
    Paragraph,
    Text,
)
from briefmaker.letter.characters import character_name, illegal_characters, normalised_line_ends
from briefmaker.letter.letter import Gap
from briefmaker.letter.rewriting import Leaf, with_leaves
from briefmaker.problems import Place, Problem

__all__ = ["cleaned_body", "cleaned_text"]

Run = TypeVar("Run", bound=Text | LineBreak | Footnote)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_clean: WeakValueDictionary[int, BaseModel] = WeakValueDictionary()
"""Blocks with nothing wrong in them, by identity. They never change."""
_novelty = Novelty()


def cleaned_text(text: str, where: Place, label: str) -> tuple[str, list[Problem]]:
    """`text` with "\\n" as its only line end and nothing illegal in it, and what was found."""
    text = normalised_line_ends(text)
    illegal = illegal_characters(text)
    if not illegal:
        return text, []
    for character in illegal:
        text = text.replace(character, _REPLACEMENT)
    names = ", ".join(character_name(character) for character in illegal)
    problem = Problem(
        "characters.illegal",
        where,
        _("“{field}” holds characters that can't stand in a document: {characters}.").format(
            field=label, characters=names
        ),
        _("Remove them; they show as {sign} on the page.").format(sign=_REPLACEMENT),
    )
    return text, [problem]


def cleaned_body(body: Body, field: str, label: str) -> tuple[Body, list[Problem]]:
    """`body` with nothing illegal in it and an id for every block, and what was found, block by block."""
    named = body.with_ids()  # first, so that every problem has its place
    cleaner = _Cleaner(field, label)
    new = _novelty.new_blocks(field, named)
    if with_leaves(new, cleaner.of_leaf) is new and not cleaner.problems:
        _novelty.remember(field, named)
        return named, []
    cleaner = _Cleaner(field, label)
    blocks = with_leaves(named.blocks, cleaner.of_leaf)
    return named if blocks is named.blocks else Body(blocks=blocks), cleaner.problems


class _Cleaner:
    def __init__(self, field: str, label: str) -> None:
        self._field = field
        self._label = label
        self.problems: list[Problem] = []

    def of_leaf(self, leaf: Leaf) -> Leaf:
        if _clean.get(id(leaf)) is leaf:
            return leaf
        found = len(self.problems)
        cleaned = self._cleaned(leaf)
        if cleaned is leaf and len(self.problems) == found:
            _clean[id(leaf)] = leaf
        return cleaned

    def _cleaned(self, leaf: Leaf) -> Leaf:
        if isinstance(leaf, Paragraph | Heading):
            inlines = self._of_inlines(leaf.inlines, leaf.id)
            return leaf if inlines is leaf.inlines else leaf.model_copy(update={"inlines": inlines})
        if isinstance(leaf, Image) and not leaf.data:
            return self._missing(leaf)
        if isinstance(leaf, Image):
            alt, found = cleaned_text(leaf.alt, Place(self._field, leaf.id), self._label)
            self.problems += found
            return leaf if alt == leaf.alt else leaf.model_copy(update={"alt": alt})
        return leaf

    def _missing(self, image: Image) -> Paragraph:
        """A gap, as a field that is empty prints one: there is always a page."""
        self.problems.append(
            Problem(
                "image.missing",
                Place(self._field, image.id),
                _("A picture is missing from “{field}”.").format(field=self._label),
                _("It was not in the file, or damaged. Insert it again, or remove its place."),
            )
        )
        return Paragraph(id=image.id, inlines=(Text(text=Gap(label=_("Picture")).printed),))

    def _of_inlines(self, inlines: tuple[Run, ...], block: str) -> tuple[Run, ...]:
        """The very same runs where nothing is wrong (the common case), so that long letters stay cheap."""
        result: list[Any] = []
        for run in inlines:
            if isinstance(run, LineBreak):
                result.append(run)
                continue
            if isinstance(run, Footnote):
                note = self._of_inlines(run.note, block)
                result.append(run if note is run.note else run.model_copy(update={"note": note}))
                continue
            text, found = cleaned_text(run.text, Place(self._field, block), self._label)
            link, found_in_link = cleaned_text(run.link, Place(self._field, block), self._label)
            self.problems += found + found_in_link
            if text == run.text and link == run.link:
                result.append(run)
                continue
            for index, line in enumerate(text.split("\n")):
                if index:
                    result.append(LineBreak())
                if line:
                    result.append(Text(text=line, strong=run.strong, emphasis=run.emphasis, link=link))
        same = len(result) == len(inlines) and all(
            new is old for new, old in zip(result, inlines, strict=True)
        )
        return inlines if same else tuple(result)
