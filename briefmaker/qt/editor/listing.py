"""Changes of lists as functions of lines: making, leaving, nesting.

As `structure`: each returns an `Edit`, or None when there is nothing to do. Whatever happens to an item
happens to all that stands in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from briefmaker.letter.body import Heading, Text, joined_inlines
from briefmaker.qt.editor.lines import MAX_DEPTH, Line, ListStep, is_text, same_container
from briefmaker.qt.editor.spans import pieces
from briefmaker.qt.editor.structure import (
    Edit,
    Fresh,
    Place,
    Span,
    inner_path,
    item_step,
    leads_item,
    moved,
    text_of_line,
    with_text,
    without_items,
)

__all__ = [
    "Kind",
    "Numerals",
    "as_signs",
    "lift",
    "nest",
    "next_number",
    "start_list",
    "toggle_list",
    "unnest",
]

Kind: TypeAlias = Literal["bullet", "numbered"]
Numerals: TypeAlias = Literal["decimal", "letter", "roman"]


def toggle_list(
    lines: Sequence[Line], span: Span, kind: Kind, fresh: Fresh, numerals: Numerals = "decimal"
) -> Edit | None:
    """The lines as items of a list of this kind, or, if all are, as paragraphs. Joins the list of
    this kind that ends just before or begins just after."""
    numbers = [piece.line for piece in pieces(lines, span) if is_text(lines[piece.line].block)]
    if not numbers:
        return None
    result = list(lines)
    steps = [item_step(lines[n]) for n in numbers]
    if all(step is not None and step.kind == kind for step in steps):
        for n in numbers:
            moved(result, n, result[n].path, without_items(result[n].path))
        return Edit(result, span)
    list_id = fresh()
    for n in numbers:
        _into_list(result, n, ListStep(list_id, kind, 1, fresh(), numerals), joining=True)
    _join_after(result, numbers[-1])
    return Edit(result, span)


def start_list(
    lines: Sequence[Line], at: int, kind: Kind, start: int, fresh: Fresh, numerals: Numerals = "decimal"
) -> Edit:
    """One paragraph as the first item of a list, numbered from `start`; it joins the list before it
    when it goes on where that one ends."""
    result = list(lines)
    joining = kind == "bullet" or next_number(lines, at, numerals) == start
    _into_list(result, at, ListStep(fresh(), kind, start, fresh(), numerals), joining=joining)
    if kind == "bullet":
        _join_after(result, at)
    return Edit(result, _at(at))


def as_signs(lines: Sequence[Line], at: int, signs: str) -> Edit:
    """Undoes `start_list`: the item as a paragraph that begins with the signs that were typed."""
    result = list(lines)
    moved(result, at, result[at].path, without_items(result[at].path))
    runs = joined_inlines((Text(text=signs), *text_of_line(result[at])))
    result[at] = with_text(result[at], inlines=runs)
    place = Place(at, len(signs))
    return Edit(result, Span(place, place))


def nest(lines: Sequence[Line], span: Span, fresh: Fresh) -> Edit | None:
    """Tab: the items one level deeper, under the item before them."""
    result = list(lines)
    done = 0
    for piece in pieces(lines, span):
        if piece.line >= done:
            done = _nest_one(result, piece.line, fresh)
    return Edit(result, span) if result != list(lines) else None


def unnest(lines: Sequence[Line], span: Span) -> Edit | None:
    """Shift+Tab: the items one level higher; an item of the highest level becomes a paragraph."""
    result = list(lines)
    done = 0
    for number, _start, _end in pieces(lines, span):
        if number >= done and item_step(result[number]) is not None and is_text(result[number].block):
            done = _unnest_one(result, number)
    return Edit(result, span) if result != list(lines) else None


def lift(lines: Sequence[Line], at: int) -> Edit | None:
    """Enter in an empty item, Backspace at the start of one, or of a heading or quote: one level
    out, in the end an ordinary paragraph."""
    line = lines[at]
    if not is_text(line.block):
        return None
    if isinstance(line.block, Heading):
        result = list(lines)
        result[at] = with_text(line, level=0)
        return Edit(result, _at(at))
    if item_step(line) is not None:
        return unnest(lines, _at(at))
    if inner_path(line):
        result = list(lines)
        result[at] = line._replace(path=line.path[:-1])
        return Edit(result, _at(at))
    return None


def _at(line: int) -> Span:
    return Span(Place(line, 0), Place(line, 0))


def _into_list(result: list[Line], at: int, new: ListStep, *, joining: bool) -> None:
    """Makes a line, with all that stands in it, an item of the list that `new` names."""
    line = result[at]
    step = item_step(line)
    if step is not None and step.kind == new.kind:
        return
    parent = line.path[:-1] if step is not None else line.path
    result[at] = with_text(line, level=0)
    if step is not None and leads_item(result, at):
        new = new._replace(item_id=step.item_id)
        moved(result, at, line.path, (*parent, new))
    else:
        result[at] = result[at]._replace(path=(*parent, new))
    if joining:
        _join_before(result, at, len(parent))


def _join_before(result: list[Line], at: int, depth: int) -> None:
    path = result[at].path
    if at == 0 or len(result[at - 1].path) <= depth or result[at - 1].path[:depth] != path[:depth]:
        return
    step, own = result[at - 1].path[depth], path[depth]
    if not isinstance(step, ListStep) or not isinstance(own, ListStep):
        return
    if (step.kind, step.numerals) == (own.kind, own.numerals):
        moved(result, at, path[: depth + 1], (*path[:depth], step._replace(item_id=own.item_id)))


def _join_after(result: list[Line], at: int) -> None:
    path = result[at].path
    depth = len(path) - 1
    own = path[depth]
    number = _end_of(result, at, path)
    after = result[number].path if number < len(result) else ()
    if len(after) <= depth or after[:depth] != path[:depth]:
        return
    other = after[depth]
    if not isinstance(own, ListStep) or not isinstance(other, ListStep):
        return
    if (other.kind, other.numerals) != (own.kind, own.numerals) or other.list_id == own.list_id:
        return
    if other.start != 1 or other.continues:
        return
    while number < len(result) and len(result[number].path) > depth:
        step = result[number].path[depth]
        if not isinstance(step, ListStep) or not same_container(step, other):
            return
        new = own._replace(item_id=step.item_id)
        result[number] = result[number]._replace(path=(*path[:depth], new, *result[number].path[depth + 1 :]))
        number += 1


def next_number(lines: Sequence[Line], at: int, numerals: Numerals) -> int | None:
    """The number that the next item of the list just before a line would get, if it counts so."""
    depth = len(lines[at].path)
    before = lines[at - 1].path if at else ()
    if len(before) <= depth or before[:depth] != lines[at].path:
        return None
    step = before[depth]
    if not isinstance(step, ListStep) or step.numerals != numerals:
        return None
    items = set()
    number = at - 1
    while number >= 0 and len(lines[number].path) > depth and same_container(lines[number].path[depth], step):
        items.add(lines[number].path[depth])
        number -= 1
    return step.start + len(items)


def _nest_one(result: list[Line], at: int, fresh: Fresh) -> int:
    """Nests the item that begins at a line, if it can be; returns the line to go on with."""
    line = result[at]
    step = item_step(line)
    if step is None or at == 0 or not leads_item(result, at):
        return at + 1
    depth = len(line.path) - 1
    end = _end_of(result, at, line.path)
    before = result[at - 1].path
    if len(before) <= depth or before[:depth] != line.path[:depth]:
        return end
    sibling = before[depth]
    if not same_container(sibling, step) or any(each.depth >= MAX_DEPTH for each in result[at:end]):
        return end
    inner = before[depth + 1] if len(before) > depth + 1 else None
    if isinstance(inner, ListStep):
        new = inner._replace(item_id=step.item_id)
    else:
        new = ListStep(fresh(), step.kind, 1, step.item_id)
    return moved(result, at, line.path, (*line.path[:depth], sibling, new))


def _unnest_one(result: list[Line], at: int) -> int:
    line = result[at]
    step = line.path[-1]
    assert isinstance(step, ListStep)
    outer = line.path[-2] if len(line.path) > 1 else None
    if not leads_item(result, at):
        # A further paragraph of an item: an item of its own.
        result[at] = line._replace(path=(*line.path[:-1], step._replace(item_id="")))
        return at + 1
    if not isinstance(outer, ListStep):
        return moved(result, at, line.path, line.path[:-1])
    new = (*line.path[:-2], outer._replace(item_id=step.item_id))
    end = moved(result, at, line.path, new)
    # What came after it in the outer item now stands under this one.
    moved(result, end, line.path[:-1], new)
    return end


def _end_of(lines: Sequence[Line], at: int, path: tuple[object, ...]) -> int:
    while at < len(lines) and lines[at].path[: len(path)] == path:
        at += 1
    return max(at, 1)
