"""Paints what lies behind the text of an editor, and what lies over it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QTextBlock
from PySide6.QtWidgets import QTextEdit

from briefmaker.qt.editor.lines import is_text
from briefmaker.qt.editor.markers import draw_ground, draw_marker
from briefmaker.qt.editor.sync import Sync

__all__ = ["Overlay", "Painting"]

Overlay: TypeAlias = Callable[[QPainter, Sequence[tuple[QTextBlock, int]], QPointF], None]
"""Draws over the paragraphs in sight, each with its number; what is scrolled away comes off the positions."""


class Painting:
    """Of one editor; `overlays` are drawn last, in their order, over paragraphs that can be typed in."""

    def __init__(self, view: QTextEdit, sync: Sync) -> None:
        self._view = view
        self._sync = sync
        self.overlays: list[Overlay] = []
        self._shown: list[tuple[QTextBlock, int]] = []

    def paint_behind(self) -> None:
        """The grounds and bars of the paragraphs in sight."""
        looks, lines, here = self._sync.pages.looks, self._sync.lines, self._sync.place().line
        painter = self._painter()
        self._shown = list(self._sync.visible())
        for block, number in self._shown:
            if number < len(lines) and (lines[number].path or not is_text(lines[number].block)):
                width = self._view.viewport().width()
                current = number == here
                draw_ground(painter, block, lines[number], looks, self._scroll(), width, current=current)
        painter.end()

    def paint_over(self) -> None:
        """Their bullets and numbers, and the overlays."""
        looks, lines = self._sync.pages.looks, self._sync.lines
        shown, self._shown = self._shown, []
        painter = self._painter()
        for block, number in shown:
            marker = self._sync.marker(number)
            draw_marker(painter, block, lines[number], marker, looks, self._scroll())
        typed_in = [
            (block, number) for block, number in shown if number < len(lines) and is_text(lines[number].block)
        ]
        for overlay in self.overlays:
            overlay(painter, typed_in, self._scroll())
        painter.end()

    def _painter(self) -> QPainter:
        painter = QPainter(self._view.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        return painter

    def _scroll(self) -> QPointF:
        view = self._view
        return QPointF(view.horizontalScrollBar().value(), view.verticalScrollBar().value())
