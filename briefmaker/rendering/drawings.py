"""Pictures in a letter's text: their place in the line, and the members that hold them.

A picture that stands in a letter more than once lies in the file once.
"""

from __future__ import annotations

from html import escape
from typing import Final

from briefmaker.letter.body import Image
from briefmaker.rendering.pictures import EMU_PER_TWIP, Picture, fitted, picture_of

__all__ = ["DRAWING_NAME", "Drawings", "picture_member"]

DRAWING_NAME: Final = "Afbeelding in tekst"
"""How a drawing in a letter's text is called in Word, before its number; no drawing of a template is."""
_FIRST_ID: Final = 2001
"""Above the ids of a template's own drawings."""
_LINK: Final = "rIdBriefmakerImage"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_CONTROLS: Final = str.maketrans({"\n": "&#10;", "\t": "&#9;"})


def picture_member(number: int, extension: str) -> str:
    """The name of the member that holds a letter's picture, beside its document part."""
    return f"media/briefmaker{number}.{extension}"


class Drawings:
    """Gathers the pictures of one letter. Sizes are given in twentieths of a point."""

    __slots__ = ("_count", "_numbers", "pictures")

    def __init__(self) -> None:
        self.pictures: list[tuple[Picture, bytes]] = []
        self._numbers: dict[bytes, int] = {}
        self._count = 0

    def run(self, image: Image, most_width: int, most_height: int) -> bytes:
        """The run that shows `image` no larger than this; raises ValueError when it can't be shown."""
        number = self._numbers.get(image.data)
        if number is None:
            self.pictures.append((picture_of(image.data), image.data))
            number = self._numbers[image.data] = len(self.pictures)
        picture = self.pictures[number - 1][0]
        width, height = fitted(
            picture.width, picture.height, most_width * EMU_PER_TWIP, most_height * EMU_PER_TWIP
        )
        self._count += 1
        own_id, name = _FIRST_ID + self._count - 1, f"{DRAWING_NAME} {self._count}"
        alt = escape(image.alt.replace("\r\n", "\n").replace("\r", "\n")).translate(_CONTROLS)
        return (
            '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
            f'xmlns:wp="{_DRAWING}/wordprocessingDrawing"><wp:extent cx="{width}" cy="{height}"/>'
            f'<wp:docPr id="{own_id}" name="{name}" descr="{alt}"/>'
            f'<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1" xmlns:a="{_DRAWING}/main"/>'
            f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main">'
            f'<a:graphicData uri="{_DRAWING}/picture"><pic:pic xmlns:pic="{_DRAWING}/picture">'
            f'<pic:nvPicPr><pic:cNvPr id="{own_id}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{_LINK}{number}" xmlns:r="{_OFFICE}"/>'
            "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r>"
        ).encode()

    @property
    def relationships_xml(self) -> str:
        """The relationships of all pictures so far, to be added to document.xml.rels."""
        return "".join(
            f'<Relationship Id="{_LINK}{number}" Type="{_OFFICE}/image" '
            f'Target="{picture_member(number, picture.extension)}"/>'
            for number, (picture, _data) in enumerate(self.pictures, 1)
        )
