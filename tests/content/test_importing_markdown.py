"""Footnotes and HTML tables in the Markdown of an existing letter come in as what they are."""

from __future__ import annotations

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.content.importing import import_text
from briefmaker.letter.body import Footnote, Paragraph, Table, plain_text
from tests.content.letter_types import WETHOUDERSBRIEF
from tests.content.reading import words_of

TODAY = datetime.date(2026, 11, 23)


def body_of(text: str):
    letter = f"Datum: 3 mei 2024\n\nGeachte leden,\n\n{text}\n\nMet vriendelijke groet,\n\nJan Bos\n"
    return import_text(letter, WETHOUDERSBRIEF, markdown=True, today=TODAY)


def test_a_footnote_stands_where_its_sign_is() -> None:
    read = body_of("De brug[^1] is klaar.\n\nTot ziens.\n\n[^1]: Die over de Vest.\n    En het *hek*.")
    first, second = read.answers.body("brieftekst").blocks
    assert isinstance(first, Paragraph)
    notes = [plain_text(run.note) for run in first.inlines if isinstance(run, Footnote)]
    assert [note.split() for note in notes] == [["Die", "over", "de", "Vest.", "En", "het", "hek."]]
    assert plain_text(first.inlines) == "De brug is klaar."
    assert isinstance(second, Paragraph)
    assert read.answers.text("ondertekenaar") == "Jan Bos"


def test_notes_at_the_end_of_the_letter_are_found() -> None:
    letter = "Geachte leden,\n\nDe brug[^a].\n\nMet vriendelijke groet,\n\nJan Bos\n\n[^a]: Over de Vest.\n"
    answers = import_text(letter, WETHOUDERSBRIEF, markdown=True, today=TODAY).answers
    block = answers.body("brieftekst").blocks[0]
    assert isinstance(block, Paragraph)
    assert any(isinstance(run, Footnote) for run in block.inlines)
    assert answers.text("ondertekenaar") == "Jan Bos"


def test_a_sign_without_a_note_and_a_note_without_a_sign_stay_text() -> None:
    words = words_of(body_of("De brug[^1] is klaar.\n\n[^2]: Iets anders.").answers.body("brieftekst"))
    assert "brug[^1]" in words
    assert "anders." in words


def test_an_html_table_is_a_table() -> None:
    source = "<table>\n<tr><th>Straat</th><th>Bomen</th></tr>\n\n<tr><td>Vest</td><td>4</td></tr>\n</table>"
    blocks = body_of(source).answers.body("brieftekst").blocks
    assert isinstance(blocks[0], Table)
    assert [len(row.cells) for row in blocks[0].rows] == [2, 2]


PARTS = st.sampled_from(
    ["De brug[^1] is oud.", "[^1]: Een noot.", "    gaat door", "", "<table>", "<tr><td>x</td></tr>",
     "</table>", "- een[^1]", "[^1]", "[^2]: nog een", "Geachte leden,", "| a | b |", "|---|---|"]
)  # fmt: skip


@given(source=st.lists(PARTS, max_size=16).map("\n".join))
@settings(max_examples=200, deadline=None)
def test_nothing_of_it_makes_the_importer_fail(source: str) -> None:
    body_of(source)
