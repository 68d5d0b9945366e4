"""Every letter file that was ever written still opens, with all that is in it.

The files here are never changed. A new format adds a folder with letters as that version wrote them.
"""

from pathlib import Path

import pytest

from briefmaker.drafts.formats import NEWEST_FORMAT, UPGRADES
from briefmaker.drafts.letter_file import read_letter_file, write_letter_file

FOLDER = Path(__file__).parent
FILES = sorted(path for path in FOLDER.glob("format-*/*") if path.suffix in {".brief", ".json"})


def _read(name: str):
    return read_letter_file((FOLDER / name).read_bytes())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_old_letter_opens_and_stays_the_same_when_it_is_saved_now(path):
    letter = read_letter_file(path.read_bytes())
    assert letter.document_type in {"haarlem/wethoudersbrief", "haarlem/raadsvoorstel"}
    assert read_letter_file(write_letter_file(letter)) == letter


def test_every_format_has_letters_here_and_a_way_to_the_newest():
    assert len(FILES) >= 5
    for number in range(1, NEWEST_FORMAT + 1):
        assert list(FOLDER.glob(f"format-{number}/*.brief")), f"no letter of format {number} is kept"
        assert number == NEWEST_FORMAT or number in UPGRADES


def test_all_parts_of_a_letter_of_format_1_are_there():
    letter = _read("format-1/alle-onderdelen.brief")
    assert letter == _read("format-1/alle-onderdelen.json")
    assert letter.pack_version == "1.0.0"
    assert letter.answers.text("geadresseerde").splitlines()[1] == "t.a.v. mevrouw B. Jansen"
    assert [enclosure.title for enclosure in letter.answers.enclosures("bijlagen")] == [
        "Planning",
        "Tekening",
    ]
    body = letter.answers.body("brieftekst")
    assert [block.type for block in body.blocks] == [
        "paragraph", "heading", "paragraph", "list", "table", "quote", "page_break", "paragraph",
    ]  # fmt: skip
    assert list(body.texts()) == [
        "Hartelijk dank voor uw brief van 2 november over het beheer van de speeltuin.",
        "Wat wij gaan doen",
        "In het voorjaar:",
        "vervangen wij de twee schommels;",
        "leggen wij een pad aan:",
        "van gebakken klinkers,",
        "breed genoeg voor een rolstoel.",
        "Onderdeel",
        "Maand",
        "Schommels",
        "maart",
        "Samen € 12.500",
        "“Een speeltuin is van de hele buurt.”",
        "Meer leest u op onze site.\nTekens: R&D <BV> {{ x }} \\ \" ' é 😀 \u200d",
    ]
    nested = body.blocks[3].items[1].blocks[1]
    assert (nested.kind, nested.start) == ("numbered", 3)
    assert body.blocks[4].rows[2].cells[0].span == 2
    assert body.blocks[7].inlines[1].link == "https://www.voorbeeld.nl/speeltuin?a=1&b=2"


def test_what_a_script_wrote_is_kept_as_it_wrote_it():
    letter = _read("format-1/met-bom-en-tekst.json")
    assert letter.answers.text("brieftekst") == "Eerste alinea.\n\nTweede alinea."
    assert letter.answers.text("vervallen_veld") == "blijft"
    assert letter.pack_version == ""
    assert _read("format-1/met-de-hand-ingepakt.brief").further == {"opmerking": {"van": "een script"}}


def test_entries_of_groups_and_switches_are_there():
    answers = _read("format-1/groepen.json").answers
    assert answers.text("met_risicos") == "ja"
    assert [entry.text("naam") for entry in answers.entries("portefeuillehouders")] == ["A. de Vries", ""]
    (decision,) = answers.entries("besluiten")
    assert list(decision.values["tekst"].texts()) == ["Het plan vast te stellen."]
    assert decision.text("onderdelen") == "eerste deel\ntweede deel"
