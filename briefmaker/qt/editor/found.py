"""What was found in a text, marked without touching the text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from briefmaker.forms.searching import Match
from briefmaker.qt.editor.structure import Place
from briefmaker.qt.editor.sync import Sync
from briefmaker.qt.tones import tones

__all__ = ["found_marks"]

_MOST = 2_000
"""Qt looks at every mark for every paragraph that it paints."""


def found_marks(
    view: QTextEdit, sync: Sync, found: Sequence[Match], here: Match | None
) -> list[QTextEdit.ExtraSelection]:
    """The marks for what was found in the text of `view`; a word in a footnote marks its sign."""
    marks = []
    for match in found[:_MOST]:
        line = sync.store.line_with_id(match.where.block)
        if line is None:
            continue
        start, end = (match.start, match.end) if match.note is None else (match.note, match.note + 1)
        cursor = QTextCursor(view.document())
        cursor.setPosition(sync.position_of(Place(line, start)))
        cursor.setPosition(sync.position_of(Place(line, end)), QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setBackground(QColor(tones(view).found_here if match == here else tones(view).found))
        look.setForeground(QColor(tones(view).text))
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format = look
        marks.append(mark)
    return marks
