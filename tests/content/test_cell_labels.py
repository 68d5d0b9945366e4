"""Headings in italics and people under each other, as PDF readers write them into a table cell."""

from __future__ import annotations

import pytest

from briefmaker.content.cells import blocks_of_html
from briefmaker.content.drafted import DraftParagraph, DraftRow, DraftTable, body_of
from briefmaker.letter.body import Heading, Paragraph, Table, plain_text

NAMES = "N. Bos (AB) J.P. van der Hoek (Gemeente/Jeugd) É. Öz-Smit (CD & EF)"


def cell(html: str) -> list[tuple[str, str]]:
    """What a cell becomes: for each block what it is and what it says."""
    blocks = blocks_of_html(html)
    label: list[DraftParagraph] = [DraftParagraph(["Werkwijze"])]
    (table,) = body_of(
        [DraftTable(header=None, rows=[DraftRow([[*label], blocks])], columns=2)], markdown=True
    ).blocks
    assert isinstance(table, Table)
    made = table.rows[0].cells[1].blocks
    return [
        ("heading" if isinstance(block, Heading) else "text", plain_text(block.inlines))
        for block in made
        if isinstance(block, Heading | Paragraph)
    ]


def test_a_paragraph_in_italics_above_others_is_a_heading() -> None:
    assert cell("<p><i>In de wijk</i></p> <p>Er komt een balie.</p>") == [
        ("heading", "In de wijk"),
        ("text", "Er komt een balie."),
    ]


def test_people_stand_under_each_other_below_their_heading() -> None:
    assert cell(f"<p><em>Werkgroep</em> {NAMES}</p>") == [
        ("heading", "Werkgroep"),
        ("text", "N. Bos (AB)"),
        ("text", "J.P. van der Hoek (Gemeente/Jeugd)"),
        ("text", "É. Öz-Smit (CD & EF)"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p><i>Nog niet bekend</i></p>",
        "<p><i>Stuurgroep</i> Deze groep beslist (of niet).</p> <p>Elke maand.</p>",
        "<p><i>Dit is een hele zin.</i></p> <p>En nog een.</p>",
        "<p>N. Bos (AB) is trekker. J. Vos (CD) helpt.</p> <p>Meer niet.</p>",
        "<p>N. Bos (AB)</p> <p>Meer niet.</p>",
    ],
)
def test_other_text_stays_as_it_stands(html: str) -> None:
    assert {kind for kind, _text in cell(html)} == {"text"}
    assert len(cell(html)) == html.count("<p>")


def test_much_that_looks_like_people_takes_no_time() -> None:
    assert len(cell(f"<p>{'A. ' * 3000}</p><p>{'A. b c d ' * 3000}(</p>")) == 2
