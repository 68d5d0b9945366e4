"""A link in a template may have a placeholder as its address."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from briefmaker.rendering.addresses import PlacedAddresses

WORD = '<Relationships><Relationship Target="mailto:%7b%7b%20e_mail%20%7d%7d"/></Relationships>'


def target(xml: str) -> str:
    return ElementTree.fromstring(xml)[0].get("Target", "")


@pytest.mark.parametrize("written", [WORD, WORD.replace("%7b%7b%20e_mail%20%7d%7d", "{{ e_mail }}")])
def test_the_address_is_filled_however_word_wrote_the_braces(written: str) -> None:
    made = PlacedAddresses(written)
    assert made.names == ("e_mail",)
    assert (
        target(made.filled({"e_mail": "b.terpstra@haarlem.example"})) == "mailto:b.terpstra@haarlem.example"
    )


@pytest.mark.parametrize(
    "value", ['x"/><Relationship Target="http://elders', "a@b?bcc=c@d&x=<y>", "{{ e_mail }}"]
)
def test_nothing_typed_can_end_the_address_or_add_to_it(value: str) -> None:
    filled = target(PlacedAddresses(WORD).filled({"e_mail": value}))
    assert not set(filled.removeprefix("mailto:")) & set('"<>?&{} ')


def test_an_address_without_a_value_is_empty() -> None:
    assert target(PlacedAddresses(WORD).filled({})) == "mailto:"


def test_relationships_without_placeholders_stay_as_they_are() -> None:
    plain = "<Relationships><Relationship Target='https://example.nl/?a=%7B1%7D'/></Relationships>"
    assert PlacedAddresses(plain).filled({}) == plain
