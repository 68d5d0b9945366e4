"""What the user chose once and for all: language, appearance, mark, layout engine, who usually sends.

A small JSON file that people may edit: what can't be read falls back to its default with a problem that
says so, what this version doesn't know is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

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


class Settings(BaseModel):
    """The settings; a changed copy is made with `model_copy(update=...)`, or `with_changes`.

    mark_file: path of the organisation's mark that replaces the neutral one, "" for none; language:
    of the interface, "" for the default; sender: answers that new letters begin with, by field id; zoom:
    of the page, 1.0 is its real size, 0.0 fits the width.
    """

    # Unknown ones are kept: a newer version on another machine may have written them.
    model_config = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True)

    mark_file: str = Field(default="", repr=False)
    layout_engine: Engine = Engine.AUTOMATIC
    language: str = Field(default="", pattern=r"^([a-z]{2})?$")
    appearance: Appearance = Appearance.SYSTEM
    sender: Mapping[str, str] = Field(default_factory=dict, repr=False)
    zoom: float = Field(default=0.0, ge=0.0, le=8.0, allow_inf_nan=False)

    def with_changes(self, **changes: Any) -> Settings:
        """These settings with some changed; raises pydantic's ValidationError for impossible values."""
        return Settings.model_validate({**self.model_dump(), **changes})


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
    while True:
        try:
            return Settings.model_validate(raw), problems
        except ValidationError as error:
            mistakes = error.errors(include_input=False, include_url=False)
            wrong = {str(mistake["loc"][0]) for mistake in mistakes if mistake["loc"]}
            if not wrong & raw.keys():
                return Settings(), problems
        problems += [
            _problem(
                "settings.value",
                _("The setting “{name}” has a value that can't be used; the usual one is used.").format(
                    name=name[:60]
                ),
                _("Choose it again in the settings."),
            )
            for name in sorted(wrong)
        ]
        raw = {name: value for name, value in raw.items() if name not in wrong}


def write_settings(path: Path, settings: Settings) -> None:
    """Write the settings, unknown ones included; makes the folder. Raises NotSaved, the old file whole."""
    write_small_file(path, settings.model_dump(mode="json"))


def _problem(rule: str, what: str, remedy: str) -> Problem:
    return Problem(rule=rule, where=Place(), what=what, remedy=remedy, severity=Severity.WARNING)
