"""Sections of the form that may be left out."""

from __future__ import annotations

import datetime

import pytest
from PySide6.QtCore import Qt

from briefmaker.app.letters import letter_file_of
from briefmaker.forms.starting import starting_answers
from briefmaker.letter.answers import Entry
from briefmaker.letter.document_type import (
    DocumentType,
    FieldKind,
    LetterField,
    Organisation,
    PackInfo,
    Presence,
    Section,
)
from briefmaker.problems import Place
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


CONDITIONS = DocumentType(
    id="proef/uitnodiging",
    title="Uitnodiging",
    sections=(
        Section(
            id="kop",
            label="Kop",
            fields=(
                LetterField(
                    id="soort", label="Soort", kind=FieldKind.CHOICE, choices=("Borrel", "Vergadering")
                ),
                LetterField(id="zaal", label="Zaal", shown_if="soort == 'Vergadering'"),
                LetterField(id="reden", label="Reden", required_if="soort == 'Borrel'"),
                LetterField(id="plaats", label="Plaats", derived="'Zaal ' ~ zaal if zaal else ''"),
                LetterField(
                    id="sprekers",
                    label="Sprekers",
                    kind=FieldKind.GROUP,
                    entry_label="Spreker",
                    fields=(
                        LetterField(id="naam", label="Naam"),
                        LetterField(id="onderwerp", label="Onderwerp", shown_if="naam is gevuld"),
                    ),
                ),
            ),
        ),
        Section(
            id="agenda",
            label="Agenda",
            shown_if="soort == 'Vergadering'",
            fields=(LetterField(id="punt", label="Eerste punt"),),
        ),
    ),
    pack=TYPE.pack,
)


def choose(letter, what):
    letter.session.change("soort", what, "")
    letter.session.fill_now()


def typed(letter, field):
    return letter.form.rows[field].editor.first_input()


def test_what_is_asked_follows_from_what_was_answered(opened):
    letter = opened(CONDITIONS)
    assert letter.asked() == ["soort", "reden", "plaats", "sprekers"]
    assert letter.listed() == ["Kop"]
    choose(letter, "Vergadering")
    assert letter.asked() == ["soort", "zaal", "reden", "plaats", "sprekers", "punt"]
    assert letter.listed() == ["Kop", "Agenda"]


def test_what_must_be_filled_in_follows_from_what_was_answered(opened):
    letter = opened(CONDITIONS)
    assert not letter.form.rows["reden"].label.text().endswith("*")
    choose(letter, "Borrel")
    assert letter.form.rows["reden"].label.text().endswith("*")


def test_a_value_that_follows_from_others_stands_in_its_field(qtbot, opened):
    letter = opened(CONDITIONS)
    choose(letter, "Vergadering")
    letter.session.change("zaal", "3", "")
    letter.session.fill_now()
    assert typed(letter, "plaats").text() == "Zaal 3"
    assert "plaats" not in letter.session.answers
    letter.form.rows["plaats"].reveal()
    assert letter.form.rows["plaats"].note.text() == "Vult zichzelf in. Typ om het te wijzigen."


def test_what_the_user_types_goes_before_and_emptying_gives_it_back(qtbot, opened):
    letter = opened(CONDITIONS)
    choose(letter, "Vergadering")
    letter.session.change("zaal", "3", "")
    letter.session.fill_now()
    place = typed(letter, "plaats")
    place.setFocus(Qt.FocusReason.TabFocusReason)
    place.selectAll()
    qtbot.keyClicks(place, "Aula")
    letter.session.fill_now()
    assert letter.session.answers.text("plaats") == "Aula"
    letter.session.change("zaal", "4", "")
    letter.session.fill_now()
    assert place.text() == "Aula"
    place.selectAll()
    qtbot.keyClick(place, Qt.Key.Key_Delete)
    letter.session.fill_now()
    assert place.text() == "", "not filled again under the hands of whoever types"
    typed(letter, "reden").setFocus(Qt.FocusReason.TabFocusReason)
    assert place.text() == "Zaal 4"


def test_conditions_hold_within_an_entry(opened):
    letter = opened(CONDITIONS)
    letter.session.change_together(
        {"sprekers": (Entry(values={"naam": "A. Berkhout"}), Entry())}, Place("sprekers")
    )
    letter.form.show_answers(letter.session.answers)
    letter.session.fill_now()
    boxes = letter.form.rows["sprekers"].editor.boxes
    assert [box.rows["onderwerp"].isVisibleTo(box) for box in boxes] == [True, False]
