"""Footnotes while Markdown is read: which definitions are called for in the text, and what they say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from markdown_it.token import Token

from briefmaker.content.runs import RunReader
from briefmaker.letter.body import (
    Block,
    Body,
    Footnote,
    Inline,
    LineBreak,
    NoteInline,
    Text,
    joined_inlines,
)

__all__ = ["CLOSE", "OPEN", "Footnotes"]

OPEN = "footnote_reference_open"
CLOSE = "footnote_reference_close"

ReadBlocks = Callable[[Sequence[Token]], Sequence[Block]]


class Footnotes:
    """The footnotes of one text.

    A sign inside a footnote is text: a note has no notes. A definition that nothing in the text calls for, or
    that is the second of its name, stays where it stands.
    """

    def __init__(self, tokens: Sequence[Token], environment: Mapping[str, object]) -> None:
        self._tokens = tokens
        found = environment.get("footnotes")
        self._inline = found.get("list", {}) if isinstance(found, dict) else {}
        self._called = _called(tokens)
        self._spans: dict[str, tuple[int, int]] = {}
        self._opened: dict[int, str] = {}
        self._notes: dict[str, Footnote] = {}
        waiting: list[int] = []
        for number, token in enumerate(tokens):
            if token.type == OPEN:
                waiting.append(number)
            elif token.type == CLOSE and waiting:
                start = waiting.pop()
                label = str(tokens[start].meta["label"])
                if label in self._called and label not in self._spans:
                    self._spans[label] = (start + 1, number)
                    self._opened[id(tokens[start])] = label

    def is_called_for(self, definition: Token) -> bool:
        """Whether the definition that opens with this token is what a sign in the text stands for."""
        return id(definition) in self._opened

    def note(self, sign: Token, read_blocks: ReadBlocks) -> Inline:
        """The footnote of a sign in the text. read_blocks: reads the tokens of a definition, in which every
        sign is text."""
        label = sign.meta.get("label")
        if label is None:
            written = self._inline.get(sign.meta["id"], {})
            reader = RunReader(note=self.sign_as_text)
            return Footnote(note=_as_note(reader.read(written.get("tokens", ()))))
        if str(label) not in self._spans:
            return self.sign_as_text(sign)
        if label not in self._notes:
            start, end = self._spans[str(label)]
            self._notes[label] = Footnote(note=_as_note(_joined(read_blocks(self._tokens[start:end]))))
        return self._notes[label]

    def sign_as_text(self, sign: Token) -> Inline:
        """The sign of a footnote as it was typed."""
        label = sign.meta.get("label")
        if label is not None:
            return Text(text=f"[^{label}]")
        return Text(text=f"^[{self._inline.get(sign.meta['id'], {}).get('content', '')}]")


def _called(tokens: Sequence[Token]) -> set[str]:
    """The labels of the signs that stand in the text itself."""
    called, depth = set(), 0
    for token in tokens:
        depth += (token.type == OPEN) - (token.type == CLOSE)
        if depth == 0:
            called |= {
                str(child.meta["label"])
                for child in token.children or ()
                if child.type == "footnote_ref" and "label" in child.meta
            }
    return called


def _joined(blocks: Sequence[Block]) -> list[Inline]:
    """The text of blocks, a new line for each."""
    runs: list[Inline] = []
    for leaf in Body(blocks=tuple(blocks)).leaves():
        if runs:
            runs.append(LineBreak())
        runs += leaf.inlines
    return runs


def _as_note(runs: Sequence[Inline]) -> tuple[NoteInline, ...]:
    return tuple(run for run in joined_inlines(runs) if not isinstance(run, Footnote))
