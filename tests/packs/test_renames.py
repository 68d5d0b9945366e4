"""What a manifest says of earlier names must lead somewhere, or the pack says what is wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from briefmaker import places
from briefmaker.app.checking import check_letter
from briefmaker.app.exporting import word_of_letter
from briefmaker.app.template_check import check_pack
from briefmaker.app.typesetting import Typesetter
from briefmaker.app.up_to_date import not_here, up_to_date, values_in_words
from briefmaker.app.word_texts import opened_letter
from briefmaker.errors import UnusableInput, UnusablePack
from briefmaker.letter.letter import TextPart
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import read_pack
from briefmaker.problems import Severity
from briefmaker.publishing.gate import admitted_folder
from briefmaker.publishing.trying import sample_letters
from tests.publishing.hostile_packs import docx_with
from tests.publishing.packs import MOMENT, pack_in

TODAY = MOMENT.date()


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    pack_in(tmp_path / "packs" / "haarlem", "2.0")
    return tmp_path / "packs"


def add(packs: Path, text: str, file: str = "memo/manifest.toml") -> None:
    """At the beginning of a file, where tables that have no end can't stand: at its end."""
    path = packs / "haarlem" / file
    path.write_text(f"{path.read_text('utf-8')}\n{text}\n", encoding="utf-8")


def renamed(old: str, new: str, since: str = "2.0") -> str:
    return f'[[renamed]]\nfrom = "{old}"\nto = "{new}"\nsince = "{since}"\n'


def dropped(id: str, since: str = "2.0") -> str:
    return f'[[dropped]]\nid = "{id}"\nsince = "{since}"\n'


@pytest.mark.parametrize(("text", "said"), [
    (renamed("titel", "onderwrep"), "Bedoelt u “onderwerp”"),
    (renamed("kenmerk", "kenmerk"), "naar zichzelf"),
    (renamed("titel", "onderwerp") + renamed("kop", "onderwerp"), "twee keer"),
    (renamed("titel", "onderwerp") + renamed("titel", "kenmerk"), "twee keer"),
    (renamed("kenmerk", "onderwerp", ""), "is er nog"),
    (renamed("titel.tekst", "onderwerp"), "blijft in die groep"),
    (dropped("onderwerp"), "is een veld"),
    (renamed("titel", "onderwerp") + dropped("titel"), "zowel"),
    ('[[renamed]]\nvan = "a"\n', "geen bekende naam"),
])  # fmt: skip
def test_what_leads_nowhere_is_said(packs: Path, text: str, said: str) -> None:
    add(packs, text)
    with pytest.raises(UnusablePack, match=said):
        read_pack(packs / "haarlem")


@pytest.mark.parametrize("text", [
    renamed("titel", "onderwerp") + dropped("afd"),
    renamed("a", "b", "1.1") + renamed("b", "onderwerp", "1.2"),
    renamed("a", "b", "1.1") + dropped("b"),
    renamed("van", "aan") + renamed("aan", "van"),
    renamed("titel", "onderwerp", "3.0"),
])  # fmt: skip
def test_what_leads_to_a_field_or_an_end_is_right(packs: Path, text: str) -> None:
    add(packs, text)
    assert read_pack(packs / "haarlem").types[0].type.pack.version == "2.0"


def test_a_document_type_must_have_become_one_that_is_there(packs: Path) -> None:
    add(packs, renamed("notitie", "memoo"), "pack.toml")
    with pytest.raises(UnusablePack, match="Bedoelt u “memo”"):
        read_pack(packs / "haarlem")


# --- Letters ------------------------------------------------------------------------------------------


def letter(folder: Path, kind: str = "haarlem/memo", version: str = "1.0", **answers: str) -> Path:
    path = folder / "brief.json"
    said = {"format": 1, "document_type": kind, "pack_version": version, "answers": answers}
    path.write_text(json.dumps(said), encoding="utf-8")
    return path


def test_a_letter_of_an_earlier_version_opens_with_its_fields(packs: Path, tmp_path: Path) -> None:
    add(packs, renamed("titel", "onderwerp") + dropped("afd"))
    add(packs, renamed("notitie", "memo"), "pack.toml")
    installed = InstalledPacks([packs])
    path = letter(tmp_path, "haarlem/notitie", titel="Bomen", afd="Groen", iets="anders")
    before = path.read_bytes()
    opened = opened_letter(path, installed, TODAY).letter
    assert (opened.document_type, opened.pack_version) == ("haarlem/memo", "2.0")
    assert dict(opened.answers) == {"onderwerp": "Bomen", "afd": "Groen", "iets": "anders"}
    said = {
        problem.sentence: problem.severity
        for problem in check_letter(installed, opened, TODAY)
        if problem.rule == "value.without_field"
    }
    assert [*said.values()] == [Severity.HINT, Severity.WARNING]
    assert "“afd”" in next(iter(said))
    assert not any("Groen" in sentence for sentence in said)
    assert path.read_bytes() == before


