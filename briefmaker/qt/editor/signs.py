"""Characters that a text document would take for something else, and the sign that stands for them.

A paragraph separator inside a run would split the paragraph, an object sign would be invisible, and
control characters can't be seen at all: each is shown as a square, and read back as what it was.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from briefmaker.letter.body import Footnote, Inline, LineBreak, Text
from briefmaker.qt.editor.runs import NOTE_SIGN, Marks

__all__ = ["SIGN", "SPECIAL", "Run", "from_runs", "to_runs", "utf16_length"]

SIGN = "\u25a1"
SPECIAL = re.compile("([\x00-\x08\n\x0b-\x1f\u2028\u2029\ud800-\udfff\ufdd0\ufdd1\ufffc\ufffe\uffff])")
_BROKEN = re.compile(f"([\u2028{NOTE_SIGN}])")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

Run: TypeAlias = tuple[str, Marks]
"""Text that a document takes as it is, and what it is."""


def to_runs(inlines: tuple[Inline, ...]) -> list[Run]:
    """Inlines as texts that a document takes as they are; a line break is "\\u2028", a footnote its sign."""
    runs: list[Run] = []
    for run in inlines:
        if isinstance(run, LineBreak):
            runs.append(("\u2028", Marks()))
            continue
        if isinstance(run, Footnote):
            runs.append((NOTE_SIGN, Marks(note=run)))
            continue
        marks = Marks(run.strong, run.emphasis, run.link)
        if not SPECIAL.search(run.text):
            runs.append((run.text, marks))
            continue
        for number, piece in enumerate(SPECIAL.split(run.text)):
            if number % 2:
                runs.append((SIGN, marks._replace(original=ord(piece) + 1)))
            elif piece:
                runs.append((piece, marks))
    return runs


def from_runs(runs: list[Run]) -> tuple[Inline, ...]:
    """The opposite of `to_runs`; neighbours of equal marks are joined."""
    inlines: list[Inline] = []
    text = ""
    marks = Marks()
    for piece, made in runs:
        own = made._replace(original=0, note=None)
        for part in _BROKEN.split(piece):
            apart: Inline | None = None
            if part == "\u2028":
                apart = LineBreak()
            elif part == NOTE_SIGN:
                # What was typed beside the sign may have inherited its mark; only the sign is the note.
                apart = made.note
            if text and (apart is not None or (part and own != marks)):
                inlines.append(_text(text, marks))
                text = ""
            if apart is not None:
                inlines.append(apart)
            elif part:
                # A break beside a stand-in stays a break.
                text += part.replace(SIGN, chr(made.original - 1)) if made.original else part
                marks = own
    if text:
        inlines.append(_text(text, marks))
    return tuple(inlines)


def _text(text: str, marks: Marks) -> Text:
    return Text(text=text, strong=marks.strong, emphasis=marks.emphasis, link=marks.link)


def utf16_length(text: str) -> int:
    """How many positions a text takes in a document."""
    return len(text) + len(_ASTRAL.findall(text))
