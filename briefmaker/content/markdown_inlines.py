"""Writing the runs of a paragraph as Markdown that reads back as the same runs.

Emphasis is written with asterisks. Where CommonMark's rules for them ("flanking") would not see a
mark, the character beside it is written as an entity, which counts as punctuation; two marked runs
side by side are parted by an empty HTML comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefmaker.content.runs import NOTHING
from briefmaker.letter.body import Footnote, Inline, LineBreak, Text, joined_inlines

__all__ = ["escaped_text", "inline_text"]

_ESCAPED = re.compile(r"[\\`*_\[\]<|]|&(?=#?\w+;)")
_LINE_START = re.compile(r"([#>+=-]|~~~)|([0-9]{1,9})([.)])(?=\s|$)")
_BEFORE_BRACKET = re.compile(r"[!^]$")
_AFTER_NOTE = re.compile(r"^[(:]")
_URL_ESCAPED = re.compile(r"[<>\\&]")
_UNSAFE_LINK = re.compile(r"\s*(?:javascript|vbscript|file|data):", re.IGNORECASE)
_EDGE = re.compile(r"[\s\x1c-\x1f\x85]")


def inline_text(
    inlines: Sequence[Inline], notes: list[Footnote], *, line_break: str, heading: bool = False
) -> str:
    """Inlines as one piece of Markdown. notes: the footnotes so far, to which these are added.
    line_break: how a new line is said here."""
    runs = joined_inlines(inlines)
    parts: list[str] = []
    for index, run in enumerate(runs):
        before = runs[index - 1] if index else None
        after = runs[index + 1] if index + 1 < len(runs) else None
        if isinstance(run, Text):
            parts.append(_run_text(run, before, after, heading=heading))
        elif isinstance(run, Footnote):
            notes.append(run)
            parts.append(f"[^{len(notes)}]")
        else:
            between = all(isinstance(beside, Text | Footnote) for beside in (before, after))
            parts.append(line_break if between else "<br>")
    return "".join(parts)


def escaped_text(text: str) -> str:
    """Text between square brackets, where line ends are entities."""
    return _escaped(text, line_start=False, heading=False)


def _run_text(run: Text, before: Inline | None, after: Inline | None, *, heading: bool) -> str:
    marks = ("**" if run.strong else "") + ("*" if run.emphasis else "")
    text = run.text
    first = last = ""
    if text and _needs_entity(text[0], bool(marks), before, -1):
        first, text = _entity(text[0]), text[1:]
    if text and _needs_entity(text[-1], bool(marks), after, 0):
        last, text = _entity(text[-1]), text[:-1]
    at_start = not first and not marks
    line_start = at_start and (before is None or isinstance(before, LineBreak))
    written = _escaped(text, line_start=line_start, heading=heading)
    if at_start and isinstance(before, Footnote):
        written = _AFTER_NOTE.sub(lambda match: "\\" + match[0], written)
    if not last and after is not None:
        written = _BEFORE_BRACKET.sub(lambda match: "\\" + match[0], written)
    written = first + written + last
    if marks:
        written = f"{marks}{written}{marks[::-1]}"
    linked = bool(run.link) and not _UNSAFE_LINK.match(run.link)
    if linked:
        written = f"[{written}](<{_escaped_url(run.link)}>)"
    parted = marks and isinstance(before, Text) and _is_marked(before) and not linked
    return f"{NOTHING}{written}" if parted else written


def _needs_entity(character: str, marked: bool, beside: Inline | None, edge: int) -> bool:
    """Whether the first or last character of a run must be written as an entity. White space at the
    edge of a line would be stripped and inside a mark undo it; a letter right behind a mark whose
    text ends with punctuation would too."""
    if _EDGE.match(character) and (marked or not isinstance(beside, Text | Footnote)):
        return True
    if marked or not isinstance(beside, Text) or not _is_marked(beside) or not beside.text:
        return False
    return character.isalnum() and not beside.text[edge].isalnum()


def _is_marked(run: Text) -> bool:
    return run.strong or run.emphasis


def _entity(character: str) -> str:
    return f"&#{ord(character)};"


def _escaped(text: str, *, line_start: bool, heading: bool) -> str:
    escaped = _ESCAPED.sub(lambda match: "\\" + match[0], text)
    if heading:
        escaped = escaped.replace("#", "\\#")
    if line_start and (match := _LINE_START.match(escaped)):
        at = match.start() if match[1] else match.start(3)
        escaped = escaped[:at] + "\\" + escaped[at:]
    return "".join(_entity(mark) if mark in "\n\r\t" else mark for mark in escaped)


def _escaped_url(url: str) -> str:
    escaped = _URL_ESCAPED.sub(lambda match: "\\" + match[0], url)
    return "".join(_entity(mark) if mark in "\n\r\t|" else mark for mark in escaped)
