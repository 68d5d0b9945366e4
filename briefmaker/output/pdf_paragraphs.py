"""One paragraph of a PDF as inlines: words put together from what the page shows, line ends judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefmaker.letter.body import Inline, LineBreak, Text, joined_inlines
from briefmaker.output.pdf_text import Shown

__all__ = ["Piece", "inlines_of"]

_SPACE = 0.12
_COLUMN = 1.6
_KEEPS_HYPHEN = frozenset(("en", "of", "tot", "dan"))


class Piece(NamedTuple):
    """A string shown on page number `page`, and what the structure tree says of it."""

    page: int
    shown: Shown
    link: str = ""
    note: Inline | None = None
    """A footnote whose sign this is."""


def inlines_of(
    pieces: Sequence[Piece], right: float, known: Callable[[str], bool], *, spaced: bool, marks: bool = True
) -> tuple[Inline, ...]:
    """The pieces of one paragraph in their order as inlines.

    right: where full lines end, in points. known: whether the document has this word, for words that a
    line end cut. spaced: whether a full line ends with a space, so that another end was meant. marks:
    whether bold and italic letters say something here.
    """
    found: list[Inline] = []
    last: Piece | None = None
    for index, piece in enumerate(pieces):
        if piece.note is not None:
            found.append(piece.note)
            continue
        text = piece.shown.text.replace("\u00ad", "")
        if last is not None:
            text = _joined(found, last, piece, text, _first_word(pieces, index), right, known, spaced)
        if text:
            font = piece.shown.font
            strong = marks and font is not None and font.bold
            emphasis = marks and font is not None and font.italic
            found.append(Text(text=text, strong=strong, emphasis=emphasis, link=piece.link))
        last = piece
    return _trimmed(joined_inlines(_spaces_with_marks(found)))


def _joined(
    found: list[Inline],
    last: Piece,
    piece: Piece,
    text: str,
    word: tuple[str, float],
    right: float,
    known: Callable[[str], bool],
    spaced: bool,
) -> str:
    """The text with what stands before it: a space, a tab, nothing, or a line break added to `found`."""
    before, after = last.shown, piece.shown
    height = max(after.bottom - after.top, 1.0)
    same_line = last.page == piece.page and abs(after.baseline - before.baseline) < height * 0.6
    ended = _end_of(found)
    if same_line and after.edges[0] >= before.edges[-1] - height:
        gap = after.edges[0] - before.edges[-1]
        if gap > _COLUMN * height:
            _strip_end(found)
            return "\t" + text.lstrip(" ")
        spaced = ended.endswith((" ", "\t")) or text.startswith(" ")
        return text if spaced or gap <= _SPACE * height else " " + text
    if not text.strip():
        return " " if ended and not ended.endswith(" ") else ""
    full = ended.endswith(" ") or (len(found) > 1 and not ended.strip())
    _strip_end(found)
    ended = _end_of(found)
    if ended.endswith("-") and word[0][:1].islower() and word[0] not in _KEEPS_HYPHEN:
        part = ended[:-1].split()[-1] if ended[:-1].split() else ""
        if known(part + word[0]):
            _strip_end(found, "-")
        return text.lstrip(" ")
    fits = before.edges[-1] + 0.3 * height + word[1] < right - 1
    if spaced and not full and not fits and ended[-1:].isalpha() and word[0][:1].islower():
        return text.lstrip(" ")  # a word too long for its line
    meant = last.page == piece.page and fits
    if spaced:
        meant = not full and not ended.endswith(("-", "/", "–"))
    meant = meant and bool(ended)
    if meant:
        found.append(LineBreak())
        return text.lstrip(" ")
    return " " + text.lstrip(" ") if ended else text


def _first_word(pieces: Sequence[Piece], index: int) -> tuple[str, float]:
    """The word that begins with this piece, and its width."""
    word, left, end = "", 0.0, 0.0
    for piece in pieces[index : index + 6]:
        shown = piece.shown
        for glyph, x0, x1 in zip(shown.glyphs, shown.edges, shown.edges[1:], strict=False):
            if not glyph.strip():
                if word:
                    return word.rstrip(".,;:"), end - left
                continue
            left = left if word else x0
            if x0 < left:
                return word.rstrip(".,;:"), end - left
            word, end = word + glyph, x1
    return word.rstrip(".,;:"), end - left


def _end_of(found: Sequence[Inline]) -> str:
    last = found[-1] if found else None
    return last.text if isinstance(last, Text) else ""


def _strip_end(found: list[Inline], sign: str = " ") -> None:
    while found and isinstance(last := found[-1], Text):
        stripped = last.text.rstrip(" ").removesuffix(sign) if sign != " " else last.text.rstrip(" ")
        if stripped:
            found[-1] = last.model_copy(update={"text": stripped})
            return
        found.pop()


def _spaces_with_marks(found: Sequence[Inline]) -> list[Inline]:
    """A space between two runs has the marks of the run before it if both have them, else none."""
    result: list[Inline] = []
    for index, run in enumerate(found):
        if not isinstance(run, Text) or run.text.strip():
            result.append(run)
            continue
        before = result[-1] if result else None
        after = next((later for later in found[index + 1 :]), None)
        if isinstance(before, Text) and isinstance(after, Text):
            both = {
                "strong": before.strong and after.strong,
                "emphasis": before.emphasis and after.emphasis,
                "link": before.link if before.link == after.link else "",
            }
            result.append(run.model_copy(update=both))
        else:
            result.append(run.model_copy(update={"strong": False, "emphasis": False}))
    return _without_marked_ends(result)


def _without_marked_ends(found: Sequence[Inline]) -> list[Inline]:
    """Marks end at the last letter of a run: the space behind it belongs to what follows."""
    result: list[Inline] = []
    for index, run in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        if isinstance(run, Text) and run.text.endswith(" ") and isinstance(after, Text):
            differs = (run.strong, run.emphasis, run.link) != (after.strong, after.emphasis, after.link)
            marked = run.strong or run.emphasis or run.link
            if differs and marked and run.text.strip():
                result.append(run.model_copy(update={"text": run.text.rstrip(" ")}))
                result.append(Text(text=" "))
                continue
        result.append(run)
    return result


def _trimmed(runs: tuple[Inline, ...]) -> tuple[Inline, ...]:
    found = list(runs)
    if found and isinstance(found[0], Text):
        found[0] = found[0].model_copy(update={"text": found[0].text.lstrip(" \t")})
    if found and isinstance(found[-1], Text):
        found[-1] = found[-1].model_copy(update={"text": found[-1].text.rstrip(" \t")})
    return joined_inlines(found)
