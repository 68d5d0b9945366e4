"""Pictures have a description, and dots enough for the size in which they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Repair
from briefmaker.inspection.look_rules import ALTERNATIVE, RESOLUTION
from briefmaker.inspection.looking.looks_of_elements import W, whole_number
from briefmaker.inspection.looking.picture_dots import dots
from briefmaker.inspection.looking.seen import FALLBACK, Seen, beside
from briefmaker.inspection.word_file import WordPart
from briefmaker.rendering.mark import MARK_NAME

__all__ = ["coarse_pictures", "pictures_without_description"]

_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_FEWEST: Final = 150
"""Dots to the inch below which print looks coarse."""
_EMU: Final = 914_400
_MEASURE: Final = re.compile(r"(?:^|;)\s*(width|height)\s*:\s*([0-9.]+)\s*(pt|in|cm|mm|px)?")
_INCHES: Final = {"pt": 1 / 72, "in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "px": 1 / 96, "": 1 / 96}
_FILE_NAME: Final = re.compile(r"[^\s/\\]+\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Picture:
    """A drawing: its description, the id that Word gives it ("" of an old one), the relationship of the
    picture in it ("" without), and its size in inches."""

    part: WordPart
    element: etree._Element
    name: str
    description: str
    id: str
    link: str
    is_decorative: bool
    wide: float
    high: float


def pictures_without_description(seen: Seen) -> Iterator[Finding]:
    """A finding for each picture or drawing without a description that isn't marked as decorative."""
    for picture in _pictures(seen):
        said = picture.description.strip()
        if picture.is_decorative or (said and not _FILE_NAME.fullmatch(said)):
            continue
        repair = None
        if not picture.link and picture.id:  # a line or frame says nothing
            repair = Repair("mark_decorative", _("Mark as decorative"), {"picture": picture.id})
        yield ALTERNATIVE.finding(
            _("{picture} has no description.").format(picture=_called(picture)),
            _("In Word: right click, Edit alt text; or mark it as decorative."),
            seen.around(picture.part, picture.element),
            repair=repair,
        )


def coarse_pictures(seen: Seen) -> Iterator[Finding]:
    """A finding for each picture with too few dots for its size."""
    for picture in _pictures(seen):
        size = _dots_of(seen, picture)
        if size is None or picture.wide <= 0 or picture.high <= 0:
            continue
        across, down = _kept(picture.element)
        sides = size[0] * across / picture.wide, size[1] * down / picture.high
        resolution = max(sides) if _is_mark(seen, picture) else min(sides)  # a mark is fitted into its frame
        if resolution < _FEWEST:
            yield RESOLUTION.finding(
                _("{picture} has {number} dots to the inch as it is printed.").format(
                    picture=_called(picture), number=max(1, int(resolution))
                ),
                _("Insert one of at least {wide} by {high} dots, or make it smaller.").format(
                    wide=round(_FEWEST * picture.wide / max(across, 0.01)),
                    high=round(_FEWEST * picture.high / max(down, 0.01)),
                ),
                seen.around(picture.part, picture.element),
            )


def _dots_of(seen: Seen, picture: _Picture) -> tuple[int, int] | None:
    if seen.subject.mark is not None and _is_mark(seen, picture):
        return dots(seen.subject.mark)
    if not picture.link:
        return None
    try:
        links = seen.package.relationships(picture.part.name)
    except UnusablePack:
        return None
    for link in links:
        if link.id == picture.link and not link.external and link.target in seen.package.members:
            return dots(seen.package.members[link.target].data)
    return None


def _called(picture: _Picture) -> str:
    """A picture as it is told from others: by its name, and by what stands with or beside it."""
    number = picture.part.number_of(picture.element)
    words = picture.part.paragraphs[number].text.strip() if number >= 0 else ""
    words = " ".join(words.split())[:60] or beside(picture.part, max(number, 0))
    name = _("The picture “{name}”").format(name=picture.name) if picture.name else _("The picture")
    return _("{picture} near “{words}”").format(picture=name, words=words) if words else name


def _is_mark(seen: Seen, picture: _Picture) -> bool:
    return seen.subject.mark is not None and picture.name.casefold() == MARK_NAME


def _pictures(seen: Seen) -> Iterator[_Picture]:
    for part in seen.parts:
        for element in part.root.iter(f"{_WP}inline", f"{_WP}anchor", f"{W}pict"):
            if next(element.iterancestors(FALLBACK), None) is not None:
                continue
            if next(element.iter(f"{W}txbxContent"), None) is not None:
                continue  # its text is read
            found = _old(part, element) if element.tag == f"{W}pict" else _new(part, element)
            if found is not None:
                yield found


def _new(part: WordPart, element: etree._Element) -> _Picture | None:
    properties = element.find(f"{_WP}docPr")
    if properties is None or properties.get("hidden") in {"1", "true"}:
        return None
    extent = element.find(f"{_WP}extent")
    blip = next(element.iter(f"{_A}blip"), None)
    picture = next(element.iter(_PIC), None)
    link = "" if blip is None or picture is None else blip.get(f"{_R}embed", "") or blip.get(f"{_R}link", "")
    marks = (mark.get("val", "1") for mark in properties.iter(_DECORATIVE))
    return _Picture(
        part, element, properties.get("name", ""), properties.get("descr", "") or properties.get("title", ""),
        properties.get("id", ""), link, any(mark in {"1", "true"} for mark in marks),
        0.0 if extent is None else whole_number(extent.get("cx")) / _EMU,
        0.0 if extent is None else whole_number(extent.get("cy")) / _EMU,
    )  # fmt: skip


def _old(part: WordPart, element: etree._Element) -> _Picture | None:
    """A picture as Word kept it before 2007; other drawings of that kind are left alone."""
    shape = next((each for each in element.iter(f"{_V}shape", f"{_V}rect")), None)
    data = None if shape is None else next(shape.iter(f"{_V}imagedata"), None)
    if shape is None or data is None:
        return None
    sizes = {
        side: float(number) * _INCHES[unit or ""] if number.count(".") <= 1 and number != "." else 0.0
        for side, number, unit in _MEASURE.findall(shape.get("style", ""))
    }
    return _Picture(
        part, element, "", shape.get("alt", ""), "", data.get(f"{_R}id", ""), False,
        sizes.get("width", 0.0), sizes.get("height", 0.0),
    )  # fmt: skip


def _kept(element: etree._Element) -> tuple[float, float]:
    """Which share of a picture is left across and down after it was cut (a:srcRect, 20.1.8.55)."""
    cut = next(element.iter(f"{_A}srcRect"), None)
    if cut is None:
        return 1.0, 1.0
    gone = {side: max(0, whole_number(cut.get(side))) / 100_000 for side in "ltrb"}
    return max(0.0, 1 - gone["l"] - gone["r"]), max(0.0, 1 - gone["t"] - gone["b"])
