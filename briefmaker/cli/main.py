"""Arguments of the command line, and the exit code.

0: done; 1: there are findings (the letter is not finished, or a check found something); 2: the input can't
be used. Messages are in the interface language; results meant for scripts go to standard output, messages
for people to standard error.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from briefmaker.cli import commands
from briefmaker.errors import BriefmakerError, RefusedExport, UnusableInput
from briefmaker.i18n import _

__all__ = ["COMMANDS", "run"]

GOOD, FINDINGS, UNUSABLE = 0, 1, 2

COMMANDS = ("types", "schema", "new", "import", "check", "render")


class _Parser(argparse.ArgumentParser):
    """argparse whose own words are in the interface language."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False})
        self._positionals.title = _("What it works on")
        self._optionals.title = _("Options")
        self.add_argument("-h", "--help", action="help", help=_("show this help"))

    def format_usage(self) -> str:
        return super().format_usage().replace("usage:", _("Usage:"), 1)

    def format_help(self) -> str:
        return super().format_help().replace("usage:", _("Usage:"), 1)

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        sys.stderr.write(
            _("{program} can't do this: {reason}").format(program=self.prog, reason=message) + "\n"
        )
        raise SystemExit(UNUSABLE)


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments (without the program's name) ask, and give the exit code."""
    chosen = _parser().parse_args(list(arguments))
    action: Callable[[argparse.Namespace], int] = chosen.action
    try:
        return action(chosen)
    except RefusedExport as error:
        commands.print_problems(error.problems, sys.stderr)
        sys.stderr.write(f"{error}\n")
        return FINDINGS
    except UnusableInput as error:
        sys.stderr.write(f"{error}\n")
        return UNUSABLE
    except BriefmakerError as error:
        sys.stderr.write(f"{error}\n")
        return UNUSABLE
    except BrokenPipeError:
        sys.stderr.close()
        return GOOD


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="briefmaker",
        description=_("Letters in the house style, from a form to Word and accessible PDF."),
        epilog=_("Without a command, or with a letter file, the window opens."),
    )
    actions = parser.add_subparsers(title=_("Commands"), metavar=_("COMMAND"), required=True)

    def command(
        name: str, action: Callable[[argparse.Namespace], int], help_text: str
    ) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=help_text, description=help_text)
        made.set_defaults(action=action)
        return made

    types = command("types", commands.types, _("list the kinds of document that are installed"))
    types.add_argument("--json", action="store_true", help=_("print JSON for scripts"))

    schema = command("schema", commands.schema, _("print the JSON Schema of a letter file"))
    schema.add_argument("type", metavar="TYPE", help=_("kind of document, e.g. haarlem/wethoudersbrief"))

    new = command("new", commands.new, _("write a letter file to start from"))
    new.add_argument("type", metavar="TYPE", help=_("kind of document, e.g. haarlem/wethoudersbrief"))
    new.add_argument("-o", "--output", type=Path, required=True, metavar="LETTER", help=_("file to write"))

    importing = command("import", commands.import_, _("read an existing letter into a letter file"))
    importing.add_argument("source", type=Path, metavar="SOURCE", help=_("the letter: .txt or .md"))
    importing.add_argument("--type", default="", metavar="TYPE", help=_("kind of document"))
    importing.add_argument(
        "-o", "--output", type=Path, required=True, metavar="LETTER", help=_("file to write")
    )

    check = command("check", commands.check, _("say what is missing or odd in a letter"))
    check.add_argument(
        "letter", type=Path, metavar="LETTER", help=_("a .brief, .json or .docx of Briefmaker")
    )
    check.add_argument("--json", action="store_true", help=_("print JSON for scripts"))

    render = command("render", commands.render, _("make a Word document or a PDF of a letter"))
    render.add_argument(
        "letter", type=Path, metavar="LETTER", help=_("a .brief, .json or .docx of Briefmaker")
    )
    render.add_argument(
        "-o", "--output", type=Path, required=True, action="append", metavar="OUT",
        help=_("file to write, .docx or .pdf; may be given more than once"),
    )  # fmt: skip
    render.add_argument(
        "--concept",
        action="store_true",
        help=_("also when something is missing; gaps print between brackets"),
    )
    render.add_argument(
        "--engine", choices=("automatic", "embedded", "libreoffice"), default="",
        help=_("what lays out the pages of a PDF"),
    )  # fmt: skip
    return parser
