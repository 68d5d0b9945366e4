"""The whole program: which letters are open, the start page, and what concerns more than one letter."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.draft_store import new_draft_id
from briefmaker.drafts.locks import Held, HeldBy
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.qt import beside
from briefmaker.qt.dialogs import FileKind
from briefmaker.qt.file_drops import FileDrops
from briefmaker.qt.importing import ENDINGS as FOREIGN_ENDINGS
from briefmaker.qt.importing import Importing
from briefmaker.qt.known_letters import known_letters
from briefmaker.qt.opened import Opened, ReadableOnly
from briefmaker.qt.pack_files import PACK_FILES, PackFiles
from briefmaker.qt.program_windows import show_about, show_keys, show_settings, usual_folder
from briefmaker.qt.services import Services
from briefmaker.qt.start_page import StartPage
from briefmaker.qt.tasks import FAREWELL_S
from briefmaker.qt.wording import held_in_words, recovered_in_words
from briefmaker.qt.workshop.opening import Workshops

if TYPE_CHECKING:
    from briefmaker.qt.window import LetterWindow

__all__ = ["Program"]

_OFFSET = 28
_SOON_MS = 100
"""What nobody waits for begins when the window is on the screen and answers to keys."""


class Program(QObject):
    """Opens and closes windows. Several letters are several windows; the program ends with the last.
    typed(): something changed in a letter."""

    typed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.windows: list[LetterWindow] = []
        self.start_page: StartPage | None = None
        self._locks: dict[LetterWindow, Held] = {}
        self._drafts: dict[str, Draft] = {}
        self._written: dict[str, str] = {}
        self._thumbnails: Mapping[str, QImage] = {}
        self._recovered = 0
        self.importing = Importing(services, self._front, self)
        self.importing.opened.connect(self._show_opened)
        self.workshops = Workshops(services, self)
        self.workshops.start_page_requested.connect(self.show_start_page)
        self.pack_files = PackFiles(services, self._front, self)
        self.pack_files.said.connect(self.say)
        self.pack_files.installed.connect(self.renew)
        self.workshops.install_requested.connect(self.pack_files.ask)
        self.workshops.pack_file_given.connect(self.pack_files.look_into)

    # -- beginning and ending

    def begin(self, paths: Sequence[Path], workshop: Path | None = None) -> None:
        """Open these letters; without any, show the start page, or the window for templates (`Workshops`)."""
        for found in self.services.drafts.recoverable():
            if found.draft.has_unsaved_changes:
                self._drafts[found.draft_id] = found.draft
                self._written[found.draft_id] = found.written
            else:
                self.services.drafts.remove(found.draft_id)
        self._recovered = len(self._drafts)
        for path in paths:
            self.open_path(path)
        if workshop is not None:
            self.workshops.show(workshop if workshop.parts else None)
        elif not paths:
            self.show_start_page()
        if self.services.preferences.sentences:
            self.tell("\n\n".join(self.services.preferences.sentences))
        QTimer.singleShot(_SOON_MS, self, self._read_packs)

    def end(self) -> bool:
        """Bring everything to rest: drafts on the disk, locks given back, threads ended. False when a thread
        goes on waiting, for a share that doesn't answer."""
        self.workshops.close()
        for window in list(self.windows):
            window.close()
        if self.start_page is not None:
            self.start_page.close()
        self.services.preferences.write()
        self.services.autosaver.close()
        self.services.spelling.close()
        is_quiet = self.services.tasks.close(FAREWELL_S)
        self.services.drafts.close()
        return is_quiet

    # -- the start page

    def show_start_page(self) -> None:
        """Show the start page, or bring it to the front."""
        if self.start_page is None:
            page = StartPage(self.services.packs.glimpses())
            page.type_chosen.connect(self.begin_letter)
            page.letter_chosen.connect(self._open_known)
            page.open_requested.connect(self.ask_for_letter)
            page.import_requested.connect(self.ask_for_document)
            page.settings_requested.connect(self._show_settings)
            page.workshop_requested.connect(self.workshops.show)
            page.closed.connect(self._forget_start_page)
            FileDrops(page, (PACK_FILES, "brief")).dropped.connect(self.open_path)
            self.start_page = page
            page.show_thumbnails(self._thumbnails)
            if not self._thumbnails:
                QTimer.singleShot(_SOON_MS, self, self._make_thumbnails)
            page.banner.show_sentence(recovered_in_words(self._recovered))
        self._list_letters()
        self.start_page.show()
        self.start_page.raise_()
        self.start_page.activateWindow()
        if self._drafts:
            self.start_page.letters.setFocus()
            self.start_page.letters.setCurrentRow(0)
        else:
            self.start_page.focus_types()

    def _forget_start_page(self) -> None:
        page, self.start_page = self.start_page, None
        if page is not None:
            page.deleteLater()

    def _read_packs(self) -> None:
        self.services.tasks.start(
            "files", partial(beside.usable_types, self.services.packs), self._keep_types
        )

    def _keep_types(self, usable: Collection[str]) -> None:
        """The packs are read whole: say what is wrong with them, and offer only what works."""
        if self.start_page is not None:
            self.start_page.keep_types(usable)
        if self.services.packs.unusable:
            self.tell("\n\n".join(map(str, self.services.packs.unusable)))

    def renew(self) -> None:
        """Begin and open letters with the packs that are installed now; those that are open keep theirs."""
        self.services.tasks.start("files", partial(beside.renewed, self.services), self._use)

    def _use(self, renewed: tuple[Services, Collection[str]]) -> None:
        services, usable = renewed
        self.services = services
        for each in (self.importing, self.workshops, self.pack_files):
            each.use_services(services)
        self._thumbnails = {}
        if self.start_page is not None:
            self.start_page.show_types(services.packs.glimpses())
            self.start_page.keep_types(usable)
            self._make_thumbnails()

    def _make_thumbnails(self) -> None:
        self.services.tasks.start("files", beside.load_the_rest, self.note)
        work = partial(beside.thumbnails, self.services.packs, self.services.pages, self.services.today())
        self.services.tasks.start("pages", work, self._show_thumbnails, self._go_without)

    def _show_thumbnails(self, pictures: Mapping[str, QImage]) -> None:
        self._thumbnails = pictures
        if self.start_page is not None:
            self.start_page.show_thumbnails(pictures)

    def note(self, _nothing: object) -> None:
        """Done, nothing to say."""

    def _go_without(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error

    def _list_letters(self) -> None:
        if self.start_page is not None:
            open_paths = {str(window.session.path) for window in self.windows}
            recent = self.services.recent.letters()
            self.start_page.show_letters(
                tuple(known_letters(self._drafts, self._written, recent, open_paths))
            )

    def _open_known(self, key: tuple[str, str]) -> None:
        kind, name = key
        if kind == "draft":
            work = partial(beside.open_draft, self.services, name, self._drafts[name])
            self.services.tasks.start("files", work, self._show_opened, self._fail)
        else:
            self.open_path(Path(name))

    # -- letters

    def begin_letter(self, document_type: str) -> None:
        """A new letter of this kind."""
        try:
            letter = beside.begun_letter(self.services, document_type)
        except BriefmakerError as error:  # its pack was only glimpsed, and can't be used
            self.tell(str(error))
        else:
            self._show(Opened(letter))

    def open_path(self, path: Path) -> None:
        """Open the letter in a file, or bring its window to the front; a pack file is to be installed."""
        if path.suffix.lower() == f".{PACK_FILES}":
            if self._front() is None:
                self.show_start_page()
            self.pack_files.look_into(path)
            return
        if path.suffix.lower().removeprefix(".") in FOREIGN_ENDINGS and path.suffix.lower() != ".docx":
            self.importing.read(path)
            return
        for window in self.windows:
            if window.session.path == path.absolute():
                window.showNormal() if window.isMinimized() else window.show()
                window.raise_()
                window.activateWindow()
                return
        draft = next(
            ((key, draft) for key, draft in self._drafts.items() if draft.origin == str(path.absolute())),
            None,
        )
        self.services.tasks.start(
            "files", partial(beside.open_file, self.services, path, draft), self._show_opened, self._fail
        )

    def ask_for_letter(self) -> None:
        """Let a letter file be chosen."""
        kinds = (
            FileKind(_("Letters"), ("brief", "json")),
            FileKind(_("Word documents made with Briefmaker"), ("docx",)),
        )
        self.services.dialogs.choose_file(
            self._front(), _("Open letter"), usual_folder(self.services), kinds, self.open_path
        )

    def ask_for_document(self) -> None:
        """Let an existing document be chosen to be brought into the form."""
        self.importing.ask(usual_folder(self.services))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        if not self.windows and self.start_page is None:
            self.show_start_page()
        beside.tell(self.services, self._front(), error)

    def tell(self, sentence: object) -> None:
        """Show what could not be done."""
        self.services.dialogs.tell(self._front(), str(sentence))

    def say(self, sentence: str) -> None:
        """Say quietly what concerns no letter."""
        for window in (self.start_page, self.workshops.window):
            if window is not None:
                window.say(sentence)

    def _show_opened(self, opened: Opened | Path) -> None:
        if isinstance(opened, Path):
            self.importing.read(opened)
            return
        if opened.path is not None:
            self.services.preferences.last_folder = str(opened.path.parent)
        window = self._show_as_now(opened)
        if window is not None and opened.remarks:
            self.services.dialogs.tell(window, opened.remarks[0], "\n\n".join(opened.remarks[1:]))

    def _show_as_now(self, opened: Opened) -> LetterWindow | None:
        """The window of a letter that was read with packs that others may have been installed over since."""
        try:
            return self._show(beside.as_now(self.services.packs, opened))
        except ReadableOnly as error:
            if isinstance(opened.lock, Held):
                self.services.tasks.start("files", opened.lock.release, self.note)
            self._fail(error)
            return None

    def _show(self, opened: Opened) -> LetterWindow:
        from briefmaker.qt.session import LetterSession
        from briefmaker.qt.window import LetterWindow

        document_type = self.services.packs.type(opened.letter.document_type).type
        session = LetterSession(
            document_type,
            opened.letter,
            self.services.today,
            path=opened.path,
            unsaved=opened.unsaved,
            is_new=opened.is_new,
        )
        window = LetterWindow(self.services, session, opened.draft or new_draft_id())
        window.as_made.look_at(opened.source or opened.path)
        self._drafts.pop(opened.draft, None)
        if isinstance(opened.lock, Held):
            self._locks[window] = opened.lock
        elif isinstance(opened.lock, HeldBy):
            session.set_read_only(held_in_words(opened.lock))
        session.answers_changed.connect(self.typed)
        window.asked.connect(self._do)
        window.recent_chosen.connect(self._open_known)
        window.closed.connect(self._note_closed)
        window.saved.connect(self._note_saved)
        if self.windows:
            last = self.windows[-1]
            window.move(last.pos().x() + _OFFSET, last.pos().y() + _OFFSET)
        self.windows.append(window)
        window.show()
        window.raise_()
        window.activateWindow()
        window.form.go_to_first(session.answers)
        if opened.path is not None and not session.is_read_only:
            self._remember(window)
        if self.start_page is not None:
            self.start_page.close()
        return window

    # -- what windows ask

    def _do(self, command: str, window: LetterWindow) -> None:
        commands: dict[str, Callable[[], object]] = {
            "new_letter": partial(self.begin_letter, window.session.document_type.id),
            "new_from_this": partial(self._copy, window, clear=True),
            "open_copy": partial(self._copy, window, clear=False),
            "show_start_page": self.show_start_page,
            "open_letter": self.ask_for_letter,
            "import_letter": self.ask_for_document,
            "show_settings": partial(show_settings, self.services, window),
            "show_workshop": self.workshops.show,
            "show_keys": partial(show_keys, window),
            "about": partial(show_about, window),
            "quit": QApplication.closeAllWindows,
        }
        commands[command]()

    def _copy(self, window: LetterWindow, *, clear: bool) -> None:
        from briefmaker.app.letters import copied_letter

        packs = self.services.packs
        try:
            letter = beside.as_now(packs, Opened(window.session.as_file())).letter
        except ReadableOnly as error:
            self._fail(error)
        else:
            self._show(Opened(copied_letter(packs, letter) if clear else letter))

    def _show_settings(self) -> None:
        show_settings(self.services, self.start_page)

    def _note_closed(self, window: LetterWindow, draft: Draft | None) -> None:
        self.windows.remove(window)
        if draft is not None:
            self._drafts[window.filing.draft_id] = draft
            self._written[window.filing.draft_id] = datetime.datetime.now(datetime.UTC).isoformat()
        lock = self._locks.pop(window, None)
        if lock is not None:
            self.services.tasks.start("files", lock.release, self.note)
        self._list_letters()

    def _note_saved(self, window: LetterWindow, path: Path) -> None:
        self._remember(window)
        before = self._locks.pop(window, None)
        work = partial(beside.relock, before, path, self.services.user)
        self.services.tasks.start("files", work, self._keep_lock)

    def _keep_lock(self, lock: tuple[Path, Held | HeldBy]) -> None:
        path, held = lock
        window = next((each for each in self.windows if each.session.path == path), None)
        if isinstance(held, Held):
            if window is not None:
                self._locks[window] = held
            else:
                held.release()

    def _remember(self, window: LetterWindow) -> None:
        session = window.session
        if session.path is None:
            return
        work = partial(
            beside.add_recent,
            self.services,
            session.path,
            window.filing.title or session.path.stem,
            session.document_type.id,
        )
        self.services.tasks.start("files", work, self.note)

    def _front(self) -> QWidget | None:
        active = QApplication.activeWindow()
        if active is not None:
            return active
        return self.windows[-1] if self.windows else self.start_page
