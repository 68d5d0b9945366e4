"""`briefmaker templates open`: the window in which templates are changed, with a pack's folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker.i18n import _

if TYPE_CHECKING:
    from briefmaker.cli.templates import AddCommand

__all__ = ["add"]


def add(command: AddCommand) -> None:
    """Add the command."""
    parser = command("open", _judge, _("open the window for templates"))
    parser.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help=_("folder of the pack to work in")
    )


def _judge(chosen: argparse.Namespace) -> int:
    """Whether there is a pack to open; whoever started the command line opens the window then, since this
    face knows nothing of the other."""
    from briefmaker.app.working_packs import folder_of_pack

    if chosen.folder is not None:
        folder_of_pack(chosen.folder)
    return 0
