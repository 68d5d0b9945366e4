"""The text of the guide as a page to read: in the tones of the window, with marks at what is searched."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from PySide6.QtGui import QColor, QFontDatabase, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from briefmaker.app.template_guide import GuideSection
from briefmaker.i18n import _
from briefmaker.qt.tones import em, tones

__all__ = ["GuideText"]

_TABLE = '<table border="0" cellspacing="0" cellpadding="5" width="99%">'


class GuideText(QTextBrowser):
    """Shows sections below each other; goes to one by its key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Explanation"))
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(em(self, 1.4))
        self._marks: list[QTextCursor] = []
        self._words: tuple[str, ...] = ()

    def show_sections(self, sections: Sequence[GuideSection]) -> None:
        """Show these, in the tones of light or dark."""
        from markdown_it import MarkdownIt

        reader = MarkdownIt("commonmark").enable("table")
        parts = []
        for each in sections:
            level = min(each.level, 4)
            title = f'<a name="{html.escape(each.key)}"></a>{html.escape(each.title)}'
            parts.append(f"<h{level}>{title}</h{level}>")
            parts.append(reader.render(each.text).replace("<table>", _TABLE))
        self.document().setDefaultStyleSheet(self._looks())
        self.setHtml("".join(parts))
        self.mark(self._words)

    def go_to(self, key: str) -> None:
        """Show a section at the top."""
        self.scrollToAnchor(key)

    def mark(self, words: Sequence[str]) -> int:
        """Mark every place of these words and go to the first; gives how many places there are."""
        self._words = tuple(words)
        self._marks = []
        if words:
            longest_first = sorted(words, key=len, reverse=True)
            pattern = re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE)
            block = self.document().begin()
            while block.isValid():
                for hit in pattern.finditer(block.text()):
                    cursor = QTextCursor(block)
                    cursor.setPosition(block.position() + hit.start())
                    cursor.setPosition(block.position() + hit.end(), QTextCursor.MoveMode.KeepAnchor)
                    self._marks.append(cursor)
                block = block.next()
        self._show_marks()
        if self._marks:
            self._show_place(self._marks[0])
        return len(self._marks)

    def find_next(self, *, back: bool = False) -> None:
        """Go to the next marked place, or the one before; from the last to the first again."""
        if not self._marks:
            return
        here = self.textCursor()
        if back:
            found = [mark for mark in self._marks if mark.selectionEnd() <= here.selectionStart()]
            self._show_place((found or self._marks)[-1])
        else:
            found = [mark for mark in self._marks if mark.selectionStart() >= here.selectionEnd()]
            self._show_place((found or self._marks)[0])

    def _show_place(self, place: QTextCursor) -> None:
        self.setTextCursor(place)
        self.ensureCursorVisible()

    def _show_marks(self) -> None:
        colours = tones(self)
        shown = []
        for cursor in self._marks:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format.setBackground(QColor(colours.accent_soft))
            shown.append(selection)
        self.setExtraSelections(shown)

    def _looks(self) -> str:
        colours, size = tones(self), self.font().pointSizeF()
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        gap = em(self, 0.5)
        return f"""
            body {{ color: {colours.text}; }}
            h1 {{ font-size: {size * 1.7:.1f}pt; margin-bottom: {gap}px; }}
            h2 {{ font-size: {size * 1.35:.1f}pt; margin-top: {gap * 4}px; margin-bottom: {gap}px; }}
            h3 {{ font-size: {size * 1.12:.1f}pt; margin-top: {gap * 3}px; margin-bottom: {gap}px; }}
            h4 {{ font-size: {size:.1f}pt; margin-top: {gap * 2}px; margin-bottom: {gap // 2}px; }}
            p, li {{ margin-top: 0; margin-bottom: {gap}px; line-height: 130%; }}
            a {{ color: {colours.accent}; }}
            em {{ color: {colours.muted}; font-style: normal; }}
            code, pre {{ font-family: "{fixed}"; background-color: {colours.window}; }}
            pre {{ margin-left: {gap * 2}px; margin-bottom: {gap * 2}px; }}
            table {{ margin-bottom: {gap * 2}px; }}
            th, td {{ border-bottom: 1px solid {colours.line}; }}
            th {{ text-align: left; color: {colours.muted}; font-weight: normal; }}
            """
