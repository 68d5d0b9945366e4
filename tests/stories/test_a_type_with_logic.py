"""A new kind of document with conditions, derived values, groups and a list: a folder, and no code.

voorbeeld/uitnodiging is made here from nothing; form, schema, check, render and import follow from it.
"""

from __future__ import annotations

import datetime
import json
import time
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import docx
import pytest
from pytestqt.qtbot import QtBot

from briefmaker.__main__ import main
from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import file_name_of, open_letter, save_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.forms.filling import fill
from briefmaker.output import EmbeddedEngine
from briefmaker.problems import Place
from briefmaker.rendering import embedded_letter
from tests.forms.json_schema import mistakes

PACK = """
id = "voorbeeld"
title = "Gemeente Voorbeeld"
version = "1.0.0"

[organisation]
name = "Gemeente Voorbeeld"

[texts]
groet = "Met vriendelijke groet,"
"""

PLACES = """
id = "zalen"
shows = "naam"

[[entry]]
naam = "Raadszaal"
adres = "Markt 1"

[[entry]]
naam = "Trefpunt"
adres = "Lindelaan 4"
"""

MANIFEST = """
title = "Uitnodiging"
description = "Uitnodiging voor een bijeenkomst."

[metadata]
title = "titel"
file_name = "{datum} {titel}"

[styles]
table = "Table Grid"
table_text = "Body Text"
table_heading = "Body Text"
link = "Body Text Char"

[[section]]
id = "bijeenkomst"
label = "Bijeenkomst"

  [[section.field]]
  id = "onderwerp"
  label = "Onderwerp"
  required = true
  labels = ["Onderwerp"]

  [[section.field]]
  id = "datum"
  kind = "date"
  label = "Datum"
  required = true
  labels = ["Datum"]

  [[section.field]]
  id = "titel"
  label = "Titel"
  derived = '"Uitnodiging: " ~ onderwerp ~ (" op " ~ (datum | datum) if datum)'

  [[section.field]]
  id = "zaal"
  kind = "choice"
  label = "Zaal"
  choices_from = "zalen"
  labels = ["Zaal"]

  [[section.field]]
  id = "voor"
  kind = "choice"
  label = "Voor"
  choices = ["bewoners", "pers"]
  default = "bewoners"
  labels = ["Voor"]

  [[section.field]]
  id = "aanmelden"
  label = "Aanmelden bij"
  shown_if = 'voor == "bewoners"'
  required_if = 'zaal == "Raadszaal"'
  labels = ["Aanmelden bij"]

[[section]]
id = "inhoud"
label = "Inhoud"

  [[section.field]]
  id = "tekst"
  kind = "body"
  label = "Tekst"
  required = true
  labels = ["Waar het over gaat"]

  [[section.field]]
  id = "sprekers"
  kind = "group"
  label = "Sprekers"
  entry_label = "Spreker"
  at_least = 1
  labels = ["Wie er spreken:"]

    [[section.field.field]]
    id = "regel"
    label = "Regel"
    derived = 'naam ~ (" (" ~ functie ~ ")" if functie) if naam'

    [[section.field.field]]
    id = "naam"
    label = "Naam"
    required_if = "regel is leeg"

    [[section.field.field]]
    id = "functie"
    label = "Functie"

  [[section.field]]
  id = "programma"
  kind = "group"
  label = "Programma"
  entry_label = "Onderdeel"
  printed_as = "numbers"
  labels = ["Het programma:"]

    [[section.field.field]]
    id = "onderdeel"
    label = "Onderdeel"

    [[section.field.field]]
    id = "punten"
    kind = "lines"
    label = "Punten"

[[section]]
id = "route"
label = "Route"
presence = "optional"
default_on = false

  [[section.field]]
  id = "routetekst"
  kind = "body"
  label = "Route"
  required = true
  labels = ["Hoe u er komt"]

[[section]]
id = "slot"
label = "Slot"

  [[section.field]]
  id = "groet"
  label = "Groet"
  default = "{groet}"
  role = "closing"
  labels = ["Met vriendelijke groet,", "Tot dan,"]
"""

