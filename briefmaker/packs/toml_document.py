"""The text of a TOML file as a value: what is not in a table of its own kind, such as settings and lists of
entries, is changed alike in every file of a pack."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.toml_text import Table, joined, split, with_key, without_key, written_table

__all__ = ["TomlDocument", "document_of", "tables_of"]

_ORDER = ("id", "from", "to", "title", "author", "subject", "file_name", "since")
"""In which new lines are written, where there are several of these."""


@dataclass(frozen=True)
class TomlDocument:
    """A text and its tables. Two of the same text are equal."""

    text: str
    tables: tuple[Table, ...] = field(repr=False, compare=False)

    @cached_property
    def data(self) -> dict[str, Any]:
        """All values, as tomllib gives them."""
        return tomllib.loads(self.text)

    @property
    def newline(self) -> str:
        """How its lines end."""
        return "\r\n" if "\r\n" in self.text else "\n"

    def entries(self, table: str) -> list[Mapping[str, Any]]:
        """What stands in the tables [[table]]."""
        standing = self.data.get(table)
        found = standing if isinstance(standing, list) else []
        return [each for each in found if isinstance(each, Mapping)]

    # -- edits

    def with_top(self, key: str, value: Any) -> Self:
        """With another value above all tables; None takes it away."""
        return self.with_tables([self._set(self.tables[0], key, value), *self.tables[1:]])

    def with_setting(self, table: str, key: str, value: Any) -> Self:
        """With another value in [table]; None takes it away."""
        standing = self.data.get(table)
        at = next((n for n, each in enumerate(self.tables) if each.names == (table,) and each.header), None)
        if at is not None:
            return self._replaced(at, self._set(self.tables[at], key, value))
        if isinstance(standing, Mapping):
            changed = {**standing, key: value}
            return self.with_top(table, {name: of for name, of in changed.items() if of is not None})
        if value is None:
            return self
        new = written_table(
            self.newline, table, {key: value}, indent="", newline=self.newline, is_entry=False
        )
        return self.with_spliced(1, (new,))

    def with_renamed_setting(self, table: str, old: str, new: str) -> Self:
        """With another key for a value of [table], in its place."""
        standing = self.data.get(table)
        if not isinstance(standing, Mapping) or old not in standing or new in standing:
            return self
        at = next((n for n, each in enumerate(self.tables) if each.names == (table,) and each.header), None)
        keys = [each.key for each in self.tables[at].body] if at is not None else []
        if at is None or keys.count(old) != 1:
            return self.with_setting(table, old, None).with_setting(table, new, standing[old])
        return self._replaced(at, self._with_other_key(self.tables[at], old, new, standing[old]))

    def with_renamed_entry_key(self, table: str, number: int, old: str, new: str) -> Self:
        """With another key for a value of the `number`th entry of [[table]], in its place."""
        at, values = self._entries(table)[number], self.entries(table)[number]
        if old not in values or new in values:
            return self
        if [each.key for each in self.tables[at].body].count(old) != 1:
            return self.with_entry_value(table, number, old, None).with_entry_value(
                table, number, new, values[old]
            )
        return self._replaced(at, self._with_other_key(self.tables[at], old, new, values[old]))

    def _with_other_key(self, table: Table, old: str, new: str, value: Any) -> Table:
        fresh = self._set(Table("", ""), new, value).body[0]
        return replace(table, body=tuple(fresh if each.key == old else each for each in table.body))

    def with_entry(self, table: str, values: Mapping[str, Any], at: int | None = None) -> Self:
        """With an entry more in [[table]]: the `at`th, or the last."""
        standing = self._entries(table)
        number = len(standing) if at is None else at
        new = written_table(self.newline, table, values, indent="", newline=self.newline)
        if number < len(standing):
            return self.with_spliced(standing[number], (new,))
        return self.with_spliced(standing[-1] + 1 if standing else len(self.tables), (new,))

    def with_entry_value(self, table: str, number: int, key: str, value: Any) -> Self:
        """With another value in the `number`th (from 0) entry of [[table]]; None takes it away."""
        at = self._entries(table)[number]
        return self._replaced(at, self._set(self.tables[at], key, value))

    def without_entry(self, table: str, number: int) -> Self:
        """Without the `number`th entry of [[table]]."""
        gone = self._entries(table)[number]
        return self.with_tables(each for n, each in enumerate(self.tables) if n != gone)

    def with_moved_entry(self, table: str, number: int, to: int) -> Self:
        """With the `number`th entry as the `to`th, counted without it."""
        at = self._entries(table)[number]
        rest = self.without_entry(table, number)
        standing = rest._entries(table)  # noqa: SLF001 (another value of this class)
        place = standing[to] if to < len(standing) else (standing[-1] + 1 if standing else at)
        return rest.with_spliced(place, (self.tables[at],))

    def _set(self, table: Table, key: str, value: Any) -> Table:
        if value is None:
            return without_key(table, key)
        return with_key(table, key, value, _ORDER, self.newline)

    def _replaced(self, at: int, table: Table) -> Self:
        return self.with_tables(table if n == at else each for n, each in enumerate(self.tables))

    def _entries(self, table: str) -> list[int]:
        return [n for n, each in enumerate(self.tables) if each.names == (table,) and each.is_entry]

    # -- in the text

    def with_spliced(self, number: int, new: tuple[Table, ...]) -> Self:
        """With new tables before the `number`th."""
        return self.with_tables([*self.tables[:number], *new, *self.tables[number:]])

    def with_tables(self, tables: Iterable[Table]) -> Self:
        """With these tables, each on lines of its own."""
        kept = list(tables)
        ended = [each.with_lines_ended(self.newline) for each in kept[:-1]]
        text = joined([*ended, *kept[-1:]])
        return type(self)(text, split(text))


def document_of(text: str) -> TomlDocument:
    """The document of this text. Raises UnusableInput for a mistake in the notation."""
    return TomlDocument(text, tables_of(text))


def tables_of(text: str) -> tuple[Table, ...]:
    """The tables of a text; raises UnusableInput for a mistake in the notation."""
    try:
        return split(text)
    except (ValueError, RecursionError) as error:
        raise UnusableInput(
            _("There is a mistake in the notation of this file ({reason}). Mend it in a text editor.").format(
                reason=error
            )
        ) from error
