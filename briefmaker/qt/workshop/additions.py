"""What other parts add to the window for templates: their tools and entries in its menus.

Each adds itself by a function that is given the window: it makes actions, puts them in `window.menus[...]`
and, with `window.tools.add_tool(...)`, on the tool bar, and follows `window.shown_changed`.
"""

from __future__ import annotations

from collections.abc import Callable

from briefmaker.qt.workshop.accepted_watch import add_accepted_watch
from briefmaker.qt.workshop.comparing import add_comparing
from briefmaker.qt.workshop.editing_form import add_form_editing
from briefmaker.qt.workshop.editing_pack import add_pack_editing
from briefmaker.qt.workshop.example_making import add_example_making
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.guiding import add_guide
from briefmaker.qt.workshop.installing import add_installing
from briefmaker.qt.workshop.releasing import add_releasing
from briefmaker.qt.workshop.searching import add_searching

__all__ = ["add_all"]

_ADDITIONS: tuple[Callable[[WorkshopFrame], None], ...] = (
    add_form_editing,
    add_pack_editing,
    add_comparing,
    add_accepted_watch,
    add_installing,
    add_releasing,
    add_example_making,
    add_guide,
    add_searching,
)


def add_all(window: WorkshopFrame) -> None:
    """Add everything there is to a window."""
    for add in _ADDITIONS:
        add(window)
