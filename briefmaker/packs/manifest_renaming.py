"""Fields and sections that get another name or go: whatever names them follows, and a manifest of which a
version was published says so (`[[renamed]]`, `[[dropped]]`), so that letters of that version open."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from briefmaker.forms.expressions import UnusableExpression, parsed
from briefmaker.forms.renaming import (
    names_in_text,
    with_renamed_entry_field,
    with_renamed_name,
    with_renamed_text,
)
from briefmaker.packs.manifest_editing import At, Manifest
from briefmaker.packs.toml_text import Table

__all__ = ["Published", "copied", "dropped", "free_id", "readded", "renamed", "users_of"]

_EXPRESSIONS = ("shown_if", "required_if", "derived")
_METADATA = ("title", "author", "subject")


@dataclass(frozen=True, slots=True)
class Published:
    """What letters can have been made with: the fields of the published version ("besluiten.tekst" for one
    of a group's), and the version that the pack will have when the edits are published."""

    fields: frozenset[str] = frozenset()
    since: str = ""


def renamed(manifest: Manifest, at: At, new: str, published: Published | None = None) -> Manifest:
    """With another id for a section or field, and everything that names it."""
    old, path = manifest.id_at(at), manifest.path_at(at)
    if not old or old == new:
        return manifest.with_value(at, "id", new)
    known = [manifest.id_at(each) for each in manifest.places() if len(each) == len(at)]
    is_sure = len(at) == 3 or known.count(old) == 1
    changed = manifest.with_value(at, "id", new)
    if is_sure and new:
        changed = _with_uses(changed, at, old, new)
    if len(at) > 1 and published is not None:
        changed = _with_saying(changed, path, changed.path_at(at), published)
    return changed


def dropped(manifest: Manifest, at: At, published: Published | None = None) -> Manifest:
    """Without a section or field; a published field is said to be dropped."""
    places = [each for each in manifest.places() if each[: len(at)] == at]
    gone = [each for each in places if len(each) == 2] if len(at) < 3 else places
    paths = [manifest.path_at(each) for each in gone]
    changed = manifest.without(at)
    if published is not None:
        for path in paths:
            changed = _with_saying(changed, path, "", published)
    return changed


def readded(manifest: Manifest, at: At) -> Manifest:
    """With no more saying that a field is dropped that is there again."""
    path = manifest.path_at(at)
    entries = manifest.entries("dropped")
    number = next((n for n, each in enumerate(entries) if each.get("id") == path), None)
    return manifest if number is None else manifest.without_entry("dropped", number)


def copied(manifest: Manifest, at: At) -> Manifest:
    """With a copy of a section or field behind it, under ids that are free."""
    taken = {depth: {*_ids(manifest, depth, at)} for depth in (1, 2, 3)}

    def new_id(table: Table) -> str:
        depth = len(table.names)
        old = next((each.text for each in table.body if each.key == "id"), "")
        made = free_id(_value(old), taken[depth])
        taken[depth].add(made)
        return made

    return manifest.duplicated(at, new_id)


def free_id(wanted: str, taken: Collection[str]) -> str:
    """An id that isn't taken: the wanted one, or one with a number behind it."""
    if wanted and wanted not in taken:
        return wanted
    begin = wanted or "veld"
    number = 2
    while f"{begin}_{number}" in taken:
        number += 1
    return f"{begin}_{number}"


def users_of(manifest: Manifest, at: At) -> tuple[At, ...]:
    """Where a field is named by another one's conditions, derived value or filling; () at the front stands
    for the properties of the document."""
    id = manifest.id_at(at)
    found: list[At] = []
    if len(at) == 2 and _is_in_metadata(manifest, id):
        found.append(())
    for each in manifest.places():
        if each[: len(at)] != at and _names(manifest, each, at, id):
            found.append(each)
    return tuple(found)


def _is_in_metadata(manifest: Manifest, id: str) -> bool:
    about = manifest.data.get("metadata")
    if not isinstance(about, Mapping):
        return False
    return id in [about.get(key) for key in _METADATA] or id in names_in_text(str(about.get("file_name", "")))


def _names(manifest: Manifest, asking: At, at: At, id: str) -> bool:
    values = manifest.at(asking)
    if _sees(manifest, asking, at, id):
        if isinstance(values.get("fills"), Mapping) and id in values["fills"] and asking[:-1] == at[:-1]:
            return True
        wanted = {id} if len(at) > 1 else {f"met_{id}"}
        if any(wanted & _asked_by(values.get(key)) for key in _EXPRESSIONS):
            return True
    if len(at) == 3:
        group = manifest.id_at(at[:2])
        sources = (str(values.get(key, "")) for key in _EXPRESSIONS)
        return any(with_renamed_entry_field(source, group, id, f"{id}_") != source for source in sources)
    return False


def _asked_by(source: object) -> frozenset[str]:
    try:
        return parsed(source).names if isinstance(source, str) and source else frozenset()
    except UnusableExpression:
        return frozenset()


def _sees(manifest: Manifest, asking: At, at: At, id: str) -> bool:
    """Whether the name of what stands `at` means just that in the expressions of `asking`."""
    if len(at) == 3:
        return len(asking) == 3 and asking[:2] == at[:2]
    own = {str(each.get("id", "")) for each in manifest.inside(asking[:2])} if len(asking) == 3 else set()
    return id not in own


def _with_uses(manifest: Manifest, at: At, old: str, new: str) -> Manifest:
    changed = manifest
    is_field = len(at) > 1
    before, after = (old, new) if is_field else (f"met_{old}", f"met_{new}")
    for each in manifest.places():
        values = manifest.at(each)
        sees = _sees(manifest, each, at, before)
        for key in _EXPRESSIONS:
            source = values.get(key)
            if not isinstance(source, str) or not source:
                continue
            other = with_renamed_name(source, before, after) if sees else source
            if len(at) == 3:
                other = with_renamed_entry_field(other, manifest.id_at(at[:2]), old, new)
            if other != source:
                changed = changed.with_value(each, key, other)
        fills = values.get("fills")
        if is_field and isinstance(fills, Mapping) and old in fills and len(each) == len(at) and sees:
            other_fills = {new if name == old else name: column for name, column in fills.items()}
            changed = changed.with_value(each, "fills", other_fills)
    return _with_metadata(changed, old, new) if len(at) == 2 else changed


def _with_metadata(manifest: Manifest, old: str, new: str) -> Manifest:
    about = manifest.data.get("metadata")
    if not isinstance(about, Mapping):
        return manifest
    changed = manifest
    for key in _METADATA:
        if about.get(key) == old:
            changed = changed.with_setting("metadata", key, new)
    file_name = about.get("file_name")
    if isinstance(file_name, str) and file_name != with_renamed_text(file_name, old, new):
        changed = changed.with_setting("metadata", "file_name", with_renamed_text(file_name, old, new))
    return changed


# --- What is said of published fields ---


def _with_saying(manifest: Manifest, old: str, new: str, published: Published) -> Manifest:
    """With `[[renamed]]` or (new: "") `[[dropped]]` for a field that letters may have; what was said since
    the same version is said anew, also of the fields of a group that gets another name or goes."""
    origin = _origin(manifest, old, published)
    changed = _of_fields_inside(manifest, old, new, published)
    number = _said(changed, old, published)
    group, dot, _sub = old.partition(".")
    usual = f"{group}.{origin.rpartition('.')[2]}" if dot else origin
    if number is not None:
        if new and new != usual:
            return changed.with_entry_value("renamed", number, "to", new)
        changed = changed.without_entry("renamed", number)
    if origin not in published.fields or new == usual:
        return changed
    if not new:
        return changed.with_entry("dropped", {"id": origin, "since": published.since})
    return changed.with_entry("renamed", {"from": origin, "to": new, "since": published.since})


def _said(manifest: Manifest, path: str, published: Published) -> int | None:
    """The number of the entry that says of which field this is the new name in the coming version."""
    entries = enumerate(manifest.entries("renamed"))
    here = (n for n, each in entries if (each.get("to"), each.get("since")) == (path, published.since))
    return next(here, None)


def _origin(manifest: Manifest, path: str, published: Published) -> str:
    """What a field is called in the published version."""
    number = _said(manifest, path, published)
    if number is not None:
        return str(manifest.entries("renamed")[number].get("from"))
    group, dot, sub = path.partition(".")
    return f"{_origin(manifest, group, published)}.{sub}" if dot else path


def _of_fields_inside(manifest: Manifest, group: str, new: str, published: Published) -> Manifest:
    changed = manifest
    for number, each in reversed(list(enumerate(manifest.entries("renamed")))):
        before, dot, sub = str(each.get("to")).partition(".")
        if not dot or before != group or each.get("since") != published.since:
            continue
        if not new or each.get("from") == f"{new}.{sub}":
            changed = changed.without_entry("renamed", number)
        else:
            changed = changed.with_entry_value("renamed", number, "to", f"{new}.{sub}")
    return changed


def _ids(manifest: Manifest, depth: int, at: At) -> Iterator[str]:
    for each in manifest.places():
        if len(each) == depth and (depth < 3 or each[:2] == at[:2]):
            yield manifest.id_at(each)


def _value(statement: str) -> str:
    import tomllib

    return str(tomllib.loads(statement)["id"]) if statement else ""
