"""The text of a PDF with its place on the page, as its content streams show it.

An own reading of the text operators (ISO 32000-1, 9.4) instead of a library's, because three things are
needed together that none gives: the exact characters of every string shown (not re-ordered, not
de-hyphenated), the marked content it belongs to, and whether a glyph is missing (.notdef).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from briefmaker.output.pdf_fonts import FontDecoder
from briefmaker.output.pdf_strings import HEX, LITERAL, string_of

__all__ = ["Drawn", "PageText", "Shown", "read_page", "read_pages"]


@dataclass(slots=True)
class Shown:
    """One string shown. Coordinates in points, origin at the top left of the page, y downwards.

    glyphs: the text of every glyph; edges: the x of every glyph's start, and the end of the last;
    mcid: its marked-content id, -1 for none; artifact: a header, a footer, a rule: not the document's text;
    notdef: a glyph was missing; operator: where the operator that shows it stands in the page's content;
    font: its font. With an /ActualText the whole of it is the first glyph's text.
    """

    glyphs: list[str]
    edges: list[float]
    baseline: float
    top: float
    bottom: float
    mcid: int
    artifact: bool
    notdef: bool
    operator: tuple[int, int]
    font: FontDecoder | None = None

    @property
    def text(self) -> str:
        """All glyphs' text in the order shown."""
        return "".join(self.glyphs)


@dataclass(slots=True)
class Drawn:
    """One picture. Its corners as those of `Shown`; place: where the operator that draws it stands."""

    left: float
    top: float
    right: float
    bottom: float
    mcid: int
    artifact: bool
    place: int


@dataclass(frozen=True, slots=True)
class PageText:
    """One page: its size in points, and everything shown on it in the order of its content."""

    width: float
    height: float
    shown: list[Shown]
    drawn: list[Drawn] = field(default_factory=list)


_NUMBER = rb"[-+.\d]++"
_PROPERTIES = rb"<<(?:[^<>()]|" + LITERAL + rb"|" + HEX + rb")*>>"
_WORD = (
    rb"/(?P<wtag>\w++)\s<<\s+/MCID\s(?P<wmcid>\d++)\s+>>\sBDC\s+q\s+(?:[-+.\d]++\s++){3}rg\s+BT\s+"
    rb"/(?P<wfont>\w++)\s(?P<wsize>[-+.\d]++)\sTf\s+1 0 0 -1 (?P<wplace>[-+.\d]++ [-+.\d]++) Tm\s+"
    rb"\[(?P<word>\((?:[^\]]++|\](?! TJ\n))*+)\] TJ\s+ET\s+Q\s+EMC\b"
)
"""A word as the embedded engine writes it, taken in one step: the long way round costs five times as much."""
_OPERATION = re.compile(
    _WORD + rb"|\[(?P<TJ>(?:" + LITERAL + rb"|" + HEX + rb"|[-+.\d\s]+)*)\]\s*TJ\b"
    rb"|/(?P<Tf>[^\s/<>\[\]()]+\s+" + _NUMBER + rb")\s+Tf\b"
    rb"|(?<!\S)(?P<six>(?:" + _NUMBER + rb"\s++){6})(?P<matrix>Tm|cm)\b"
    rb"|/(?P<tag>[^\s/<>\[\]()]+)\s*(?:(?P<props>" + _PROPERTIES + rb")|/[^\s/<>\[\]()]+)?\s*B[DM]C\b"
    rb"|(?<!\S)(?P<two>(?:" + _NUMBER + rb"\s++){2})(?P<move>T[dD])\b"
    rb"|(?<!\S)(?P<one>" + _NUMBER + rb"\s++)(?P<state>T[cwzLs])\b"
    rb"|(?P<Tj>" + LITERAL + rb"|" + HEX + rb")\s*(?:Tj\b|'|\")"
    rb"|(?<!\S)(?P<bare>BT|EMC|q|Q)\b|(?P<line>T\*)|/[^\s/<>\[\]()]+\s+(?P<picture>Do)\b"
    rb"|" + LITERAL + rb"|%[^\r\n]*|\bBI\b[\s\S]*?\bEI\b"
)
_ACTUAL = re.compile(rb"/ActualText\s*(" + LITERAL + rb")|/ActualText\s*(" + HEX + rb")")
_MCID = re.compile(rb"/MCID\s+(\d+)")
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def read_pages(pdf: Any) -> list[PageText]:
    """The text of every page of an open pikepdf.Pdf."""
    decoders: dict[Any, FontDecoder] = {}
    return [read_page(page, content_of(page), decoders) for page in pdf.pages]


