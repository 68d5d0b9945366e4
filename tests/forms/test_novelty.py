"""Of a long text only what is new is judged again, and the verdict is the same as of the whole."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefmaker.forms import cleaning, pictures
from briefmaker.forms.cleaning import cleaned_body
from briefmaker.forms.novelty import Novelty
from briefmaker.forms.pictures import picture_problems
from briefmaker.letter.body import Body, Image, Paragraph, Text

WORDS = ("goed", "ook goed", "slecht\x00", "nog eens\x0b")


def paragraph(id_: str, text: str) -> Paragraph:
    return Paragraph(id=id_, inlines=(Text(text=text),))


pieces = st.one_of(
    st.sampled_from(WORDS).map(lambda text: paragraph("", text)),
    st.sampled_from(["", "Een kaart"]).map(lambda alt: Image(data=b"\x89PNG\r\n\x1a\n", alt=alt)),
)
edits = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3), st.lists(pieces, max_size=3)), max_size=8)


def judged(body: Body) -> tuple[Body, list]:
    cleaned, problems = cleaned_body(body, "tekst", "Tekst")
    return cleaned, [*problems, *picture_problems(cleaned, "tekst", "Tekst")]


@given(edits)
def test_a_text_that_is_changed_again_and_again_is_judged_as_if_it_were_new(changes):
    cleaning._novelty, pictures._novelty = Novelty(), Novelty()
    blocks: tuple = ()
    kept = []
    for step, (start, gone, new) in enumerate(changes):
        named = [each.model_copy(update={"id": f"s{step}n{number}"}) for number, each in enumerate(new)]
        blocks = (*blocks[:start], *named, *blocks[start + gone :])
        body = Body(blocks=blocks)
        kept.append(body)
        found = judged(body)
        known = cleaning._novelty, pictures._novelty
        cleaning._novelty, pictures._novelty = Novelty(), Novelty()
        assert judged(body) == found
        cleaning._novelty, pictures._novelty = known


def test_after_a_keystroke_one_block_of_hundreds_is_new():
    novelty = Novelty()
    blocks = tuple(paragraph(f"p{number}", f"Alinea {number}") for number in range(700))
    before = Body(blocks=blocks)
    assert len(novelty.new_blocks("tekst", before)) == 700
    novelty.remember("tekst", before)
    typed = paragraph("p300", "Alinea 300!")
    after = Body(blocks=(*blocks[:300], typed, *blocks[301:]))
    assert novelty.new_blocks("tekst", after) == (typed,)
    assert novelty.new_blocks("andere tekst", after) == after.blocks
    assert novelty.new_blocks("tekst", Body(blocks=blocks[:200])) == ()


def test_a_text_that_is_gone_is_not_kept_for_that():
    novelty = Novelty()
    novelty.remember("tekst", Body(blocks=(paragraph("p", "Weg"),)))
    other = Body(blocks=(paragraph("q", "Nieuw"),))
    assert novelty.new_blocks("tekst", other) == other.blocks
