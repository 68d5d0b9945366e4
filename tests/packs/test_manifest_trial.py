"""What is wrong with a manifest is said at its key, and there is nearly always a form to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefmaker.packs.manifest_editing import Manifest, manifest_of
from briefmaker.packs.manifest_trial import Trial, tried
from briefmaker.packs.reading import read_pack_head

HAARLEM = Path(__file__).parents[2] / "templates" / "haarlem"
MANIFEST = manifest_of((HAARLEM / "raadsvoorstel" / "manifest.toml").read_text("utf-8"))


def trial(manifest: Manifest) -> Trial:
    info = read_pack_head(HAARLEM, []).info
    assert info is not None
    return tried(manifest, "raadsvoorstel", info)


def test_a_good_manifest_has_no_faults() -> None:
    found = trial(MANIFEST)
    assert found.is_good
    assert found.shown is not None
    assert len(found.shown.sections) == len(MANIFEST.sections)


@pytest.mark.parametrize(
    ("at", "key", "value", "said"),
    [
        ((0, 0), "label", "", "Mag niet leeg zijn."),
        ((0, 1), "id", "Nummer 1", "alleen kleine letters"),
        ((0, 3), "id", "onderwerp", "twee keer"),
        ((0, 2), "shown_if", 'onderwrep == "x"', "Bedoelt u “onderwerp”?"),
        ((0, 2), "required_if", "nummer +", "niet geschreven"),
        ((0, 3), "completes_from", "programa", "niet in het pakket"),
        ((0, 3), "column", "naaam", "die kolom"),
        ((0, 5), "kind", "choice", "geen keuzes"),
        ((1,), "presence", "free", "één groep"),
        ((3, 1, 1), "shown_if", "teksd", "Bedoelt u “tekst”?"),
        ((), "title", None, "Ontbreekt."),
    ],
)
def test_a_fault_is_said_at_its_key_and_the_form_is_shown_without_it(at, key, value, said) -> None:
    found = trial(MANIFEST.with_value(at, key, value))
    sentences = found.at(at)
    assert any(said in sentence for sentence in sentences.values()), sentences
    assert key in sentences or (key, "choices") == ("kind", *sentences)
    assert found.shown is not None


def test_of_two_fields_of_one_name_the_last_is_one_too_many() -> None:
    found = trial(MANIFEST.with_added((0, 4), {"id": "onderwerp", "label": "Nog een"}))
    assert [fault.at for fault in found.faults] == [(0, 4)]


def test_a_property_of_the_document_that_names_no_field_is_said_there() -> None:
    found = trial(MANIFEST.with_setting("metadata", "author", "auteeur"))
    assert [*found.at(())] == ["metadata.author"]


def test_a_manifest_without_sections_has_no_form() -> None:
    manifest = MANIFEST
    while manifest.sections:
        manifest = manifest.without((0,))
    assert trial(manifest).shown is None
    assert trial(manifest).at(())["section"]
