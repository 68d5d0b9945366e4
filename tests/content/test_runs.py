"""Marks inside a paragraph."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.content import runs
from briefmaker.content.runs import markdown_runs, unmarked
from briefmaker.letter.body import LineBreak, Text, plain_text


def test_asterisks_round_words_are_emphasis() -> None:
    assert markdown_runs("een *schuin* en **vet** en ***beide*** woord") == (
        Text(text="een "),
        Text(text="schuin", emphasis=True),
        Text(text=" en "),
        Text(text="vet", strong=True),
        Text(text=" en "),
        Text(text="beide", strong=True, emphasis=True),
        Text(text=" woord"),
    )


def test_asterisks_that_mark_nothing_stay() -> None:
    assert markdown_runs("2 * 3 * 4 = 24*") == (Text(text="2 * 3 * 4 = 24*"),)


def test_tags_that_pdf_readers_write_are_marks_and_others_are_text() -> None:
    assert markdown_runs("<i>schuin</i><br>R&D <BV> &amp; <b>vet</b>") == (
        Text(text="schuin", emphasis=True),
        LineBreak(),
        Text(text="R&D <BV> & "),
        Text(text="vet", strong=True),
    )


def test_a_link_keeps_its_address_and_a_field_takes_its_text_only() -> None:
    assert markdown_runs("[raad](https://example.nl)") == (Text(text="raad", link="https://example.nl"),)
    assert unmarked("[a@example.nl](mailto:a@example.nl)") == "a@example.nl"


def test_an_image_or_a_reference_stays_as_it_was_typed() -> None:
    assert plain_text(markdown_runs("![foto](a.png) [a]: b")) == "!foto [a]: b"


@given(st.text(st.sampled_from("ab .,*()é\u00a0"), max_size=40))
@settings(max_examples=300, deadline=None)
def test_the_fast_way_reads_what_the_full_reader_reads(text: str) -> None:
    fast = markdown_runs(text)
    with patch.object(runs, "_simple_runs", lambda source: None):
        assert markdown_runs(text) == fast
