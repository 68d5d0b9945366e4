"""Enclosed files in letter files and drafts: once, whole, and never in the way."""

from __future__ import annotations

import json
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.enclosed_files import carried_by_word
from briefmaker.drafts.letter_file import (
    LetterFile,
    letter_hash,
    letter_json,
    read_letter_file,
    write_letter_file,
)
from briefmaker.errors import UnreadableLetter
from briefmaker.letter.answers import Answers, EnclosedFile, Enclosure
from briefmaker.letter.body import Body, Paragraph, inlines

PDF = b"%PDF-1.7\n...\nstartxref\n0\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(30) + b"IEND"


def enclosed(data: bytes, name: str = "Begroting.pdf", alt: str = "") -> Enclosure:
    return Enclosure(
        title="Begroting", file=EnclosedFile(name=name, media_type="application/pdf", data=data, alt=alt)
    )


def letter_with(*enclosures: Enclosure) -> LetterFile:
    text = Enclosure(title="Plan", body=Body(blocks=(Paragraph(id="a", inlines=inlines("Het plan")),)))
    return LetterFile("p/t", "1", Answers({"onderwerp": "Geld", "bijlagen": (text, *enclosures)}))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def files_in(letter: LetterFile) -> list[bytes]:
    return [each.file.data for each in letter.answers.enclosures("bijlagen") if each.file is not None]


def test_a_file_lies_once_in_the_letter_file_under_its_hash() -> None:
    letter = letter_with(
        enclosed(PDF), enclosed(PNG, "kaart.png", "Een kaart"), enclosed(PDF, "nog eens.pdf")
    )
    parts = members(write_letter_file(letter))
    assert [name.rpartition(".")[2] for name in parts] == ["json", "pdf", "png"]
    assert {PDF, PNG} <= set(parts.values())
    assert b'"data"' not in parts["letter.json"]
    assert read_letter_file(write_letter_file(letter)) == letter


def test_a_letter_without_files_is_written_as_it_always_was() -> None:
    raw = json.loads(members(write_letter_file(letter_with()))["letter.json"])
    assert set(raw["answers"]["bijlagen"][0]) == {"title", "body"}


def test_a_bare_letter_holds_its_files_itself_and_has_the_same_hash() -> None:
    letter = letter_with(enclosed(PDF), enclosed(PNG, "kaart.png", "Een kaart"))
    again = read_letter_file(letter_json(letter))
    assert again == letter
    assert letter_hash(again) == letter_hash(read_letter_file(write_letter_file(letter)))
    assert letter_hash(letter_with(enclosed(PNG))) != letter_hash(letter)


@given(
    st.lists(
        st.builds(enclosed, st.binary(max_size=60), st.text(max_size=20), st.text(max_size=20)), max_size=3
    )
)
def test_whatever_is_enclosed_comes_back_from_either_kind_of_file(enclosures: list[Enclosure]) -> None:
    letter = letter_with(*enclosures)
    try:
        bare = letter_json(letter)
    except UnicodeEncodeError:
        return
    assert read_letter_file(bare) == read_letter_file(write_letter_file(letter))
    assert files_in(read_letter_file(bare)) == [each.file.data for each in enclosures if each.file]


@pytest.mark.parametrize("harm", ["gone", "changed", "elsewhere"])
def test_a_file_that_is_gone_or_damaged_leaves_its_enclosure_and_all_the_rest(harm: str) -> None:
    parts = members(write_letter_file(letter_with(enclosed(PDF), enclosed(PNG))))
    name = next(name for name in parts if name.endswith(".pdf"))
    if harm == "gone":
        del parts[name]
    elif harm == "changed":
        parts[name] = PDF.replace(b"1.7", b"1.6")
    else:
        parts["letter.json"] = parts["letter.json"].replace(name.encode(), b"/etc/passwd")
    letter = read_letter_file(packed(parts))
    assert files_in(letter) == [b"", PNG]
    first, second, _third = letter.answers.enclosures("bijlagen")
    assert first.title == "Plan"
    assert second.file is not None
    assert second.file.name == "Begroting.pdf"


def test_a_member_that_is_no_enclosure_is_still_refused() -> None:
    parts = members(write_letter_file(letter_with(enclosed(PDF))))
    with pytest.raises(UnreadableLetter, match="onderdelen"):
        read_letter_file(packed({**parts, "enclosures/virus.exe": b"MZ"}))


def test_a_draft_with_megabytes_of_enclosures_writes_them_once(tmp_path: Path) -> None:
    scan = PDF + os.urandom(3_000_000)
    store = DraftStore(tmp_path)
    before = letter_with(enclosed(scan))
    for subject in ("a", "b", "c"):
        letter = LetterFile("p/t", "1", before.answers.with_answer("onderwerp", subject))
        store.write("x", Draft(letter, title=subject))
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    sizes = [path.stat().st_size for path in files]
    assert sum(size > 3_000_000 for size in sizes) == 1
    assert sum(sizes) < 3_010_000
    store.close()
    (found,) = DraftStore(tmp_path).recoverable()
    assert files_in(found.draft.letter) == [scan]
    assert found.draft.letter.answers.text("onderwerp") == "c"


def test_a_word_document_carries_small_files_and_only_the_names_of_large_ones() -> None:
    small, large = letter_with(enclosed(PDF)).answers, letter_with(enclosed(PDF + bytes(6_000_000))).answers
    assert carried_by_word(small) is small
    (file,) = [each.file for each in carried_by_word(large).enclosures("bijlagen") if each.file]
    assert (file.name, file.data) == ("Begroting.pdf", b"")
