"""The JSON Schema of a letter file of a document type: what scripts write and editors check."""

from __future__ import annotations

from typing import Any

from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import OFF, ON, DocumentType, FieldKind, LetterField, Section

__all__ = ["letter_schema"]


def letter_schema(document_type: DocumentType, file_format: int) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of `letter.json` for letters of this type.

    file_format: the number of the format that letter files have now. A letter need not be complete to be a
    good letter file; `x-required` says what it needs to leave, `x-shown-if`, `x-required-if` and `x-derived`
    give the expressions of the manifest. What is not shown may be there all the same: it is kept.
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
                "properties": {
                    **{field.id: _field_schema(document_type, field) for field in fields},
                    **{
                        name: {"title": section.label, "enum": [ON, OFF], "default": _usual(section)}
                        for name, section in document_type.switches.items()
                    },
                },
                "x-required": [field.id for field in fields if field.required],
            },
        },
        "required": ["format", "document_type", "answers"],
        "$defs": definitions,
    }


def _usual(section: Section) -> str:
    return ON if section.default_on else OFF


def _field_schema(document_type: DocumentType, field: LetterField) -> dict[str, Any]:
    made: dict[str, Any] = {"title": field.label}
    if field.help:
        made["description"] = field.help
    if field.example:
        made["examples"] = [field.example]
    made |= {
        f"x-{key.replace('_', '-')}": expression
        for key in ("shown_if", "required_if", "derived")
        if (expression := getattr(field, key))
    }
    if field.kind is FieldKind.GROUP:
        return made | _group_schema(document_type, field)
    if field.kind is FieldKind.BODY:
        return made | {"anyOf": [{"$ref": "#/$defs/Body"}, {"type": "string"}]}
    if field.kind is FieldKind.ENCLOSURES:
        return made | {"type": "array", "items": {"$ref": "#/$defs/Enclosure"}}
    made["type"] = "string"
    if field.kind is FieldKind.CHOICE:
        made["enum"] = list(dict.fromkeys(("", *document_type.choices_of(field))))
    if field.kind is FieldKind.DATE:
        made["x-format"] = "date"
    if field.kind is FieldKind.LINES:
        made["x-multiline"] = True
    if field.kind is FieldKind.LANGUAGE:
        made |= {"enum": list(field.choices), "default": field.default or document_type.language}
    if field.kind is FieldKind.HOUSE_STYLE:
        made |= {"enum": ["", *(each.id for each in document_type.pack.house_styles)], "default": ""}
    return made


def _group_schema(document_type: DocumentType, group: LetterField) -> dict[str, Any]:
    made: dict[str, Any] = {
        "type": "array",
        "items": {
            "title": group.entry_label or group.label,
            "type": "object",
            "properties": {
                "values": {
                    "type": "object",
                    "properties": {field.id: _field_schema(document_type, field) for field in group.fields},
                    "x-required": [field.id for field in group.fields if field.required],
                }
            },
            "required": ["values"],
            "additionalProperties": False,
        },
    }
    if group.at_least:
        made["x-at-least"] = group.at_least
    if group.at_most:
        made["x-at-most"] = group.at_most
    return made
