"""Sections of the form that may be left out."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt

from briefmaker.app.letters import letter_file_of
from briefmaker.forms.starting import starting_answers
from briefmaker.letter.document_type import (
    DocumentType,
    LetterField,
    Organisation,
    PackInfo,
    Presence,
    Section,
)
from briefmaker.qt.form import LetterForm
from briefmaker.qt.parts_list import PartsList
from briefmaker.qt.session import LetterSession

TODAY = datetime.date(2026, 11, 23)
TYPE = DocumentType(
    id="proef/voorstel",
    title="Voorstel",
    sections=(
        Section(id="kop", label="Kop", fields=(LetterField(id="onderwerp", label="Onderwerp"),)),
        Section(
            id="risicos",
            label="Risico's",
            presence=Presence.OPTIONAL,
            default_on=False,
            fields=(LetterField(id="risico", label="Risico", required=True),),
        ),
        Section(id="slot", label="Slot", fields=(LetterField(id="naam", label="Naam"),)),
    ),
    pack=PackInfo(id="proef", version="1", title="Proef", organisation=Organisation(name="Gemeente Proef")),
)


class Open:
    """A letter with its form and the list of its parts, as the window joins them."""

    def __init__(self, document_type: DocumentType) -> None:
        letter = letter_file_of(document_type, starting_answers(document_type, TODAY))
        self.session = LetterSession(document_type, letter, lambda: TODAY)
        self.form = LetterForm(document_type, TODAY)
        self.parts = PartsList(document_type)
        self.form.answer_changed.connect(self.session.change)
        self.session.filled_changed.connect(self.show_filled)
        self.form.field_left.connect(self.leave)
        self.form.show_answers(self.session.answers)
        self.show_filled(self.session.filled)

    def show_filled(self, filled):
        self.form.show_filled(filled, self.session.answers)
        self.parts.show_sections(filled.sections, filled.switched_off)

    def leave(self, _field):
        self.show_filled(self.session.fill_now())

    def asked(self):
        return [field for field, row in self.form.rows.items() if row.isVisibleTo(self.form)]

    def listed(self):
        rows = [self.parts.item(row) for row in range(self.parts.count())]
        return [row.text() for row in rows if not row.isHidden()]

    def heading(self, section):
        return self.form._headings[section]


@pytest.fixture
def opened(qtbot):
    def made(document_type):
        found = Open(document_type)
        qtbot.addWidget(found.form)
        qtbot.addWidget(found.parts)
        found.form.resize(600, 600)
        found.form.show()
        qtbot.waitExposed(found.form)
        found.form.activateWindow()
        qtbot.waitUntil(found.form.isActiveWindow)
        return found

    return made


def test_a_section_that_is_off_asks_nothing_but_can_be_switched_on(qtbot, opened):
    letter = opened(TYPE)
    assert letter.asked() == ["onderwerp", "naam"]
    assert letter.listed() == ["Kop", "Risico's", "Slot"]
    box = letter.heading("risicos").box
    assert not box.isChecked()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    letter.session.fill_now()
    assert letter.asked() == ["onderwerp", "risico", "naam"]
    assert letter.session.answers.text("met_risicos") == "ja"


def test_switching_a_section_is_undone_like_anything_else(qtbot, opened):
    letter = opened(TYPE)
    letter.heading("risicos").box.click()
    letter.session.fill_now()
    letter.session.undo()
    letter.session.fill_now()
    assert letter.asked() == ["onderwerp", "naam"]
    assert not letter.heading("risicos").box.isChecked()


def test_going_to_a_section_that_is_off_goes_to_its_box(opened):
    letter = opened(TYPE)
    letter.form.go_to_section("risicos")
    assert letter.form.focusWidget() is letter.heading("risicos").box


def test_nothing_is_switched_in_a_letter_that_may_not_be_changed(opened):
    letter = opened(TYPE)
    letter.form.set_read_only(True)
    assert not letter.heading("risicos").box.isEnabled()
