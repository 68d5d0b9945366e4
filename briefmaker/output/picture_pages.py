"""A picture as a page of its own: a PDF/A-2b and PDF/UA-1 in which it is a Figure with its description."""

from __future__ import annotations

import io
from typing import Any

from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.pdf_file import written
from briefmaker.output.pdf_metadata import DocumentFacts, write_metadata

__all__ = ["picture_page"]

_A4 = (595.276, 841.89)
_MARGIN = 42.52
"""Points; 15 mm, which every printer can print within."""
_COARSEST = 96
"""Dots an inch: a picture of few pixels isn't blown up any further."""
_MOST_PIXELS = 120_000_000
_QUALITY = 92
_ORIENTATION = 0x0112
"""Exif's tag for which side is up."""


def picture_page(data: bytes, alt: str, facts: DocumentFacts, colours: Any) -> bytes:
    """A PDF of one page with a PNG or JPEG on it. alt: its description; colours: the OutputIntents of the
    letter, to which its colours belong.

    Raises LayoutProblem: PART_DAMAGED or PART_TOO_LONG (of too many pixels).
    """
    import pikepdf

    pdf = pikepdf.new()
    picture, size = _image(pdf, data)
    sheet, box = _places(*size)
    left, bottom, right, top = box
    matrix = f"{right - left:.2f} 0 0 {top - bottom:.2f} {left:.2f} {bottom:.2f}"
    content = f"/Figure <</MCID 0>> BDC\nq {matrix} cm /Im0 Do Q\nEMC"
    page = pdf.add_blank_page(page_size=sheet).obj
    page.Contents = pdf.make_stream(content.encode("ascii"))
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    page.StructParents = 0
    page.Tabs = pikepdf.Name.S
    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    document = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root)
    )
    figure = pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.StructElem,
            S=pikepdf.Name.Figure,
            P=document,
            Pg=page,
            K=0,
            Alt=pikepdf.String(alt),
            A=pikepdf.Dictionary(
                O=pikepdf.Name.Layout, BBox=pikepdf.Array([round(value, 2) for value in box])
            ),
        )
    )
    document.K = pikepdf.Array([figure])
    root.K = pikepdf.Array([document])
    root.ParentTree = pdf.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Array([figure])])))
    root.ParentTreeNextKey = 1
    pdf.Root.StructTreeRoot = root
    if colours is not None:
        pdf.Root.OutputIntents = pdf.copy_foreign(colours)
    write_metadata(pdf, facts)
    return written(pdf)


def _places(width: int, height: int) -> tuple[tuple[float, float], tuple[float, float, float, float]]:
    """The sheet, lying only where that lets the picture be larger, and where on it the picture stands: left,
    bottom, right, top."""
    sheet = max((_A4, (_A4[1], _A4[0])), key=lambda each: _scale(width, height, each))
    scale = _scale(width, height, sheet)
    wide, high = width * scale, height * scale
    left, top = (sheet[0] - wide) / 2, sheet[1] - _MARGIN
    return sheet, (left, top - high, left + wide, top)


def _scale(width: int, height: int, sheet: tuple[float, float]) -> float:
    """Points for each pixel of a picture on a sheet."""
    return min((sheet[0] - 2 * _MARGIN) / width, (sheet[1] - 2 * _MARGIN) / height, 72 / _COARSEST)


def _image(pdf: Any, data: bytes) -> tuple[Any, tuple[int, int]]:
    """The picture as an image of the PDF, upright and without what cameras write besides, and its pixels."""
    import pikepdf
    from PIL import Image, ImageOps

    try:
        picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if picture.width * picture.height > _MOST_PIXELS:
            raise LayoutProblem(Failure.PART_TOO_LONG)
        is_jpeg = picture.format == "JPEG"
        plain = picture.mode in ("RGB", "L") and picture.info.get("icc_profile") is None
        if is_jpeg and plain and picture.getexif().get(_ORIENTATION, 1) == 1:
            picture.load()
            image = pdf.make_stream(_only_the_picture(data))
            image.Filter = pikepdf.Name.DCTDecode
            mode, size = picture.mode, picture.size
        else:
            flat = _flat(ImageOps.exif_transpose(picture))
            mode, size = flat.mode, flat.size
            if is_jpeg:
                coded = io.BytesIO()
                flat.save(coded, "JPEG", quality=_QUALITY)
                image = pdf.make_stream(coded.getvalue())
                image.Filter = pikepdf.Name.DCTDecode
            else:
                image = pdf.make_stream(flat.tobytes())  # `written` compresses it
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LayoutProblem(Failure.PART_DAMAGED) from error
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height = size
    image.ColorSpace = pikepdf.Name.DeviceGray if mode == "L" else pikepdf.Name.DeviceRGB
    image.BitsPerComponent = 8
    return image, size


def _flat(picture: Any) -> Any:
    """A picture in greys or red, green and blue of 8 bits, sRGB, on white where it was see-through."""
    from PIL import Image, ImageCms

    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            result = ImageCms.profileToProfile(
                picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if result is not None:
                return result
        except ImageCms.PyCMSError:
            pass  # a broken profile: the colours as they are
    if picture.mode.startswith("I;16") or picture.mode == "I":
        return picture.point(lambda value: value / 257).convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        over = picture.convert("RGBA")
        white = Image.new("RGBA", over.size, "white")
        return Image.alpha_composite(white, over).convert("RGB")
    return picture.convert("L" if picture.mode in ("1", "L") else "RGB")


def _only_the_picture(data: bytes) -> bytes:
    """A JPEG without the application segments and comments that aren't needed to decode it (ITU-T T.81, B.2):
    place, owner and camera stand there. APP14 tells how its colours were coded."""
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == 0xDA:  # the picture itself, to the end
            break
        length = int.from_bytes(data[at + 2 : at + 4], "big") + 2
        if not (0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)):
            kept.append(data[at : at + length])
        at += length
    kept.append(data[at:])
    return b"".join(kept)
