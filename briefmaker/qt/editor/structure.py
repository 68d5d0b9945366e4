"""Every change of structure as a function of lines: what Enter, Backspace, Tab and the buttons do.

Each takes the lines and where the cursor is, and returns an `Edit`, or None when there is nothing to
do. Offsets count characters, a line break as one. Ids that are "" or double afterwards are made new
by the store.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefmaker.letter.body import Heading, Inline, LineBreak, Paragraph, Text, joined_inlines
from briefmaker.qt.editor.cells import CellStep, Gap
from briefmaker.qt.editor.gaps import emptied
from briefmaker.qt.editor.lines import Line, ListStep, Step, is_text
from briefmaker.qt.editor.runs import Marks, cut, length, marked
from briefmaker.qt.editor.spans import Edit, Place, Span, cells_between, pieces, widened

__all__ = [
    "Edit",
    "ListStep",
    "Place",
    "Span",
    "adopt",
    "break_line",
    "inner_path",
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


def _at(line: int, offset: int) -> Span:
    return Span(Place(line, offset), Place(line, offset))


def item_step(line: Line) -> ListStep | None:
    """The item in which a line stands directly, if any."""
    return line.path[-1] if line.path and isinstance(line.path[-1], ListStep) else None


def leads_item(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first of its item, the one that has the bullet or number."""
    path = lines[at].path
    return bool(inner_path(lines[at])) and (at == 0 or lines[at - 1].path[: len(path)] != path)


def inner_path(line: Line) -> tuple[Step, ...]:
    """The way down to a line within its cell, or within the text when it stands in none."""
    return line.path[1:] if line.path and isinstance(line.path[0], CellStep) else line.path


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
    and the kind of the first. A block that can't be typed in goes only as a whole, and so does a table;
    of several cells of a table goes what is in them."""
    cells = cells_between(lines, span)
    if cells is not None:
        return emptied(lines, span, cells)
    span = widened(lines, span)
    (first, start), (last, end) = span
    head, tail = lines[first], lines[last]
    result = list(lines)
    before = cut(head.block.inlines, 0, start) if is_text(head.block) else None
    after = cut(tail.block.inlines, end) if is_text(tail.block) else None
    if isinstance(head.block, Gap):
        keeper = with_text(tail, inlines=after) if after else head
        keeper = keeper._replace(path=head.path)
    elif before is not None and after is not None:
        keeper = with_text(head, inlines=(*before, *after))
    elif before is not None:
        keeper = with_text(head, inlines=before)
    elif after is not None:
        keeper = with_text(tail, inlines=after)
        start = 0
    else:
        keeper = Line(head.path, Paragraph(id=fresh()))
        start = 0
    if not isinstance(keeper.block, Gap):
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
    for number, _start, _end in pieces(lines, span):
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


def set_mark(lines: Sequence[Line], span: Span, **marks: bool | str) -> Edit | None:
    """Set marks (strong, emphasis, link) on what is selected."""
    result = list(lines)
    for number, start, end in pieces(lines, span):
        block = lines[number].block
        if is_text(block) and start < end:
            result[number] = with_text(lines[number], inlines=marked(block.inlines, start, end, **marks))
    return Edit(result, span) if result != list(lines) else None


def marks_of_span(lines: Sequence[Line], span: Span) -> Marks:
    """The marks that all the selected text has."""
    texts = []
    for number, start, end in pieces(lines, span):
        runs = cut(text_of_line(lines[number]), start, end)
        texts += [run for run in runs if isinstance(run, Text)]
    return Marks(
        strong=bool(texts) and all(run.strong for run in texts),
        emphasis=bool(texts) and all(run.emphasis for run in texts),
    )
