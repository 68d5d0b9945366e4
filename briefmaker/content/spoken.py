"""Answers that stand in a document as they are, without a label: the words that close a letter, the body
that signs, the line above the decisions. They are known by what the manifest offers for them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefmaker.content.folding import folded
from briefmaker.letter.document_type import DocumentType, FieldKind, FieldRole, LetterField

__all__ = ["spoken_fields"]

_PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
_OTHERWISE_KNOWN = (
    FieldRole.SALUTATION,
    FieldRole.SIGNATORY,
    FieldRole.SIGNATORY_FUNCTION,
    FieldRole.RETURN_LINE,
)


def spoken_fields(document_type: DocumentType) -> Mapping[str, LetterField]:
    """The fields whose answer may stand by itself, by that answer as `folded` gives it."""
    found: dict[str, LetterField] = {}
    for field in document_type.fields.values():
        if field.kind not in (FieldKind.TEXT, FieldKind.CHOICE) or field.role in _OTHERWISE_KNOWN:
            continue
        offered = {folded(text) for text in (_filled(field.default, document_type), *field.choices)} - {""}
        labels = {folded(label) for label in field.labels}
        if field.role is FieldRole.CLOSING or labels & offered:
            offered |= labels
        elif labels or not field.choices or field.kind is not FieldKind.TEXT:
            continue
        for text in offered:
            found.setdefault(text, field)
    return found


def _filled(default: str, document_type: DocumentType) -> str:
    texts = document_type.pack.texts
    return _PLACEHOLDER.sub(lambda match: texts.get(match[1], ""), default)
