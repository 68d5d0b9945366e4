"""Texts of a pack's files that were not saved when their window ended, taken up again beside the files as
they are now.

May block as long as a disk does: for worker threads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

from briefmaker import places
from briefmaker.drafts.kept_texts import KeptTexts, UnsavedText
from briefmaker.errors import BriefmakerError
from briefmaker.packs.merging import merged
from briefmaker.packs.toml_document import TomlDocument

__all__ = ["TakenUp", "kept_texts", "taken_up"]

Document = TypeVar("Document", bound=TomlDocument)


@dataclass(frozen=True, slots=True)
class TakenUp(Generic[Document]):
    """Files as they stood in a window that ended, and what each is to be compared with when it is saved
    (None: it was not there). is_joined: what others saved meanwhile is in them too. is_disputed: others
    changed the same lines; saving will ask about that."""

    documents: Mapping[str, Document] = field(repr=False)
    before: Mapping[str, Document | None] = field(repr=False)
    written: datetime
    is_joined: bool = False
    is_disputed: bool = False


def kept_texts(subject: Path) -> KeptTexts:
    """What a window that edits this file keeps."""
    return KeptTexts(places.unsaved_texts_folder(), subject)


def taken_up(
    kept: KeptTexts, standing: Mapping[str, Document], read: Callable[[str], Document]
) -> TakenUp[Document] | None:
    """What a window that is gone had not saved, where it differs from the files as they are now; None for
    nothing. read: makes a document of a text, and raises for one that it can't use."""
    unsaved = kept.take_up()
    if unsaved is None:
        return None
    documents: dict[str, Document] = {}
    before: dict[str, Document | None] = {}
    is_joined = is_disputed = False
    try:
        for name, text in unsaved.texts.items():
            file = standing.get(name)
            if file is not None and file.text == text.mine:
                continue
            if file is not None and file.text == text.before:
                documents[name], before[name] = read(text.mine), file
            elif file is not None and (both := _joined(text, file, read)) is not None:
                if both != file:
                    documents[name], before[name] = both, file
                    is_joined = True
            else:  # not there (any more), or changed in the same lines
                documents[name] = read(text.mine)
                before[name] = None if text.before is None else read(text.before)
                is_disputed |= file is not None
    except BriefmakerError:
        kept.leave()  # of another version of the program, perhaps
        return None
    if not documents:
        kept.forget()
        return None
    return TakenUp(documents, before, unsaved.written, is_joined, is_disputed)


def _joined(text: UnsavedText, file: Document, read: Callable[[str], Document]) -> Document | None:
    """With what others changed in the file; None when that can't be."""
    both = None if text.before is None else merged(text.before, text.mine, file.text)
    try:
        return None if both is None else read(both)
    except BriefmakerError:
        return None
