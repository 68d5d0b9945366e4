"""Each broken template gets its finding, in its place, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefmaker.inspection.finding import Cell, Finding
from briefmaker.inspection.look_rules import LOOK_RULES
from tests.inspection.corpus.cases import Case, findings_of
from tests.inspection.corpus.damage import office, saved_by_libreoffice
from tests.inspection.corpus.look_cases import LOOK_CASES, SAVED_BY_LIBREOFFICE

BY_NAME = {case.name: case for case in LOOK_CASES}


def assert_found(case: Case, findings: tuple[Finding, ...], *, has_place: bool = True) -> None:
    assert [each.rule for each in findings] == [case.expected], [each.sentence for each in findings]
    found = findings[0]
    assert found.what
    assert found.remedy
    assert (found.repair is not None) == case.repairable
    if not has_place:
        return
    assert case.words in found.spot.words
    if case.paragraph >= 0:
        assert found.spot.part == case.part
        assert [spot.paragraph for spot in found.spots][: 1 + len(case.ends)] == [case.paragraph, *case.ends]
    if case.cell is not None:
        assert found.spot.cell == Cell(*case.cell)


@pytest.mark.parametrize("case", LOOK_CASES, ids=lambda case: case.name)
def test_what_is_wrong_with_the_looks_is_found_in_its_place(case: Case) -> None:
    assert_found(case, findings_of(case.made(), case.document_type))


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    if not office():
        pytest.skip("LibreOffice is not installed")
    folder: Path = tmp_path_factory.mktemp("looks")
    return saved_by_libreoffice({name: BY_NAME[name].made() for name in sorted(SAVED_BY_LIBREOFFICE)}, folder)


@pytest.mark.parametrize("name", sorted(SAVED_BY_LIBREOFFICE))
def test_what_libreoffice_saved_with_it_is_found_too(saved: Mapping[str, bytes], name: str) -> None:
    assert_found(BY_NAME[name], findings_of(saved[name], BY_NAME[name].document_type))


def test_every_rule_about_looks_has_a_broken_template() -> None:
    assert {case.expected for case in LOOK_CASES} >= {rule.id for rule in LOOK_RULES} - {"language.missing"}
