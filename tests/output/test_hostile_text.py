"""Whatever is typed: the PDF says it exactly, or a sentence says why there is none."""

import contextlib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmaker.errors import BriefmakerError
from briefmaker.output import text_of_docx, text_of_pdf
from briefmaker.output.characters import bare
from tests.output.word_files import bullet, cell, document, heading, link, paragraph, row, run, table

UNHURRIED = settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
anything = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda character: character >= " " or character in "\t\n"
    ),
    max_size=60,
)
western = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.characters(min_codepoint=0xA1, max_codepoint=0x17F),
        st.sampled_from("€‘’“”„–—…•→✓😀👍🏽\u200d\u00ad\u0301\u0308\u00a0/\\{}%<>&"),
    ),
    min_size=1,
    max_size=120,
)


def letter_of(values):
    one, two, three, four = values
    return document(
        heading(one),
        paragraph(f"{two} en {three}"),
        bullet(three),
        paragraph(runs=run(four, "<w:b/>") + link(one)),
        table(row(cell("kop"), header=True), row(cell(two)), columns=1),
    )


def said(texts):
    return "".join(map(bare, texts))


@UNHURRIED
@given(values=st.tuples(anything, anything, anything, anything))
def test_any_text_is_printed_exactly_or_refused_with_a_sentence(engine, values):
    letter = letter_of(values)
    try:
        pdf = engine.pdf(letter, title=values[0])
    except BriefmakerError as refused:
        sentence = str(refused)
    else:
        sentence = ""
        assert said(text_of_pdf(pdf)) == said(text_of_docx(letter))
        assert engine.validate(pdf) == ()
    assert not sentence or len(sentence) > 20


@UNHURRIED
@given(values=st.tuples(western, western, western, western))
def test_western_text_and_emoji_are_always_printed(engine, values):
    letter = letter_of(values)
    pdf = engine.pdf(letter, title=values[0])
    assert said(text_of_pdf(pdf)) == said(text_of_docx(letter))
    assert engine.validate(pdf) == ()


@UNHURRIED
@given(values=st.tuples(anything, anything, anything, anything))
def test_a_preview_is_never_refused(engine, values):
    assert engine.preview(letter_of(values), scale=0.2).page_count >= 1


@UNHURRIED
@given(junk=st.binary(max_size=400), place=st.integers(min_value=0), value=st.integers(0, 255))
def test_a_damaged_document_ends_in_a_page_or_a_sentence(engine, junk, place, value):
    whole = bytearray(letter_of(("a", "b", "c", "d")))
    whole[place % len(whole)] = value
    for data in (junk, bytes(whole), bytes(whole[: place % len(whole)])):
        with contextlib.suppress(BriefmakerError):  # anything else is a bug
            engine.preview(data, scale=0.2)


def test_a_zip_of_a_version_nobody_knows_ends_in_a_page_or_a_sentence(engine):
    data = bytearray(letter_of(("a", "b", "c", "d")))
    data[data.rindex(b"PK\x01\x02") + 6] = 64
    with contextlib.suppress(BriefmakerError):
        engine.preview(bytes(data), scale=0.2)
