"""A maintainer makes a new kind of document, changes it in Word, sees what is wrong, publishes it, and takes
a mistake back; letters stay whole all the while."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph

from briefmaker import places
from briefmaker.__main__ import main
from briefmaker.app.template_check import check_template
from briefmaker.app.template_repairs import repair, undo
from briefmaker.app.working_packs import begin_work, pack_in
from tests.stories.words import words_of_pdf

MANIFEST = """
title = "Bevestiging"
description = "Bevestigt een afspraak."

[metadata]
title = "onderwerp"

[[section]]
id = "gegevens"
label = "Gegevens"

  [[section.field]]
  id = "datum"
  kind = "date"
  label = "Datum"
  required = true
  default = "vandaag"

  [[section.field]]
  id = "onderwerp"
  label = "Onderwerp"
  required = true

[[section]]
id = "inhoud"
label = "Inhoud"

  [[section.field]]
  id = "tekst"
  kind = "body"
  label = "Tekst"
  required = true
  role = "body"
"""
PLACE = """
  [[section.field]]
  id = "plaats"
  label = "Plaats van de afspraak"

[[section]]
id = "inhoud"
"""


SAMPLE = {
    "format": 1,
    "document_type": "haarlem/bevestiging",
    "pack_version": "1.0.0",
    "answers": {
        "datum": "2026-12-03",
        "onderwerp": "Kennismaking met de wijkraad",
        "tekst": {
            "blocks": [{"type": "paragraph", "id": "b1", "inlines": [{"text": "Graag tot dan."}]}],
        },
    },
}


@pytest.fixture
def organisation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that everybody in the organisation shares."""
    shared = tmp_path / "gedeeld"
    shared.mkdir()
    monkeypatch.setenv("BRIEFMAKER_ORGANISATION", str(shared))
    return shared


@pytest.fixture
def work() -> Path:
    """The maintainer's working copy of the pack, with the form of a new kind of document and a sample."""
    folder = begin_work(pack_in(places.shipped_packs_folder() / "haarlem", "shipped"))
    own = folder / "bevestiging"
    (own / "samples").mkdir(parents=True)
    (own / "manifest.toml").write_text(MANIFEST, "utf-8")
    (own / "samples" / "voorbeeld.json").write_text(json.dumps(SAMPLE), "utf-8")
    assert run("templates", "example", own, "-o", own / "template.docx") == 0
    return folder


def run(*arguments: object) -> int:
    """What the command line makes of this."""
    return main([str(each) for each in arguments])


def published(work: Path, version: str, changes: str) -> int:
    """Publish the working copy, signed by the maintainer."""
    return run("templates", "publish", work, "--version", version, "--changes", changes, "--by", "Noor")


def typed_in_word(template: Path, below: str, *lines: str) -> None:
    """Open the template, type these lines in paragraphs below the one that holds `below`, and save."""
    document = docx.Document(str(template))
    before = next(each for each in document.paragraphs if below in each.text)
    for line in reversed(lines):
        paragraph = copy.deepcopy(before._p)
        before._p.addnext(paragraph)
        Paragraph(paragraph, before._parent).text = line
    document.save(str(template))


def test_a_new_kind_of_document_from_its_form_to_everybodys_desk_and_back(
    organisation: Path, work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = work / "bevestiging"
    # The generated example is good as it is; its pages are taken for right, and everybody gets it.
    assert run("templates", "check", own) == 0
    assert run("templates", "accept", work, "bevestiging") == 0
    assert published(work, "1.1.0", "Bevestiging erbij") == 0
    assert run("templates", "install") == 0
    letter = tmp_path / "brief.json"
    letter.write_text(json.dumps(SAMPLE), "utf-8")
    assert run("render", letter, "-o", tmp_path / "eerst.pdf") == 0
    assert "Kennismaking" in words_of_pdf(tmp_path / "eerst.pdf")

    # A field is added to the form, and in Word, where a letter is forgotten.
    manifest = own / "manifest.toml"
    manifest.write_text(
        manifest.read_text("utf-8").replace('[[section]]\nid = "inhoud"', PLACE.strip()), "utf-8"
    )
    typed_in_word(own / "template.docx", "{{p tekst", "Plaats: {{ plats }}")
    capsys.readouterr()
    assert run("templates", "check", own) == 1
    said = capsys.readouterr().out
    assert "Bedoelt u “plaats”?" in said
    assert "Plaats: {{ plats }}" in said
    assert published(work, "1.2.0", "Plaats") == 1

    # One click mends it; it can be taken back and mended again.
    template = own / "template.docx"
    before = template.read_bytes()
    wrong = [each for each in check_template(work, "bevestiging").findings if each.rule == "tags.unknown"]
    taken_back = repair(work, wrong[0])
    undo(taken_back)
    assert template.read_bytes() == before
    repair(work, wrong[0])
    capsys.readouterr()
    assert run("templates", "check", own, "--json") == 1
    left = json.loads(capsys.readouterr().out)
    assert {each["rule"] for each in left} == {"samples.different"}

    # The sample asks the new field too: its pages are other than those that were accepted, until they are.
    filled = {**SAMPLE, "answers": {**SAMPLE["answers"], "plaats": "Buurthuis De Tulp"}}
    (own / "samples" / "voorbeeld.json").write_text(json.dumps(filled), "utf-8")
    assert run("templates", "samples", work, "bevestiging") == 1
    assert run("templates", "accept", work, "bevestiging") == 0
    assert run("templates", "samples", work, "bevestiging") == 0
    assert run("templates", "check", own) == 0
    assert published(work, "1.2.0", "Plaats erbij") == 0
    assert run("templates", "install") == 0
    letter.write_text(json.dumps(filled), "utf-8")
    assert run("render", letter, "-o", tmp_path / "daarna.pdf") == 0
    assert "Tulp" in words_of_pdf(tmp_path / "daarna.pdf")

    # It was a mistake: one action, and everybody has the one before it. Nothing that was filled in is lost.
    assert run("templates", "withdraw", "haarlem", "--by", "Noor") == 0
    assert run("templates", "install") == 0
    assert run("render", letter, "-o", tmp_path / "terug.pdf") == 0
    assert "Tulp" not in words_of_pdf(tmp_path / "terug.pdf")
    capsys.readouterr()
    assert run("templates", "history", "haarlem", "--json") == 0
    releases = json.loads(capsys.readouterr().out)
    told = sorted((each["number"], each["version"], each["restores"]) for each in releases)
    assert told == [(1, "1.1.0", None), (2, "1.2.0", None), (3, "1.1.0", 1)]
    assert next(each for each in releases if each["is_current"])["number"] == 3
    assert "Tulp" in letter.read_text("utf-8")
