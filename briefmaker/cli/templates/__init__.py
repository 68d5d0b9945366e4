"""`briefmaker templates ...`: what maintainers of templates do, on the command line.

Each module adds its own commands: `add(command)` where `command(name, action, help)` gives a parser.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Protocol

from briefmaker.cli.parser import Parser

__all__ = ["AddCommand", "add_template_commands"]


class AddCommand(Protocol):
    """Makes the parser of one command."""

    def __call__(self, name: str, action: Callable[[argparse.Namespace], int], help_text: str) -> Parser: ...


def add_template_commands(command: AddCommand) -> None:
    """Add every command for maintainers."""
    from briefmaker.cli.templates import changes, checks, examples, guide, opening, releases, samples, uses

    for module in (changes, checks, examples, guide, opening, releases, samples, uses):
        module.add(command)
