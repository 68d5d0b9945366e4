"""Every PDF that leaves is accessible (PDF/UA-1) and archivable (PDF/A-2b), and says so truly."""

import datetime
import io
import re

import pikepdf
import pytest

from briefmaker.errors import LayoutFailed
from briefmaker.output import text_of_pdf, words_of_pdf
from tests.output.word_files import (
    SENTENCE,
    bullet,
    cell,
    document,
    heading,
    link,
    numbered,
    paragraph,
    row,
    run,
    table,
    two_page_letter,
)

LINKS = document(
    heading("Links"),
    paragraph(runs=run("Zie ") + link("een pagina met een heel lange naam " * 4) + run(" en verder.")),
    paragraph(runs=link("post@duinstad.example", "rIdMail") + run(", ") + link("nog een")),
    bullet("gewoon"),
    table(row(cell("kop"), header=True), row(cell("waarde")), columns=1),
)
SPANS = document(
    heading("Tabellen"),
    table(
        row(cell("Straat"), cell("Periode", span=2), header=True),
        row(cell(""), cell("begin"), cell("eind"), header=True),
        row(cell("Zandpad", merge="restart"), cell("maart"), cell("april")),
        row(cell("", merge="continue"), cell("mei"), cell("juni")),
        row(cell("alles samen", span=3)),
    ),
    paragraph("En een tabel zonder kop:"),
    table(row(cell("links"), cell("rechts", span=2)), row(cell("a"), cell("b"), cell("c"))),
)
LONG_TABLE = document(
    heading("Lange tabel"),
    table(
        row(cell("Straat"), cell("Begin"), cell("Eind"), header=True),
        *(row(cell(f"straat {number}"), cell("maart"), cell("april")) for number in range(120)),
    ),
)
LISTS = document(
    heading("Lijsten"),
    *(bullet(f"{SENTENCE}{number}") for number in range(30)),
    paragraph("Tussen"),
    *(numbered(f"{SENTENCE}{number}") for number in range(12)),
    heading("Kop twee", 2),
    paragraph(""),
    paragraph("Slot"),
)


def opened(pdf):
    return pikepdf.open(io.BytesIO(pdf))


