"""A motto in a text: kept by letter files, Markdown, Word and the editor, apart from quotations."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefmaker.content.markdown import body_from_markdown, markdown_from_body
from briefmaker.letter.body import Body, Quote
from briefmaker.letter.document_type import BodyStyles
from briefmaker.qt.editor.inlining import toggle_quote
from briefmaker.qt.editor.lines import blocks_of, lines_of
from briefmaker.qt.editor.structure import Place, Span
from briefmaker.rendering import compile_template
from briefmaker.rendering.body_reader import read_body
from tests.rendering.letters import letter, par
from tests.rendering.readable import without_ids
from tests.rendering.word_files import STYLES, p, styles_xml, word_file

TEXT = Body(
    blocks=(
        par("Bereikbaar zijn"),
        Quote(role="motto", blocks=(par("Dichtbij als het kan!"),)),
        Quote(blocks=(par("Een citaat dat volgt op een motto."),)),
        Quote(role="motto", blocks=(par("Een motto na een citaat."),)),
        par("Onder dit motto werken wij."),
    )
).with_ids()


def with_motto_style() -> bytes:
    sheet = styles_xml().replace(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="Motto"><w:name w:val="Motto"/></w:style></w:styles>',
    )
    return word_file(p("{{p brieftekst }}"), styles=sheet)


def roles(body: Body) -> list[str]:
    return [block.role for block in body.blocks if isinstance(block, Quote)]


def test_a_letter_file_keeps_it_and_says_nothing_of_it_for_quotations() -> None:
    written = TEXT.model_dump(mode="json")
    assert Body.model_validate(written) == TEXT
    assert [block.get("role") for block in written["blocks"]] == [None, "motto", None, "motto", None]


def test_markdown_keeps_it() -> None:
    assert without_ids(body_from_markdown(markdown_from_body(TEXT))) == without_ids(TEXT)


def test_word_keeps_it_by_its_style() -> None:
    docx = compile_template(with_motto_style(), STYLES).render(letter(brieftekst=TEXT)).docx
    assert without_ids(read_body(docx, STYLES)) == without_ids(TEXT)


def test_a_house_style_without_mottos_sets_one_as_a_quotation() -> None:
    docx = compile_template(word_file(p("{{p brieftekst }}")), STYLES).render(letter(brieftekst=TEXT)).docx
    assert roles(read_body(docx, STYLES)) == ["", "", ""]


def test_every_house_style_of_haarlem_has_one(project_root: Path) -> None:
    from tests.templates.haarlem_types import Page
    from tests.templates.haarlem_types import word_file as sample

    assert Page(sample("informatienota/voorbeeld")).texts(BodyStyles().motto) == [
        "Dichtbij als het kan, duidelijk als het niet kan!"
    ]


def test_the_editor_keeps_it() -> None:
    assert tuple(blocks_of(list(lines_of(TEXT.blocks)))) == TEXT.blocks


@pytest.mark.parametrize(
    ("line", "role", "after"),
    [
        (0, "motto", ["motto", "motto", "", "motto"]),
        (1, "motto", ["", "motto"]),
        (2, "motto", ["motto", "motto", "motto"]),
        (1, "", ["", "", "motto"]),
    ],
)
def test_a_paragraph_becomes_a_motto_and_a_motto_a_quotation_or_a_paragraph(
    line: int, role: str, after: list[str]
) -> None:
    place = Place(line, 0)
    fresh = iter(["n1", "n2"])
    edit = toggle_quote(list(lines_of(TEXT.blocks)), Span(place, place), lambda: next(fresh), role)
    assert edit is not None
    assert roles(Body(blocks=tuple(blocks_of(list(edit.lines))))) == after
