"""A new kind of letter is a folder: form, schema, new, import and render follow without code."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest

from briefmaker.__main__ import main
from tests.rendering.word_files import shipped_letter
from tests.stories.words import words_of_pdf

PACK = """
id = "dorp"
title = "Gemeente Dorp"
version = "2.1.0"

[organisation]
name = "Gemeente Dorp"

[texts]
groet = "Hartelijke groet,"
"""

MANIFEST = """
title = "Briefkaart"
description = "Een kort bericht."

[metadata]
title = "betreft"
file_name = "{dag} {betreft}"

[[section]]
id = "kaart"
label = "Kaart"

  [[section.field]]
  id = "dag"
  kind = "date"
  label = "Dag"
  labels = ["Dag"]

  [[section.field]]
  id = "betreft"
  label = "Betreft"
  required = true
  labels = ["Betreft", "Over"]

  [[section.field]]
  id = "aanhef"
  label = "Aanhef"
  role = "salutation"

  [[section.field]]
  id = "bericht"
  kind = "body"
  label = "Bericht"
  required = true
  role = "body"

  [[section.field]]
  id = "groet"
  label = "Groet"
  default = "{groet}"
  role = "closing"

  [[section.field]]
  id = "naam"
  label = "Naam"
  required = true
  role = "signatory"
"""

LETTER = """Over: het dorpsfeest
Dag 3 juli 2027

Beste buren,

Op zaterdag vieren wij feest op het plein. Neem mee:

- een stoel
- een bord

Hartelijke groet,

Trijntje de Wit
"""


@pytest.fixture
def village(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A pack of one tiny type in the user's folder, its template made from scratch in Word's own styles."""
    folder = tmp_path / "packs" / "dorp"
    card = folder / "kaart"
    card.mkdir(parents=True)
    (folder / "pack.toml").write_text(PACK, encoding="utf-8")
    (card / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    template = docx.Document(io.BytesIO(shipped_letter()))
    text = template.element.body
    for element in list(text)[:-1]:
        text.remove(element)
    for line in ("{{ dag }}", "{{ betreft }}", "{{ aanhef }}", "{{p bericht }}", "{{ groet }}", "{{ naam }}"):
        template.add_paragraph(line)
    template.save(str(card / "template.docx"))
    monkeypatch.setenv("BRIEFMAKER_PACKS", str(tmp_path / "packs"))
    return tmp_path


def test_the_new_type_is_listed(village: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["types", "--json"]) == 0
    listed = {found["id"]: found for found in json.loads(capsys.readouterr().out)}
    assert listed["dorp/kaart"]["title"] == "Briefkaart"
    assert "haarlem/wethoudersbrief" in listed


def test_its_schema_names_its_fields(village: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "dorp/kaart"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert list(schema["properties"]["answers"]["properties"]) == [
        "dag", "betreft", "aanhef", "bericht", "groet", "naam",
    ]  # fmt: skip


def test_a_new_letter_has_its_defaults(village: Path) -> None:
    letter = village / "kaart.brief"
    assert main(["new", "dorp/kaart", "-o", str(letter)]) == 0
    with zipfile.ZipFile(letter) as file:
        read = json.loads(file.read("letter.json"))
    assert read["answers"] == {"groet": "Hartelijke groet,"}
    assert read["pack_version"] == "2.1.0"


def test_a_letter_is_imported_and_rendered(village: Path) -> None:
    source, letter, word, pdf = (village / name for name in ("k.txt", "k.brief", "k.docx", "k.pdf"))
    source.write_text(LETTER, encoding="utf-8")
    assert main(["import", str(source), "--type", "dorp/kaart", "-o", str(letter)]) == 0
    with zipfile.ZipFile(letter) as file:
        answers = json.loads(file.read("letter.json"))["answers"]
    assert (answers["betreft"], answers["dag"], answers["naam"]) == (
        "het dorpsfeest", "2027-07-03", "Trijntje de Wit",
    )  # fmt: skip
    assert main(["render", str(letter), "-o", str(word), "-o", str(pdf)]) == 0
    printed = " ".join(words_of_pdf(pdf))
    assert "Op zaterdag vieren wij feest op het plein." in printed
    assert "een stoel" in printed


def test_the_window_shows_its_form(village: Path, qtbot: object) -> None:
    from briefmaker.app.installed import installed_packs

    asked = installed_packs().type("dorp/kaart").type
    assert [field.label for field in asked.fields.values()][:2] == ["Dag", "Betreft"]
