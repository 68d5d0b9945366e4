"""Every broken template gets the finding that it must, at the right place, and no other."""

from __future__ import annotations

import pytest

from tests.inspection.corpus.cases import Case, findings_of
from tests.inspection.corpus.tag_cases import TAG_CASES


@pytest.mark.parametrize("case", TAG_CASES, ids=lambda case: case.name)
def test_what_is_broken_is_found_where_it_is(case: Case) -> None:
    findings = findings_of(case.made(), case.document_type)
    assert [finding.rule for finding in findings] == [case.expected], [each.sentence for each in findings]
    finding = findings[0]
    spot = finding.spot
    assert (spot.part, spot.paragraph) == (case.part, case.paragraph)
    assert case.words in spot.words
    cell = None if spot.cell is None else (spot.cell.table, spot.cell.row, spot.cell.column)
    assert cell == case.cell
    assert {each.paragraph for each in finding.spots[1:]} >= {*case.ends}
    assert (finding.repair is not None) == case.repairable
    assert finding.sentence
