"""A letter leaves whole, under a name that says what it is, or not at all."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefmaker.app.engines import layout_engine
from briefmaker.app.exporting import export_letter
from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.drafts.saving import FileInUse
from briefmaker.errors import NotSaved, RefusedExport, UnusableInput
from briefmaker.output.engine import LayoutEngine

TODAY = datetime.date(2026, 11, 23)
LETTERS = Path(__file__).parent.parent / "letters"
PACKS = installed_packs()


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(PACKS)


@pytest.fixture
def engine() -> Iterator[LayoutEngine]:
    made = layout_engine("embedded")
    yield made
    made.close()


@pytest.fixture
def letter() -> LetterFile:
    return import_letter(PACKS, LETTERS / "motie.txt", "", TODAY).letter


def test_a_finished_letter_is_written_in_every_form_asked(
    typesetter: Typesetter, engine: LayoutEngine, letter: LetterFile, tmp_path: Path
) -> None:
    paths = [tmp_path / "Brief.DOCX", tmp_path / "brief.pdf"]
    exported = export_letter(typesetter, engine, letter, paths, today=TODAY)
    assert exported.paths == tuple(paths)
    assert exported.findings == ()
    assert paths[0].read_bytes().startswith(b"PK")
    assert paths[1].read_bytes().startswith(b"%PDF")


def test_a_letter_with_gaps_leaves_only_as_a_concept(
    typesetter: Typesetter, engine: LayoutEngine, letter: LetterFile, tmp_path: Path
) -> None:
    path = tmp_path / "brief.docx"
    open_letter = LetterFile(letter.document_type, "", letter.answers.without("onderwerp"))
    with pytest.raises(RefusedExport, match="los eerst één punt op") as refused:
        export_letter(typesetter, engine, open_letter, [path], today=TODAY)
    assert [problem.where.field for problem in refused.value.problems] == ["onderwerp"]
    assert not path.exists()
    export_letter(typesetter, engine, open_letter, [path], today=TODAY, as_concept=True)
    assert path.exists()


def test_nothing_is_written_before_all_can_be_made(
    typesetter: Typesetter, engine: LayoutEngine, letter: LetterFile, tmp_path: Path
) -> None:
    paths = [tmp_path / "brief.docx", tmp_path / "brief.odt"]
    with pytest.raises(UnusableInput, match=r"“brief\.odt”"):
        export_letter(typesetter, engine, letter, paths, today=TODAY)
    assert not paths[0].exists()


def test_a_folder_that_is_not_there_is_named(
    typesetter: Typesetter, engine: LayoutEngine, letter: LetterFile, tmp_path: Path
) -> None:
    with pytest.raises(NotSaved, match="bestaat niet meer"):
        export_letter(typesetter, engine, letter, [tmp_path / "weg" / "brief.docx"], today=TODAY)


def test_a_file_that_word_has_open_stays_and_the_letter_goes_beside_it(
    typesetter: Typesetter,
    engine: LayoutEngine,
    letter: LetterFile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(b"in Word")

    def held(path: Path, data: bytes, **_options: object) -> None:
        raise FileInUse("in Word", path.with_name("brief (2).docx"))

    monkeypatch.setattr("briefmaker.drafts.saving.save_atomically", held)
    exported = export_letter(typesetter, engine, letter, [path], today=TODAY)
    assert exported.paths == (tmp_path / "brief (2).docx",)
    assert path.read_bytes() == b"in Word"
    assert exported.paths[0].read_bytes().startswith(b"PK")
