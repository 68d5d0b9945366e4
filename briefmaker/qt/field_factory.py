"""From a field of a document type to the widget that asks it."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QWidget

from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
from briefmaker.qt.body_field import BodyFieldEditor
from briefmaker.qt.date_field import DateFieldEditor
from briefmaker.qt.enclosures import EnclosuresFieldEditor
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.language_field import LanguageFieldEditor
from briefmaker.qt.text_fields import ChoiceFieldEditor, LineFieldEditor, LinesFieldEditor

__all__ = ["field_editor"]


def field_editor(
    document_type: DocumentType, field: LetterField, today: datetime.date, parent: QWidget
) -> FieldEditor:
    """The editor for a field by its kind."""
    if field.kind is FieldKind.LINES:
        return LinesFieldEditor(document_type, field, parent)
    if field.kind is FieldKind.DATE:
        return DateFieldEditor(document_type, field, today, parent)
    if field.kind is FieldKind.CHOICE:
        return ChoiceFieldEditor(field, parent)
    if field.kind is FieldKind.LANGUAGE:
        return LanguageFieldEditor(document_type, field, parent)
    if field.kind is FieldKind.BODY:
        return BodyFieldEditor(field, parent)
    if field.kind is FieldKind.ENCLOSURES:
        return EnclosuresFieldEditor(field, parent)
    return LineFieldEditor(document_type, field, parent)
