"""What differs between two sets of pages is named, with its place; what only follows is told apart."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmaker.errors import LayoutFailed
from briefmaker.output import Change, Comparison, EmbeddedEngine, Matter, PageDifference
from briefmaker.output.word_pairs import page_pairs, stretches
from tests.output.rich_files import picture, png, with_parts
from tests.output.word_files import (
    SENTENCE,
    cell,
    document,
    heading,
    paragraph,
    row,
    run,
    table,
    two_page_letter,
)

SHORT = ("Geachte bewoners,", "Het plein wordt in maart opnieuw bestraat.", "Met vriendelijke groet,")
LONG = [f"Alinea {number}. {SENTENCE * 2}" for number in range(1, 31)]


def short(*texts: str) -> bytes:
    return document(*(paragraph(text) for text in texts or SHORT))


def compared(engine: EmbeddedEngine, old: bytes, new: bytes) -> Comparison:
    return engine.compared(engine.preview(old, pages=()).pdf, engine.preview(new, pages=()).pdf)


def said(found: Comparison) -> list[tuple[str, str]]:
    return [(each.change.value, each.matter.value) for each in found.differences]


def the_one(found: Comparison, change: Change, matter: Matter = Matter.TEXT) -> PageDifference:
    (each,) = [each for each in found.differences if each.change is change and each.matter is matter]
    return each


def test_the_same_pages_differ_in_nothing(engine: EmbeddedEngine) -> None:
    letter = two_page_letter()
    found = compared(engine, letter, letter)
    assert found.is_same
    assert found.pairs == ((0, 0), (1, 1))


def test_pages_written_otherwise_that_look_the_same_differ_in_nothing(
    engine: EmbeddedEngine,
) -> None:
    torn = document(*(paragraph(runs="".join(run(each) for each in text.partition(" "))) for text in SHORT))
    assert compared(engine, short(), torn).is_same


def test_a_changed_word_is_named_and_nothing_else(engine: EmbeddedEngine) -> None:
    found = compared(engine, short(), short(SHORT[0], SHORT[1].replace("maart", "maant"), SHORT[2]))
    each = the_one(found, Change.CHANGED)
    assert (each.old_text, each.new_text) == ("maart", "maant")
    assert {other.change for other in found.differences} <= {Change.CHANGED, Change.REFLOWED}


def test_the_rest_of_a_line_that_made_room_is_no_other_text(engine: EmbeddedEngine) -> None:
    later = SHORT[1].replace("maart", "de maand september")
    found = compared(engine, short(), short(SHORT[0], later, SHORT[2]))
    assert said(found) == [("changed", "text"), ("reflowed", "text")]
    assert the_one(found, Change.REFLOWED).new_text == "opnieuw bestraat."


def test_text_that_flows_to_the_next_line_is_not_new(engine: EmbeddedEngine) -> None:
    old = document(paragraph(SENTENCE * 3), paragraph("Slot."))
    new = document(paragraph("Inmiddels, " + SENTENCE * 3), paragraph("Slot."))
    found = compared(engine, old, new)
    assert the_one(found, Change.ADDED).new_text == "Inmiddels,"
    assert not [each for each in found.differences if each.change in (Change.CHANGED, Change.REMOVED)]
    assert the_one(found, Change.REFLOWED).is_consequence


def test_a_word_that_stands_elsewhere_on_its_line_moved(engine: EmbeddedEngine) -> None:
    old = document(paragraph("Datum\t3 maart"))
    new = document(paragraph("Datum\t\t3 maart"))
    each = the_one(compared(engine, old, new), Change.MOVED)
    assert each.new_text == "3 maart"
    assert each.right > 20
    assert abs(each.down) < 0.1


def test_a_word_that_was_put_elsewhere_in_the_text_moved(engine: EmbeddedEngine) -> None:
    old = document(paragraph("Binnenkort"), paragraph("Het plein wordt bestraat."), paragraph("Groet"))
    new = document(paragraph("Het plein wordt bestraat."), paragraph("Binnenkort"), paragraph("Groet"))
    moved = [each for each in compared(engine, old, new).differences if each.change is Change.MOVED]
    assert "Binnenkort" in [each.new_text for each in moved]


def test_a_paragraph_lower_on_the_page_moved_as_one(engine: EmbeddedEngine) -> None:
    lower = '<w:p><w:pPr><w:spacing w:before="480"/></w:pPr>' + run(SHORT[1]) + "</w:p>"
    old = document(paragraph(SHORT[0]), paragraph(SHORT[1]), paragraph(SHORT[2]))
    new = document(paragraph(SHORT[0]), lower, paragraph(SHORT[2]))
    found = compared(engine, old, new)
    assert said(found) == [("moved", "text")]
    assert the_one(found, Change.MOVED).down == pytest.approx(18, abs=0.6)


def test_a_single_point_is_a_difference(engine: EmbeddedEngine) -> None:
    lower = '<w:p><w:pPr><w:spacing w:before="140"/></w:pPr>' + run(SHORT[2]) + "</w:p>"
    old = document(*(paragraph(text) for text in SHORT))
    new = document(paragraph(SHORT[0]), paragraph(SHORT[1]), lower)
    assert said(compared(engine, old, new)) == [("moved", "text")]


def test_less_than_half_a_point_is_no_difference(engine: EmbeddedEngine) -> None:
    lower = '<w:p><w:pPr><w:spacing w:before="128"/></w:pPr>' + run(SHORT[1]) + "</w:p>"
    old = document(paragraph(SHORT[0]), "<w:p><w:pPr/>" + run(SHORT[1]) + "</w:p>", paragraph(SHORT[2]))
    assert compared(engine, old, document(paragraph(SHORT[0]), lower, paragraph(SHORT[2]))).is_same


@pytest.mark.parametrize(
    "properties", ["<w:b/>", '<w:color w:val="C00000"/>', '<w:sz w:val="26"/>', '<w:u w:val="single"/>']
)
def test_a_word_in_another_look_is_named(engine: EmbeddedEngine, properties: str) -> None:
    new = document(
        paragraph(SHORT[0]),
        paragraph(runs=run("Het plein wordt in ") + run("maart", properties) + run(" opnieuw bestraat.")),
        paragraph(SHORT[2]),
    )
    found = compared(engine, short(), new)
    assert any(
        (each.change is Change.RESTYLED and "maart" in each.new_text) or each.matter is Matter.LINE
        for each in found.differences
    )


def test_pages_behind_a_page_put_between_are_what_they_were(
    engine: EmbeddedEngine,
) -> None:
    pages = [heading("Eerste") + paragraph(LONG[0]), heading("Tweede") + paragraph(LONG[1])]
    between = heading("Ertussen") + paragraph("Een nieuwe bladzijde met een eigen tekst.")
    end = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    found = compared(engine, document(end.join(pages)), document(end.join([pages[0], between, pages[1]])))
    assert found.pairs == ((0, 0), (None, 1), (1, 2))
    assert said(found) == [("added", "page"), ("changed", "page_number")]
    back = compared(engine, document(end.join([pages[0], between, pages[1]])), document(end.join(pages)))
    assert said(back) == [("removed", "page"), ("changed", "page_number")]


def test_a_text_that_needs_a_page_more_says_so(engine: EmbeddedEngine) -> None:
    old = document(*(paragraph(text) for text in LONG[:16]))
    new = document(*(paragraph(text) for text in [*LONG[:3], "Nieuw. " + SENTENCE * 12, *LONG[3:16]]))
    found = compared(engine, old, new)
    assert len(found.new_sizes) == len(found.old_sizes) + 1
    assert the_one(found, Change.ADDED, Matter.PAGE)
    assert the_one(found, Change.ADDED).new_text.startswith("Nieuw. Naar")
    assert not [each for each in found.differences if each.change is Change.REMOVED]
    assert len(found.differences) < 12, "what was pushed on is said in pieces, not word by word"


def test_another_picture_is_named(engine: EmbeddedEngine) -> None:
    old = with_parts(document(paragraph(SHORT[0]), picture("Merk")))
    found = compared(engine, old, with_other_picture(old))
    assert said(found) == [("changed", "picture")]


def test_a_picture_that_moved_came_or_went_is_named(engine: EmbeddedEngine) -> None:
    with_one = with_parts(document(paragraph(SHORT[0]), picture("Merk"), paragraph(SHORT[1])))
    lower = with_parts(document(paragraph(SHORT[0]), paragraph(SHORT[1]), picture("Merk")))
    without = with_parts(document(paragraph(SHORT[0]), paragraph(SHORT[1])))
    assert ("moved", "picture") in said(compared(engine, with_one, lower))
    assert ("removed", "picture") in said(compared(engine, with_one, without))
    assert ("added", "picture") in said(compared(engine, without, with_one))


def with_other_picture(docx: bytes) -> bytes:
    """The same document with another picture in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            other = name.endswith(".png")
            new.writestr(name, png(80, 40) if other else old.read(name))
    return made.getvalue()


