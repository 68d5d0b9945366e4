"""Wrong words are marked while somebody types, and can be put right."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from briefmaker.app.letters import new_letter
from briefmaker.app.spelling import personal_words
from briefmaker.drafts.settings import read_settings
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body, Cell, Footnote, Paragraph, Row, Table, Text
from briefmaker.places import settings_folder, user_data_folder
from briefmaker.qt.appearance import with_scheme
from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.editor.misspellings import Misspellings
from briefmaker.qt.editor.runs import NOTE_SIGN
from briefmaker.qt.session import LetterSession
from briefmaker.qt.settings_dialog import SettingsDialog
from briefmaker.qt.tones import tones
from briefmaker.qt.window import LetterWindow
from tests.qt.spelling_marks import marked_words


@pytest.fixture
def editor(window: LetterWindow, qtbot) -> BodyEditor:
    """The text of a new letter, with the cursor in it."""
    view = window.form.rows["brieftekst"].editor.first_input()
    assert isinstance(view, BodyEditor)
    window.form.go_to_first(window.session.answers)
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


@pytest.fixture
def shows(qtbot):
    """Waits until these words, and no others, are marked."""

    def wait(view: BodyEditor, *words: str) -> None:
        def compare() -> None:
            view.viewport().repaint()
            found = marked_words(view)
            assert found == list(words), found

        qtbot.waitUntil(compare, timeout=15_000)

    return wait


@pytest.fixture
def menu_at(qtbot):
    """Opens the menu on a word, and waits until the suggestions are in it."""

    def open_menu(view: BodyEditor, word: str) -> QMenu:
        cursor = view.document().find(word)
        assert not cursor.isNull()
        point = view.cursorRect(cursor).center() - QPoint(4, 0)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(
            view.viewport(), QContextMenuEvent(reason, point, view.viewport().mapToGlobal(point))
        )
        return wait_for_menu(qtbot)

    return open_menu


def wait_for_menu(qtbot) -> QMenu:
    def is_ready() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        assert "Suggesties zoeken…" not in entries(menu)

    qtbot.waitUntil(is_ready, timeout=15_000)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def entries(menu: QMenu) -> list[str]:
    return [action.text().replace("&", "") for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, text: str) -> None:
    action = next(each for each in menu.actions() if each.text().replace("&", "") == text)
    action.trigger()
    menu.close()


def paragraphs(window: LetterWindow) -> list[str]:
    return list(window.session.answers.body("brieftekst").texts())


def typed(qtbot, view: BodyEditor, text: str) -> None:
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
            QApplication.sendEvent(view, event)


# --- Marks -------------------------------------------------------------------------------------------


def test_a_wrong_word_is_marked_when_it_is_left(qtbot, editor, shows) -> None:
    typed(qtbot, editor, "De vergaderring")
    shows(editor)
    typed(qtbot, editor, " ")
    shows(editor, "vergaderring")
    typed(qtbot, editor, "van de raad is op 18-8-2026 in Sinnevelt, zie BBV-123.")
    shows(editor, "vergaderring")


def test_the_word_at_the_cursor_is_marked_again_when_the_cursor_goes(qtbot, editor, shows) -> None:
    typed(qtbot, editor, "Een beschikingg")
    shows(editor)
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    shows(editor, "beschikingg")


def test_a_mark_goes_when_the_word_is_put_right_by_hand_and_comes_back_with_undo(
    qtbot, window, editor, shows
) -> None:
    typed(qtbot, editor, "De commisie ")
    shows(editor, "commisie")
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    for _key in range(3):
        qtbot.keyClick(editor, Qt.Key.Key_Left)
    typed(qtbot, editor, "s")
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    shows(editor)
    window.undo()
    shows(editor, "commisie")


def test_marks_leave_the_text_and_its_history_alone(qtbot, window, editor, shows) -> None:
    typed(qtbot, editor, "Een vergaderring en een beschikingg. ")
    window.session.pause()
    before, could_undo = window.session.answers, window.session.can_undo
    told: list[object] = []
    editor.body_changed.connect(told.append)
    editor.document().contentsChange.connect(lambda *change: told.append(change))
    editor.textChanged.connect(lambda: told.append("text"))
    shows(editor, "vergaderring", "beschikingg")
    assert told == []
    assert window.session.answers is before
    assert window.session.can_undo is could_undo


def test_signs_of_two_positions_before_a_word_don_t_move_its_mark(window, editor, shows) -> None:
    editor.set_body(Body(blocks=(Paragraph(inlines=(Text(text="😀😀 een vergaderring 😀"),)),)))
    shows(editor, "vergaderring")


def test_the_mark_is_a_wave_that_can_be_seen_in_light_and_dark(qtbot, qapp, editor, shows) -> None:
    typed(qtbot, editor, "Een vergaderring ")
    shows(editor, "vergaderring")
    for scheme in ("light", "dark"):
        with_scheme(qapp, scheme)
        editor.viewport().repaint()
        image = editor.viewport().grab().toImage()
        ink = QColor(tones(editor).error)
        rows = {
            y for x in range(image.width()) for y in range(image.height())
            if abs(image.pixelColor(x, y).red() - ink.red()) < 30
            and abs(image.pixelColor(x, y).green() - ink.green()) < 30
            and abs(image.pixelColor(x, y).blue() - ink.blue()) < 30
        }  # fmt: skip
        assert len(rows) >= 2, scheme
    with_scheme(qapp, "light")


def test_a_letter_that_may_only_be_read_is_not_checked(qtbot, window, editor, shows) -> None:
    typed(qtbot, editor, "Een vergaderring ")
    shows(editor, "vergaderring")
    window.session.set_read_only("Bij een ander open.")
    shows(editor)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    assert window.message.text() == (
        "In een brief die alleen gelezen mag worden, wordt de spelling niet gecontroleerd."
    )


def test_the_text_of_an_enclosure_is_checked_too(qtbot, window, shows) -> None:
    body = Body(blocks=(Paragraph(inlines=(Text(text="Een vergaderring."),)),))
    window.session.change("bijlagen", (Enclosure(title="Verslagg", body=body),), "")
    window.form.show_answers(window.session.answers)
    box = window.form.rows["bijlagen"].editor.findChild(BodyEditor)
    box.setFocus()
    shows(box, "vergaderring")


def test_the_cells_of_a_table_are_checked(window, editor, shows, menu_at) -> None:
    def cell(text: str) -> Cell:
        return Cell(blocks=(Paragraph(inlines=(Text(text=text),)),))

    table = Table(rows=(Row(cells=(cell("Onderwrep"), cell("Een vergaderring"))),))
    window.session.change("brieftekst", Body(blocks=(table,)), "")
    window.form.show_answers(window.session.answers)
    shows(editor, "Onderwrep", "vergaderring")
    choose(menu_at(editor, "vergaderring"), "vergadering")
    shows(editor, "Onderwrep")
    assert "Een vergadering" in "".join(window.session.answers.body("brieftekst").texts())


def test_a_footnote_is_checked_and_marked_at_its_sign(qtbot, window, editor, shows) -> None:
    note = Footnote(note=(Text(text="Zie de beschikingg."),))
    sentence = (Text(text="Een commisie"), note, Text(text=" en een vergaderring"))
    window.session.change("brieftekst", Body(blocks=(Paragraph(inlines=sentence),)), "")
    window.form.show_answers(window.session.answers)
    shows(editor, "commisie", "vergaderring", NOTE_SIGN)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    for word in ("commisie", "beschikingg", "vergaderring", "commisie"):
        qtbot.keyClick(window, Qt.Key.Key_F7)
        menu = wait_for_menu(qtbot)
        text = menu.parent()
        assert isinstance(text, BodyEditor)
        assert text.textCursor().selectedText() == word
        assert (text is editor) == (word != "beschikingg")
        menu.close()


def test_a_mistake_in_a_footnote_is_put_right(qtbot, window, editor) -> None:
    note = Footnote(note=(Text(text="Zie de beschikingg."),))
    window.session.change("brieftekst", Body(blocks=(Paragraph(inlines=(Text(text="Een"), note)),)), "")
    window.form.show_answers(window.session.answers)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    choose(wait_for_menu(qtbot), "beschikking")
    (paragraph,) = window.session.answers.body("brieftekst").blocks
    assert paragraph.inlines[1].note == (Text(text="Zie de beschikking."),)


# --- The menu ----------------------------------------------------------------------------------------


def test_a_suggestion_takes_the_place_of_the_word_in_one_step(qtbot, window, editor, shows, menu_at) -> None:
    typed(qtbot, editor, "De gemeentte Haarlem ")
    shows(editor, "gemeentte")
    menu = menu_at(editor, "gemeentte")
    assert entries(menu)[0] == "gemeente"
    assert {"Negeren in dit document", "Toevoegen aan mijn woordenlijst", "Plakken"} <= set(entries(menu))
    choose(menu, "gemeente")
    assert paragraphs(window) == ["De gemeente Haarlem "]
    shows(editor)
    window.undo()
    assert paragraphs(window) == ["De gemeentte Haarlem "]


def test_a_suggestion_keeps_what_the_word_is(editor, window, shows, menu_at) -> None:
    bold = Text(text="gemeentte", strong=True, link="https://www.haarlem.example")
    editor.set_body(Body(blocks=(Paragraph(inlines=(Text(text="De "), bold, Text(text=" zelf."))),)))
    shows(editor, "gemeentte")
    choose(menu_at(editor, "gemeentte"), "gemeente")
    (paragraph,) = editor.body().blocks
    assert paragraph.inlines[1] == bold.model_copy(update={"text": "gemeente"})


def test_a_right_word_has_no_entries_of_spelling(qtbot, editor, shows) -> None:
    typed(qtbot, editor, "De gemeente. ")
    shows(editor)
    point = editor.cursorRect(editor.document().find("gemeente")).center() - QPoint(4, 0)
    QApplication.sendEvent(
        editor.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, editor.viewport().mapToGlobal(point)),
    )
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Negeren in dit document" not in entries(menu)
    menu.close()


def test_a_word_without_suggestions_says_so(qtbot, editor, shows, menu_at) -> None:
    typed(qtbot, editor, "qwzxcvqwzx ")
    shows(editor, "qwzxcvqwzx")
    menu = menu_at(editor, "qwzxcvqwzx")
    assert entries(menu)[0] == "Geen suggesties"
    menu.close()


def test_a_name_of_the_organisation_is_suggested(qtbot, editor, shows, menu_at) -> None:
    typed(qtbot, editor, "Brief van Cocencus. ")
    shows(editor, "Cocencus")
    menu = menu_at(editor, "Cocencus")
    assert "Cocensus" in entries(menu)
    menu.close()


def test_an_ignored_word_is_right_in_this_letter_only(qtbot, window, editor, shows, menu_at, program) -> None:
    typed(qtbot, editor, "Spaarneduin en spaarneduyn ")
    shows(editor, "Spaarneduin", "spaarneduyn")
    choose(menu_at(editor, "Spaarneduin"), "Negeren in dit document")
    shows(editor, "spaarneduyn")
    program.begin_letter(window.session.document_type.id)
    other = program.windows[-1].form.rows["brieftekst"].editor.first_input()
    other.setFocus()
    typed(qtbot, other, "Spaarneduin ")
    shows(other, "Spaarneduin")


def test_an_added_word_is_right_in_every_letter_and_stands_in_the_user_s_list(
    qtbot, window, editor, shows, menu_at, services
) -> None:
    typed(qtbot, editor, "Spaarneduin, een Spaarneduin-plan ")
    shows(editor, "Spaarneduin", "Spaarneduin-plan")
    choose(menu_at(editor, "Spaarneduin"), "Toevoegen aan mijn woordenlijst")
    shows(editor)
    assert window.message.text() == "“Spaarneduin” staat nu in uw woordenlijst."
    qtbot.waitUntil(lambda: "Spaarneduin" in personal_words())
    assert (user_data_folder() / "woordenlijst.txt").read_text("utf-8") == "Spaarneduin\n"


def test_names_in_the_letter_are_right_in_its_text(qtbot, window, editor, shows) -> None:
    typed(qtbot, editor, "Geachte heer Langedijck-Özoğul, ")
    shows(editor, "Langedijck-Özoğul")
    window.session.change("geadresseerde", "De heer T. Langedijck-Özoğul\nDorpsstraat 1", "")
    shows(editor)


# --- F7 ----------------------------------------------------------------------------------------------


def test_f7_goes_from_one_wrong_word_to_the_next_and_round(qtbot, window, editor) -> None:
    blocks = tuple(
        Paragraph(inlines=(Text(text=text),))
        for text in ("Een goede alinea.", "De vergaderring was goed.", "En de commisie ook.")
    )
    window.session.change("brieftekst", Body(blocks=blocks), "")
    window.form.show_answers(window.session.answers)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    for word in ("vergaderring", "commisie", "vergaderring"):
        qtbot.keyClick(window, Qt.Key.Key_F7)
        menu = wait_for_menu(qtbot)
        assert editor.textCursor().selectedText() == word
        assert "Negeren in dit document" in entries(menu)
        menu.close()


def test_after_f7_enter_takes_the_first_suggestion(qtbot, window, editor) -> None:
    typed(qtbot, editor, "De vergaderring was goed.")
    qtbot.keyClick(window, Qt.Key.Key_F7)
    menu = wait_for_menu(qtbot)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert paragraphs(window) == ["De vergadering was goed."]


def test_f7_says_when_nothing_is_wrong(qtbot, window, editor) -> None:
    typed(qtbot, editor, "De vergadering was goed.")
    qtbot.keyClick(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: window.message.text() == "Geen spelfouten gevonden.", timeout=15_000)


# --- The switch --------------------------------------------------------------------------------------


def test_the_menu_turns_spelling_off_and_on_and_the_settings_remember_it(
    qtbot, window, editor, shows, services
) -> None:
    typed(qtbot, editor, "De vergaderring ")
    shows(editor, "vergaderring")
    switch = window.actions_by_name["check_spelling"]
    assert switch.isCheckable()
    assert switch.isChecked()
    switch.trigger()
    shows(editor)
    assert not switch.isChecked()
    services.preferences.write()
    qtbot.waitUntil(lambda: not read_settings(settings_folder() / "settings.json")[0].check_spelling)
    switch.trigger()
    shows(editor, "vergaderring")


def test_the_settings_turn_spelling_off(qtbot, window, editor, shows, services, dialogs) -> None:
    typed(qtbot, editor, "De vergaderring ")
    shows(editor, "vergaderring")
    dialog = SettingsDialog(services.preferences, dialogs, window)
    dialog.spelling.setChecked(False)
    dialog.accept()
    shows(editor)
    assert not window.actions_by_name["check_spelling"].isChecked()


def test_without_spelling_no_process_is_started(qtbot, window, editor, services) -> None:
    services.spelling.turn(False)
    typed(qtbot, editor, "De vergaderring ")
    editor.viewport().repaint()
    qtbot.wait(100)
    assert services.spelling.process_ids() == ()


def test_the_start_page_loads_nothing_of_spelling() -> None:
    code = (
        "import sys, briefmaker.qt.application\n"
        "print([name for name in sys.modules if name.startswith(('briefmaker.spelling', 'hunspell'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_english_letter_is_checked_in_english(qtbot, program, services, shows) -> None:
    dutch = services.packs.type("haarlem/wethoudersbrief").type
    english = dutch.model_copy(update={"language": "en-GB"})
    letter = new_letter(services.packs, dutch.id, services.today())
    letter_window = LetterWindow(services, LetterSession(english, letter, services.today), "proef")
    program.windows.append(letter_window)
    letter_window.closed.connect(lambda *_: program.windows.remove(letter_window))
    letter_window.show()
    view = letter_window.form.rows["brieftekst"].editor.first_input()
    view.setFocus()
    typed(qtbot, view, "The colour of the vergadering, please. ")
    shows(view, "vergadering")


# --- Crashes and hangs -------------------------------------------------------------------------------


def test_after_a_crash_of_the_dictionary_words_are_checked_again(qtbot, editor, shows, services) -> None:
    typed(qtbot, editor, "De vergaderring ")
    shows(editor, "vergaderring")
    (child,) = services.spelling.process_ids()
    os.kill(child, signal.SIGTERM)
    typed(qtbot, editor, "van de commisie ")
    shows(editor, "vergaderring", "commisie")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows can't halt a process this way")
def test_while_the_dictionary_hangs_typing_goes_on_and_it_returns(
    qtbot, window, editor, shows, services
) -> None:
    typed(qtbot, editor, "De vergaderring ")
    shows(editor, "vergaderring")
    (child,) = services.spelling.process_ids()
    os.kill(child, signal.SIGSTOP)
    typed(qtbot, editor, "van de commisie is goed ")
    assert paragraphs(window) == ["De vergaderring van de commisie is goed "]
    qtbot.waitUntil(lambda: bool(services.spelling._dictionary("nl-NL")._asked))
    services.spelling._dictionary("nl-NL")._patience.timeout.emit()
    shows(editor, "vergaderring", "commisie")
    assert child not in services.spelling.process_ids()


def test_nothing_is_left_when_the_program_ends(qtbot, editor, shows, services, menu_at) -> None:
    typed(qtbot, editor, "De vergaderring ")
    shows(editor, "vergaderring")
    menu_at(editor, "vergaderring").close()
    assert len(services.spelling.process_ids()) == 2
    services.spelling.close()
    assert services.spelling.process_ids() == ()


def test_every_text_has_its_marks_once(window, editor) -> None:
    window.form.go_to_first(window.session.answers)
    for view in window.form.findChildren(BodyEditor):
        assert len(view.findChildren(Misspellings)) == 1
