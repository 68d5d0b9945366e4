"""What is said in one sentence of all samples that differ from their accepted pages."""

from __future__ import annotations

from briefmaker.app.accepted_check import different_in_short
from briefmaker.app.accepted_pages import CheckedSample, SampleState
from briefmaker.app.sample_pages import SamplePages


def checked(name: str, house_style: str, state: SampleState) -> CheckedSample:
    return CheckedSample(SamplePages(name, house_style), state)


def test_nothing_is_said_of_samples_that_are_as_accepted_or_never_were() -> None:
    states = (SampleState.SAME, SampleState.NOT_ACCEPTED, SampleState.FAILING)
    assert different_in_short((checked("kort", "", each) for each in states), "memo") == ()


def test_a_sample_is_named_once_however_many_house_styles_it_is_in() -> None:
    both = [checked("voorbeeld_kort", style, SampleState.DIFFERENT) for style in ("oud", "nieuw")]
    (found,) = different_in_short(both, "memo")
    assert (
        found.what
        == "De pagina’s van het voorbeeld “Voorbeeld kort” zijn niet meer zoals ze zijn goedgekeurd."
    )
    assert found.spot.file == "memo/samples/goedgekeurd"


def test_of_many_samples_only_the_first_are_named() -> None:
    many = [checked(name, "", SampleState.DIFFERENT) for name in "abcdef"]
    (found,) = different_in_short(many, "memo")
    assert found.what == (
        "De pagina’s van 6 voorbeelden zijn niet meer zoals ze zijn goedgekeurd: “A”, “B”, “C” en nog 3."
    )
