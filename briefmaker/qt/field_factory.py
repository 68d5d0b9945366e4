"""From a field of a document type to the widget that asks it."""

from __future__ import annotations

import datetime

from PySide6.QtWidgets import QWidget

from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
from briefmaker.qt.enclosures import EnclosuresFieldEditor
from briefmaker.qt.fields import FieldEditor
from briefmaker.qt.group_field import GroupFieldEditor
from briefmaker.qt.single_field import single_field_editor

__all__ = ["field_editor"]


def field_editor(
    document_type: DocumentType, field: LetterField, today: datetime.date, parent: QWidget
) -> FieldEditor:
    """The editor for a field by its kind."""
    if field.kind is FieldKind.GROUP:
        return GroupFieldEditor(document_type, field, today, parent)
    if field.kind is FieldKind.ENCLOSURES:
        return EnclosuresFieldEditor(field, parent)
    return single_field_editor(document_type, field, today, parent)
