"""The content of a Word paragraph as inlines, page breaks and pictures.

What was inserted with tracked changes is there, what was deleted is not. Fields give their result; a
HYPERLINK field is a link. Nothing here calls itself: a document may nest as deep as it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from briefmaker.letter.body import Footnote, Image, Inline, LineBreak, NoteInline, Text
from briefmaker.rendering.block_places import BlockPlace, place_of_bookmark
from briefmaker.rendering.links import link_target
from briefmaker.rendering.pictures import picture_of
from briefmaker.rendering.style_roles import StyleRoles, is_on
from briefmaker.rendering.styles import W
from briefmaker.rendering.word_source import WordSource
from briefmaker.rendering.word_symbols import symbol

__all__ = ["InlineReader", "NewPage", "Piece"]

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V: Final = "{urn:schemas-microsoft-com:vml}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

_SEEN_THROUGH: Final = frozenset(
    f"{W}{name}"
    for name in (
        *("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo", "ruby", "rubyBase"),
        *("hyperlink", "fldSimple"),
    )
) | {f"{_M}oMath", f"{_M}oMathPara", f"{_MC}AlternateContent", f"{_MC}Choice"}
_SIGNS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
}
_DEEPEST_FIELD: Final = 50
_HYPERLINK: Final = re.compile(r'\s*HYPERLINK\s+(?:"((?:[^"\\]|\\.)*)"|(?!\\)(\S+))', re.IGNORECASE)


class NewPage:
    """A page break among the inlines of a paragraph."""


Piece = Inline | NewPage | Image


class _Field:
    """A field that is open: its instruction, and once that is whole, the address it leads to."""

    __slots__ = ("address", "code", "shows")

    def __init__(self) -> None:
        self.code: list[str] = []
        self.shows = False
        self.address = ""


class InlineReader:
    """Reads the paragraphs of one part, in their order. `lost` gathers what a text can't hold: "picture"
    (of another kind than PNG and JPEG), "text_box", "object"; `place` is what the last paragraph says of its
    place."""

    def __init__(self, source: WordSource, part: str, roles: StyleRoles, *, notes: bool = True) -> None:
        self._source = source
        self._part = part
        self._roles = roles
        self._fields: list[_Field] = []
        self._pieces: list[Piece] = []
        self._marks = (False, False, "")
        self._text_parts: list[str] = []
        self._pictures: dict[str, bytes] = {}
        self._notes: dict[str, _Notes] = {}
        self._has_notes = notes
        self.lost: set[str] = set()
        self.place: BlockPlace | None = None

    def pieces(self, paragraph: etree._Element) -> list[Piece]:
        """What stands in a w:p, neighbouring runs of equal marks joined."""
        self._pieces = []
        self.place = None
        self._content(paragraph)
        self._end_text()
        self._fields = [field for field in self._fields if field.shows]
        return self._pieces

    def _content(self, paragraph: etree._Element) -> None:
        stack: list[tuple[Iterator[etree._Element], str]] = [(iter(paragraph), "")]
        while stack:
            children, link = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                continue
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, link)
            elif tag == f"{_M}r":
                self._text("".join(text.text or "" for text in child.iter(f"{_M}t")), False, False, link)
            elif tag == f"{W}hyperlink":
                address = self._source.address(self._part, child.get(f"{_R}id", ""))
                stack.append((iter(child), link_target(address)))
            elif tag == f"{W}fldSimple":
                stack.append((iter(child), _field_address(child.get(f"{W}instr", "")) or link))
            elif tag == f"{W}bookmarkStart":
                place = place_of_bookmark(child.get(f"{W}name", ""))
                if place is not None and place.kind == "p":
                    self.place = place
            elif tag in _SEEN_THROUGH:
                stack.append((iter(child), link))

    # --- runs ---

    def _run(self, run: etree._Element, link: str) -> None:
        properties = run.find(f"{W}rPr")
        strong = emphasis = False
        if properties is not None:
            if _switch(properties, "vanish"):
                return
            style = properties.find(f"{W}rStyle")
            if style is not None:
                marks = self._roles.marks(style.get(f"{W}val", ""))
                strong, emphasis = marks.strong, marks.emphasis
            strong = _switch(properties, "b", default=strong)
            emphasis = _switch(properties, "i", default=emphasis)
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field_sign(child.get(f"{W}fldCharType", ""))
            elif tag == f"{W}instrText":
                if self._fields and not self._fields[-1].shows:
                    self._fields[-1].code.append(child.text or "")
            elif all(field.shows for field in self._fields):
                if tag == f"{W}t":
                    self._text(child.text or "", strong, emphasis, link)
                elif tag in _SIGNS:
                    self._text(_SIGNS[tag], strong, emphasis, link)
                elif tag == f"{W}sym":
                    sign = symbol(child.get(f"{W}font", ""), child.get(f"{W}char", ""))
                    self._text(sign, strong, emphasis, link)
                else:
                    self._other(child)

    def _text(self, text: str, strong: bool, emphasis: bool, link: str) -> None:
        if not text:
            return
        for field in reversed(self._fields):
            link = link or field.address
        if (strong, emphasis, link) != self._marks:
            self._end_text()
            self._marks = (strong, emphasis, link)
        self._text_parts.append(text)

    def _end_text(self) -> None:
        if self._text_parts:
            strong, emphasis, link = self._marks
            text = "".join(self._text_parts)
            self._pieces.append(Text(text=text, strong=strong, emphasis=emphasis, link=link))
            self._text_parts = []

    def _add(self, piece: Piece) -> None:
        self._end_text()
        self._pieces.append(piece)

    def _other(self, child: etree._Element) -> None:
        tag = child.tag
        if tag == f"{W}br" and child.get(f"{W}type") == "page":
            self._add(NewPage())
        elif tag in {f"{W}br", f"{W}cr"}:
            self._add(LineBreak())
        elif tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            self._note(tag, child.get(f"{W}id", ""))
        elif tag in {f"{W}drawing", f"{W}pict", f"{_MC}AlternateContent"}:
            self._drawing(child)
        elif tag == f"{W}object":
            self.lost.add("object")

    # --- fields ---

    def _field_sign(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
            del self._fields[:-_DEEPEST_FIELD]
        elif kind == "separate" and self._fields:
            field = self._fields[-1]
            field.shows, field.address = True, _field_address("".join(field.code))
        elif kind == "end" and self._fields:
            self._fields.pop()

    # --- footnotes ---

    def _note(self, tag: str, note_id: str) -> None:
        if not self._has_notes:
            return
        kind = "footnotes" if tag == f"{W}footnoteReference" else "endnotes"
        if kind not in self._notes:
            self._notes[kind] = _Notes(self._source, kind, self._roles)
        note = self._notes[kind].note(note_id)
        if note is not None:
            self._add(note)

    # --- pictures ---

    def _drawing(self, drawing: etree._Element) -> None:
        chosen = drawing.find(f"{_MC}Choice")
        if chosen is not None and next(chosen.iter(f"{_A}blip"), None) is None:
            chosen = drawing.find(f"{_MC}Fallback")
        within = drawing if chosen is None else chosen
        if next(within.iter(f"{W}txbxContent"), None) is not None:
            self.lost.add("text_box")
        described = next(within.iter(f"{_WP}docPr"), None)
        alt = "" if described is None else described.get("descr", "") or described.get("title", "")
        for blip in within.iter(f"{_A}blip"):
            self._picture(blip.get(f"{_R}embed", ""), alt)
        for shape in within.iter(f"{_V}shape", f"{_V}rect"):
            picture = shape.find(f"{_V}imagedata")
            if picture is not None:
                self._picture(picture.get(f"{_R}id", ""), shape.get("alt", ""))

    def _picture(self, relationship: str, alt: str) -> None:
        if relationship not in self._pictures:
            data = self._source.picture(self._part, relationship)
            self._pictures[relationship] = data if _can_be_shown(data) else b""
        if data := self._pictures[relationship]:
            self._add(Image(data=data, alt=alt))
        else:
            self.lost.add("picture")


class _Notes:
    """The footnotes or endnotes of a document."""

    def __init__(self, source: WordSource, kind: str, roles: StyleRoles) -> None:
        part = source.related_part(kind)
        root = source.root(part) if part else None
        self._reader = InlineReader(source, part, roles, notes=False)
        self._read: dict[str, Footnote] = {}
        self._notes = {
            note.get(f"{W}id", ""): note
            for note in (() if root is None else root)
            if note.get(f"{W}type", "normal") == "normal"
        }

    def note(self, note_id: str) -> Footnote | None:
        """A note, its paragraphs as lines, without the sign that repeats its number."""
        element = self._notes.get(note_id)
        if element is None:
            return None
        if note_id not in self._read:
            self._read[note_id] = Footnote(note=self._said(element))
        return self._read[note_id]

    def _said(self, element: etree._Element) -> tuple[NoteInline, ...]:
        said: list[NoteInline] = []
        for index, paragraph in enumerate(element.iter(f"{W}p")):
            pieces = self._reader.pieces(paragraph)
            inlines = [piece for piece in pieces if isinstance(piece, Text | LineBreak)]
            if index:
                said.append(LineBreak())
            elif _has_number(paragraph) and inlines and isinstance(inlines[0], Text):
                first = inlines[0]
                if first.text[0] in " \t\u00a0":
                    inlines[0] = first.model_copy(update={"text": first.text[1:]})
            said += inlines
        return tuple(piece for piece in said if not isinstance(piece, Text) or piece.text)


def _can_be_shown(data: bytes) -> bool:
    try:
        picture_of(data)
    except ValueError:
        return False
    return True


def _has_number(paragraph: etree._Element) -> bool:
    return next(paragraph.iter(f"{W}footnoteRef", f"{W}endnoteRef"), None) is not None


def _switch(properties: etree._Element, name: str, *, default: bool = False) -> bool:
    found = properties.find(f"{W}{name}")
    return default if found is None else is_on(found.get(f"{W}val", "1"))


def _field_address(code: str) -> str:
    found = _HYPERLINK.match(code)
    return "" if found is None else link_target(re.sub(r"\\(.)", r"\1", found[1] or found[2] or ""))
