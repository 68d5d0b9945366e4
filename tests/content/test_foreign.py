"""What other programs put on the clipboard, as blocks of ours."""

from __future__ import annotations

import base64
import subprocess

import pytest

from briefmaker.content.foreign.dropped import Dropped, sentence_of
from briefmaker.content.foreign.pasted_text import blocks_from_text, paragraphs_from_text
from briefmaker.content.foreign.reading import blocks_from_html
from briefmaker.letter.body import Image, Text
from briefmaker.output.office import find_soffice
from tests.content import clipboards
from tests.content.clipboards import short

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def read(html: str) -> list[str]:
    return short(blocks_from_html(html).blocks)


@pytest.mark.parametrize("name", ["WORD", "OUTLOOK", "GOOGLE", "CHROME", "WORD_ONLINE", "WEB_MAIL"])
def test_the_structure_is_that_of_the_other_program(name: str) -> None:
    html = {"GOOGLE": clipboards.GOOGLE_DOCS}.get(name) or getattr(clipboards, name)
    assert read(html) == getattr(clipboards, f"{name}_BLOCKS")


def test_what_word_loses_is_named_in_one_sentence() -> None:
    dropped = blocks_from_html(clipboards.WORD).dropped
    assert set(dropped) == {
        Dropped.COLOURS, Dropped.FONTS, Dropped.PICTURES, Dropped.TEXT_BOXES, Dropped.HIDDEN, Dropped.CHANGES
    }  # fmt: skip
    assert sentence_of(dropped) == (
        "Weggelaten: kleuren, lettertypen en -groottes, afbeeldingen van elders, tekstvakken, verborgen "
        "tekst en bijgehouden verwijderingen."
    )
    assert sentence_of([Dropped.COLOURS]) == "Weggelaten: kleuren."
    assert sentence_of([]) == ""


def test_looks_that_every_page_has_are_no_loss() -> None:
    html = '<p style="color: rgb(32, 33, 36); background-color: white">gewoon <a href="https://a.nl">hier</a></p>'
    assert blocks_from_html(html).dropped == ()


FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="I" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>
<style:style style:name="R" style:family="text"><style:text-properties fo:color="#ff0000"/></style:style>
<text:list-style style:name="LA">
<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/>
<text:list-level-style-number text:level="3" style:num-format="i" style:num-suffix="."/></text:list-style>
<text:list-style style:name="LB"><text:list-level-style-bullet text:level="1" text:bullet-char="•"/>
<text:list-level-style-bullet text:level="2" text:bullet-char="◦"/></text:list-style>
</office:automatic-styles><office:body><office:text>
<text:h text:outline-level="1">Samen aan de slag</text:h>
<text:p>Wij vragen u om <text:span text:style-name="B">vóór</text:span> vrijdag te <text:span
text:style-name="I">antwoorden</text:span><text:note text:id="ftn1"
text:note-class="footnote"><text:note-citation
>1</text:note-citation><text:note-body><text:p>Zie het besluit van <text:span text:style-name="I"
>maart</text:span>.</text:p></text:note-body></text:note>, zie <text:a
xlink:href="https://www.voorbeeld.nl/">de
site</text:a>.<text:line-break/>Tweede <text:span text:style-name="R">regel</text:span>.</text:p>
<text:list text:style-name="LA"><text:list-item><text:p>een</text:p><text:list><text:list-item><text:p>letter
a</text:p><text:list><text:list-item><text:p>romeins</text:p></text:list-item></text:list></text:list-item>
</text:list></text:list-item><text:list-item><text:p>twee</text:p></text:list-item></text:list>
<text:p>Tussendoor.</text:p>
<text:list text:style-name="LA" text:continue-numbering="true"><text:list-item><text:p>drie</text:p>
</text:list-item></text:list>
<text:list
text:style-name="LB"><text:list-item><text:p>bolletje</text:p><text:list><text:list-item><text:p>rondje
</text:p></text:list-item></text:list></text:list-item></text:list>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/><table:table-header-rows>
<table:table-row><table:table-cell><text:p>Jaar</text:p></table:table-cell><table:table-cell><text:p>Bedrag
</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell
 table:number-rows-spanned="2"><text:p>2026</text:p></table:table-cell><table:table-cell><text:p>10</text:p>
