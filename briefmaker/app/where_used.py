"""Where a pack uses its fields, standard texts, lists, text blocks, marks and styles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefmaker.i18n import _
from briefmaker.inspection.finding import Spot
from briefmaker.inspection.word_uses import word_uses
from briefmaker.packs.tolerant_reading import read_tolerantly
from briefmaker.packs.uses_in_text import NamedThing, UseKind, uses_in_text_block, uses_in_toml

__all__ = ["Use", "UseKind", "uses_of", "where_used"]

_TEXT_BLOCKS = "tekstblokken"


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a pack uses something: what kind of thing, its name, how it is used there (in words),
    and where."""

    kind: UseKind
    name: str
    how: str
    spot: Spot


def uses_of(folder: Path) -> tuple[Use, ...]:
    """Every use in the pack in `folder`, file by file. What can't be read is left out: the check says so."""
    return tuple(use for path in sorted(folder.rglob("*")) for use in _in_file(path, folder))


def where_used(folder: Path, name: str) -> tuple[Use, ...]:
    """Where the pack in `folder` uses what is called `name`: a field (one of a group's as
    "besluiten.tekst"), standard text, list, text block, mark or style (names of styles in any case)."""
    wanted = name.replace("/", ".").casefold()
    blocks = {path.stem.casefold(): path for path in folder.rglob(f"{_TEXT_BLOCKS}/*.md") if path.is_file()}
    found = [
        use
        for use in uses_of(folder)
        if use.kind is not UseKind.TEXT_BLOCK
        and (use.name.casefold() == wanted or use.name.casefold().startswith(f"{wanted}."))
    ]
    if wanted in blocks:
        found += _types_of_block(blocks[wanted], folder)
    return tuple(found)


def _types_of_block(path: Path, folder: Path) -> Iterator[Use]:
    """The kinds of document in which a text block can be inserted: all where it names none."""
    file = path.relative_to(folder).as_posix()
    named = [use for use in _in_file(path, folder) if use.kind is UseKind.TEXT_BLOCK]
    yield from named
    if not named:
        for type_folder in read_tolerantly(folder).types:
            own = path.parent.parent.name
            if path.parent.parent == folder or own == type_folder:
                yield Use(UseKind.TEXT_BLOCK, type_folder, _("can be inserted in"), Spot(file))


def _in_file(path: Path, folder: Path) -> Iterator[Use]:
    file = path.relative_to(folder).as_posix()
    try:
        if path.suffix == ".docx" and not path.name.startswith("~$"):
            for word in word_uses(path.read_bytes(), file):
                yield Use(UseKind(word.kind), word.name, _in_word(word.kind), word.spot)
        elif path.suffix == ".toml" and path.parent.name != "lists":
            yield from _as_uses(uses_in_toml(path.read_text(encoding="utf-8")), file)
        elif path.suffix == ".md" and path.parent.name == _TEXT_BLOCKS:
            yield from _as_uses(uses_in_text_block(path.read_text(encoding="utf-8")), file)
    except (OSError, UnicodeDecodeError):
        return


def _in_word(kind: str) -> str:
    return {"name": _("printed"), "style": _("style of a text"), "mark": _("picture")}[kind]


def _as_uses(found: Iterator[NamedThing], file: str) -> Iterator[Use]:
    for each in found:
        yield Use(each.kind, each.name, _how(each), Spot(file, line=each.line, words=each.where))


def _how(thing: NamedThing) -> str:
    sentences = {
        "shown_if": _("condition to be shown"),
        "required_if": _("condition to be required"),
        "derived": _("derived value"),
        "fills": _("filled by a choice from a list"),
        "default": _("default"),
        "completes_from": _("completed from"),
        "choices_from": _("choices from"),
        "mark": _("mark"),
        "title": _("property of the document"),
        "author": _("property of the document"),
        "subject": _("property of the document"),
        "file_name": _("file name"),
        "tekst": _("text of a text block"),
        "soorten": _("can be inserted in"),
    }
    return sentences.get(thing.key) or _("style of a text")
