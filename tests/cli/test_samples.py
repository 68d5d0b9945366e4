"""`briefmaker templates preview | samples | accept | impact` on a working copy."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from briefmaker import places
from briefmaker.__main__ import main

KIND = "memo"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A working copy of the pack, with one document type that has two samples."""
    made = tmp_path / "haarlem"
    shutil.copytree(places.shipped_packs_folder() / "haarlem", made)
    for other in made.glob("*/manifest.toml"):
        if other.parent.name != KIND:
            shutil.rmtree(other.parent)
    return made


def edited(pack: Path, old: str, new: str) -> None:
    """Change a word of the template, as Word does."""
    template = pack / KIND / "template.docx"
    data = io.BytesIO()
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(data, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode(), 1)
            after.writestr(name, content)
    template.write_bytes(data.getvalue())


def ran(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = main(["templates", *map(str, arguments)])
    return code, capsys.readouterr().out


def test_the_word_templates_is_a_command_also_beside_a_folder_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "templates").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        ran(capsys, "--help")
    assert ended.value.code == 0


def test_a_sample_becomes_a_pdf_or_pictures(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ran(capsys, "preview", pack, KIND, "-o", tmp_path / "uit.pdf")[0] == 0
    assert (tmp_path / "uit.pdf").read_bytes().startswith(b"%PDF")
    assert (
        ran(capsys, "preview", pack, KIND, "--sample", "voorbeeld_kort", "-o", tmp_path / "uit.png")[0] == 0
    )
    with Image.open(tmp_path / "uit.png") as picture:
        assert picture.size == (1241, 1754)
        assert picture.convert("L").getextrema()[1] == 255
    assert ran(capsys, "preview", pack, KIND, "-o", tmp_path / "uit.docx")[0] == 2
    assert ran(capsys, "preview", pack, KIND, "--sample", "geen", "-o", tmp_path / "x.pdf")[0] == 2


def test_accepted_samples_are_right_until_the_template_changes(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = ran(capsys, "samples", pack)
    assert code == 0
    assert "nog niet goedgekeurd" in text
    assert ran(capsys, "accept", pack, KIND)[0] == 0
    code, text = ran(capsys, "samples", pack, KIND, "--json")
    assert code == 0
    assert {each["state"] for each in json.loads(text)} == {"same"}
    edited(pack, "Onderwerp", "Betreft")
    code, text = ran(capsys, "samples", pack, KIND, "--house-style", "vanaf-2018")
    assert code == 1
    assert "“Onderwerp” is “Betreft” geworden." in text
    assert "tot-2018" not in text


def test_a_template_that_cannot_be_used_is_said_and_nothing_is_accepted(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(pack, "{{ onderwerp }}", "{{ onderwerp")
    assert ran(capsys, "samples", pack)[0] == 1
    assert ran(capsys, "accept", pack)[0] == 1
    assert not list(pack.rglob("*.pdf"))
    assert ran(capsys, "samples", pack / "lists")[0] == 2


def test_the_impact_is_said_before_publishing(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same, text = ran(capsys, "impact", pack)
    assert same == 0
    assert "blijft hetzelfde" in text
    letter = tmp_path / "eigen.json"
    shutil.copyfile(pack / KIND / "samples" / "voorbeeld.json", letter)
    damaged = tmp_path / "stuk.brief"
    damaged.write_bytes(b"PK")
    edited(pack, "Onderwerp", "Betreft")
    code, text = ran(capsys, "impact", pack, "--letter", letter, "--letter", damaged, "--json")
    assert code == 1
    found = {(each["letter"], each["is_sample"]): each for each in json.loads(text)}
    assert found["eigen.json", False]["outcome"] == "changed"
    assert found["eigen.json", False]["differences"][0]["message"] == "“Onderwerp” is “Betreft” geworden."
    assert found["stuk.brief", False]["outcome"] == "skipped"
    assert found["voorbeeld", True]["outcome"] == "changed"
