"""From a letter to a Word document: compiled templates, the body writer and the guard.

Knows the letter's values and Word's XML; no forms, no files, no layout engine. The names below are
loaded when they are first used: docxtpl and lxml would cost the window a tenth of a second at start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefmaker.rendering.compiled import CompiledTemplate, Rendered
    from briefmaker.rendering.letter_part import EmbeddedLetter, embedded_letter, letter_in_docx
    from briefmaker.rendering.origins import PrintedParagraph, Span
    from briefmaker.rendering.template import compile_template

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
    "compile_template": "template",
    "embedded_letter": "letter_part",
    "letter_in_docx": "letter_part",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
