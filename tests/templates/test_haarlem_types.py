"""Every document type of Haarlem: clean templates, whole samples, documents and PDFs to the standards."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from briefmaker.output import EmbeddedEngine, LibreOfficeEngine, text_of_docx, text_of_pdf
from tests.output.pages import number_of_pages
from tests.templates.haarlem_types import (
    HAARLEM,
    HOUSE_STYLES,
    SAMPLES,
    TYPES,
    Page,
    W,
    answers_of,
    filled,
    foreign_styles,
    word_file,
)  # fmt: skip
from tests.templates.word_parts import Parts, value

FULL = [sample for sample in SAMPLES if sample.endswith("/voorbeeld")]
OF_THE_PAGE = {"woordmerk", "status", "paginanummer", "regel", "besluiten", "hoofdstukken"}
_NAME = re.compile(r"\{\{(?:p |r )?\s*(\w+)|\{%(?:p|tr)? if (\w+)| in (\w+)")


@pytest.fixture(params=TYPES)
def template(request: pytest.FixtureRequest) -> Parts:
    return Parts((HAARLEM / request.param / "template.docx").read_bytes())


def test_looks_come_from_styles_alone(template: Parts) -> None:
    for name in template.stories:
        for tag in ("pPr", "rPr"):
            for properties in template.tree(name).iter(W + tag):
                direct = {etree.QName(child).localname for child in properties} - {"pStyle", "rStyle"}
                assert not direct, f"{name}: {direct}"


@pytest.mark.parametrize(
    "unwanted", ["framePr", "txbxContent", "pict", "object", "sdt", "altChunk", "tblpPr"]
)
def test_nothing_floats(template: Parts, unwanted: str) -> None:
    for name in template.stories:
        assert template.tree(name).find(f".//{W}{unwanted}") is None


def test_every_paragraph_that_prints_has_a_style_by_name(template: Parts) -> None:
    ids = {value(style, "styleId") for style in template.tree("word/styles.xml").iter(f"{W}style")}
    for paragraph in template.tree("word/document.xml").iter(f"{W}p"):
        style, text = value(paragraph.find(f"{W}pPr/{W}pStyle")), "".join(paragraph.itertext())
        assert style in ids or (style is None and text.startswith("{%")), text


@pytest.mark.parametrize("kind", TYPES)
def test_every_field_is_printed_and_nothing_else(kind: str) -> None:
    manifest = tomllib.loads((HAARLEM / kind / "manifest.toml").read_text(encoding="utf-8"))
    fields = {
        field["id"]
        for section in manifest["section"]
        for field in section.get("field", [])
        if field.get("kind") not in {"language", "house_style"}
    }
    template = Parts((HAARLEM / kind / "template.docx").read_bytes())
    text = "\n".join("".join(template.tree(name).itertext()) for name in template.stories)
    used = {name for found in _NAME.findall(text) for name in found if name}
    loops = {name for name, _list in re.findall(r"for (\w+) in (\w+)", text)}
    assert fields <= used
    assert used <= fields | loops | OF_THE_PAGE | {"not"}


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_a_finished_letter(sample: str) -> None:
    made = filled(sample.partition("/")[0], answers_of(sample))
    assert not [problem.what for problem in made.problems]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_is_what_word_expects(sample: str, tmp_path) -> None:
    path = tmp_path / "document.docx"
    path.write_bytes(word_file(sample))
    result = OpenXmlValidator().validate(path)
    assert not [error.description for error in result.errors]


@pytest.mark.parametrize("sample", SAMPLES)
def test_headings_leave_out_no_level(sample: str) -> None:
    page = Page(word_file(sample))
    before = -1
    for name, _text in page.paragraphs():
        level = page.outline(name)
        if level and not name.startswith("Tabel kop"):
            assert int(level) <= before + 1, name
            before = int(level)


@pytest.fixture(scope="module")
def embedded() -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine()
    yield engine
    engine.close()


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("house_style", HOUSE_STYLES)
def test_a_template_names_only_styles_of_the_house_style(kind: str, house_style: str) -> None:
    assert foreign_styles(kind, house_style) == ()


@pytest.mark.parametrize("sample", FULL)
def test_tables_of_the_template_are_as_wide_as_the_text_in_either_house_style(sample: str) -> None:
    for house_style in HOUSE_STYLES:
        page = Page(word_file(sample, house_style))
        margins = page.document.find(f".//{W}sectPr/{W}pgMar")
        text = 11906 - sum(int(margins.get(f"{W}{side}")) for side in ("left", "right"))
        widths = {int(each.get(f"{W}w")) for each in page.document.iter(f"{W}tblW")}
        assert widths <= {text}


@pytest.mark.parametrize("house_style", HOUSE_STYLES)
@pytest.mark.parametrize("sample", SAMPLES)
def test_the_pdf_of_a_sample_keeps_to_both_standards_and_says_all(
    embedded: EmbeddedEngine, sample: str, house_style: str
) -> None:
    docx = word_file(sample, house_style)
    pdf = embedded.pdf(docx, title="Proef")
    assert embedded.validate(pdf) == ()
    said = "\n".join("".join(text.split()) for text in text_of_pdf(pdf))
    wanted = ["".join(text.split()) for text in text_of_docx(docx)]
    assert not [text for text in wanted if text not in said]


@pytest.fixture(scope="module")
def office() -> Iterator[LibreOfficeEngine]:
    engine = LibreOfficeEngine()
    if not engine.is_installed:
        pytest.skip("no LibreOffice here")
    yield engine
    engine.close()


@pytest.mark.libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("sample", FULL)
def test_libreoffice_makes_as_many_pages_and_keeps_to_both_standards(
    embedded: EmbeddedEngine, office: LibreOfficeEngine, sample: str
) -> None:
    docx = word_file(sample)
    theirs = office.pdf(docx, title="Proef")
    assert office.validate(theirs) == ()
    assert number_of_pages(theirs) == number_of_pages(embedded.pdf(docx, title="Proef"))
