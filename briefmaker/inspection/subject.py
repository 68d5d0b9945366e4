"""What is inspected: a Word file of a pack, and what it must fit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from briefmaker.inspection.word_file import WordFile
from briefmaker.letter.document_type import BodyStyles, DocumentType

__all__ = ["Subject"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A Word file to be inspected.

    file: the template, or a house style's own Word file; document_type: that of the template, None for a
    house style's file. house_style: the Word file that gives the template its looks (the newest), None where
    the template has its own. published: the type as the version to compare with has it, if there is one.
    fonts: the names of the fonts that can be counted on; empty: not known. styles: those of a text as a house
    style names them, for its own file; None where it names none itself. mark: the picture that is printed in
    place of the one named "merk", None for that one. manifest: the text of the type's manifest.toml, to name
    lines of it.
    """

    file: WordFile = field(repr=False)
    document_type: DocumentType | None = None
    house_style: WordFile | None = field(default=None, repr=False)
    published: DocumentType | None = None
    fonts: Collection[str] = ()
    styles: BodyStyles | None = None
    manifest: str = field(default="", repr=False)
    mark: bytes | None = field(default=None, repr=False)
