"""What the user chose once and for all: language, appearance, mark, layout engine, who usually sends.

A small JSON file that people may edit: what can't be read falls back to its default with a problem that
says so, what this version doesn't know is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from briefmaker.drafts.small_files import read_small_file, set_aside, write_small_file
from briefmaker.i18n import _
from briefmaker.problems import Place, Problem, Severity

__all__ = ["Appearance", "Engine", "Settings", "read_settings", "write_settings"]


class Appearance(StrEnum):
    """Light, dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Engine(StrEnum):
    """What makes pages of a Word document."""

    AUTOMATIC = "automatic"
    EMBEDDED = "embedded"
    LIBREOFFICE = "libreoffice"
    WORD = "word"


@dataclass(frozen=True)
class Settings:
    """The settings; a changed copy is made with `with_changes`.

    organisation_folder: path of the folder, usually on a share, in which the organisation publishes its
    templates, "" for none; mark_file: path of the organisation's mark that replaces the neutral one, "" for
    none; mark_pack: id of the pack whose letters carry it, "" for all; language: of the interface, "" for the
    default; autoformat: put quotes, dashes, lists and addresses right as they are typed; sender: answers that
    new letters begin with, by field id; house_styles: by id of the pack, the house style of letters that
    don't choose one, if not that of their date; zoom: of the page, 1.0 is its real size, 0.0 fits the width;
    check_spelling: mark words that are spelt wrong while somebody types; further: what this version doesn't
    know and keeps, since a newer one on another machine may have written it.
    """

    mark_file: str = field(default="", repr=False)
    organisation_folder: str = field(default="", repr=False)
    mark_pack: str = ""
    layout_engine: Engine = Engine.AUTOMATIC
    language: str = ""
    appearance: Appearance = Appearance.SYSTEM
    sender: Mapping[str, str] = field(default_factory=dict, repr=False)
    house_styles: Mapping[str, str] = field(default_factory=dict)
    autoformat: bool = True
    zoom: float = 0.0
    check_spelling: bool = True
    further: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def with_changes(self, **changes: Any) -> Settings:
        """These settings with some changed; raises ValueError for impossible values."""
        return replace(self, **{name: _READERS[name](value) for name, value in changes.items()})


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("not a text")


def _language(value: Any) -> str:
    if not re.fullmatch("([a-z]{2})?", _text(value)):
        raise ValueError("not a language")
    return _text(value)


def _texts(value: Any) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {_text(name): _text(each) for name, each in value.items()}
    raise ValueError("not texts by name")


def _zoom(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 8:
        raise ValueError("not a zoom")
    return float(value)


def _switch(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("not true or false")


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "mark_file": _text,
    "organisation_folder": _text,
    "mark_pack": _text,
    "layout_engine": Engine,
    "language": _language,
    "appearance": Appearance,
    "sender": _texts,
    "house_styles": _texts,
    "autoformat": _switch,
    "zoom": _zoom,
    "check_spelling": _switch,
}
"""For each setting what makes its value of what a file or a dialog gives; raises ValueError."""


def read_settings(path: Path) -> tuple[Settings, list[Problem]]:
    """The settings in a file, usually `settings.json` in `places.settings_folder()`, and what was wrong.

    No file gives the defaults. A damaged one is set aside (`settings.damaged.json`) and gives the
    defaults and a problem; a value that can't be used gives its default and a problem. Never raises.
    """
    raw = read_small_file(path)
    if raw is None:
        aside = set_aside(path)
        return Settings(), [
            _problem(
                "settings.damaged",
                _("Your settings could not be read; the usual ones are used."),
                _("Set them again. The damaged file is kept as “{name}”.").format(name=aside.name),
            )
        ]
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for name in sorted(_READERS.keys() & raw.keys()):
        try:
            values[name] = _READERS[name](raw[name])
        except ValueError:
            problems.append(
                _problem(
                    "settings.value",
                    _("The setting “{name}” has a value that can't be used; the usual one is used.").format(
                        name=name
                    ),
                    _("Choose it again in the settings."),
                )
            )
    further = {name: value for name, value in raw.items() if name not in _READERS}
    return Settings(**values, further=further), problems


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings, unknown ones included; makes the folder. Raises NotSaved, the old file whole."""
    values = {name: getattr(settings, name) for name in _READERS}
    write_small_file(path, {**settings.further, **values})


def _problem(rule: str, what: str, remedy: str) -> Problem:
    return Problem(rule=rule, where=Place(), what=what, remedy=remedy, severity=Severity.WARNING)
