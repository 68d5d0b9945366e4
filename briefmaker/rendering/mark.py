"""Another mark in place of the template's: the picture whose name is "merk", fitted into its frame."""

from __future__ import annotations

import posixpath
import struct
from collections.abc import Iterator
from typing import Final

from lxml import etree

from briefmaker.errors import RenderingFailed
from briefmaker.i18n import _
from briefmaker.rendering.cleaning import member, serialised
from briefmaker.rendering.package import CONTENT_TYPES, REL, Package, relationships_path

__all__ = ["MARK_NAME", "with_mark"]

MARK_NAME: Final = "merk"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def with_mark(package: Package, parts: tuple[str, ...], mark: bytes) -> Package:
    """`package` with `mark` (PNG or JPEG) as the picture named "merk" in any of `parts`.

    A template without such a picture is returned as it is. Raises `RenderingFailed` when `mark` is
    no picture that Word can show.
    """
    extension, width, height = _picture(mark)
    members = dict(package.members)
    target = f"word/media/briefmaker-merk.{extension}"
    found = False
    for part in parts:
        root = package.xml(part)
        pictures = [*_marks(root)]
        if not pictures:
            continue
        found = True
        links = package.xml(relationships_path(part))
        for frame, blip in pictures:
            _fit(frame, width, height)
            for link in links.iter(f"{REL}Relationship"):
                if link.get("Id") == blip.get(f"{_R}embed"):
                    link.set("Target", posixpath.relpath(target, posixpath.dirname(part) or "."))
        members[part] = member(serialised(root))
        members[relationships_path(part)] = member(serialised(links))
    if not found:
        return package
    members[target] = member(mark)
    types = package.xml(CONTENT_TYPES)
    if not any(entry.get("Extension", "").casefold() == extension for entry in types.iter(f"{_CT}Default")):
        kind = f"image/{extension}"
        types.insert(0, types.makeelement(f"{_CT}Default", {"Extension": extension, "ContentType": kind}))
    members[CONTENT_TYPES] = member(serialised(types))
    return Package(members, {**package.content_types, target: f"image/{extension}"}, package.document)


def _marks(root: etree._Element) -> Iterator[tuple[etree._Element, etree._Element]]:
    for properties in root.iter(f"{_WP}docPr"):
        frame = properties.getparent()
        if frame is not None and properties.get("name", "").casefold() == MARK_NAME:
            blip = next(frame.iter(f"{_A}blip"), None)
            if blip is not None:
                yield frame, blip


def _fit(frame: etree._Element, width: int, height: int) -> None:
    """Make the picture as large as it can be within its frame without distorting it."""
    for extent in (frame.find(f"{_WP}extent"), next(frame.iter(f"{_A}ext"), None)):
        if extent is None:
            continue
        wide, high = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
        scale = min(wide / width, high / height)
        extent.set("cx", str(max(1, round(width * scale))))
        extent.set("cy", str(max(1, round(height * scale))))


def _picture(data: bytes) -> tuple[str, int, int]:
    """(extension, width, height) in pixels of a PNG or JPEG."""
    try:
        if data.startswith(b"\x89PNG\r\n\x1a\n"):
            size = struct.unpack(">II", data[16:24])
            if all(size):
                return ("png", *size)
        elif data.startswith(b"\xff\xd8"):
            return ("jpeg", *_jpeg_size(data))
    except (struct.error, IndexError):
        pass
    raise RenderingFailed(_("The mark is no picture that Word can show; choose a PNG or JPEG file."))


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height from the first start-of-frame segment (ISO/IEC 10918-1, B.2.2)."""
    at = 2
    while data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            if width and height:
                return width, height
            break
        at += 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    raise IndexError
