"""A manifest edited as text: an edit changes its own lines, and what is written reads back as meant."""

from __future__ import annotations

import copy
import tomllib
from collections import Counter
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.errors import UnusableInput
from briefmaker.packs.manifest_editing import At, Manifest, manifest_of
from briefmaker.packs.manifest_renaming import Published, copied, dropped, readded, renamed, users_of

TEMPLATES = Path(__file__).parents[2] / "templates"
SHIPPED = sorted(TEMPLATES.glob("*/*/manifest.toml"))

ODD = """# Een brief om mee te oefenen.
title = "Oefening"   # de titel
language='nl-NL'
iets_van_later = { a = 1 }

[[ section ]]
id = "een"
# over het label
label = "Een"

# Dit veld is van Anna.
    [[section.field]]
    id = "soort"   # niet veranderen
    kind = "choice"
    label = \"\"\"Soort
van brief\"\"\"
    choices = [
      "gewoon",  # het meest
      "spoed",
      # en deze
      "geheim",
    ]

    [[section.field]]
    label = "Wie"
    id = "wie"
    shown_if = 'soort == "spoed" and wie_niet is leeg'
      [section.field.fills]
      soort = "kolom"

# Losse opmerking.

[[section]]
id = "twee"
label = "[[section]]"
presence = "optional"
  [[section.field]]
  id = "wie_niet"
  label = "Wie niet"
  [[section.field]]
  id = "groep"
  kind = "group"
  label = "Groep"
    [[section.field.field]]
    id = "naam"
    label = "Naam"
    [[section.field.field]]
    id = "soort"
    label = "Soort"
    shown_if = 'naam and met_twee == "ja"'

[metadata]
title = "wie"
file_name = "{soort} {wie}"
# het einde
"""


def shipped(name: str = "haarlem/raadsvoorstel") -> Manifest:
    return manifest_of((TEMPLATES / name / "manifest.toml").read_bytes().decode())


def odd() -> Manifest:
    return manifest_of(ODD)


