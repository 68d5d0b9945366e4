"""What no document can carry is shown and named, and never taken out unseen."""

from __future__ import annotations

from briefmaker.forms.cleaning import cleaned_body, cleaned_text
from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    inlines,
)
from briefmaker.problems import Place


def body(*blocks: Block) -> Body:
    return Body(blocks=blocks)


def paragraph(text: str, id: str = "b1") -> Paragraph:
    return Paragraph(id=id, inlines=inlines(text))


def test_good_text_stays_as_it_is_and_so_does_a_good_body() -> None:
    assert cleaned_text("R&D <BV> {{ x }} 😀\ttab", Place("a"), "A") == ("R&D <BV> {{ x }} 😀\ttab", [])
    good = body(paragraph("Dag 😀"), Heading(id="b2", inlines=inlines("Kop")))
    cleaned, problems = cleaned_body(good, "tekst", "Tekst")
    assert cleaned is good
    assert problems == []


def test_line_ends_of_other_systems_are_no_problem() -> None:
    assert cleaned_text("a\r\nb\rc", Place("a"), "A") == ("a\nb\nc", [])


def test_an_illegal_character_is_shown_and_named_once() -> None:
    text, (problem,) = cleaned_text("a\x07b\x07\x00", Place("onderwerp"), "Onderwerp")
    assert text == "a\ufffdb\ufffd\ufffd"
    assert problem.where == Place("onderwerp")
    assert problem.blocks_export
    assert "U+0007, U+0000" in problem.what
    assert "“Onderwerp”" in problem.what


def test_it_is_found_at_every_depth_with_its_block() -> None:
    bad = "x\x01"
    inner = ListBlock(id="l", items=(ListItem(id="i", blocks=(paragraph(bad, "in"),)),))
    cells = Table(id="t", rows=(Row(cells=(Cell(blocks=(paragraph(bad, "cel"),)),)),))
    cleaned, problems = cleaned_body(
        body(
            Heading(id="kop", inlines=inlines(bad)),
            inner,
            cells,
            Quote(id="q", blocks=(paragraph(bad, "cit"),)),
        ),
        "tekst",
        "Tekst",
    )
    assert [problem.where for problem in problems] == [
        Place("tekst", "kop"), Place("tekst", "in"), Place("tekst", "cel"), Place("tekst", "cit"),
    ]  # fmt: skip
    assert list(cleaned.texts()) == ["x\ufffd"] * 4


def test_a_block_without_an_id_is_found_by_the_one_it_gets() -> None:
    cleaned, problems = cleaned_body(body(paragraph("goed", ""), paragraph("\x01", "")), "t", "T")
    assert problems[0].where == Place("t", cleaned.blocks[1].id)
    assert cleaned.blocks[1].id


def test_an_address_is_not_changed_in_silence() -> None:
    run = Text(text="hier", link="https://haarlem.example/\x07")
    cleaned, problems = cleaned_body(body(Paragraph(id="b1", inlines=(run,))), "t", "T")
    assert "U+0007" in problems[0].what
    assert cleaned.blocks[0] == Paragraph(
        id="b1", inlines=(run.model_copy(update={"link": "https://haarlem.example/\ufffd"}),)
    )


def test_a_line_end_inside_a_run_is_a_new_line_with_the_same_marks() -> None:
    bold = Text(text="een\r\ntwee", strong=True)
    cleaned, _problems = cleaned_body(body(Paragraph(id="b1", inlines=(bold,))), "t", "T")
    lines = (Text(text="een", strong=True), LineBreak(), Text(text="twee", strong=True))
    assert cleaned.blocks[0] == Paragraph(id="b1", inlines=lines)
