"""Files from the disk as enclosures."""

from __future__ import annotations

from pathlib import Path

from briefmaker.drafts.failures import shown
from briefmaker.drafts.reading import file_content
from briefmaker.errors import UnusableInput
from briefmaker.forms.enclosures import flaw_sentences
from briefmaker.i18n import _
from briefmaker.letter.answers import EnclosedFile
from briefmaker.letter.enclosed_files import LARGEST_FILE, MEDIA_TYPES, FileFlaw

__all__ = ["ENCLOSED_ENDINGS", "enclosed_file", "title_of"]

ENCLOSED_ENDINGS = ("pdf", "docx", "png", "jpg", "jpeg")
"""How the names of files that can be enclosed usually end."""

_LONGEST_NAME = 200


def enclosed_file(path: Path, *, replaces: bytes | None = None) -> EnclosedFile:
    """The file at `path` as it goes along with a letter. replaces: its bytes in another format.

    Raises UnusableInput, naming the file, when it can't be read or can't be enclosed.
    """
    data = file_content(path, LARGEST_FILE) if replaces is None else replaces
    name = "".join(character for character in path.name if character.isprintable())[-_LONGEST_NAME:]
    file = EnclosedFile(name=name, data=data)
    if file.flaw is not None and file.flaw is not FileFlaw.MISSING:
        what, remedy = flaw_sentences(file.flaw, _("“{name}”").format(name=shown(path.name)))
        raise UnusableInput(f"{what} {remedy}")
    if file.flaw is FileFlaw.MISSING:
        raise UnusableInput(_("“{name}” is empty. Choose another file.").format(name=shown(path.name)))
    return file.model_copy(update={"media_type": MEDIA_TYPES[file.kind]})


def title_of(path: Path) -> str:
    """A title for the enclosure from the name of its file: "begroting_2026.pdf" gives "Begroting 2026"."""
    words = " ".join("".join(c if c.isprintable() else " " for c in path.stem).replace("_", " ").split())
    return words[:1].upper() + words[1:]