def in_common(old: list[str], new: list[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines of both between what they have in common at the front and at the back."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    same = in_common(old, new)
    old, new = old[same:], new[same:]
    back = in_common(old[::-1], new[::-1])
    return old[: len(old) - back], new[: len(new) - back]


# --- Examples that a maintainer would know ---


def test_another_label_changes_one_line_and_keeps_the_remark_on_it() -> None:
    after = odd().with_value((0, 0), "id", "type")
    assert changed_lines(ODD, after.text) == (
        ['    id = "soort"   # niet veranderen\n'],
        ['    id = "type"   # niet veranderen\n'],
    )


def test_a_new_value_stands_where_people_look_for_it() -> None:
    after = odd().with_value((0, 1), "help", 'Wie dit "leest".')
    assert changed_lines(ODD, after.text) == ([], ["    help = 'Wie dit \"leest\".'\n"])
    assert list(after.at((0, 1)))[:3] == ["label", "id", "help"]


def test_a_choice_more_keeps_the_remarks_between_the_choices() -> None:
    after = odd().with_value((0, 0), "choices", ["gewoon", "spoed", "dringend", "geheim"])
    assert "# het meest" in after.text
    assert "# en deze" in after.text
    assert after.at((0, 0))["choices"] == ["gewoon", "spoed", "dringend", "geheim"]


def test_taking_a_value_away_takes_its_line_away() -> None:
    after = odd().with_value((1,), "presence", None)
    assert changed_lines(ODD, after.text) == (['presence = "optional"\n'], [])


def test_a_field_moves_with_the_remark_above_it() -> None:
    after = odd().moved((0, 0), (1, 1))
    assert [each["id"] for each in after.inside((1,))] == ["wie_niet", "soort", "groep"]
    assert after.text.index("# Dit veld is van Anna.") > after.text.index('id = "wie_niet"')


def test_a_field_filled_from_a_table_of_its_own_is_filled_from_one_line() -> None:
    after = odd().with_value((0, 1), "fills", {"soort": "kolom", "wie_niet": "naam"})
    assert "[section.field.fills]" not in after.text
    assert after.at((0, 1))["fills"] == {"soort": "kolom", "wie_niet": "naam"}


def test_windows_line_ends_stay() -> None:
    after = manifest_of(ODD.replace("\n", "\r\n")).with_added((0, 2), {"id": "nieuw", "label": "Nieuw"})
    assert "\n" not in after.text.replace("\r\n", "")


def test_a_new_field_looks_as_those_beside_it() -> None:
    after = shipped().with_added((0, 1), {"id": "spoed", "label": "Spoed"})
    new = '\n  [[section.field]]\n  id = "spoed"\n  label = "Spoed"\n'
    assert new in after.text
    assert after.text.replace(new, "") == shipped().text


def test_sections_written_as_values_are_left_to_a_text_editor() -> None:
    with pytest.raises(UnusableInput, match="teksteditor"):
        manifest_of('title = "x"\nsection = [{ id = "a", label = "A" }]\n')


def test_a_mistake_in_the_notation_is_left_to_a_text_editor() -> None:
    with pytest.raises(UnusableInput, match="teksteditor"):
        manifest_of("title = x\n")


# --- Names ---


def test_whatever_names_a_field_follows_its_new_name() -> None:
    after = renamed(odd(), (0, 0), "urgentie")
    assert after.at((0, 1))["shown_if"] == 'urgentie == "spoed" and wie_niet is leeg'
    assert after.at((0, 1))["fills"] == {"urgentie": "kolom"}
    assert after.data["metadata"]["file_name"] == "{urgentie} {wie}"


def test_a_name_inside_a_group_is_the_groups_own() -> None:
    after = renamed(odd(), (1, 1, 0), "voornaam")
    assert after.at((1, 1, 1))["shown_if"] == 'voornaam and met_twee == "ja"'
    assert renamed(odd(), (0, 0), "x").at((1, 1, 1)) == odd().at((1, 1, 1))


def test_the_switch_of_a_section_follows_its_new_name() -> None:
    assert renamed(odd(), (1,), "drie").at((1, 1, 1))["shown_if"] == 'naam and met_drie == "ja"'


def test_a_filter_of_the_same_name_is_no_field() -> None:
    manifest = odd().with_value((0, 1), "derived", '"wie" ~ (wie | datum) ~ datum')
    manifest = renamed(manifest.with_added((0, 2), {"id": "datum", "label": "D"}), (0, 2), "dag")
    assert manifest.at((0, 1))["derived"] == '"wie" ~ (wie | datum) ~ dag'


def test_who_names_a_field_is_known() -> None:
    assert users_of(odd(), (0, 1)) == ((),)
    assert users_of(odd(), (0, 0)) == ((), (0, 1))
    assert users_of(odd(), (1, 1, 0)) == ((1, 1, 1),)


def test_a_copy_has_ids_of_its_own() -> None:
    after = copied(odd(), (1,))
    assert [after.id_at(at) for at in after.places() if at[0] == 2] == [
        "twee_2", "wie_niet_2", "groep_2", "naam", "soort",
    ]  # fmt: skip


PUBLISHED = Published(frozenset({"soort", "wie", "wie_niet", "groep", "groep.naam", "groep.soort"}), "1.1.0")


def test_a_published_field_that_is_renamed_says_so_once() -> None:
    after = renamed(renamed(odd(), (0, 0), "s", PUBLISHED), (0, 0), "urgentie", PUBLISHED)
    assert after.data["renamed"] == [{"from": "soort", "to": "urgentie", "since": "1.1.0"}]


def test_a_published_field_that_has_its_old_name_again_says_nothing() -> None:
    after = renamed(renamed(odd(), (1, 1, 0), "s", PUBLISHED), (1, 1, 0), "naam", PUBLISHED)
    assert "renamed" not in after.data


def test_a_published_field_that_is_renamed_and_then_taken_out_is_dropped_by_its_published_name() -> None:
    after = dropped(renamed(odd(), (0, 0), "s", PUBLISHED), (0, 0), PUBLISHED)
    assert after.data["dropped"] == [{"id": "soort", "since": "1.1.0"}]
    assert not after.data.get("renamed")
    again = readded(after.with_added((0, 0), {"id": "soort", "label": "S"}), (0, 0))
    assert not again.data.get("dropped")


def test_a_section_that_is_taken_out_drops_its_fields() -> None:
    after = dropped(odd(), (1,), PUBLISHED)
    assert [each["id"] for each in after.data["dropped"]] == ["wie_niet", "groep"]


def test_a_field_of_a_group_keeps_its_history_whichever_of_both_is_renamed_first() -> None:
    inside, group = (1, 1, 0), (1, 1)
    for order in ((inside, group), (group, inside)):
        after = odd()
        for at in order:
            after = renamed(after, at, {2: "g", 3: "n"}[len(at)], PUBLISHED)
        assert sorted((each["from"], each["to"]) for each in after.data["renamed"]) == [
            ("groep", "g"),
            ("groep.naam", "g.n"),
        ]
        gone = dropped(after, inside, PUBLISHED)
        assert gone.data["dropped"] == [{"id": "groep.naam", "since": "1.1.0"}]
        back = renamed(renamed(after, inside, "naam", PUBLISHED), group, "groep", PUBLISHED)
        assert not back.data.get("renamed")
        whole = dropped(after, group, PUBLISHED)
        assert [each["id"] for each in whole.data["dropped"]] == ["groep"]
        assert not whole.data.get("renamed")


def test_a_field_that_was_never_published_just_goes() -> None:
    manifest = odd().with_added((0, 0), {"id": "nieuw", "label": "N"})
    assert "dropped" not in dropped(manifest, (0, 0), PUBLISHED).data


# --- Whatever is done ---

TEXTS = [path.read_bytes().decode() for path in SHIPPED] + [
    ODD, ODD.replace("\n", "\r\n"), ODD.removesuffix("\n# het einde\n"),
]  # fmt: skip
values = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
keys = st.sampled_from(["label", "help", "default", "shown_if", "nog_onbekend"])
edit = st.tuples(
    st.sampled_from(["set", "list", "flag", "unset", "add", "remove", "move", "copy", "metadata"]),
    st.integers(0, 999), st.integers(0, 999), keys, values, st.lists(values, max_size=4),
)  # fmt: skip


def inside_of(data: dict[str, Any], at: At) -> list[dict[str, Any]]:
    """The list in which what stands at a place has its number."""
    found: list[dict[str, Any]] = data.setdefault("section", [])
    for number in at[:-1]:
        found = found[number].setdefault("field", [])
    return found


def one_edit(manifest: Manifest, asked: tuple) -> tuple[Manifest, dict[str, Any]]:
    """The manifest after an edit, and the values that it must have then."""
    kind, first, second, key, text, texts = asked
    meant = copy.deepcopy(manifest.data)
    places = manifest.places()
    at = places[first % len(places)] if places else ()
    if kind == "metadata" or not at:
        meant.setdefault("metadata", {})["author"] = text
        return manifest.with_setting("metadata", "author", text), meant
    of = inside_of(meant, at)[at[-1]]
    if kind in ("set", "list", "flag"):
        name, value = {"set": (key, text), "list": ("choices", texts), "flag": ("required", True)}[kind]
        of[name] = value
        return manifest.with_value(at, name, value), meant
    if kind == "unset":
        of.pop(key, None)
        return manifest.with_value(at, key, None), meant
    if kind == "add":
        inside_of(meant, at).insert(at[-1], {"id": "x", "label": text})
        return manifest.with_added(at, {"id": "x", "label": text}), meant
    if kind == "remove":
        del inside_of(meant, at)[at[-1]]
        return manifest.without(at), pruned(meant)
    if kind == "copy":
        twin = copy.deepcopy(of)
        inside_of(meant, at).insert(at[-1] + 1, twin)
        same = manifest.duplicated(at, lambda table: next(
            tomllib.loads(each.text)["id"] for each in table.body if each.key == "id"))  # fmt: skip
        return same, meant
    taken = inside_of(meant, at).pop(at[-1])
    targets = [*range(len(inside_of(meant, at)) + 1)]
    to = (*at[:-1], targets[second % len(targets)])
    inside_of(meant, to).insert(to[-1], taken)
    return manifest.moved(at, to), meant


def pruned(data: Any) -> Any:
    """Lists of fields that hold nothing are not written."""
    if isinstance(data, dict):
        return {key: pruned(of) for key, of in data.items() if of != [] or key not in ("field", "section")}
    return [pruned(each) for each in data] if isinstance(data, list) else data


@settings(max_examples=150)
@given(st.sampled_from(TEXTS), st.lists(edit, min_size=1, max_size=5))
def test_what_is_written_reads_back_as_it_was_meant_and_undo_gives_every_byte_back(text, edits) -> None:
    manifest = manifest_of(text)
    steps = [manifest]
    for asked in edits:
        manifest, meant = one_edit(manifest, asked)
        assert pruned(tomllib.loads(manifest.text)) == pruned(meant)
        assert manifest_of(manifest.text).places() == manifest.places()
        steps.append(manifest)
    assert steps[0].text == text


@settings(max_examples=150)
@given(st.sampled_from(TEXTS), edit)
def test_an_edit_changes_only_its_own_lines(text, asked) -> None:
    before = manifest_of(text)
    after, _meant = one_edit(before, asked)
    old, new = Counter(text.split("\n")), Counter(after.text.split("\n"))
    gone, come = old - new, new - old
    kind, first = asked[0], asked[1]
    at = before.places()[first % len(before.places())]
    if kind in ("move", "copy", "add"):
        own = {""} | {f"{each}\r" for each in ("",)}
        assert not {line.removesuffix("\r") for line in gone} - own
    if kind == "move":
        assert not {line.removesuffix("\r") for line in come} - {""}
    if kind in ("set", "list", "flag", "unset", "metadata"):
        removed, added = changed_lines(text, after.text)
        keys_touched = {line.lstrip().partition(" ")[0].partition("=")[0] for line in removed if "=" in line}
        assert len(removed) <= 12
        assert len(keys_touched) <= 2, (at, removed, added)
    if kind == "remove":
        assert not come - Counter({"": 9, "\r": 9})
