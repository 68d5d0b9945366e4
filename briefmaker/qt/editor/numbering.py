"""What a numbered list counts with, and where its counting begins: functions of lines, as `listing`."""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.qt.editor.lines import Line, ListStep
from briefmaker.qt.editor.listing import Numerals, toggle_list
from briefmaker.qt.editor.structure import Edit, Fresh, Span, item_step

__all__ = ["can_continue", "continued", "restarted", "set_numerals"]


def set_numerals(lines: Sequence[Line], span: Span, numerals: Numerals, fresh: Fresh) -> Edit | None:
    """The lists in which the lines stand count so; lines in no numbered list become one."""
    steps = [item_step(line) for line in lines[span.start.line : span.end.line + 1]]
    lists = {step.list_id for step in steps if step is not None and step.kind == "numbered"}
    if not lists:
        return toggle_list(lines, span, "numbered", fresh, numerals)
    return _changed(lines, span, lists, numerals=numerals)


def restarted(lines: Sequence[Line], span: Span, fresh: Fresh) -> Edit | None:
    """The item at the cursor begins a list of its own, at 1; those after it go along."""
    at = span.end.line
    step = item_step(lines[at])
    if step is None or step.kind != "numbered":
        return None
    depth = len(lines[at].path) - 1
    first = at
    while first and _item(lines[first - 1], depth) == step.item_id:
        first -= 1
    leads = not first or _list(lines[first - 1], depth) != step.list_id
    if leads:
        return _changed(lines, span, {step.list_id}, start=1, continues=False)
    result = list(lines)
    name = fresh()
    while first < len(result) and _list(result[first], depth) == step.list_id:
        path = result[first].path
        own = path[depth]
        assert isinstance(own, ListStep)
        new = own._replace(list_id=name, start=1, continues=False)
        result[first] = result[first]._replace(path=(*path[:depth], new, *path[depth + 1 :]))
        first += 1
    return Edit(result, span)


def can_continue(lines: Sequence[Line], at: int) -> bool:
    """Whether the list at a line could count on: there is one to go on from, and it doesn't yet."""
    step = item_step(lines[at])
    if step is None or step.kind != "numbered" or step.continues:
        return False
    depth = len(lines[at].path) - 1
    above = lines[at].path[:depth]
    for line in reversed(lines[:at]):
        if line.path[:depth] != above:
            return False
        other = line.path[depth] if len(line.path) > depth else None
        if not isinstance(other, ListStep) or other.list_id == step.list_id:
            continue
        if (other.kind, other.numerals) == ("numbered", step.numerals):
            return True
    return False


def continued(lines: Sequence[Line], span: Span) -> Edit | None:
    """The list at the cursor counts on after the one before it."""
    step = item_step(lines[span.end.line])
    if step is None or not can_continue(lines, span.end.line):
        return None
    return _changed(lines, span, {step.list_id}, continues=True)


def _changed(lines: Sequence[Line], span: Span, lists: set[str], **values: object) -> Edit | None:
    result = [
        line._replace(
            path=tuple(
                step._replace(**values) if isinstance(step, ListStep) and step.list_id in lists else step  # type: ignore[arg-type]
                for step in line.path
            )
        )
        for line in lines
    ]
    return Edit(result, span) if result != list(lines) else None


def _list(line: Line, depth: int) -> str:
    step = line.path[depth] if len(line.path) > depth else None
    return step.list_id if isinstance(step, ListStep) else ""


def _item(line: Line, depth: int) -> str:
    step = line.path[depth] if len(line.path) > depth else None
    return step.item_id if isinstance(step, ListStep) else ""
