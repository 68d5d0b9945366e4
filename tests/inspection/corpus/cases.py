"""A broken template: what was done to a good one, and what the check must say, where.

Case("a misspelt field", lambda: changed("haarlem/memo", replacing(25, "onderwerp", "onderwrep")),
     "haarlem/memo", "tags.unknown", paragraph=25, words="onderwrep", repairable=True)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefmaker.inspection.finding import Finding
from briefmaker.inspection.inspecting import inspect_template
from briefmaker.inspection.subject import Subject
from briefmaker.inspection.word_file import WordFile
from briefmaker.output.fonts import FontLibrary
from briefmaker.packs.reading import InstalledType, Pack, read_pack

TEMPLATES = Path(__file__).parents[3] / "templates"


@dataclass(frozen=True)
class Case:
    """A broken template and what must be found.

    made: the broken .docx, made of a good one. document_type: the shipped type it was made of
    ("haarlem/memo"). expected: the rule of the one finding; words: what must stand in the words of its first
    spot; paragraph and cell (table, row, column; from 1): its place in `part`, -1 and None where it has none.
    ends: paragraphs of its further spots. repairable: whether a repair is offered.
    """

    name: str
    made: Callable[[], bytes]
    document_type: str
    expected: str
    words: str = ""
    paragraph: int = -1
    cell: tuple[int, int, int] | None = None
    part: str = "word/document.xml"
    ends: tuple[int, ...] = ()
    repairable: bool = False


@cache
def pack(name: str) -> Pack:
    """A shipped pack."""
    return read_pack(TEMPLATES / name)


def installed(document_type: str) -> InstalledType:
    """A shipped document type ("haarlem/memo")."""
    return next(each for each in pack(document_type.partition("/")[0]).types if each.type.id == document_type)


def good(document_type: str) -> bytes:
    """The template of a shipped type."""
    return installed(document_type).template


def subject_of(docx: bytes, document_type: str) -> Subject:
    """A Word file as the template of a shipped type, in the newest house style of its pack."""
    folder = document_type.partition("/")[2]
    looks = [*pack(document_type.partition("/")[0]).house_styles.values()]
    return Subject(
        WordFile.of(docx, f"{folder}/template.docx"),
        installed(document_type).type,
        WordFile.of(looks[-1].docx) if looks else None,
        fonts=FontLibrary.bundled().names,
    )


def findings_of(docx: bytes, document_type: str) -> tuple[Finding, ...]:
    """What the check says of a Word file as the template of a shipped type."""
    return inspect_template(subject_of(docx, document_type))
