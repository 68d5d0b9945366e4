"""Texts torn into runs are replaced as in the plain text; codes, looks and other members stay."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefmaker.inspection.word_file import TextParagraph
from briefmaker.inspection.word_replacing import texts_replaced, word_texts
from tests.inspection.changed_files import DOCUMENT, paragraphs, raw_members, word_file
from tests.inspection.test_text_editing import looks_of, torn


@given(st.lists(torn(), min_size=1, max_size=4), st.sampled_from("abc é&<"), st.text("xa <&é", max_size=4))
def test_torn_texts_are_replaced_as_in_the_plain_text(
    made: list[tuple[etree._Element, str]], old: str, new: str
) -> None:
    docx = word_file("".join(etree.tostring(element).decode() for element, _text in made))
    looks = [looks_of(TextParagraph(0, element)) for element, _text in made]
    spots = [
        _at(text.spot, *found.span())
        for text in word_texts(docx, "brief/template.docx")
        for found in re.finditer(re.escape(old), text.text)
    ]
    after = texts_replaced(docx, spots, new)
    assert paragraphs(after) == [text.replace(old, new) for _element, text in made]
    if not spots:
        assert after == docx
    before, now = raw_members(docx), raw_members(after)
    assert [*before] == [*now]
    assert all(before[name] == now[name] for name in before if name != DOCUMENT)
    root = TextParagraphs(after)
    for number, (_element, text) in enumerate(made):
        kept = [look for look, sign in zip(looks[number], text, strict=True) if sign != old]
        assert root.looks_outside(number, text, old, new) == kept, "what stays keeps its look"


class TextParagraphs:
    """The paragraphs of a Word file, with the looks of what was not replaced."""

    def __init__(self, docx: bytes) -> None:
        from briefmaker.inspection.word_file import WordFile

        self._paragraphs = WordFile.of(docx).document.paragraphs

    def looks_outside(self, number: int, text: str, old: str, new: str) -> list[bytes]:
        looks, at, found = looks_of(self._paragraphs[number]), 0, []
        for sign in text:
            if sign == old:
                at += len(new)
            else:
                found.append(looks[at])
                at += 1
        return found


def _at(spot, start: int, end: int):
    from dataclasses import replace

    return replace(spot, start=start, end=end)


def test_whole_and_broken_codes_are_told_apart_from_text() -> None:
    docx = word_file(
        "<w:p><w:r><w:t>Naam {{ na</w:t></w:r><w:r><w:t>am }} en { naam }} en naam</w:t></w:r></w:p>"
    )
    (found,) = word_texts(docx, "")
    assert [found.text[start:end] for start, end in found.tags] == ["{{ naam }}", "{ naam }}"]
