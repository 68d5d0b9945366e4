"""What the types of a pack share while it is edited: its files, their history, what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from briefmaker.app.pack_files import OpenedPack, SavedPack
from briefmaker.drafts.kept_texts import UnsavedText
from briefmaker.packs.glimpses import PACK
from briefmaker.packs.pack_trial import PackFault, pack_faults
from briefmaker.packs.toml_document import TomlDocument, document_of
from briefmaker.qt.workshop.editing_session import EditingSession
from briefmaker.qt.workshop.manifest_session import id_of_label

__all__ = ["PackSession", "columns_of"]

_ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class _Standing:
    """typing: gives the chosen file with what is typed so far."""

    documents: Mapping[str, TomlDocument]
    saved: Mapping[str, TomlDocument]
    chosen: str
    typing: Callable[[], TomlDocument] | None

    def unsaved(self) -> Mapping[str, UnsavedText]:
        typed = {} if self.typing is None else {self.chosen: self.typing()}
        found = {}
        for name, document in {**self.documents, **typed}.items():
            before = self.saved.get(name)
            if document != before:
                found[name] = UnsavedText(document.text, None if before is None else before.text)
        return found


class PackSession(EditingSession[Mapping[str, TomlDocument], str]):
    """chosen_changed(): another file is looked at. faults_changed()."""

    chosen_changed = Signal()
    faults_changed = Signal()

    def __init__(self, opened: OpenedPack, parent: QObject | None = None) -> None:
        super().__init__(opened.folder, dict(opened.documents), PACK, parent)
        self.manifests = opened.manifests
        self.chosen = PACK
        self._typing: Callable[[], TomlDocument] | None = None
        self.faults: tuple[PackFault, ...] = pack_faults(opened.documents, opened.manifests)

    @property
    def documents(self) -> Mapping[str, TomlDocument]:
        """The files by their path in the pack."""
        return self.text

    @property
    def document(self) -> TomlDocument:
        """The file that is looked at."""
        return self.documents[self.chosen]

    @property
    def is_modified(self) -> bool:
        return super().is_modified or self._typing is not None

    def standing(self) -> _Standing:
        return _Standing(self.text, self.saved, self.chosen, self._typing)

    def note_typing(self, made: Callable[[], TomlDocument]) -> None:
        """A cell of the chosen file is typed in; made: gives the file with what stands there so far, on
        whatever thread. It counts as not saved, and is a change once the cell is left, or by `take_typed`."""
        self._typing = made
        self.state_changed.emit()

    def forget_typing(self) -> None:
        """The cell was left: what was typed is a change now, or isn't wanted."""
        if self._typing is not None:
            self._typing = None
            self.state_changed.emit()

    def take_typed(self) -> None:
        """Take what is typed in a cell for a change, as when it is left."""
        made, self._typing = self._typing, None
        if made is not None:
            self.change(made())

    def choose(self, file: str) -> None:
        """Look at another file."""
        if file != self.chosen and file in self.documents:
            self.take_typed()
            self.pause()
            self.chosen = file
            self.chosen_changed.emit()

    def change(self, document: TomlDocument, key: str = "") -> None:
        """The chosen file is another; changes of one key in a row are undone together."""
        if document != self.document:
            self._take({**self.documents, self.chosen: document}, self.chosen, key, self.chosen)

    def add_list(self, title: str) -> None:
        """Add a list of this name, with one column."""
        id = id_of_label(title)
        number = 2
        while f"lists/{id}.toml" in self.documents:
            id = re.sub(r"_[0-9]+$", "", id) + f"_{number}"
            number += 1
        made = document_of(f'# {title}\nid = "{id}"\nshows = "naam"\n\n[[entry]]\nnaam = ""\n')
        file = f"lists/{id}.toml"
        self._take({**self.documents, file: made}, file, "", file)

    def mark_saved(self, saved: SavedPack) -> None:
        """These files now stand in the folder; what others changed in them is taken in."""
        taken = {name: of for name, of in saved.documents.items() if name in saved.joined}
        self._take({**self.documents, **taken}, self.chosen)
        self._note_saved(dict(saved.documents))

    def take_over(self, theirs: Mapping[str, TomlDocument], *, keep_mine: bool) -> None:
        """Go on after somebody else saved the same lines; the other version is one step back."""
        mine = self.documents
        self._take_over({**mine, **theirs}, {**self.saved, **theirs})
        if keep_mine:
            self._take(mine, self.chosen)

    def _choose_in_new(self, chosen: str | None) -> None:
        self._typing = None
        file = self.chosen if chosen is None else chosen
        before, self.chosen = self.chosen, file if file in self.documents else PACK
        self.changed.emit()
        if self.chosen != before:
            self.chosen_changed.emit()

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
