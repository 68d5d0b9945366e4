"""argparse that speaks the interface language."""

from __future__ import annotations

import argparse
import re
import sys
from typing import Any, NoReturn

from briefmaker.cli import printing
from briefmaker.i18n import N_, _

__all__ = ["UNUSABLE", "Parser"]

UNUSABLE = 2
"""The exit code for what can't be used."""

_REASONS = (
    (r"the following arguments are required: (?P<names>.*)", N_("this is missing: {names}")),
    (
        r"argument .+?: invalid choice: '(?P<value>.*)' \(choose from (?P<choices>.*)\)",
        N_("“{value}” is not known here; choose from {choices}"),
    ),
    (r"argument (?P<name>.+): expected one argument", N_("a value is missing after {name}")),
    (r"argument (?P<name>.+): ignored explicit argument .*", N_("{name} takes no value")),
    (r"unrecognized arguments: (?P<names>.*)", N_("this is not understood: {names}")),
)
"""What argparse says in English, and how it is said to users."""


class Parser(argparse.ArgumentParser):
    """An argument parser whose own words are in the interface language, and whose options aren't guessed
    from their beginning."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False, "allow_abbrev": False})
        self._positionals.title = _("What it works on")
        self._optionals.title = _("Options")
        self.add_argument("-h", "--help", action="help", help=_("show this help"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", _("Usage:"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", _("Usage:"), 1)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        printing.say(
            _("{program} can't do this: {reason}.").format(program=self.prog, reason=_reason(message))
        )
        raise SystemExit(UNUSABLE)

    def _print_message(self, message: str, file: Any = None) -> None:
        # The help is a result; everything else argparse prints is for people.
        (printing.write if file is sys.stdout else printing.say)(message.rstrip("\n"))


def _reason(message: str) -> str:
    for pattern, sentence in _REASONS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            values = found.groupdict()
            if "choices" in values:
                values["choices"] = values["choices"].replace("'", "")
            return _(sentence).format(**values)
    return message
