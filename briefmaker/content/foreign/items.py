"""Paragraphs that are items of a list only by how they look, as Word gives them, and the lists they make."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from briefmaker.content.foreign.styles import Style
from briefmaker.letter.body import Block, ListBlock, ListItem

__all__ = [
    "DEEPEST_LIST",
    "Further",
    "Item",
    "Label",
    "Numerals",
    "grouped",
    "is_list_only",
    "label_of",
    "numerals_of",
    "typed_label",
]

DEEPEST_LIST = 8
Numerals = Literal["decimal", "letter", "roman"]
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_TYPED = re.compile(
    r"\s*([-·•§o▪●◦\uf0b7\uf0a7]|(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})([.)]))\s*\u00a0\s*[\s\u00a0]+(?=\S)"
)
_NUMBER = re.compile(r"(?:\d+\.)*(\d{1,4}|[a-z]{1,6})[.)°]?", re.IGNORECASE)
_FORMATS: dict[str, Numerals] = {
    "alpha-lower": "letter", "alpha-upper": "letter", "lower-alpha": "letter", "upper-alpha": "letter",
    "lower-latin": "letter", "upper-latin": "letter",
    "roman-lower": "roman", "roman-upper": "roman", "lower-roman": "roman", "upper-roman": "roman",
}  # fmt: skip


class Label(NamedTuple):
    """What stands before an item: a bullet, or numerals and the number they say (None: not said)."""

    numerals: Numerals | None
    number: int | None = None
    word: str = ""
    """The letters of a number that may be a letter or roman, "" when it is sure."""


class Item(NamedTuple):
    """An item by its looks. `level` from 1; items of one `list_name` belong together."""

    level: int
    list_name: str
    label: Label
    blocks: tuple[Block, ...]


class Further(NamedTuple):
    """A paragraph of the item before it, if there is one."""

    block: Block


def numerals_of(format_: str) -> Numerals:
    """What a list counts with by the name that CSS or Word has for it."""
    return _FORMATS.get(format_, "decimal")


def label_of(text: str, style: Style) -> Label:
    """The label that is printed as `text` before an item, with what Word says about its level."""
    format_ = style.get("mso-level-number-format", "")
    bare = text.strip("\u00a0 \t\r\n()")
    if format_ in ("bullet", "image", "none"):
        return Label(None)
    match = _NUMBER.fullmatch(bare)
    if format_:
        numerals = numerals_of(format_)
        return Label(numerals, _value(match[1].lower(), numerals) if match else None)
    if match is None:
        return Label(None) if bare else Label("decimal" if style else None)
    word = match[1].lower()
    if word.isdecimal():
        return Label("decimal", int(word))
    if bare == "o":
        return Label(None)  # the bullet of Word's second level
    if set(word) <= set(_ROMANS) and (len(word) > 1 or word == "i"):
        return Label("roman", _value(word, "roman"), word)
    return Label("letter", _value(word, "letter"), word) if len(word) == 1 else Label(None)


def _value(word: str, numerals: Numerals) -> int | None:
    if word.isdecimal():
        return int(word)
    if numerals == "letter":
        return ord(word[0]) - ord("a") + 1 + 26 * (len(word) - 1) if word.isascii() else None
    if numerals == "roman" and set(word) <= set(_ROMANS):
        values = [_ROMANS[sign] for sign in word]
        return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))
    return None


def typed_label(text: str) -> tuple[Label, int] | None:
    """The label of a paragraph whose list was lost on the way (in web mail), and how many characters it
    takes: a bullet or number with a row of non-breaking spaces after it."""
    match = _TYPED.match(text)
    return (label_of(match[1], {}), match.end()) if match else None


class _Level:
    """A list that is being made."""

    def __init__(self, item: Item) -> None:
        self.first = item
        self.items: list[list[Block]] = []

    def fitting(self, item: Item) -> Item:
        """The item, its letters read as what this list expects next, if they can be."""
        numerals = self.first.label.numerals
        if item.label.word and numerals and numerals != item.label.numerals:
            number = _value(item.label.word, numerals)
            if number == (self.first.label.number or 0) + len(self.items):
                return item._replace(label=Label(numerals, number))
        return item

    def goes_on(self, item: Item) -> bool:
        same = (self.first.list_name, self.first.label.numerals) == (item.list_name, item.label.numerals)
        if not same or item.label.number is None or self.first.label.number is None:
            return same
        # One list name may count anew, at "1." once more.
        return item.label.number == self.first.label.number + len(self.items)

    def block(self) -> ListBlock:
        items = tuple(ListItem(blocks=tuple(blocks)) for blocks in self.items)
        label = self.first.label
        if label.numerals is None:
            return ListBlock(items=items)
        start = min(1 if label.number is None else label.number, 32767)
        return ListBlock(kind="numbered", numerals=label.numerals, start=start, items=items)


def grouped(pieces: Iterable[Block | Item | Further]) -> list[Block]:
    """Blocks, the items by looks among them gathered in lists; and lists that count on where an earlier
    one among these blocks ended say so."""
    blocks: list[Block] = []
    open_: list[_Level] = []

    def close(depth: int) -> None:
        while len(open_) > depth:
            done = open_.pop().block()
            (open_[-1].items[-1] if open_ else blocks).append(done)

    for piece in pieces:
        if isinstance(piece, Item):
            level = min(piece.level, len(open_) + 1, DEEPEST_LIST)
            close(level)
            if len(open_) == level:
                piece = open_[-1].fitting(piece)  # noqa: PLW2901
            if len(open_) == level and not open_[-1].goes_on(piece):
                close(level - 1)
            if len(open_) < level:
                open_.append(_Level(piece))
            open_[-1].items.append(list(piece.blocks))
        elif isinstance(piece, Further) and open_:
            open_[-1].items[-1].append(piece.block)
        else:
            close(0)
            blocks.append(piece.block if isinstance(piece, Further) else piece)
    close(0)
    return _counting_on(blocks)


def _counting_on(blocks: Sequence[Block]) -> list[Block]:
    following: dict[str, int] = {}
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, ListBlock) and block.kind == "numbered":
            continues = block.continues or (block.start > 1 and following.get(block.numerals) == block.start)
            start = following.get(block.numerals, 1) if continues else block.start
            following[block.numerals] = start + len(block.items)
            if continues:
                result.append(block.model_copy(update={"continues": True, "start": 1}))
                continue
        result.append(block)
    return result


def is_list_only(blocks: Sequence[Block]) -> bool:
    """Whether an item holds nothing but lists."""
    return bool(blocks) and all(isinstance(block, ListBlock) for block in blocks)
