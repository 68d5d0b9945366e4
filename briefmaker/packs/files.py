"""Reads the single files of a pack, and says in plain words what is wrong with them.

Every mistake is a sentence added to a list, so that all are said at once.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from briefmaker.i18n import _
from briefmaker.packs.mistakes import Mistake, MistakeKind

__all__ = ["missing_file", "read_picture", "read_toml", "read_word_file", "validated", "validation_sentence"]

_LARGEST_TEXT_FILE = 2_000_000
_DEEP_NAME = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){60}""")
"""Python's reader takes time by the square of the parts of a name: hours for one of a megabyte."""
_LARGEST_WORD_FILE = 50_000_000

Model = TypeVar("Model", bound=BaseModel)


def read_toml(path: Path, mistakes: list[str]) -> dict[str, Any]:
    """The values of a TOML file, {} when it can't be read."""
    name = "/".join(path.parts[-2:])
    try:
        if path.stat().st_size > _LARGEST_TEXT_FILE:
            mistakes.append(_too_large(name, path))
            return {}
        text = path.read_text(encoding="utf-8")
        if _DEEP_NAME.search(text):
            sentence = _("{file}: a name in it has too many parts to be read.").format(file=name)
            mistakes.append(Mistake.of(sentence, path, MistakeKind.UNREADABLE))
            return {}
        return tomllib.loads(text)
    except FileNotFoundError:
        mistakes.append(missing_file(path))
    except OSError as error:
        mistakes.append(_unreadable(name, path, error))
    except UnicodeDecodeError:
        sentence = _("{file} is not saved as UTF-8. Save it again as UTF-8.").format(file=name)
        mistakes.append(Mistake.of(sentence, path, MistakeKind.UNREADABLE))
    except (ValueError, RecursionError) as error:  # ValueError: also a number without end
        sentence = _notation_mistake(name, str(error))
        mistakes.append(Mistake.of(sentence, path, MistakeKind.NOTATION, line=_line(str(error), path)))
    return {}


def _too_large(name: str, path: Path) -> Mistake:
    return Mistake.of(_("{file} is too large to be read.").format(file=name), path, MistakeKind.UNREADABLE)


def missing_file(path: Path) -> Mistake:
    """That a file is not there."""
    name = "/".join(path.parts[-2:])
    return Mistake.of(_("{file} is missing.").format(file=name), path, MistakeKind.MISSING)


def _unreadable(name: str, path: Path, error: OSError) -> Mistake:
    sentence = _("{file} can't be read: {reason}.").format(file=name, reason=error.strerror)
    return Mistake.of(sentence, path, MistakeKind.UNREADABLE)


def _line(reason: str, path: Path) -> int:
    """The line of a mistake in the notation; the last when the file breaks off."""
    if place := re.search(r"\(at line ([0-9]+), column", reason):
        return int(place[1])
    return path.read_text(encoding="utf-8").rstrip().count("\n") + 1


def _notation_mistake(file: str, reason: str) -> str:
    """Where the notation goes wrong; Python's reader tells why in English only."""
    if place := re.search(r"\(at line ([0-9]+), column ([0-9]+)\)", reason):
        sentence = _("{file} has a mistake in its notation on line {line}, character {column} ({reason}).")
        return sentence.format(
            file=file, line=place[1], column=place[2], reason=reason[: place.start()].rstrip()
        )
    if place := re.search(r"\(at end of document\)", reason):
        sentence = _("{file} breaks off in the middle of a value or table ({reason}).")
        return sentence.format(file=file, reason=reason[: place.start()].rstrip())
    return _("{file} has a mistake in its notation: {reason}.").format(file=file, reason=reason)


def read_word_file(path: Path, mistakes: list[str]) -> bytes:
    """The bytes of a Word file, b"" when it can't be read."""
    name = "/".join(path.parts[-2:])
    try:
        if path.stat().st_size > _LARGEST_WORD_FILE:
            mistakes.append(_too_large(name, path))
            return b""
        return path.read_bytes()
    except FileNotFoundError:
        mistakes.append(missing_file(path))
    except OSError as error:
        mistakes.append(_unreadable(name, path, error))
    return b""


def read_picture(folder: Path, name: object, file: str, mistakes: list[str]) -> bytes | None:
    """The picture `name` in a folder of the pack; `file` names it."""
    path = folder / str(name)
    try:
        if folder.resolve() in path.resolve().parents:
            return path.read_bytes()
    except OSError:
        pass
    sentence = _("The mark “{name}” named in {file} isn't in the folder of the pack.")
    named_in = folder / file.rpartition("/")[2]
    mistakes.append(
        Mistake.of(sentence.format(name=name, file=file), named_in, MistakeKind.MISSING, place=("mark",))
    )
    return None


def validated(
    model: type[Model], data: Mapping[str, Any], path: Path, pack: Path, mistakes: list[str]
) -> Model | None:
    """`data`, read from `path` in the folder `pack`, as a value; None when it can't be one."""
    file = path.relative_to(pack).as_posix()
    try:
        return model.model_validate(data)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False, include_context=False):
            where = ".".join(str(part) for part in detail["loc"])
            said = validation_sentence(detail["type"], detail["msg"])
            name = next((str(part) for part in reversed(detail["loc"]) if isinstance(part, str)), "")
            mistakes.append(
                Mistake.of(
                    f"{file}: {where}: {said}",
                    path,
                    MistakeKind.VALUE,
                    f"“{name}” {said}",
                    place=detail["loc"],
                )
            )
    return None


def validation_sentence(kind: str, message: str) -> str:
    """What is wrong with a value, from what pydantic calls it and says of it."""
    known = {
        "missing": _("is missing."),
        "extra_forbidden": _("is not a known name; remove it or correct its spelling."),
        "string_type": _("must be a text between quotes."),
        "bool_type": _("must be true or false."),
        "bool_parsing": _("must be true or false."),
        "tuple_type": _("must be a list between square brackets."),
        "list_type": _("must be a list between square brackets."),
        "dict_type": _("must be a table: a heading [name] with values under it."),
        "mapping_type": _("must be a table: a heading [name] with values under it."),
        "model_type": _("must be a table: a heading [name] with values under it."),
        "string_too_long": _("is too long."),
        "string_pattern_mismatch": _("may only have small letters, digits and underscores."),
        "string_too_short": _("may not be empty."),
    }
    if kind == "enum":
        values = ", ".join(f"“{value}”" for value in re.findall(r"'([^']*)'", message))
        return _("is not one of the allowed values: {values}.").format(values=values)
    return known.get(kind) or _("can't be used ({reason}).").format(reason=message)
