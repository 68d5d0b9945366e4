"""Every change of structure as a function of lines: what Enter, Backspace, Tab and the buttons do.

Each takes the lines and where the cursor is, and returns an `Edit`, or None when there is nothing to
do. Offsets count characters, a line break as one. Ids that are "" or double afterwards are made new
by the store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefmaker.letter.body import Heading, Inline, LineBreak, Paragraph, Text, joined_inlines
from briefmaker.qt.editor.lines import Line, ListStep, Step, is_text
from briefmaker.qt.editor.runs import Marks, cut, length, marked

__all__ = [
    "Edit",
    "ListStep",
    "Place",
    "Span",
    "adopt",
    "break_line",
    "insert",
    "item_step",
    "join",
    "leads_item",
    "marks_of_span",
    "moved",
    "remove",
    "set_mark",
    "set_role",
    "split",
    "text_of_line",
    "with_text",
    "without_items",
]

Fresh = Callable[[], str]


class Place(NamedTuple):
    """Between two characters: a line, and how many characters stand before it there."""

    line: int
    offset: int


class Span(NamedTuple):
    """From one place up to another, first one first."""

    start: Place
    end: Place


class Edit(NamedTuple):
    """All lines after an edit, and where the cursor, or the selection, is then."""

    lines: list[Line]
    selection: Span


def _at(line: int, offset: int) -> Span:
    return Span(Place(line, offset), Place(line, offset))


def item_step(line: Line) -> ListStep | None:
    """The item in which a line stands directly, if any."""
    return line.path[-1] if line.path and isinstance(line.path[-1], ListStep) else None


def leads_item(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first of its item, the one that has the bullet or number."""
    path = lines[at].path
    return bool(path) and (at == 0 or lines[at - 1].path[: len(path)] != path)


def text_of_line(line: Line) -> tuple[Inline, ...]:
    """The inlines of a line of text; nothing of a card."""
    return line.block.inlines if isinstance(line.block, Paragraph | Heading) else ()


def with_text(
    line: Line,
    *,
    level: int | None = None,
    id: str | None = None,
    path: tuple[Step, ...] | None = None,
    inlines: tuple[Inline, ...] | None = None,
) -> Line:
    """A line of text with other values; level 0 is a paragraph, None what it is."""
    block = line.block
    assert isinstance(block, Paragraph | Heading)
    runs = block.inlines if inlines is None else inlines
    own = block.id if id is None else id
    if level is None:
        level = block.level if isinstance(block, Heading) else 0
    made = Heading(id=own, level=level, inlines=runs) if level else Paragraph(id=own, inlines=runs)
    return Line(line.path if path is None else path, made)


def moved(lines: list[Line], first: int, old: tuple[Step, ...], new: tuple[Step, ...]) -> int:
    """Gives the lines from `first` that stand under path `old` the path `new` in its place; returns
    the line after the last."""
    at = first
    while at < len(lines) and lines[at].path[: len(old)] == old:
        lines[at] = lines[at]._replace(path=new + lines[at].path[len(old) :])
        at += 1
    return at


def split(lines: Sequence[Line], place: Place, fresh: Fresh) -> Edit:
    """Enter: a new paragraph or item from the cursor on; the part before the cursor keeps the id,
    unless it is empty and something follows."""
    result = list(lines)
    line = lines[place.line]
    if not is_text(line.block):
        result.insert(place.line + 1, Line(line.path, Paragraph(id=fresh())))
        return Edit(result, _at(place.line + 1, 0))
    block = line.block
    size = length(block.inlines)
    step = item_step(line)
    path = line.path
    if step is not None:
        path = (*path[:-1], step._replace(item_id=fresh()))
    if place.offset == 0 and size:
        if step is not None and not leads_item(lines, place.line):
            path = line.path
        result.insert(place.line, Line(path, Paragraph(id=fresh())))
        return Edit(result, _at(place.line + 1, 0))
    level = block.level if isinstance(block, Heading) and place.offset < size else 0
    head = with_text(line, inlines=cut(block.inlines, 0, place.offset))
    tail = with_text(line, level=level, id=fresh(), path=path, inlines=cut(block.inlines, place.offset))
    result[place.line : place.line + 1] = [head, tail]
    if step is not None:
        moved(result, place.line + 2, line.path, path)
    return Edit(result, _at(place.line + 1, 0))


