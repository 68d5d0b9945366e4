"""A proposal to the council typed with the keyboard alone: groups, parts of decisions, a section left out."""

from __future__ import annotations

import io
import zipfile

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox

from briefmaker.app.exporting import word_of_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.letter.answers import Answers, Enclosure, Entry
from briefmaker.letter.body import Body, Heading, ListBlock, ListItem, Paragraph, inlines
from tests.qt.conftest import *  # noqa: F403 (the fixtures of the window)
from tests.qt.conftest import TODAY
from tests.stories.typing import Hands

TYPE = "haarlemmermeer/raadsvoorstel"
_LONGEST_WAY = 60


def text(*blocks):
    made = (Paragraph(inlines=inlines(each)) if isinstance(each, str) else each for each in blocks)
    return Body(blocks=tuple(made)).with_ids()


def bullets(*items):
    listed = (ListItem(blocks=(Paragraph(inlines=inlines(item)),)) for item in items)
    return ListBlock(kind="bullet", items=tuple(listed))


def entries(*values):
    return tuple(Entry(values=each) for each in values)


PROPOSAL = Answers(
    {
        "onderwerp": "Visie op schaduw in de straat",
        "portefeuillehouders": entries({"naam": "ing. Tessa de Vries, MBA"}, {"naam": "drs. O. Benali"}),
        "steller": "Karin Prins",
        "collegevergadering": "2026-12-01",
        "raadsvoorstelnummer": "10456789",
        "collegebesluiten": entries(
            {"tekst": "het ontwerp vrij te geven voor inspraak;"},
            {"tekst": "twee proefstraten aan te wijzen:", "onderdelen": "de Beukenlaan;\nde Kruisweg;"},
            {"tekst": "de kosten te dekken uit het programma Groen."},
        ),
        "raadsbesluiten": entries({"tekst": "de visie vast te stellen."}),
        "samenvatting": text("In de zomer is de straat te warm. Wij planten bomen."),
        "bereiken": text(
            Heading(level=1, inlines=inlines("Koelte")),
            "Iedere straat krijgt schaduw, want:",
            bullets("bomen koelen;", "bomen vangen water."),
            "Daarmee beginnen wij in twee straten.",
        ),
        "doen": text("Wij planten en wij meten."),
        "kosten": text("Het plan kost € 300.000."),
        "verantwoordelijk": text("De wethouder Groen."),
        "met_overig": "nee",
        "voortgang": text("De raad hoort het ieder voorjaar."),
        "extra": entries({"titel": "Duurzaamheid", "tekst": text("Bomen slaan koolstof op.")}),
        "orgaan": "Burgemeester en wethouders van de gemeente Haarlemmermeer,",
        "secretaris_functie": "de secretaris,",
        "secretaris": "A. Verhoog",
        "burgemeester_functie": "de burgemeester,",
        "burgemeester": "B. Lindeman",
        "bijlagen": (Enclosure(title="Visie op schaduw"),),
    }
)


class Typist:
    """Types a document field by field, going on with Tab."""

    def __init__(self, window) -> None:
        self.window = window
        self.hands = Hands()

    def go_into(self, row):
        for _step in range(_LONGEST_WAY):
            if row.isAncestorOf(QApplication.focusWidget()):
                return
            self.hands.press(Qt.Key.Key_Tab, *self._out())
        raise AssertionError(f"{row.field.id} is not reached with Tab")

    def _out(self):
        """From a text Tab goes on with Ctrl."""
        in_text = type(QApplication.focusWidget()).__name__ == "BodyEditor"
        return (Qt.KeyboardModifier.ControlModifier,) if in_text else ()

    def go_to(self, wanted):
        for _step in range(_LONGEST_WAY):
            if QApplication.focusWidget() is wanted:
                return
            self.hands.press(Qt.Key.Key_Tab, *self._out())
        raise AssertionError("not reached with Tab")

    def type(self, answers):
        for section in self.window.session.document_type.sections:
            if section.switch and answers.text(section.switch) == "nee":
                self.switch_off(section)
                continue
            for field in section.fields:
                value = answers.get(field.id)
                if value:
                    self.type_field(self.window.form.rows[field.id], value)

    def switch_off(self, section):
        for _step in range(_LONGEST_WAY):
            now = QApplication.focusWidget()
            if isinstance(now, QCheckBox) and now.text() == section.label:
                break
            self.hands.press(Qt.Key.Key_Tab, *self._out())
        self.hands.press(Qt.Key.Key_Space)
        self.window.session.fill_now()

    def type_field(self, row, value):
        self.go_into(row)
        if isinstance(value, Body):
            self.hands.type_body(value)
        elif isinstance(value, str):
            self.hands.replace(value)
        elif isinstance(value[0], Enclosure):
            for enclosure in value:
                self.hands.press(Qt.Key.Key_Space)
                self.hands.type(enclosure.title)
        else:
            self.type_group(row.editor, row.field, value)

    def type_group(self, group, field, value):
        is_list = field.printed_as != "rows"
        begun = len(group.boxes)
        if begun:
            self.go_to(group.boxes[0].row_at("").editor.first_input())
        for number, entry in enumerate(value):
            if number >= begun and not (is_list and number):
                self.go_to(group.add)
                self.hands.press(Qt.Key.Key_Space)
            for sub in field.fields:
                answer = entry.values.get(sub.id)
                if not answer:
                    continue
                if is_list and sub is not field.fields[0]:
                    self.hands.press(Qt.Key.Key_Return)
                    self.hands.press(Qt.Key.Key_Tab)
                    self.hands.type(answer)
                    self.hands.press(Qt.Key.Key_Return)
                elif isinstance(answer, Body):
                    self.go_into(group.boxes[-1].rows[sub.id])
                    self.hands.type_body(answer)
                elif sub is field.fields[0]:
                    self.hands.type(answer)
            if is_list and number < len(value) - 1:
                self.hands.press(Qt.Key.Key_Return)


def printed(services, answers):
    version = services.packs.type(TYPE).type.pack.version
    letter = LetterFile(TYPE, version, answers)
    docx = word_of_letter(Typesetter(services.packs), letter, TODAY, as_concept=True)
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {name: package.read(name) for name in package.namelist() if "customXml/item" not in name}


def test_a_proposal_typed_with_the_keyboard_is_the_proposal_meant(qtbot, program, services, pages_shown):
    program.begin_letter(TYPE)
    window = program.windows[0]
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.form.isAncestorOf(QApplication.focusWidget()))
    Typist(window).type(PROPOSAL)
    filled = window.session.fill_now()
    assert [problem.sentence for problem in filled.problems if problem.blocks_export] == []
    typed = window.session.answers
    for field, value in PROPOSAL.items():
        if isinstance(value, str):
            assert typed.text(field) == value, field
    wanted, made = printed(services, PROPOSAL), printed(services, typed)
    assert made.keys() == wanted.keys()
    for name, data in wanted.items():
        assert made[name] == data, name
    pages_shown(window)
    assert "Welke overige relevante informatie" not in window.live.pages.text