def test_a_line_that_changed_is_named(engine: EmbeddedEngine) -> None:
    def ruled(colour: str, size: int) -> bytes:
        border = f'<w:pBdr><w:bottom w:val="single" w:sz="{size}" w:space="4" w:color="{colour}"/></w:pBdr>'
        return document(f"<w:p><w:pPr>{border}</w:pPr>{run(SHORT[0])}</w:p>", paragraph(SHORT[1]))

    assert ("changed", "line") in said(compared(engine, ruled("1F5FA8", 8), ruled("C00000", 8)))
    assert ("removed", "line") in said(compared(engine, ruled("1F5FA8", 8), short(SHORT[0], SHORT[1])))


def test_a_header_that_changed_is_named_on_each_page(engine: EmbeddedEngine) -> None:
    old = document(*(paragraph(text) for text in LONG[:14]), header="Gemeente Duinstad")
    new = document(*(paragraph(text) for text in LONG[:14]), header="Gemeente Duinstede")
    found = compared(engine, old, new)
    changed = [each for each in found.differences if each.change is Change.CHANGED]
    assert [each.new_text for each in changed] == ["Duinstede"] * len(found.new_sizes)


def test_a_row_of_a_table_that_came_is_named(engine: EmbeddedEngine) -> None:
    rows = [row(cell(a), cell(b)) for a, b in (("Zandpad", "maart"), ("Helmgras", "mei"))]
    more = row(cell("Schelpenpad"), cell("juli"))
    found = compared(engine, document(table(*rows, columns=2)), document(table(*rows, more, columns=2)))
    assert "Schelpenpad juli" in [each.new_text for each in found.differences if each.change is Change.ADDED]


