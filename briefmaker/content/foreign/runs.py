"""Pieces of text, breaks and footnotes as the inlines of one paragraph: white space as a reader sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefmaker.content.foreign.tree import Words
from briefmaker.letter.body import Footnote, Heading, Inline, LineBreak, Paragraph, Text, joined_inlines

__all__ = ["Piece", "bare_heading", "has_text", "inlines_of"]

Piece = Words | LineBreak | Footnote

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_MIXED = re.compile(r"[ \u00a0]{2,}")
_RAISED = {"2": "²", "3": "³"}
_MEASURE = re.compile(r"(?:^|[\s\d\u00a0])(?:[kcdm]?m)$")


def has_text(pieces: Iterable[Piece]) -> bool:
    """Whether anything would be printed."""
    return any(
        isinstance(piece, Footnote) or (isinstance(piece, Words) and bool(piece.text.strip()))
        for piece in pieces
    )


def inlines_of(pieces: Iterable[Piece], *, edges: bool = False) -> tuple[Inline, ...]:
    """The canonical inlines. White space is one space, at the ends and round breaks none, unless with
    `edges` one is wanted at the ends; non-breaking spaces stay where they stand alone."""
    runs: list[Inline] = []
    spaced = not edges
    for piece in pieces:
        if isinstance(piece, Words):
            spaced = _add(runs, piece, spaced=spaced)
        else:
            if isinstance(piece, LineBreak):
                _strip_end(runs)
            runs.append(piece)
            spaced = isinstance(piece, LineBreak)
    if not edges:
        _strip_end(runs)
        while runs and isinstance(runs[-1], LineBreak):
            runs.pop()
            _strip_end(runs)
        while runs and isinstance(runs[0], LineBreak):
            runs.pop(0)
    return joined_inlines(runs)


def _add(runs: list[Inline], words: Words, *, spaced: bool) -> bool:
    """Add a piece; says whether the text so far ends with white space."""
    marks = words.marks
    if marks.kept:
        for number, line in enumerate(words.text.replace("\r\n", "\n").split("\n")):
            if number:
                runs.append(LineBreak())
            if line:
                text = line.replace("\t", " ")
                runs.append(Text(text=text, strong=marks.strong, emphasis=marks.emphasis, link=marks.link))
        return words.text.endswith((" ", "\n"))
    text = " " if marks.spread and not words.text.strip() else _SPACES.sub(" ", words.text)
    text = _MIXED.sub(" ", text)
    if marks.raised and text.strip() in _RAISED:
        before = runs[-1].text if runs and isinstance(runs[-1], Text) else ""
        text = _RAISED[text.strip()] if _MEASURE.search(before) else text
    if spaced:
        text = text.lstrip(" \u00a0") if text[:1] in (" ", "\u00a0") else text
    elif runs and text[:1] == " " and isinstance(last := runs[-1], Text) and last.text.endswith("\u00a0"):
        text = text.lstrip(" ")
    if not text:
        return spaced
    runs.append(Text(text=text, strong=marks.strong, emphasis=marks.emphasis, link=marks.link))
    return text.endswith(" ")


def _strip_end(runs: list[Inline]) -> None:
    while runs and isinstance(last := runs[-1], Text):
        kept = last.text.rstrip(" \u00a0")
        if kept:
            if kept != last.text:
                runs[-1] = last.model_copy(update={"text": kept})
            return
        runs.pop()


def bare_heading(block: Paragraph | Heading) -> tuple[Inline, ...]:
    """The inlines of what is a heading: without the bold or italic that all of it has."""
    texts = [run for run in block.inlines if isinstance(run, Text) and run.text.strip()]
    changes = {
        mark: False for mark in ("strong", "emphasis") if texts and all(getattr(run, mark) for run in texts)
    }
    return joined_inlines(
        run.model_copy(update=changes) if isinstance(run, Text) else run for run in block.inlines
    )
