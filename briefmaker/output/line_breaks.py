"""Where the embedded engine may break a line and Word does not, and the other way round.

The engine breaks after every slash; Word and LibreOffice don't before a letter ("en/of"). And a word
that is longer than its line runs on beyond the paper, where Word cuts it. Both are put right with marks
that have no width; `text_check` has them taken out of the PDF's text again.
"""

from __future__ import annotations

import re

__all__ = ["may_be_marked", "may_need_marks", "with_marks"]

_JOINER, _BREAK = "\u2060", "\u200b"
_LONGEST = 45
"""Characters that fit on a line of a letter, whatever they are."""
_EVERY = 8
"""A longer word may be cut after so many characters: fine enough for the eye, and few enough for speed."""

_SLASH = re.compile(r"/(?=\w)")
_STRETCH = re.compile(r"\S{%d,}" % (_LONGEST + 1))  # noqa: UP031 (braces)
_PIECE = re.compile(r"[^\s/-]{%d,}" % (_LONGEST + 1))  # noqa: UP031
# Looked for only where a tag can't begin and a word does: the rest of the XML is passed over at once.
_QUICK = re.compile(r"(?<!<)/\w[^<>]*</w:t>|(?<![^\s<>])[^\s<>]{%d,}[^<>]*</w:t>" % (_LONGEST + 1))  # noqa: UP031


def may_need_marks(xml: str) -> bool:
    """Whether a story's XML has a text that `with_marks` would change; a quick look, before parsing."""
    return _QUICK.search(xml) is not None


def may_be_marked(text: str) -> bool:
    """Whether `with_marks` changes this text."""
    return _SLASH.search(text) is not None or _STRETCH.search(text) is not None


def with_marks(text: str) -> str:
    """`text` with joiners after slashes, and chances to break in words that may be longer than a line."""
    if not _STRETCH.search(text):
        return _SLASH.sub("/" + _JOINER, text)
    pieces, position = [], 0
    for stretch in _STRETCH.finditer(text):
        pieces.append(_SLASH.sub("/" + _JOINER, text[position : stretch.start()]))
        pieces.append(_PIECE.sub(_breakable, stretch[0]))  # a long address may be broken at its slashes
        position = stretch.end()
    pieces.append(_SLASH.sub("/" + _JOINER, text[position:]))
    return "".join(pieces)


def _breakable(piece: re.Match[str]) -> str:
    text = piece[0]
    return _BREAK.join(text[start : start + _EVERY] for start in range(0, len(text), _EVERY))
