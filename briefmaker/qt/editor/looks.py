"""How each kind of line and each run looks in the editor: resembles the page, follows the palette.

The truth stands in properties of our own (what is strong, what is a link), never in the looks: a
heading is bold without being strong.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
)

from briefmaker.i18n import _
from briefmaker.letter.body import Footnote, Heading, Image, plain_text
from briefmaker.qt.editor.cells import CellStep, Gap
from briefmaker.qt.editor.lines import Line, ListStep, QuoteStep, is_text
from briefmaker.qt.editor.runs import NO_MARKS, Marks
from briefmaker.qt.editor.spans import cell_of

__all__ = [
    "EMPHASIS",
    "KEY",
    "LINK",
    "NOTE",
    "NOTE_OBJECT",
    "ORIGINAL",
    "PICTURE_OBJECT",
    "STRONG",
    "Looks",
    "letter_family",
    "marks_of",
]

_OWN = QTextFormat.Property.UserProperty.value
KEY = _OWN + 1
STRONG = _OWN + 2
EMPHASIS = _OWN + 3
LINK = _OWN + 4
ORIGINAL = _OWN + 5
"""On a stand-in sign: the code point, plus one, of the character that it stands for."""

NOTE = _OWN + 6
"""On the sign of a footnote: the note, as JSON."""
NOTE_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
PICTURE_OBJECT = NOTE_OBJECT + 1

_CARD, _PICTURE, _POOR_PICTURE = -1, -2, -3
"""Levels of what is no text: a card, a picture, a picture with something still to do."""
_HALVES = dict.fromkeys(range(55296, 57344), 65533)
_HEADING_SIZES = {0: 1.0, 1: 1.45, 2: 1.2, 3: 1.0}


@lru_cache(maxsize=4)
def letter_family(fonts: Path | None) -> str:
    """The family of the letter's font, loaded from the folder `fonts` when it is there; else the
    system's sans serif."""
    family = ""
    for face in sorted(fonts.glob("LiberationSans-*.ttf")) if fonts is not None else ():
        number = QFontDatabase.addApplicationFont(str(face))
        names = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
        family = names[0] if names else family
    return family or QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


