"""Reading the marks inside one paragraph: emphasis, links, line breaks.

Two readers with one result. `plain_runs` takes every character as it stands; `markdown_runs` reads
CommonMark's inline marks, and the few HTML tags that PDF readers put between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefmaker.letter.body import Inline, LineBreak, Text, inlines, joined_inlines, plain_text

__all__ = ["NOTHING", "RunReader", "markdown_reader", "markdown_runs", "plain_runs", "unmarked"]

_MARKS = re.compile(r"[*_\[\]`\\<&\n]")
_MARKS_BUT_ASTERISKS = re.compile(r"[_\[\]`\\<&\n]")
_SIMPLE = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]*[^\s*])\1(?![\w*])")
_STRONG = 2
_TAG = re.compile(r"<(/?)(i|em|b|strong|u|span|br)(?:\s[^<>]*)?/?>", re.IGNORECASE)
NOTHING = "<!-- -->"
"""Prints nothing: parts two marks that would run into one another, and stands for an empty paragraph."""
_TAG_MARKS = {"i": "emphasis", "em": "emphasis", "b": "strong", "strong": "strong", "u": "", "span": ""}


def plain_runs(text: str) -> tuple[Inline, ...]:
    """`text` as it stands; "\\n" is a line break, a tab a space."""
    return inlines(text.replace("\t", " "))


def markdown_runs(text: str) -> tuple[Inline, ...]:
    """`text` with its inline Markdown read; "\\n" is a line break, as in `plain_runs`."""
    text = text.replace("\t", " ")
    if not _MARKS.search(text):
        return (Text(text=text),) if text else ()
    if (simple := _simple_runs(text)) is not None:
        return simple
    tokens = _reader().parseInline(text)
    children = tokens[0].children if tokens else None
    runs = RunReader(soft_break="\n").read(children or ())
    return runs if plain_text(runs).strip() else plain_runs(text)


def _simple_runs(text: str) -> tuple[Inline, ...] | None:
    """The runs of a text whose only marks are asterisks round whole words, as nearly all letters
    have; None for any other. The same as the full reader finds, ten times as fast."""
    if _MARKS_BUT_ASTERISKS.search(text):
        return None
    runs: list[Inline] = []
    at = 0
    for match in _SIMPLE.finditer(text):
        between = text[at : match.start()]
        if "*" in between:
            return None
        runs.append(Text(text=between))
        size = len(match[1])
        runs.append(Text(text=match[2], strong=size > 1, emphasis=size != _STRONG))
        at = match.end()
    if "*" in text[at:]:
        return None
    runs.append(Text(text=text[at:]))
    return joined_inlines(runs)


def unmarked(text: str) -> str:
    """`text` without its inline Markdown, on one line, for fields that know no marks."""
    if not _MARKS.search(text):
        return text.strip()
    return " ".join(plain_text(markdown_runs(text)).split("\n")).strip()


def markdown_reader(options: Mapping[str, Any] | None = None) -> MarkdownIt:
    """A reader of CommonMark that leaves addresses as they are written; no reference may swallow a line."""
    reader = MarkdownIt("commonmark", options).disable("reference")
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    reader.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return reader


@cache
def _reader() -> MarkdownIt:
    return markdown_reader().disable("image")  # images are letters' text here


class RunReader:
    """The runs that markdown-it's inline tokens say; marks open and close on the way.

    soft_break: stands where a source line ended, " ", or "\\n" for a line break. note: makes the inline
    of a footnote's sign.
    """

    def __init__(self, *, soft_break: str = " ", note: Callable[[Token], Inline] | None = None) -> None:
        self._soft_break = soft_break
        self._note = note
        self._runs: list[Inline] = []
        self._depth = {"strong": 0, "emphasis": 0, "": 0}
        self._link = ""
        self._link_began = 0

    def read(self, tokens: Iterable[Token]) -> tuple[Inline, ...]:
        """The runs of these tokens; marks left open stay so for the next."""
        for token in tokens:
            self._add(token)
        runs = joined_inlines(self._runs)
        self._runs, self._link_began = [], 0
        return runs

    def _add(self, token: Token) -> None:
        kind = token.type
        if kind == "softbreak":
            self._line_end(self._soft_break)
        elif kind == "hardbreak":
            self._line_end("\n")
        elif kind in ("strong_open", "strong_close"):
            self._depth["strong"] += token.nesting
        elif kind in ("em_open", "em_close"):
            self._depth["emphasis"] += token.nesting
        elif kind == "link_open":
            self._link = str(token.attrs.get("href", ""))
            self._link_began = len(self._runs)
        elif kind == "link_close":
            if len(self._runs) == self._link_began:
                self._text(self._link)
            self._link = ""
        elif kind == "html_inline":
            self._tag(token.content)
        elif kind == "footnote_ref" and self._note is not None:
            self._runs.append(self._note(token))
        elif kind == "image":
            self._text(_image_source(token))
        else:
            self._text(token.content)

    def _text(self, text: str) -> None:
        if text:
            marks: dict[str, Any] = {mark: True for mark in ("strong", "emphasis") if self._depth[mark] > 0}
            if self._link:
                marks["link"] = self._link
            self._runs.append(Text(text=text, **marks))

    def _line_end(self, printed: str) -> None:
        if printed == "\n":
            self._runs.append(LineBreak())
        else:
            self._text(printed)

    def _tag(self, source: str) -> None:
        match = _TAG.fullmatch(source)
        if source == NOTHING:
            return
        if match is None:
            self._text(source)
            return
        closes, name = match[1], match[2].lower()
        if name == "br":
            self._runs.append(LineBreak())
            return
        mark = _TAG_MARKS[name]
        if not closes:
            self._depth[mark] += 1
        elif self._depth[mark] > 0:
            self._depth[mark] -= 1
        else:
            self._text(source)


def _image_source(token: Token) -> str:
    """An image that can't be shown, as it was typed."""
    title = token.attrs.get("title", "")
    after = f' "{title}"' if title else ""
    return f"![{token.content}]({token.attrs.get('src', '')}{after})"
