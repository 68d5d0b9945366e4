"""`briefmaker templates example`: a template to start from, made of a manifest."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker.cli.printing import say
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _

if TYPE_CHECKING:
    from briefmaker.cli.templates import AddCommand

__all__ = ["add"]


def add(command: AddCommand) -> None:
    """Add the command that makes an example."""
    example = command("example", _example, _("make a template with a place for every field, to start from"))
    example.add_argument(
        "type", metavar="TYPE", help=_("kind of document: its id, or its folder with a manifest.toml")
    )
    example.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=_("file to write, .docx")
    )
    example.add_argument("--force", action="store_true", help=_("write over a file that is there already"))


def _example(arguments: argparse.Namespace) -> int:
    from briefmaker.app.example_templates import example_for
    from briefmaker.app.pack_places import pack_meant
    from briefmaker.drafts.saving import save_atomically

    output: Path = arguments.output
    if output.suffix.lower() != ".docx":
        raise UnusableInput(
            _("“{name}” can't be made. Give a name that ends in .docx.").format(name=output.name)
        )
    if output.exists() and not arguments.force:
        raise UnusableInput(
            _("“{name}” is there already. Give another name, or --force to write over it.").format(
                name=output.name
            )
        )
    folder, type_folder = pack_meant(arguments.type)
    if not type_folder:
        raise UnusableInput(_("Say of which kind of document, e.g. haarlem/memo."))
    save_atomically(output, example_for(folder, type_folder))
    say(_("Written: {file}").format(file=output))
    return 0
