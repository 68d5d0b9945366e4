"""From a field that holds one value to the widget that asks it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from briefmaker.app.languages import language_names
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField, PackInfo
from briefmaker.qt.body_field import BodyFieldEditor
from briefmaker.qt.date_field import DateFieldEditor
from briefmaker.qt.fields import FieldEditor
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
        return ChoiceFieldEditor.of_texts(field, document_type.choices_of(field), parent)
    if field.kind is FieldKind.LANGUAGE:
        return ChoiceFieldEditor(field, _languages(field), parent, usual=document_type.language)
    if field.kind is FieldKind.HOUSE_STYLE:
        return ChoiceFieldEditor(field, _house_styles(document_type.pack), parent)
    if field.kind is FieldKind.BODY:
        bodies = sum(each.kind is FieldKind.BODY for each in document_type.fields.values())
        return BodyFieldEditor(field, parent, _LONE_TEXT_EM if bodies == 1 else _TEXT_EM)
    return LineFieldEditor(document_type, field, parent)


def _languages(field: LetterField) -> Mapping[str, str]:
    return dict(zip(field.choices, language_names(field.choices), strict=True))


def _house_styles(pack: PackInfo) -> Mapping[str, str]:
    """The newest first, and none: then the user's setting or the letter's date decides."""
    usual = pack.house_style_named(pack.house_style)
    undecided = (
        _("By the date of the letter")
        if usual is None
        else _("{house_style}, as set").format(house_style=usual.title)
    )
    return {"": undecided, **{each.id: each.title for each in reversed(pack.house_styles)}}
