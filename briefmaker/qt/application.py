"""Starts the window: Qt, the looks, the language, the services, then the program."""

from __future__ import annotations

import contextlib
import datetime
import getpass
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from briefmaker import places
from briefmaker.app.installed import installed_packs
from briefmaker.app.own_mark import OwnMark
from briefmaker.app.settings import mark_of
from briefmaker.drafts.autosave import Autosaver
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.recent import RecentLetters
from briefmaker.drafts.settings import Settings
from briefmaker.errors import NotSaved, UnusableInput
from briefmaker.i18n import choose_language, language, set_language
from briefmaker.qt.appearance import dress, with_scheme
from briefmaker.qt.crash_report import CrashReports
from briefmaker.qt.dialogs import Dialogs
from briefmaker.qt.letter_pages import LetterPages
from briefmaker.qt.new_templates import NewTemplates
from briefmaker.qt.preferences import Preferences
from briefmaker.qt.program import Program
from briefmaker.qt.services import Services
from briefmaker.qt.spelling import Spelling
from briefmaker.qt.tasks import MainThreadGarbage, Tasks

__all__ = ["start", "translate_qt"]


def start(arguments: Sequence[str], workshop: Path | None = None) -> int:
    """Show the window with the letters named, or the start page; gives the exit code.

    workshop: show the window for templates instead, with the pack in this folder; Path() for none.
    """
    application = QApplication([sys.argv[0]])
    application.setApplicationName("Briefmaker")
    application.setApplicationDisplayName("")
    application.setDesktopFileName("briefmaker")
    tasks = Tasks(application)
    preferences = Preferences(places.settings_folder(), tasks, application)
    set_language(choose_language(preferences.settings.language, os.environ))
    translate_qt(application)
    dress(application, preferences.settings.appearance)
    application.setWindowIcon(QIcon(str(places.resources_folder() / "briefmaker.svg")))
    reports = CrashReports(places.log_folder(), application)
    reports.install()
    garbage = MainThreadGarbage(application)
    program = Program(_services(tasks, preferences), application)
    program.typed.connect(garbage.put_off)
    reports.told.connect(program.tell)
    preferences.changed.connect(_Dressing(application).follow)
    templates = NewTemplates(program, application)
    if workshop is None:
        program.begin([Path(argument) for argument in arguments])
    else:
        program.begin([], workshop)
    templates.look()
    code = application.exec()
    templates.stop()
    is_quiet = program.end()
    program.services.pages.close()
    garbage.stop()
    reports.uninstall()
    if not is_quiet:
        _leave(code)
    return code


def _leave(code: int) -> None:
    """End the process although a thread waits for a share: Python itself would wait for it, maybe for ever.
    Everything that must be on the disk is there."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.flush()
    logging.shutdown()
    os._exit(code)


def translate_qt(application: QApplication) -> None:
    """Let Qt's own words (OK, Cancel, the file dialogs) be in the language of the interface."""
    QLocale.setDefault(QLocale(language()))
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language()}", folder):
        application.installTranslator(translator)


class _Dressing(QObject):
    """Changes the colours when the user chooses others."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application

    def follow(self, settings: Settings) -> None:
        with_scheme(self._application, settings.appearance)


def _services(tasks: Tasks, preferences: Preferences) -> Services:
    packs = installed_packs(preferences.settings.house_styles)
    drafts = DraftStore(places.drafts_folder())
    return Services(
        packs=packs,
        tasks=tasks,
        dialogs=Dialogs(),
        preferences=preferences,
        drafts=drafts,
        autosaver=Autosaver(drafts, _note_failed_draft),
        recent=RecentLetters(places.user_data_folder() / "recent.json"),
        pages=LetterPages(packs, preferences.settings.layout_engine, _mark(preferences)),
        spelling=Spelling(tasks, preferences, tasks),
        user=_user_name(),
        today=datetime.date.today,
    )


def _mark(preferences: Preferences) -> OwnMark | None:
    """A mark that can't be read keeps nobody from a letter: the pack's own is printed, and it is said."""
    try:
        return mark_of(preferences.settings)
    except UnusableInput as error:
        preferences.sentences.append(str(error))
        return None


def _note_failed_draft(_draft: str, error: Exception) -> None:
    """A draft that can't be written is tried again by itself; a bug is reported."""
    if not isinstance(error, NotSaved):
        sys.excepthook(type(error), error, error.__traceback__)


def _user_name() -> str:
    """How others will know who has a letter open."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
