"""The files that the types of a pack share, edited as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.errors import UnusableInput
from briefmaker.packs.manifest_editing import manifest_of
from briefmaker.packs.pack_trial import pack_faults
from briefmaker.packs.toml_document import document_of

HAARLEM = Path(__file__).parents[2] / "templates" / "haarlem"
LIST = (HAARLEM / "lists" / "contactpersonen.toml").read_text("utf-8")
PACK = (HAARLEM / "pack.toml").read_text("utf-8")

edits = st.lists(
    st.tuples(
        st.sampled_from(["cell", "add", "remove", "move"]),
        st.integers(0, 99),
        st.integers(0, 99),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    ),
    max_size=6,
)


@given(st.booleans(), edits)
def test_a_list_reads_back_as_the_table_it_was_made(is_windows: bool, asked) -> None:
    document = document_of(LIST.replace("\n", "\r\n") if is_windows else LIST)
    meant = [dict(each) for each in document.entries("entry")]
    for kind, first, second, text in asked:
        if kind == "add" or not meant:
            place = first % (len(meant) + 1)
            meant.insert(place, {"naam": text})
            document = document.with_entry("entry", {"naam": text}, place)
            continue
        at = first % len(meant)
        if kind == "cell":
            meant[at]["telefoon"] = text
            document = document.with_entry_value("entry", at, "telefoon", text)
        elif kind == "remove":
            del meant[at]
            document = document.without_entry("entry", at)
        else:
            to = second % len(meant)
            meant.insert(to, meant.pop(at))
            document = document.with_moved_entry("entry", at, to)
    assert document.entries("entry") == meant
    assert document.text.startswith(LIST.splitlines()[0])


def test_a_text_gets_another_name_in_its_place() -> None:
    after = document_of(PACK).with_renamed_setting("texts", "slotgroet", "groet")
    assert after.text == PACK.replace('slotgroet = "Met', 'groet = "Met')


def test_remarks_behind_values_stay() -> None:
    after = document_of(PACK).with_setting("notation", "phone", "7")
    assert after.text == PACK.replace('phone = "3-2-2" ', 'phone = "7" ')


def test_a_mistake_in_the_notation_is_left_to_a_text_editor() -> None:
    with pytest.raises(UnusableInput):
        document_of("a =")


def faults(**changed) -> list[str]:
    documents = {"pack.toml": document_of(PACK)}
    for path in sorted((HAARLEM / "lists").glob("*.toml")):
        documents[f"lists/{path.name}"] = document_of(path.read_text("utf-8"))
    found = sorted(HAARLEM.glob("*/manifest.toml"))
    manifests = {path.parent.name: manifest_of(path.read_text("utf-8")) for path in found}
    for name, change in changed.items():
        file = "pack.toml" if name == "pack" else f"lists/{name}.toml"
        documents[file] = change(documents[file])
    return [fault.sentence for fault in pack_faults(documents, manifests)]


def test_a_good_pack_has_no_faults() -> None:
    assert faults() == []


def test_a_text_that_a_field_begins_with_is_missed() -> None:
    found = faults(pack=lambda each: each.with_setting("texts", "retouradres", None))
    assert any("Brief van het college" in sentence and "retouradres" in sentence for sentence in found)


def test_a_list_that_shows_a_column_which_is_not_there_is_said() -> None:
    found = faults(contactpersonen=lambda each: each.with_top("shows", "achternaam"))
    assert "Er is geen kolom met deze naam." in found