TEMPLATE = (
    "{{ titel }}",
    "Onderwerp: {{ onderwerp }}",
    "Datum: {{ datum }}",
    "Zaal: {{ zaal }}",
    "Voor: {{ voor }}",
    "{%p if aanmelden %}",
    "Aanmelden bij: {{ aanmelden }}",
    "{%p endif %}",
    "# Waar het over gaat",
    "{{p tekst }}",
    "Wie er spreken:",
    "{%p for spreker in sprekers %}",
    "- {{ spreker.regel }}",
    "{%p endfor %}",
    "Het programma:",
    "{{p programma }}",
    "{%p if routetekst %}",
    "# Hoe u er komt",
    "{{p routetekst }}",
    "{%p endif %}",
    "{{ groet }}",
)

SAMPLE: dict[str, Any] = {
    "format": 1,
    "document_type": "voorbeeld/uitnodiging",
    "answers": {
        "onderwerp": "het nieuwe park",
        "datum": "2027-03-04",
        "zaal": "Trefpunt",
        "voor": "bewoners",
        "aanmelden": "park@voorbeeld.example",
        "tekst": "Wij praten graag met u over het park.",
        "sprekers": [
            {"values": {"naam": "N. de Boer", "functie": "wethouder"}},
            {"values": {"naam": "S. Tal"}},
        ],
        "programma": [
            {"values": {"onderdeel": "Opening"}},
            {"values": {"onderdeel": "Gesprek", "punten": "bomen\npaden"}},
        ],
        "routetekst": "Neem lijn 3.",
        "groet": "Tot dan,",
    },
}


def write_pack(folder: Path, manifest: str) -> Path:
    """The pack in a folder of packs, made from scratch with Word's own styles."""
    pack = folder / "voorbeeld"
    kind = pack / "uitnodiging"
    (kind / "samples").mkdir(parents=True)
    (pack / "lists").mkdir()
    (pack / "pack.toml").write_text(PACK, encoding="utf-8")
    (pack / "lists" / "zalen.toml").write_text(PLACES, encoding="utf-8")
    (kind / "manifest.toml").write_text(manifest, encoding="utf-8")
    (kind / "samples" / "park.json").write_text(json.dumps(SAMPLE), encoding="utf-8")
    template = docx.Document()
    for line in TEMPLATE:
        style = {"#": "Heading 1", "-": "List Bullet"}.get(line[0])
        template.add_paragraph(line.removeprefix("# ").removeprefix("- "), style)
    template.save(str(kind / "template.docx"))
    return folder


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_pack(tmp_path / "packs", MANIFEST)
    monkeypatch.setenv("BRIEFMAKER_PACKS", str(folder))
    return tmp_path


def printed(folder: Path, **answers: Any) -> list[str]:
    """The lines of the sample's Word document, with some answers changed."""
    letter, word = folder / "brief.json", folder / "brief.docx"
    changed = {**SAMPLE, "answers": {**SAMPLE["answers"], **answers}}
    letter.write_text(json.dumps(changed), encoding="utf-8")
    assert main(["render", str(letter), "-o", str(word)]) == 0
    return [paragraph.text for paragraph in docx.Document(str(word)).paragraphs if paragraph.text]


