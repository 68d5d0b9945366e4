"""A repeated group in the form: decisions, portfolio holders, parts that the user adds."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answers, Entry
from briefmaker.letter.document_type import (
    DocumentType,
    FieldKind,
    LetterField,
    Organisation,
    PackInfo,
    PackList,
    PrintedAs,
    Section,
)
from briefmaker.problems import Place, Problem
from briefmaker.qt.group_field import GroupFieldEditor

TODAY = datetime.date(2026, 11, 23)
HELD = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier

DECISIONS = LetterField(
    id="besluiten",
    kind=FieldKind.GROUP,
    label="Besluiten",
    entry_label="Besluit",
    printed_as=PrintedAs.NUMBERS,
    fields=(LetterField(id="tekst", label="Besluit"),),
)
NESTED = LetterField(
    id="besluiten",
    kind=FieldKind.GROUP,
    label="Besluiten",
    entry_label="Besluit",
    printed_as=PrintedAs.NUMBERS,
    fields=(
        LetterField(id="tekst", label="Besluit"),
        LetterField(id="onderdelen", label="Onderdelen", kind=FieldKind.LINES),
    ),
)
HOLDERS = LetterField(
    id="portefeuillehouders",
    kind=FieldKind.GROUP,
    label="Portefeuillehouders",
    entry_label="Portefeuillehouder",
    at_most=3,
    fields=(
        LetterField(
            id="naam", label="Naam", completes_from="wethouders", fills={"portefeuille": "portefeuille"}
        ),
        LetterField(id="portefeuille", label="Portefeuille"),
    ),
)
PACK = PackInfo(
    id="proef",
    version="1",
    title="Proef",
    organisation=Organisation(name="Gemeente Proef"),
    lists={
        "wethouders": PackList(
            id="wethouders",
            shows="naam",
            entries=({"naam": "mr. A. Berkhout", "portefeuille": "Wonen"},),
        )
    },
)


class Asked(QWidget):
    """A group as the form shows it, and what it says."""

    def __init__(self, field: LetterField) -> None:
        super().__init__()
        section = Section(id="deel", label="Deel", fields=(field,))
        document_type = DocumentType(id="proef/brief", title="Proef", sections=(section,), pack=PACK)
        self.editor = GroupFieldEditor(document_type, field, TODAY, self)
        QVBoxLayout(self).addWidget(self.editor)
        self.answer: tuple[Entry, ...] = ()
        self.keys: list[object] = []
        self.refusals: list[object] = []
        self.places: list[Place] = []
        self.editor.answer_changed.connect(self.take)
        self.editor.refused.connect(self.refusals.append)
        self.editor.came.connect(self.places.append)
        self.resize(600, 500)

    def take(self, answer, key):
        self.answer = answer
        self.keys.append(key)

    def texts(self, sub="tekst"):
        return [entry.text(sub) for entry in self.answer]

    def shown(self, sub="tekst"):
        return [box.rows[sub].editor.first_input() for box in self.editor.boxes]

    def show_texts(self, *texts):
        entries = tuple(Entry(values={"tekst": text}) for text in texts)
        self.editor.show_answer(entries)
        self.answer = entries


@pytest.fixture
def asked(qtbot):
    def made(field):
        widget = Asked(field)
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return made


def focused():
    return QApplication.focusWidget()


def test_decisions_are_typed_one_after_the_other_with_enter(qtbot, asked):
    group = asked(DECISIONS)
    qtbot.keyClick(group.editor.add, Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), "het kader vast te stellen")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), "het krediet te verlenen")
    assert group.texts() == ["het kader vast te stellen", "het krediet te verlenen"]
    assert [box.number.text() for box in group.editor.boxes] == ["1.", "2."]


def test_enter_in_the_middle_parts_a_decision_in_two(qtbot, asked):
    group = asked(DECISIONS)
    group.show_texts("eerst dit en daarna dat")
    first = group.shown()[0]
    first.setFocus()
    cursor = first.textCursor()
    cursor.setPosition(len("eerst dit"))
    first.setTextCursor(cursor)
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert group.texts() == ["eerst dit", "en daarna dat"]
    assert focused() is group.shown()[1]
    assert group.shown()[1].textCursor().atStart()


def test_backspace_in_an_empty_decision_takes_it_out_and_goes_back(qtbot, asked):
    group = asked(DECISIONS)
    group.show_texts("een", "")
    last = group.shown()[1]
    last.setFocus()
    qtbot.keyClick(last, Qt.Key.Key_Backspace)
    assert group.texts() == ["een"]
    assert focused() is group.shown()[0]
    qtbot.waitUntil(lambda: group.shown()[0].textCursor().position() == 3)


def test_several_lines_pasted_are_several_decisions(asked):
    group = asked(DECISIONS)
    group.show_texts("een", "")
    data = QMimeData()
    data.setText("twee\n\n  drie  vier \r\nvijf")
    group.shown()[1].setFocus()
    group.shown()[1].insertFromMimeData(data)
    assert group.texts() == ["een", "twee", "drie vier", "vijf"]


def test_a_decision_moves_with_the_keyboard_and_keeps_the_cursor(qtbot, asked):
    group = asked(DECISIONS)
    group.show_texts("een", "twee", "drie")
    group.shown()[2].setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Up, HELD)
    assert group.texts() == ["een", "drie", "twee"]
    assert focused() is group.shown()[1]
    qtbot.keyClick(focused(), Qt.Key.Key_Up, HELD)
    qtbot.keyClick(focused(), Qt.Key.Key_Up, HELD)
    assert group.texts() == ["drie", "een", "twee"]
    qtbot.keyClick(focused(), Qt.Key.Key_Down, HELD)
    assert group.texts() == ["een", "drie", "twee"]


def drag(grip, to):
    """Drag with the mouse to a point of the screen."""
    start = QPointF(grip.rect().center())
    end = QPointF(grip.mapFromGlobal(to))
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    plain = Qt.KeyboardModifier.NoModifier
    for kind, at, button, held in (
        (QEvent.Type.MouseButtonPress, start, left, left),
        (QEvent.Type.MouseMove, end, none, left),
        (QEvent.Type.MouseButtonRelease, end, left, none),
    ):
        event = QMouseEvent(kind, at, QPointF(grip.mapToGlobal(at)), button, held, plain)
        QApplication.sendEvent(grip, event)


def test_a_decision_is_dragged_to_its_place(asked):
    group = asked(DECISIONS)
    group.show_texts("een", "twee", "drie")
    last = group.editor.boxes[2]
    drag(group.editor.boxes[0].grip, last.mapToGlobal(QPoint(5, last.height() - 1)))
    assert group.texts() == ["twee", "drie", "een"]
    first = group.editor.boxes[0]
    drag(group.editor.boxes[2].grip, first.mapToGlobal(QPoint(5, 1)))
    assert group.texts() == ["een", "twee", "drie"]


def test_a_decision_let_go_where_it_was_changes_nothing(asked):
    group = asked(DECISIONS)
    group.show_texts("een", "twee")
    box = group.editor.boxes[0]
    drag(box.grip, box.mapToGlobal(QPoint(5, box.height() - 1)))
    assert group.keys == []


def test_taking_out_is_one_step_and_asks_nothing(qtbot, asked):
    group = asked(DECISIONS)
    group.show_texts("een", "twee")
    qtbot.mouseClick(group.editor.boxes[0].take_out, Qt.MouseButton.LeftButton)
    assert group.texts() == ["twee"]
    assert group.keys == [""]


def test_an_entry_of_the_packs_list_fills_the_whole_entry(qtbot, asked):
    group = asked(HOLDERS)
    qtbot.mouseClick(group.editor.add, Qt.MouseButton.LeftButton)
    group.editor.boxes[0].rows["naam"].editor.entry_chosen.emit(
        {"naam": "mr. A. Berkhout", "portefeuille": "Wonen"}
    )
    assert [dict(entry.values) for entry in group.answer] == [
        {"naam": "mr. A. Berkhout", "portefeuille": "Wonen"}
    ]
    assert group.shown("portefeuille")[0].text() == "Wonen"


def test_no_more_entries_than_there_may_be(qtbot, asked):
    group = asked(HOLDERS)
    for _number in range(3):
        qtbot.mouseClick(group.editor.add, Qt.MouseButton.LeftButton)
    assert not group.editor.add.isEnabled()


def test_where_the_user_is_names_the_entry_and_its_field(asked):
    group = asked(HOLDERS)
    group.editor.show_answer((Entry(values={"naam": "een"}), Entry(values={"naam": "twee"})))
    group.editor.show_place("1/portefeuille", "")
    assert group.places[-1] == Place("portefeuillehouders/1/portefeuille")
    assert focused() is group.shown("portefeuille")[1]


def test_a_problem_stands_beside_its_own_field(asked):
    group = asked(HOLDERS)
    group.editor.show_answer((Entry(values={"naam": "een"}), Entry(values={"naam": "twee"})))
    group.editor.show_problems_within(
        [Problem("proef", Place("portefeuillehouders/1/naam"), "Deze naam kan niet.", "Typ een andere.")]
    )
    group.editor.reveal()
    notes = [box.rows["naam"].note.text() for box in group.editor.boxes]
    assert notes[0] == ""
    assert notes[1].startswith("Deze naam kan niet.")


def test_assistive_technology_hears_which_decision_it_is(asked):
    group = asked(DECISIONS)
    group.show_texts("een", "twee")
    assert [shown.accessibleName() for shown in group.shown()] == ["Besluit 1", "Besluit 2"]
    assert group.editor.boxes[1].take_out.accessibleName() == "Besluit 2 verwijderen"


def test_lines_below_a_decision_are_typed_as_in_a_list_of_a_text(qtbot, asked):
    group = asked(NESTED)
    qtbot.keyClick(group.editor.add, Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), "de straten aan te wijzen:")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    for text in ("de Dorpsstraat", "de Molenweg"):
        qtbot.keyClicks(focused(), text)
        qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.keyClicks(focused(), "het krediet te verlenen.")
    assert [dict(entry.values) for entry in group.answer] == [
        {"tekst": "de straten aan te wijzen:", "onderdelen": "de Dorpsstraat\nde Molenweg"},
        {"tekst": "het krediet te verlenen."},
    ]


def test_lines_below_a_decision_take_no_room_until_they_are_asked_for(qtbot, asked):
    group = asked(NESTED)
    group.editor.show_answer(
        (Entry(values={"tekst": "een"}), Entry(values={"tekst": "b", "onderdelen": "c"}))
    )
    shown = [box.rows["onderdelen"].isVisibleTo(box) for box in group.editor.boxes]
    assert shown == [False, True]
    qtbot.mouseClick(group.editor.boxes[0].open_nested, Qt.MouseButton.LeftButton)
    assert focused() is group.shown("onderdelen")[0]


def test_tab_leaves_the_first_decision_even_when_it_is_empty(qtbot, asked):
    group = asked(NESTED)
    group.show_texts("")
    group.shown()[0].setFocus()
    qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is not group.shown()[0]
    assert len(group.editor.boxes) == 1


def test_tab_goes_through_the_entries_in_their_order(qtbot, asked):
    group = asked(HOLDERS)
    for _number in range(2):
        qtbot.mouseClick(group.editor.add, Qt.MouseButton.LeftButton)
    group.shown("naam")[0].setFocus()
    reached = [focused()]
    for _step in range(6):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        reached.append(focused())
    boxes = group.editor.boxes
    assert reached == [
        *(box.rows[sub].editor.first_input() if sub else box.take_out
          for box in boxes for sub in ("naam", "portefeuille", "")),
        group.editor.add,
    ]  # fmt: skip


class Showings(QObject):
    """Counts what comes into sight or goes out of it, which lays out the whole form again."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched, event):  # noqa: N802
        self.count += event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)
        return False


