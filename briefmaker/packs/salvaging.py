"""What can be made of values with mistakes in them, so that the rest can be checked."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

__all__ = ["salvaged"]

Model = TypeVar("Model", bound=BaseModel)
_MOST_ROUNDS = 6


def salvaged(model: type[Model], data: Mapping[str, Any]) -> Model | None:
    """A value of `data` without what can't be in it; a label that is missing is "?". None when nothing can be
    made of it."""
    values = copy.deepcopy(dict(data))
    for _round in range(_MOST_ROUNDS):
        try:
            return model.model_validate(values)
        except ValidationError as error:
            places = [(detail["type"], detail["loc"]) for detail in error.errors(include_url=False)]
        # from behind, so that the numbers of earlier ones stay right
        for kind, place in sorted(
            places, key=lambda each: [str(part).zfill(6) for part in each[1]], reverse=True
        ):
            _mend(values, kind, place)
    return None


def _mend(values: Any, kind: str, place: tuple[str | int, ...]) -> None:
    *way, last = place
    holder, above = values, [values]
    for part in way:
        try:
            holder = holder[part]
        except (LookupError, TypeError):
            break
        above.append(holder)
    if kind in {"missing", "string_too_short"} and last in {"label", "title"} and isinstance(holder, dict):
        holder[last] = "?"
    elif kind == "missing" or last == "id":
        for outer, part in zip(reversed(above[:-1]), reversed(way), strict=False):
            if isinstance(outer, list):
                del outer[int(part)]
                return
    elif isinstance(holder, dict):
        holder.pop(last, None)
    elif isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        del holder[last]
