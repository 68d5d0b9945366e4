"""From a letter to a Word document: compiled templates, the body writer and the guard.

Knows the letter's values and Word's XML; no forms, no files, no layout engine. What does the work is
loaded when it is first used: docxtpl, jinja2 and lxml would cost a program a tenth of a second at start.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from briefmaker.letter.document_type import BodyStyles

if TYPE_CHECKING:
    from briefmaker.rendering.compiled import CompiledTemplate, Rendered
    from briefmaker.rendering.letter_part import EmbeddedLetter
    from briefmaker.rendering.origins import PrintedParagraph, Span

__all__ = [
    "CompiledTemplate",
    "EmbeddedLetter",
    "PrintedParagraph",
    "Rendered",
    "Span",
    "compile_template",
    "embedded_letter",
    "letter_in_docx",
]

_HOMES = {
    "CompiledTemplate": "compiled",
    "EmbeddedLetter": "letter_part",
    "PrintedParagraph": "origins",
    "Rendered": "compiled",
    "Span": "origins",
}


def compile_template(
    docx: bytes,
    styles: BodyStyles,
    *,
    known: Collection[str] | None = None,
    language: str = "nl-NL",
    house_style: bytes | None = None,
) -> CompiledTemplate:
    """See `briefmaker.rendering.template.compile_template`."""
    from briefmaker.rendering.template import compile_template as compiled

    return compiled(docx, styles, known=known, language=language, house_style=house_style)


def embedded_letter(docx: bytes) -> EmbeddedLetter | None:
    """See `briefmaker.rendering.letter_part.embedded_letter`."""
    from briefmaker.rendering.letter_part import embedded_letter as found

    return found(docx)


def letter_in_docx(docx: bytes) -> bytes | None:
    """See `briefmaker.rendering.letter_part.letter_in_docx`."""
    from briefmaker.rendering.letter_part import letter_in_docx as found

    return found(docx)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
