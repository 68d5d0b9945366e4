"""The text read back from a PDF is held against the document's, and every difference is found."""

import pytest

from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.pdf_text import PageText, Shown
from briefmaker.output.tagged_text import Block, Word
from briefmaker.output.text_check import checked_text, refuse_text_off_page


def shown(text, *, left=70.0, baseline=100.0, notdef=False):
    edges = [left + 5 * number for number in range(len(text) + 1)]
    return Shown(list(text), edges, baseline, baseline - 10, baseline + 2, 0, False, notdef, (0, 0))


def block(*texts, page=0, in_item=False, notdef=False):
    return Block("/P", None, in_item, words=[Word(page, shown(text, notdef=notdef)) for text in texts])


def check(paragraphs, *blocks, **options):
    options.setdefault("print_alike", lambda one, other: False)
    return checked_text(paragraphs, blocks, **options)


def test_equal_text_passes_whatever_its_white_space():
    check(["Geachte  heer\tDe Vries,", "", "Dank."], block("Geachte ", "heer ", "De Vries,"), block("Dank."))


@pytest.mark.parametrize(
    "printed",
    [
        ("Geachte heer", "Dan."),
        ("Geachte heer", "Dankk."),
        ("Geachte heer", "dank."),
        ("Geachte heer",),
        ("Dank.", "Geachte heer"),
        ("Geachte heer", "Dank.", "Dank."),
        ("Geachte heer", "D\ufffdnk."),
        ("Geachte heer", "Dänk."),
    ],
    ids=["lost", "added", "case", "paragraph lost", "order", "twice", "unknown", "accent"],
)
def test_any_other_text_is_refused(printed):
    with pytest.raises(LayoutProblem) as told:
        check(["Geachte heer", "Dank."], *(block(text) for text in printed))
    assert told.value.failure is Failure.TEXT_DIFFERS


def test_the_page_of_the_difference_is_told():
    with pytest.raises(LayoutProblem) as told:
        check(["een", "twee"], block("een"), block("drie", page=2))
    assert told.value.detail == ("3",)


def test_a_label_before_a_list_item_is_no_text():
    checked = check(
        ["appels", "peren"], block("•", "appels", in_item=True), block("2.", "peren", in_item=True)
    )
    assert [word.shown.text for _block, word in checked.labels] == ["•", "2."]


def test_a_word_in_front_is_no_label_outside_a_list():
    with pytest.raises(LayoutProblem):
        check(["appels"], block("•", "appels"))


def test_an_item_without_label_keeps_its_only_word():
    assert check(["appels", "peren"], block("appels", in_item=True), block("peren")).labels == []


def test_an_empty_item_may_show_its_label():
    check(["", "peren"], block("•", in_item=True), block("peren"))


def test_a_paragraph_may_be_cut_by_a_page():
    check(["een lange zin", "slot"], block("een lange "), block("zin", page=1), block("slot", page=1))


def test_a_missing_glyph_is_named():
    with pytest.raises(LayoutProblem) as told:
        check(["漢"], block("漢", notdef=True))
    assert told.value.failure is Failure.MISSING_GLYPHS
    assert told.value.detail == ("漢",)


def test_capitals_count_only_where_a_style_prints_none():
    check(["Bijlage"], block("BIJLAGE"), capitals=True)
    with pytest.raises(LayoutProblem):
        check(["Bijlage"], block("BIJLAGE"))


def test_what_one_glyph_prints_for_two_characters_is_repaired_and_nothing_else():
    def alike(one, other):
        return {one, other} == {"µ", "μ"}

    checked = check(["5 µm"], block("5 ", "μm"), print_alike=alike)
    assert [(word.shown.text, text) for word, text in checked.repairs] == [("μm", "µm")]
    with pytest.raises(LayoutProblem):
        check(["5 µm"], block("5 ", "mm"), print_alike=alike)


def test_a_hundred_thousand_words_take_no_longer_each():
    paragraphs = ["woord " * 10] * 10_000
    check(paragraphs, *(block("woord " * 10) for _ in range(10_000)))


@pytest.mark.parametrize(("left", "baseline"), [(-20, 100), (560, 100), (70, -5), (70, 850)])
def test_text_off_the_paper_is_refused(left, baseline):
    page = PageText(595, 842, [shown("binnen"), shown("buiten het vel", left=left, baseline=baseline)])
    with pytest.raises(LayoutProblem) as told:
        refuse_text_off_page([PageText(595, 842, [shown("binnen")]), page])
    assert (told.value.failure, told.value.detail) == (Failure.OFF_PAGE, ("2",))


def test_right_to_left_text_may_stand_in_the_order_of_the_eye():
    checked = check(["a שלום"], block("a ", "םולש"))
    assert [(word.shown.text, text) for word, text in checked.repairs] == [("a ", "a שלום"), ("םולש", "")]
    with pytest.raises(LayoutProblem):
        check(["a שלום"], block("a ", "םולם"))


def test_zero_width_spaces_are_taken_out_of_words():
    from briefmaker.output.text_check import words_with_marks

    marked, following = shown("en/ "), shown("of")
    following.edges = [edge + 15 for edge in following.edges]  # where the space of the first begins
    plain = Block("/P", None, False, words=[Word(0, shown("gewoon ")), Word(0, shown("woord", left=105))])
    found = words_with_marks([Block("/P", None, False, words=[Word(0, marked), Word(0, following)]), plain])
    assert [(word.shown.text, text) for word, text in found] == [("en/ ", "en/")]
