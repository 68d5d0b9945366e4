"""HTML that means harm: it costs no more than its length, and nothing of it is fetched or run."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.content.foreign.pasted_text import blocks_from_text
from briefmaker.content.foreign.reading import blocks_from_html
from briefmaker.letter.body import Body, ListBlock, Quote, Table

MILLION = 1_000_000
ROW = "<tr><td rowspan=999 colspan=63>a<td>b"

HOSTILE = {
    "nested": "<div>" * (MILLION // 5) + "diep",
    "nested lists": "<ul><li>" * (MILLION // 8) + "diep",
    "nested tables": "<table><tr><td>" * (MILLION // 15) + "diep",
    "nested quotes": "<blockquote>x" * (MILLION // 13),
    "marks that stay open": "<b id=1><i><font color=red>" * 9_000 + "<p>x" * 100_000,
    "marks closed elsewhere": "<b><table><td></b></td></table>" * 16_000 + "<p>a</p>" * 60_000,
    "marks crossed": "<b><i></b></i>" * (MILLION // 14) + "x",
    "attributes": "<p " + " ".join(f"a{number}" for number in range(140_000)) + ">x",
    "one attribute": '<p style="' + "color:red;" * 100_000 + '">x',
    "quotes left open": "<p a=\"'" * (MILLION // 7),
    "a table of all cells": "<table>" + "<tr><td>a<td>b" * (MILLION // 14),
    "a table of one row": "<table><tr>" + "<td>a" * (MILLION // 5),
    "a table of spans": "<table>" + ROW * (MILLION // len(ROW)),
    "many tables": "<table><tr><td>a<td>b<tr><td>c<td>d</table>" * (MILLION // 44),
    "one list": "<ul>" + "<li>a" * (MILLION // 5),
    "lists of word": "".join(
        f"<p style='mso-list:l0 level{number % 9 + 1} lfo1'>x" for number in range(MILLION // 38)
    ),
    "angle brackets": "<" * MILLION,
    "ampersands": "&" * MILLION,
    "entities": "&amp;" * (MILLION // 5),
    "comments left open": "<!--" * (MILLION // 4),
    "scripts left open": "<script>" * (MILLION // 8),
    "scripts": "<script>alert(1)</script>" * (MILLION // 25) + "x",
    "style sheets": "<style>" + "/*{" * (MILLION // 3),
    "spaces": "<p" + " " * MILLION + ">x",
    "a word": "a" * MILLION,
    "breaks": "<br>x" * (MILLION // 5),
    "paragraphs of control characters": "<p>\x00\x07\ufffe" * (MILLION // 6),
    "pictures": '<img src="https://volg.voorbeeld.nl/p.png">' * (MILLION // 43),
    "a picture": '<img src="data:image/png;base64,' + "A" * MILLION + '">',
    "footnotes": '<p><a href="#_ftnref1">1</a>x<a href="#_ftn1">y</a>' * (MILLION // 48),
}


def _depth(blocks) -> int:
    deepest = 0
    for block in blocks:
        inside: list = []
        if isinstance(block, ListBlock):
            inside = [item.blocks for item in block.items]
        elif isinstance(block, Quote):
            inside = [block.blocks]
        elif isinstance(block, Table):
            inside = [cell.blocks for row in block.rows for cell in row.cells]
        deepest = max([deepest, 1, *(1 + _depth(each) for each in inside)])
    return deepest


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_megabyte_that_means_harm_is_done_with_in_its_length(name: str) -> None:
    started = time.process_time()
    blocks = blocks_from_html(HOSTILE[name]).blocks
    spent = time.process_time() - started
    # Two seconds at most on the machine it was written on; a parser by the letter takes minutes.
    assert spent < 20
    assert _depth(blocks) <= 14


@pytest.mark.parametrize("name", ["nested", "one attribute", "scripts", "pictures", "a word"])
def test_the_time_grows_no_faster_than_the_length(name: str) -> None:
    def spent(html: str) -> float:
        started = time.process_time()
        blocks_from_html(html)
        return time.process_time() - started

    text = HOSTILE[name][: MILLION // 2]
    spent(text[:1_000])
    small = min(spent(text[: len(text) // 4]) for _ in range(3))
    large = min(spent(text) for _ in range(2))
    assert large < 12 * small + 0.1  # four times, with room for a busy machine; by the square it is 16


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<b>", "</b>", "<i style='font-weight:bold'>", "</i>", "<ul>", "</ul>", "<li>",
        "</li>",
        "<ol start=3 type=i>", "</ol>", "<table border=1>", "</table>", "<tr>", "</tr>", "<td colspan=3>",
        "<td rowspan=2>", "<th>", "</td>", "<thead>", "<h1>", "</h1>", "<h7>", "<blockquote>",
        "</blockquote>",
        "<br>", "<br style='page-break-before:always'>", "<img src='data:image/png;base64,AAAA'>", "<div>",
        "</div>", "<a href='https://a.nl'>", "<a href='#_ftn1'>", "<a href='#_ftnref1'>", "</a>",
        "<div style='mso-element:footnote' id=ftn1>", "<p style='mso-list:l0 level3 lfo1'>",
        "<span style='mso-list:Ignore'>", "</span>", "<!--", "-->", "<![if !x]>", "<style>", "</style>",
        "<script>", "</script>", "@list l0:level1 {mso-level-number-format:bullet}", "<pre>", "</pre>",
        "<li data-listid=1 data-aria-level=2>", "<template>", "<", ">", "&", "&#0;", "&nbsp;", " ", "\n", "a",
        "woord", "\x00", "\ud800", '"', "'", "=", "<caption>", "<p class=MsoListParagraph>",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_html_is_too_broken(html: str) -> None:
    pasted = blocks_from_html(html)
    Body(blocks=pasted.blocks).with_ids()
    for table in (block for block in pasted.blocks if isinstance(block, Table)):
        taken = set()
        for y, row in enumerate(table.rows):
            for cell in row.cells:
                x = next(column for column in range(99) if (y, column) not in taken)
                area = {(y + j, x + i) for j in range(cell.row_span) for i in range(cell.span)}
                assert not area & taken
                taken |= area
        width = max(x for _, x in taken) + 1
        assert taken == {(y, x) for y in range(len(table.rows)) for x in range(width)}


@settings(deadline=None)
@given(st.text(), st.lists(PIECES).map("".join))
def test_any_text_and_any_html_is_read(text: str, html: str) -> None:
    blocks_from_text(text)
    blocks_from_html(text + html)


def test_nothing_that_stands_in_it_is_lost_but_what_is_no_text() -> None:
    html = "<p>een <span>twee</p> drie<td>vier</b><li>vijf<select><option>nee</select><h9>zes</h9>"
    texts = list(Body(blocks=blocks_from_html(html).blocks).texts())
    assert texts == ["een twee", "drie", "vier", "vijfzes"]