def elements(pdf, tag):
    """All structure elements of this type in an open PDF."""
    found, waiting = [], [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting.extend(reversed(list(node)))
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            if tag == node.S:
                found.append(node)
            if "/K" in node:
                waiting.append(node.K)
    return found


@pytest.mark.parametrize(
    "letter",
    [
        two_page_letter(),
        LINKS,
        SPANS,
        LONG_TABLE,
        LISTS,
        document(paragraph("")),
        document(paragraph("Kort")),
    ],
    ids=["letter", "links", "spans", "long table", "lists", "empty", "short"],
)
def test_it_keeps_to_both_standards(engine, letter):
    assert engine.validate(engine.pdf(letter, title="Brief over het plein")) == ()


def test_level_a_is_claimed_when_asked_and_true(engine):
    pdf = engine.pdf(two_page_letter(), title="Brief", conformance="A")
    assert engine.validate(pdf, ("PDF/A-2a", "PDF/UA-1")) == ()


def test_a_pdf_that_breaks_a_rule_is_told(engine):
    with opened(engine.pdf(two_page_letter(), title="Brief")) as pdf:
        del pdf.Root["/Lang"]
        stream = io.BytesIO()
        pdf.save(stream)
    findings = engine.validate(stream.getvalue())
    assert {finding.profile for finding in findings} >= {"PDF/UA-1"}
    assert all(finding.rule and finding.message for finding in findings)


def test_what_is_no_pdf_can_t_be_checked(engine):
    with pytest.raises(LayoutFailed, match="PDF"):
        engine.validate(b"geen pdf")


def test_it_says_its_language_title_and_author(engine):
    pdf = engine.pdf(two_page_letter(), title="R&D <BV> — „plein” 😀", author="Noor Duin")
    with opened(pdf) as file:
        assert file.Root.Lang == "nl-NL"
        assert file.Root.ViewerPreferences.DisplayDocTitle
        assert file.docinfo["/Title"] == "R&D <BV> — „plein” 😀"
        assert file.docinfo["/Author"] == "Noor Duin"
        with file.open_metadata() as xmp:
            assert xmp["dc:title"] == "R&D <BV> — „plein” 😀"
            assert xmp["dc:language"] == {"nl-NL"}
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"], xmp["pdfuaid:part"]) == ("2", "B", "1")


def test_another_language_is_said_too(engine):
    with opened(engine.pdf(two_page_letter(), title="Letter", language="en-GB")) as file:
        assert file.Root.Lang == "en-GB"


def test_it_has_no_date_unless_one_is_given(engine):
    letter = document(paragraph("Hallo"))
    assert b"Date" not in engine.pdf(letter, title="Brief")
    moment = datetime.datetime(2026, 3, 3, 12, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    dated = engine.pdf(letter, title="Brief", created=moment)
    with opened(dated) as file:
        assert file.docinfo["/CreationDate"] == "D:20260303123000+01'00'"
    assert engine.validate(dated) == ()


def test_a_title_that_xml_can_t_hold_doesn_t_break_it(engine):
    assert engine.validate(engine.pdf(document(paragraph("x")), title="a\x07b\ufffe")) == ()


def test_list_labels_have_a_tag_of_their_own(engine):
    with opened(engine.pdf(LISTS, title="Brief")) as file:
        items = elements(file, "/LI")
        assert len(items) == 42
        assert all([str(kid.S) for kid in item.K] == ["/Lbl", "/LBody"] for item in items)


def test_spanning_cells_say_so_and_merged_ones_are_gone(engine):
    with opened(engine.pdf(SPANS, title="Brief")) as file:
        rows = [list(tr.K) for tr in elements(file, "/TR")]
        assert [len(cells) for cells in rows] == [2, 3, 3, 2, 1, 2, 3]
        attributes = rows[0][1].A[0]
        assert (attributes.ColSpan, str(attributes.Scope)) == (2, "/Column")
        assert rows[2][0].A[0].RowSpan == 2
        assert [str(name) for name in rows[3][0].A[0].Headers] == ["t0r0c1", "t0r1c1"]


def test_a_link_is_one_tag_with_a_description(engine):
    with opened(engine.pdf(LINKS, title="Brief")) as file:
        links = elements(file, "/Link")
        assert len(links) == 3
        contents = [str(annotation.Contents) for annotation in file.pages[0].Annots]
        assert contents[0].startswith("een pagina met een heel lange naam")
        assert contents[-2:] == [
            "mailto:post@duinstad.example",
            "nog een (https://www.duinstad.example/plein)",
        ]
        lines = {round(float(annotation.Rect[1])) for annotation in file.pages[0].Annots}
        assert len(file.pages[0].Annots) == len(lines) + 1  # the third paragraph has two on its line


def test_no_empty_paragraph_is_announced(engine):
    with opened(engine.pdf(LISTS, title="Brief")) as file:
        assert all("/K" in element for element in elements(file, "/P"))


def test_a_header_row_is_said_once_however_many_pages_show_it(engine):
    pdf = engine.pdf(LONG_TABLE, title="Brief")
    assert sum(text == "Straat" for text in text_of_pdf(pdf)) == 1
    shown = [sum(word.text == "Straat" for word in page) for page in words_of_pdf(pdf)]
    assert len(shown) > 1
    assert set(shown) == {1}


def test_page_headers_and_numbers_are_not_the_letters_text(engine):
    pdf = engine.pdf(two_page_letter(), title="Brief")
    assert not any("Duinstad" in text or re.match("Pagina", text) for text in text_of_pdf(pdf))
    page = words_of_pdf(pdf)[1]
    assert [word.text for word in page if word.artifact] == ["Gemeente", "Duinstad", "Pagina", "2"]


def test_whatever_its_streams_end_with_their_length_is_right(engine):
    """One in 128 compressed streams ends with CR or LF, and then another line end follows."""
    from briefmaker.output.pdf_file import _end_visibly, written
    from briefmaker.output.validation import validate

    pdf = engine.pdf(document(paragraph("Hallo")), title="Brief")
    coded = 0
    for number in range(256):
        with opened(pdf) as file:
            comment = b"%" + b"a" * number
            stream = file.make_stream(comment)
            file.pages[0].contents_add(stream, prepend=False)
            _end_visibly(stream)
            assert stream.read_raw_bytes()[-1:] not in (b"\r", b"\n")
            assert stream.read_bytes() == comment
            if stream.Filter != "/FlateDecode":
                coded += 1
                assert validate(written(file)) == ()
    assert coded == 2


def test_the_words_of_a_paragraph_on_one_page_are_named_by_their_numbers_alone():
    from briefmaker.output.marked_content import with_short_marks

    mark = b"<<\n    /Type /MCR\n    /Pg %d 0 R\n    /MCID %d\n  >>"
    one_page = b"<< /K [" + mark % (5, 0) + b" " + mark % (5, 1) + b"] >>"
    two_pages = b"<< /K [" + mark % (5, 2) + b" " + mark % (6, 0) + b"] >>"
    short = with_short_marks(one_page + two_pages)
    assert short.startswith(b"<< /Pg 5 0 R /K [0 1]")
    assert short[len(one_page) :] == two_pages
