"""RTF from the clipboard as blocks, for programs that give no HTML (RTF specification 1.9.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from briefmaker.content.foreign.dropped import Dropped
from briefmaker.content.foreign.items import Item, grouped, label_of
from briefmaker.content.foreign.marks import Marks, safe_link
from briefmaker.content.foreign.reading import Pasted
from briefmaker.content.foreign.rtf_tables import Edge, RtfRow, table_of_rows
from briefmaker.content.foreign.runs import Piece, bare_heading, has_text, inlines_of
from briefmaker.content.foreign.tree import Words
from briefmaker.letter.body import Block, Footnote, Heading, LineBreak, PageBreak, Paragraph, Text

__all__ = ["blocks_from_rtf"]

_MOST_TOKENS = 300_000
_TOKEN = re.compile(
    r"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)", re.DOTALL
)
_SIGNS = {
    "tab": " ", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "-": "\u00ad", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
_SKIPPED = frozenset(
    ("fonttbl", "colortbl", "info", "header", "headerl", "headerr", "headerf", "footer",
     "footerl", "footerr", "footerf", "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator",
     "object", "nonshppict", "xe", "tc", "annotation", "atnid", "bkmkstart", "bkmkend", "themedata")
)  # fmt: skip
_DESTINATIONS = frozenset(("footnote", "listtext", "pntext", "field", "fldinst", "fldrslt"))
_HEADING = re.compile(r"(?:heading|kop) ([1-9]);", re.IGNORECASE)
_HYPERLINK = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"')


@dataclass(slots=True)
class _State:
    """What holds in a group. into: "text", "label", "note", "field", "styles" or "" for what is skipped."""

    into: str = "text"
    strong: bool = False
    emphasis: bool = False
    unseen: bool = False
    after_unicode: int = 1
    instruction: list[str] | None = None
    link: str = ""
    opens_note: bool = False


@dataclass(slots=True)
class _Role:
    """What a paragraph is."""

    outline: int | None = None
    level: int = 0
    list_name: int = 0
    in_table: bool = False


@dataclass(slots=True)
class _Page:
    """What was read so far."""

    out: list[Block | Item] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    note: list[Piece] = field(default_factory=list)
    label: str = ""
    role: _Role = field(default_factory=_Role)
    cell: list[Block | Item] = field(default_factory=list)
    cells: list[tuple[Block, ...]] = field(default_factory=list)
    rows: list[RtfRow] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    merged: list[bool] = field(default_factory=lambda: [False, False])
    is_header: bool = False
    dropped: set[Dropped] = field(default_factory=set)


def blocks_from_rtf(rtf: str) -> Pasted:
    """What RTF says: paragraphs, headings, lists, tables, emphasis, links and footnotes. rtf: its bytes as
    Latin-1. No blocks when it is no RTF, or more than anyone pastes."""
    if not rtf.startswith("{\\rtf"):
        return Pasted(())
    reading = _Reading()
    for number, match in enumerate(_TOKEN.finditer(rtf)):
        if number >= _MOST_TOKENS:
            return Pasted(())
        reading.take(match)
    return reading.pasted()


class _Reading:
    def __init__(self) -> None:
        self._stack: list[_State] = []
        self._now = _State()
        self._page = _Page()
        self._encoding = "cp1252"
        self._skip = 0
        self._half = 0
        self._starred = False
        self._style = 0
        self._outlines: dict[int, int] = {}

    def pasted(self) -> Pasted:
        """All that was read."""
        self._end_paragraph()
        self._end_table()
        blocks = tuple(grouped(self._page.out))
        return Pasted(blocks, tuple(kind for kind in Dropped if kind in self._page.dropped))

    def take(self, match: re.Match[str]) -> None:
        """Read a control word, a sign, a brace or text."""
        word, number, code, symbol, brace, text = match.groups()
        if brace == "{":
            self._stack.append(self._now)
            self._now = replace(self._now, opens_note=False)
        elif brace:
            self._close()
        elif word:
            self._word(word, int(number) if number else None)
        elif symbol == "*":
            self._starred = True
            return
        elif code:
            self._text(bytes((int(code, 16),)).decode(self._encoding, "replace"))
        else:
            self._text(text if text else _SYMBOLS.get(symbol, ""))
        self._starred = False

    def _close(self) -> None:
        if self._now.opens_note:
            note = tuple(run for run in inlines_of(self._page.note) if not isinstance(run, Footnote))
            if any(isinstance(run, Text) for run in note):
                self._page.pieces.append(Footnote(note=note))
            self._page.note = []
        if self._stack:
            self._now = self._stack.pop()

    def _text(self, text: str) -> None:
        if self._skip and text:
            self._skip, text = max(self._skip - len(text), 0), text[self._skip :]
        now, page = self._now, self._page
        if not text or not now.into:
            return
        if now.into == "label":
            page.label += text
        elif now.into == "styles":
            if match := _HEADING.search(text):
                self._outlines[self._style] = int(match[1]) - 1
        elif now.into == "field":
            if now.instruction is not None:
                now.instruction.append(text)
        elif now.unseen:
            page.dropped.add(Dropped.HIDDEN)
        else:
            words = Words(text, Marks(strong=now.strong, emphasis=now.emphasis, link=now.link))
            (page.note if now.into == "note" else page.pieces).append(words)

    def _word(self, word: str, number: int | None) -> None:
        if self._starred and word not in ("footnote", "fldinst", "pntext"):
            self._now.into = ""
            return
        now = self._now
        if word in _SKIPPED or not now.into:
            now.into = ""
        elif word == "stylesheet":
            now.into = "styles"
        elif now.into == "styles":
            self._style_word(word, number or 0)
        elif word in ("pict", "shptxt"):
            self._page.dropped.add(Dropped.PICTURES if word == "pict" else Dropped.TEXT_BOXES)
            now.into = ""
        elif word in _DESTINATIONS:
            self._destination(word)
        elif word == "u" and number is not None:
            self._character(number % 0x10000)
            self._skip = now.after_unicode
        elif word in _SIGNS:
            self._text(_SIGNS[word])
        else:
            self._format(word, number)

    def _destination(self, word: str) -> None:
        """What stands in this group is no running text."""
        now = self._now
        if word == "footnote":
            now.into, now.opens_note = "note", True
        elif word in ("listtext", "pntext"):
            now.into, self._page.label = "label", ""
        elif word == "field":
            now.instruction = []
        elif word == "fldinst":
            now.into = "field"
        else:
            found = _HYPERLINK.search("".join(now.instruction or ()))
            now.link = safe_link(found[1]) if found else ""

    def _style_word(self, word: str, number: int) -> None:
        """Note which styles are those of headings."""
        if word == "s":
            self._style = number
        elif word == "outlinelevel":
            self._outlines[self._style] = number

    def _character(self, code: int) -> None:
        """Add a character by its 16 bits; the first half of a pair waits for the second."""
        if 0xD800 <= code < 0xDC00:
            self._half = code
            return
        if self._half and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((self._half - 0xD800) << 10) + code - 0xDC00
        self._half = 0
        self._text(chr(code))

    def _format(self, word: str, number: int | None) -> None:
        now, on = self._now, number != 0
        if word == "b":
            now.strong = on
        elif word == "i":
            now.emphasis = on
        elif word == "v":
            now.unseen = on
        elif word == "plain":
            now.strong = now.emphasis = now.unseen = False
        elif word == "uc" and number is not None:
            now.after_unicode = min(max(number, 0), 10)
        elif word == "ansicpg" and number in (1250, 1251, 1252, 1253, 1254, 1257):
            self._encoding = f"cp{number}"
        elif word == "deleted" and on:
            now.into = ""
            self._page.dropped.add(Dropped.CHANGES)
        elif now.into == "note":
            if word in ("par", "line"):
                self._page.note.append(LineBreak())
        elif now.into == "text":
            self._paragraph_word(word, number or 0)

    def _paragraph_word(self, word: str, number: int) -> None:
        page = self._page
        if word == "par":
            self._end_paragraph()
        elif word == "line":
            page.pieces.append(LineBreak())
        elif word == "pard":
            page.role = _Role()
        elif word == "s":
            page.role.outline = self._outlines.get(number)
        elif word == "outlinelevel":
            page.role.outline = number
        elif word == "ilvl":
            page.role.level = min(max(number, 0), 8)
        elif word == "ls":
            page.role.list_name = number
        elif word == "page":
            self._end_paragraph()
            self._end_table()
            page.out.append(PageBreak())
        else:
            self._table_word(word, number)

    def _table_word(self, word: str, number: int) -> None:
        page = self._page
        if word == "intbl":
            page.role.in_table = True
        elif word == "trowd":
            page.edges, page.merged, page.is_header = [], [False, False], False
        elif word == "trhdr":
            page.is_header = True
        elif word in ("clmrg", "clvmrg"):
            page.merged[word == "clvmrg"] = True
        elif word == "cellx":
            page.edges.append(Edge(number, *page.merged))
            page.merged = [False, False]
        elif word == "cell":
            page.role.in_table = True
            self._end_paragraph()
            page.cells.append(tuple(grouped(page.cell)))
            page.cell = []
        elif word == "row":
            page.rows.append(RtfRow(tuple(page.cells), tuple(page.edges), page.is_header))
            page.cells = []

    def _end_paragraph(self) -> None:
        page = self._page
        pieces, label = page.pieces, page.label
        page.pieces, page.label = [], ""
        if not has_text(pieces):
            return
        made = self._paragraph(pieces, label)
        if page.role.in_table:
            page.cell.append(made)
        else:
            self._end_table()
            page.out.append(made)

    def _paragraph(self, pieces: list[Piece], label: str) -> Block | Item:
        role = self._page.role
        paragraph = Paragraph(inlines=inlines_of(pieces))
        if role.outline is not None and 0 <= role.outline <= 8:
            return Heading(level=min(role.outline + 1, 3), inlines=bare_heading(paragraph))
        if label.strip():
            return Item(role.level + 1, str(role.list_name), label_of(label, {}), (paragraph,))
        return paragraph

    def _end_table(self) -> None:
        page = self._page
        rows, page.rows = page.rows, []
        if page.cells:
            rows.append(RtfRow(tuple(page.cells), tuple(page.edges), is_header=False))
            page.cells = []
        page.out += table_of_rows(rows)
