"""Where the missing end of a condition or loop can stand, when there is one such place only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from briefmaker.i18n import _
from briefmaker.inspection.finding import Repair, Spot
from briefmaker.inspection.tag_scanning import LEVELS, Tag
from briefmaker.inspection.word_file import TextParagraph, W, WordPart

__all__ = ["cell_width", "fits", "holder", "missing_end"]


def holder(tag: Tag) -> etree._Element | None:
    """What a tag stands in the place of: its paragraph, or the row or cell around it; None when there is
    none such."""
    element = LEVELS.get(tag.level, f"{W}p")
    if element in {f"{W}p", f"{W}r"}:
        return tag.paragraph.element
    return next(tag.paragraph.element.iterancestors(element), None)


def cell_width(tag: Tag) -> int:
    """The width of the table cell around a tag as compiling reads it, in twentieths of a point, 1 where it
    doesn't say; 0 outside tables. A whole text is set for one width."""
    cell = next(tag.paragraph.element.iterancestors(f"{W}tc"), None)
    if cell is None:
        return 0
    width = cell.find(f"{W}tcPr/{W}tcW")
    written = "" if width is None else width.get(f"{W}w", "")
    return max(int(written), 1) if written.isdecimal() else 1


def fits(begin: Tag, end: Tag) -> bool:
    """Whether these stand in the same kind of place: with one level, within one text, row or table."""
    own, other = holder(begin), holder(end)
    if begin.level != end.level or own is None or other is None:
        return False
    return own is other or own.getparent() is other.getparent()


def missing_end(
    file: str, part: WordPart, begin: Tag, wanted: str, tags: Sequence[Tag], before: Tag | None
) -> tuple[Spot, Repair | None]:
    """The spot at which `begin` must have ended at the latest, and what puts the end `wanted` there if it can
    stand at one place only. before: the tag that it must end before, None for the end of what holds it."""
    found = (
        _in_paragraph(file, part, begin, tags)
        if begin.level not in {"p", "tr"}
        else _behind_one(file, part, begin, tags)
    )
    if found is not None:
        spot, place = found
        label = _("Put “{tag}” behind it").format(tag=wanted)
        return spot, Repair("insert_end", label, {"tag": wanted, "place": place})
    if before is not None:
        return part.spot(file, before.paragraph.number, before.start, before.end), None
    end = _last_before_another(part, begin, tags)
    return part.spot(file, end.number, len(end.text), len(end.text)), None


def _last_before_another(part: WordPart, begin: Tag, tags: Sequence[Tag]) -> TextParagraph:
    """The last paragraph of what holds `begin` before something else begins in the same kind of place."""
    if begin.level not in LEVELS and not begin.is_alone:
        return begin.paragraph
    parent, number = begin.paragraph.element.getparent(), begin.paragraph.number
    others = [
        tag.paragraph.number for tag in tags
        if tag.keyword in {"if", "for"} and tag.level == begin.level and tag.paragraph.number > number
    ]  # fmt: skip
    limit = min(others, default=len(part.paragraphs))
    inside = [
        each for each in part.paragraphs
        if each.element.getparent() is parent and number <= each.number < limit
    ]  # fmt: skip
    return inside[-1]


def _in_paragraph(file: str, part: WordPart, begin: Tag, tags: Sequence[Tag]) -> tuple[Spot, str] | None:
    """The end of the paragraph, if text stands behind `begin` in it and all that begins there ends there."""
    number = begin.paragraph.number
    later = [tag for tag in tags if tag.paragraph.number == number and tag.start > begin.start]
    text = begin.paragraph.text
    open_ends = sum({"if": 1, "for": 1, "endif": -1, "endfor": -1}.get(tag.keyword, 0) for tag in later)
    if begin.is_alone or open_ends or not text[begin.end :].strip():
        return None
    return part.spot(file, number, len(text), len(text)), "text"


def _behind_one(file: str, part: WordPart, begin: Tag, tags: Sequence[Tag]) -> tuple[Spot, str] | None:
    """Behind the one paragraph or row that follows, if another block or the end comes right after it."""
    own = holder(begin)
    if own is None or (not begin.is_alone and begin.level == "p"):
        return None
    stops = {holder(tag) for tag in tags if tag.keyword and tag.level == begin.level and tag is not begin}
    following: list[etree._Element] = []
    for element in _behind(own):
        if element in stops:
            break
        following.append(element)
    if len(following) != 1 or following[0].tag != own.tag:
        return None
    paragraphs = [part.number_of(each) for each in following[0].iter(f"{W}p")]
    numbers = [number for number in paragraphs if number >= 0]
    if not numbers:
        return None
    if begin.level == "tr":
        return part.spot(file, numbers[0]), "row"
    return part.spot(file, numbers[-1]), "paragraph"


def _behind(element: etree._Element) -> Iterator[etree._Element]:
    kinds = {f"{W}p", f"{W}tbl", f"{W}tr", f"{W}sdt"}
    return (each for each in element.itersiblings() if each.tag in kinds)
