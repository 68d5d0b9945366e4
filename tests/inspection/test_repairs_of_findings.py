"""Of every broken template: the repair that its finding offers removes it and leaves the rest as it was."""

from __future__ import annotations

from collections import Counter

import pytest

from briefmaker.inspection.finding import Finding
from briefmaker.inspection.repairs import repaired
from briefmaker.inspection.word_file import WordFile
from tests.inspection.changed_files import raw_members, xml_of
from tests.inspection.corpus.cases import Case, findings_of
from tests.inspection.corpus.damage import office, saved_by_libreoffice
from tests.inspection.corpus.look_cases import LOOK_CASES, SAVED_BY_LIBREOFFICE
from tests.inspection.corpus.tag_cases import TAG_CASES

REPAIRABLE = [case for case in (*LOOK_CASES, *TAG_CASES) if case.repairable]
TAKES_MEMBERS = {"remove_external", "remove_comments"}
IN_MANY_PARTS = {"accept_changes", "remove_comments", "remove_external", "set_language", "use_style"}
ADDS_PARAGRAPHS = {"insert_end", "own_paragraph"}
TAKES_PARAGRAPHS = {"remove_paragraphs", "remove_tag", "accept_changes", "remove_external"}


def mended(docx: bytes, case: Case) -> None:
    """Mend the one finding of a broken template and see what became of the rest."""
    (found,) = findings_of(docx, case.document_type)
    assert found.repair is not None
    after = repaired(docx, found)
    assert [each.sentence for each in findings_of(after, case.document_type)] == []
    assert_members_kept(docx, after, found)
    for part in WordFile.of(after).parts:
        assert_paragraphs_kept(xml_of(docx, part.name), xml_of(after, part.name), found, part.name)


def assert_members_kept(before: bytes, after: bytes, found: Finding) -> None:
    old, new, kind = raw_members(before), raw_members(after), found.repair.kind
    kept = [name for name in old if name in new]
    assert kept == [*new], "the order stays, nothing is added"
    assert kind in TAKES_MEMBERS or len(kept) == len(old)
    changed = {name for name in kept if old[name] != new[name]}
    assert all(old[name][1] == new[name][1] for name in kept)
    if kind not in IN_MANY_PARTS:
        assert changed == {found.spot.part}


def assert_paragraphs_kept(old: list[bytes], new: list[bytes], found: Finding, part: str) -> None:
    kind = found.repair.kind
    places = {spot.paragraph for spot in found.spots if spot.part == part}
    gone, added = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if kind in ADDS_PARAGRAPHS:
        assert gone.total() <= 1
        assert added.total() <= 3
    elif kind in TAKES_PARAGRAPHS:
        assert added.total() <= gone.total()
    else:
        assert len(old) == len(new)
        differing = {number for number in range(len(old)) if old[number] != new[number]}
        assert differing <= places or kind in {"remove_comments", "use_style"}
    if kind not in {"accept_changes", "remove_comments", "remove_external", "use_style"}:
        assert gone.total() <= max(1, 4 * len(found.spots))


@pytest.mark.parametrize("case", REPAIRABLE, ids=lambda case: case.name)
def test_one_click_removes_the_finding_and_changes_nothing_else(case: Case) -> None:
    mended(case.made(), case)


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    if not office():
        pytest.skip("LibreOffice is not installed")
    broken = {case.name: case.made() for case in LOOK_CASES if case.name in SAVED_BY_LIBREOFFICE}
    return dict(saved_by_libreoffice(broken, tmp_path_factory.mktemp("repaired")))


@pytest.mark.parametrize(
    "name", sorted(case.name for case in REPAIRABLE if case.name in SAVED_BY_LIBREOFFICE)
)
def test_so_it_does_in_what_libreoffice_saved(saved: dict[str, bytes], name: str) -> None:
    mended(saved[name], next(case for case in LOOK_CASES if case.name == name))
