"""Packs for these tests: a shipped one with one kind of document, and releases of packs."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

from briefmaker import places
from briefmaker.publishing.release import Release

MOMENT = datetime.datetime(2026, 11, 23, 9, 30, tzinfo=datetime.UTC)
PACK = "haarlem"
TYPE = "haarlem/memo"
OTHER_TYPES = ("wethoudersbrief", "collegebrief", "informatienota", "raadsvoorstel", "opdrachtformulering")
LABEL = 'label = "Onderwerp"'


def pack_in(folder: Path, version: str = "1.1", *, label: str = "Onderwerp") -> Path:
    """A pack in `folder` that can be used, of one kind of document, with this version; label: of the field
    for the subject, to tell versions apart."""
    shutil.copytree(
        places.shipped_packs_folder() / PACK,
        folder,
        ignore=shutil.ignore_patterns(*OTHER_TYPES, "tekstblokken"),
        dirs_exist_ok=True,
    )
    change(folder, version, label=label)
    return folder


def change(folder: Path, version: str, *, label: str = "Onderwerp") -> None:
    """Make another version of the pack in `folder`."""
    head, manifest = folder / "pack.toml", folder / "memo" / "manifest.toml"
    lines = head.read_text(encoding="utf-8").splitlines()
    head.write_text(
        "\n".join(f'version = "{version}"' if line.startswith("version") else line for line in lines) + "\n",
        encoding="utf-8",
    )
    shipped = places.shipped_packs_folder() / PACK / "memo" / "manifest.toml"
    text = shipped.read_text(encoding="utf-8")
    assert LABEL in text
    manifest.write_text(text.replace(LABEL, f'label = "{label}"', 1), encoding="utf-8")


def release(**values: object) -> Release:
    """A release, signed off."""
    usual = {
        "pack": PACK, "version": "1.1", "number": 1, "published_by": "Sanne de Wit", "published_at": MOMENT,
        "changes": "Nieuw adres",
    }  # fmt: skip
    return Release(**{**usual, **values})


def printing(folder: Path, words: str) -> None:
    """Let the memo's template print these words at its end."""
    from tests.publishing.word import with_words

    template = folder / "memo" / "template.docx"
    template.write_bytes(with_words(template.read_bytes(), words))