def test_what_follows_from_a_key_leaves_the_other_decisions_as_they_are(asked):
    it = asked(NESTED)
    it.show_texts("Een", "Twee", "Drie")
    paths = [f"besluiten/{number}/{sub}" for number in range(3) for sub in ("tekst", "onderdelen")]
    nothing = fill(DocumentType(id="proef/brief", title="Proef", sections=(), pack=PACK), Answers(), TODAY)
    filled = replace(nothing, shown=frozenset(paths))
    it.editor.show_standing_within(filled)
    showings = Showings()
    for box in it.editor.boxes:
        box.rows["onderdelen"].installEventFilter(showings)
    it.editor.show_standing_within(filled)
    assert showings.count == 0
    assert not any(box.rows["onderdelen"].isVisible() for box in it.editor.boxes)


def test_a_decision_alone_has_nothing_to_be_dragged_by(qtbot, asked):
    it = asked(DECISIONS)
    qtbot.mouseClick(it.editor.add, Qt.MouseButton.LeftButton)
    assert not it.editor.boxes[0].grip.isVisible()
    qtbot.mouseClick(it.editor.add, Qt.MouseButton.LeftButton)
    assert all(box.grip.isVisible() for box in it.editor.boxes)


def test_a_whole_document_pasted_into_a_decision_is_refused_in_words(asked):
    it = asked(DECISIONS)
    it.show_texts("Een")
    lines = QMimeData()
    lines.setText("\n".join(f"Regel {number}" for number in range(2000)))
    it.shown()[0].insertFromMimeData(lines)
    assert it.refusals == ["Dit zijn 2000 regels. Plak hier hoogstens 200 regels tegelijk."]
    assert it.texts() == ["Een"]


def test_many_lines_pasted_stand_under_each_other_as_high_as_their_text(qtbot, asked):
    it = asked(NESTED)
    it.show_texts("Een")
    lines = QMimeData()
    lines.setText("\n".join(f"Regel {number}" for number in range(150)))
    it.shown()[0].insertFromMimeData(lines)
    qtbot.waitUntil(lambda: it.editor.boxes[-1].y() > it.editor.boxes[-2].y() > 0)
    qtbot.waitUntil(lambda: len({shown.height() for shown in it.shown()}) == 1)
