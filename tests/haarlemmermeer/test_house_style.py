"""What the Word files of the pack must keep: looks in the house style, text alone in the templates."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from lxml import etree

from briefmaker.app.installed import installed_packs
from tests.templates.test_wethoudersbrief import contrast_on_white
from tests.templates.word_parts import Parts, W, value

DIRECT = {"pStyle", "rStyle"}
TYPES = ["raadsvoorstel", "brief"]
_NAME = re.compile(r"\{\{(?:p |r )?\s*([\w.]+)")
_LIST = re.compile(r" in (\w+)")


@pytest.fixture(scope="module")
def pack(project_root: Path) -> Path:
    return project_root / "templates" / "haarlemmermeer"


@pytest.fixture(scope="module")
def house_style(pack: Path) -> Parts:
    return Parts((pack / "huisstijlen" / "huisstijl" / "huisstijl.docx").read_bytes())


@pytest.fixture(scope="module", params=TYPES)
def kind(request: pytest.FixtureRequest, pack: Path) -> Path:
    """The folder of a document type."""
    return pack / request.param


@pytest.fixture(scope="module")
def template(kind: Path) -> Parts:
    return Parts((kind / "template.docx").read_bytes())


def test_text_is_in_colours_that_can_be_read(house_style: Parts) -> None:
    colours = {value(colour) for colour in house_style.tree("word/styles.xml").iter(f"{W}color")}
    assert {"07838F", "9C2F85", "757575"} == colours
    assert all(contrast_on_white(colour) >= 4.5 for colour in colours if colour)


def test_everything_is_set_in_calibri(house_style: Parts) -> None:
    for part in ("word/styles.xml", "word/numbering.xml"):
        fonts = {font.get(f"{W}ascii") for font in house_style.tree(part).iter(f"{W}rFonts")}
        assert fonts == {"Calibri"}


def test_signs_of_lists_are_characters_of_the_font(house_style: Parts, project_root: Path) -> None:
    with TTFont(project_root / "resources" / "fonts" / "Carlito-Regular.ttf") as font:
        known = set(font.getBestCmap())
    for level in house_style.tree("word/numbering.xml").iter(f"{W}lvl"):
        if value(level.find(f"{W}numFmt")) == "bullet":
            assert {ord(sign) for sign in value(level.find(f"{W}lvlText")) or " "} <= known


def test_the_mark_is_named_so_that_it_can_be_replaced(house_style: Parts, pack: Path) -> None:
    names = [element.get("name") for element in house_style.tree("word/header1.xml").iter("{*}docPr")]
    assert names == ["merk"]
    own = (pack / "huisstijlen" / "huisstijl" / "merk.png").read_bytes()
    assert [data for name, data in house_style.members.items() if name.startswith("word/media/")] == [own]


def test_a_template_holds_no_looks_of_its_own(template: Parts) -> None:
    for name in template.stories:
        for tag in ("pPr", "rPr"):
            for properties in template.tree(name).iter(W + tag):
                assert {etree.QName(child).localname for child in properties} <= DIRECT
        assert template.tree(name).find(f".//{W}headerReference") is None


def test_a_template_uses_only_styles_of_the_house_style(template: Parts, house_style: Parts) -> None:
    known = {value(style, "styleId") for style in house_style.tree("word/styles.xml").iter(f"{W}style")}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert {value(used) for used in template.tree("word/document.xml").iter(W + tag)} <= known


def test_a_template_prints_every_field_that_is_asked(kind: Path, template: Parts) -> None:
    manifest = tomllib.loads((kind / "manifest.toml").read_text(encoding="utf-8"))
    asked = {field["id"] for section in manifest["section"] for field in section["field"]}
    text = "\n".join("".join(template.tree(name).itertext()) for name in template.stories)
    used = {*_NAME.findall(text), *_LIST.findall(text)}
    assert asked == {name for name in used if "." not in name} - {"regel"}


def test_the_pack_has_no_mistakes() -> None:
    packs = installed_packs()
    assert not packs.unusable
    pack = packs.packs["haarlemmermeer"]
    assert [found.type.id for found in pack.types] == ["haarlemmermeer/raadsvoorstel", "haarlemmermeer/brief"]
    assert len(pack.text_blocks) == 5
    assert "Nieuw-Vennep" in pack.info.words
