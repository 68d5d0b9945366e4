"""The headings of a text, and under which of them one is."""

from __future__ import annotations

from briefmaker.app.installed import installed_packs
from briefmaker.forms.outline import heading_above, outline
from briefmaker.letter.answers import Answers
from briefmaker.letter.body import Body, Heading, LineBreak, ListBlock, ListItem, Paragraph, Text, inlines

LETTER = installed_packs().type("haarlem/wethoudersbrief").type
BODY = Body(
    blocks=(
        Paragraph(id="a", inlines=inlines("Vooraf")),
        Heading(id="k1", inlines=(Text(text="Wat wij"), LineBreak(), Text(text=" doen"))),
        ListBlock(id="l", items=(ListItem(id="i", blocks=(Paragraph(id="p", inlines=inlines("een")),)),)),
        Heading(id="leeg", inlines=inlines("  ")),
        Heading(id="k2", level=2, inlines=inlines("Planning")),
    )
)


def test_headings_are_listed_on_one_line_each_with_their_level() -> None:
    found = outline(LETTER, Answers({"brieftekst": BODY}))
    assert [(entry.where.block, entry.level, entry.text) for entry in found] == [
        ("k1", 1, "Wat wij doen"),
        ("k2", 2, "Planning"),
    ]


def test_one_heading_needs_no_outline() -> None:
    assert outline(LETTER, Answers({"brieftekst": Body(blocks=BODY.blocks[:3])})) == ()


def test_every_paragraph_stands_under_the_heading_before_it() -> None:
    above = {block: heading_above(BODY, block) for block in ("a", "k1", "p", "k2", "anders", "")}
    assert above == {"a": "", "k1": "k1", "p": "k1", "k2": "k2", "anders": "", "": ""}
