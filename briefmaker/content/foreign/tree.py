"""The tree that tokens make: elements that part or hold text, and text that knows its marks.

Emphasis makes no elements, so a tag left open or closed at the wrong place moves no text, and nothing
is ever copied. Deeper than anyone nests, tags part text but hold none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from briefmaker.content.foreign.dropped import Dropped
from briefmaker.content.foreign.footnote_signs import note_back, note_sign
from briefmaker.content.foreign.marks import PLAIN, Marks, inner_marks
from briefmaker.content.foreign.styles import Style, StyleSheet
from briefmaker.content.foreign.tokens import Comment, End, Start, Token, tokens_of

__all__ = ["Element", "Node", "Page", "Words", "page_of"]

_DEEPEST = 100
_MOST_TOKENS = 150_000
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "caption", "center", "dd", "details", "dir", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
     "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
     "th", "thead", "tr", "ul")
)  # fmt: skip
_LEAVES = frozenset(("br", "hr", "img"))
_VOID = frozenset(
    ("area", "base", "col", "embed", "input", "link", "meta", "param", "source", "track", "wbr")
)
_FRAMES = frozenset(("html", "head", "body"))
_CELLS = frozenset(("td", "th", "caption"))
_LISTS = frozenset(("ul", "ol", "menu", "dir"))
_TABLE_PARTS = frozenset(("tbody", "thead", "tfoot", "tr", "td", "th", "caption"))
_IN_TABLE = frozenset(("table",))
_IN_CELL = _CELLS | _IN_TABLE
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li", "p")), _LISTS | _IN_CELL),
    "dt": (frozenset(("dt", "dd", "p")), frozenset(("dl",)) | _IN_CELL),
    "dd": (frozenset(("dt", "dd", "p")), frozenset(("dl",)) | _IN_CELL),
    "td": (frozenset(("td", "th", "caption")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th", "caption")), frozenset(("tr", "table"))),
    "tr": (frozenset(("tr", "caption")), _IN_TABLE),
    "tbody": (frozenset(("tbody", "thead", "tfoot", "caption")), _IN_TABLE),
    "thead": (frozenset(("tbody", "thead", "tfoot", "caption")), _IN_TABLE),
    "tfoot": (frozenset(("tbody", "thead", "tfoot", "caption")), _IN_TABLE),
}
"""What a tag ends that was left open, and where to stop looking for it."""
_PARAGRAPH = (frozenset(("p",)), _IN_CELL)


class Element:
    """A block, a table's part, a list's part, a break, a picture, or the sign of a footnote ("note",
    "note_back", with its name)."""

    __slots__ = ("attributes", "children", "style", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str], style: Style) -> None:
        self.tag = tag
        self.attributes = attributes
        self.style = style
        self.children: list[Node] = []


class Words(NamedTuple):
    """A piece of text."""

    text: str
    marks: Marks


Node: TypeAlias = Element | Words


class Page(NamedTuple):
    """What was read: the root of the tree, the style sheet, and what was left out so far."""

    root: Element
    sheet: StyleSheet
    dropped: set[Dropped]


class _Open:
    """A tag that is open: its marks, and where what stands in it goes."""

    __slots__ = ("attributes", "marks", "place", "style", "tag")

    def __init__(self, tag: str, attributes: Mapping[str, str], style: Style) -> None:
        self.tag = tag
        self.attributes = attributes
        self.style = style
        self.marks = PLAIN
        self.place: Element


def page_of(html: str) -> Page | None:
    """The tree of an HTML page or a piece of one, None when there is more of it than anyone pastes."""
    builder = _Builder()
    for number, token in enumerate(tokens_of(html)):
        if number >= _MOST_TOKENS:
            return None
        builder.take(token)
    return Page(builder.root, builder.sheet, builder.dropped)


class _Builder:
    def __init__(self) -> None:
        self.root = Element("body", {}, {})
        self.sheet = StyleSheet()
        self.dropped: set[Dropped] = set()
        bottom = _Open("", {}, {})
        bottom.place = self.root
        self._stack = [bottom]
        self._open: Counter[str] = Counter()
        self._too_deep: Counter[str] = Counter()

    def take(self, token: Token) -> None:
        if isinstance(token, str):
            self._text(token)
        elif isinstance(token, Start):
            self._start(token.name, token.attributes)
        elif isinstance(token, End):
            self._end(token.name)
        elif isinstance(token, Comment):
            if "<v:textbox" in token.text or "<w:txbxContent" in token.text:
                self.dropped.add(Dropped.TEXT_BOXES)
        else:
            self.sheet.add(token.text)

    def _text(self, text: str) -> None:
        top = self._stack[-1]
        marks = top.marks
        if not text.isspace():
            self.dropped |= marks.looks
        if not marks.unseen:
            top.place.children.append(Words(text, marks))

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _VOID or tag in _FRAMES:
            return
        if tag in _BLOCKS:
            ends, stop = _ENDS.get(tag, _PARAGRAPH)
            self._end_open(ends, stop)
        style = self.sheet.style_of(tag, attributes.get("class", ""), attributes.get("style", ""))
        place = self._stack[-1].place
        if tag in _LEAVES:
            if not self._stack[-1].marks.unseen:
                place.children.append(Element(tag, attributes, style))
            return
        if len(self._stack) >= _DEEPEST:
            self._too_deep[tag] += 1
            if tag in _BLOCKS:
                place.children.append(Element("p", {}, {}))
            return
        opened = _Open(tag, attributes, style)
        opened.marks = inner_marks(self._stack[-1].marks, tag, attributes, style)
        opened.place = place
        if tag in _BLOCKS:
            opened.place = Element(tag, attributes, style)
            place.children.append(opened.place)
        elif tag == "a" and not opened.marks.unseen:
            self._note(opened, attributes)
        self._stack.append(opened)
        self._open[tag] += 1

    def _note(self, opened: _Open, attributes: Mapping[str, str]) -> None:
        for tag, name in (("note", note_sign(attributes)), ("note_back", note_back(attributes))):
            if name:
                opened.place.children.append(Element(tag, {"name": name}, {}))
                opened.marks = opened.marks._replace(unseen=True, looks=frozenset(), link="")

    def _end(self, tag: str) -> None:
        if self._too_deep[tag] > 0:
            self._too_deep[tag] -= 1
        elif not self._open[tag]:
            if tag in ("p", "br"):
                self._stack[-1].place.children.append(Element(tag, {}, {}))
        elif tag in _TABLE_PARTS:
            self._end_open(frozenset((tag,)), _IN_TABLE, innermost=True)
        elif tag == "table":
            self._end_open(_IN_TABLE, frozenset(), innermost=True)
        elif tag in _BLOCKS:
            stop = _IN_CELL | _LISTS if tag == "li" else _IN_CELL
            self._end_open(frozenset((tag,)), stop, innermost=True)
        else:
            self._end_marks(tag)

    def _end_open(self, tags: frozenset[str], stop: frozenset[str], *, innermost: bool = False) -> None:
        """End the outermost, or innermost, open element with one of these tags within the nearest of
        `stop`, and all that is open in it."""
        if not any(self._open[tag] for tag in tags):
            return
        found = 0
        for at in range(len(self._stack) - 1, 0, -1):
            tag = self._stack[at].tag
            if tag in tags:
                found = at
                if innermost:
                    break
            elif tag in stop:
                break
        if found:
            for gone in self._stack[found:]:
                self._open[gone.tag] -= 1
            del self._stack[found:]

    def _end_marks(self, tag: str) -> None:
        """End the innermost of a tag that only marks text; blocks opened in it stay open."""
        for at in range(len(self._stack) - 1, 0, -1):
            if self._stack[at].tag == tag:
                break
            if self._stack[at].tag in _IN_CELL:
                return
        else:
            return
        del self._stack[at]
        self._open[tag] -= 1
        for above in range(at, len(self._stack)):
            opened = self._stack[above]
            opened.marks = inner_marks(
                self._stack[above - 1].marks, opened.tag, opened.attributes, opened.style
            )
