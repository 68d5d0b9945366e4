"""The samples of the pack haarlemmermeer as Word documents and PDFs."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import LetterFile, read_letter_file
from briefmaker.forms.filling import Filled, fill
from briefmaker.output import EmbeddedEngine

TODAY = datetime.date(2026, 11, 23)


class Made:
    """A letter with what comes of it."""

    def __init__(self, letter: LetterFile) -> None:
        packs = installed_packs()
        self.letter = letter
        self.type = packs.type(letter.document_type).type
        self.filled: Filled = fill(self.type, letter.answers, TODAY)
        self.docx = Typesetter(packs).typeset(self.filled.letter, letter.answers).docx


@pytest.fixture(scope="session")
def sample(project_root: Path) -> Callable[[str], Made]:
    """A sample of the pack by "type/name"."""

    @cache
    def made(name: str) -> Made:
        kind, _slash, own = name.partition("/")
        path = project_root / "templates" / "haarlemmermeer" / kind / "samples" / f"{own}.json"
        return Made(read_letter_file(path.read_bytes()))

    return made


@pytest.fixture(scope="session")
def pdf_of():
    """A Word document as PDF by the embedded engine, and what the checks found in it."""
    engine = EmbeddedEngine()

    @cache
    def made(docx: bytes) -> tuple[bytes, tuple[object, ...]]:
        pdf = engine.pdf(docx, title="Proef", language="nl-NL", author="")
        return pdf, engine.validate(pdf)

    yield made
    engine.close()
