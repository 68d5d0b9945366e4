"""What is wrong with a house style's own Word file, and with templates that have their looks themselves."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from briefmaker.app.template_check import check_pack
from briefmaker.inspection.finding import Finding
from briefmaker.inspection.inspecting import inspect_template
from briefmaker.problems import Severity
from tests.inspection.corpus.cases import TEMPLATES, good, subject_of
from tests.inspection.corpus.damage import W, changed, changed_docx
from tests.inspection.corpus.look_damage import STYLES, formatted, made, png, with_style
from tests.inspection.corpus.look_subjects import (
    HOUSE_STYLES,
    changed_house_style,
    house_style_findings,
    house_style_subject,
)

NEW = "haarlem/vanaf-2018"
MEMO = "haarlem/memo"
SETTINGS = "word/settings.xml"
HEADER = "word/header1.xml"


def found_in(docx: bytes, rule: str) -> Finding:
    found = house_style_findings(docx, HOUSE_STYLES[NEW])
    assert [each.rule for each in found] == [rule], [each.sentence for each in found]
    return found[0]


def style_named(root: etree._Element, name: str) -> etree._Element:
    return next(each for each in root.iter(f"{W}style") if each.find(f"{W}name").get(f"{W}val") == name)


def renamed(old: str, new: str) -> Callable[[etree._Element], None]:
    def change(root: etree._Element) -> None:
        style = style_named(root, old)
        style.set(f"{W}customStyle", "1")
        style.find(f"{W}name").set(f"{W}val", new)

    return change


def without_language(root: etree._Element) -> None:
    lang = root.find(f".//{W}docDefaults//{W}lang")
    lang.getparent().remove(lang)


def test_a_style_that_texts_need_is_missing() -> None:
    docx = changed_house_style(NEW, renamed("List Bullet 2", "Opsomming"), part=STYLES)
    found = found_in(docx, "styles.missing")
    assert found.severity is Severity.ERROR
    assert "List Bullet 2" in found.what
    assert found.spot.part == STYLES
    assert found.spot.words == "List Bullet 2"
    assert "stijlen" in found.spot.in_words


def test_a_style_that_texts_need_is_nearly_there() -> None:
    docx = changed_house_style(NEW, renamed("Lijstletters", "Lijst letters"), part=STYLES)
    assert "Bedoelt u “Lijst letters”?" in found_in(docx, "styles.missing").remedy


def test_a_style_that_texts_need_has_its_name_in_dutch() -> None:
    found = found_in(changed_house_style(NEW, renamed("heading 1", "Kop 1"), part=STYLES), "styles.localised")
    assert found.severity is Severity.ERROR
    assert found.repair is not None
    assert found.repair.details == {"from": "Heading1", "rename": "heading 1"}


def test_a_list_that_lost_its_bullets() -> None:
    def change(root: etree._Element) -> None:
        for name in ("List Bullet", "List Bullet 2", "List Bullet 3"):
            properties = style_named(root, name).find(f"{W}pPr")
            for each in properties.findall(f"{W}numPr"):
                properties.remove(each)

    found = house_style_findings(changed_house_style(NEW, change, part=STYLES), HOUSE_STYLES[NEW])
    assert {each.rule for each in found} == {"styles.missing"}
    assert found[0].spot.words == "List Bullet"


def test_a_house_style_in_no_language() -> None:
    found = found_in(changed_house_style(NEW, without_language, part=STYLES), "language.missing")
    assert found.repair is not None
    assert found.repair.details == {"language": "nl-NL"}


def test_a_house_style_in_english() -> None:
    def change(root: etree._Element) -> None:
        root.find(f".//{W}docDefaults//{W}lang").set(f"{W}val", "en-US")

    found = found_in(changed_house_style(NEW, change, part=STYLES), "language.other")
    assert "Engels" in found.what
    assert "Nederlands" in found.what


def test_a_font_of_a_house_style_that_not_everybody_has() -> None:
    def change(root: etree._Element) -> None:
        looks = style_named(root, "Woordmerk").find(f"{W}rPr")
        for each in looks.findall(f"{W}rFonts"):
            looks.remove(each)
        looks.insert(0, made('<w:rFonts w:ascii="Gill Sans Nova" w:hAnsi="Gill Sans Nova"/>'))

    found = found_in(changed_house_style(NEW, change, part=STYLES), "fonts.unavailable")
    assert found.spot.words == "Woordmerk"
    assert "Gill Sans Nova" in found.what


def test_a_font_named_by_the_theme_that_not_everybody_has() -> None:
    def change(root: etree._Element) -> None:
        for latin in root.iter("{*}latin"):
            latin.set("typeface", "Aptos")

    def themed(root: etree._Element) -> None:
        root.find(f".//{W}docDefaults//{W}rFonts").set(f"{W}asciiTheme", "minorHAnsi")

    docx = changed_house_style(NEW, change, part="word/theme/theme1.xml")
    assert "Aptos" in found_in(changed_docx(docx, themed, part=STYLES), "fonts.unavailable").what


def test_formatting_by_hand_in_a_page_header() -> None:
    found = found_in(
        changed_house_style(NEW, formatted(2, "", '<w:sz w:val="60"/>'), part=HEADER), "format.direct"
    )
    assert (found.spot.part, found.spot.paragraph) == (HEADER, 2)


def test_a_mark_without_a_description() -> None:
    def change(root: etree._Element) -> None:
        root.find(".//{*}docPr").attrib.pop("descr")

    found = found_in(changed_house_style(NEW, change, part=HEADER), "pictures.alternative")
    assert (found.spot.part, found.spot.paragraph) == (HEADER, 0)
    assert found.repair is None  # it says whose letter it is


def test_a_mark_that_prints_coarsely_in_the_place_of_the_one_in_the_file() -> None:
    like = HOUSE_STYLES[NEW]
    found = inspect_template(dataclasses.replace(house_style_subject(like.docx, like), mark=png(40, 40)))
    assert [each.rule for each in found] == ["pictures.resolution"]
    assert found[0].spot.part == HEADER


def test_tracking_that_is_on_would_be_on_in_every_letter() -> None:
    def change(root: etree._Element) -> None:
        root.insert(1, made("<w:trackRevisions/>"))

    found = found_in(changed_house_style(NEW, change, part=SETTINGS), "changes.tracked")
    assert found.severity is Severity.WARNING


def test_the_text_that_shows_the_styles_may_have_empty_paragraphs() -> None:
    def change(root: etree._Element) -> None:
        root[0].insert(3, made("<w:p/>"))

    assert house_style_findings(changed_house_style(NEW, change), HOUSE_STYLES[NEW]) == ()


def test_a_role_that_a_manifest_names_itself_has_no_style() -> None:
    subject = subject_of(good(MEMO), MEMO)
    assert subject.document_type is not None
    styles = subject.document_type.styles.model_copy(update={"quote": "Kader"})
    own = subject.document_type.model_copy(update={"styles": styles, "own_styles": frozenset({"quote"})})
    found = inspect_template(dataclasses.replace(subject, document_type=own))
    assert [(each.rule, each.spot.words) for each in found] == [("styles.missing", "Kader")]


def test_a_template_with_looks_of_its_own_must_have_all_styles_of_a_text() -> None:
    found = inspect_template(dataclasses.replace(subject_of(good(MEMO), MEMO), house_style=None))
    assert {each.rule for each in found} == {"styles.missing"}
    assert "Huisstijl Tabel" in {each.spot.words for each in found}


def test_the_language_of_a_template_in_a_house_style_is_that_of_the_house_style() -> None:
    docx = changed(MEMO, without_language, part=STYLES)
    assert inspect_template(subject_of(docx, MEMO)) == ()


def test_house_styles_are_checked_with_their_pack(tmp_path: Path) -> None:
    folder = tmp_path / "haarlem"
    shutil.copytree(TEMPLATES / "haarlem", folder)
    docx = changed_house_style(NEW, formatted(2, "", '<w:sz w:val="60"/>'), part=HEADER)
    (folder / "huisstijlen" / "vanaf-2018" / "huisstijl.docx").write_bytes(docx)
    assert [(each.rule, each.spot.file) for each in check_pack(folder).shared] == [
        ("format.direct", "huisstijlen/vanaf-2018/huisstijl.docx")
    ]


def test_styles_that_are_based_on_each_other_are_no_obstacle() -> None:
    xml = (
        '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'
    )
    docx = changed(MEMO, with_style(xml.format("A", "B")), with_style(xml.format("B", "A")), part=STYLES)
    assert inspect_template(subject_of(docx, MEMO)) == ()
