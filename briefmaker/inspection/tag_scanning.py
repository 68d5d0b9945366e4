"""The tags in the text of a part, with those that were torn, doubled or autocorrected beyond reading."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from briefmaker.inspection.word_file import TextParagraph, W, WordPart

__all__ = ["KEYWORDS", "LEVELS", "Loose", "Tag", "around", "scanned"]

KEYWORDS: Final = ("if", "elif", "else", "endif", "for", "endfor")
LEVELS: Final[Mapping[str, str]] = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc", "r": f"{W}r"}
"""What a tag with this letter stands in the place of."""

_TAG = re.compile(
    r"(?P<open>\{\s*\{(?:\s*\{)*|\{\s*%|\{#)"
    r"(?P<inner>(?:(?!\{\s*[{%#]|[}%#]\s*\}).)*)"
    r"(?P<close>\}\s*\}(?:\s*\})*|%\s*\}|#\})",
    re.DOTALL,
)
_HALF = re.compile(
    r"(?P<whole>\{\{\s*(?P<full>[\w.]+)\s*\}|\{\s*(?P<empty>[\w.]+)\s*\}\}"
    r"|(?<!\{)\{\s*(?P<single>[a-z]\w*(?:\.\w+)?)\s*\}(?!\})|\{%(?P<left>[^{}%]*)\}|\{(?P<right>\s*(?:p|tr|tc)?\s*(?:if|for|else|elif|endif|endfor)\b[^{}%]*)%\})"
)
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}")
_IN_QUOTES = re.compile(r"(\"[^\"]*\"|'[^']*')")
_DOUBLE, _SINGLE = re.compile("[“”„‟«»]"), re.compile("[‘’‚‛]")
_ENDED_BY_QUOTES = re.compile("\"[^\"]*[“”][^\"]*\"|'[^']*[‘’][^']*'")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_GLUED = re.compile(rf"(p|tr|tc)\s*({'|'.join(KEYWORDS)})\b(.*)", re.DOTALL | re.IGNORECASE)
_LEVEL = re.compile(r"(p|tr|tc|r)(?=[ \u00a0\t\n])\s*(.*)", re.DOTALL)
_TORN_BY = {
    f"{W}{name}"
    for name in (
        "fldChar", "instrText", "drawing", "pict", "object", "footnoteReference", "endnoteReference", "sym",
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: where it stands, and how it must read.

    kind: "{{", "{%" or "{#"; level: "p", "tr", "tc", "r" or ""; inner: what stands between, without the
    level. broken: why it is not read as it stands, "" when it is: "quotes", "quoted quotes" (curly ones
    within straight ones), "spaces", "capital", "braces", "signs" (a tab, a line break, a hyphen within) or
    "field" (a field, link or picture within).
    """

    paragraph: TextParagraph
    start: int
    end: int
    kind: str
    level: str
    inner: str
    broken: str = ""

    @property
    def written(self) -> str:
        """As it stands in the text."""
        return self.paragraph.text[self.start : self.end]

    @property
    def keyword(self) -> str:
        """The first word of a tag of a condition or loop, else ""."""
        return self.inner.split(None, 1)[0] if self.kind == "{%" and self.inner else ""

    @property
    def text(self) -> str:
        """As it must read."""
        return self.at_level(self.level)

    def at_level(self, level: str) -> str:
        """As it must read with this level."""
        close = {"{{": "}}", "{%": "%}", "{#": "#}"}[self.kind]
        return f"{self.kind}{level} {self.inner} {close}" if self.inner else f"{self.kind}{level} {close}"

    @property
    def source(self) -> str:
        """For jinja, which knows no levels."""
        return self.at_level("")

    @property
    def is_alone(self) -> bool:
        """Whether nothing else stands in its paragraph."""
        return self.paragraph.text.strip() == self.written


@dataclass(frozen=True, slots=True)
class Loose:
    """Braces without their counterpart. meant: the tag that they are nearly, "" when that can't be told."""

    paragraph: TextParagraph
    start: int
    end: int
    meant: str = ""

    @property
    def written(self) -> str:
        """As it stands in the text."""
        return self.paragraph.text[self.start : self.end]

    @property
    def as_tag(self) -> Tag | None:
        """The tag that is meant, None when that can't be told."""
        if not self.meant or self.is_single:
            return None
        found = _TAG.fullmatch(self.meant)
        level, inner = _of_level(found["inner"]) if found else ("", "")
        return Tag(self.paragraph, self.start, self.end, self.meant[:2], level, inner)

    @property
    def is_single(self) -> bool:
        """Whether it is a word between single braces, which may be no tag at all."""
        return re.fullmatch(r"\{[^{}%]*\}", self.written) is not None


def scanned(part: WordPart) -> tuple[tuple[Tag, ...], tuple[Loose, ...]]:
    """The tags of a part in reading order, and its loose braces."""
    tags: list[Tag] = []
    loose: list[Loose] = []
    for paragraph in part.paragraphs:
        text = paragraph.text
        if "{" not in text and "}" not in text:
            continue
        rest = _COMMENT.sub(_blank, text)
        tags += (_tag(paragraph, found) for found in _TAG.finditer(rest))
        rest = _TAG.sub(_blank, rest)
        for found in _HALF.finditer(rest):
            loose.append(Loose(paragraph, found.start(), found.end(), _meant(found)))
        rest = _HALF.sub(_blank, rest)
        loose += (Loose(paragraph, found.start(), found.end()) for found in _LOOSE.finditer(rest))
    loose.sort(key=lambda each: (each.paragraph.number, each.start))
    return tuple(tags), tuple(loose)


