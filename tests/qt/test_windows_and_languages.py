"""Every window opens in both languages, closes with Esc, and is gone afterwards."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMessageBox, QPushButton

from briefmaker.drafts.settings import Appearance
from briefmaker.i18n import set_language
from briefmaker.qt import appearance
from briefmaker.qt.commands import COMMANDS
from briefmaker.qt.crash_report import CrashReports, ReportWindow, report_text
from briefmaker.qt.dialogs import Choice, Dialogs, FileKind, Question
from briefmaker.qt.help_windows import AboutWindow, KeysWindow
from briefmaker.qt.mnemonics import with_mnemonics
from briefmaker.qt.printing import pages_to_print
from briefmaker.qt.settings_dialog import SettingsDialog
from briefmaker.qt.tones import is_dark
from tests.qt.conftest import TYPE


@pytest.fixture(params=["nl", "en"])
def spoken(request):
    set_language(request.param)
    return request.param


def report():
    try:
        raise ValueError("iets uit de brief")
    except ValueError as error:
        return report_text(type(error), error.__traceback__)


def made_windows(services):
    yield KeysWindow
    yield AboutWindow
    yield lambda: SettingsDialog(services.preferences, services.dialogs)
    yield lambda: ReportWindow(report())


def test_every_dialog_opens_says_something_and_is_gone_after_esc(qtbot, services, spoken):
    for make in made_windows(services):
        dialog = make()
        dialog.open()
        qtbot.waitExposed(dialog)
        assert dialog.windowTitle()
        assert all(button.text() for button in dialog.findChildren(QPushButton) if button.isVisible())
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        reference = weakref.ref(dialog)
        del dialog
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        assert reference() is None


def test_the_letter_window_opens_in_both_languages(qtbot, program, spoken):
    program.begin_letter(TYPE)
    program.show_start_page()
    titles = [action.text().replace("&", "") for action in program.windows[0].menuBar().actions()]
    named = {
        "nl": ["Bestand", "Bewerken", "Invoegen", "Opmaak", "Beeld", "Help"],
        "en": ["File", "Edit", "Insert", "Format", "View", "Help"],
    }
    assert titles == named[spoken]


def test_no_english_is_left_in_dutch(program):
    from briefmaker.i18n import _

    same = [
        command.label
        for command in COMMANDS.values()
        if _(command.label) == command.label and command.label not in ("PDF", "Word")
    ]
    assert same == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_windows_open_in_light_and_dark(qtbot, qapp, program, scheme):
    appearance.dress(qapp, scheme)
    program.begin_letter(TYPE)
    assert is_dark(program.windows[0].palette()) == (scheme == "dark")
    appearance.with_scheme(qapp, "light")


def test_the_sheet_of_keys_knows_every_command_with_a_key(qtbot):
    window = KeysWindow()
    qtbot.addWidget(window)
    shown = ""
    for number in range(window.tree.topLevelItemCount()):
        head = window.tree.topLevelItem(number)
        shown += "".join(f"{head.child(row).text(1)}\n" for row in range(head.childCount()))
    for command in COMMANDS.values():
        for keys in command.keys:
            assert keys in shown


def test_the_sheet_of_keys_is_searched(qtbot):
    window = KeysWindow()
    qtbot.addWidget(window)
    window.search.setText("afdrukken")
    shown = [
        window.tree.topLevelItem(number).child(row).text(0)
        for number in range(window.tree.topLevelItemCount())
        for row in range(window.tree.topLevelItem(number).childCount())
        if not window.tree.topLevelItem(number).child(row).isHidden()
    ]
    assert shown == ["Afdrukken"]


def test_settings_are_kept_only_with_ok(qtbot, services):
    for accept, wanted in ((False, Appearance.SYSTEM), (True, Appearance.DARK)):
        dialog = SettingsDialog(services.preferences, services.dialogs)
        dialog.open()
        dialog.appearance.setCurrentIndex(dialog.appearance.findData("dark"))
        if accept:
            dialog.accept()
        else:
            dialog.reject()
        assert services.preferences.settings.appearance is wanted


def test_settings_are_there_again_at_the_next_start(qtbot, services):
    from briefmaker import places
    from briefmaker.qt.preferences import Preferences

    services.preferences.change(services.preferences.settings.with_changes(appearance="dark"))
    services.preferences.columns = "abc="
    services.preferences.write()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    again = Preferences(places.settings_folder(), services.tasks)
    assert again.settings.appearance is Appearance.DARK
    assert again.columns == "abc="


def test_a_report_names_places_in_the_code_and_nothing_of_the_letter():
    text = report()
    assert "ValueError" in text
    assert "test_windows_and_languages.py" in text
    assert "iets uit de brief" not in text


def test_an_unforeseen_error_opens_one_report_that_can_be_copied(qtbot, tmp_path, capsys):
    reports = CrashReports(tmp_path)
    for _time in range(2):
        try:
            raise ValueError("geheim")
        except ValueError as error:
            reports._take(type(error), error, error.__traceback__)
    qtbot.waitUntil(lambda: reports._window is not None)
    qtbot.waitUntil(lambda: reports._window.text.toPlainText().count("ValueError") == 2)
    qtbot.mouseClick(reports._window.copy, Qt.MouseButton.LeftButton)
    assert "ValueError" in QApplication.clipboard().text()
    assert "geheim" not in (tmp_path / "problems.log").read_text()
    reports._window.close()


def test_a_question_gives_the_name_of_the_answer(qtbot):
    answers = []
    dialogs = Dialogs()
    question = Question(
        "Doorgaan?",
        "Dit volgt.",
        (Choice("no", "Terug", is_default=True, is_escape=True), Choice("yes", "Doorgaan")),
    )
    for label, wanted in (("Doorgaan", "yes"), (None, "no")):
        dialogs.ask(None, question, answers.append)
        box = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox))
        assert box.defaultButton().text() == "Terug"
        if label is None:
            qtbot.keyClick(box, Qt.Key.Key_Escape)
        else:
            button = next(each for each in box.findChildren(QPushButton) if each.text() == label)
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert answers[-1] == wanted
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_message_is_plain_text(qtbot):
    Dialogs().tell(None, "<b>Bestand</b> & co")
    box = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox))
    assert box.textFormat() == Qt.TextFormat.PlainText
    box.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_file_kinds_are_written_as_the_dialog_wants_them():
    assert FileKind("Brieven", ("brief", "json")).pattern == "Brieven (*.brief *.json)"


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [(0, 0, (0, 1, 2)), (1, 1, (0,)), (2, 3, (1, 2)), (2, 9, (1, 2)), (5, 5, (2,))],
)
def test_the_pages_chosen_are_the_pages_printed(first, last, wanted):
    assert pages_to_print(first, last, 3) == wanted


def test_labels_get_letters_of_their_own():
    marked = with_mnemonics(("Aan", "Aanhef", "Afzender", "R&D"), taken=("f",))
    letters = [label.replace("&&", "")[label.replace("&&", "").index("&") + 1].casefold() for label in marked]
    assert len(set(letters)) == 4
    assert "f" not in letters
    assert marked[3].count("&&") == 1


def test_no_label_is_left_in_a_dialog_without_text(qtbot, services):
    for make in made_windows(services):
        dialog = make()
        qtbot.addWidget(dialog)
        assert isinstance(dialog, QDialog)
        for label in dialog.findChildren(QLabel):
            assert label.text() or label.isHidden() or label.pixmap() is not None