def break_line(lines: Sequence[Line], place: Place) -> Edit | None:
    """Shift+Enter: a new line within the paragraph."""
    line = lines[place.line]
    if not is_text(line.block):
        return None
    runs = line.block.inlines
    result = list(lines)
    result[place.line] = with_text(
        line, inlines=(*cut(runs, 0, place.offset), LineBreak(), *cut(runs, place.offset))
    )
    return Edit(result, _at(place.line, place.offset + 1))


def remove(lines: Sequence[Line], span: Span, fresh: Fresh) -> Edit:
    """Take out what lies between two places; the lines at both ends become one, that keeps the id
    and the kind of the first. A block that can't be typed in goes only as a whole."""
    (first, start), (last, end) = span
    head, tail = lines[first], lines[last]
    result = list(lines)
    before = cut(head.block.inlines, 0, start) if is_text(head.block) else None
    after = cut(tail.block.inlines, end) if is_text(tail.block) else None
    if before is not None and after is not None:
        keeper = with_text(head, inlines=(*before, *after))
    elif before is not None:
        keeper = with_text(head, inlines=before)
    elif after is not None:
        keeper = with_text(tail, inlines=after)
        start = 0
    else:
        keeper = Line(head.path, Paragraph(id=fresh()))
        start = 0
    keeper = with_text(keeper, inlines=joined_inlines(text_of_line(keeper)))
    result[first : last + 1] = [keeper]
    adopt(result, first, lines[first + 1 : last + 1])
    return Edit(result, _at(first, start))


def adopt(result: list[Line], at: int, gone: Sequence[Line]) -> None:
    """What stood under items whose first line is gone comes under the item of line `at`."""
    if at + 1 >= len(result) or not gone:
        return
    orphan = result[at + 1].path
    mine = result[at].path
    for depth, step in enumerate(orphan):
        led = any(line.path[: depth + 1] == orphan[: depth + 1] for line in gone)
        own = mine[: depth + 1] == orphan[: depth + 1]
        if own or not led or len(orphan) <= depth + 1:
            continue
        if len(mine) > depth and isinstance(step, ListStep) and isinstance(mine[depth], ListStep):
            moved(result, at + 1, orphan[: depth + 1], mine[: depth + 1])
        return


def join(lines: Sequence[Line], at: int, fresh: Fresh) -> Edit:
    """Line `at` and the next as one; an empty one goes whole, so that the next keeps what it is."""
    block = lines[at].block
    size = length(block.inlines) if is_text(block) else 0
    if size or not is_text(lines[at + 1].block):
        return remove(lines, Span(Place(at, size), Place(at + 1, 0)), fresh)
    result = list(lines)
    gone = result.pop(at)
    if at and gone.path and result[at].path[: len(gone.path)] == gone.path:
        # It led an item: what is nested in that comes under the item before it.
        adopt(result, at - 1, [gone])
    return Edit(result, _at(at, 0))


def set_role(lines: Sequence[Line], span: Span, level: int) -> Edit | None:
    """The lines as paragraphs (level 0) or headings; a heading stands in no list."""
    result = list(lines)
    for number in range(span.start.line, span.end.line + 1):
        line = lines[number]
        if is_text(line.block):
            path = without_items(line.path) if level else line.path
            result[number] = with_text(line, level=level, path=path)
    return Edit(result, span) if result != list(lines) else None


def without_items(path: tuple[Step, ...]) -> tuple[Step, ...]:
    """A way down without the lists at its end."""
    kept = list(path)
    while kept and isinstance(kept[-1], ListStep):
        kept.pop()
    return tuple(kept)


