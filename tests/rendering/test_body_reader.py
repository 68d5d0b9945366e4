"""What Briefmaker wrote into a Word document is read back as the same tree."""

from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import HealthCheck, example, given, settings

from briefmaker.app.installed import installed_packs
from briefmaker.letter.body import Block, Body, Cell, Paragraph, Quote, Row, Table
from briefmaker.letter.document_type import BodyStyles
from briefmaker.letter.letter import EnclosuresPart
from briefmaker.rendering import CompiledTemplate, compile_template
from briefmaker.rendering.body_reader import WordBody
from tests.rendering.letters import bodies, body, items, legal_text, letter
from tests.rendering.readable import readable_bodies, without_ids
from tests.rendering.word_files import shipped_letter

BEFORE, AFTER = "\u2062Geachte leden,", "\u2062Met vriendelijke groet,"
NOT_PER_TEST = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))

SHIPPED = installed_packs().type("haarlem/wethoudersbrief")
STYLES = SHIPPED.type.styles


@lru_cache
def template() -> CompiledTemplate:
    return compile_template(shipped_letter(), STYLES)


def written(text: Body) -> bytes:
    """A letter of the shipped kind with this text."""
    names = template().placeholders - {"woordmerk", "status"}
    values = dict.fromkeys(names, "") | {"aanhef": BEFORE, "brieftekst": text, "slotgroet": AFTER}
    values["bijlagen"] = EnclosuresPart()
    return template().render(letter(**values), {"woordmerk": "W", "status": ""}).docx


def read(docx: bytes, styles: BodyStyles = STYLES) -> Body:
    """The text of that letter."""
    found = WordBody(docx, styles)
    return found.body(found.texts.index((BEFORE,)) + 1, found.texts.index((AFTER,)))


def in_a_cell(*blocks: Block) -> Body:
    """A text of one table with one cell."""
    return body(Table(rows=(Row(cells=(Cell(blocks=blocks),)),)))


ONE_CELL = in_a_cell(Paragraph()).blocks[0]


@pytest.mark.parametrize("written_after", [(), (Paragraph(),)])
def test_the_empty_paragraph_that_word_wants_after_a_table_in_a_cell_is_not_read(written_after) -> None:
    text = in_a_cell(ONE_CELL, *written_after)
    assert without_ids(read(written(text))) == without_ids(in_a_cell(ONE_CELL))


@NOT_PER_TEST
@example(in_a_cell(ONE_CELL, items("")))
@example(in_a_cell(ONE_CELL, Quote(blocks=(Paragraph(),))))
@example(in_a_cell(ONE_CELL, Paragraph(), Paragraph()))
@example(in_a_cell(ONE_CELL, ONE_CELL))
@given(readable_bodies(STYLES))
def test_a_text_is_read_from_its_letter_as_the_same_tree(text: Body) -> None:
    assert without_ids(read(written(text))) == without_ids(text)


@NOT_PER_TEST
@given(bodies(legal_text, nested_tables=True))
def test_any_text_at_all_is_read_as_a_tree_that_is_written_and_read_the_same(text: Body) -> None:
    once = read(written(text))
    assert without_ids(read(written(once))) == without_ids(once)
    assert list(once.texts()) or not any(text.texts())
