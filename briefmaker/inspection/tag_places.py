"""Whether tags stand where they can: alone in their paragraph or row, both ends in the same kind of place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from briefmaker.forms.placeholders import Placeholder, PlaceholderKind
from briefmaker.i18n import _
from briefmaker.inspection.block_ends import cell_width, fits, holder
from briefmaker.inspection.finding import Finding, Repair
from briefmaker.inspection.tag_blocks import Block, spot_of
from briefmaker.inspection.tag_rules import MISPLACED
from briefmaker.inspection.tag_scanning import Tag, around
from briefmaker.inspection.word_file import W, WordPart
from briefmaker.letter.printed_names import LIST_SUFFIX
from briefmaker.problems import Severity

__all__ = ["misplaced"]

_OWN_PARAGRAPH = {PlaceholderKind.BODY, PlaceholderKind.GROUP}
_PRINTED = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath",
    *(
        f"{W}{name}"
        for name in ("drawing", "pict", "object", "sym", "footnoteReference", "endnoteReference", "fldChar",
                     "fldSimple", "sectPr")
    ),
)  # fmt: skip


def misplaced(
    file: str,
    part: WordPart,
    tags: Sequence[Tag],
    whole: Sequence[tuple[str, Tag]],
    blocks: Sequence[Block],
    placeholders: Mapping[str, Placeholder],
) -> Iterator[Finding]:
    """The tags in wrong places. whole: the placeholders that print one name, with that name."""
    places = _Places(file, part, placeholders)
    names = {id(tag): name for name, tag in whole}
    said: set[int] = set()
    for block in blocks:
        yield from places.of_block(block, said)
    first: dict[str, Tag] = {}
    for name, tag in whole:
        if tag.level == "p":
            first.setdefault(name, tag)
    for tag in tags:
        if tag.kind != "{#" and id(tag) not in said:
            name = names.get(id(tag), "")
            yield from places.of_tag(tag, name, first.get(name))
    for name, tag in whole:
        other = first[name] if tag.level == "p" else tag
        if cell_width(other) != cell_width(tag):
            yield places.in_two_widths(tag, other)


def _has_more_than_text(tag: Tag) -> bool:
    """Whether something else is printed that goes with the paragraph, row or cell of a tag."""
    element = holder(tag)
    if element is None:
        return False
    breaks = (each.get(f"{W}type") for each in element.iter(f"{W}br"))
    return any(True for _each in element.iter(*_PRINTED)) or any(
        kind in {"page", "column"} for kind in breaks
    )


class _Places:
    def __init__(self, file: str, part: WordPart, placeholders: Mapping[str, Placeholder]) -> None:
        self._file = file
        self._part = part
        self._placeholders = placeholders

    def _finding(
        self, what: str, remedy: str, *tags: Tag, repair: Repair | None = None, warning: bool = False
    ) -> Finding:
        spots = (spot_of(self._file, self._part, tag) for tag in tags)
        severity = Severity.WARNING if warning else None
        return MISPLACED.finding(what, remedy, *spots, repair=repair, severity=severity)

    # --- single tags ---

    def of_tag(self, tag: Tag, name: str, whole: Tag | None) -> Iterator[Finding]:
        """whole: the first tag that prints this name as a whole text."""
        placeholder = self._placeholders.get(name)
        kind = PlaceholderKind.TEXT if placeholder is None else placeholder.kind
        if tag.kind == "{{" and tag.level in {"tr", "tc", "r"}:
            what = _("“{tag}” can't be printed in the place of a row, cell or run.").format(tag=tag.written)
            yield self._finding(what, self._make_it(tag, ""), tag, repair=self._plain(tag))
        elif tag.level and tag.level != "r" and holder(tag) is None:
            yield self._outside_tables(tag)
        elif tag.level in {"p", "tr", "tc"} and not self._is_alone(tag):
            yield self._not_alone(tag, kind)
        elif tag.level in {"p", "tr", "tc"} and not tag.broken and _has_more_than_text(tag):
            what = _("Beside “{tag}” stands a picture, note, field or break, which would get lost.")
            yield self._finding(what.format(tag=tag.written), _("Put the tag into a place of its own."), tag)
        elif tag.kind == "{{" and tag.level == "p" and not name:
            what = _("“{tag}”: only a whole text, without filters, can stand in a paragraph of its own.")
            yield self._finding(
                what.format(tag=tag.written), self._make_it(tag, ""), tag, repair=self._plain(tag)
            )
        elif tag.kind == "{{" and tag.level == "p" and self._is_never_whole(name, kind):
            what = _("“{tag}” is no whole text that can stand in a paragraph of its own.")
            yield self._finding(
                what.format(tag=tag.written), self._make_it(tag, ""), tag, repair=self._plain(tag)
            )
        elif tag.kind == "{{" and not tag.level and kind is PlaceholderKind.BODY:
            yield self._whole_in_line(tag, name, whole)

    def _is_never_whole(self, name: str, kind: PlaceholderKind) -> bool:
        """Whether this can't be given as a whole text: what the house style gives, the list of enclosures."""
        listed = (
            self._placeholders.get(name.removesuffix(LIST_SUFFIX)) if name.endswith(LIST_SUFFIX) else None
        )
        of_enclosures = listed is not None and listed.kind is PlaceholderKind.ENCLOSURES
        return of_enclosures or kind is PlaceholderKind.HOUSE_STYLE

    def _outside_tables(self, *tags: Tag) -> Finding:
        what = _("“{tag}” is for tables, but stands outside a table.").format(tag=tags[0].written)
        remedy = _("For whole paragraphs it is “{tag}”.").format(tag=tags[0].at_level("p"))
        return self._finding(what, remedy, *tags)

    def _is_alone(self, tag: Tag) -> bool:
        element = holder(tag)
        if tag.level == "p" or element is None:
            return tag.is_alone
        text = "".join(each.text for each in self._part.paragraphs if self._stands_in(each.element, element))
        return text.strip() == tag.written

    @staticmethod
    def _stands_in(paragraph: etree._Element, element: etree._Element) -> bool:
        return any(each is element for each in paragraph.iterancestors(element.tag))

    def in_two_widths(self, tag: Tag, other: Tag) -> Finding:
        what = _("“{tag}” stands both in a cell of a table and outside tables, which is set differently.")
        if tag.paragraph.cell is not None and other.paragraph.cell is not None:
            what = _("“{tag}” stands in cells of different widths, which is set differently.")
        remedy = _("Take one of them out.")
        return self._finding(what.format(tag=tag.written), remedy, tag, other)

    def _not_alone(self, tag: Tag, kind: PlaceholderKind) -> Finding:
        if tag.level == "tr":
            what = _("“{tag}” must stand alone in its row: what stands beside it would get lost.")
            remedy, place = _("Put it into a row of its own."), {"place": "row"}
        elif tag.level == "tc":
            what = _("“{tag}” must stand alone in its cell: what stands beside it would get lost.")
            return self._finding(what.format(tag=tag.written), _("Put it into a cell of its own."), tag)
        else:
            what = _("“{tag}” must stand alone in its paragraph: what stands beside it would get lost.")
            remedy, place = _("Put it into a paragraph of its own."), {}
            if tag.kind == "{{" and kind not in _OWN_PARAGRAPH:
                return self._finding(
                    what.format(tag=tag.written), self._make_it(tag, ""), tag, repair=self._plain(tag)
                )
        repair = None if _has_more_than_text(tag) else Repair("own_paragraph", remedy, place)
        return self._finding(what.format(tag=tag.written), remedy, tag, repair=repair)

    def _whole_in_line(self, tag: Tag, name: str, whole: Tag | None) -> Finding:
        wanted = tag.at_level("p")
        what = _("“{tag}” is a whole text: within a line it would lose its lists, headings and emphasis.")
        if not tag.is_alone:
            remedy = _("Put “{tag}” into a paragraph of its own.").format(tag=wanted)
            return self._finding(what.format(tag=tag.written), remedy, tag)
        remedy = self._make_it(tag, "p")
        repair = None
        is_known = tag.inner.rpartition(".")[2] == name.rpartition(".")[2]
        fits_there = whole is None or cell_width(whole) == cell_width(tag)
        if is_known and fits_there:
            repair = Repair("replace_text", remedy, {"old": tag.written, "new": wanted})
        return self._finding(what.format(tag=tag.written), remedy, tag, repair=repair)

    @staticmethod
    def _make_it(tag: Tag, level: str) -> str:
        return _("Make it “{tag}”.").format(tag=tag.at_level(level))

    def _plain(self, tag: Tag) -> Repair:
        return Repair("plain_tag", self._make_it(tag, ""))

    # --- both ends ---

    def of_block(self, block: Block, said: set[int]) -> Iterator[Finding]:
        begin = block.begin
        for other in (*block.branches, block.end):
            if begin.level != other.level:
                said |= {id(begin), id(other)}
                yield self._levels_differ(begin, other)
                return
        ends = (begin, *block.branches, block.end)
        same_paragraph = all(tag.paragraph is begin.paragraph for tag in ends)
        if begin.level == "p" and same_paragraph:
            said |= {id(tag) for tag in ends}
            what = _("“{begin}” and “{end}” stand in one paragraph: what stands beside them would get lost.")
            remedy = _("Within a line they go without the p.")
            yield self._finding(
                what.format(begin=begin.written, end=block.end.written), remedy, *ends,
                repair=Repair("plain_tag", remedy),
            )  # fmt: skip
            return
        other = block.end
        if begin.level and holder(begin) is None and holder(other) is None:
            said |= {id(begin), id(other)}
            yield self._outside_tables(begin, other)
            return
        if fits(begin, other):
            if (
                not begin.level
                and begin.paragraph is not other.paragraph
                and begin.is_alone
                and other.is_alone
            ):
                yield self._leaves_empty_lines(begin, other)
            elif begin.paragraph is other.paragraph and around(begin) != around(other):
                yield self._apart(begin, other, _("Put both inside the link or field, or both outside it."))
            return
        said |= {id(begin), id(other)}
        places = {"p": _("Put both into one text, or into one cell."), "tr": _("Put both into one table.")}
        usual = _("Put both into one paragraph or cell, or make both tags of paragraphs or rows.")
        yield self._apart(begin, other, places.get(begin.level, usual))

    def _apart(self, begin: Tag, end: Tag, remedy: str) -> Finding:
        what = _("“{begin}” and its end, “{end}”, stand in different kinds of places.")
        return self._finding(what.format(begin=begin.written, end=end.written), remedy, begin, end)

    def _leaves_empty_lines(self, begin: Tag, end: Tag) -> Finding:
        what = _("“{begin}” and “{end}” stand in paragraphs of their own, which stay there as empty lines.")
        remedy = _("Make them “{begin}” and “{end}”.").format(
            begin=begin.at_level("p"), end=end.at_level("p")
        )
        return self._finding(
            what.format(begin=begin.written, end=end.written), remedy, begin, end, warning=True
        )

    def _levels_differ(self, begin: Tag, other: Tag) -> Finding:
        what = _("“{begin}” and “{end}” belong together, but are tags of different kinds of places.").format(
            begin=begin.written, end=other.written
        )
        for wrong, right in ((other, begin), (begin, other)):
            if self._can_be(wrong, right.level) and self._can_be(right, right.level):
                new = wrong.at_level(right.level)
                remedy = self._make_it(wrong, right.level)
                repair = Repair("replace_text", remedy, {"old": wrong.written, "new": new})
                return self._finding(what, remedy, wrong, right, repair=repair)
        return self._finding(what, _("Make both of one kind, each in a place of its own."), other, begin)

    def _can_be(self, tag: Tag, level: str) -> bool:
        """Whether the tag stands where a tag of this level may."""
        own = Tag(tag.paragraph, tag.start, tag.end, tag.kind, level, tag.inner)
        if not level:
            return not tag.is_alone
        return holder(own) is not None and self._is_alone(own)
