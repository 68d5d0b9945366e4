"""The text blocks of a pack: shared or of one document type; a mistake costs the block and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import read_pack


@pytest.fixture
def pack(tmp_path: Path, project_root: Path) -> Path:
    return Path(shutil.copytree(project_root / "templates" / "haarlem", tmp_path / "packs" / "haarlem"))


def put(pack: Path, text: str, *, name: str = "proef.md", head: str = 'naam = "Proef"', of: str = "") -> None:
    folder = pack / of / "tekstblokken"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"+++\n{head}\n+++\n{text}\n", encoding="utf-8")


def said_of(pack: Path) -> str:
    read = read_pack(pack)
    assert "Proef" not in [block.name for block in read.text_blocks]
    return "\n".join(read.block_mistakes)


def test_the_shipped_blocks_are_good(pack: Path) -> None:
    read = read_pack(pack)
    assert read.block_mistakes == ()
    assert len(read.text_blocks) >= 6
    assert all(block.description and block.keywords for block in read.text_blocks)


def test_a_block_may_belong_to_one_document_type(pack: Path) -> None:
    put(pack, "Over {{ onderwerp }}, {{ vandaag }}.", of="wethoudersbrief")
    (found,) = [block for block in read_pack(pack).text_blocks if block.name == "Proef"]
    assert found.types == ("wethoudersbrief",)


def test_an_unknown_field_is_said_with_file_line_and_what_was_meant(pack: Path) -> None:
    put(pack, "Goed.\n\nOver {{ onderwep }}.")
    assert said_of(pack) == (
        "tekstblokken/proef.md, regel 6: “onderwep” is niet bekend. Bedoelt u “onderwerp”?"
    )


def test_a_text_or_the_enclosures_can_not_stand_in_a_block(pack: Path) -> None:
    put(pack, "Zie {{ brieftekst }}.")
    assert "“brieftekst” is niet bekend" in said_of(pack)


def test_a_question_may_not_have_the_name_of_a_field(pack: Path) -> None:
    put(pack, "{{ datum }}", head='naam = "Proef"\n[[vraag]]\nid = "datum"\nvraag = "Wanneer?"')
    assert said_of(pack).startswith("tekstblokken/proef.md, regel 4: De vraag “datum” heet net als een veld")


def test_an_unknown_document_type_is_named(pack: Path) -> None:
    put(pack, "Tekst", head='naam = "Proef"\nsoorten = ["raadsbrief"]')
    assert said_of(pack).startswith("tekstblokken/proef.md, regel 3: De documentsoort “raadsbrief”")


def test_two_blocks_of_one_name_are_refused(pack: Path) -> None:
    put(pack, "Een", head='naam = "Zelfde"', name="a.md")
    put(pack, "Twee", head='naam = "zelfde"', of="wethoudersbrief")
    assert "“zelfde”" in said_of(pack)


def test_a_picture_of_the_pack_is_shown(pack: Path) -> None:
    mark = (pack / "huisstijlen" / "vanaf-2018" / "merk.png").read_bytes()
    for path in (pack / "tekstblokken" / "ons merk.png", pack / "merk.png"):
        path.write_bytes(mark)
    put(pack, "![Het merk](../merk.png) en ![nog eens](<ons merk.png>)")
    (found,) = [block for block in read_pack(pack).text_blocks if block.name == "Proef"]
    assert found.pictures == {"../merk.png": mark, "ons merk.png": mark}


@pytest.mark.parametrize(
    "name", ["../../../geheim.png", "/geheim.png", "weg.png", "proef.md", "koppeling.png"]
)
def test_a_picture_outside_the_pack_is_refused(pack: Path, name: str) -> None:
    outside = pack.parent.parent / "geheim.png"
    outside.write_bytes(b"\x89PNG\r\n\x1a\n")
    (pack / "tekstblokken" / "koppeling.png").symlink_to(outside)
    put(pack, f"![Kaart]({name})")
    assert "staat niet in de map van het pakket" in said_of(pack)


def test_a_file_that_is_no_text_is_said_and_hurts_nothing_else(pack: Path) -> None:
    (pack / "tekstblokken" / "proef.md").write_bytes(b"\xff\xfe\x00")
    installed = InstalledPacks([pack.parent])
    (error,) = installed.unusable
    assert "Gemeente Haarlem" in str(error)
    assert "tekstblokken/proef.md, regel 1" in str(error)
    assert len(installed.packs["haarlem"].text_blocks) >= 6