</table:table-cell></table:table-row><table:table-row><table:covered-table-cell/><table:table-cell><text:p>20</text:p>
</table:table-cell></table:table-row><table:table-row><table:table-cell
table:number-columns-spanned="2"><text:p>samen
</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>
</office:text></office:body></office:document>"""


@pytest.mark.libreoffice
@pytest.mark.skipif(find_soffice() is None, reason="no LibreOffice here")
def test_what_libreoffice_makes_is_read(tmp_path) -> None:
    (tmp_path / "stuk.fodt").write_text(FODT, encoding="utf-8")
    subprocess.run(
        [find_soffice(), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "html:HTML (StarWriter)", "--outdir", tmp_path, tmp_path / "stuk.fodt"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    pasted = blocks_from_html((tmp_path / "stuk.html").read_text(encoding="utf-8"))
    assert short(pasted.blocks) == [
        "# Samen aan de slag",
        ("Wij vragen u om *vóór* vrijdag te _antwoorden_[^Zie het besluit van _maart_.], zie "
        "<https://www.voorbeeld.nl/ de site>.|Tweede regel."),
        "1 decimal", "  een", "  1 letter", "    letter a", "    1 roman", "      romeins", "- twee",
        "Tussendoor.",
        "+ decimal", "  drie",
        "-", "  bolletje", "  -", "    rondje",
        "table 1 header rows",
        "row", "cell", "  Jaar", "cell", "  Bedrag",
        "row", "cell 1x2", "  2026", "cell", "  10",
        "row", "cell", "  20",
        "row", "cell 2x1", "  samen",
    ]  # fmt: skip
    assert pasted.dropped == (Dropped.COLOURS,)


def test_lists_stand_in_items_beside_items_and_in_the_wrong_place() -> None:
    assert read("<ul><li>een<ul><li>diep</li></ul></li><li>twee</li></ul>") == [
        "-", "  een", "  -", "    diep", "- twee"
    ]  # fmt: skip
    assert read("<ul><li>een</li><ul><li>diep</li></ul><li>twee</li></ul>") == [
        "-", "  een", "  -", "    diep", "- twee"
    ]  # fmt: skip
    assert read("<ul><li>een<li><ul><li>diep</ul><li>twee</ul>") == [
        "-",
        "  een",
        "  -",
        "    diep",
        "- twee",
    ]
    assert read("<li>los") == ["-", "  los"]


def test_a_numbered_list_keeps_its_start_and_its_numerals() -> None:
    assert read("<ol start=4 type=A><li>d</li></ol>") == ["4 letter", "  d"]
    assert read("<ol><li value=7>zeven</li></ol>") == ["7 decimal", "  zeven"]
    assert read('<ol style="list-style-type: upper-roman"><li>i</li></ol>') == ["1 roman", "  i"]
    assert read("<ol><li>a<li>b</ol><p>x</p><ol start=3><li>c</ol>")[-2:] == ["+ decimal", "  c"]
    assert read("<ol><li>a<li>b</ol><p>x</p><ol start=9><li>c</ol>")[-2:] == ["9 decimal", "  c"]


def test_emphasis_comes_from_tags_and_from_styles() -> None:
    assert read('<p><b>a</b> <span style="font-weight:700">b</span> <i>c</i></p>') == ["*a* *b* _c_"]
    assert read('<b style="font-weight:normal">a</b> <em style="font-style:normal">b</em>') == ["a b"]
    assert read("<h2><b><i>Kop</i></b></h2><h4>Diep <b>vet</b></h4>") == ["## Kop", "### Diep *vet*"]
    # A tag that is closed at the wrong place moves no text.
    assert read("<p><b>a<i>b</b>c</i>d</p><p>e</p>") == ["*a**_b_*_c_d", "e"]


def test_only_links_to_somewhere_safe_stay() -> None:
    html = "".join(
        f'<p><a href="{address}">x</a></p>'
        for address in (
            "HTTPS://a.nl/", "mailto:a@b.nl", "tel:023", "javascript:x", "java\tscript:x", "file:///a",
            "data:x", "//a.nl", "#kop", "vbscript:x", " https://b.nl/\n",
        )
    )  # fmt: skip
    links = [run.link for block in blocks_from_html(html).blocks for run in block.inlines]
    assert links == ["HTTPS://a.nl/", "mailto:a@b.nl", "tel:023", "", "", "", "", "", "", "", "https://b.nl/"]


def test_only_a_picture_that_stands_in_the_html_itself_stays() -> None:
    data = base64.b64encode(PNG).decode()
    html = (
        f'<p>voor<img alt="Een punt" src="data:image/png;base64,{data}">na</p><img src="file:///etc/passwd">'
    )
    pasted = blocks_from_html(html)
    assert short(pasted.blocks) == ["voorna", "image Een punt"]
    assert isinstance(image := pasted.blocks[1], Image)
    assert image.data == PNG
    assert pasted.dropped == (Dropped.PICTURES,)
    assert blocks_from_html('<img src="data:image/png;base64,AAAA">').blocks == ()
    assert blocks_from_html('<img src="data:image/svg+xml,<svg/>">').blocks == ()


def test_tables_keep_their_spans_and_are_never_wider_than_what_stands_in_them() -> None:
    assert read(
        "<table border=1><tr><th colspan=9>kop<tr><th rowspan=3>a<td>b<tr><td>c<tr></table>"
    ) == [
        "table 1 header rows header column", "row", "cell 2x1", "  kop",
        "row", "cell 1x2", "  a", "cell", "  b", "row", "cell", "  c",
    ]  # fmt: skip


def test_tables_that_only_place_things_beside_each_other_are_no_tables() -> None:
    assert read("<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>") == ["a", "b", "c", "d"]
    inner = "<table border=1><tr><td>x<td>y<tr><td>1<td>2</table>"
    assert read(f"<table><tr><td>links<td>{inner}</table>")[:2] == ["links", "table"]


def test_a_table_wider_than_a_letter_can_have_loses_no_words() -> None:
    pasted = blocks_from_html("<table border=1><tr>" + "<td>a" * 70 + "<tr>" + "<td>b" * 70 + "</table>")
    assert short(pasted.blocks) == ["a"] * 70 + ["b"] * 70
    assert pasted.dropped == (Dropped.TABLES,)


def test_quotes_are_quotes_and_indents_are_not() -> None:
    assert read("<blockquote><p>a</p></blockquote>") == [">", "  a"]
    assert read('<blockquote style="margin:0 0 0 40px;border:none;padding:0">a</blockquote>') == ["a"]
    assert read("<p class=MsoQuote><i>a</i></p>") == [">", "  a"]


def test_white_space_is_as_a_reader_sees_it() -> None:
    assert read("<p> \n a<b> b </b> c\t</p>\n\n<div>&nbsp;</div><p>d<br> e <br></p>") == ["a* b *c", "d|e"]
    assert read("<p>10&nbsp;km<sup>2</sup> &nbsp; a<sup>b</sup></p>") == ["10\u00a0km² ab"]
    assert read("<div>a<div>b</div>c</div>d") == ["a", "b", "c", "d"]


def test_a_break_before_a_page_is_a_new_page() -> None:
    html = "<p>a</p><span><br clear=all style='mso-special-character:line-break;page-break-before:always'>b"
    assert read(html) == ["a", "page break", "b"]


def test_a_footnote_without_its_text_is_named() -> None:
    pasted = blocks_from_html('<p>a<a href="https://x.nl/s#fn3"><sup>3</sup></a></p>')
    assert short(pasted.blocks) == ["a"]
    assert pasted.dropped == (Dropped.NOTES,)


def test_plain_text_has_paragraphs_and_lists() -> None:
    text = "Geachte leden,\r\n\r\n- een\r\n  - diep\r\n- twee\r\n1. eerst\r\n2. dan\r\n\r\nSlot\x0bnog"
    assert short(blocks_from_text(text)) == [
        "Geachte leden,", "-", "  een", "  -", "    diep", "- twee", "1 decimal", "  eerst", "- dan",
        "Slot|nog",
    ]  # fmt: skip


def test_plain_text_of_word_has_letters_before_a_tab() -> None:
    text = "Punten:\r\n·\teen\r\na)\talpha\r\nb)\tbeta\r\n"
    assert short(blocks_from_text(text)) == ["Punten:", "-", "  een", "1 letter", "  alpha", "- beta"]


def test_lines_that_a_page_of_a_pdf_cut_are_joined() -> None:
    text = (
        "De gemeente werkt aan een nieuwe regeling voor het parkeren in\n"
        "de binnenstad, want de huidige regeling past niet meer bij de ge-\n"
        "wenste verdeling van de ruimte tussen bewoners en bezoekers van\n"
        "winkels. De gewenste verdeling staat in de nota.\n\n"
        "Wij leggen de regeling in het najaar voor aan de raad, zodat deze\n"
        "op tijd kan ingaan en iedereen zich erop kan voorbereiden.\n"
    )
    first, second = short(blocks_from_text(text))
    assert "parkeren in de binnenstad, want" in first
    assert "bij de gewenste verdeling van" in first
    assert first.endswith("staat in de nota.")
    assert second == (
        "Wij leggen de regeling in het najaar voor aan de raad, zodat deze op tijd kan ingaan en iedereen "
        "zich erop kan voorbereiden."
    )


def test_lines_that_somebody_ended_stay_lines() -> None:
    text = "Aan de leden\nvan de commissie\nPostbus 511\n2003 PB Haarlem\nNederland"
    assert short(blocks_from_text(text)) == text.split("\n")


def test_as_plain_text_nothing_is_read_into_it() -> None:
    assert short(paragraphs_from_text("- een\n1. twee\n\ndrie")) == ["- een", "1. twee", "drie"]
    assert paragraphs_from_text("woord ")[0].inlines == (Text(text="woord "),)
