"""Footnotes, links, pictures, page breaks and quotes put into a text, changed and taken out: functions of
lines, as in `structure`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from briefmaker.letter.body import (
    Block,
    Footnote,
    Image,
    Inline,
    LineBreak,
    NoteInline,
    Paragraph,
    Text,
    joined_inlines,
)
from briefmaker.qt.editor.lines import Line, ListStep, QuoteStep, is_text
from briefmaker.qt.editor.runs import cut, length, marked
from briefmaker.qt.editor.spans import cell_of, pieces
from briefmaker.qt.editor.structure import (
    Edit,
    Fresh,
    Place,
    Span,
    remove,
    text_of_line,
    with_text,
    without_items,
)

__all__ = [
    "FoundLink",
    "insert_block",
    "insert_note",
    "link_at",
    "note_inlines",
    "note_place",
    "quote_of",
    "replace_text",
    "set_block",
    "set_link",
    "set_note",
    "toggle_quote",
]


class FoundLink(NamedTuple):
    """A link in a line: its characters [start, end) and its address."""

    start: int
    end: int
    address: str


def insert_note(lines: Sequence[Line], place: Place, note: Footnote) -> Edit | None:
    """A footnote at a place; the cursor comes behind its sign."""
    line = lines[place.line]
    if not is_text(line.block):
        return None
    return _inserted(lines, place, (note,))


def replace_text(lines: Sequence[Line], span: Span, text: str) -> Edit | None:
    """Other characters in the place of some of one line, with their marks."""
    number = span.start.line
    line = lines[number]
    runs = text_of_line(line)
    chosen = cut(runs, span.start.offset, span.end.offset)
    first = next((run for run in chosen if isinstance(run, Text)), None)
    if first is None or not is_text(line.block):
        return None
    new = first.model_copy(update={"text": text})
    result = list(lines)
    result[number] = with_text(
        line, inlines=joined_inlines((*cut(runs, 0, span.start.offset), new, *cut(runs, span.end.offset)))
    )
    return _edit(result, Place(number, span.start.offset + len(text)))


def _inserted(lines: Sequence[Line], place: Place, new: tuple[Inline, ...]) -> Edit:
    line = lines[place.line]
    runs = text_of_line(line)
    result = list(lines)
    result[place.line] = with_text(
        line, inlines=joined_inlines((*cut(runs, 0, place.offset), *new, *cut(runs, place.offset)))
    )
    return _edit(result, Place(place.line, place.offset + length(new)))


def note_place(lines: Sequence[Line], number: int, ordinal: int) -> Place | None:
    """Where the `ordinal`th footnote (from 0) of a line stands; None when it has no so many."""
    at = 0
    for run in text_of_line(lines[number]):
        if isinstance(run, Footnote):
            if not ordinal:
                return Place(number, at)
            ordinal -= 1
        at += length((run,))
    return None


def set_note(lines: Sequence[Line], place: Place, note: Footnote | None) -> Edit | None:
    """Another note for the sign at a place, or (None) no sign any more."""
    line = lines[place.line]
    runs = text_of_line(line)
    if not any(isinstance(run, Footnote) for run in cut(runs, place.offset, place.offset + 1)):
        return None
    new = (note,) if note is not None else ()
    result = list(lines)
    result[place.line] = with_text(
        line, inlines=joined_inlines((*cut(runs, 0, place.offset), *new, *cut(runs, place.offset + 1)))
    )
    return _edit(result, Place(place.line, place.offset + len(new)))


def note_inlines(blocks: Iterable[Sequence[Inline]]) -> tuple[NoteInline, ...]:
    """What paragraphs say as the text of a note: on lines of their own, without notes in notes."""
    made: list[Inline] = []
    for number, runs in enumerate(blocks):
        if number:
            made.append(LineBreak())
        made += [run for run in runs if isinstance(run, Text | LineBreak)]
    return tuple(run for run in joined_inlines(made) if isinstance(run, Text | LineBreak))


def insert_block(lines: Sequence[Line], span: Span, block: Block, fresh: Fresh) -> Edit:
    """A page break or picture at a place, or in the place of what is selected; the text goes on below it,
    a numbered list with its numbers."""
    place = span.start
    if span.start != span.end:
        removed = remove(lines, span, fresh)
        lines, place = removed.lines, removed.selection.start
    (number, offset), result = place, list(lines)
    line = lines[number]
    path = without_items(line.path)
    runs = text_of_line(line)
    before, after = cut(runs, 0, offset), cut(runs, offset)
    new = [Line(path, block)]
    if is_text(line.block) and not before:
        new.append(with_text(line))
    else:
        new.insert(0, with_text(line, inlines=before) if is_text(line.block) else line)
        if after:
            new.append(with_text(line, id=fresh(), inlines=after))
    result[number : number + 1] = new
    at = number + (1 if new[0].block is not block else 0)
    if at + 1 == len(result) or result[at + 1].path[: len(path)] != path:
        result.insert(at + 1, Line(path, Paragraph(id=fresh())))
    _go_on_counting(result, at)
    return _edit(result, Place(at + 1, 0))


def _go_on_counting(result: list[Line], at: int) -> None:
    """The rest of a list that is cut in two at a line counts on."""
    depth = len(result[at].path)
    before = result[at - 1].path if at else ()
    own = before[depth] if len(before) > depth else None
    if not isinstance(own, ListStep) or own.kind != "numbered":
        return
    new_id = ""
    for number in range(at + 1, len(result)):
        path = result[number].path
        step = path[depth] if len(path) > depth else None
        if not isinstance(step, ListStep) or step.list_id != own.list_id:
            return
        new_id = new_id or f"{own.list_id}+"
        new = step._replace(list_id=new_id, continues=True)
        result[number] = result[number]._replace(path=(*path[:depth], new, *path[depth + 1 :]))


def set_block(lines: Sequence[Line], number: int, block: Image) -> Edit:
    """Another picture, or another description, in the place of the one in a line."""
    result = list(lines)
    result[number] = result[number]._replace(block=block)
    return _edit(result, Place(number, 0))


def link_at(line: Line, offset: int) -> FoundLink | None:
    """The link in which, or at whose end, a place in a line lies."""
    at = 0
    found: FoundLink | None = None
    for run in text_of_line(line):
        size = length((run,))
        address = run.link if isinstance(run, Text) else ""
        if found is not None and address == found.address:
            found = found._replace(end=at + size)
        else:
            if found is not None and found.start <= offset <= found.end:
                return found
            found = FoundLink(at, at + size, address) if address else None
        at += size
    return found if found is not None and found.start <= offset <= found.end else None


def set_link(lines: Sequence[Line], span: Span, text: str, address: str) -> Edit | None:
    """A link over what is selected; `text` in its place when that says something else, and `address` ""
    takes the link away."""
    result = list(lines)
    if span.start.line == span.end.line and is_text(lines[span.start.line].block):
        number = span.start.line
        runs = text_of_line(lines[number])
        chosen = cut(runs, span.start.offset, span.end.offset)
        if text and text != "".join(run.text for run in chosen if isinstance(run, Text)):
            first = next((run for run in chosen if isinstance(run, Text)), Text(text=text))
            new = first.model_copy(update={"text": text, "link": address})
            notes = tuple(run for run in chosen if isinstance(run, Footnote))
            result[number] = with_text(
                lines[number],
                inlines=joined_inlines(
                    (*cut(runs, 0, span.start.offset), new, *notes, *cut(runs, span.end.offset))
                ),
            )
            return _edit(result, Place(number, span.start.offset + len(text)))
    for number, start, end in pieces(lines, span):
        block = lines[number].block
        if is_text(block) and start < end:
            result[number] = with_text(lines[number], inlines=marked(block.inlines, start, end, link=address))
    return Edit(result, Span(span.end, span.end)) if result != list(lines) else None


def toggle_quote(
    lines: Sequence[Line], span: Span, fresh: Fresh, role: Literal["", "motto"] = ""
) -> Edit | None:
    """The lines in a quote of this role, or, where all stand in one, out of it."""
    first, last = span.start.line, span.end.line
    result = list(lines)
    if len({cell_of(line) for line in lines[first : last + 1]}) > 1:
        return None  # a table is not cut
    quotes = [quote_of(lines[number]) for number in range(first, last + 1)]
    if None not in quotes:
        stays = any(quote is not None and quote.role != role for quote in quotes)
        kept = (QuoteStep(fresh(), role),) if stays else ()
        for number in range(first, last + 1):
            path = lines[number].path
            at = max(depth for depth, step in enumerate(path) if isinstance(step, QuoteStep))
            result[number] = lines[number]._replace(path=(*path[:at], *kept, *path[at + 1 :]))
        return Edit(result, span)
    depth = _shared_depth(lines[first : last + 1])
    # A whole item goes along, with all that stands in it.
    while depth and first and isinstance(lines[first].path[depth - 1], ListStep):
        depth -= 1
    if depth < len(lines[first].path):
        while first and _within(lines[first - 1], lines[first], depth):
            first -= 1
        while last + 1 < len(lines) and _within(lines[last + 1], lines[last], depth):
            last += 1
    step = QuoteStep(fresh(), role)
    for number in range(first, last + 1):
        path_now = lines[number].path
        # A table stands in no quote; what is in its cells does.
        at = max(depth, 1) if cell_of(lines[number]) is not None else depth
        result[number] = lines[number]._replace(path=(*path_now[:at], step, *path_now[at:]))
    return Edit(result, span)


def quote_of(line: Line) -> QuoteStep | None:
    """The innermost quote that a line stands in."""
    return next((step for step in reversed(line.path) if isinstance(step, QuoteStep)), None)


def _within(line: Line, beside: Line, depth: int) -> bool:
    """Whether two lines stand in the same list at a depth."""
    one = line.path[depth] if len(line.path) > depth else None
    other = beside.path[depth] if len(beside.path) > depth else None
    return (
        isinstance(one, ListStep)
        and isinstance(other, ListStep)
        and line.path[:depth] == beside.path[:depth]
        and one.list_id == other.list_id
    )


def _shared_depth(lines: Sequence[Line]) -> int:
    depth = 0
    while all(
        len(line.path) > depth and line.path[: depth + 1] == lines[0].path[: depth + 1] for line in lines
    ):
        depth += 1
    return depth


def _edit(lines: list[Line], place: Place) -> Edit:
    return Edit(lines, Span(place, place))
