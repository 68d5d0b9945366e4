"""Nothing is found wrong with the looks of good files, whoever saved them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from briefmaker.forms.placeholders import placeholders_of
from briefmaker.rendering import compile_template
from tests.inspection.corpus.cases import findings_of, installed, pack
from tests.inspection.corpus.damage import office, saved_by_libreoffice
from tests.inspection.corpus.good_cases import good_templates, good_templates_of_libreoffice
from tests.inspection.corpus.look_subjects import HOUSE_STYLES, house_style_findings

CASES = good_templates()


@pytest.mark.parametrize("name", CASES)
def test_what_is_as_it_should_be_is_left_alone(name: str) -> None:
    docx, document_type = CASES[name]
    assert [each.sentence for each in findings_of(docx, document_type)] == []


@pytest.mark.parametrize("name", [name for name in CASES if not name.endswith("as Word saves it")])
def test_of_what_is_as_it_should_be_letters_can_be_made(name: str) -> None:
    docx, document_type = CASES[name]
    of_type = installed(document_type)
    looks = [*pack(document_type.partition("/")[0]).house_styles.values()][-1]
    names = {each.name for each in placeholders_of(of_type.type)}
    assert compile_template(docx, of_type.type.styles, known=names, house_style=looks.docx).placeholders


@pytest.fixture(scope="session")
def resaved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[bytes, str]]:
    if not office():
        pytest.skip("LibreOffice is not installed")
    return good_templates_of_libreoffice(tmp_path_factory.mktemp("good"))


def test_nothing_is_found_after_libreoffice_saved_a_template(
    resaved: Mapping[str, tuple[bytes, str]],
) -> None:
    found = {name: [each.sentence for each in findings_of(*made)] for name, made in resaved.items()}
    assert not {name: sentences for name, sentences in found.items() if sentences}


def test_a_third_of_the_good_templates_was_saved_by_libreoffice(
    resaved: Mapping[str, tuple[bytes, str]],
) -> None:
    assert len(CASES) + len(resaved) >= 30
    assert 3 * len(resaved) >= len(CASES) + len(resaved)


@pytest.mark.parametrize("name", HOUSE_STYLES)
def test_nothing_is_found_in_a_shipped_house_style(name: str) -> None:
    assert house_style_findings(HOUSE_STYLES[name].docx, HOUSE_STYLES[name]) == ()


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    if not office():
        pytest.skip("LibreOffice is not installed")
    files = {each.replace("/", "_"): found.docx for each, found in HOUSE_STYLES.items()}
    return saved_by_libreoffice(files, tmp_path_factory.mktemp("good"))


@pytest.mark.parametrize("name", HOUSE_STYLES)
def test_nothing_is_found_after_libreoffice_saved_a_house_style(
    saved: Mapping[str, bytes], name: str
) -> None:
    found = house_style_findings(saved[name.replace("/", "_")], HOUSE_STYLES[name])
    assert [each.sentence for each in found] == []
