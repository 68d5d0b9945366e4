"""The middle column: the properties of what is chosen, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from briefmaker.forms.placeholders import placeholders_of
from briefmaker.i18n import _
from briefmaker.packs.manifest_editing import At
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.condition_input import ConditionInput
from briefmaker.qt.workshop.condition_row import Asked
from briefmaker.qt.workshop.fills_input import FillsInput
from briefmaker.qt.workshop.kinds import KINDS
from briefmaker.qt.workshop.manifest_session import ManifestSession
from briefmaker.qt.workshop.properties import REQUIRED, TAG, Heading, Property, kind_at, properties_of
from briefmaker.qt.workshop.property_inputs import FlagInput
from briefmaker.qt.workshop.property_row import PropertyRow, TagRow, with_letters

__all__ = ["PropertySheet"]

_FAULTS_OF = {REQUIRED: ("required", "required_if"), "kind": ("kind", "field")}


class PropertySheet(QScrollArea):
    """Rows of properties. add_inside_asked(): a field more for the chosen group."""

    add_inside_asked = Signal()

    def __init__(self, session: ManifestSession, taken_letters: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._taken = taken_letters
        self._made_for: object = None
        self.rows: dict[str, PropertyRow] = {}
        self.tag: TagRow | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Properties"))
        self.setMinimumWidth(em(self, 25))
        session.changed.connect(self.show_chosen)
        session.selected.connect(self._show_other)
        session.trial_changed.connect(self._show_faults)
        self.show_chosen()

    @property
    def at(self) -> At:
        """What the rows are about."""
        return self._session.at

    def show_chosen(self) -> None:
        """Show the values of what is chosen; the rows are made anew when there are to be others."""
        at = self.at
        wanted = [
            each if isinstance(each, Heading) else (each.key, each.words)
            for each in properties_of(self._session, at)
        ]
        columns = str(self._session.value(at, "completes_from")) if at else ""
        made_for = (len(at), at, tuple(wanted), columns, self._options_of_type(at), self._session.info)
        if made_for != self._made_for:
            self._make(at)
            self._made_for = made_for
        for row in self.rows.values():
            if isinstance(row.input, ConditionInput):
                row.input.offer(self._asked(at))
            if isinstance(row.input, FillsInput):
                row.input.offer(self._beside(at), self._columns(at))
            row.input.show_value(self._value(at, row.key))
        if "kind" in self.rows:
            self.rows["kind"].say(KINDS[kind_at(self._session, at)].sentence)
        self._show_faults()

    def _options_of_type(self, at: At) -> object:
        """Fields to choose from stand in the properties of the type."""
        return () if at else tuple(self._beside(()))

    def _show_other(self, _at: object) -> None:
        self.show_chosen()
        self.verticalScrollBar().setValue(0)

    def go_to_first(self) -> None:
        """Put the cursor in the first property, its text selected."""
        first = next(iter(self.rows.values())).input.first_input()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(first, QLineEdit):
            first.selectAll()

    def _make(self, at: At) -> None:
        focus = QApplication.focusWidget()
        focused = ""
        if focus is not None and self.isAncestorOf(focus):
            focused = next((key for key, row in self.rows.items() if row.isAncestorOf(focus)), "")
            # A widget that goes gives the focus to the next one, a field of the form, whose properties would
            # be shown then.
            self.setFocus()
        sheet = QWidget()
        sheet.setMaximumWidth(em(self, 46))
        column = QVBoxLayout(sheet)
        margin = em(self, 1.25)
        column.setContentsMargins(margin, margin, margin, em(self, 3))
        column.setSpacing(em(self, 0.6))
        column.addWidget(_heading(_title(at), 1.2, sheet))
        self.rows, self.tag = {}, None
        for each in properties_of(self._session, at):
            if isinstance(each, Heading):
                head = _heading(each.words, 1.0, sheet)
                head.setContentsMargins(0, em(self, 0.7), 0, 0)
                column.addWidget(head)
            elif each.key == TAG:
                self.tag = TagRow(sheet)
                self.tag.copy_asked.connect(self._copy)
                column.addWidget(self.tag)
            else:
                column.addWidget(self._row(each, sheet))
        if kind_at(self._session, at) == "group" and len(at) == 2:
            more = PushButton(_("Add a field to this group"), sheet)
            more.clicked.connect(self.add_inside_asked)
            column.insertWidget(
                1 + list(self.rows).index("printed_as") + 1, more, 0, Qt.AlignmentFlag.AlignLeft
            )
        column.addStretch(1)
        with_letters(list(self.rows.values()), self._taken)
        sheet.setAutoFillBackground(False)
        old = self.takeWidget()
        if old is not None:  # it may be at its very end that something in it was chosen
            old.hide()
            old.deleteLater()
        self.setWidget(sheet)
        self.viewport().setAutoFillBackground(False)
        if focused in self.rows:
            self.rows[focused].input.first_input().setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, asked: Property, sheet: QWidget) -> PropertyRow:
        asking = asked.make(sheet)
        words = asked.words
        if not words and isinstance(asking, FlagInput):  # a box to tick has its words beside it
            words = asking.box.text()
        row = PropertyRow(asked.key, words, asked.help, asking, sheet)
        row.edited.connect(self._take)
        asking.left.connect(self._session.pause)
        self.rows[asked.key] = row
        return row

    # -- what is there

    def _value(self, at: At, key: str) -> Any:
        value = self._session.value
        if key == REQUIRED:
            return True if value(at, "required") is True else value(at, "required_if")
        return (value(at, "kind") or "text") if key == "kind" else value(at, key)

    def _beside(self, at: At) -> list[tuple[str, str]]:
        """The fields that an entry of a list can fill: those beside this one."""
        manifest = self._session.manifest
        depth = max(2, len(at))
        found = [
            each for each in manifest.places()
            if len(each) == depth and each != at and (depth == 2 or each[:2] == at[:2])
        ]  # fmt: skip
        return [(manifest.id_at(each), str(manifest.at(each).get("label", ""))) for each in found]

    def _columns(self, at: At) -> list[str]:
        found = self._session.info.lists.get(str(self._session.value(at, "completes_from")))
        entries = () if found is None else found.entries
        return list(dict.fromkeys(column for entry in entries for column in entry))

    def _asked(self, at: At) -> list[Asked]:
        """What a condition can ask: fields of the same entry, the other fields, and sections that may be
        off."""
        manifest = self._session.manifest
        inner = [each for each in manifest.places() if len(each) == 3 and each[:2] == at[:2] and len(at) == 3]
        outer = [each for each in manifest.places() if len(each) == 2 and each != at[:2]]
        found: dict[str, Asked] = {}
        for each in [*inner, *outer]:
            values = manifest.at(each)
            choices = values.get("choices") if values.get("kind") == "choice" else ()
            if each != at:
                id = manifest.id_at(each)
                shown = tuple(map(str, choices)) if isinstance(choices, list) else ()
                found.setdefault(
                    id, Asked(id, str(values.get("label") or id), shown, values.get("kind") == "group")
                )
        for section in manifest.sections:
            name = f"met_{section.get('id')}"
            if section.get("presence") == "optional":
                words = _("Part “{name}”").format(name=section.get("label", ""))
                found[name] = Asked(name, words, ("ja", "nee"))
        return list(found.values())

    def _show_faults(self) -> None:
        faults: Mapping[str, str] = self._session.trial.at(self.at)
        for key, row in self.rows.items():
            names = _FAULTS_OF.get(key, (key,))
            row.show_fault(next((faults[name] for name in names if name in faults), ""))
        self._show_tag()

    def _show_tag(self) -> None:
        if self.tag is None:
            return
        session = self._session
        name = session.manifest.path_at(self.at)
        shown = session.trial.shown
        placeholders = () if shown is None else placeholders_of(shown)
        found = next((each for each in placeholders if each.name == name), None)
        tag = "" if found is None else found.tag
        is_list = session.value(self.at, "printed_as") is not None
        if found is not None and found.kind == "group" and found.loop is not None and not is_list:
            inside = [each.tag for each in placeholders if each.of == name]
            tag = "\n".join((found.loop[0], *inside, found.loop[1]))
        warning = ""
        if tag and not session.is_used(self.at):
            warning = _("Not in the template yet: copy this and paste it in Word, where it is to be printed.")
        self.tag.show_tag(tag, warning)

    # -- what the user does

    def _take(self, key: object, value: object, is_typed: object) -> None:
        at, session = self.at, self._session
        if key == REQUIRED:
            is_text = isinstance(value, str)
            session_values = {
                "required": None if is_text else value,
                "required_if": value if is_text else None,
            }
            if is_typed:
                session.set_value(at, "required_if", value)
            else:
                session.set_values(at, session_values)
        elif key == "kind":
            session.set_kind(at, str(value))
        else:
            session.set_value(at, str(key), value, is_typing=bool(is_typed))

    def _copy(self, text: object) -> None:
        QGuiApplication.clipboard().setText(str(text))


def _title(at: At) -> str:
    if not at:
        return _("Document type")
    return (_("Part of the form"), _("Field"), _("Field of a group"))[len(at) - 1]


def _heading(words: str, size: float, parent: QWidget) -> QLabel:
    label = QLabel(words, parent)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * size)
    font.setBold(True)
    label.setFont(font)
    return label