def test_a_word_document_of_an_earlier_version_opens_too(packs: Path, tmp_path: Path) -> None:
    old = InstalledPacks([packs])
    made = word_of_letter(
        Typesetter(old), opened_letter(letter(tmp_path, onderwerp="Bomen"), old, TODAY).letter, TODAY,
        as_concept=True,
    )  # fmt: skip
    path = tmp_path / "memo.docx"
    path.write_bytes(made)
    manifest = packs / "haarlem" / "memo" / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").replace('"onderwerp"', '"titel"').replace(
        "{onderwerp}", "{titel}"), "utf-8")  # fmt: skip
    head = packs / "haarlem" / "pack.toml"
    head.write_text(head.read_text("utf-8").replace('version = "2.0"', 'version = "2.1"'), "utf-8")
    add(packs, renamed("onderwerp", "titel", "2.1"))
    new = InstalledPacks([packs])
    opened = opened_letter(path, new, TODAY)
    assert opened.letter.answers.text("titel") == "Bomen"
    assert not opened.problems


def test_a_letter_of_a_later_version_keeps_its_version(packs: Path, tmp_path: Path) -> None:
    opened = opened_letter(letter(tmp_path, version="3.1", onderwerp="x"), InstalledPacks([packs]), TODAY)
    assert opened.letter.pack_version == "3.1"


@pytest.mark.parametrize(("kind", "said"), [
    ("amsterdam/brief", "“amsterdam” van deze brief (“brief”) is hier niet geïnstalleerd"),
    ("haarlem/telegram", "geen soort document “telegram” meer"),
])  # fmt: skip
def test_a_letter_whose_kind_is_not_here_can_be_read(
    packs: Path, tmp_path: Path, kind: str, said: str
) -> None:
    installed = InstalledPacks([packs])
    opened = opened_letter(letter(tmp_path, kind, onderwerp="Bomen", aan="Els\nJan"), installed, TODAY).letter
    assert said in not_here(installed, opened)
    assert values_in_words(opened) == {"onderwerp": "Bomen", "aan": "Els\nJan"}
    assert up_to_date(installed, opened) is opened
    with pytest.raises(UnusableInput, match="te lezen"):
        check_letter(installed, opened, TODAY)


def test_the_command_line_says_so_and_prints_the_values(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from briefmaker.cli.main import run

    shutil.rmtree(places.user_packs_folder(), ignore_errors=True)
    path = letter(tmp_path, "amsterdam/brief", onderwerp="Bomen")
    assert run(["check", str(path)]) == 2
    done = capsys.readouterr()
    assert "onderwerp: Bomen" in done.out
    assert "niet geïnstalleerd" in done.err
    assert run(["render", str(path), "-o", str(tmp_path / "brief.docx")]) == 2
    assert "niet geïnstalleerd" in capsys.readouterr().err
    assert not (tmp_path / "brief.docx").exists()
    known = letter(tmp_path, "haarlem/memo", "0.9", onderwerp="Bomen", weg="x")
    assert run(["check", str(known)]) == 1
    assert "“weg”" in capsys.readouterr().out


def test_a_sample_of_an_earlier_version_is_no_finding(packs: Path) -> None:
    """Samples say with which version they were saved, as letters do; they needn't change with the fields."""
    manifest = packs / "haarlem" / "memo" / "manifest.toml"
    template = packs / "haarlem" / "memo" / "template.docx"
    text = manifest.read_text("utf-8").replace('"onderwerp"', '"titel"').replace("{onderwerp}", "{titel}")
    manifest.write_text(text, "utf-8")
    template.write_bytes(with_text(template.read_bytes(), b"onderwerp", b"titel"))
    add(packs, renamed("onderwerp", "titel"))
    checked = check_pack(packs / "haarlem", published=None, fonts=())
    assert not [each.sentence for each in checked.findings if each.rule.startswith(("samples", "fields"))]
    assert admitted_folder(packs / "haarlem")
    letters = dict(sample_letters(read_pack(packs / "haarlem").types[0]))
    assert letters["voorbeeld.json"].parts["titel"] == TextPart(
        value="Wachttijden bij de hulp in het huishouden"
    )


def with_text(docx: bytes, old: bytes, new: bytes) -> bytes:
    return docx_with(docx, {"word/document.xml": lambda data: data.replace(old, new)})
