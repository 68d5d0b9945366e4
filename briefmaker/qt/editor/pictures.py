"""Pictures for a text: from whatever was chosen, dropped or pasted to an `Image` that a letter can hold.

A picture becomes PNG, or stays JPEG; never larger than a page needs, upright, and without what cameras
write in it besides the picture (place, owner, serial number).
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.letter.body import Image

__all__ = [
    "LARGEST_FILE",
    "LARGEST_SIDE",
    "PICTURE_ENDINGS",
    "image_of",
    "picture_of_size",
    "picture_size",
    "too_large",
]

LARGEST_SIDE = 2_400
"""Pixels: 160 mm of text, the widest a picture gets, at 380 a inch."""

LARGEST_FILE = 60_000_000
_MOST_PIXELS = 120_000_000
"""Bytes, and pixels, of a file that is still looked at; a camera of 100 megapixels stays below both."""

_KEPT_BYTES = 3_000_000
_JPEG_QUALITY = 88
_HEAD = 262_144
"""Bytes at the start of a file in which cameras write what isn't the picture."""

_READ = ("png", "jpeg", "gif", "bmp", "webp", "tiff", "ico", "pbm", "pgm", "ppm")
"""Formats without a language of their own: an SVG could name files and addresses."""

PICTURE_ENDINGS = ("png", "jpg", "jpeg", "gif", "bmp", "webp", "tif", "tiff")


def image_of(source: bytes | QImage, alt: str = "") -> Image:
    """A picture for a text, without an id.

    source: the bytes of a picture file, or a picture from the clipboard. Raises UnusableInput, with a
    sentence, when it is no picture, damaged, or larger than can be read.
    """
    if isinstance(source, QImage):
        return Image(data=_encoded(_reduced(source), "png"), alt=alt)
    if len(source) > LARGEST_FILE:
        raise too_large()
    kind = _kind(source)
    if not kind:
        raise _no_picture()
    if kind == "jpeg" and b"\xff\xd9" not in source[-_HEAD:]:
        raise _damaged()  # its end is missing; the reader would show the rest as grey
    buffer = _buffer(source)
    size = _size(buffer, kind)
    if size.isValid() and size.width() * size.height() > _MOST_PIXELS:
        raise too_large()
    too_wide = max(size.width(), size.height()) > LARGEST_SIDE
    # A JPEG is read small at once: a tenth of the time and memory.
    picture = _read(buffer, kind, _fitting(size) if too_wide and kind == "jpeg" else None)
    if picture.isNull():
        raise _damaged()
    if kind in ("png", "jpeg") and len(source) <= _KEPT_BYTES and not too_wide and not _says_more(source):
        return Image(data=source, alt=alt)
    return Image(data=_encoded(_reduced(picture), "jpeg" if kind == "jpeg" else "png"), alt=alt)


def picture_size(data: bytes) -> QSize | None:
    """How many pixels the picture in these bytes has; None when they hold none."""
    kind = _kind(data)
    size = _size(_buffer(data), kind) if kind else QSize()
    return size if size.isValid() and not size.isEmpty() else None


def picture_of_size(data: bytes, size: QSize) -> QImage | None:
    """The picture in these bytes, read in another size; None when they hold none."""
    own = picture_size(data)
    if own is None or own.width() * own.height() > _MOST_PIXELS:
        return None
    smaller = own.width() > size.width() or own.height() > size.height()
    picture = _read(_buffer(data), _kind(data), size.expandedTo(QSize(1, 1)) if smaller else None)
    return None if picture.isNull() else picture


def _size(buffer: QBuffer, kind: str) -> QSize:
    # A reader must be gone before what it reads from: hence functions of their own that never raise.
    buffer.seek(0)
    return QImageReader(buffer, QByteArray(kind.encode())).size()


def _read(buffer: QBuffer, kind: str, size: QSize | None) -> QImage:
    buffer.seek(0)
    reader = QImageReader(buffer, QByteArray(kind.encode()))
    reader.setAutoTransform(True)
    if size is not None:
        reader.setScaledSize(size)
    return reader.read()


def _buffer(data: bytes) -> QBuffer:
    buffer = QBuffer()
    buffer.setData(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return buffer


def _kind(data: bytes) -> str:
    """The format by what the bytes are, whatever a file is called; "" for none that is read."""
    kind = bytes(QImageReader.imageFormat(_buffer(data)).data()).decode("ascii", "replace")
    kind = {"jpg": "jpeg", "tif": "tiff"}.get(kind, kind)
    return kind if kind in _READ else ""


def _says_more(data: bytes) -> bool:
    """Whether a file holds more than a picture: where and by whom it was taken."""
    head = data[:_HEAD]
    return any(
        sign in head for sign in (b"Exif\0\0", b"eXIf", b"ns.adobe.com", b"tEXt", b"iTXt", b"Photoshop")
    )


def _fitting(size: QSize) -> QSize:
    return size.scaled(LARGEST_SIDE, LARGEST_SIDE, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))


def _reduced(picture: QImage) -> QImage:
    if picture.isNull():
        raise _no_picture()
    if max(picture.width(), picture.height()) <= LARGEST_SIDE:
        return picture
    return picture.scaled(
        _fitting(picture.size()),
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def _encoded(picture: QImage, kind: str) -> bytes:
    for key in picture.textKeys():
        picture.setText(key, "")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not picture.save(buffer, kind.upper(), _JPEG_QUALITY if kind == "jpeg" else -1):  # type: ignore[call-overload]
        raise _damaged()
    return bytes(buffer.data().data())


def _no_picture() -> UnusableInput:
    return UnusableInput(
        _("This is no picture that Briefmaker can read. Choose a PNG or JPEG file, or save it as one first.")
    )


def _damaged() -> UnusableInput:
    return UnusableInput(_("This picture is damaged and can't be read. Choose another copy of it."))


def too_large() -> UnusableInput:
    """Why a file of more than `LARGEST_FILE` bytes, or too many pixels, is refused."""
    return UnusableInput(
        _("This picture is too large. Save it smaller first; {pixels} pixels wide is enough.").format(
            pixels=LARGEST_SIDE
        )
    )
