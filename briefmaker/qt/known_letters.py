"""The letters that the start page lists: drafts that are in no file first, then those worked on before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.recent import RecentLetter
from briefmaker.qt.start_page import KnownLetter
from briefmaker.qt.wording import folder_in_words, moment_in_words

__all__ = ["known_letters"]


def known_letters(
    drafts: Mapping[str, Draft],
    written: Mapping[str, str],
    recent: Iterable[RecentLetter],
    open_paths: Collection[str],
) -> Iterator[KnownLetter]:
    """written: when each draft was kept, as ISO 8601. open_paths: of letters that need no listing, since
    they are open."""
    for draft_id, draft in drafts.items():
        detail = _joined(moment_in_words(written.get(draft_id, "")), draft.origin)
        yield KnownLetter(("draft", draft_id), draft.title, detail, is_unsaved=True)
    origins = {draft.origin for draft in drafts.values()}
    for letter in recent:
        if letter.path not in origins and letter.path not in open_paths:
            detail = _joined(moment_in_words(letter.opened), folder_in_words(letter.path))
            yield KnownLetter(("file", letter.path), letter.title or Path(letter.path).stem, detail)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
