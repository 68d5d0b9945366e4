"""A click on the page finds the part of the letter that stands there, and the other way round."""

import time
from dataclasses import dataclass

import pytest

from briefmaker.output import text_of_docx
from tests.output.word_files import (
    SENTENCE,
    bullet,
    cell,
    document,
    heading,
    numbered,
    paragraph,
    row,
    table,
    two_page_letter,
)


@dataclass(frozen=True)
class Piece:
    start: int
    end: int
    place: object


@dataclass(frozen=True)
class Printed:
    text: str
    spans: tuple[Piece, ...]


def whole(texts):
    """Every paragraph as one origin: its number and text."""
    return [
        Printed(text, (Piece(0, len(text), (number, text)),))
        for number, text in enumerate(texts)
        if text.strip()
    ]


def middle(rectangle):
    return rectangle.page, (rectangle.x0 + rectangle.x1) / 2, (rectangle.y0 + rectangle.y1) / 2


def shown(engine, letter, printed=None):
    printed = whole(text_of_docx(letter)) if printed is None else printed
    return engine.preview(letter, printed, scale=0.1).click_map, printed


LETTERS = {
    "letter": two_page_letter(),
    "lists": document(*(bullet(f"{SENTENCE}{n}") for n in range(25)), *(numbered("1") for _ in range(12))),
    "repeated": document(
        *(paragraph("zelfde tekst") for _ in range(60)), *(paragraph("a") for _ in range(5))
    ),
    "tables": document(
        heading("Kop"),
        table(
            row(cell("Straat"), cell("Begin"), cell("Eind"), header=True),
            *(row(cell(f"pad {n}"), cell("mei"), cell("")) for n in range(90)),
        ),
        paragraph("na de tabel"),
    ),
    "odd": document(
        paragraph("office ﬁn e\u0301 é"),
        paragraph("af\u00adbreken Gemeente/Jeugd 👍🏽 👩🏽\u200d🚀"),
        paragraph("a-b a\u2011b"),
        paragraph("שלום עולם"),
        paragraph("Geachte 漢 lezer"),
        paragraph("W" * 200),
        paragraph("slot"),
    ),
}


@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS.keys())
def test_every_paragraph_is_found_and_a_click_on_it_leads_back(engine, letter):
    clicks, printed = shown(engine, letter)
    for paragraph_shown in printed:
        origin = paragraph_shown.spans[0].place
        rectangles = clicks.rectangles_of(origin)
        assert rectangles, origin
        for rectangle in rectangles:
            assert clicks.origin_at(*middle(rectangle)) == origin


def test_an_item_cut_by_the_page_has_rectangles_on_both(engine):
    letter = document(*(paragraph("regel") for _ in range(30)), bullet(SENTENCE * 8))
    clicks, printed = shown(engine, letter)
    pages = {rectangle.page for rectangle in clicks.rectangles_of(printed[-1].spans[0].place)}
    assert pages == {0, 1}


def test_a_click_beside_a_label_row_reaches_its_field(engine):
    letter = document(paragraph("Datum\t3 maart 2026"), paragraph("Kenmerk\t2026/1"), paragraph("Slot"))
    printed = [
        Printed("Datum\t3 maart 2026", (Piece(6, 18, "datum"),)),
        Printed("Kenmerk\t2026/1", (Piece(8, 14, "kenmerk"),)),
        Printed("Slot", (Piece(0, 4, "slot"),)),
    ]
    clicks, _ = shown(engine, letter, printed)
    (place,) = clicks.rectangles_of("kenmerk")
    height = (place.y0 + place.y1) / 2
    assert place.x0 > 100  # the value, not its label
    assert clicks.origin_at(0, 75, height) == "kenmerk"
    assert clicks.origin_at(0, 500, height) == "kenmerk"


def test_two_origins_on_one_line_are_told_apart(engine):
    letter = document(paragraph("Noor Duin, wethouder"))
    printed = [Printed("Noor Duin, wethouder", (Piece(0, 9, "naam"), Piece(11, 20, "functie")))]
    clicks, _ = shown(engine, letter, printed)
    assert clicks.origin_at(*middle(clicks.rectangles_of("naam")[0])) == "naam"
    assert clicks.origin_at(*middle(clicks.rectangles_of("functie")[0])) == "functie"
    assert clicks.origins == ("naam", "functie")


def test_a_click_between_lines_takes_the_nearest_and_far_from_all_text_none(engine):
    clicks, printed = shown(engine, document(paragraph("een"), paragraph("twee")))
    first, second = (clicks.rectangles_of(p.spans[0].place)[0] for p in printed)
    assert first.y1 < second.y0
    assert clicks.origin_at(0, first.x0, first.y1 + 0.1)[1] == "een"
    assert clicks.origin_at(0, first.x0, second.y0 - 0.1)[1] == "twee"
    assert clicks.origin_at(0, first.x0, 700) is None
    assert clicks.origin_at(5, first.x0, first.y0) is None
    assert clicks.rectangles_of("onbekend") == ()


def test_the_caret_goes_where_the_click_is(engine):
    clicks, printed = shown(engine, document(paragraph("Geachte lezers")))
    origin = printed[0].spans[0].place
    for offset in range(len("Geachte lezers") + 1):
        caret = clicks.caret_at(origin, offset)
        place = clicks.offset_at(0, caret.x0, (caret.y0 + caret.y1) / 2)
        assert place == (origin, offset) or "Geachte lezers"[offset : offset + 1] == " "
    assert clicks.caret_at("onbekend", 0) is None


def test_header_footer_and_labels_lead_to_no_wrong_place(engine):
    """The same words in the page header as in the text: the text's place is found."""
    letter = document(paragraph("Inleiding"), paragraph("Gemeente Duinstad"), bullet("1"), numbered("1."))
    clicks, printed = shown(engine, letter)
    tops = [clicks.rectangles_of(p.spans[0].place)[0] for p in printed]
    assert [place.y0 for place in tops] == sorted(place.y0 for place in tops)
    assert tops[1].y0 > 85  # below the header
    assert tops[3].x0 > tops[0].x0 + 15  # the item's text, not its label


def test_an_unknown_paragraph_doesn_t_lose_the_others(engine):
    letter = document(paragraph("een"), paragraph("twee"), paragraph("drie"))
    clicks, printed = shown(engine, letter, whole(["een", "iets anders", "drie"]))
    assert [bool(clicks.rectangles_of(p.spans[0].place)) for p in printed] == [True, False, True]


def test_a_paragraph_without_origin_is_fine(engine):
    clicks, _ = shown(
        engine, document(paragraph("vast"), paragraph("veld")), [Printed("vast", ()), *whole(["veld"])]
    )
    assert clicks.origins == ((0, "veld"),)


def test_a_preview_with_its_map_is_one_quick_look(engine):
    letter = two_page_letter()
    printed = whole(text_of_docx(letter))
    engine.preview(letter, printed)
    times = []
    for _ in range(7):
        start = time.perf_counter()
        engine.preview(letter, printed)
        times.append(time.perf_counter() - start)
    assert min(times) < 1.0  # 0.06 s on an idle machine; this notices only what is badly wrong
