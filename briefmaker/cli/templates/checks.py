"""`briefmaker templates check`: what is wrong with the templates of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefmaker.cli.templates import AddCommand

__all__ = ["add"]


def add(command: AddCommand) -> None:
    """Add the commands that check."""
