"""What the types of a pack share while it is edited: its files, their history, what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from briefmaker.app.pack_files import OpenedPack, SavedPack
from briefmaker.packs.glimpses import PACK
from briefmaker.packs.pack_trial import PackFault, pack_faults
from briefmaker.packs.toml_document import TomlDocument, document_of
from briefmaker.qt.workshop.manifest_session import id_of_label

__all__ = ["PackSession", "columns_of"]

_LONGEST_HISTORY = 500
_ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class _Step:
    documents: Mapping[str, TomlDocument]
    file: str
    key: str = ""


class PackSession(QObject):
    """changed(): some file is another. chosen_changed(): another file is looked at. faults_changed().
    state_changed(): saved or not, what can be undone."""

    changed = Signal()
    chosen_changed = Signal()
    faults_changed = Signal()
    state_changed = Signal()

    def __init__(self, opened: OpenedPack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folder = opened.folder
        self.manifests = opened.manifests
        self.chosen = PACK
        self.saved = opened.documents
        self._present = _Step(opened.documents, PACK)
        self._past: tuple[_Step, ...] = ()
        self._future: tuple[_Step, ...] = ()
        self.faults: tuple[PackFault, ...] = pack_faults(opened.documents, opened.manifests)
        self._trying = QTimer(self)
        self._trying.setSingleShot(True)
        self._trying.setInterval(0)
        self._trying.timeout.connect(self.try_now)

    @property
    def documents(self) -> Mapping[str, TomlDocument]:
        """The files by their path in the pack."""
        return self._present.documents

    @property
    def document(self) -> TomlDocument:
        """The file that is looked at."""
        return self.documents[self.chosen]

    @property
    def is_modified(self) -> bool:
        """Whether a file differs from what was saved."""
        return dict(self.documents) != dict(self.saved)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._future)

    def choose(self, file: str) -> None:
        """Look at another file."""
        if file != self.chosen and file in self.documents:
            self.pause()
            self.chosen = file
            self.chosen_changed.emit()

    def change(self, document: TomlDocument, key: str = "") -> None:
        """The chosen file is another; changes of one key in a row are undone together."""
        if document != self.document:
            self._take({**self.documents, self.chosen: document}, self.chosen, key)

    def add_list(self, title: str) -> None:
        """Add a list of this name, with one column."""
        id = id_of_label(title)
        number = 2
        while f"lists/{id}.toml" in self.documents:
            id = re.sub(r"_[0-9]+$", "", id) + f"_{number}"
            number += 1
        made = document_of(f'# {title}\nid = "{id}"\nshows = "naam"\n\n[[entry]]\nnaam = ""\n')
        self._take({**self.documents, f"lists/{id}.toml": made}, f"lists/{id}.toml", "")

    def pause(self) -> None:
        """The next change begins a new step to undo."""
        self._present = replace(self._present, key="")

    def undo(self) -> None:
        """One step back."""
        if self._past:
            before, self._past = self._past[-1], self._past[:-1]
            self._future = (self._present, *self._future)
            self._show(replace(before, key=""), self._future[0].file)

    def redo(self) -> None:
        """One step forward again."""
        if self._future:
            after, self._future = self._future[0], self._future[1:]
            self._past = (*self._past, self._present)
            self._show(replace(after, key=""), after.file)

    def mark_saved(self, saved: SavedPack) -> None:
        """These files now stand in the folder; what others changed in them is taken in."""
        mine = dict(self.documents)
        self.saved = saved.documents
        taken = {name: of for name, of in saved.documents.items() if name in saved.joined}
        if taken:
            self._take({**mine, **taken}, self.chosen, "")
        self.pause()
        self.state_changed.emit()

    def take_over(self, theirs: Mapping[str, TomlDocument], *, keep_mine: bool) -> None:
        """Go on after somebody else saved the same lines; the other version is one step back."""
        mine = self.documents
        self.saved = {**self.saved, **theirs}
        self._take({**mine, **theirs}, self.chosen, "")
        if keep_mine:
            self._take(mine, self.chosen, "")
        self.state_changed.emit()

    def _take(self, documents: Mapping[str, TomlDocument], file: str, key: str) -> None:
        if not (key and key == self._present.key and self._past):
            self._past = (*self._past, self._present)[-_LONGEST_HISTORY:]
        self._future = ()
        self._present = _Step(documents, file, key)
        self._say(file)

    def _show(self, step: _Step, file: str) -> None:
        self._present = step
        self._say(file)

    def _say(self, file: str) -> None:
        before, self.chosen = self.chosen, file if file in self.documents else PACK
        self.changed.emit()
        if self.chosen != before:
            self.chosen_changed.emit()
        self.state_changed.emit()
        self._trying.start()

    def try_now(self) -> None:
        """Look up what is wrong at this very moment."""
        self._trying.stop()
        self.faults = pack_faults(self.documents, self.manifests)
        self.faults_changed.emit()


def columns_of(entries: Sequence[Mapping[str, object]]) -> list[str]:
    """The columns that entries of a list have, in the order in which they come."""
    return list(dict.fromkeys(column for entry in entries for column in entry))


def with_column(document: TomlDocument, old: str, new: str) -> TomlDocument:
    """The list with a column under another name, and `shows` along with it."""
    made = document
    for number in range(len(document.entries(_ENTRY))):
        made = made.with_renamed_entry_key(_ENTRY, number, old, new)
    return made.with_top("shows", new) if document.data.get("shows") == old else made
