"""A repair in a pack's folder: one file, written whole, taken back to the byte."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefmaker.app.template_check import check_pack
from briefmaker.app.template_repairs import repair, undo
from briefmaker.errors import UnusableInput
from briefmaker.inspection.finding import Spot
from tests.inspection.changed_files import TEMPLATE, finding
from tests.inspection.corpus.cases import TEMPLATES
from tests.inspection.corpus.tag_cases import TAG_CASES


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TEMPLATES / "haarlem", tmp_path / "haarlem"))


def test_a_finding_of_a_pack_is_mended_and_the_repair_taken_back(pack: Path) -> None:
    case = next(
        case for case in TAG_CASES if case.repairable and case.document_type == "haarlem/wethoudersbrief"
    )
    path = pack / "wethoudersbrief" / "template.docx"
    path.write_bytes(case.made())
    broken = path.read_bytes()
    found = [each for each in check_pack(pack).findings if each.rule == case.expected]
    assert len(found) == 1
    made = repair(pack, found[0])
    assert not [each for each in check_pack(pack).findings if each.rule == case.expected]
    assert made.files == ("wethoudersbrief/template.docx",)
    undo(made)
    assert path.read_bytes() == broken


def test_a_text_file_keeps_its_line_ends(pack: Path) -> None:
    path = pack / "tekstblokken" / "contact.md"
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    line = next(number for number, line in enumerate(before.decode().splitlines(), 1) if "telefoon" in line)
    wrong = finding("replace_text", Spot("tekstblokken/contact.md", line=line), old="telefoon", new="tel.")
    made = repair(pack, wrong)
    assert path.read_bytes() == before.replace(b"telefoon", b"tel.", 1)
    undo(made)
    assert path.read_bytes() == before


def test_a_file_that_is_gone_is_said(pack: Path) -> None:
    with pytest.raises(UnusableInput, match="weg"):
        repair(pack, finding("replace_text", Spot("weg/template.docx"), new="x"))
    assert (pack / "wethoudersbrief" / "template.docx").read_bytes() == TEMPLATE.read_bytes()
