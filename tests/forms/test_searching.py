"""What is looked for is found wherever it stands, and replacing changes that and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.app.installed import installed_packs
from briefmaker.forms.searching import Query, matches, replaced
from briefmaker.letter.answers import Answers, Enclosure
from briefmaker.letter.body import (
    Body,
    Cell,
    Footnote,
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
    plain_text,
)

LETTER = installed_packs().type("haarlem/wethoudersbrief").type


def paragraph(text: str, block: str = "") -> Paragraph:
    return Paragraph(id=block, inlines=inlines(text))


BODY = Body(
    blocks=(
        Heading(id="k", inlines=inlines("Zwembad")),
        Paragraph(
            id="a",
            inlines=(
                Text(text="Het zwem"),
                Text(text="bad", emphasis=True),
                Text(text=" en de bad"),
                LineBreak(),
                Text(text="meester van het zwembad"),
                Footnote(note=(Text(text="Elk zwembad is een ZWEMBAD.", strong=True),)),
            ),
        ),
        ListBlock(id="l", items=(ListItem(id="i", blocks=(paragraph("zwembad een", "p"),)),)),
        Table(id="t", rows=(Row(cells=(Cell(blocks=(paragraph("Zwembadweg 3", "c"),)),)),)),
        Quote(id="q", blocks=(paragraph("zwembaden", "z"),)),
    )
)
ANSWERS = Answers(
    {
        "onderwerp": "Het zwembad aan de Zwembadweg",
        "geadresseerde": "Zwembad\nPostbus 1",
        "datum": "2026-11-23",
        "brieftekst": BODY,
        "bijlagen": (Enclosure(title="Zwembad", body=Body(blocks=(paragraph("zwembad", "b1"),))),),
    }
)


def places(query: Query) -> list[tuple[str, str, int, int]]:
    found = matches(LETTER, ANSWERS, query)
    return [(match.where.field, match.where.block, match.start, match.end) for match in found]


def test_it_is_found_in_every_part_of_the_letter_in_the_order_of_the_form() -> None:
    assert places(Query("zwembad")) == [
        ("geadresseerde", "", 0, 7),
        ("onderwerp", "", 4, 11),
        ("onderwerp", "", 19, 26),
        ("brieftekst", "k", 0, 7),
        ("brieftekst", "a", 4, 11),
        ("brieftekst", "a", 38, 45),
        ("brieftekst", "a", 4, 11),
        ("brieftekst", "a", 19, 26),
        ("brieftekst", "p", 0, 7),
        ("brieftekst", "c", 0, 7),
        ("brieftekst", "z", 0, 7),
        ("bijlagen/0/titel", "", 0, 7),
        ("bijlagen/0/tekst", "b1", 0, 7),
    ]


def test_capitals_and_whole_words_narrow_it_down() -> None:
    assert len(places(Query("Zwembad", match_case=True))) == 5
    assert [where[:2] for where in places(Query("ZWEMBAD", match_case=True))] == [("brieftekst", "a")]
    assert ("brieftekst", "z", 0, 7) not in places(Query("zwembad", whole_words=True))
    assert ("brieftekst", "p", 0, 7) in places(Query("zwembad", whole_words=True))


def test_a_word_does_not_go_on_over_a_line_end() -> None:
    assert not places(Query("badmeester"))


def test_a_date_is_left_alone() -> None:
    assert not places(Query("2026"))


@pytest.mark.parametrize(
    ("typed", "written"),
    [("foto's", "foto’s"), ('"ja"', "“ja”"), ("1 - 2", "1\u00a0– 2"), ("a-b", "a\u2011b")],
)
def test_plain_signs_find_their_typographic_forms(typed: str, written: str) -> None:
    answers = Answers({"onderwerp": f"Over {written} hier"})
    assert [(m.start, m.end) for m in matches(LETTER, answers, Query(typed))] == [(5, 5 + len(written))]


def test_a_typographic_sign_finds_itself_only() -> None:
    answers = Answers({"onderwerp": "een - en een –"})
    assert [(m.start, m.end) for m in matches(LETTER, answers, Query("–"))] == [(13, 14)]


def test_nothing_is_found_when_nothing_is_looked_for() -> None:
    assert not matches(LETTER, ANSWERS, Query(""))


def test_replacing_keeps_marks_and_ids_and_all_else() -> None:
    found = matches(LETTER, ANSWERS, Query("zwembad"))
    changed = replaced(ANSWERS, found, "bad")
    assert changed.text("onderwerp") == "Het bad aan de badweg"
    assert changed.text("geadresseerde") == "bad\nPostbus 1"
    assert changed.text("datum") == "2026-11-23"
    heading, text, items, table, quote = changed.body("brieftekst").blocks
    assert [leaf.id for leaf in changed.body("brieftekst").leaves()] == ["k", "a", "p", "c", "z"]
    assert isinstance(text, Paragraph)
    assert text.inlines == (
        Text(text="Het bad en de bad"),
        LineBreak(),
        Text(text="meester van het bad"),
        Footnote(note=(Text(text="Elk bad is een bad.", strong=True),)),
    )
    assert isinstance(heading, Heading)
    assert plain_text(heading.inlines) == "bad"
    assert (items.id, table.id, quote.id) == ("l", "t", "q")
    (enclosure,) = changed.enclosures("bijlagen")
    assert (enclosure.title, plain_text(next(enclosure.body.leaves()).inlines)) == ("bad", "bad")


def test_what_is_replaced_takes_the_marks_of_where_it_begins() -> None:
    body = Body(blocks=(Paragraph(id="a", inlines=(Text(text="de "), Text(text="stad", strong=True))),))
    answers = Answers({"brieftekst": body})
    changed = replaced(answers, matches(LETTER, answers, Query("de stad")), "gemeente")
    assert next(changed.body("brieftekst").leaves()).inlines == (Text(text="gemeente"),)
    changed = replaced(answers, matches(LETTER, answers, Query("stad")), "wijk")
    assert next(changed.body("brieftekst").leaves()).inlines == (
        Text(text="de "),
        Text(text="wijk", strong=True),
    )


def test_untouched_blocks_stay_the_very_same() -> None:
    changed = replaced(ANSWERS, matches(LETTER, ANSWERS, Query("meester")), "wacht")
    assert changed.body("brieftekst").blocks[0] is BODY.blocks[0]


signs = st.text(alphabet="ab ’'-A", max_size=12)


@given(
    pieces=st.lists(st.tuples(signs, st.booleans()), max_size=5),
    wanted=st.text(alphabet="abA", min_size=1, max_size=3),
    new=st.text(alphabet="abx", max_size=4),
)
def test_replacing_in_runs_equals_replacing_in_their_text(
    pieces: list[tuple[str, bool]], wanted: str, new: str
) -> None:
    runs = tuple(Text(text=text, strong=strong) for text, strong in pieces)
    answers = Answers({"brieftekst": Body(blocks=(Paragraph(id="a", inlines=runs),))})
    changed = replaced(answers, matches(LETTER, answers, Query(wanted, match_case=True)), new)
    (leaf,) = changed.body("brieftekst").leaves()
    assert plain_text(leaf.inlines) == plain_text(runs).replace(wanted, new)
