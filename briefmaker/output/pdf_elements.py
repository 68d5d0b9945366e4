"""Structure elements of a PDF: their kids and what their attributes say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

__all__ = ["address", "is_element", "kids", "spans"]

_WIDEST = 63


def spans(element: Any) -> tuple[int, int]:
    """How many columns and rows a cell covers."""
    attributes = element.get("/A")
    found = {"/ColSpan": 1, "/RowSpan": 1}
    for each in _dictionaries(attributes):
        for name in found:
            if name in each:
                found[name] = max(1, int(each[name]))
    return min(found["/ColSpan"], _WIDEST), min(found["/RowSpan"], 999)


def _dictionaries(value: Any) -> Iterable[Any]:
    import pikepdf

    if isinstance(value, pikepdf.Dictionary):
        return [value]
    if isinstance(value, pikepdf.Array):
        return [each for each in value if isinstance(each, pikepdf.Dictionary)]
    return []


def address(element: Any) -> str:
    """Where a link leads, "" when that is not said."""
    for kid in kids(element):
        if isinstance(kid, int) or kid.get("/Type") != "/OBJR":
            continue
        action = kid.Obj.get("/A") if "/Obj" in kid else None
        if action is not None and "/URI" in action:
            return str(action.URI)
    return ""


def kids(element: Any) -> list[Any]:
    """The elements and marked contents that stand in an element."""
    import pikepdf

    value = element.get("/K")
    if value is None:
        return []
    found = list(value) if isinstance(value, pikepdf.Array) else [value]
    return [kid for kid in found if isinstance(kid, int | pikepdf.Dictionary)]


def is_element(kid: Any) -> bool:
    """Whether this is an element, and no marked content."""
    return not isinstance(kid, int) and "/S" in kid
