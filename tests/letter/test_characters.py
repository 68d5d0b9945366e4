"""Characters that no Word document can carry, and how they are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefmaker.letter.characters import character_name, illegal_characters, normalised_line_ends


@given(st.characters(exclude_categories=()))
def test_a_character_is_illegal_exactly_when_xml_cannot_hold_it(character: str) -> None:
    try:
        etree.Element("a").text = character
        holds = True
    except ValueError:
        holds = False
    assert (illegal_characters(character) == ()) == holds


def test_each_is_named_once_in_order_of_appearance() -> None:
    assert illegal_characters("a\x07b\x00c\x07") == ("\x07", "\x00")


def test_all_line_ends_become_one_kind() -> None:
    assert normalised_line_ends("a\r\nb\rc\nd\r\r\n") == "a\nb\nc\nd\n\n"


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x07", "U+0007"),
        ("😀", "😀 (U+1F600)"),
        ("\u202e", "U+202E"),
        ("\u0301", "U+0301"),
        ("€", "€ (U+20AC)"),
    ],
)
def test_a_character_is_named_by_code_and_shown_where_it_shows(character: str, name: str) -> None:
    assert character_name(character) == name
