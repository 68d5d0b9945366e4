"""A manifest's text as a value, and the edits of a form as new values of it.

An edit changes its own lines and no others: remarks, order, and whatever isn't known here stay. Nothing is
checked but the notation: a manifest on its way from one good state to the next may be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.toml_document import TomlDocument, tables_of
from briefmaker.packs.toml_text import Table, with_key, without_key, written_table

__all__ = ["FIELD_KEYS", "SECTION_KEYS", "At", "Manifest", "manifest_of"]

At: TypeAlias = tuple[int, ...]
"""Where something stands: () the type itself, (1,) the second section, (1, 0) its first field, (1, 0, 2) the
third field of that group."""

TYPE_KEYS = ("title", "description", "language")
SECTION_KEYS = ("id", "label", "help", "presence", "default_on", "shown_if")
FIELD_KEYS = (
    "id", "kind", "titles_suffice", "label", "help", "entry_label", "example", "required", "at_least",
    "at_most", "printed_as", "role", "default", "choices", "choices_from", "shown_if", "required_if",
    "derived", "completes_from", "column", "fills", "labels", "pattern", "cleared_on_copy",
)  # fmt: skip
"""In the order in which new lines are written."""
_HEADERS = ("section", "section.field", "section.field.field")
_INSIDE = "field"


@dataclass(frozen=True)
class Manifest(TomlDocument):
    """The text of a manifest.toml. Two of the same text are equal."""

    # -- what stands in it

    @property
    def sections(self) -> Sequence[Mapping[str, Any]]:
        """The sections as they are written."""
        return tuple(self.data.get("section", ()))

    def at(self, at: At) -> Mapping[str, Any]:
        """The values written at a place; raises IndexError when there is nothing."""
        found: Mapping[str, Any] = self.data
        for depth, number in enumerate(at):
            found = (found.get("section" if depth == 0 else _INSIDE) or ())[number]
        return found

    def inside(self, at: At) -> Sequence[Mapping[str, Any]]:
        """What stands in a place: the sections of (), the fields of a section, those of a group."""
        return tuple(self.at(at).get(_INSIDE if at else "section", ()))

    def places(self) -> tuple[At, ...]:
        """Every section and field, in the order of the form."""
        found: list[At] = []
        for number in range(len(self.sections)):
            found += self._below((number,))
        return tuple(found)

    def _below(self, at: At) -> list[At]:
        inside = [below for number in range(len(self.inside(at))) for below in self._below((*at, number))]
        return [at, *inside]

    def id_at(self, at: At) -> str:
        """The id written there, "" when there is none."""
        return str(self.at(at).get("id", ""))

    def path_at(self, at: At) -> str:
        """A field as letters name it: "onderwerp", or "besluiten.tekst" for one of a group's."""
        return ".".join(self.id_at(at[:depth]) for depth in range(2, len(at) + 1))

    def field_ids(self) -> tuple[str, ...]:
        """The ids of all fields but those of groups."""
        return tuple(self.id_at(at) for at in self.places() if len(at) == 2)

    # -- edits

    def with_value(self, at: At, key: str, value: Any) -> Manifest:
        """With another value for a key; None takes it away."""
        keys = (TYPE_KEYS, SECTION_KEYS, FIELD_KEYS, FIELD_KEYS)[len(at)]
        return self._changed(self._own(at), at, key, value, keys)

    def with_added(self, at: At, values: Mapping[str, Any]) -> Manifest:
        """With a new section or field, so that it stands at this place; what stood there comes behind it."""
        return self._put(at, (self._new(at, values),))

    def without(self, at: At) -> Manifest:
        """Without a section or field, with all that is in it."""
        return self.with_tables(each for n, each in enumerate(self.tables) if n not in set(self._group(at)))

    def moved(self, at: At, to: At) -> Manifest:
        """With a section or field at another place of the same depth; `to` counts as if it was taken out
        already."""
        if at == to:
            return self
        group = tuple(self.tables[n] for n in self._group(at))
        rest = self.without(at)
        return rest._put(to, group)  # noqa: SLF001 (another value of this class)

    def duplicated(self, at: At, new_ids: Callable[[Table], str]) -> Manifest:
        """With a copy of a section or field behind it; new_ids gives each table of the copy that has an id
        another one."""
        copied = []
        for table in (self.tables[n] for n in self._group(at)):
            has_id = any(each.key == "id" for each in table.body)
            own = table.is_entry and has_id and (len(table.names) < 3 or len(at) == 3)
            copied.append(with_key(table, "id", new_ids(table), FIELD_KEYS, self.newline) if own else table)
        return self._put((*at[:-1], at[-1] + 1), tuple(copied))

    # -- in the text

    @cached_property
    def _owners(self) -> tuple[At | None, ...]:
        """Whose each table is; () of what stands above all headers, None of other tables of the type."""
        owners: list[At | None] = []
        at: At = ()
        for number, table in enumerate(self.tables):
            if not number:
                owners.append(())
                continue
            if table.names[:1] != ("section",):
                owners.append(None)
                continue
            depth = 1
            while depth < 3 and table.names[1 : depth + 1] == (_INSIDE,) * depth:
                depth += 1
            if table.is_entry and len(table.names) == depth:
                own = at[depth - 1] + 1 if len(at) >= depth else 0
                at = (*at[: depth - 1], own)
            owners.append(at[:depth])
        return tuple(owners)

    def _own(self, at: At) -> int:
        """The number of the table whose header begins what stands at a place."""
        return self._owners.index(at)

    def _group(self, at: At) -> list[int]:
        """The numbers of all tables of a place and of what is in it."""
        return [n for n, owner in enumerate(self._owners) if owner is not None and owner[: len(at)] == at]

    def _changed(self, own: int, at: At, key: str, value: Any, order: Sequence[str]) -> Manifest:
        tables = list(self.tables)
        standing = tables[own]
        apart = [
            n for n, owner in enumerate(self._owners)
            if at and owner == at and n != own and tables[n].names[len(at):len(at) + 1] == (key,)
        ]  # fmt: skip
        if value is None:
            tables[own] = without_key(standing, key)
        else:
            tables[own] = with_key(standing, key, value, order, self.newline)
        return self.with_tables(each for n, each in enumerate(tables) if n not in apart)

    def _new(self, at: At, values: Mapping[str, Any]) -> Table:
        indent = "  " * (len(at) - 1)
        for n, owner in enumerate(self._owners):
            if owner is not None and len(owner) == len(at) and owner[:-1] == at[:-1]:
                line = self.tables[n].header
                indent = line[: len(line) - len(line.lstrip(" \t"))]
                break
        return written_table(self.newline, _HEADERS[len(at) - 1], values, indent=indent, newline=self.newline)

    def _put(self, at: At, new: tuple[Table, ...]) -> Manifest:
        """With these tables so that the first stands at a place."""
        if at in self._owners:
            return self.with_spliced(self._own(at), new)
        around = self._group((*at[:-1], at[-1] - 1)) if at[-1] else []
        if not around and len(at) > 1:
            around = [n for n, owner in enumerate(self._owners) if owner == at[:-1]]
        behind = max(around) + 1 if around else len(self.tables)
        return self.with_spliced(behind, new)


def manifest_of(text: str) -> Manifest:
    """The manifest of this text. Raises UnusableInput for what can't be edited in a form: a mistake in the
    notation, or sections written as values between brackets."""
    tables = tables_of(text)
    manifest = Manifest(text, tables)
    if not _is_in_tables(manifest):
        raise UnusableInput(
            _(
                "The sections and fields of this file are not written as tables ([[section]],"
                " [[section.field]]). The form can't edit them; use a text editor."
            )
        )
    return manifest


def _is_in_tables(manifest: Manifest) -> bool:
    """Whether each section and field has a header of its own."""
    sections = manifest.data.get("section", [])
    if not isinstance(sections, list):
        return False
    places: list[At] = []
    todo: list[tuple[At, object]] = [((n,), each) for n, each in enumerate(sections)]
    while todo:
        at, values = todo.pop()
        inside = values.get(_INSIDE, []) if isinstance(values, dict) else None
        if not isinstance(inside, list) or (inside and len(at) == 3):
            return False
        places.append(at)
        todo += [((*at, n), each) for n, each in enumerate(inside)]
    owners = {owner for owner in manifest._owners if owner}  # noqa: SLF001 (its own module)
    return owners == set(places)