def test_it_is_listed_and_its_schema_takes_its_sample(
    packs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["types", "--json"]) == 0
    listed = {found["id"] for found in json.loads(capsys.readouterr().out)}
    assert "voorbeeld/uitnodiging" in listed
    assert main(["schema", "voorbeeld/uitnodiging"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert mistakes(schema, SAMPLE) == []
    answers = schema["properties"]["answers"]["properties"]
    assert answers["zaal"]["enum"] == ["", "Raadszaal", "Trefpunt"]
    assert answers["aanmelden"]["x-shown-if"] == 'voor == "bewoners"'
    assert answers["met_route"]["default"] == "nee"


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"zaal": "Kelder"}, "answers.zaal"),
        ({"sprekers": "N. de Boer"}, "answers.sprekers"),
        ({"sprekers": [{"naam": "N. de Boer"}]}, "answers.sprekers.0"),
        ({"sprekers": [{"values": {"naam": 3}}]}, "answers.sprekers.0.values.naam"),
        ({"programma": [{"values": {"punten": ["bomen"]}}]}, "answers.programma.0.values.punten"),
        ({"met_route": True}, "answers.met_route"),
    ],
)
def test_its_schema_refuses_what_would_not_be_printed(
    packs: Path, capsys: pytest.CaptureFixture[str], answers: dict[str, Any], place: str
) -> None:
    assert main(["schema", "voorbeeld/uitnodiging"]) == 0
    schema = json.loads(capsys.readouterr().out)
    found = mistakes(schema, {**SAMPLE, "answers": answers})
    assert any(mistake.startswith(f"{place}: ") for mistake in found), found


def test_a_new_one_has_its_defaults_and_one_speaker_to_fill_in(packs: Path) -> None:
    letter = packs / "nieuw.brief"
    assert main(["new", "voorbeeld/uitnodiging", "-o", str(letter)]) == 0
    with zipfile.ZipFile(letter) as file:
        answers = json.loads(file.read("letter.json"))["answers"]
    assert answers == {"voor": "bewoners", "sprekers": [{"values": {}}], "groet": "Met vriendelijke groet,"}


