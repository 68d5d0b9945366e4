"""Arguments of the command line, and the exit code.

0: done; 1: there are findings (the letter is not finished, or a check found something); 2: the input can't
be used. Messages are in the interface language; results meant for scripts go to standard output, messages
for people to standard error.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from briefmaker import __version__
from briefmaker.cli import commands, printing
from briefmaker.cli.parser import UNUSABLE, Parser
from briefmaker.cli.templates import AddCommand, add_template_commands
from briefmaker.errors import BriefmakerError, RefusedExport
from briefmaker.i18n import _

__all__ = ["run"]

GOOD, FINDINGS = 0, 1
STOPPED = 130  # Ctrl+C, as shells give it


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments (without the program's name) ask, and give the exit code."""
    try:
        chosen = _parser().parse_args(list(arguments))
        action: Callable[[argparse.Namespace], int] = chosen.action
        code = action(chosen)
        printing.finish()
    except BrokenPipeError:
        # Whoever reads has enough ("briefmaker schema ... | head").
        return GOOD
    except KeyboardInterrupt:
        return STOPPED
    except RefusedExport as error:
        printing.say_problems(error.problems)
        printing.say(str(error))
        return FINDINGS
    except BriefmakerError as error:
        printing.say(str(error))
        return UNUSABLE
    return code


def _parser() -> Parser:
    parser = Parser(
        prog="briefmaker",
        description=_("Letters in the house style, from a form to Word and accessible PDF."),
        epilog=_("Without a command, or with a letter file, the window opens."),
    )
    parser.add_argument(
        "--version", action="version", version=f"briefmaker {__version__}", help=_("show the version")
    )
    actions = parser.add_subparsers(title=_("Commands"), metavar=_("COMMAND"), required=True)
    command = _adder(actions)

    types = command("types", commands.types, _("list the kinds of document that are installed"))
    types.add_argument("--json", action="store_true", help=_("print JSON for scripts"))

    schema = command("schema", commands.schema, _("print the JSON Schema of a letter file"))
    schema.add_argument("type", metavar="TYPE", help=_("kind of document, e.g. haarlem/wethoudersbrief"))

    new = command("new", commands.new, _("write a letter file to start from"))
    new.add_argument("type", metavar="TYPE", help=_("kind of document, e.g. haarlem/wethoudersbrief"))
    new.add_argument("-o", "--output", type=Path, required=True, metavar="LETTER", help=_("file to write"))

    importing = command("import", commands.import_, _("read an existing letter into a letter file"))
    importing.add_argument(
        "source", type=Path, metavar="SOURCE", help=_("the document: .docx, .pdf, .txt or .md")
    )
    importing.add_argument(
        "--type", default="", metavar="TYPE", help=_("kind of document; recognised if not given")
    )
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
        "--with-enclosures",
        action="store_true",
        help=_("put the enclosed files into the PDF, behind the letter"),
    )
    render.add_argument(
        "--as-made",
        action="store_true",
        help=_("with the version of the templates that the letter was made with"),
    )
    render.add_argument(
        "--house-style", default="", metavar="ID",
        help=_("house style of a letter that doesn't choose one, e.g. vanaf-2018"),
    )  # fmt: skip
    render.add_argument(
        "--engine", choices=("automatic", "embedded", "libreoffice"), default="",
        help=_("what lays out the pages of a PDF"),
    )  # fmt: skip
    maintaining = _("check, change and publish the templates")
    templates = actions.add_parser("templates", help=maintaining, description=maintaining)
    add_template_commands(
        _adder(templates.add_subparsers(title=_("Commands"), metavar=_("COMMAND"), required=True))
    )
    return parser


def _adder(actions: argparse._SubParsersAction[Parser]) -> AddCommand:
    def command(name: str, action: Callable[[argparse.Namespace], int], help_text: str) -> Parser:
        made = actions.add_parser(name, help=help_text, description=help_text)
        made.set_defaults(action=action)
        return made

    return command
