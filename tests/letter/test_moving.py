"""A block goes one place up or down among its neighbours, and nothing else changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefmaker.letter.body import (
    Body,
    Cell,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Row,
    Table,
    inlines,
    plain_text,
)
from briefmaker.letter.moving import moved, placed_before


def p(name: str) -> Paragraph:
    return Paragraph(id=name, inlines=inlines(name))


def item(name: str, *more: ListBlock) -> ListItem:
    return ListItem(id=f"i{name}", blocks=(p(name), *more))


BODY = Body(
    blocks=(
        p("a"),
        ListBlock(
            id="l",
            items=(item("1"), item("2", ListBlock(id="n", items=(item("2a"), item("2b")))), item("3")),
        ),
        Table(id="t", rows=(Row(cells=(Cell(blocks=(p("c1"), p("c2"))), Cell(blocks=(p("d"),)))),)),
        Quote(id="q", blocks=(p("q1"), p("q2"))),
        Heading(id="k", inlines=inlines("k")),
    )
)


def order(body: Body | None) -> str:
    assert body is not None
    return " ".join(plain_text(leaf.inlines) for leaf in body.leaves())


def test_a_paragraph_jumps_over_a_whole_list() -> None:
    assert order(moved(BODY, "a", "a", 1)) == "1 2 2a 2b 3 a c1 c2 d q1 q2 k"
    assert order(moved(BODY, "k", "k", -1)) == "a 1 2 2a 2b 3 c1 c2 d k q1 q2"


def test_an_item_takes_along_what_is_nested_in_it() -> None:
    assert order(moved(BODY, "2", "2", -1)) == "a 2 2a 2b 1 3 c1 c2 d q1 q2 k"
    assert order(moved(BODY, "2", "2b", 1)) == "a 1 3 2 2a 2b c1 c2 d q1 q2 k"


def test_a_nested_item_moves_in_its_own_list_and_stays_in_it() -> None:
    assert order(moved(BODY, "2b", "2b", -1)) == "a 1 2 2b 2a 3 c1 c2 d q1 q2 k"
    assert moved(BODY, "2a", "2a", -1) is None


def test_in_a_cell_or_quote_nothing_leaves_it() -> None:
    assert order(moved(BODY, "c2", "c2", -1)) == "a 1 2 2a 2b 3 c2 c1 d q1 q2 k"
    assert moved(BODY, "d", "d", 1) is None
    assert order(moved(BODY, "q1", "q1", 1)) == "a 1 2 2a 2b 3 c1 c2 d q2 q1 k"
    assert moved(BODY, "q1", "q1", -1) is None


def test_what_is_selected_whole_moves_whole() -> None:
    assert order(moved(BODY, "1", "3", -1)) == "1 2 2a 2b 3 a c1 c2 d q1 q2 k"
    assert order(moved(BODY, "c1", "d", 1)) == "a 1 2 2a 2b 3 q1 q2 c1 c2 d k"
    assert order(moved(BODY, "q1", "q2", 1)) == "a 1 2 2a 2b 3 c1 c2 d k q1 q2"
    assert order(moved(BODY, "a", "2", 1)) == "c1 c2 d a 1 2 2a 2b 3 q1 q2 k"


def test_the_ends_of_the_text_hold() -> None:
    assert moved(BODY, "a", "a", -1) is None
    assert moved(BODY, "k", "k", 1) is None
    assert moved(BODY, "weg", "weg", 1) is None


@given(name=st.sampled_from([leaf.id for leaf in BODY.leaves()]), by=st.sampled_from([-1, 1]))
def test_up_and_down_again_is_where_it_was(name: str, by: int) -> None:
    there = moved(BODY, name, name, by)
    if there is not None:
        assert sorted(order(there).split()) == sorted(order(BODY).split())
        assert moved(there, name, name, -by) == BODY


def test_a_block_is_put_before_another_or_at_the_end() -> None:
    assert order(placed_before(BODY, "k", "a")) == "k a 1 2 2a 2b 3 c1 c2 d q1 q2"
    assert order(placed_before(BODY, "l", "")) == "a c1 c2 d q1 q2 k 1 2 2a 2b 3"
    assert placed_before(BODY, "a", "l") is None
    assert placed_before(BODY, "k", "") is None
    assert placed_before(BODY, "weg", "a") is None
