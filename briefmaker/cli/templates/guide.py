"""`briefmaker templates guide`: the guide for maintainers of templates, as a file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker.cli.parser import Parser
from briefmaker.cli.printing import say, write
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _

if TYPE_CHECKING:
    from briefmaker.app.template_guide import GuideCommand
    from briefmaker.cli.templates import AddCommand

__all__ = ["add", "template_commands"]

_EXAMPLE = "haarlem/raadsvoorstel"
"""Of the shipped types the one with every kind of field."""


def add(command: AddCommand) -> None:
    """Add the command that gives the guide."""
    guide = command("guide", _guide, _("give the explanation for who maintains templates, as Markdown"))
    guide.add_argument(
        "type", metavar="TYPE", nargs="?", default=_EXAMPLE,
        help=_("kind of document whose fields are listed; if not given, one that comes along"),
    )  # fmt: skip
    guide.add_argument("-o", "--output", type=Path, metavar="FILE", help=_("file to write, .md"))
    guide.add_argument("--force", action="store_true", help=_("write over a file that is there already"))


def template_commands() -> tuple[GuideCommand, ...]:
    """Every command for maintainers, as its parser writes it."""
    from briefmaker.app.template_guide import GuideCommand
    from briefmaker.cli.templates import add_template_commands

    made: list[tuple[Parser, str]] = []

    def collect(name: str, action: Callable[[argparse.Namespace], int], help_text: str) -> Parser:
        # One line, however wide the terminal is.
        form = partial(argparse.HelpFormatter, width=1000)
        parser = Parser(prog=f"briefmaker templates {name}", formatter_class=form)
        parser.set_defaults(action=action)
        made.append((parser, help_text))
        return parser

    add_template_commands(collect)
    return tuple(
        GuideCommand(parser.format_usage().partition(":")[2].strip().replace("[-h] ", ""), meaning)
        for parser, meaning in made
    )


def _guide(arguments: argparse.Namespace) -> int:
    from briefmaker.app.installed import installed_packs
    from briefmaker.app.template_guide import as_markdown, guide
    from briefmaker.drafts.saving import save_atomically

    output: Path | None = arguments.output
    text = as_markdown(guide(installed_packs().type(arguments.type).type, template_commands()))
    if output is None:
        write(text.rstrip("\n"))
        return 0
    if output.exists() and not arguments.force:
        raise UnusableInput(
            _("“{name}” is there already. Give another name, or --force to write over it.").format(
                name=output.name
            )
        )
    save_atomically(output, text.encode())
    say(_("Written: {file}").format(file=output))
    return 0
