"""Reads the house styles of a pack: folders under `huisstijlen`, each a Word file and its settings."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefmaker.i18n import _
from briefmaker.letter.document_type import HouseStyle
from briefmaker.packs.files import read_picture, read_toml, read_word_file, validated
from briefmaker.packs.mistakes import Mistake, MistakeKind

__all__ = ["InstalledHouseStyle", "house_style_folder", "read_house_styles"]

_FOLDER = "huisstijlen"
_SETTINGS = "huisstijl.toml"
_LOOKS = "huisstijl.docx"


@dataclass(frozen=True, slots=True)
class InstalledHouseStyle:
    """A house style with the bytes of its Word file, read once, and of its mark (None: as in that file)."""

    house_style: HouseStyle
    docx: bytes = field(repr=False)
    mark: bytes | None = field(default=None, repr=False)


def house_style_folder(style: str) -> str:
    """The folder of a house style, by its id, as it is named within its pack."""
    return f"{_FOLDER}/{style}"


def read_house_styles(
    folder: Path, pack: Mapping[str, Any], mistakes: list[str]
) -> tuple[InstalledHouseStyle, ...]:
    """The house styles in a pack's folder, the newest last; `pack` has the values of its pack.toml."""
    found = [_read(path.parent, pack, mistakes) for path in sorted(folder.glob(f"{_FOLDER}/*/{_SETTINGS}"))]
    for path in sorted(folder.glob(f"{_FOLDER}/*/{_LOOKS}")):
        if not (path.parent / _SETTINGS).exists():
            read_toml(path.parent / _SETTINGS, mistakes)
    usable = [each for each in found if each is not None]
    return tuple(sorted(usable, key=_age))


def _age(installed: InstalledHouseStyle) -> tuple[datetime.date, str]:
    return installed.house_style.since or datetime.date.min, installed.house_style.id


def _read(folder: Path, pack: Mapping[str, Any], mistakes: list[str]) -> InstalledHouseStyle | None:
    name = f"{folder.name}/{_SETTINGS}"
    before = len(mistakes)
    data = read_toml(folder / _SETTINGS, mistakes)
    docx = read_word_file(folder / _LOOKS, mistakes)
    if len(mistakes) > before:
        return None
    mark_name = data.pop("mark", "")
    mark = read_picture(folder, mark_name, name, mistakes) if mark_name else None
    made = {**data, "id": folder.name}
    for table in ("organisation", "texts", "notation"):
        made[table] = _over(pack.get(table), data.get(table))
    house_style = validated(HouseStyle, made, folder / _SETTINGS, folder.parent, mistakes)
    if house_style is None:
        return None
    if house_style.since and house_style.until and house_style.until < house_style.since:
        sentence = _("{file}: “until” is a day before “since”; no letter would be in this house style.")
        mistakes.append(
            Mistake.of(
                sentence.format(file=name), folder / _SETTINGS, MistakeKind.CONTRADICTION, place=("until",)
            )
        )
    return InstalledHouseStyle(house_style, docx, mark)


def _over(usual: object, own: object) -> object:
    """The values of the pack under those of the house style; what is no table is left to be refused."""
    if own is None:
        return usual or {}
    if not isinstance(usual, Mapping) or not isinstance(own, Mapping):
        return own
    return {**usual, **own}
