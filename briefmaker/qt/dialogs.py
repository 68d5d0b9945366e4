"""Messages, questions and file choices: all of them go through one `Dialogs` object.

Nothing here blocks: a dialog is opened and its answer comes later, to a bound method. Tests pass an
object of the same shape that records what was asked and answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QPushButton, QTreeView, QWidget

from briefmaker.i18n import _
from briefmaker.qt.tones import em

__all__ = ["Choice", "Dialogs", "FileKind", "Question"]

_TYPE_COLUMN = 2
"""Of the details in Qt's own file dialog."""


@dataclass(frozen=True)
class Choice:
    """One way to answer a question: its name for the program, and the words on its button."""

    name: str
    label: str
    is_default: bool = False
    is_escape: bool = False
    """Chosen by Esc and by closing the question."""


@dataclass(frozen=True)
class Question:
    """What is asked: one sentence, what follows from the answers, and the answers."""

    what: str
    detail: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class FileKind:
    """A kind of file to choose from: its name for people and its endings without a dot."""

    label: str
    endings: tuple[str, ...]

    @property
    def pattern(self) -> str:
        """As Qt's file dialog wants it, e.g. "Brieven (*.brief)"."""
        return f"{self.label} ({' '.join(f'*.{ending}' for ending in self.endings)})"


class Dialogs:
    """Shows messages, asks questions and lets files be chosen, with the system's own dialogs."""

    def __init__(self) -> None:
        # A dialog without a parent belongs to Python alone, and would be gone while it is open.
        self._open: set[QDialog] = set()

    def _show(self, dialog: QDialog) -> None:
        self._open.add(dialog)
        keeper = _Keeper(dialog, self._open)
        dialog.finished.connect(keeper.let_go)
        dialog.open()

    def tell(self, parent: QWidget | None, what: str, detail: str = "") -> None:
        """Say something that was not expected; there is nothing to choose."""
        box = _message_box(parent, what, detail, QMessageBox.Icon.Warning)
        box.setStandardButtons(QMessageBox.StandardButton.Ok)
        self._show(box)

    def ask(self, parent: QWidget | None, question: Question, answered: Callable[[str], None]) -> None:
        """Ask, and call `answered` with the name of the choice."""
        box = _message_box(parent, question.what, question.detail, QMessageBox.Icon.NoIcon)
        buttons: list[tuple[QPushButton, str]] = []
        for choice in question.choices:
            role = (
                QMessageBox.ButtonRole.RejectRole if choice.is_escape else QMessageBox.ButtonRole.AcceptRole
            )
            button = box.addButton(choice.label, role)
            buttons.append((button, choice.name))
            if choice.is_default:
                box.setDefaultButton(button)
            if choice.is_escape:
                box.setEscapeButton(button)
        reply = _Reply(box, buttons, answered)
        box.finished.connect(reply.give)
        self._show(box)

    def choose_file(
        self,
        parent: QWidget | None,
        title: str,
        folder: Path,
        kinds: Sequence[FileKind],
        chosen: Callable[[Path], None],
    ) -> None:
        """Let an existing file be chosen; nothing is called when it is cancelled."""
        dialog = _file_dialog(parent, title, folder, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        reply = _Chosen(dialog, chosen)
        dialog.finished.connect(reply.give)
        self._show(dialog)

    def choose_files(
        self,
        parent: QWidget | None,
        title: str,
        folder: Path,
        kinds: Sequence[FileKind],
        chosen: Callable[[Sequence[Path]], None],
    ) -> None:
        """Let one or more existing files be chosen; nothing is called when it is cancelled."""
        dialog = _file_dialog(parent, title, folder, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        reply = _Chosen(dialog, all_chosen=chosen)
        dialog.finished.connect(reply.give)
        self._show(dialog)

    def choose_target(
        self,
        parent: QWidget | None,
        title: str,
        proposed: Path,
        kinds: Sequence[FileKind],
        chosen: Callable[[Path], None],
    ) -> None:
        """Let a place to write be chosen, starting from `proposed`; overwriting is asked by the system."""
        dialog = _file_dialog(parent, title, proposed.parent, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(kinds[0].endings[0])
        dialog.selectFile(proposed.name)
        reply = _Chosen(dialog, chosen)
        dialog.finished.connect(reply.give)
        self._show(dialog)

    def choose_folder(
        self, parent: QWidget | None, title: str, folder: Path, chosen: Callable[[Path], None]
    ) -> None:
        """Let an existing folder be chosen; nothing is called when it is cancelled."""
        dialog = _file_dialog(parent, title, folder, ())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        reply = _Chosen(dialog, chosen)
        dialog.finished.connect(reply.give)
        self._show(dialog)

    def open_address(self, address: str) -> None:
        """Show a web page, or begin a mail, in the program that the user has for it."""
        QDesktopServices.openUrl(QUrl(address))


class _Keeper(QObject):
    """Forgets a dialog when it was closed."""

    def __init__(self, dialog: QDialog, kept: set[QDialog]) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._kept = kept

    def let_go(self, _code: int) -> None:
        self._kept.discard(self._dialog)


class _Reply(QObject):
    """Holds the buttons of an open question until one is chosen; lives and dies with the box."""

    def __init__(
        self,
        box: QMessageBox,
        buttons: list[tuple[QPushButton, str]],
        answered: Callable[[str], None],
    ) -> None:
        super().__init__(box)
        self._box = box
        self._buttons = buttons
        self._answered = answered

    def give(self, _code: int) -> None:
        clicked = self._box.clickedButton()
        for button, name in self._buttons:
            if clicked is button:
                self._answered(name)
                return


class _Chosen(QObject):
    """Passes on the file, or all files, of an accepted file dialog; lives and dies with it."""

    def __init__(
        self,
        dialog: QFileDialog,
        chosen: Callable[[Path], None] | None = None,
        all_chosen: Callable[[Sequence[Path]], None] | None = None,
    ) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._chosen = chosen
        self._all_chosen = all_chosen

    def give(self, code: int) -> None:
        files = [Path(file) for file in self._dialog.selectedFiles()]
        if code != QDialog.DialogCode.Accepted or not files:
            return
        if self._chosen is not None:
            self._chosen(files[0])
        if self._all_chosen is not None:
            self._all_chosen(files)


def _message_box(parent: QWidget | None, what: str, detail: str, icon: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(_("Briefmaker"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(what)
    box.setInformativeText(detail)
    box.setIcon(icon)
    return box


def _file_dialog(parent: QWidget | None, title: str, folder: Path, kinds: Sequence[FileKind]) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if kinds:
        dialog.setNameFilters([kind.pattern for kind in kinds])
    dialog.setDirectory(str(folder if folder.is_dir() else Path.home()))
    if sys.platform not in ("win32", "darwin"):
        _dress_own(dialog)
    return dialog


def _dress_own(dialog: QFileDialog) -> None:
    """Qt's own file dialog, used where the system has none: our words, and room for a long name."""
    labels = (
        (QFileDialog.DialogLabel.LookIn, _("Folder:")),
        (QFileDialog.DialogLabel.FileType, _("File type:")),
        (QFileDialog.DialogLabel.FileName, _("File &name:")),
    )
    for label, words in labels:
        dialog.setLabelText(label, words)
    details = dialog.findChild(QTreeView)
    if details is not None:
        # The endings say as much, and Qt says it in English.
        details.hideColumn(_TYPE_COLUMN)
        for column, width in ((0, 26), (1, 6), (3, 12)):
            details.setColumnWidth(column, em(dialog, width))
    dialog.resize(em(dialog, 62), em(dialog, 36))
