"""What the template of the alderman's letter must keep, whoever edits it in Word."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from lxml import etree

from tests.rendering.word_files import HAARLEM
from tests.templates.word_parts import Parts, W, value

STYLES = {
    "paragraph": [
        "Normal", "Body Text", "heading 1", "heading 2", "heading 3", "Quote", "Afbeelding", "footnote text",
        "List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2", "List Number 3",
        "Lijstletters", "Lijstletters 2", "Lijstletters 3",
        "Lijst Romeins", "Lijst Romeins 2", "Lijst Romeins 3",
        "List Continue", "List Continue 2", "List Continue 3",
        "Table Text", "Table Heading", "Tabel kop 1", "Tabel kop 2", "Tabel kop 3", "Tabel citaat",
        "Table List Bullet", "Table List Bullet 2", "Table List Bullet 3",
        "Table List Number", "Table List Number 2", "Table List Number 3",
        "Tabel lijstletters", "Tabel lijstletters 2", "Tabel lijstletters 3",
        "Tabel lijst Romeins", "Tabel lijst Romeins 2", "Tabel lijst Romeins 3",
        "Tabel lijstvoortzetting", "Tabel lijstvoortzetting 2", "Tabel lijstvoortzetting 3",
        "Bijlagetitel", "Salutation", "Closing", "Signature", "header",
    ],
    "character": ["Strong", "Emphasis", "Hyperlink", "footnote reference"],
    "table": ["Huisstijl Tabel"],
}  # fmt: skip
LISTS = (
    "List Bullet", "List Number", "Lijstletters", "Lijst Romeins",
    "Table List Bullet", "Table List Number", "Tabel lijstletters", "Tabel lijst Romeins",
)  # fmt: skip
HOUSE_STYLE = {"woordmerk", "status", "paginanummer"}
LABELS = [
    "Datum", "Ons kenmerk", "Uw kenmerk", "Contactpersoon", "Doorkiesnummer", "E-mail", "Onderwerp",
    "Kopie aan", "Bijlage(n)",
]  # fmt: skip
FLOATING = ["framePr", "txbxContent", "pict", "object", "sdt", "altChunk", "tblpPr"]
MAY_BE_EMPTY = ["afzender_naam", "retouradres", "ons_kenmerk", "uw_kenmerk", "e_mail", "kopie_aan", "aanhef"]
_PRINTED_NAME = re.compile(r"\{\{(?:p |r )?\s*([\w.]+)")
_LOOP = re.compile(r" in (\w+)")
DIRECT = {"pStyle", "rStyle"}
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def printed(template: Parts) -> str:
    """All text of all stories, tags of the template language included."""
    return "\n".join("".join(template.tree(name).itertext()) for name in template.stories)


def paragraphs(template: Parts) -> list[etree._Element]:
    return [p for name in template.stories for p in template.tree(name).iter(f"{W}p")]


def text_of(element: etree._Element) -> str:
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def paragraph_with(template: Parts, text: str) -> etree._Element:
    found = [p for p in paragraphs(template) if text in text_of(p)]
    assert found, text
    return found[-1]


def has(style: etree._Element, property_: str) -> bool:
    found = style.find(f"{W}pPr/{W}{property_}")
    return found is not None and value(found) not in {"0", "false"}


@pytest.mark.parametrize("unwanted", FLOATING)
def test_nothing_floats_and_no_text_box_breaks_the_reading_order(template: Parts, unwanted: str) -> None:
    for name in template.stories:
        assert template.tree(name).find(f".//{W}{unwanted}") is None


def test_pictures_stand_in_the_line_of_text(template: Parts) -> None:
    for name in template.stories:
        assert template.tree(name).find(f".//{WP}anchor") is None
        assert template.tree(name).find(f".//{W}pict") is None


def test_the_language_is_dutch_for_text_and_for_the_theme(template: Parts) -> None:
    defaults = template.tree("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert value(defaults) == "nl-NL"
    assert value(template.tree("word/settings.xml").find(f"{W}themeFontLang")) == "nl-NL"
    assert b"<dc:language>nl-NL</dc:language>" in template.members["docProps/core.xml"]


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in STYLES.items() for name in names])
def test_every_style_that_a_letter_is_set_in_is_there_by_name(template: Parts, kind: str, name: str) -> None:
    assert value(template.style(name), "type") == kind


def test_all_styles_of_paragraphs_and_runs_exist(template: Parts) -> None:
    ids = {value(s, "styleId") for s in template.tree("word/styles.xml").iter(f"{W}style")}
    for name in template.stories:
        for tag in ("pStyle", "rStyle", "tblStyle"):
            assert {value(e) for e in template.tree(name).iter(W + tag)} <= ids
    for level in template.tree("word/numbering.xml").iter(f"{W}pStyle"):
        assert value(level) in ids


def test_no_paragraph_leaves_a_single_line_behind(template: Parts) -> None:
    assert has(template.style("Normal"), "widowControl")
    off = template.tree("word/styles.xml").xpath("//w:widowControl[@w:val='0']", namespaces={"w": W[1:-1]})
    assert not off


@pytest.mark.parametrize("name", ["heading 1", "heading 2", "heading 3", "Salutation", "Closing"])
def test_headings_salutation_and_closing_stay_with_what_follows(template: Parts, name: str) -> None:
    assert has(template.style(name), "keepNext")


def test_headings_are_headings_to_a_screen_reader(template: Parts) -> None:
    for level in (1, 2, 3):
        assert value(template.style(f"heading {level}").find(f"{W}pPr/{W}outlineLvl")) == str(level - 1)
    title = template.style("Bijlagetitel")
    assert value(title.find(f"{W}basedOn")) == value(template.style("heading 1"), "styleId")


def test_an_enclosure_begins_on_a_new_page(template: Parts) -> None:
    assert has(template.style("Bijlagetitel"), "pageBreakBefore")
    assert value(paragraph_with(template, "bijlage.titel").find(f"{W}pPr/{W}pStyle")) == "Bijlagetitel"


def test_looks_come_from_styles_alone(template: Parts) -> None:
    for name in template.stories:
        for tag in ("pPr", "rPr"):
            for properties in template.tree(name).iter(W + tag):
                direct = {etree.QName(child).localname for child in properties} - DIRECT
                assert not direct, f"{name}: {direct} in “{text_of(properties.getparent())}”"


def test_lists_are_numbered_by_word_and_linked_with_their_styles(template: Parts) -> None:
    numbering = template.tree("word/numbering.xml")
    linked = {
        value(level.find(f"{W}pStyle")): value(level, "ilvl")
        for level in numbering.iter(f"{W}lvl")
        if level.find(f"{W}pStyle") is not None
    }
    for family in LISTS:
        for depth, name in enumerate((family, f"{family} 2", f"{family} 3")):
            style = template.style(name)
            assert linked[value(style, "styleId")] == str(depth)
            number = style.find(f"{W}pPr/{W}numPr")
            assert number is not None
            assert (value(number.find(f"{W}ilvl")) or "0") == str(depth)


@pytest.mark.parametrize(
    ("family", "signs"),
    [
        ("Lijstletters", [("lowerLetter", "%1)"), ("lowerLetter", "%2)"), ("lowerLetter", "%3)")]),
        ("Lijst Romeins", [("lowerRoman", "%1."), ("lowerRoman", "%2."), ("lowerRoman", "%3.")]),
    ],
)
def test_letters_and_roman_numerals_count_so_at_every_depth(
    template: Parts, family: str, signs: list[tuple[str, str]]
) -> None:
    of_style = {
        value(level.find(f"{W}pStyle")): (value(level.find(f"{W}numFmt")), value(level.find(f"{W}lvlText")))
        for level in template.tree("word/numbering.xml").iter(f"{W}lvl")
    }
    for base in (family, f"Tabel {family[0].lower()}{family[1:]}"):
        names = (base, f"{base} 2", f"{base} 3")
        assert [of_style[value(template.style(name), "styleId")] for name in names] == signs


def test_a_picture_is_not_cut_off_by_an_exact_line_height(template: Parts) -> None:
    spacing = template.style("Afbeelding").find(f"{W}pPr/{W}spacing")
    assert value(spacing, "lineRule") == "auto"


def test_notes_are_smaller_than_the_text_and_their_signs_raised(template: Parts) -> None:
    assert 16 <= int(value(template.style("footnote text").find(f"{W}rPr/{W}sz")) or 0) <= 18
    assert value(template.style("footnote reference").find(f"{W}rPr/{W}vertAlign")) == "superscript"
    kinds = [value(note, "type") for note in template.tree("word/footnotes.xml").iter(f"{W}footnote")]
    assert kinds == ["separator", "continuationSeparator"]


def test_bullets_are_characters_that_the_letter_font_has(template: Parts, fonts: Path) -> None:
    from fontTools.ttLib import TTFont

    with TTFont(fonts / "LiberationSans-Regular.ttf") as font:
        known = set(font.getBestCmap())
    for level in template.tree("word/numbering.xml").iter(f"{W}lvl"):
        if value(level.find(f"{W}numFmt")) == "bullet":
            assert {ord(c) for c in value(level.find(f"{W}lvlText")) or " "} <= known


def test_the_template_asks_only_for_fields_of_the_letter(template: Parts, project_root: Path) -> None:
    manifest_file = project_root / "templates" / "haarlem" / "wethoudersbrief" / "manifest.toml"
    manifest = tomllib.loads(manifest_file.read_text(encoding="utf-8"))
    asked = [field for section in manifest["section"] for field in section.get("field", [])]
    fields = {field["id"] for field in asked if field.get("kind") not in {"language", "house_style"}}
    text = printed(template)
    used = {"paginanummer", *_PRINTED_NAME.findall(text), *_LOOP.findall(text)}
    assert used - {"regel", "bijlage.titel", "bijlage.tekst", "bijlagen_lijst"} == (fields | HOUSE_STYLE)


def test_labels_come_in_the_fixed_order(template: Parts) -> None:
    rows = [text_of(p) for p in paragraphs(template) if value(p.find(f"{W}pPr/{W}pStyle")) == "Kenmerk"]
    assert [row.split("{")[0] for row in rows] == LABELS


def test_an_empty_field_takes_its_row_along(template: Parts) -> None:
    texts = [text_of(p) for p in template.tree("word/document.xml").iter(f"{W}p")]
    for field in MAY_BE_EMPTY:
        assert f"{{%p if {field} %}}" in texts


def test_page_one_has_its_own_header_and_later_pages_their_number(template: Parts) -> None:
    document = template.tree("word/document.xml")
    assert document.find(f".//{W}sectPr/{W}titlePg") is not None
    kinds = {value(h, "type") for h in document.iter(f"{W}headerReference")}
    assert kinds == {"first", "default"}
    codes = [e.text.strip() for name in template.stories for e in template.tree(name).iter(f"{W}instrText")]
    assert "PAGE" in codes
    assert not any(template.tree(name).find(f".//{W}fldSimple") is not None for name in template.stories)


def test_the_mark_can_be_found_and_is_described(template: Parts) -> None:
    marks = [d for name in template.stories for d in template.tree(name).iter(f"{WP}docPr")]
    assert [mark.get("name") for mark in marks] == ["merk"]
    assert marks[0].get("descr")


def test_the_mark_is_that_of_the_house_style(template: Parts, house_style: str) -> None:
    media = [data for name, data in template.members.items() if name.startswith("word/media/")]
    assert media == [(HAARLEM / "huisstijlen" / house_style / "merk.png").read_bytes()]


def test_the_mark_is_sharp_in_print(template: Parts) -> None:
    inline = next(e for name in template.stories for e in template.tree(name).iter(f"{WP}inline"))
    extent = inline.find(f"{WP}extent")
    assert extent is not None
    media = next(data for name, data in template.members.items() if name.startswith("word/media/"))
    pixels = int.from_bytes(media[16:20], "big")
    assert pixels / (int(extent.get("cx", "0")) / 914400) >= 300


def test_first_header_stays_above_the_text(template: Parts) -> None:
    """The embedded engine doesn't push the text down for a header that is too high."""
    margins = template.tree("word/document.xml").find(f".//{W}sectPr/{W}pgMar")
    inline = next(e for name in template.stories for e in template.tree(name).iter(f"{WP}inline"))
    height = int(inline.find(f"{WP}extent").get("cy")) / 635
    assert int(value(margins, "header")) + height * 1.15 < int(value(margins, "top"))