def _blank(found: re.Match[str]) -> str:
    return "\ufffc" * len(found[0])


def _meant(found: re.Match[str]) -> str:
    name = found["full"] or found["empty"] or found["single"]
    if name:
        return f"{{{{ {name} }}}}"
    inner = found["left"] if found["left"] is not None else found["right"]
    level, inner = _of_level(inner)
    return f"{{%{level} {inner} %}}" if inner.split(None, 1)[:1] and inner.split()[0] in KEYWORDS else ""


def _tag(paragraph: TextParagraph, found: re.Match[str]) -> Tag:
    written, inner = found[0], found["inner"]
    opening, closing = "".join(found["open"].split()), "".join(found["close"].split())
    kind = "{#" if opening == "{#" else "{%" if "%" in opening else "{{"
    why = ""
    if kind == "{#" and closing == "#}":
        return Tag(paragraph, found.start(), found.end(), kind, "", inner.strip())
    whole = kind + {"{{": "}}", "{%": "%}", "{#": "#}"}[kind]
    if found["open"] + found["close"] != whole:
        why = "braces"
        if closing[0] != whole[2]:  # two kinds of braces: what stands between decides
            kind = "{%" if _GLUED.match("p " + inner.strip()) or _of_level(inner)[0] else "{{"
    level, plain = _of_level(inner)
    cleaned, corrected = _uncorrected(plain)
    why = why or corrected or ("spaces" if _ODD_SPACE.search(inner[: len(inner) - len(plain)]) else "")
    if kind == "{{" and not level and (glued := re.fullmatch(r"p\s+([a-z][\w.]*)", cleaned)):
        level, cleaned, why = "p", glued[1], why or "spaces"
    if kind == "{%":
        if not level and (joined := _GLUED.fullmatch(cleaned)):
            level, cleaned, why = joined[1].lower(), (joined[2] + joined[3]).strip(), why or "spaces"
        word = cleaned.split(None, 1)[0] if cleaned else ""
        if word not in KEYWORDS and word.lower() in KEYWORDS:
            cleaned, why = word.lower() + cleaned[len(word) :], why or "capital"
    if any(sign in written for sign in "\t\n\u2011\u00ad"):
        why, cleaned = why or "signs", _joined(kind, cleaned)
    elif _is_torn(paragraph, found.start(), found.end()):
        why = why or "field"
    return Tag(paragraph, found.start(), found.end(), kind, level, cleaned, why)


def _of_level(inner: str) -> tuple[str, str]:
    """The level right behind the opening braces, and the rest without blanks and jinja's own hyphens."""
    found = _LEVEL.match(inner)
    level, rest = (found[1], found[2]) if found else ("", inner)
    return level, rest.strip().strip("-+").strip()


def _uncorrected(inner: str) -> tuple[str, str]:
    """Without what a word processor made of typed signs, and what that was."""
    pieces = _IN_QUOTES.split(inner)
    outside = "".join(pieces[::2])
    if _DOUBLE.search(outside) or _SINGLE.search(outside):
        return _SINGLE.sub("'", _DOUBLE.sub('"', inner)), "quotes"
    if any(_ENDED_BY_QUOTES.fullmatch(piece) for piece in pieces[1::2]):
        return inner, "quoted quotes"
    if _INVISIBLE.search(outside):
        return "".join(_INVISIBLE.sub("", piece) for piece in pieces), "spaces"
    plain = "".join(piece if at % 2 else _ODD_SPACE.sub(" ", piece) for at, piece in enumerate(pieces))
    return plain, ""


def _joined(kind: str, inner: str) -> str:
    """Without tabs and breaks: a name is one word, elsewhere they part words."""
    inner = inner.replace("\u2011", "-").replace("\u00ad", "")
    word = "".join(inner.split())
    return word if kind == "{{" and re.fullmatch(r"[\w.]+", word) else " ".join(inner.split())


def _is_torn(paragraph: TextParagraph, start: int, end: int) -> bool:
    """Whether reading the tag as one would take more out of the paragraph than its text."""
    pieces = paragraph.pieces_in(start, end)
    first, last = pieces[0].element, pieces[-1].element
    if first is last:
        return False
    if _around(paragraph, first) != _around(paragraph, last):
        return True
    within = False
    for node in paragraph.element.iter():
        if node is first:
            within = True
        elif node is last:
            return False
        elif within and node.tag in _TORN_BY:
            return True
    return False


def around(tag: Tag) -> tuple[etree._Element, ...]:
    """What stands between a tag and its paragraph besides runs: links, controls, insertions."""
    return _around(tag.paragraph, tag.paragraph.pieces_in(tag.start, tag.end)[0].element)


def _around(paragraph: TextParagraph, element: etree._Element) -> tuple[etree._Element, ...]:
    found = []
    for node in element.iterancestors():
        if node is paragraph.element:
            break
        if node.tag != f"{W}r":
            found.append(node)
    return tuple(found)
