"""What the windows to edit a pack's files have alike: commands, a bar for sentences, keeping what is not
saved, and the question when they are closed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMainWindow, QMenu, QToolBar, QVBoxLayout, QWidget

from briefmaker.app.unsaved_texts import TakenUp
from briefmaker.drafts.kept_texts import KeptTexts
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.qt.banner import Banner
from briefmaker.qt.dialogs import Choice, Question
from briefmaker.qt.icons import icon
from briefmaker.qt.services import Services
from briefmaker.qt.tones import em
from briefmaker.qt.wording import day_and_time_in_words
from briefmaker.qt.workshop.editing_session import EditingSession
from briefmaker.qt.workshop.unsaved_keeping import UnsavedKeeping

__all__ = ["EditingWindow", "EditorsFirst", "WindowOpening", "brought_to_front"]

_LANE = "workshop"


class EditingWindow(QMainWindow):
    """saved(folder): the files were saved. closed().

    session: what is edited. kept: what the window keeps while it isn't saved; what it took up was given to
    the session already.
    """

    saved = Signal(object)
    closed = Signal()

    def __init__(
        self,
        session: EditingSession[Any, Any],
        kept: KeptTexts,
        services: Services,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.Window)
        session.setParent(self)
        self._edited = session
        self._banner_does: Callable[[], None] | None = None
        self._services = services
        self._closes_after_saving = False
        self._may_close = False
        self._actions: dict[str, QAction] = {}
        self.banner = Banner(self)
        self.state = QLabel(self)
        self.state.setContentsMargins(em(self, 0.6), 0, em(self, 0.6), 0)
        self.keeping = UnsavedKeeping(kept, session, services.tasks, self)
        self.keeping.failed.connect(self._say_not_kept)
        session.state_changed.connect(self.keeping.follow)

    # -- building

    def _add_bar(self, title: str) -> QToolBar:
        bar = QToolBar(title, self)
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(bar)
        return bar

    def _act(
        self,
        name: str,
        words: str,
        drawing: str,
        key: str | QKeySequence.StandardKey,
        do: Callable[[], object],
        menu: QMenu,
        bar: QToolBar | None = None,
    ) -> None:
        action = QAction(words, self)
        if drawing:
            action.setIcon(icon(drawing, self.palette()))
            action.setProperty("drawing", drawing)
        if key:
            action.setShortcuts(
                QKeySequence.keyBindings(key) if not isinstance(key, str) else [QKeySequence(key)]
            )
        action.triggered.connect(do)
        menu.addAction(action)
        if bar is not None:
            bar.addAction(action)
        self._actions[name] = action

    def _act_on_file(self, menu: QMenu, bar: QToolBar) -> None:
        """Save, close, and back to the file."""
        standard = QKeySequence.StandardKey
        self._act("save", _("&Save"), "save", standard.Save, self.save, menu, bar)
        self._act("revert", _("&Throw unsaved changes away"), "", "", self._revert, menu)
        self._act("close", _("&Close"), "", standard.Close, self.close, menu)

    def _show_within(self, columns: QWidget) -> None:
        """The sentences above, the state below."""
        whole = QWidget(self)
        below = QVBoxLayout(whole)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self.banner)
        below.addWidget(columns, 1)
        self.setCentralWidget(whole)
        self.statusBar().addWidget(self.state, 1)
        self.statusBar().setSizeGripEnabled(False)
        self.banner.chosen.connect(self._take_banner)

    # -- showing

    def _show_file_state(self, title: str) -> None:
        """Title, and what can be saved, undone and redone."""
        session = self._edited
        self.setWindowTitle(title + "[*]")
        self.setWindowModified(session.is_modified)
        for name in ("save", "revert"):
            self._actions[name].setEnabled(session.is_modified)
        self._actions["undo"].setEnabled(session.can_undo)
        self._actions["redo"].setEnabled(session.can_redo)

    def say_taken_up(self, taken: TakenUp[Any]) -> None:
        """Say that changes of a window that ended are here again, with a way to throw them away."""
        said = [
            _("Changes of {moment} that were not saved yet are put back.").format(
                moment=day_and_time_in_words(taken.written)
            )
        ]
        if taken.is_disputed:
            said.append(_("Somebody else has changed the same lines since; saving asks which are to stay."))
        elif taken.is_joined:
            said.append(_("What others saved since is in them too."))
        self._banner_does = self._revert
        self.banner.show_sentence(" ".join(said), _("Throw away"))

    def _say(self, sentence: str) -> None:
        self._banner_does = None
        self.banner.show_sentence(sentence)

    def _say_not_kept(self) -> None:
        self._say(
            _(
                "What you type can't be kept in between now: this computer may be short of room. Save it"
                " before you close Briefmaker."
            )
        )

    def _offer_undo(self, sentence: object) -> None:
        """Say what was done, with a way back; "" to say nothing."""
        self._banner_does = self._edited.undo
        self.banner.show_sentence(str(sentence), _("Undo") if sentence else "")

    def _take_banner(self) -> None:
        does, self._banner_does = self._banner_does, None
        self.banner.show_sentence("")
        if does is not None:
            does()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            for action in getattr(self, "_actions", {}).values():
                if drawing := action.property("drawing"):
                    action.setIcon(icon(drawing, self.palette()))

    # -- what the user does

    def save(self) -> None:
        """Save what was changed."""
        raise NotImplementedError

    def _revert(self) -> None:
        self._edited.revert()
        self._offer_undo(_("The changes are thrown away."))

    # -- the end

    def _after_saving(self) -> None:
        self.saved.emit(self._edited.folder)
        if self._closes_after_saving and not self._edited.is_modified:
            QTimer.singleShot(0, self, self.close)

    def _after_not_saving(self) -> None:
        self._closes_after_saving = False

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._edited.is_modified and not self._may_close:
            event.ignore()
            self.keeping.keep_now()
            question = Question(
                self._closing_question,
                _("Without saving they are gone."),
                (
                    Choice("save", _("Save"), is_default=True),
                    Choice("discard", _("Don't save")),
                    Choice("cancel", _("Cancel"), is_escape=True),
                ),
            )
            self._services.dialogs.ask(self, question, self._answer)
            return
        self.keeping.end()
        self.closed.emit()
        super().closeEvent(event)

    @property
    def folder(self) -> Path:
        """Of what is edited."""
        return self._edited.folder

    @property
    def _closing_question(self) -> str:
        raise NotImplementedError

    def _answer(self, choice: str) -> None:
        if choice == "save":
            self._closes_after_saving = True
            self.save()
        elif choice == "discard":
            self._may_close = True
            QTimer.singleShot(
                0, self, self.close
            )  # the answer may come while the window is still asked to close


def brought_to_front(parent: QWidget, kind: type[EditingWindow], folder: Path) -> bool:
    """Bring the window of this kind that edits `folder` to the front; whether there is one."""
    for window in parent.findChildren(kind):
        if window.folder == folder and window.isVisible():
            window.raise_()
            window.activateWindow()
            return True
    return False


class EditorsFirst(QObject):
    """Closes the editors of a window before that is closed; it stays while one asks about its changes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.installEventFilter(self)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Close:
            return False
        if all(editor.close() for editor in window.findChildren(EditingWindow) if editor.isVisible()):
            return False
        event.ignore()
        return True


class WindowOpening(QObject):
    """Reads beside the window, whose child it stays meanwhile, and shows what was read."""

    def __init__(self, window: QWidget, services: Services, failure: str) -> None:
        """failure: what is said above the reason when it can't be read."""
        super().__init__(window)
        self._window = window
        self._services = services
        self._failure = failure

    def begin(self, work: Callable[[], Any]) -> None:
        """Begin to read."""
        self._services.tasks.start(_LANE, work, self._take, self._tell)

    def _take(self, opened: Any) -> None:
        self._show(opened)
        self.deleteLater()

    def _show(self, opened: Any) -> None:
        raise NotImplementedError

    def _tell(self, error: Exception) -> None:
        self.deleteLater()
        if not isinstance(error, BriefmakerError):
            raise error
        self._services.dialogs.tell(self._window, self._failure, str(error))
