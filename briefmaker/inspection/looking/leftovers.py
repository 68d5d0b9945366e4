"""What work on a template leaves behind: empty paragraphs, tracked changes, comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lxml import etree

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _, _n
from briefmaker.inspection.finding import Finding, Repair, Spot
from briefmaker.inspection.look_rules import COMMENTS, EMPTY, TRACKED
from briefmaker.inspection.looking.looks_of_elements import W
from briefmaker.inspection.looking.seen import Seen, beside, style_of
from briefmaker.inspection.looking.tables import is_empty, removing
from briefmaker.inspection.word_file import TextParagraph, WordPart
from briefmaker.problems import Severity
from briefmaker.rendering.style_roles import is_on

__all__ = ["comments", "empty_paragraphs", "tracked_changes"]

_CHANGES: Final = tuple(
    f"{W}{name}"
    for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
                 "tblPrExChange", "tcPrChange", "trPrChange", "tblGridChange", "numberingChange", "cellIns",
                 "cellDel", "cellMerge")
)  # fmt: skip
_HOLDERS: Final = frozenset(
    f"{W}{name}" for name in ("body", "hdr", "ftr", "footnote", "endnote", "sdtContent", "txbxContent")
)
_TEXT_STYLES: Final = frozenset(("normal", "body text", "no spacing", "standard", "default"))


def empty_paragraphs(seen: Seen) -> Iterator[Finding]:
    """A finding for each stretch of paragraphs in which nothing stands. What is needed isn't meant: one
    behind a table, the only one of a cell or page header, one whose style is there to make space."""
    for part in seen.printed_parts:
        written = {style_of(each, seen.sheet) for each in part.paragraphs if not is_empty(each.element)}
        together: list[TextParagraph] = []
        for paragraph in part.paragraphs:
            if _is_left_empty(seen, paragraph, written):
                if together and not _follows(together[-1].element, paragraph.element):
                    yield _empty(seen, part, together)
                    together = []
                together.append(paragraph)
        if together:
            yield _empty(seen, part, together)


def _empty(seen: Seen, part: WordPart, together: list[TextParagraph]) -> Finding:
    count = len(together)
    return EMPTY.finding(
        _n(
            "Near “{words}” is an empty paragraph.", "Near “{words}” are {count} empty paragraphs.", count
        ).format(words=beside(part, together[0].number), count=count),
        removing(count),
        *(seen.at(part, each) for each in together),
        repair=Repair("remove_paragraphs", _("Remove the empty paragraphs")),
    )


def _is_left_empty(seen: Seen, paragraph: TextParagraph, written: set[str]) -> bool:
    element = paragraph.element
    parent = element.getparent()
    if parent is None or (parent.tag not in _HOLDERS and parent.tag != f"{W}tc"):
        return False
    if not is_empty(element) or element.find(f"{W}pPr/{W}sectPr") is not None:
        return False
    before = _beside(element, forward=False)
    after = _beside(element, forward=True)
    if before is not None and before.tag == f"{W}tbl":
        return False  # it is needed, or keeps apart what no style of a table can
    if before is None and (after is None or after.tag == f"{W}sectPr"):
        return False
    if parent.tag == f"{W}tc" and _row_is_empty(parent):
        return False
    style = style_of(paragraph, seen.sheet)
    return style in written or seen.sheet.name(style).casefold() in _TEXT_STYLES


def _row_is_empty(cell: etree._Element) -> bool:
    row = cell.getparent()
    return row is not None and is_empty(row)


def _beside(element: etree._Element, *, forward: bool) -> etree._Element | None:
    """The next paragraph, table or end of a section beside an element; marks don't count."""
    wanted = {f"{W}p", f"{W}tbl", f"{W}sectPr", f"{W}sdt"}
    found = element.itersiblings(preceding=not forward)
    return next((each for each in found if each.tag in wanted), None)


def _follows(one: etree._Element, other: etree._Element) -> bool:
    return _beside(one, forward=True) is other


def tracked_changes(seen: Seen) -> Iterator[Finding]:
    """One finding with the places of all changes; a warning where there are none but tracking is on, which
    letters have from the file with their looks."""
    spots: list[Spot] = []
    count = 0
    for part in seen.parts:
        for change in part.root.iter(*_CHANGES):
            count += 1
            spots.append(seen.around(part, change))
    repair = Repair("accept_changes", _("Accept all changes"))
    if count:
        yield TRACKED.finding(
            _n("There is a tracked change.", "There are {count} tracked changes.", count).format(count=count),
            _("Accept or reject it in Word, under Review."),
            *dict.fromkeys(spots),
            repair=repair,
        )
    elif seen.house is None and _is_tracking(seen):
        yield TRACKED.finding(
            _("Changes are being tracked."),
            _("Turn tracking off in Word, under Review."),
            Spot(seen.file),
            repair=Repair("accept_changes", _("Turn tracking off")),
            severity=Severity.WARNING,
        )


def _is_tracking(seen: Seen) -> bool:
    try:
        settings = seen.subject.file.related("settings")
    except UnusablePack:
        return False
    found = None if settings is None else settings.find(f"{W}trackRevisions")
    return found is not None and is_on(found.get(f"{W}val", "1"))


def comments(seen: Seen) -> Iterator[Finding]:
    """One finding with the places of all comments."""
    spots = [
        seen.around(part, mark) for part in seen.parts for mark in part.root.iter(f"{W}commentReference")
    ]
    count = len(spots)
    if not spots:
        name, count = _loose_comments(seen)
        spots = [Spot(seen.file, part=name, part_label=_("the comments"))]
    if count:
        yield COMMENTS.finding(
            _n("There is a comment.", "There are {count} comments.", count).format(count=count),
            _("Delete it in Word, under Review."),
            *dict.fromkeys(spots),
            repair=Repair("remove_comments", _("Remove all comments")),
        )


def _loose_comments(seen: Seen) -> tuple[str, int]:
    """The part with comments that no text refers to, and how many there are."""
    package = seen.package
    try:
        for name in package.related(package.document, "comments"):
            if name in package.members:
                return name, len(package.xml(name).findall(f"{W}comment"))
    except UnusablePack:
        pass
    return "", 0
