"""Conditions and loops of a part: which tags belong together, and those without their other end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from briefmaker.i18n import _
from briefmaker.inspection.block_ends import fits, missing_end
from briefmaker.inspection.finding import Finding, Repair, Spot
from briefmaker.inspection.tag_rules import CROSSED, UNCLOSED, UNOPENED
from briefmaker.inspection.tag_scanning import Tag
from briefmaker.inspection.word_file import WordPart

__all__ = ["Block", "Blocks", "blocks", "spot_of"]

_ENDS = {"if": "endif", "for": "endfor"}
_BEGINS = {end: begin for begin, end in _ENDS.items()}


@dataclass(frozen=True, slots=True)
class Block:
    """A condition or loop: its tags, the branches in between too."""

    begin: Tag
    end: Tag
    branches: tuple[Tag, ...] = ()


@dataclass(slots=True)
class Blocks:
    """What was read of a part's conditions and loops.

    whole: those with both ends. sources: for each tag what jinja is to read in its place, so that the whole
    is balanced however the tags are.
    """

    whole: list[Block] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    at: int
    tag: Tag
    branches: list[Tag] = field(default_factory=list)


def spot_of(file: str, part: WordPart, tag: Tag) -> Spot:
    """The place of a tag."""
    return part.spot(file, tag.paragraph.number, tag.start, tag.end)


def blocks(file: str, part: WordPart, tags: Sequence[Tag]) -> Blocks:
    """The conditions and loops of these tags, which are in reading order."""
    return _Reading(file, part, tags).read()


class _Reading:
    def __init__(self, file: str, part: WordPart, tags: Sequence[Tag]) -> None:
        self._file = file
        self._part = part
        self._tags = tags
        self._stack: list[_Open] = []
        self._crossed: list[str] = []
        self._result = Blocks()

    def read(self) -> Blocks:
        for at, tag in enumerate(self._tags):
            if tag.keyword in _ENDS:
                self._stack.append(_Open(at, tag))
                self._result.sources.append(tag.source)
            elif tag.keyword in _BEGINS:
                self._result.sources.append("".join(self._closed(at, tag)))
            elif tag.keyword in {"else", "elif"}:
                self._result.sources.append(tag.source if self._branched(tag) else "")
            else:
                self._result.sources.append(tag.source)
        rest = [self._unclosed(self._stack.pop()) for _each in [*self._stack]]
        self._result.sources.append("".join(rest))
        return self._result

    def _spot(self, tag: Tag) -> Spot:
        return spot_of(self._file, self._part, tag)

    def _branched(self, tag: Tag) -> bool:
        """Whether a branch belongs to what is open."""
        opened = self._stack[-1] if self._stack else None
        if opened is not None:
            other = next((each for each in opened.branches if each.keyword == "else"), None)
            if other is not None:
                self._result.findings.append(self._behind_else(tag, other))
                return False
            if tag.keyword == "else" or opened.tag.keyword == "if":
                opened.branches.append(tag)
                return True
        what = _("“{tag}” belongs to no condition: there is no “if” before it.").format(tag=tag.written)
        self._result.findings.append(
            UNOPENED.finding(what, _("Take it out, or put the beginning where it belongs."), self._spot(tag))
        )
        return False

    def _behind_else(self, tag: Tag, other: Tag) -> Finding:
        what = _("“{tag}” stands behind “{other}”, which has to be the last branch of its condition.").format(
            tag=tag.written, other=other.written
        )
        remedy = _("Take one of them out, or end the condition before it.")
        return UNOPENED.finding(what, remedy, self._spot(tag), self._spot(other))

    def _closed(self, at: int, tag: Tag) -> Iterator[str]:
        """What stands for an end in the balanced source."""
        if tag.keyword in self._crossed:
            self._crossed.remove(tag.keyword)
            return
        begin = _BEGINS[tag.keyword]
        if all(each.tag.keyword != begin for each in self._stack):
            yield from self._without_beginning(at, tag)
            return
        own = [each for each in self._stack if each.tag.keyword == begin]
        target = next((each for each in reversed(own) if fits(each.tag, tag)), own[-1])
        while self._stack[-1] is not target:
            inner = self._stack.pop()
            own_end = _ENDS[inner.tag.keyword]
            later = self._end_later(at, own_end)
            if later is None:
                yield self._unclosed(inner, tag)
            else:
                self._crossing(inner, tag, later)
                self._crossed.append(own_end)
                yield f"{{% {own_end} %}}"
        opened = self._stack.pop()
        self._result.whole.append(Block(opened.tag, tag, tuple(opened.branches)))
        yield tag.source

    def _end_later(self, at: int, end: str) -> Tag | None:
        """The end behind `at` that belongs to something begun before."""
        depth = 0
        for tag in self._tags[at + 1 :]:
            if tag.keyword == _BEGINS[end]:
                depth += 1
            elif tag.keyword == end:
                if not depth:
                    return tag
                depth -= 1
        return None

    def _crossing(self, inner: _Open, tag: Tag, later: Tag) -> None:
        outer = next(each for each in reversed(self._stack) if each.tag.keyword == _BEGINS[tag.keyword])
        what = _("“{inner}” begins within “{outer}”, but that ends before it does.").format(
            inner=inner.tag.written, outer=outer.tag.written
        )
        remedy = _("Put “{end}” before “{other}”.").format(end=later.written, other=tag.written)
        spots = (self._spot(tag), self._spot(later), self._spot(inner.tag), self._spot(outer.tag))
        self._result.findings.append(CROSSED.finding(what, remedy, *spots))

    def _without_beginning(self, at: int, tag: Tag) -> Iterator[str]:
        """An end of which no beginning is open: taken for the other kind's where that lacks its own."""
        last = self._stack[-1] if self._stack else None
        if last is not None and self._end_later(at, _ENDS[last.tag.keyword]) is None:
            self._stack.pop()
            end = _ENDS[last.tag.keyword]
            what = _("“{begin}” ends with “{end}”, which ends something of another kind.").format(
                begin=last.tag.written, end=tag.written
            )
            wanted = tag.text.replace(tag.keyword, end)
            remedy = _("Make it “{tag}”.").format(tag=wanted)
            repair = Repair("replace_text", remedy, {"old": tag.written, "new": wanted})
            self._result.findings.append(
                UNCLOSED.finding(what, remedy, self._spot(tag), self._spot(last.tag), repair=repair)
            )
            yield f"{{% {end} %}}"
            return
        what = _("“{tag}” ends nothing: there is no “{begin}” before it.").format(
            tag=tag.written, begin=_BEGINS[tag.keyword]
        )
        self._result.findings.append(
            UNOPENED.finding(
                what,
                _("Take it out, or put the beginning where it belongs."),
                self._spot(tag),
                repair=Repair("remove_tag", _("Take “{tag}” out").format(tag=tag.written)),
            )
        )

    def _unclosed(self, opened: _Open, before: Tag | None = None) -> str:
        tag, end = opened.tag, _ENDS[opened.tag.keyword]
        wanted = f"{{%{tag.level} {end} %}}"
        place, repair = missing_end(self._file, self._part, tag, wanted, self._tags, before)
        what = _("“{tag}” is not ended.").format(tag=tag.written)
        if before is not None:
            what = _("“{tag}” is not ended before “{end}”.").format(tag=tag.written, end=before.written)
        remedy = _("Put “{tag}” where it is to stop.").format(tag=wanted)
        self._result.findings.append(UNCLOSED.finding(what, remedy, self._spot(tag), place, repair=repair))
        return f"{{% {end} %}}"
