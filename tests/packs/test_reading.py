"""A pack's mistakes are all named at once, in plain words, and hurt no other pack."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefmaker.errors import UnusableInput, UnusablePack
from briefmaker.letter.notation import Closing, ReferenceForm, TimeSign
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import read_pack

TYPES = (
    "wethoudersbrief", "collegebrief", "informatienota", "raadsvoorstel", "opdrachtformulering", "memo",
)  # fmt: skip
LANGUAGES = 'choices = ["nl-NL", "en-GB"]'


@pytest.fixture
def pack(tmp_path: Path, project_root: Path) -> Path:
    return Path(shutil.copytree(project_root / "templates" / "haarlem", tmp_path / "packs" / "haarlem"))


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaints(pack: Path) -> str:
    with pytest.raises(UnusablePack) as caught:
        read_pack(pack)
    return str(caught.value)


def test_the_shipped_pack_is_good(pack: Path) -> None:
    read = read_pack(pack)
    assert [found.type.id for found in read.types] == [f"haarlem/{name}" for name in TYPES]
    assert all(found.samples for found in read.types)


def test_a_misspelt_name_is_named_with_its_place(pack: Path) -> None:
    edited(pack / "wethoudersbrief" / "manifest.toml", "required = true", "verplicht = true")
    said = complaints(pack)
    assert "wethoudersbrief/manifest.toml" in said
    assert "verplicht" in said
    assert "geen bekende naam" in said


def test_all_mistakes_come_at_once(pack: Path) -> None:
    manifest = pack / "wethoudersbrief" / "manifest.toml"
    edited(manifest, 'completes_from = "ondertekenaars"', 'completes_from = "wethouders"')
    edited(manifest, 'default = "{organisatie}"', 'default = "{organisaties}"')
    edited(manifest, 'id = "ons_kenmerk"', 'id = "datum"')
    said = complaints(pack)
    assert "“wethouders”" in said
    assert "“organisaties”" in said
    assert "“datum” komt twee keer voor" in said


def test_a_notation_mistake_names_file_and_line(pack: Path) -> None:
    edited(pack / "lists" / "commissies.toml", "[[entry]]", "[[entry]")
    said = complaints(pack)
    assert "lists/commissies.toml" in said
    assert "op regel 5, teken" in said


@pytest.mark.parametrize("name", ["pack.toml", "wethoudersbrief/template.docx"])
def test_a_missing_file_is_named(pack: Path, name: str) -> None:
    (pack / name).unlink()
    said = complaints(pack)
    assert Path(name).name in said


def test_a_mark_outside_the_pack_is_refused(pack: Path) -> None:
    edited(pack / "pack.toml", "[organisation]", 'mark = "../../../etc/hostname"\n[organisation]')
    assert "staat niet in de map" in complaints(pack)


def test_a_broken_pack_keeps_no_other_from_being_used(pack: Path) -> None:
    broken = pack.parent / "kapot"
    broken.mkdir()
    (broken / "pack.toml").write_bytes(b"\xff\xfe")
    found = InstalledPacks([pack.parent])
    assert list(found.types) == [f"haarlem/{name}" for name in TYPES]
    assert len(found.unusable) == 1


def test_a_glimpse_shows_the_types_that_reading_finds(pack: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(pack, tmp_path / "own" / "haarlem"))
    edited(own / "wethoudersbrief" / "manifest.toml", 'title = "', 'title = "Onze ')
    found = InstalledPacks([pack.parent, own.parent])
    assert [(seen.id, seen.title, seen.description, seen.pack) for seen in found.glimpses()] == [
        (of.type.id, of.type.title, of.type.description, of.type.pack.title) for of in found.types.values()
    ]
    assert found.glimpses()[0].title.startswith("Onze ")


@pytest.mark.parametrize("data", [b"", b"\xff", b"[", b"id = 3", b'id = "x"', b"title = [1]"])
def test_a_glimpse_of_anything_raises_nothing(pack: Path, data: bytes) -> None:
    (pack / "wethoudersbrief" / "manifest.toml").write_bytes(data)
    assert [seen.id for seen in InstalledPacks([pack.parent]).glimpses()] == [
        f"haarlem/{name}" for name in TYPES[1:]
    ]
    (pack / "pack.toml").write_bytes(data)
    assert not [seen for seen in InstalledPacks([pack.parent]).glimpses() if seen.id.startswith("haarlem/")]


@pytest.mark.parametrize(
    ("order", "first"),
    [('["memo"]', ["memo", "collegebrief"]), ("[]", ["collegebrief", "informatienota"]),
     ('["weg", "raadsvoorstel"]', ["raadsvoorstel", "collegebrief"])],
)  # fmt: skip
def test_the_pack_says_in_which_order_its_types_are_shown(pack: Path, order: str, first: list[str]) -> None:
    written = (pack / "pack.toml").read_text(encoding="utf-8")
    (pack / "pack.toml").write_text(
        re.sub("^order = .*$", f"order = {order}", written, flags=re.MULTILINE), encoding="utf-8"
    )
    found = InstalledPacks([pack.parent])
    assert [seen.id for seen in found.glimpses()] == list(found.types)
    assert [each.removeprefix("haarlem/") for each in found.types][:2] == first


def test_an_unknown_type_is_refused_with_what_there_is(pack: Path) -> None:
    found = InstalledPacks([pack.parent])
    with pytest.raises(UnusableInput, match="haarlem/wethoudersbrief"):
        found.type("haarlem/ansichtkaart")


def test_a_later_folder_wins(pack: Path, tmp_path: Path) -> None:
    own = Path(shutil.copytree(pack, tmp_path / "own" / "haarlem"))
    edited(own / "pack.toml", 'version = "1.0.0"', 'version = "9.0.0"')
    found = InstalledPacks([pack.parent, own.parent])
    assert found.packs["haarlem"].info.version == "9.0.0"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'column = "geadresseerde"',
            'column = "wie"',
            "neemt “wie” uit de lijst “commissies”",
        ),
        ('file_name = "{datum} {onderwerp}"', 'file_name = "{dag}"', "[metadata] noemt “dag”"),
        ('kind = "phone"', 'kind = "choice"', "“doorkiesnummer” is een keuze"),
        ('kind = "phone"', 'kind = "phone"\npattern = "(0"', "de pattern van “doorkiesnummer”"),
        ('role = "enclosures"', 'role = "enclosures', "staat een schrijffout op regel"),
        ('role = "enclosures"', "role = [", "breekt af midden in een waarde"),
        ('[metadata]\ntitle = "onderwerp"', "[metadata]\ntitle = 5", "metadata.title: moet een tekst"),
        ('kind = "phone"', 'kind = "phone"\nfills = 5', "moet een tabel zijn"),
        ('kind = "phone"', 'kind = "phon"', "is geen van de toegestane waarden: “text”"),
        (LANGUAGES, 'choices = ["nl-NL", "Engels"]', "“taal” heeft de keuze “Engels”"),
        (LANGUAGES, 'choices = ["nl-NL", "en_GB"]', "“taal” heeft de keuze “en_GB”"),
        (LANGUAGES, 'choices = ["en-GB"]', "ontbreekt “nl-NL”, de taal van de documentsoort"),
        (LANGUAGES, "", "in de keuzes van “taal” ontbreekt “nl-NL”"),
        (LANGUAGES, f'{LANGUAGES}\ndefault = "fr-FR"', "de beginwaarde van “taal” is geen van de keuzes"),
        ('kind = "phone"', f'kind = "language"\n{LANGUAGES}', "er zijn meer velden van de soort “language”"),
        ('label = "Aan"', "label = 5", "moet een tekst tussen aanhalingstekens zijn"),
    ],
)
def test_what_cannot_be_is_named(pack: Path, old: str, new: str, sentence: str) -> None:
    edited(pack / "wethoudersbrief" / "manifest.toml", old, new)
    assert sentence in complaints(pack)


@pytest.mark.parametrize("section", ["section = 5", "section = [1, 2]", "[section]\nid = 'a'", ""])
def test_a_manifest_without_sections_says_so(pack: Path, section: str) -> None:
    (pack / "wethoudersbrief" / "manifest.toml").write_text(f'title = "Brief"\n{section}\n', "utf-8")
    assert "In wethoudersbrief/manifest.toml staat geen [[section]]" in complaints(pack)


# --- The word list ----------------------------------------------------------------------------------


def test_the_word_list_gives_words_and_names_without_remarks(pack: Path) -> None:
    (pack / "woordenlijst.txt").write_bytes(
        "\ufeff# plaatsen\r\nPré Wonen  # een corporatie\r\n\r\nraadsmarkt".encode()
    )
    assert read_pack(pack).info.words == ("Pré Wonen", "raadsmarkt")


def test_a_pack_needs_no_word_list(pack: Path) -> None:
    (pack / "woordenlijst.txt").unlink()
    assert read_pack(pack).info.words == ()


def test_a_line_with_several_words_in_the_word_list_is_named(pack: Path) -> None:
    (pack / "woordenlijst.txt").write_text("raadsmarkt\nBloemendaal; Heemstede\n", encoding="utf-8")
    assert "haarlem/woordenlijst.txt, regel 2: zet één woord of naam op een regel" in complaints(pack)


def test_a_word_list_in_another_encoding_is_named(pack: Path) -> None:
    (pack / "woordenlijst.txt").write_bytes("Pré Wonen".encode("cp1252"))
    assert "haarlem/woordenlijst.txt is niet als UTF-8 opgeslagen" in complaints(pack)


def test_list_styles_that_contradict_each_other_are_named(pack: Path) -> None:
    manifest = pack / "wethoudersbrief" / "manifest.toml"
    edited(manifest, "[metadata]", '[styles]\nbullets = []\nletters = ["List Number"]\n[metadata]')
    said = complaints(pack)
    assert "geen stijl voor “bullets”" in said
    assert "“List Number” voor “numbers” én voor “letters”" in said


def test_a_pack_says_how_its_house_writes(pack: Path) -> None:
    with (pack / "pack.toml").open("a", encoding="utf-8") as file:
        file.write('time = "colon"\noffices = { burgemeester = "hoogedelachtbare" }\n')
    notation = read_pack(pack).info.notation
    assert notation.time is TimeSign.COLON
    assert notation.reference is ReferenceForm.SLASH
    assert notation.offices == {"burgemeester": "hoogedelachtbare"}
    assert notation.closing is Closing.GROET  # not said, so as usual


def test_a_way_of_writing_that_does_not_exist_is_named(pack: Path) -> None:
    with (pack / "pack.toml").open("a", encoding="utf-8") as file:
        file.write('time = "dot"\nphones = "3-2-2"\n')
    said = complaints(pack)
    assert "notation.time: is geen van de toegestane waarden" in said
    assert "“point”" in said
    assert "“colon”" in said
    assert "notation.phones: " in said