def test_a_file_that_is_no_pdf_is_refused_with_a_sentence(engine: EmbeddedEngine) -> None:
    pdf = engine.preview(short(), pages=()).pdf
    for broken in (b"", b"geen pdf", pdf[:2000]):
        with pytest.raises(LayoutFailed):
            engine.compared(broken, pdf)


def test_a_book_is_compared_within_seconds(engine: EmbeddedEngine) -> None:
    old = document(*(paragraph(text) for text in LONG * 5))
    new = document(*(paragraph(text.replace("buurtplein", "dorpsplein")) for text in LONG * 5))
    assert compared(engine, old, new).differences


WORDS = st.lists(st.sampled_from(["een", "de", "plein", "maart", "straat", "en"]), max_size=40)


@given(old=WORDS, new=WORDS)
def test_stretches_cover_both_texts_and_the_same_ones_are_the_same(old: list[str], new: list[str]) -> None:
    cut = list(stretches(old, new))
    assert [at for _same, here, _there in cut for at in here] == list(range(len(old)))
    assert [at for _same, _here, there in cut for at in there] == list(range(len(new)))
    for same, here, there in cut:
        if same:
            assert [old[at] for at in here] == [new[at] for at in there]


@given(text=WORDS)
def test_a_text_and_itself_are_one_stretch(text: list[str]) -> None:
    assert all(same for same, _here, _there in stretches(text, text))


@given(st.integers(0, 6), st.integers(0, 6), st.randoms(use_true_random=False))
def test_every_page_is_paired_once_and_in_order(old: int, new: int, chance: object) -> None:
    from collections import Counter

    shared = Counter(
        {(a, b): chance.randrange(40) for a in range(old) for b in range(new)}  # type: ignore[attr-defined]
    )
    pairs = page_pairs(shared, old, new)
    assert [a for a, _b in pairs if a is not None] == list(range(old))
    assert [b for _a, b in pairs if b is not None] == list(range(new))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text("abcde éü&<.,\t", min_size=1, max_size=60), min_size=1, max_size=6))
def test_any_pages_and_themselves_differ_in_nothing(engine: EmbeddedEngine, texts: list[str]) -> None:
    pdf = engine.preview(short(*texts), pages=()).pdf
    later = pdf.replace(b"%PDF-1", b"%PDF-1", 1) + b"\n"
    assert engine.compared(pdf, pdf).is_same
    assert engine.compared(pdf, later).is_same, "other bytes, the same pages"


def test_a_table_moves_with_its_lines_as_one(engine: EmbeddedEngine) -> None:
    ruled = '<w:tblPr><w:tblBorders><w:insideH w:val="single" w:sz="4" w:color="1F5FA8"/></w:tblBorders>'
    rows = [row(cell(a), cell(b)) for a, b in (("Zandpad", "maart"), ("Helmgras", "mei"), ("Duin", "juni"))]
    made = table(*rows, columns=2).replace("<w:tblPr>", ruled, 1)
    assert ruled in made
    old = document(paragraph(SHORT[0]), made, paragraph(SHORT[2]))
    new = document(paragraph(SHORT[0]), paragraph("Nieuw."), made, paragraph(SHORT[2]))
    found = compared(engine, old, new)
    assert said(found) == [("added", "text"), ("moved", "text")]
    assert len(the_one(found, Change.MOVED).new) == 1
    gone = compared(engine, old, document(paragraph(SHORT[0]), paragraph(SHORT[2])))
    assert [pair for pair in said(gone) if pair[1] == "line"] == []
