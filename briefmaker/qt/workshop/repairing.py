"""Mends findings with one click, takes that back, and makes the copy with comments."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from briefmaker.errors import BriefmakerError, NotSaved
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.qt.dialogs import FileKind
from briefmaker.qt.workshop.findings_column import FindingsColumn
from briefmaker.qt.workshop.frame import WorkshopFrame

if TYPE_CHECKING:
    from briefmaker.app.template_repairs import Undo

__all__ = ["Repairing"]


class Repairing(QObject):
    """said(sentence): what was done. changed(): files were written, or there is something else to undo."""

    said = Signal(object)
    changed = Signal()

    def __init__(self, window: WorkshopFrame, column: FindingsColumn) -> None:
        super().__init__(window)
        self._window = window
        self._column = column
        self._undos: list[Undo] = []
        self._undoing: Undo | None = None
        self._commented = ""
        self._busy = False
        column.repair_requested.connect(self.repair)

    @property
    def can_undo(self) -> bool:
        """Whether there is a repair to take back in the pack that is shown."""
        return self._last is not None

    @property
    def _last(self) -> Undo | None:
        shown = self._window.shown
        mine = [each for each in self._undos if shown is not None and each.folder == shown.folder]
        return mine[-1] if mine else None

    def repair(self, finding: Finding) -> None:
        """Mend this finding; in a pack that is only looked at, say what to do first."""
        pack, shown = self._window.pack, self._window.shown
        if pack is None or shown is None or finding.repair is None or self._busy:
            return
        if not pack.is_worked_on:
            self.said.emit(_("Make a working copy first, with Edit."))
            return
        self._busy = True
        self._start(partial(_repaired, shown.folder, finding))

    def repair_here(self) -> None:
        """Mend the finding where the cursor is, or that was chosen last."""
        card = self._column.current()
        if card is not None and card.finding.repair is not None:
            self.repair(card.finding)
        else:
            self.said.emit(_("Choose a finding with a repair first."))

    def undo_repair(self) -> None:
        """Take the last repair back, byte for byte."""
        last = self._last
        if last is not None and not self._busy:
            self._busy = True
            self._undoing = last
            self._window.services.tasks.start("files", partial(_undone, last), self._undone, self._fail_undo)

    def comment_copy(self) -> None:
        """Ask where to put a copy of the template with a comment at each place; of the house style that is
        chosen; of a whole pack, that of the finding that is chosen or comes first."""
        self._commented = self._word_file()
        if not self._commented:
            self.said.emit(_("None of the findings is about a Word document."))
            return
        name = _("{type} with comments.docx").format(type=Path(self._commented).parent.name)
        kinds = (FileKind(_("Word document"), ("docx",)),)
        title = _("Copy with comments")
        self._window.services.dialogs.choose_target(
            self._window, title, Path.home() / name, kinds, self._copy
        )

    def _word_file(self) -> str:
        shown, card = self._window.shown, self._column.current()
        if shown is None:
            return ""
        if shown.about and shown.about == shown.type_folder:
            return f"{shown.about}/template.docx"
        findings = (*([card.finding] if card is not None else []), *self._column.findings)
        return next((each.spot.file for each in findings if each.spot.file.endswith(".docx")), "")

    def _copy(self, target: Path) -> None:
        shown = self._window.shown
        if shown is not None:
            work = partial(_commented, shown.folder, self._commented, self._column.findings, target)
            self._window.services.tasks.start("files", work, self._copied, self._fail)

    def _copied(self, target: Path) -> None:
        self.said.emit(_("“{name}” has a comment at each place.").format(name=target.name))

    def _start(self, work: partial[Undo]) -> None:
        self._window.services.tasks.start("files", work, self._repaired, self._fail)

    def _repaired(self, undo: Undo) -> None:
        self._busy = False
        self._undos.append(undo)
        self.said.emit(_("Repaired: {what}. Undo with Ctrl+Z.").format(what=undo.what.rstrip(".")))
        self.changed.emit()

    def _undone(self, _nothing: object) -> None:
        self._busy = False
        self._forget_undone()
        self.said.emit(_("The repair is undone."))
        self.changed.emit()

    def _forget_undone(self) -> None:
        self._undos = [each for each in self._undos if each != self._undoing]

    def _fail_undo(self, error: Exception) -> None:
        if not isinstance(error, NotSaved):  # a file that Word holds can be tried again
            self._forget_undone()
        self._fail(error)

    def _fail(self, error: Exception) -> None:
        self._busy = False
        self.changed.emit()
        if not isinstance(error, BriefmakerError):
            raise error
        self._window.services.dialogs.tell(self._window, str(error))


def _repaired(folder: Path, finding: Finding) -> Undo:
    from briefmaker.app.template_repairs import repair

    return repair(folder, finding)


def _undone(made: Undo) -> None:
    from briefmaker.app.template_repairs import undo

    undo(made)


def _commented(folder: Path, file: str, findings: tuple[Finding, ...], target: Path) -> Path:
    from briefmaker.app.commented_copy import commented_copy

    commented_copy(folder, file, findings, target)
    return target
