"""The text operators of a PDF's content, read as any engine may write them."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from briefmaker.errors import LayoutFailed
from briefmaker.output import text_of_docx, text_of_pdf, words_of_pdf
from briefmaker.output.pdf_text import read_pages


def page_with(content, **font):
    """The text of a page of 200 by 100 points; every character of its font F is 500 wide, the space 250."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 100))
        widths = Array([250 if code == 32 else 500 for code in range(256)])
        plain = Dictionary(Type=Name.Font, Subtype=Name.TrueType, FirstChar=0, Widths=widths, **font)
        page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(plain)))
        page.obj.Contents = pdf.make_stream(content)
        return read_pages(pdf)[0].shown


def test_strings_are_read_with_their_escapes():
    (shown,) = page_with(
        rb"BT /F 10 Tf (a\(b\)\\ \101\053 (genest) \
z) Tj ET"
    )
    assert shown.text == "a(b)\\ A+ (genest) z"


def test_hexadecimal_strings_and_kerning():
    (shown,) = page_with(b"BT /F 10 Tf 20 50 Td [<4142>-1000<43 4>] TJ ET")
    assert shown.text == "ABC@"
    assert shown.edges == pytest.approx([20, 25, 40, 45, 50])
    assert shown.baseline == pytest.approx(50)


def test_lines_follow_each_other_by_every_operator():
    shown = page_with(
        b"BT /F 10 Tf 12 TL 10 90 Td (een) Tj T* (twee) Tj (drie) ' 0 -20 TD (vier) Tj T* (vijf) Tj ET"
    )
    assert [(one.text, round(one.baseline)) for one in shown] == [
        ("een", 10),
        ("twee", 22),
        ("drie", 34),
        ("vier", 54),
        ("vijf", 74),
    ]


def test_spacing_and_stretching_move_the_glyphs():
    (shown,) = page_with(b"BT /F 10 Tf 1 Tc 2 Tw (a b) Tj ET")
    assert shown.edges == pytest.approx([0, 6, 11.5, 17.5])
    (shown,) = page_with(b"BT /F 10 Tf 50 Tz (ab) Tj ET")
    assert shown.edges == pytest.approx([0, 2.5, 5])
    (shown,) = page_with(b"BT /F 10 Tf 4 Ts (a) Tj ET")
    assert shown.baseline == pytest.approx(96)


def test_matrices_and_saved_states_place_the_text():
    first, second = page_with(
        b"q 2 0 0 2 10 20 cm BT /F 10 Tf (a) Tj ET Q BT /F 10 Tf 1 0 0 1 5 5 Tm (b) Tj ET"
    )
    assert (first.edges, first.baseline) == (pytest.approx([10, 20]), pytest.approx(80))
    assert (second.edges, second.baseline) == (pytest.approx([5, 10]), pytest.approx(95))


def test_marked_content_and_artifacts_are_known():
    shown = page_with(
        b"BT /F 10 Tf /P <</MCID 3>> BDC (tekst) Tj EMC /Artifact <</Type /Pagination>> BDC (kop) Tj EMC "
        b"/P <</MCID 4>> BDC /Span <</Lang (nl)>> BDC (in) Tj EMC EMC (los) Tj ET"
    )
    assert [(one.text, one.mcid, one.artifact) for one in shown] == [
        ("tekst", 3, False),
        ("kop", -1, True),
        ("in", 4, False),
        ("los", -1, False),
    ]


def test_actual_text_goes_before_what_the_glyphs_say():
    shown = page_with(
        b"BT /F 10 Tf /Span <</ActualText (wat \\(er\\) staat)>> BDC (x) Tj (y) Tj EMC "
        b"/Span <</ActualText <FEFF20AC>>> BDC (z) Tj EMC (na) Tj ET"
    )
    assert [one.text for one in shown] == ["wat (er) staat", "", "€", "na"]


def test_a_unicode_map_with_ranges_is_read():
    cmap = (
        b"1 beginbfrange <41> <43> <0061> endbfrange 1 beginbfrange <44> <45> [<0078> <00790079>] endbfrange "
        b"1 beginbfchar <46> <D83DDE00> endbfchar"
    )
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 100))
        font = Dictionary(
            Subtype=Name.TrueType, FirstChar=65, Widths=Array([500] * 6), ToUnicode=pdf.make_stream(cmap)
        )
        page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        page.obj.Contents = pdf.make_stream(b"BT /F 10 Tf (ABCDEFG) Tj ET")
        (shown,) = read_pages(pdf)[0].shown
    assert shown.glyphs == ["a", "b", "c", "x", "yy", "😀", "\ufffd"]


def test_words_shown_in_pieces_are_one_word():
    import io

    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 100))
        font = Dictionary(Subtype=Name.TrueType, FirstChar=0, Widths=Array([500] * 256))
        page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        page.obj.Contents = pdf.make_stream(
            b"BT /F 10 Tf 10 50 Td (wo) Tj (ord en) Tj 50 0 Td (ver) Tj 0 -20 Td (volgende) Tj ET"
        )
        stream = io.BytesIO()
        pdf.save(stream)
    (page,) = words_of_pdf(stream.getvalue())
    assert [(word.text, word.line) for word in page] == [("woord", 0), ("en", 0), ("ver", 0), ("volgende", 1)]
    assert text_of_pdf(stream.getvalue()) == ("woord enver" + "volgende",)


@pytest.mark.parametrize("read", [text_of_pdf, words_of_pdf, text_of_docx])
def test_rubbish_is_refused_with_a_sentence(read):
    with pytest.raises(LayoutFailed, match=r"te lezen|leesbaar"):
        read(b"rommel")