class Looks:
    """Formats for one font and one palette."""

    def __init__(self, font: QFont, palette: QPalette) -> None:
        self.font = font
        self.palette = palette
        self.em = QFontMetricsF(font).height() / 1.15
        self._formats: dict[tuple[int, bool, Marks], QTextCharFormat] = {}

    @property
    def indent(self) -> float:
        """Width of one level of a list, in pixels."""
        return self.em * 1.85

    @property
    def muted(self) -> QColor:
        """The colour of what is not the user's text; contrast stays above 4.5."""
        text = self.palette.color(QPalette.ColorRole.Text)
        base = self.palette.color(QPalette.ColorRole.Base)
        return _mixed(text, base, 0.66)

    @property
    def faint(self) -> QColor:
        """The colour of the ground behind blocks that are not edited here."""
        text = self.palette.color(QPalette.ColorRole.Text)
        base = self.palette.color(QPalette.ColorRole.Base)
        return _mixed(text, base, 0.06)

    @property
    def grid(self) -> QColor:
        """The colour of the lines of a table."""
        text = self.palette.color(QPalette.ColorRole.Text)
        base = self.palette.color(QPalette.ColorRole.Base)
        return _mixed(text, base, 0.28)

    @property
    def warning(self) -> QColor:
        """The colour of a character that can't stand in a letter."""
        dark = self.palette.color(QPalette.ColorRole.Base).lightness() < 128
        return QColor("#ff9e8a") if dark else QColor("#b3261e")

    def left(self, line: Line) -> float:
        """Distance of the text from the left, in pixels."""
        return sum(
            self.indent if isinstance(step, ListStep) else self.em * 1.2
            for step in line.path
            if not isinstance(step, CellStep)
        )

    def block_format(self, line: Line, key: int) -> QTextBlockFormat:
        """The format of a line; `key` is what its document knows it by."""
        made = QTextBlockFormat()
        made.setProperty(KEY, key)
        made.setLeftMargin(self.left(line))
        # In proportion to the text, which a picture is not.
        height = 100.0 if isinstance(line.block, Image) else 122.0
        made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        above = below = self.em * 0.6
        block = line.block
        if is_text(block) and isinstance(block, Heading):
            above, below = self.em * (1.5 if block.level < 3 else 1.2), self.em * 0.3
            made.setHeadingLevel(block.level)
        elif not is_text(block):
            above = below = self.em * 0.9
            made.setLeftMargin(self.left(line) + self.em * 0.8)
            made.setRightMargin(self.em * 0.8)
        elif line.path and isinstance(line.path[-1], ListStep):
            above = below = self.em * 0.22
        elif any(isinstance(step, QuoteStep) for step in line.path):
            above = below = self.em * 0.4
        if cell_of(line) is not None:
            above, below = min(above, self.em * 0.55) * 0.5, below * 0.35
        elif isinstance(block, Gap):
            above = below = self.em * 0.1
        made.setTopMargin(above)
        made.setBottomMargin(below)
        return made

    def char_format(self, line: Line, marks: Marks = NO_MARKS) -> QTextCharFormat:
        """The format of a run in a line."""
        block = line.block
        if isinstance(block, Image):
            level = _PICTURE if block.alt.strip() and block.data else _POOR_PICTURE
        elif not is_text(block):
            level = _CARD
        else:
            level = block.level if isinstance(block, Heading) else 0
        cell = cell_of(line)
        is_header = cell is not None and cell.is_header
        made = self._formats.get((level, is_header, marks))
        if made is None:
            made = self._formats[level, is_header, marks] = self._char_format(level, is_header, marks)
        return made

    def _char_format(self, level: int, is_header: bool, marks: Marks) -> QTextCharFormat:
        made = QTextCharFormat()
        if level > 0:
            made.setFontPointSize(self.font.pointSizeF() * _HEADING_SIZES[level])
        if level < 0:
            made.setForeground(self.warning if level == _POOR_PICTURE else self.muted)
        if level in (_PICTURE, _POOR_PICTURE):
            made.setObjectType(PICTURE_OBJECT)
        if marks.strong or level > 0 or is_header:
            made.setFontWeight(QFont.Weight.Bold)
        if marks.strong:
            made.setProperty(STRONG, True)
        if marks.emphasis:
            made.setProperty(EMPHASIS, True)
        if marks.emphasis:
            made.setFontItalic(True)
        if marks.link:
            made.setProperty(LINK, marks.link)
            made.setForeground(self.palette.color(QPalette.ColorRole.Link))
            made.setFontUnderline(True)
            made.setToolTip(marks.link)
        if marks.original:
            made.setProperty(ORIGINAL, marks.original)
            made.setForeground(self.warning)
            made.setToolTip(f"U+{marks.original - 1:04X}")
        if marks.note is not None:
            made.setObjectType(NOTE_OBJECT)
            made.setProperty(NOTE, json.dumps(marks.note.model_dump()))
            made.setToolTip(plain_text(marks.note.note).translate(_HALVES) or _("Empty footnote"))
        return made


def marks_of(format_: QTextCharFormat) -> Marks:
    """What a run with this format is."""
    return Marks(
        strong=bool(format_.property(STRONG)),
        emphasis=bool(format_.property(EMPHASIS)),
        link=str(format_.property(LINK) or ""),
        original=int(format_.property(ORIGINAL) or 0),
        note=_note(str(made)) if (made := format_.property(NOTE)) else None,
    )


@lru_cache(maxsize=1024)
def _note(source: str) -> Footnote:
    return Footnote.model_validate(json.loads(source))


def _mixed(front: QColor, back: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        front.redF() * share + back.redF() * (1 - share),
        front.greenF() * share + back.greenF() * (1 - share),
        front.blueF() * share + back.blueF() * (1 - share),
    )
