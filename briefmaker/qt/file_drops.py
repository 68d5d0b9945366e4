"""Files dropped on a window: those with an ending that means something there."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

__all__ = ["FileDrops"]


class FileDrops(QObject):
    """dropped(Path): a file, for each of those that were dropped. endings: without a dot."""

    dropped = Signal(object)

    def __init__(self, widget: QWidget, endings: Collection[str]) -> None:
        super().__init__(widget)
        self._endings = tuple(f".{ending}" for ending in endings)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            if self._files(event.mimeData()):
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and (files := self._files(event.mimeData())):
            event.acceptProposedAction()
            for file in files:
                self.dropped.emit(file)
            return True
        return super().eventFilter(watched, event)

    def _files(self, data: QMimeData) -> list[Path]:
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return [file for file in files if file.suffix.lower() in self._endings]