def test_the_check_names_what_is_asked_and_nothing_that_is_not(
    packs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = packs / "leeg.json"
    letter.write_text(
        json.dumps({**SAMPLE, "answers": {"zaal": "Raadszaal", "sprekers": [{"values": {"functie": "x"}}]}}),
        encoding="utf-8",
    )
    assert main(["check", str(letter), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [each["field"] for each in found] == ["onderwerp", "datum", "tekst", "sprekers/0/naam"]
    answers = {"zaal": "Raadszaal", "voor": "bewoners", "met_route": "ja"}
    letter.write_text(json.dumps({**SAMPLE, "answers": answers}), encoding="utf-8")
    assert main(["check", str(letter), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [each["field"] for each in found] == [
        "onderwerp", "datum", "aanmelden", "tekst", "sprekers", "routetekst",
    ]  # fmt: skip


def test_it_prints_what_is_asked(packs: Path) -> None:
    assert printed(packs) == [
        "Uitnodiging: het nieuwe park op 4 maart 2027",
        "Onderwerp: het nieuwe park",
        "Datum: 4 maart 2027",
        "Zaal: Trefpunt",
        "Voor: bewoners",
        "Aanmelden bij: park@voorbeeld.example",
        "Waar het over gaat",
        "Wij praten graag met u over het park.",
        "Wie er spreken:",
        "N. de Boer (wethouder)",
        "S. Tal",
        "Het programma:",
        "Opening",
        "Gesprek",
        "bomen",
        "paden",
        "Tot dan,",
    ]


def test_hidden_answers_are_kept_in_the_letter_and_do_not_leave_with_its_word_document(packs: Path) -> None:
    lines = printed(packs, voor="pers")
    assert not any("park@voorbeeld.example" in line for line in lines)
    carried = embedded_letter((packs / "brief.docx").read_bytes())
    assert carried is not None
    assert b"Wij praten graag" in carried.letter_json
    assert b"park@voorbeeld.example" not in carried.letter_json
    assert b"Neem lijn 3." not in carried.letter_json
    letter = packs / "brief.json"
    save_letter(packs / "bewaard.brief", open_letter(letter))
    kept = open_letter(packs / "bewaard.brief").answers
    assert kept.text("aanmelden") == "park@voorbeeld.example"
    assert kept.text("routetekst") == "Neem lijn 3."


def test_a_section_that_is_switched_on_is_printed(packs: Path) -> None:
    assert "Neem lijn 3." in printed(packs, met_route="ja")


def test_a_derived_value_can_be_overruled(packs: Path) -> None:
    assert printed(packs, titel="Kom kijken")[0] == "Kom kijken"


def test_a_click_on_a_printed_entry_leads_to_its_field(packs: Path) -> None:
    found = installed_packs()
    sample = open_letter(packs / "packs" / "voorbeeld" / "uitnodiging" / "samples" / "park.json")
    filled = fill(found.type("voorbeeld/uitnodiging").type, sample.answers, datetime.date(2027, 1, 4))
    rendered = Typesetter(found).typeset(filled.letter)
    with closing(EmbeddedEngine()) as engine:
        clicks = engine.preview(rendered.docx, rendered.paragraphs, scale=0.1).click_map
    for place in (
        Place("sprekers/0/regel"),
        Place("sprekers/1/regel"),
        Place("programma/0/onderdeel"),
        Place("programma/1/onderdeel"),
        Place("programma/1/punten"),
    ):
        box = clicks.rectangles_of(place)[0]
        assert clicks.origin_at(box.page, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == place


def test_its_file_is_named_after_its_derived_title(packs: Path) -> None:
    asked = installed_packs().type("voorbeeld/uitnodiging").type
    sample = open_letter(packs / "packs" / "voorbeeld" / "uitnodiging" / "samples" / "park.json")
    name = file_name_of(asked, sample.answers, datetime.date(2027, 1, 4), ".brief")
    assert name == "2027-03-04 Uitnodiging- het nieuwe park op 4 maart 2027.brief"


def test_its_programme_is_a_list_that_counts(packs: Path) -> None:
    printed(packs)
    document = docx.Document(str(packs / "brief.docx"))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Opening"] == styles["Gesprek"] == "List Number"
    assert styles["bomen"] == "List Number 2"


LETTER_OF_OLD = """Onderwerp: het nieuwe park
Datum: 4 maart 2027
Zaal: Trefpunt
Voor: pers

Waar het over gaat

Wij praten graag met u over het park.

Met vriendelijke groet,
"""


def test_a_letter_of_old_is_imported(packs: Path) -> None:
    source, letter = packs / "oud.txt", packs / "oud.brief"
    source.write_text(LETTER_OF_OLD, encoding="utf-8")
    assert main(["import", str(source), "--type", "voorbeeld/uitnodiging", "-o", str(letter)]) == 0
    answers = open_letter(letter).answers
    read = {name: answers.text(name) for name in ("onderwerp", "datum", "zaal", "voor", "groet")}
    assert read == {
        "onderwerp": "het nieuwe park",
        "datum": "2027-03-04",
        "zaal": "Trefpunt",
        "voor": "pers",
        "groet": "Met vriendelijke groet,",
    }
    assert [*answers.body("tekst").texts()] == ["Wij praten graag met u over het park."]


@pytest.mark.parametrize("route", ["ja", "nee"])
def test_its_own_word_document_is_imported_and_prints_the_same_again(packs: Path, route: str) -> None:
    lines = printed(packs, met_route=route)
    letter, again = packs / "terug.json", packs / "terug.docx"
    assert main(["import", str(packs / "brief.docx"), "-o", str(letter)]) == 0
    back = open_letter(letter)
    assert back.document_type == "voorbeeld/uitnodiging"
    assert back.answers.text("met_route") == ("ja" if route == "ja" else "")
    assert back.answers.entries("programma")[1].text("punten") == "bomen\npaden"
    assert main(["render", str(letter), "-o", str(again)]) == 0
    assert [paragraph.text for paragraph in docx.Document(str(again)).paragraphs if paragraph.text] == lines


def test_its_form_asks_what_the_answers_call_for(packs: Path, qtbot: QtBot) -> None:
    from briefmaker.qt.form import LetterForm
    from briefmaker.qt.session import LetterSession

    today = datetime.date(2027, 1, 4)
    sample = packs / "packs" / "voorbeeld" / "uitnodiging" / "samples" / "park.json"
    asked = installed_packs().type("voorbeeld/uitnodiging").type
    session = LetterSession(asked, open_letter(sample), lambda: today)
    form = LetterForm(asked, today)
    qtbot.addWidget(form)
    form.show_answers(session.answers)
    form.show()

    def shown() -> set[str]:
        form.show_filled(session.fill_now(), session.answers)
        return {field for field, row in form.rows.items() if row.isVisibleTo(form)}

    assert shown() == {*asked.fields} - {"routetekst"}
    assert form.rows["titel"].editor.first_input().property("text") == (
        "Uitnodiging: het nieuwe park op 4 maart 2027"
    )
    session.change("voor", "pers", "")
    assert shown() == {*asked.fields} - {"routetekst", "aanmelden"}
    session.change("met_route", "ja", "")
    assert shown() == {*asked.fields} - {"aanmelden"}


@pytest.mark.parametrize(
    ("place", "hostile"),
    [
        ("derived", "().__class__.__bases__[0].__subclasses__()"),
        ("derived", "range(1000000000) | aantal"),
        ("derived", "9 ** 9 ** 9 ** 9"),
        ("shown_if", "(" * 10_000 + "onderwerp" + ")" * 10_000),
        ("derived", "onderwerp * 1000000000"),
        ("required_if", "a" * 1_000_000),
        ("derived", "regel0 ~ regel1 ~ regel2"),
    ],
)
def test_a_hostile_expression_is_refused_within_its_time_limit(
    packs: Path, capsys: pytest.CaptureFixture[str], place: str, hostile: str
) -> None:
    (packs / "packs" / "voorbeeld" / "uitnodiging" / "manifest.toml").write_text(
        MANIFEST
        + f"""
          [[section.field]]
          id = "regel0"
          label = "Regel"
          {place} = '{hostile}'
          [[section.field]]
          id = "regel1"
          label = "Regel"
          derived = 'regel0 ~ regel0'
          [[section.field]]
          id = "regel2"
          label = "Regel"
          derived = 'regel1 ~ regel1'
        """,
        encoding="utf-8",
    )
    began = time.process_time()
    main(["schema", "voorbeeld/uitnodiging"])
    assert time.process_time() - began < 5
    said = capsys.readouterr().err
    assert "“regel0”" in said or "in een kring: " in said


def field(number: int, more: str = "", table: str = "[[section.field]]") -> str:
    return f"{table}\nid = 'veld{number}'\nlabel = 'Veld'\n{more}\n"


LARGE = {
    "20.000 fields": "".join(map(field, range(20_000))),
    "20.000 fields of a group": "[[section.field]]\nid = 'g'\nlabel = 'G'\nkind = 'group'\n"
    + "".join(field(number, table="[[section.field.field]]") for number in range(20_000)),
    "groups in groups in groups": f"[[{'.'.join(['section'] + ['field'] * 3_000)}]]\nid = 'x'\nlabel = 'x'\n",
    "13.500 names that aren't there": "".join(
        field(number, f"shown_if = '{' or '.join(f'vield{number}x{at}' for at in range(30))}'")
        for number in range(450)
    ),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_manifest_that_is_too_much_is_refused_soon(
    packs: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    manifest = packs / "packs" / "voorbeeld" / "uitnodiging" / "manifest.toml"
    manifest.write_text(MANIFEST + LARGE[name], encoding="utf-8")
    began = time.process_time()
    assert main(["schema", "voorbeeld/uitnodiging"]) == 2
    assert time.process_time() - began < 20
    said = capsys.readouterr().err
    assert "uitnodiging/manifest.toml: " in said
    assert len(said) < 20_000
