"""What is copied: for ourselves the structure, for other programs HTML and plain text, and a picture
that is copied alone as such."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel

from briefmaker.content.html_writing import html_of
from briefmaker.content.text_writing import text_of
from briefmaker.letter.body import Body, Image
from briefmaker.qt.editor.lines import Line, blocks_of
from briefmaker.qt.editor.pasting import BODY_MIME

__all__ = ["mime_of"]


def mime_of(lines: Sequence[Line]) -> QMimeData:
    """Lines for the clipboard."""
    blocks = blocks_of(lines)
    data = _foreign_mime_data()
    body = Body(blocks=tuple(blocks))
    try:
        data.setData(BODY_MIME, body.model_dump_json().encode())
        data.setHtml(html_of(blocks))
        data.setText(text_of(blocks))
    except ValueError:
        # A lone surrogate, kept from a damaged letter, fits in no clipboard.
        data.setText(text_of(blocks).encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if len(blocks) == 1 and isinstance(only := blocks[0], Image):
        data.setImageData(QImage.fromData(only.data))
    return data


def _foreign_mime_data() -> QMimeData:
    """Empty data that Qt made. The clipboard may keep it until after Python has ended, and an object
    that Python made can't be destroyed then: the program would crash at its exit (seen)."""
    model = QStandardItemModel()
    model.appendRow(QStandardItem())
    data = model.mimeData([model.index(0, 0)])
    data.clear()
    return data
