"""Everything a letter window can do, once: its words, its keys, its place in the menus.

The menus, the toolbar and the sheet of keys (F1) are all made from this table. `name` is the method
of the window that does it. Keys follow Word, and Qt's standard keys where Word has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from briefmaker.i18n import N_, _

__all__ = ["COMMANDS", "MENUS", "Command", "action_of", "add_menus", "menu_letters"]


@dataclass(frozen=True)
class Command:
    """Something to do. label: with "&" before its letter. keys: portable key sequences, the first is
    shown. changes: not possible in a letter that may only be read."""

    name: str
    label: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    icon: str = ""
    changes: bool = False


COMMANDS: dict[str, Command] = {
    command.name: command
    for command in (
        Command("new_letter", N_("&New letter"), ("Ctrl+N",), N_("Begin a new letter"), "new"),
        Command(
            "new_from_this",
            N_("New from &this letter"),
            ("Ctrl+Shift+N",),
            N_("Begin a new letter with the texts of this one; date and references are empty"),
        ),
        Command(
            "show_start_page", N_("Start &page"), ("Ctrl+Shift+O",), N_("Recent letters and document types")
        ),
        Command("open_letter", N_("&Open…"), ("Ctrl+O",), N_("Open a letter"), "open"),
        Command(
            "import_letter", N_("&Import a document…"), (), N_("Read an existing document into the form")
        ),
        Command("save", N_("&Save"), ("Ctrl+S",), N_("Save the letter"), "save", changes=True),
        Command(
            "save_as", N_("Save &as…"), ("F12", "Ctrl+Shift+S"), N_("Save the letter under another name")
        ),
        Command(
            "export_word", N_("Export to &Word…"), ("Ctrl+E",), N_("Make a Word document"), "export-word"
        ),
        Command(
            "export_pdf", N_("Export to P&DF…"), ("Ctrl+Shift+E",), N_("Make an accessible PDF"), "export-pdf"
        ),
        Command(
            "export_as_made",
            N_("E&xport as it was made…"),
            (),
            N_("With the version of the templates that the letter was made with"),
        ),
        Command("preview_print", N_("Print pre&view…"), ("Ctrl+F2",), N_("See how it will be printed")),
        Command("print_letter", N_("P&rint…"), ("Ctrl+P",), N_("Print the letter"), "print"),
        Command("show_settings", N_("Settin&gs…"), ("Ctrl+,",), N_("Language, appearance, pages, mark")),
        Command("show_workshop", N_("&Templates…"), (), N_("Check and change the templates")),
        Command("close", N_("&Close"), ("Ctrl+W", "Ctrl+F4"), N_("Close this letter")),
        Command("quit", N_("&Quit"), ("Ctrl+Q",), N_("Close all letters")),
        Command("undo", N_("&Undo"), ("Ctrl+Z",), N_("Undo"), "undo", changes=True),
        Command("redo", N_("&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), N_("Redo"), "redo", changes=True),
        Command("cut", N_("Cu&t"), ("Ctrl+X",), changes=True),
        Command("copy", N_("&Copy"), ("Ctrl+C",)),
        Command("paste", N_("&Paste"), ("Ctrl+V",), changes=True),
        Command(
            "paste_as_text",
            N_("Paste as plain &text"),
            ("Ctrl+Shift+V",),
            N_("Paste without headings, lists or emphasis"),
            changes=True,
        ),
        Command("select_all", N_("Select &all"), ("Ctrl+A",)),
        Command("find_text", N_("&Find…"), ("Ctrl+F",), N_("Find a word in the letter")),
        Command(
            "replace_text",
            N_("R&eplace…"),
            ("Ctrl+H",),
            N_("Replace a word in the whole letter"),
            changes=True,
        ),
        Command("find_next", N_("Find ne&xt"), ("Ctrl+G", "Shift+F4")),
        Command("find_previous", N_("Find pre&vious"), ("Ctrl+Shift+G",)),
        Command("next_problem", N_("&Next thing to do"), ("F8",), N_("Go to what is still missing")),
        Command(
            "check_spelling", N_("Check spelli&ng"), (), N_("Mark words that are spelt wrong while you type")
        ),
        Command(
            "next_misspelling", N_("Next spelling &mistake"), ("F7",), N_("Go to the next word spelt wrong")
        ),
        Command(
            "insert_text_block",
            N_("Text &block…"),
            ("Ctrl+F3",),
            N_("Put in a text that is used more often"),
            "text-block",
            changes=True,
        ),
        Command(
            "save_text_block",
            N_("&Save selection as text block…"),
            ("Alt+F3",),
            N_("Keep the selected text as a text block of your own"),
            changes=True,
        ),
        Command("go_round", N_("Parts, form, &page"), ("F6",), N_("Go on to the next column")),
        Command("zoom_in", N_("Zoom &in"), ("Ctrl++", "Ctrl+=")),
        Command("zoom_out", N_("Zoom &out"), ("Ctrl+-",)),
        Command("zoom_real", N_("&Real size"), ("Ctrl+0",)),
        Command("zoom_width", N_("Page &width"), ()),
        Command(
            "text_larger", N_("&Larger text"), ("Ctrl+Alt++", "Ctrl+Alt+="), N_("Type in larger letters")
        ),
        Command("text_smaller", N_("S&maller text"), ("Ctrl+Alt+-",), N_("Type in smaller letters")),
        Command("text_real", N_("Te&xt as on paper"), ("Ctrl+Alt+0",)),
        Command("show_as_text", N_("Preview as &text"), (), N_("Read the letter as plain text")),
        Command("show_keys", N_("&Keys"), ("F1",), N_("All keys on one sheet")),
        Command("about", N_("&About Briefmaker")),
    )
}

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        N_("&File"),
        (
            "new_letter",
            "new_from_this",
            "show_start_page",
            "",
            "open_letter",
            "recent",
            "import_letter",
            "",
            "save",
            "save_as",
            "",
            "export_word",
            "export_pdf",
            "export_as_made",
            "",
            "preview_print",
            "print_letter",
            "",
            "show_workshop",
            "show_settings",
            "",
            "close",
            "quit",
        ),
    ),
    (
        N_("&Edit"),
        (
            "undo",
            "redo",
            "",
            "cut",
            "copy",
            "paste",
            "paste_as_text",
            "select_all",
            "",
            "find_text",
            "replace_text",
            "find_next",
            "find_previous",
            "",
            "check_spelling",
            "next_misspelling",
            "",
            "next_problem",
        ),
    ),
    (N_("&Insert"), ("insert_text_block", "save_text_block")),
    (N_("F&ormat"), ()),
    (
        N_("&View"),
        (
            "zoom_in",
            "zoom_out",
            "zoom_real",
            "zoom_width",
            "",
            "text_larger",
            "text_smaller",
            "text_real",
            "",
            "show_as_text",
            "",
            "go_round",
        ),
    ),
    (N_("&Help"), ("show_keys", "about")),
)
"""Menus with the names of their commands; "" is a line, "recent" the menu of recent letters. What can be
put into a text, and how it is set, comes from the text where the cursor is (`text_tools`)."""


def action_of(command: Command, owner: QWidget) -> QAction:
    """The action of a command; what it does is the window's to connect."""
    action = QAction(_(command.label), owner)
    action.setObjectName(command.name)
    action.setShortcuts([QKeySequence(keys) for keys in command.keys])
    name = _(command.label).replace("&", "").rstrip("…")
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{name} ({shown})" if shown else name)
    action.setStatusTip(_(command.tip) if command.tip else "")
    action.setMenuRole(
        {
            "quit": QAction.MenuRole.QuitRole,
            "about": QAction.MenuRole.AboutRole,
            "show_settings": QAction.MenuRole.PreferencesRole,
        }.get(command.name, QAction.MenuRole.NoRole)
    )
    return action


def add_menus(bar: QMenuBar, actions: dict[str, QAction], recent: QMenu) -> None:
    """Put all menus into a menu bar, filled with these actions by the names of their commands."""
    for title, names in MENUS:
        _add_entries(bar.addMenu(_(title)), names, actions, recent)


def _add_entries(menu: QMenu, names: Sequence[str], actions: dict[str, QAction], recent: QMenu) -> None:
    for name in names:
        if not name:
            menu.addSeparator()
        elif name == "recent":
            menu.addMenu(recent)
        else:
            menu.addAction(actions[name])


def menu_letters() -> tuple[str, ...]:
    """The letters that, with Alt, open a menu; no field may have them."""
    titles = [_(title) for title, _names in MENUS]
    return tuple(title[title.index("&") + 1] for title in titles if "&" in title)
