"""A program to be killed: opens an editor of a pack's files, types in it, and goes on until it dies.

typing_program.py form|pack FOLDER TEXT
"""

import datetime
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from briefmaker import places
from briefmaker.app.installed import installed_packs
from briefmaker.drafts.autosave import Autosaver
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.recent import RecentLetters
from briefmaker.qt.dialogs import Dialogs
from briefmaker.qt.letter_pages import LetterPages
from briefmaker.qt.preferences import Preferences
from briefmaker.qt.services import Services
from briefmaker.qt.spelling import Spelling
from briefmaker.qt.tasks import Tasks
from briefmaker.qt.workshop.manifest_editor import ManifestEditor, open_manifest_editor
from briefmaker.qt.workshop.pack_editor import PackEditor, open_pack_editor


class Typing(QObject):
    """Waits for the editor, types, and says so."""

    def __init__(self, around: QMainWindow, text: str) -> None:
        super().__init__(around)
        self._around = around
        self._text = text
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        for editor in self._around.findChildren(ManifestEditor):
            self._timer.stop()
            editor.session.select((1, 0))
            self._type(editor.sheet.rows["label"].input.first_input())
        for editor in self._around.findChildren(PackEditor):
            self._timer.stop()
            self._type(editor.pack.rows["organisation.name"].input.line)

    def _type(self, line: QWidget) -> None:
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, self._text)
        print("typed", flush=True)


def services(tasks: Tasks) -> Services:
    packs = installed_packs()
    drafts = DraftStore(places.drafts_folder())
    preferences = Preferences(places.settings_folder(), tasks, tasks)
    return Services(
        packs=packs,
        tasks=tasks,
        dialogs=Dialogs(),
        preferences=preferences,
        drafts=drafts,
        autosaver=Autosaver(drafts, lambda _draft, _error: None),
        recent=RecentLetters(places.user_data_folder() / "recent.json"),
        pages=LetterPages(packs, "automatic"),
        spelling=Spelling(tasks, preferences, tasks),
        user="anna",
        today=lambda: datetime.date(2026, 11, 23),
    )


if __name__ == "__main__":
    what, folder, text = sys.argv[1:]
    application = QApplication([])
    around = QMainWindow()
    begin = {"form": open_manifest_editor, "pack": open_pack_editor}[what]
    begin(around, Path(folder), services(Tasks(application)))
    typing = Typing(around, text)
    application.exec()