def test_the_page_is_a4(template: Parts) -> None:
    size = template.tree("word/document.xml").find(f".//{W}sectPr/{W}pgSz")
    assert (value(size, "w"), value(size, "h")) == ("11906", "16838")


def test_text_is_in_colours_that_can_be_read(template: Parts) -> None:
    colours = {value(c) for c in template.tree("word/styles.xml").iter(f"{W}color")} - {"auto", None}
    assert colours
    for colour in colours:
        assert contrast_on_white(colour) >= 4.5, colour


def contrast_on_white(rgb: str) -> float:
    """WCAG 2.1, relative luminance and contrast ratio."""
    channels = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def test_nothing_of_word_that_nobody_needs_is_carried_along(template: Parts) -> None:
    assert not any(b"w:rsid" in data for data in template.members.values())
    ballast = ("customXml/", "word/fonts/", "word/embeddings/")
    assert not any(name.startswith(ballast) for name in template.members)
    assert template.size < 40_000


def test_the_template_itself_holds_nothing_but_its_text(own_template: Parts) -> None:
    assert not any(
        name.startswith(("word/header", "word/footer", "word/media")) for name in own_template.members
    )
    used = {
        value(e) for tag in ("pStyle", "rStyle") for e in own_template.tree("word/document.xml").iter(W + tag)
    }
    kept = {value(s, "styleId") for s in own_template.tree("word/styles.xml").iter(f"{W}style")}
    assert kept - used <= {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Heading1"}


def test_word_sees_a_document_of_its_own_time(template: Parts) -> None:
    settings = template.tree("word/settings.xml").iter(f"{W}compatSetting")
    assert {value(s, "name"): value(s) for s in settings}["compatibilityMode"] == "15"
