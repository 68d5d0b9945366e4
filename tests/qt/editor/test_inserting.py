"""Links, pictures, page breaks, quotes, fixed spaces and enclosures, as somebody makes them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QMenu

from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body, Heading, Image, PageBreak, Paragraph, Text, inlines
from briefmaker.qt.editor.link_dialog import LinkDialog
from briefmaker.qt.editor.picture_dialog import PictureDialog
from tests.qt.editor.bodies import PNG
from tests.qt.editor.test_keys import (
    ALT,
    CTRL,
    SHIFT,
    TABLE,
    bullets,
    double_click,
    paragraph,
    press,
    show,
    shown,
    write,
)
from tests.qt.editor.test_numbering import markers, numbered

LINKED = Paragraph(
    id="p", inlines=(Text(text="Zie "), Text(text="de site", link="https://haarlem.nl"), Text(text="."))
)


@pytest.fixture
def dialog(editor):
    """Gives the open dialog of a kind."""

    def find(kind):
        return next(each for each in editor.findChildren(kind) if each.isVisible())

    yield find
    for kind in (LinkDialog, PictureDialog):
        for each in editor.findChildren(kind):
            each.close()


def choose(editor, id_: str, start: int, end: int) -> None:
    editor.show_place(id_, start)
    press(editor, Qt.Key.Key_Right, SHIFT, times=end - start)


# -- links ----------------------------------------------------------------------------------------


def test_ctrl_k_makes_a_link_of_what_is_selected(editor, dialog, undoing) -> None:
    show(editor, paragraph("Zie de site.", "p"))
    choose(editor, "p", 4, 11)
    press(editor, Qt.Key.Key_K, CTRL)
    asked = dialog(LinkDialog)
    assert asked.text_input.text() == "de site"
    QTest.keyClicks(asked.address_input, "haarlem.nl")
    asked.accept()
    assert editor.body().blocks[0].inlines == (
        Text(text="Zie "),
        Text(text="de site", link="https://haarlem.nl"),
        Text(text="."),
    )


def test_a_wrong_address_is_refused_beside_it_and_can_be_mended(editor, dialog) -> None:
    show(editor, paragraph("site", "p"))
    press(editor, Qt.Key.Key_A, CTRL)
    press(editor, Qt.Key.Key_K, CTRL)
    asked = dialog(LinkDialog)
    QTest.keyClicks(asked.address_input, "javascript:alert(1)")
    asked.accept()
    assert asked.isVisible()
    assert "javascript" in asked.note.text()
    QTest.keyClicks(asked.address_input, "a@haarlem.nl")
    asked.accept()
    assert editor.body().blocks[0].inlines == (Text(text="site", link="mailto:a@haarlem.nl"),)


def test_a_link_is_changed_as_a_whole_and_taken_away(editor, dialog) -> None:
    show(editor, LINKED)
    editor.show_place("p", 6)
    press(editor, Qt.Key.Key_K, CTRL)
    asked = dialog(LinkDialog)
    assert (asked.text_input.text(), asked.address_input.text()) == ("de site", "https://haarlem.nl")
    asked.text_input.setText("de webplek")
    asked.accept()
    assert editor.body().blocks[0].inlines[1] == Text(text="de webplek", link="https://haarlem.nl")
    editor.show_place("p", 6)
    press(editor, Qt.Key.Key_K, CTRL)
    dialog(LinkDialog).remove.click()
    assert editor.body().blocks[0].inlines == (Text(text="Zie de webplek."),)


def test_without_a_text_the_address_is_the_text(editor, dialog) -> None:
    press(editor, Qt.Key.Key_K, CTRL)
    asked = dialog(LinkDialog)
    asked.address_input.setText("www.haarlem.nl")
    asked.accept()
    assert editor.body().blocks[0].inlines == (Text(text="www.haarlem.nl", link="https://www.haarlem.nl"),)


def test_a_link_over_two_paragraphs_keeps_their_text(editor, dialog) -> None:
    show(editor, paragraph("een", "p"), paragraph("twee", "q"))
    press(editor, Qt.Key.Key_A, CTRL)
    press(editor, Qt.Key.Key_K, CTRL)
    asked = dialog(LinkDialog)
    assert not asked.text_input.isEnabled()
    asked.address_input.setText("haarlem.nl")
    asked.accept()
    assert [block.inlines[0].link for block in editor.body().blocks] == ["https://haarlem.nl"] * 2
    assert shown(editor) == ["een", "twee"]


def test_ctrl_and_a_click_open_a_link_and_a_click_alone_does_not(editor) -> None:
    opened: list = []
    editor.actions_of_text.inserting.link_opened.connect(opened.append)
    show(editor, LINKED)
    editor.show_place("p", 7)
    place = editor.cursorRect().center()
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == []
    QTest.mouseClick(editor.viewport(), Qt.MouseButton.LeftButton, CTRL, pos=place)
    assert opened == ["https://haarlem.nl"]


def move_to(editor, place: QPoint, held=Qt.KeyboardModifier.NoModifier) -> Qt.CursorShape:
    """Moves the mouse to a place in the viewport; gives the pointer that it is there."""
    view = editor.viewport()
    QCursor.setPos(view.mapToGlobal(place))
    none = Qt.MouseButton.NoButton
    where = QPointF(place), QPointF(view.mapToGlobal(place))
    QApplication.sendEvent(view, QMouseEvent(QEvent.Type.MouseMove, *where, none, none, held))
    return view.cursor().shape()


def test_the_pointer_is_a_hand_where_ctrl_and_a_click_open_a_link(editor) -> None:
    show(editor, LINKED)
    editor.show_place("p", 1)
    word = editor.cursorRect().center()
    editor.show_place("p", 7)
    link = editor.cursorRect().center()
    below = QPoint(link.x(), link.y() + 200)
    hand, beam = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.IBeamCursor
    assert move_to(editor, link) == beam
    assert move_to(editor, link, CTRL) == hand
    assert move_to(editor, word, CTRL) == beam
    assert move_to(editor, below, CTRL) == beam
    assert move_to(editor, link) == beam
    QTest.keyPress(editor, Qt.Key.Key_Control, CTRL)
    assert editor.viewport().cursor().shape() == hand
    QTest.keyRelease(editor, Qt.Key.Key_Control)
    assert editor.viewport().cursor().shape() == beam


# -- pictures -------------------------------------------------------------------------------------


def test_a_picture_comes_below_the_text_before_it_and_asks_what_it_shows(editor, dialog, undoing) -> None:
    show(editor, paragraph("voor na", "p"))
    undoing.begin()
    editor.show_place("p", 5)
    editor.actions_of_text.inserting.insert_picture(Image(data=PNG))
    asked = dialog(PictureDialog)
    assert asked.input.hasFocus() or asked.focusWidget() is asked.input
    asked.input.setPlainText("Een kaart\nvan de wijk")
    asked.accept()
    assert shown(editor) == ["voor ", "image", "na"]
    assert editor.body().blocks[1].alt == "Een kaart van de wijk"
    press(editor, Qt.Key.Key_Z, CTRL)
    assert editor.body().blocks[1].alt == ""
    press(editor, Qt.Key.Key_Z, CTRL)
    assert shown(editor) == ["voor na"]


def test_below_a_picture_at_the_end_one_can_type(editor) -> None:
    write(editor, "voor")
    editor.actions_of_text.inserting.insert_picture(Image(data=PNG, alt="Kaart"))
    write(editor, "na")
    assert shown(editor) == ["voor", "image", "na"]


def test_a_picture_without_a_description_says_so_in_the_text(editor) -> None:
    show(
        editor,
        Image(id="i", data=PNG),
        Image(id="j", data=PNG, alt="Kaart"),
        Image(id="k", data=b"", alt="x"),
    )
    rows = editor.toPlainText()
    assert "Nog geen beschrijving" in rows
    assert "Kaart" in rows
    assert "ontbreekt" in rows


@pytest.mark.parametrize("how", ["enter", "double click"])
def test_the_description_is_asked_again_on_the_picture(editor, dialog, how: str) -> None:
    show(editor, Image(id="i", data=PNG, alt="Kaart"), paragraph("na"))
    editor.show_place("i")
    if how == "enter":
        press(editor, Qt.Key.Key_Return)
    else:
        place = editor.cursorRect().center() + QPoint(1, 0)
        double_click(editor, place)
    asked = dialog(PictureDialog)
    assert asked.input.toPlainText() == "Kaart"
    asked.input.setPlainText("Plattegrond")
    asked.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).click()
    assert editor.body().blocks[0].alt == "Plattegrond"


def test_a_large_picture_is_no_wider_than_the_text(editor) -> None:
    from tests.qt.editor.test_pictures import file_of

    show(editor, Image(id="i", data=file_of("PNG", (2400, 300)), alt="Breed"))
    line = editor.document().begin().layout().lineAt(0)
    assert editor.viewport().width() * 0.7 < line.naturalTextWidth() < editor.viewport().width()
    editor.resize(400, 500)
    editor.grab()
    assert editor.document().begin().layout().lineAt(0).naturalTextWidth() < 400


# -- breaks, spaces, quotes -----------------------------------------------------------------------


def test_ctrl_enter_begins_a_new_page(editor) -> None:
    write(editor, "eerste tweede")
    press(editor, Qt.Key.Key_Left, times=6)
    press(editor, Qt.Key.Key_Return, CTRL)
    assert shown(editor) == ["eerste ", "page_break", "tweede"]
    write(editor, "de ")
    assert shown(editor)[2] == "de tweede"


def test_a_page_break_in_an_empty_text_leaves_room_on_both_pages(editor) -> None:
    press(editor, Qt.Key.Key_Return, CTRL)
    write(editor, "op de tweede bladzijde")
    assert [type(block) for block in editor.body().blocks] == [PageBreak, Paragraph]


def test_a_numbered_list_goes_on_counting_after_a_page_break(editor) -> None:
    show(editor, numbered("a", "x", "y", "z"))
    editor.show_place("a1p", 1)
    press(editor, Qt.Key.Key_Return, CTRL)
    assert markers(editor) == ["1.", "2.", "", "3."]
    assert editor.body().blocks[2].continues


def test_a_fixed_space_is_a_character(editor) -> None:
    write(editor, "artikel")
    press(editor, Qt.Key.Key_Space, CTRL | SHIFT)
    write(editor, "160")
    assert shown(editor) == ["artikel\u00a0160"]


def test_a_quote_is_made_and_unmade(editor) -> None:
    show(editor, paragraph("voor", "p"), paragraph("een", "q"), bullets("twee"), paragraph("na"))
    editor.show_place("q", 1)
    press(editor, Qt.Key.Key_Down, SHIFT)
    press(editor, Qt.Key.Key_Q, CTRL | SHIFT)
    assert shown(editor) == ["voor", (">", ["een", ("-", ["twee"])]), "na"]
    assert editor.actions_of_text.lists.quote.isChecked()
    press(editor, Qt.Key.Key_Q, CTRL | SHIFT)
    assert shown(editor) == ["voor", "een", ("-", ["twee"]), "na"]


# -- enclosures -----------------------------------------------------------------------------------


def split_at(editor, id_: str, offset: int) -> tuple[Body, Enclosure]:
    told: list = []
    inserting = editor.actions_of_text.inserting
    inserting.enclosure_wanted.connect(lambda *parts: told.append(parts))
    inserting.offers_enclosure = True
    inserting.follow()
    editor.show_place(id_, offset)
    press(editor, Qt.Key.Key_Return, CTRL | SHIFT)
    return told[0]


def test_what_follows_becomes_an_enclosure_with_its_heading_as_title(editor) -> None:
    kop = Heading(id="k", inlines=inlines("Plan van\naanpak"))
    show(editor, paragraph("brief", "p"), paragraph("", "e"), kop, paragraph("tekst"), bullets("punt"))
    kept, enclosure = split_at(editor, "k", 0)
    assert [block.id for block in kept.blocks] == ["p"]
    assert enclosure.title == "Plan van aanpak"
    assert [block.type for block in enclosure.body.blocks] == ["paragraph", "list"]


def test_in_the_middle_of_a_line_its_rest_is_the_title(editor) -> None:
    show(editor, paragraph("brief", "p"), paragraph("tekst"))
    kept, enclosure = split_at(editor, "p", 2)
    assert list(kept.texts()) == ["br"]
    assert (enclosure.title, list(enclosure.body.texts())) == ("ief", ["tekst"])


def test_at_the_very_end_it_is_an_empty_enclosure(editor) -> None:
    show(editor, paragraph("brief", "p"))
    kept, enclosure = split_at(editor, "p", 5)
    assert (list(kept.texts()), enclosure) == (["brief"], Enclosure())


def test_where_no_enclosure_can_be_none_is_offered(editor) -> None:
    show(editor, paragraph("brief", "p"))
    action = editor.actions_of_text.inserting.enclosure
    assert not action.isEnabled()
    assert not action.isVisible()
    press(editor, Qt.Key.Key_Return, CTRL | SHIFT)
    assert shown(editor) == ["brief"]


def test_the_menu_at_a_place_offers_what_stands_there(editor) -> None:
    show(editor, LINKED, numbered("a", "x"), Image(id="i", data=PNG, alt="x"))

    def offered(id_: str, offset: int) -> list[str]:
        editor.show_place(id_, offset)
        menu = QMenu(editor)
        for part in (editor.actions_of_text.inserting, editor.actions_of_text.lists):
            part.add_to_menu(menu, editor.textCursor().position())
        names = [action.text().replace("&", "") for action in menu.actions()]
        menu.deleteLater()
        return names

    assert offered("p", 0) == []
    assert offered("p", 6) == ["Koppeling openen", "Koppeling wijzigen…", "Koppeling verwijderen"]
    assert offered("a0p", 0) == ["Opnieuw beginnen met nummeren", "Doorgaan met nummeren"]
    assert offered("i", 0) == ["Beschrijving van de afbeelding…"]


def test_a_key_of_the_text_goes_before_one_of_the_window(editor) -> None:
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_N, CTRL | SHIFT)
    event.ignore()
    assert editor.event(event)
    assert event.isAccepted()
    show(editor, Heading(id="k", inlines=inlines("Kop")))
    press(editor, Qt.Key.Key_N, CTRL | SHIFT)
    assert shown(editor) == ["Kop"]
    press(editor, Qt.Key.Key_2, CTRL | ALT)
    assert shown(editor) == [("h2", "Kop")]


# -- in tables ------------------------------------------------------------------------------------


def in_cell(editor) -> None:
    show(editor, paragraph("voor", "v"), TABLE, paragraph("na", "n"))
    editor.show_place(editor.body().blocks[1].rows[0].cells[0].blocks[0].id, 2)


def test_in_a_cell_a_page_does_not_end(editor) -> None:
    told: list = []
    editor.refused.connect(told.append)
    in_cell(editor)
    before = editor.body()
    press(editor, Qt.Key.Key_Return, CTRL)
    assert editor.body() == before
    assert "tabel" in told[0]


def test_in_a_cell_pictures_notes_and_quotes_stand_in_the_cell(editor) -> None:
    in_cell(editor)
    editor.actions_of_text.inserting.insert_picture(Image(data=PNG, alt="x"))
    press(editor, Qt.Key.Key_Q, CTRL | SHIFT)
    cell = editor.body().blocks[1].rows[0].cells[0]
    assert [block.type for block in cell.blocks] == ["paragraph", "image", "quote"]
    assert len(editor.body().blocks) == 3


def test_a_quote_over_several_cells_is_not_made(editor) -> None:
    in_cell(editor)
    before = editor.body()
    press(editor, Qt.Key.Key_A, CTRL)
    press(editor, Qt.Key.Key_Q, CTRL | SHIFT)
    assert editor.body() == before


def test_an_enclosure_from_within_a_table_begins_after_it(editor) -> None:
    in_cell(editor)
    id_ = editor.body().blocks[1].rows[0].cells[0].blocks[0].id
    kept, enclosure = split_at(editor, id_, 0)
    assert [block.type for block in kept.blocks] == ["paragraph", "table"]
    assert enclosure.title == "na"


def test_on_a_picture_shift_enter_makes_a_paragraph_below_and_typing_is_explained(editor) -> None:
    told: list = []
    editor.refused.connect(told.append)
    show(editor, Image(id="i", data=PNG, alt="x"))
    editor.show_place("i")
    write(editor, "a")
    assert "Shift+Enter" in told[0]
    press(editor, Qt.Key.Key_Return, SHIFT)
    write(editor, "na")
    assert shown(editor) == ["image", "na"]


def test_a_fixed_space_shows(editor) -> None:
    show(editor, paragraph("een twee", "p"))
    without = editor.grab().toImage()
    show(editor, paragraph("een\u00a0twee", "p"))
    assert editor.grab().toImage() != without
