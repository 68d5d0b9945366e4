"""A file that goes along with a letter as an enclosure: its bytes, and what they are by what is in them.

A name or a media type is what somebody said; what a file *is* follows from its bytes alone.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "LARGEST_FILE",
    "MEDIA_TYPES",
    "MOST_FILES",
    "EnclosedFile",
    "FileFlaw",
    "FileKind",
    "file_kind",
]

LARGEST_FILE = 40_000_000
"""Bytes of one enclosed file, at most: what a mail server takes, twice."""

MOST_FILES = 50
"""Files that one letter encloses, at most."""

_HEAD = 1_024
"""Bytes in which a PDF's header stands (ISO 32000-1, annex H, implementation note 13)."""
_TAIL = 65_536
_ENCRYPTED = re.compile(rb"/Encrypt(?:\s+\d+\s+\d+\s+R|\s*<<)")
_MOST_MEMBERS = 5_000


class FileKind(StrEnum):
    """What an enclosed file is."""

    PDF = "pdf"
    WORD = "docx"
    PNG = "png"
    JPEG = "jpeg"
    OTHER = ""

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture, which needs a description."""
        return self in (FileKind.PNG, FileKind.JPEG)


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
}
"""The media type (IANA) of each kind that can be enclosed."""


class FileFlaw(StrEnum):
    """Why a file can't be enclosed."""

    MISSING = "missing"
    """There are no bytes: the file was empty, or is gone from the letter file."""
    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    MACROS = "macros"
    TOO_LARGE = "too-large"


class EnclosedFile(BaseModel):
    """A file of an enclosure. name: without a folder, as its owner called it; media_type: what it was said
    to be; alt: what a picture shows, in words, "" for other files. Its bytes never change: a changed file is
    another value."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        ser_json_bytes="base64",
        val_json_bytes="base64",
        ignored_types=(cached_property,),
    )

    name: str = Field(default="", repr=False)
    media_type: str = ""
    data: bytes = Field(repr=False)
    alt: str = Field(default="", repr=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()

    @cached_property
    def kind(self) -> FileKind:
        """What the bytes are."""
        return file_kind(self.data)

    @cached_property
    def flaw(self) -> FileFlaw | None:
        """Why the file can't be enclosed, as far as a look at its bytes tells; None when it can."""
        return _flaw(self.data, self.kind)


def file_kind(data: bytes) -> FileKind:
    """What these bytes are; OTHER for what can't be enclosed."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileKind.PNG
    if data.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if data.startswith(b"PK\3\4"):
        names = _members(data)
        return FileKind.WORD if {"[Content_Types].xml", "word/document.xml"} <= names else FileKind.OTHER
    return FileKind.PDF if b"%PDF-" in data[:_HEAD] else FileKind.OTHER


def _flaw(data: bytes, kind: FileKind) -> FileFlaw | None:
    if not data:
        return FileFlaw.MISSING
    if len(data) > LARGEST_FILE:
        return FileFlaw.TOO_LARGE
    if kind is FileKind.OTHER:
        return FileFlaw.UNSUPPORTED
    if kind is FileKind.WORD and _has_macros(_members(data)):
        return FileFlaw.MACROS
    if kind is FileKind.PDF and _ENCRYPTED.search(data):
        return FileFlaw.ENCRYPTED
    ending = {FileKind.PDF: b"startxref", FileKind.PNG: b"IEND", FileKind.JPEG: b"\xff\xd9"}.get(kind)
    return FileFlaw.DAMAGED if ending is not None and ending not in data[-_TAIL:] else None


def _has_macros(names: Iterable[str]) -> bool:
    return any(name.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for name in names)


def _members(data: bytes) -> frozenset[str]:
    """The names in a zip, none for one that can't be read or has more than any document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, IndexError):
        return frozenset()
    return frozenset(names) if len(names) <= _MOST_MEMBERS else frozenset()
