# ruff: noqa: E501, RUF100
"""Every broken template gets the finding that it must, at the right place, and no other; its repair mends
it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.repairs import repaired
from briefmaker.inspection.tag_rules import TAG_RULES
from briefmaker.inspection.tags import tag_findings
from briefmaker.inspection.word_file import WordFile, WordPart
from tests.inspection.corpus.cases import Case, findings_of, good, subject_of
from tests.inspection.corpus.damage import (
    changed,
    office,
    paragraph,
    saved_by_libreoffice,
    torn_everywhere,
    written,
)
from tests.inspection.corpus.tag_cases import SAVED_BY_LIBREOFFICE, TAG_CASES

BY_NAME = {case.name: case for case in TAG_CASES}
OF_TAGS = {rule.id for rule in TAG_RULES}
ELSEWHERE = {
    "fields.unused", "fields.dropped", "manifest.notation", "manifest.values", "manifest.contradictions",
    "files.missing", "files.unreadable", "text_blocks.broken", "samples.failing", "samples.missing",
    "template.unusable", "samples.different", "samples.left", "types.dropped",
}  # fmt: skip
"""Rules whose findings are about other files of a pack: tests/inspection/test_broken_packs.py."""
TYPES = ("haarlem/memo", "haarlem/informatienota", "haarlem/wethoudersbrief", "haarlem/raadsvoorstel")


def assert_place(case: Case, spot: Spot) -> None:
    assert case.words in spot.words
    cell = None if spot.cell is None else (spot.cell.table, spot.cell.row, spot.cell.column)
    assert cell == case.cell


@pytest.mark.parametrize("case", TAG_CASES, ids=lambda case: case.name)
def test_what_is_broken_is_found_where_it_is(case: Case) -> None:
    findings = findings_of(case.made(), case.document_type)
    assert [finding.rule for finding in findings] == [case.expected], [each.sentence for each in findings]
    finding = findings[0]
    assert (finding.spot.part, finding.spot.paragraph) == (case.part, case.paragraph)
    assert_place(case, finding.spot)
    assert {each.paragraph for each in finding.spots[1:]} >= {*case.ends}
    assert (finding.repair is not None) == case.repairable
    assert finding.what
    assert finding.remedy


@pytest.mark.parametrize("case", [case for case in TAG_CASES if case.repairable], ids=lambda case: case.name)
def test_its_repair_mends_it_and_leaves_the_rest_as_it_was(case: Case) -> None:
    docx = case.made()
    finding = findings_of(docx, case.document_type)[0]
    mended = repaired(docx, finding)
    assert findings_of(mended, case.document_type) == ()
    old, new = WordFile.of(docx).package.members, WordFile.of(mended).package.members
    assert {name for name in old if old[name].data != new[name].data} == {case.part}
    touched = {spot.paragraph for spot in finding.spots}
    rest = [each.text for each in WordFile.of(docx).document.paragraphs if each.number not in touched]
    now = [each.text for each in WordFile.of(mended).document.paragraphs]
    assert all(text in now for text in rest)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    if not office():
        pytest.skip("LibreOffice is not installed")
    folder: Path = tmp_path_factory.mktemp("tags")
    files = {name: BY_NAME[name].made() for name in SAVED_BY_LIBREOFFICE}
    files |= {kind.partition("/")[2]: good(kind) for kind in TYPES}
    return saved_by_libreoffice(files, folder)


def of_tags(docx: bytes, document_type: str) -> list[Finding]:
    return [each for each in findings_of(docx, document_type) if each.rule in OF_TAGS]


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SAVED_BY_LIBREOFFICE)
def test_what_libreoffice_saved_with_it_is_found_too(saved: Mapping[str, bytes], name: str) -> None:
    case = BY_NAME[name]
    findings = of_tags(saved[name], case.document_type)
    assert [each.rule for each in findings] == [case.expected], [each.sentence for each in findings]
    assert_place(case, findings[0].spot)
    assert (findings[0].repair is not None) == case.repairable


@pytest.mark.libreoffice
@pytest.mark.parametrize("document_type", TYPES)
def test_nothing_is_found_in_the_tags_of_a_good_template_that_libreoffice_saved(
    saved: Mapping[str, bytes], document_type: str
) -> None:
    assert of_tags(saved[document_type.partition("/")[2]], document_type) == []


@pytest.mark.parametrize("document_type", TYPES)
def test_nothing_is_found_where_word_tore_every_tag_into_runs(document_type: str) -> None:
    assert of_tags(changed(document_type, torn_everywhere), document_type) == []


def test_every_rule_about_tags_has_a_broken_template() -> None:
    assert {case.expected for case in TAG_CASES} == OF_TAGS - ELSEWHERE
    assert len(TAG_CASES) >= 40


# --- Whatever happens to the text ------------------------------------------------------------------

_SIGNS = st.sampled_from(
    [*"{}%# \t\n.|()[]\"'“”=-+p\u00a0ë1", "{{", "}}", "{%", "%}", "if ", "for ", "endif", "tr "]
)


@st.composite
def accidents(draw: st.DrawFn) -> list[tuple[int, float, int, str]]:
    """Paragraph, place in it (0 to 1), number of characters that are lost there, and what comes instead."""
    one = st.tuples(
        st.integers(0, 60), st.floats(0, 1), st.integers(0, 12), st.lists(_SIGNS, max_size=6).map("".join)
    )
    return draw(st.lists(one, min_size=1, max_size=5))


@settings(max_examples=150)
@given(document_type=st.sampled_from(TYPES), accidents=accidents())
def test_no_accident_to_the_text_raises_and_every_place_is_there(
    document_type: str, accidents: list[tuple[int, float, int, str]]
) -> None:
    def accident(root: etree._Element) -> None:
        count = len(WordPart("", root, "").paragraphs)
        for number, place, lost, new in accidents:
            found = paragraph(root, number % count)
            at = int(place * len(found.text))
            text = found.text[:at] + new + found.text[at + lost :]
            written(found.element, text, tuple(text[i : i + 7] for i in range(0, len(text), 7)))

    subject = subject_of(changed(document_type, accident), document_type)
    for finding in tag_findings(subject):
        assert finding.sentence
        for spot in finding.spots:
            part = subject.file.part(spot.part)
            if part is None:
                assert spot.file.endswith("manifest.toml")
            elif spot.paragraph >= 0:
                assert 0 <= spot.start <= spot.end <= len(part.paragraphs[spot.paragraph].text)
