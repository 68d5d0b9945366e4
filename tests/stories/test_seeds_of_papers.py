"""The real papers, a note and a proposal, where they lie beside the project: no word lost or moved."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from briefmaker.app.importing import ImportedLetter, import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.letter.answers import Entry
from briefmaker.letter.body import Block, Body, Heading, ListBlock, Quote, Table
from tests.content.reading import is_in_order, letters, printed

TODAY = datetime.date(2026, 11, 23)


def imported(seeds: Path, number: str) -> tuple[ImportedLetter, str]:
    path = next(seeds.glob(f"{number}_*.txt"))
    return import_letter(installed_packs(), path, "", TODAY), path.read_text(encoding="utf-8")


def blocks(found: ImportedLetter, field: str) -> tuple[Block, ...]:
    return found.letter.answers.body(field).blocks


@pytest.mark.parametrize(
    ("number", "kind"), [("003", "haarlem/informatienota"), ("004", "haarlemmermeer/raadsvoorstel")]
)
def test_its_kind_is_recognised_and_nothing_is_left_over(seeds: Path, number: str, kind: str) -> None:
    found, _source = imported(seeds, number)
    assert (found.letter.document_type, found.type_is_certain) == (kind, True)
    assert found.report.unplaced == ()


@pytest.mark.parametrize("number", ["003", "004"])
def test_no_word_is_lost_or_moved(seeds: Path, number: str) -> None:
    found, source = imported(seeds, number)
    said = letters(source)
    texts: list[str] = [*found.report.labels.values(), *(remark.text for remark in found.report.dropped)]
    for name, answer in found.letter.answers.items():
        if isinstance(answer, Body):
            text = " ".join(printed(answer.blocks))
            assert is_in_order(letters(text), said), name
            texts.append(text)
        elif isinstance(answer, tuple):
            for each in answer:
                texts += map(str, each.values.values()) if isinstance(each, Entry) else [each.title]
        else:
            texts.append(answer)
    words = set(re.findall(r"[^\W\d_]+", " ".join(texts)))
    months = {"april"}  # a date is kept otherwise than it is printed
    assert set(re.findall(r"[^\W\d_]+", source)) - words <= months


def test_the_note_has_its_structure(seeds: Path) -> None:
    found, _source = imported(seeds, "003")
    message = blocks(found, "kernboodschap")
    assert sum(isinstance(block, Heading) for block in message) == 3
    assert [len(block.items) for block in message if isinstance(block, ListBlock)] == [3, 3]
    assert [block.role for block in message if isinstance(block, Quote)] == ["motto"]
    answers = found.letter.answers
    assert answers.text("ondertekenend_orgaan").startswith("Het college")
    assert (answers.text("secretaris_functie"), answers.text("burgemeester_functie")) == (
        "de secretaris", "de burgemeester",
    )  # fmt: skip


def test_the_proposal_has_its_structure(seeds: Path) -> None:
    found, _source = imported(seeds, "004")
    answers = found.letter.answers
    assert len(answers.entries("portefeuillehouders")) == 2
    assert (len(answers.entries("collegebesluiten")), len(answers.entries("raadsbesluiten"))) == (3, 1)
    assert len(answers.enclosures("bijlagen")) == 3
    assert answers.text("secretaris")
    assert answers.text("burgemeester")
    assert any(isinstance(block, Quote) for block in blocks(found, "bereiken"))
    table = next(block for block in blocks(found, "doen") if isinstance(block, Table))
    assert (table.header_rows, table.header_column) == (2, True)
    assert table.rows[0].cells[1].span == 4
    levels = {block.level for block in blocks(found, "doen") if isinstance(block, Heading)}
    assert levels == {1, 2}
