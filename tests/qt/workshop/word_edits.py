"""Edits of a template as Word makes them: the file is written whole beside the old one, and put in place."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

DOCUMENT = "word/document.xml"


def edited(docx: bytes, old: str, new: str, part: str = DOCUMENT) -> bytes:
    """The Word file with the first `old` in a part's XML made into `new`."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for member in before.infolist():
            data = before.read(member)
            if member.filename == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode(), 1)
            after.writestr(member, data)
    return made.getvalue()


def save_as_word_does(file: Path, data: bytes) -> None:
    """Another name, the old one away, the new one in its place."""
    fresh, old = file.with_name("~WRD0001.tmp"), file.with_name("~WRL0001.tmp")
    fresh.write_bytes(data)
    file.rename(old)
    fresh.rename(file)
    old.unlink()


def change(file: Path, old: str, new: str, part: str = DOCUMENT) -> None:
    """Change a text of a template and save it."""
    save_as_word_does(file, edited(file.read_bytes(), old, new, part))
