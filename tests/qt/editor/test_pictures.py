"""Pictures as they come from a disk, a camera or the clipboard."""

from __future__ import annotations

import io
import zlib

import PIL.Image
import pytest
from PySide6.QtGui import QColor, QImage

from briefmaker.errors import UnusableInput
from briefmaker.qt.editor.pictures import LARGEST_SIDE, image_of


def file_of(kind: str, size: tuple[int, int] = (40, 30), **options: object) -> bytes:
    """The bytes of a picture with a red left half."""
    picture = PIL.Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0] // 2, size[1]))
    made = io.BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()


def opened(data: bytes) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_small_png_or_jpeg_is_kept_as_it_is(qapp, kind: str) -> None:
    data = file_of(kind)
    assert image_of(data).data == data


@pytest.mark.parametrize("kind", ["GIF", "BMP", "WEBP", "TIFF"])
def test_other_pictures_become_png(qapp, kind: str) -> None:
    made = opened(image_of(file_of(kind)).data)
    assert (made.format, made.size) == ("PNG", (40, 30))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP"])
def test_a_picture_larger_than_a_page_needs_is_made_smaller(qapp, kind: str) -> None:
    made = opened(image_of(file_of(kind, (6000, 3000))).data)
    assert made.size == (LARGEST_SIDE, LARGEST_SIDE // 2)
    assert made.convert("RGB").getpixel((10, 10))[0] > 200
    assert made.format == ("JPEG" if kind == "JPEG" else "PNG")


def test_where_a_photo_was_taken_does_not_come_along_and_it_stands_upright(qapp) -> None:
    exif = PIL.Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010F] = "Camera van de griffie"
    data = file_of("JPEG", exif=exif)
    made = image_of(data).data
    assert b"Camera van de griffie" in data
    assert b"Camera" not in made
    assert opened(made).size == (30, 40)


def test_texts_in_a_png_do_not_come_along(qapp) -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "Iemand van de afdeling")
    made = image_of(file_of("PNG", pnginfo=info)).data
    assert b"afdeling" not in made
    assert opened(made).size == (40, 30)


def test_a_picture_from_the_clipboard_becomes_png(qapp) -> None:
    picture = QImage(3000, 10, QImage.Format.Format_RGB32)
    picture.fill(QColor("green"))
    made = opened(image_of(picture, "Groen").data)
    assert (made.format, made.size) == ("PNG", (2400, 8))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"geen plaatje",
        b"%PDF-1.7",
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(qapp, data: bytes) -> None:
    with pytest.raises(UnusableInput, match="geen afbeelding"):
        image_of(data)


def test_half_a_jpeg_is_refused(qapp) -> None:
    noise = PIL.Image.effect_noise((300, 300), 90)
    made = io.BytesIO()
    noise.save(made, "JPEG")
    with pytest.raises(UnusableInput, match="beschadigd"):
        image_of(made.getvalue()[: len(made.getvalue()) // 2])


def test_half_a_png_is_refused(qapp) -> None:
    noise = PIL.Image.effect_noise((300, 300), 90)
    made = io.BytesIO()
    noise.save(made, "PNG")
    with pytest.raises(UnusableInput, match="beschadigd"):
        image_of(made.getvalue()[: len(made.getvalue()) // 2])


def test_a_picture_of_a_billion_pixels_is_refused_before_it_is_read(qapp) -> None:
    small = file_of("PNG")
    # Width and height stand in bytes 16 to 24 of a PNG, with a checksum over 12 to 29 after them.
    head = small[12:16] + (40_000).to_bytes(4, "big") * 2 + small[24:29]
    huge = small[:12] + head + zlib.crc32(head).to_bytes(4, "big") + small[33:]
    with pytest.raises(UnusableInput, match="te groot"):
        image_of(huge)


def test_an_empty_picture_from_the_clipboard_is_refused(qapp) -> None:
    with pytest.raises(UnusableInput):
        image_of(QImage())
