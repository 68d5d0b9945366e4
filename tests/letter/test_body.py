"""The text of a letter as a tree: ids that stay, leaves in reading order, runs joined one way."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from briefmaker.letter.body import (
    Body,
    Cell,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    inlines,
    joined_inlines,
    plain_text,
)


def paragraph(text: str, id: str = "") -> Paragraph:
    return Paragraph(id=id, inlines=inlines(text))


def everything(id: str = "") -> Body:
    """One of each block, all with the same id."""
    inner = ListBlock(id=id, items=(ListItem(id=id, blocks=(paragraph("drie", id),)),))
    return Body(
        blocks=(
            Heading(id=id, inlines=inlines("een")),
            ListBlock(id=id, items=(ListItem(id=id, blocks=(paragraph("twee", id), inner)),)),
            Table(id=id, rows=(Row(cells=(Cell(blocks=(paragraph("vier", id),)), Cell())),)),
            PageBreak(id=id),
            Quote(id=id, blocks=(paragraph("vijf", id),)),
        )
    )


def ids_of(body: Body) -> list[str]:
    """All ids, found without the code under test."""
    found: list[str] = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            found.extend(one for name, one in value.items() if name == "id")
            for one in value.values():
                look(one)
        elif isinstance(value, list | tuple):
            for one in value:
                look(one)

    look(body.model_dump())
    return found


@pytest.mark.parametrize("id", ["", "b1", "zelfde"])
def test_every_block_and_item_at_any_depth_gets_an_id_of_its_own(id: str) -> None:
    found = ids_of(everything(id).with_ids())
    assert len(found) == 12
    assert all(found)
    assert len(set(found)) == len(found)


def test_ids_that_are_there_stay() -> None:
    body = Body(blocks=(paragraph("nieuw"), paragraph("oud", "b1"), paragraph("dubbel", "b1")))
    first, second, third = ids_of(body.with_ids())
    assert second == "b1"
    assert len({first, second, third}) == 3


def test_ids_in_use_elsewhere_are_avoided() -> None:
    body = Body(blocks=(paragraph("een", "b1"), paragraph("twee")))
    assert not {"b1", "b2"} & set(ids_of(body.with_ids(taken=("b1", "b2"))))


def test_a_body_that_has_its_ids_is_itself() -> None:
    body = everything().with_ids()
    assert body.with_ids() is body


def test_giving_ids_changes_nothing_else() -> None:
    def without_ids(value: object) -> object:
        if isinstance(value, dict):
            return {name: without_ids(one) for name, one in value.items() if name != "id"}
        return [without_ids(one) for one in value] if isinstance(value, list | tuple) else value

    assert without_ids(everything().with_ids().model_dump()) == without_ids(everything().model_dump())


def test_texts_come_in_reading_order_from_every_depth() -> None:
    assert list(everything().texts()) == ["een", "twee", "drie", "vier", "vijf"]


@pytest.mark.parametrize("text", ["", " ", "\n", "\u00a0"])
def test_white_space_alone_is_blank(text: str) -> None:
    assert Body(blocks=(PageBreak(), Quote(blocks=(paragraph(text),)))).is_blank


def test_a_word_in_a_cell_is_not_blank() -> None:
    assert not everything().is_blank


@pytest.mark.parametrize("text", ["", "een", "een\ntwee", "\n\n", "een\n"])
def test_plain_text_comes_back_from_its_inlines(text: str) -> None:
    assert plain_text(inlines(text)) == text


def test_neighbours_of_equal_marks_are_joined_and_empty_runs_dropped() -> None:
    runs = (Text(text="a"), Text(text=""), Text(text="b"), Text(text="c", strong=True), LineBreak())
    assert joined_inlines(runs) == (Text(text="ab"), Text(text="c", strong=True), LineBreak())
    assert joined_inlines((Text(text="a", link="x"), Text(text="b"))) == (
        Text(text="a", link="x"),
        Text(text="b"),
    )


def test_a_tree_survives_json() -> None:
    body = everything().with_ids()
    assert Body.model_validate_json(body.model_dump_json()) == body


@pytest.mark.parametrize(
    "block",
    [
        {"type": "image"},
        {"type": "heading", "level": 4},
        {"type": "list", "start": -1},
        {"type": "paragraph", "inlines": [{"text": 5}]},
        {"type": "paragraph", "inlines": [{"text": "a", "line_break": True}]},
        {"type": "paragraph", "stijl": "x"},
        {"type": "table", "rows": [{"cells": [{"span": 0}]}]},
    ],
)
def test_what_is_no_block_is_refused_without_repeating_it(block: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as refused:
        Body.model_validate({"blocks": [block]})
    assert "input_value" not in str(refused.value)


def test_neither_text_nor_address_stands_in_a_repr() -> None:
    run = Text(text="Annet", link="mailto:annet@haarlem.example")
    assert "nnet" not in repr(Paragraph(inlines=(run,)))