def insert(lines: Sequence[Line], place: Place, pasted: Sequence[Line], fresh: Fresh) -> Edit | None:
    """Paste: text of one paragraph goes into the line; more than that stands between both halves of
    it, the first and last paragraph joined to them where they are plain."""
    if not pasted:
        return None
    line = lines[place.line]
    result = list(lines)
    pasted = _renamed(pasted, fresh)
    if not is_text(line.block):
        result[place.line + 1 : place.line + 1] = pasted
        return Edit(result, _end(pasted, place.line + len(pasted)))
    runs = line.block.inlines
    before, after = cut(runs, 0, place.offset), cut(runs, place.offset)
    new = [_under(piece, line, fresh) for piece in pasted]
    if before or (len(new) == 1 and _is_plain(pasted[0])):
        if _is_plain(pasted[0]):
            new[0] = with_text(line, inlines=(*before, *text_of_line(pasted[0])))
        else:
            new.insert(0, with_text(line, inlines=before))
    caret = _end(new, place.line + len(new) - 1)
    if after:
        tail = new[-1].block
        if is_text(tail):
            new[-1] = with_text(new[-1], inlines=(*tail.inlines, *after))
        else:
            new.append(with_text(line, id=fresh(), inlines=after))
    result[place.line : place.line + 1] = new
    return Edit(_joined(result, place.line, place.line + len(new)), caret)


def _is_plain(line: Line) -> bool:
    return not line.path and isinstance(line.block, Paragraph) and is_text(line.block)


def _renamed(lines: Sequence[Line], fresh: Fresh) -> list[Line]:
    """Lines whose lists, items and quotes have new names, so that none is taken for one that is there."""
    names: dict[str, str] = {}

    def new(name: str) -> str:
        if name not in names:
            names[name] = fresh()
        return names[name]

    return [
        line._replace(
            path=tuple(
                step._replace(list_id=new(step.list_id), item_id=new(step.item_id))
                if isinstance(step, ListStep)
                else step._replace(quote_id=new(step.quote_id))
                for step in line.path
            )
        )
        for line in lines
    ]


def _joined(lines: list[Line], first: int, last: int) -> list[Line]:
    for number in range(first, last):
        block = lines[number].block
        if is_text(block):
            lines[number] = with_text(lines[number], inlines=joined_inlines(block.inlines))
    return lines


def _end(lines: Sequence[Line], number: int) -> Span:
    block = lines[-1].block
    return _at(number, length(block.inlines) if is_text(block) else 0)


def _under(piece: Line, line: Line, fresh: Fresh) -> Line:
    """A pasted line in the list or quote in which it is pasted: plain paragraphs become items."""
    step = item_step(line)
    if step is None or piece.path or not isinstance(piece.block, Paragraph):
        quotes = without_items(line.path)
        return piece._replace(path=quotes + piece.path)
    return piece._replace(path=(*line.path[:-1], step._replace(item_id=fresh())))


def set_mark(lines: Sequence[Line], span: Span, **marks: bool | str) -> Edit | None:
    """Set marks (strong, emphasis, link) on what is selected."""
    result = list(lines)
    for number in range(span.start.line, span.end.line + 1):
        block = lines[number].block
        if is_text(block):
            start = span.start.offset if number == span.start.line else 0
            end = span.end.offset if number == span.end.line else length(block.inlines)
            if start < end:
                result[number] = with_text(lines[number], inlines=marked(block.inlines, start, end, **marks))
    return Edit(result, span) if result != list(lines) else None


def marks_of_span(lines: Sequence[Line], span: Span) -> Marks:
    """The marks that all the selected text has."""
    texts = []
    for number in range(span.start.line, span.end.line + 1):
        runs = text_of_line(lines[number])
        start = span.start.offset if number == span.start.line else 0
        end = span.end.offset if number == span.end.line else None
        texts += [run for run in cut(runs, start, end) if isinstance(run, Text)]
    return Marks(
        strong=bool(texts) and all(run.strong for run in texts),
        emphasis=bool(texts) and all(run.emphasis for run in texts),
    )
