"""The pictures of a letter beside its JSON: there by the hash of their bytes, here as bytes in the text.

In a bare `letter.json` a picture's bytes stand in its block as base64 (`data`); in a `.brief`, and beside
a draft, the block names a file (`file`: "images/<sha256>.png"), so that a picture is kept once however
often it stands in the letter, and a draft is written without it. A picture that isn't there, or isn't
what its name says, leaves an empty block in its place: the text is whole, and `forms` reports it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import operator
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from pydantic import BaseModel

from briefmaker.letter.answers import Answer, Answers, Enclosure, Entry
from briefmaker.letter.body import Block, Body, Image, ListBlock, Quote, Table

__all__ = ["LARGEST_PICTURE", "PICTURE_NAME", "Find", "decoded", "with_pictures", "without_pictures"]

Holder = TypeVar("Holder", bound=BaseModel)

PICTURE_NAME = re.compile(r"images/([0-9a-f]{64})\.(?:png|jpg)")
LARGEST_PICTURE = 40_000_000
"""Bytes; a PNG of the largest size that is kept, all noise, stays below."""

Find: TypeAlias = Callable[[str], bytes | None]
"""Gives the bytes of a file by the name that stands in the JSON, None when it isn't there."""


def without_pictures(answers: Answers) -> tuple[dict[str, Any], dict[str, bytes]]:
    """JSON of answers with a file's name in the place of every picture's bytes, and the files. Raises as
    `Answers.as_json`."""
    pictures: list[bytes] = []
    bare = {name: _bare_answer(answer, pictures) for name, answer in answers.items()}
    if not pictures:
        return answers.as_json(), {}
    files: dict[str, bytes] = {}
    waiting = iter(pictures)  # JSON is written in the order of the tree

    def named(node: dict[str, Any]) -> dict[str, Any]:
        data = next(waiting)
        if not data:
            return node
        name = _name(data)
        files[name] = data
        return {**{key: inside for key, inside in node.items() if key != "data"}, "file": name}

    return _in_answers(Answers(bare).as_json(), named), files


@lru_cache(maxsize=64)
def _name(data: bytes) -> str:
    ending = "png" if data.startswith(b"\x89PNG") else "jpg"
    return f"images/{hashlib.sha256(data).hexdigest()}.{ending}"


def with_pictures(answers: dict[str, Any], find: Find) -> dict[str, Any]:
    """The opposite: JSON of answers with every picture's bytes, b"" for one that can't be found."""

    def filled(node: dict[str, Any]) -> dict[str, Any]:
        name, coded = node.get("file"), node.get("data", "")
        data = b""
        if isinstance(name, str) and (match := PICTURE_NAME.fullmatch(name)):
            found = find(name) or b""
            data = found if hashlib.sha256(found).hexdigest() == match[1] else b""
        elif name is None and isinstance(coded, str):
            data = decoded(coded)
        is_picture = data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) and len(data) <= LARGEST_PICTURE
        kept = {key: inside for key, inside in node.items() if key != "file"}
        return {**kept, "data": data if is_picture else b""}

    return _in_answers(answers, filled)


def decoded(coded: str) -> bytes:
    """Bytes from base64 of either alphabet (RFC 4648, 4 and 5: pydantic writes the second), b"" for
    what is none."""
    try:
        return base64.b64decode(coded.replace("-", "+").replace("_", "/"), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _in_answers(
    answers: dict[str, Any], change: Callable[[dict[str, Any]], dict[str, Any]]
) -> dict[str, Any]:
    """Only what answers hold is looked through: their names are the users', "type" may be one."""
    return {name: _in_answer(answer, change) for name, answer in answers.items()}


def _in_answer(answer: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if not isinstance(answer, list):
        return _with_images(answer, change)
    return [
        {**each, "values": _in_answers(each["values"], change)}
        if isinstance(each, dict) and isinstance(each.get("values"), dict)
        else _with_images(each, change)
        for each in answer
    ]


def _with_images(value: Any, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if isinstance(value, dict):
        if value.get("type") == "image":
            return change(value)
        return {key: _with_images(inside, change) for key, inside in value.items()}
    if isinstance(value, list):
        return [_with_images(inside, change) for inside in value]
    return value


def _bare_answer(answer: Answer, pictures: list[bytes]) -> Answer:
    if isinstance(answer, Body):
        return _bare_body(answer, pictures)
    if isinstance(answer, str):
        return answer
    return tuple(_bare_holder(each, pictures) for each in answer)  # type: ignore[return-value]


def _bare_holder(holder: Enclosure | Entry, pictures: list[bytes]) -> Enclosure | Entry:
    if isinstance(holder, Enclosure):
        body = _bare_body(holder.body, pictures)
        return holder if body is holder.body else holder.model_copy(update={"body": body})
    values = {
        name: value if isinstance(value, str) else _bare_body(value, pictures)
        for name, value in holder.values.items()
    }
    same = all(value is holder.values[name] for name, value in values.items())
    return holder if same else Entry.model_construct(values=values)


def _bare_body(body: Body, pictures: list[bytes]) -> Body:
    blocks = _bare_blocks(body.blocks, pictures)
    return body if blocks is body.blocks else Body.model_construct(blocks=blocks)


def _bare_blocks(blocks: tuple[Block, ...], pictures: list[bytes]) -> tuple[Block, ...]:
    """The blocks without the bytes of their pictures, which are added to `pictures`; the same ones where
    there are none."""
    bare = tuple(_bare_block(block, pictures) for block in blocks)
    return blocks if all(map(operator.is_, bare, blocks)) else bare


def _bare_block(block: Block, pictures: list[bytes]) -> Block:
    if isinstance(block, Image):
        pictures.append(block.data)
        return block.model_copy(update={"data": b""})
    if isinstance(block, ListBlock):
        return _with_inside(block, "items", pictures)
    if isinstance(block, Quote):
        return _with_inside(block, "", pictures)
    if isinstance(block, Table):
        rows = tuple(_with_inside(row, "cells", pictures) for row in block.rows)
        return block if all(map(operator.is_, rows, block.rows)) else block.model_copy(update={"rows": rows})
    return block


def _with_inside(holder: Holder, name: str, pictures: list[bytes]) -> Holder:
    """What holds blocks, or (in its field `name`) things that hold blocks, with bare ones."""
    old = getattr(holder, name or "blocks")
    new = tuple(_with_inside(each, "", pictures) for each in old) if name else _bare_blocks(old, pictures)
    same = old is new or all(map(operator.is_, old, new))
    return holder if same else holder.model_copy(update={name or "blocks": new})
