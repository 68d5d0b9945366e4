"""The JSON Schema of a letter file of a document type: what scripts write and editors check."""

from __future__ import annotations

from typing import Any

from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField

__all__ = ["letter_schema"]


def letter_schema(document_type: DocumentType, file_format: int) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `letter.json` for letters of this type.

    file_format: the number of the format that letter files have now. A letter need not be complete to be a
    good letter file; `x-required` says what it needs to leave.
    """
    definitions: dict[str, Any] = {}
    for model in (Body, Enclosure):
        made = model.model_json_schema(ref_template="#/$defs/{model}")
        definitions |= made.pop("$defs", {})
        definitions[model.__name__] = made
    fields = document_type.fields.values()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": document_type.title,
        "description": document_type.description,
        "type": "object",
        "properties": {
            "format": {"const": file_format},
            "document_type": {"const": document_type.id},
            "pack_version": {"type": "string"},
            "answers": {
                "type": "object",
                "properties": {field.id: _field_schema(document_type, field) for field in fields},
                "x-required": [field.id for field in fields if field.required],
            },
        },
        "required": ["format", "document_type", "answers"],
        "$defs": definitions,
    }


def _field_schema(document_type: DocumentType, field: LetterField) -> dict[str, Any]:
    made: dict[str, Any] = {"title": field.label}
    if field.help:
        made["description"] = field.help
    if field.example:
        made["examples"] = [field.example]
    if field.kind is FieldKind.BODY:
        return made | {"anyOf": [{"$ref": "#/$defs/Body"}, {"type": "string"}]}
    if field.kind is FieldKind.ENCLOSURES:
        return made | {"type": "array", "items": {"$ref": "#/$defs/Enclosure"}}
    made["type"] = "string"
    if field.kind is FieldKind.DATE:
        made["x-format"] = "date"
    if field.kind is FieldKind.LINES:
        made["x-multiline"] = True
    if field.kind is FieldKind.LANGUAGE:
        made |= {"enum": list(field.choices), "default": field.default or document_type.language}
    return made
