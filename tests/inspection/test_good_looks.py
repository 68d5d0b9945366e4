"""Nothing is found wrong with the looks of good files, whoever saved them."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from briefmaker.inspection.looks import look_findings
from tests.inspection.corpus.cases import findings_of, good, pack, subject_of
from tests.inspection.corpus.damage import changed, office, saved_by_libreoffice
from tests.inspection.corpus.look_damage import (
    STYLES,
    after,
    field,
    formatted,
    hyperlink,
    in_paragraph,
    line,
    picture,
    png,
    table,
    with_link,
    with_part,
    with_properties,
    written_paragraph,
)
from tests.inspection.corpus.look_subjects import HOUSE_STYLES, as_word_saves, house_style_findings

TYPES = [each.type.id for name in ("haarlem", "haarlemmermeer") for each in pack(name).types]
MEMO, LETTER = "haarlem/memo", "haarlem/wethoudersbrief"
GOOD = {
    "a picture with a description": lambda: with_part(
        changed(MEMO, after(1, f"<w:p>{picture('De nieuwe brug')}</w:p>")),
        "word/media/plaat.png",
        png(200, 200),
        "image",
    ),
    "a line marked as decorative": lambda: changed(
        MEMO,
        after(
            1,
            "<w:p>"
            + line().replace(
                '<wp:docPr id="78" name="Lijn 1"/>',
                '<wp:docPr id="78" name="Lijn 1"><a:extLst>'
                '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
                'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
                "</a:ext></a:extLst></wp:docPr>",
            )
            + "</w:p>",
        ),
    ),
    "a link to a website": lambda: with_link(
        changed(LETTER, in_paragraph(13, hyperlink("haarlem.nl"))), "hyperlink", "https://www.haarlem.nl/"
    ),
    "a link that is filled in": lambda: with_link(
        changed(LETTER, in_paragraph(13, hyperlink("meer"))), "hyperlink", "%7B%7B%20e_mail%20%7D%7D"
    ),
    "a page number": lambda: changed(LETTER, in_paragraph(13, *field(" PAGE ", "1"))),
    "words that are English": lambda: changed(
        LETTER,
        after(50, written_paragraph("With kind regards")),
        formatted(51, "", '<w:lang w:val="en-GB"/>'),
    ),
    "formatting that says what the style says": lambda: changed(
        LETTER,
        with_properties(19, '<w:ind w:left="1984" w:hanging="1984"/><w:jc w:val="start"/>'),
        formatted(22, "Ons kenmerk", '<w:color w:val="626266"/><w:b w:val="0"/>'),
    ),
    "formatting of what is never printed": lambda: changed(LETTER, formatted(18, "", "<w:b/>")),
    "a Word template that it was made with": lambda: with_link(
        good(MEMO), "attachedTemplate", "file:///C:/sjablonen/Normaal.dotm", part="word/settings.xml"
    ),
    "an empty paragraph that a table needs behind it": lambda: changed(
        "haarlem/memo", after(26, table(("Een", "Twee")), written_paragraph(""))
    ),
    "a page break": lambda: changed(MEMO, after(29, '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')),
    "a style in the language of the house": lambda: changed(
        LETTER,
        lambda root: root.find("{*}docDefaults//{*}lang").set(root.tag[:-6] + "val", "en-US"),
        part=STYLES,
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_as_it_should_be_is_left_alone(name: str) -> None:
    document_type = LETTER if b"Geadresseerde" in _document(GOOD[name]()) else MEMO
    assert [each.sentence for each in findings_of(GOOD[name](), document_type)] == []


def _document(docx: bytes) -> bytes:
    from tests.inspection.corpus.damage import member

    return member(docx, "word/document.xml")


@pytest.mark.parametrize("name", HOUSE_STYLES)
def test_nothing_is_found_in_a_shipped_house_style(name: str) -> None:
    assert house_style_findings(HOUSE_STYLES[name].docx, HOUSE_STYLES[name]) == ()


@pytest.mark.parametrize("document_type", TYPES)
def test_nothing_is_found_after_word_saved_a_template(document_type: str) -> None:
    saved = as_word_saves(good(document_type))
    assert [each.sentence for each in findings_of(saved, document_type)] == []


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    if not office():
        pytest.skip("LibreOffice is not installed")
    files = {each.replace("/", "_"): good(each) for each in TYPES}
    files |= {each.replace("/", "_"): found.docx for each, found in HOUSE_STYLES.items()}
    return saved_by_libreoffice(files, tmp_path_factory.mktemp("good"))


@pytest.mark.parametrize("document_type", TYPES)
def test_nothing_is_found_after_libreoffice_saved_a_template(
    saved: Mapping[str, bytes], document_type: str
) -> None:
    docx = saved[document_type.replace("/", "_")]
    assert [each.sentence for each in findings_of(docx, document_type)] == []


@pytest.mark.parametrize("name", HOUSE_STYLES)
def test_nothing_is_found_after_libreoffice_saved_a_house_style(
    saved: Mapping[str, bytes], name: str
) -> None:
    found = house_style_findings(saved[name.replace("/", "_")], HOUSE_STYLES[name])
    assert [each.sentence for each in found] == []


def test_the_looks_of_a_template_are_seen_within_a_tenth_of_a_second() -> None:
    for document_type in TYPES:
        took = []
        for _each in range(3):  # the quickest: other work on the machine doesn't count
            subject = subject_of(good(document_type), document_type)
            began = time.perf_counter()
            look_findings(subject)
            took.append(time.perf_counter() - began)
        assert min(took) < 0.1