def content_of(page: Any) -> bytes:
    """A page's content as one stream."""
    contents = page.obj.get("/Contents")
    if contents is None:
        return b""
    if hasattr(contents, "read_bytes"):
        return bytes(contents.read_bytes())
    return b"\n".join(part.read_bytes() for part in contents)


def read_page(page: Any, content: bytes, decoders: dict[Any, FontDecoder]) -> PageText:
    """The text of one page; `decoders` keeps the fonts that pages share."""
    box = [float(value) for value in page.mediabox]
    fonts: dict[str, FontDecoder] = {}
    resources = page.obj.get("/Resources")
    for name, font in (resources.get("/Font", {}) if resources is not None else {}).items():
        key = font.objgen if font.is_indirect else (page.objgen, name)
        if key not in decoders:
            decoders[key] = FontDecoder(font)
        fonts[name[1:]] = decoders[key]
    reader = _Reader(fonts, box[0], box[3])
    reader.read(content)
    return PageText(box[2] - box[0], box[3] - box[1], reader.shown, reader.drawn)


class _Reader:
    """The text state of one page while its operators are read."""

    def __init__(self, fonts: dict[str, FontDecoder], left: float, top: float) -> None:
        self.fonts = fonts
        self.left, self.top = left, top
        self.shown: list[Shown] = []
        self.drawn: list[Drawn] = []
        self.ctm = self.text_matrix = self.line_matrix = _IDENTITY
        self.font: FontDecoder | None = None
        self.size = 0.0
        self.spacing = self.word_spacing = self.leading = self.rise = 0.0
        self.stretch = 1.0
        self.saved: list[tuple[Any, ...]] = []
        self.marks: list[tuple[int, bool]] = [(-1, False)]
        self.actual: list[str | None] = [None]

    def read(self, content: bytes) -> None:
        handlers = {
            "word": self._word,
            "TJ": self._array,
            "Tf": self._font,
            "matrix": self._matrix,
            "tag": self._mark,
            "props": self._mark,
            "bare": self._bare,
            "move": self._move_by,
            "line": self._next_line,
            "Tj": self._single,
            "state": self._state,
            "picture": self._picture,
        }
        for match in _OPERATION.finditer(content):
            kind = match.lastgroup
            if kind is not None:
                handlers[kind](match)

    def _array(self, match: re.Match[bytes]) -> None:
        self._show(match["TJ"], match.span())

    def _single(self, match: re.Match[bytes]) -> None:
        if match[0][-1:] in b"'\"":
            self._next_line(match)
        self._show(match["Tj"], match.span())

    def _font(self, match: re.Match[bytes]) -> None:
        name, size = match["Tf"].split()
        self.font, self.size = self.fonts.get(name.decode("latin-1")), float(size)

    def _move_by(self, match: re.Match[bytes]) -> None:
        x, y = map(float, match["two"].split())
        if match["move"] == b"TD":
            self.leading = -y
        self._move(x, y)

    def _next_line(self, _match: re.Match[bytes]) -> None:
        self._move(0.0, -self.leading)

    def _word(self, match: re.Match[bytes]) -> None:
        """Show a word whose marks, font and matrix stand with it: nothing of it outlives the word."""
        tag, mcid, name, size, place, array = match.group("wtag", "wmcid", "wfont", "wsize", "wplace", "word")
        font = self.fonts.get(name.decode("latin-1"))
        if font is None:
            return
        e, f = map(float, place.split())
        start, end = match.span("word")
        operator = (start - 1, end + len(b"] TJ"))
        artifact = self.marks[-1][1] or tag == b"Artifact"
        if self.spacing or self.word_spacing or self.actual[-1] is not None:
            matrix = (1.0, 0.0, 0.0, -1.0, e, f)
            self._add(font, float(size), matrix, array, (int(mcid), artifact), operator)
            return
        glyphs, starts, notdef = font.lines.get(array) or font.measured(array)
        g, h, i, j, k, m = self.ctm
        up = abs(j)
        x, y = e * g + f * i + k - self.left, self.top - (e * h + f * j + m) - self.rise * up
        each = float(size) / 1000
        scale, height = g * each * self.stretch, up * each
        edges = [x + start * scale for start in starts]
        top, bottom = y - font.ascent * height, y - font.descent * height
        self.shown.append(Shown(glyphs, edges, y, top, bottom, int(mcid), artifact, notdef, operator, font))

    def _matrix(self, match: re.Match[bytes]) -> None:
        a, b, c, d, e, f = map(float, match["six"].split())
        if match["matrix"] == b"Tm":
            self.text_matrix = self.line_matrix = (a, b, c, d, e, f)
        else:
            self.ctm = _product((a, b, c, d, e, f), self.ctm)

    def _mark(self, match: re.Match[bytes]) -> None:
        properties = match["props"]
        mcid, artifact = self.marks[-1]
        actual = None if self.actual[-1] is None else ""
        if properties is not None:
            found = _MCID.search(properties)
            if found:
                mcid = int(found[1])
            if b"/ActualText" in properties and actual is None:
                actual = _actual_text(properties)
        self.marks.append((mcid, artifact or match["tag"] == b"Artifact"))
        self.actual.append(actual)

    def _bare(self, match: re.Match[bytes]) -> None:
        operator = match["bare"]
        if operator == b"BT":
            self.text_matrix = self.line_matrix = _IDENTITY
        elif operator == b"EMC":
            if len(self.marks) > 1:
                self.marks.pop()
                self.actual.pop()
        elif operator == b"q":
            self.saved.append(
                (
                    self.ctm,
                    self.font,
                    self.size,
                    self.spacing,
                    self.word_spacing,
                    self.stretch,
                    self.leading,
                    self.rise,
                )
            )
        elif self.saved:
            (
                self.ctm,
                self.font,
                self.size,
                self.spacing,
                self.word_spacing,
                self.stretch,
                self.leading,
                self.rise,
            ) = self.saved.pop()

    def _picture(self, match: re.Match[bytes]) -> None:
        a, b, c, d, e, f = self.ctm
        across, down = sorted((e, e + a + c)), sorted((self.top - f, self.top - f - b - d))
        left, right = across[0] - self.left, across[1] - self.left
        self.drawn.append(Drawn(left, down[0], right, down[1], *self.marks[-1], match.start()))

    def _state(self, match: re.Match[bytes]) -> None:
        value = float(match["one"])
        match match["state"]:
            case b"Tc":
                self.spacing = value
            case b"Tw":
                self.word_spacing = value
            case b"Tz":
                self.stretch = value / 100
            case b"TL":
                self.leading = value
            case b"Ts":
                self.rise = value

    def _move(self, x: float, y: float) -> None:
        a, b, c, d, e, f = self.line_matrix
        self.text_matrix = self.line_matrix = (a, b, c, d, x * a + y * c + e, x * b + y * d + f)

    def _show(self, array: bytes, operator: tuple[int, int]) -> None:
        if self.font is None:
            return
        a, b, c, d, e, f = matrix = self.text_matrix
        advance = self._add(self.font, self.size, matrix, array, self.marks[-1], operator)
        self.text_matrix = (a, b, c, d, advance * a + e, advance * b + f)

    def _add(
        self,
        font: FontDecoder,
        size: float,
        matrix: _Matrix,
        array: bytes,
        mark: tuple[int, bool],
        operator: tuple[int, int],
    ) -> float:
        """Take down what an array shows; how far it goes, in text space."""
        glyphs, starts, notdef = font.lines.get(array) or font.measured(array)
        factor = size / 1000 * self.stretch
        if self.spacing or (self.word_spacing and not font.two_bytes):
            starts = self._spaced(glyphs, starts, factor, font)
        a, b, c, d, e, f = matrix
        g, h, i, j, k, m = self.ctm
        across, up = a * g + b * i, abs(c * h + d * j)
        x, y = e * g + f * i + k - self.left, self.top - (e * h + f * j + m) - self.rise * up
        scale, height = across * factor, up * size / 1000
        if self.actual[-1] is not None:
            glyphs = [self.actual[-1], *[""] * (len(glyphs) - 1)]
            self.actual[-1] = ""
        edges = [x + start * scale for start in starts]
        top, bottom = y - font.ascent * height, y - font.descent * height
        self.shown.append(Shown(glyphs, edges, y, top, bottom, *mark, notdef, operator, font))
        return starts[-1] * factor

    def _spaced(
        self, glyphs: list[str], starts: list[float], factor: float, font: FontDecoder
    ) -> list[float]:
        """`starts` with the character and word spacing added, which are in text space, not in thousandths."""
        each = self.spacing * self.stretch / factor if factor else 0.0
        space = self.word_spacing * self.stretch / factor if factor and not font.two_bytes else 0.0
        added, spaced = 0.0, []
        for glyph, start in zip([*glyphs, ""], starts, strict=True):
            spaced.append(start + added)
            added += each + (space if glyph == " " else 0.0)
        return spaced


def _product(first: _Matrix, second: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _actual_text(properties: bytes) -> str | None:
    found = _ACTUAL.search(properties)
    if not found:
        return None
    value = string_of(found[1] or b"", found[2] or b"")
    return (
        value[2:].decode("utf-16-be", "replace") if value.startswith(b"\xfe\xff") else value.decode("latin-1")
    )
