"""`briefmaker templates where-used`: where a pack uses something."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from briefmaker.cli.printing import say, write, write_json
from briefmaker.i18n import _

if TYPE_CHECKING:
    from briefmaker.cli.templates import AddCommand

__all__ = ["add"]


def add(command: AddCommand) -> None:
    """Add the command that looks for uses."""
    looking = command(
        "where-used", _where_used, _("say where a pack uses a field, text, list, mark or style")
    )
    looking.add_argument("pack", metavar="PACK", help=_("a pack's folder or id"))
    looking.add_argument("name", metavar="NAME", help=_("name of what is looked for, e.g. onderwerp"))
    looking.add_argument("--json", action="store_true", help=_("print JSON for scripts"))


def _where_used(arguments: argparse.Namespace) -> int:
    """Exit code 0 also when it is used nowhere: that is an answer."""
    from briefmaker.app.pack_places import pack_meant
    from briefmaker.app.where_used import where_used

    found = where_used(pack_meant(arguments.pack)[0], arguments.name)
    if arguments.json:
        write_json(
            [
                {
                    "kind": use.kind.value, "name": use.name, "how": use.how,
                    "file": use.spot.file, "line": use.spot.line, "place": use.spot.in_words,
                }
                for use in found
            ]
        )  # fmt: skip
        return 0
    for use in found:
        place = ", ".join(each for each in (use.spot.file, use.spot.in_words) if each)
        write(f"{place}: {use.how}: {use.name}")
    if not found:
        say(_("“{name}” is used nowhere in this pack.").format(name=arguments.name))
    return 0
