"""A file among the enclosures as it is shown: its picture or sign, its name, what is known about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from briefmaker.i18n import N_, _
from briefmaker.letter.answers import EnclosedFile
from briefmaker.letter.enclosed_files import FileKind
from briefmaker.qt.editor.pictures import picture_of_size
from briefmaker.qt.icons import icon
from briefmaker.qt.tones import em, tones

__all__ = ["EnclosedFileCard", "shown_size"]

_KINDS = {
    FileKind.PDF: N_("PDF"),
    FileKind.WORD: N_("Word document"),
    FileKind.PNG: N_("Picture"),
    FileKind.JPEG: N_("Picture"),
    FileKind.OTHER: N_("Unknown kind of file"),
}
_DRAWINGS = {FileKind.PDF: "export-pdf", FileKind.WORD: "export-word"}
_LARGEST_SHOWN = 6_000_000
"""Bytes of a picture that is drawn small; a larger one would keep the window waiting."""


def shown_size(size: int) -> str:
    """A number of bytes as people read it."""
    if size < 1_000_000:
        return _("{size} kB").format(size=max(1, round(size / 1_000)))
    return _("{size} MB").format(size=round(size / 1_000_000))


class EnclosedFileCard(QWidget):
    """Shows a file. It takes no focus: its title and description are fields, its buttons stand above it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._file: EnclosedFile | None = None
        self._known = ""
        self._sign = QLabel(self)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sign.setFixedSize(em(self, 3.4), em(self, 2.6))
        self.name = QLabel(self)
        self.name.setTextFormat(Qt.TextFormat.PlainText)
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.facts = QLabel(self)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.facts.setWordWrap(True)
        small = self.facts.font()
        small.setPointSizeF(small.pointSizeF() * 0.9)
        self.facts.setFont(small)
        lines = QVBoxLayout()
        lines.setSpacing(em(self, 0.1))
        lines.addStretch(1)
        lines.addWidget(self.name)
        lines.addWidget(self.facts)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(em(self, 0.5), em(self, 0.4), em(self, 0.6), em(self, 0.4))
        row.setSpacing(em(self, 0.6))
        row.addWidget(self._sign)
        row.addLayout(lines, 1)
        self._colour()

    @property
    def file(self) -> EnclosedFile | None:
        """The file that is shown."""
        return self._file

    def show_file(self, file: EnclosedFile) -> None:
        """Show another file, or the same with another description."""
        if self._file is not None and self._file.data is file.data and self._file.name == file.name:
            self._file = file
            return
        self._file, self._known = file, ""
        self._write()
        self._draw()

    def show_known(self, known: str) -> None:
        """Add what a look inside told, such as its pages."""
        self._known = known
        self._write()

    def _write(self) -> None:
        if self._file is None:
            return
        facts = [_(_KINDS[self._file.kind]), shown_size(len(self._file.data))]
        if self._known:
            facts.append(self._known)
        self.facts.setText(" · ".join(facts))
        self.setAccessibleName(f"{self._file.name}, {', '.join(facts)}")
        self._elide()

    def _elide(self) -> None:
        if self._file is None:
            return
        name = self._file.name or _("File without a name")
        room = max(em(self, 4), self.name.width())
        self.name.setText(self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room))
        self.name.setToolTip(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.StyleChange):
            self._colour()
            self._draw()

    def _colour(self) -> None:
        palette = self.facts.palette()
        palette.setColor(palette.ColorRole.WindowText, QColor(tones(self).muted))
        self.facts.setPalette(palette)

    def _draw(self) -> None:
        """The picture itself, small, or the sign of its kind."""
        file = self._file
        if file is None:
            return
        room = self._sign.size()
        if file.kind.is_picture and len(file.data) <= _LARGEST_SHOWN:
            picture = picture_of_size(file.data, room * 2 * self.devicePixelRatioF())
            if picture is not None:
                shown = QPixmap.fromImage(picture).scaled(
                    room * self.devicePixelRatioF(),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
                shown.setDevicePixelRatio(self.devicePixelRatioF())
                self._sign.setPixmap(shown)
                return
        drawing = _DRAWINGS.get(file.kind, "picture" if file.kind.is_picture else "warning")
        side = em(self, 1.7)
        colour = QColor(tones(self).muted)
        self._sign.setPixmap(icon(drawing, self.palette(), colour).pixmap(QSize(side, side)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tones(self).line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
