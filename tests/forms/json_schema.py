"""As much of JSON Schema (2020-12) as our schemas use; a keyword that isn't known fails the test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_NOTES = {"title", "description", "examples", "default", "discriminator", "format", "$schema", "$defs"}
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
}


def mistakes(schema: dict[str, Any], value: object) -> list[str]:
    """What in `value` the schema doesn't allow: places such as "answers.onderwerp: type"."""
    return list(_mistakes(schema, value, schema, ""))


def _mistakes(rule: dict[str, Any], value: Any, root: dict[str, Any], where: str) -> Iterator[str]:
    for keyword, asked in rule.items():
        if keyword in _NOTES or keyword.startswith("x-"):
            continue
        if keyword == "$ref":
            yield from _mistakes(root["$defs"][asked.removeprefix("#/$defs/")], value, root, where)
        elif keyword in ("anyOf", "oneOf"):
            fitting = [one for one in asked if not any(_mistakes(one, value, root, where))]
            if not fitting or (keyword == "oneOf" and len(fitting) > 1):
                yield f"{where}: {keyword}"
        elif keyword == "properties":
            for name in asked.keys() & (value.keys() if isinstance(value, dict) else ()):
                yield from _mistakes(asked[name], value[name], root, f"{where}.{name}".lstrip("."))
        elif keyword == "items":
            for index, one in enumerate(value if isinstance(value, list) else ()):
                yield from _mistakes(asked, one, root, f"{where}.{index}")
        elif not _holds(keyword, asked, value, rule):
            yield f"{where}: {keyword}"


def _holds(keyword: str, asked: Any, value: Any, rule: dict[str, Any]) -> bool:
    if keyword == "type":
        return isinstance(value, _TYPES[asked]) and (asked == "boolean" or not isinstance(value, bool))
    if keyword == "const":
        return bool(value == asked and type(value) is type(asked))
    if keyword == "enum":
        return value in asked
    if keyword == "required":
        return not isinstance(value, dict) or set(asked) <= value.keys()
    if keyword == "additionalProperties":
        assert asked is False
        return not isinstance(value, dict) or value.keys() <= rule["properties"].keys()
    if keyword in ("minimum", "maximum"):
        return not isinstance(value, int) or (value >= asked if keyword == "minimum" else value <= asked)
    if keyword == "pattern":
        return not isinstance(value, str) or re.search(asked, value) is not None
    raise AssertionError(f"the schema uses {keyword!r}, which this check doesn't know")
