"""Everything the window for templates can do, once: its words, its keys, its place in the menus."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from briefmaker.i18n import N_, _
from briefmaker.qt.commands import Command

__all__ = ["WORKSHOP_COMMANDS", "WORKSHOP_MENUS", "add_workshop_menus"]

WORKSHOP_COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command(
            "begin_work",
            N_("&Edit"),
            ("Ctrl+E",),
            N_("Make a working copy of this pack; nothing changes for letters until you publish"),
            "edit",
        ),
        Command("open_folder", N_("&Open a pack's folder…"), ("Ctrl+O",), N_("Work in a folder"), "open"),
        Command(
            "open_in_word",
            N_("Open in &Word"),
            ("Ctrl+Enter", "Ctrl+Return"),
            N_("Open the template in the program that you have for Word documents"),
            "export-word",
            changes=True,
        ),
        Command("show_folder", N_("Sh&ow the folder"), (), N_("Show the pack's files")),
        Command("show_start_page", N_("Start &page"), ("Ctrl+Shift+O",)),
        Command("close", N_("&Close"), ("Ctrl+W", "Ctrl+F4")),
        Command("next_finding", N_("&Next finding"), ("F8",), N_("Go on to the next finding")),
        Command("repair_here", N_("&Repair"), ("Ctrl+R",), N_("Repair this finding"), changes=True),
        Command(
            "undo_repair", N_("&Undo repair"), ("Ctrl+Z",), N_("Undo the last repair"), "undo", changes=True
        ),
        Command(
            "comment_copy",
            N_("Copy with co&mments…"),
            (),
            N_("Make a Word document with a comment at the place of each finding"),
        ),
        Command("look_again", N_("Check &again"), ("F5",), N_("Check the files and make the pages anew")),
        Command("insert_field", N_("&Field…"), ("Ctrl+I",), N_("Copy a field to paste it in Word"), "field"),
        Command("go_round", N_("Packs, findings, &page"), ("F6",), N_("Go on to the next column")),
        Command("zoom_in", N_("Zoom &in"), ("Ctrl++", "Ctrl+=")),
        Command("zoom_out", N_("Zoom &out"), ("Ctrl+-",)),
        Command("zoom_real", N_("&Real size"), ("Ctrl+0",)),
        Command("zoom_width", N_("Page &width"), ()),
    )
}

WORKSHOP_MENUS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "pack",
        N_("&Pack"),
        ("begin_work", "open_folder", "", "open_in_word", "show_folder", "", "show_start_page", "", "close"),
    ),
    (
        "check",
        N_("&Check"),
        ("next_finding", "repair_here", "undo_repair", "", "comment_copy", "", "look_again"),
    ),
    ("insert", N_("&Insert"), ("insert_field",)),
    ("view", N_("&View"), ("zoom_in", "zoom_out", "zoom_real", "zoom_width", "", "go_round")),
)
"""Menus by a name for the program, with the names of their commands; "" is a line."""


def add_workshop_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Put all menus into a menu bar, filled with these actions; gives them by their names."""
    made: dict[str, QMenu] = {}
    for name, title, entries in WORKSHOP_MENUS:
        menu = made[name] = bar.addMenu(_(title))
        for entry in entries:
            if entry:
                menu.addAction(actions[entry])
            else:
                menu.addSeparator()
    return made
