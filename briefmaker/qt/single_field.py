"""From a field that holds one value to the widget that asks it."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QWidget

from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
from briefmaker.qt.body_field import BodyFieldEditor
from briefmaker.qt.date_field import DateFieldEditor
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.house_style_field import HouseStyleFieldEditor
from briefmaker.qt.language_field import LanguageFieldEditor
from briefmaker.qt.text_fields import ChoiceFieldEditor, LineFieldEditor, LinesFieldEditor

__all__ = ["single_field_editor"]

_LONE_TEXT_EM = 18
_TEXT_EM = 4.5


def single_field_editor(
    document_type: DocumentType, field: LetterField, today: datetime.date, parent: QWidget
) -> FieldEditor:
    """The editor for a field by its kind; neither a group nor enclosures."""
    if field.kind is FieldKind.LINES:
        return LinesFieldEditor(document_type, field, parent)
    if field.kind is FieldKind.DATE:
        return DateFieldEditor(document_type, field, today, parent)
    if field.kind is FieldKind.CHOICE:
        return ChoiceFieldEditor(field, document_type.choices_of(field), parent)
    if field.kind is FieldKind.LANGUAGE:
        return LanguageFieldEditor(document_type, field, parent)
    if field.kind is FieldKind.HOUSE_STYLE:
        return HouseStyleFieldEditor(document_type, field, parent)
    if field.kind is FieldKind.BODY:
        bodies = sum(each.kind is FieldKind.BODY for each in document_type.fields.values())
        return BodyFieldEditor(field, parent, _LONE_TEXT_EM if bodies == 1 else _TEXT_EM)
    return LineFieldEditor(document_type, field, parent)
