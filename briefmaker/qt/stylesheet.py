"""Where Fusion's own drawing is not calm enough: inputs, bars, scroll bars, hairlines.

Only used where `appearance` chooses Fusion; on Windows and macOS the platform draws its controls.
"""

from __future__ import annotations

from briefmaker.places import resources_folder
from briefmaker.qt.tones import LIGHT, Tones

__all__ = ["stylesheet"]


def stylesheet(tones: Tones, field_line: str) -> str:
    """The rules for these tones. field_line: the edge of an input, 3:1 against the window (WCAG 1.4.11)."""
    chevron = (resources_folder() / "chevron.svg").as_posix()
    ticks = "tick-light.svg" if tones is LIGHT else "tick-dark.svg"
    tick = (resources_folder() / ticks).as_posix()
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit {{
    background: {tones.base}; color: {tones.text};
    border: 1px solid {field_line}; border-radius: 4px;
}}
QLineEdit {{ padding: 4px 5px; }}
QPlainTextEdit, QTextEdit {{ padding: 1px 2px; }}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {tones.accent}; }}
QLineEdit:focus {{ padding: 3px 4px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ padding: 0px 1px; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {tones.window}; }}
QPushButton {{ background: {tones.base}; color: {tones.text}; border: 1px solid {field_line};
    border-radius: 4px; padding: 4px 14px; min-height: 1.3em; outline: none; }}
QPushButton:hover {{ background: {tones.accent_soft}; }}
QPushButton:pressed {{ background: {tones.accent_soft}; border-color: {tones.accent}; }}
QPushButton:default {{ background: {tones.accent}; color: {tones.on_accent}; border-color: {tones.accent}; }}
QPushButton:focus {{ border: 2px solid {tones.accent}; padding: 3px 13px; }}
QPushButton:default:focus {{ border-color: {tones.text}; }}
QPushButton:flat {{ background: transparent; color: {tones.accent}; border-color: transparent;
    padding: 4px 6px; }}
QPushButton:flat:hover {{ background: {tones.accent_soft}; }}
QPushButton:flat:focus {{ border: 2px solid {tones.accent}; padding: 3px 5px; }}
QPushButton:disabled {{ color: {tones.muted}; border-color: {tones.line}; }}
QPushButton:default:disabled {{ background: {tones.window}; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QComboBox {{ background: {tones.base}; color: {tones.text}; border: 1px solid {field_line};
    border-radius: 4px; padding: 3px 6px; }}
QComboBox:focus {{ border: 2px solid {tones.accent}; padding: 2px 5px; }}
QComboBox QLineEdit, QComboBox QLineEdit:focus {{ border: none; padding: 0; background: transparent; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{chevron}"); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {tones.base}; color: {tones.text}; border: 1px solid {tones.line};
    selection-background-color: {tones.accent_soft}; selection-color: {tones.text}; outline: none; }}
QListView#text_blocks {{ background: {tones.base}; border: 1px solid {field_line}; border-radius: 4px;
    padding: 1px; outline: none; }}
QListView#quiet_list {{ selection-background-color: {tones.accent_soft}; selection-color: {tones.text};
    outline: none; }}
QListView#quiet_list::item {{ padding: 3px 2px; }}
QListView#quiet_list::item:selected {{ background: {tones.accent_soft}; color: {tones.text}; }}
QCheckBox {{ spacing: 7px; outline: none; }}
QCheckBox::indicator {{ width: 15px; height: 15px; background: {tones.base}; border: 1px solid {field_line};
    border-radius: 3px; }}
QCheckBox::indicator:hover {{ background: {tones.accent_soft}; }}
QCheckBox::indicator:checked {{ background: {tones.accent}; border-color: {tones.accent};
    image: url("{tick}"); }}
QCheckBox::indicator:disabled {{ border-color: {tones.line}; background: {tones.window}; }}
QCheckBox::indicator:focus {{ width: 13px; height: 13px; border: 2px solid {tones.accent}; }}
QCheckBox::indicator:checked:focus {{ border-color: {tones.text}; }}
QTreeView#import_report {{ background: {tones.base}; border: 1px solid {field_line}; border-radius: 4px;
    padding: 2px; outline: none; }}
QTreeView#import_report:focus {{ border: 2px solid {tones.accent}; padding: 1px; }}
QTreeView#quiet_table {{ background: {tones.base}; border: 1px solid {field_line}; border-radius: 4px;
    selection-background-color: {tones.accent_soft}; selection-color: {tones.text}; outline: none; }}
QTreeView#quiet_table:focus {{ border-color: {tones.accent}; }}
QTreeView#quiet_table::item {{ padding: 4px 3px; }}
QTreeView#quiet_table::item:selected {{ background: {tones.accent_soft}; color: {tones.text}; }}
QTreeView#quiet_table::indicator {{ width: 13px; height: 13px; background: {tones.base};
    border: 1px solid {field_line}; border-radius: 3px; }}
QTreeView#quiet_table::indicator:checked {{ background: {tones.accent}; border-color: {tones.accent};
    image: url("{tick}"); }}
QTreeView#quiet_table::indicator:indeterminate {{ background: {tones.accent_soft};
    border-color: {tones.accent}; }}
QTreeView#quiet_table QHeaderView {{ background: {tones.window}; border: none; }}
QTreeView#quiet_table QHeaderView::section {{ background: {tones.window}; color: {tones.muted}; border: none;
    border-bottom: 1px solid {tones.line}; padding: 4px 5px; }}
QTableView#rows_table {{ background: {tones.base}; border: 1px solid {field_line}; border-radius: 4px;
    gridline-color: {tones.line}; selection-background-color: {tones.accent_soft};
    selection-color: {tones.text}; outline: none; }}
QTableView#rows_table:focus {{ border-color: {tones.accent}; }}
QTableView#rows_table QLineEdit {{ border: 2px solid {tones.accent}; border-radius: 0; padding: 0 3px; }}
QTableView#rows_table::item:focus {{ border: 2px solid {tones.accent}; }}
QTableView#rows_table QHeaderView, QTableView#rows_table QTableCornerButton::section {{
    background: {tones.window}; border: none; }}
QTableView#rows_table QHeaderView::section {{ background: {tones.window}; color: {tones.muted}; border: none;
    border-right: 1px solid {tones.line}; border-bottom: 1px solid {tones.line}; padding: 4px 6px; }}
QStatusBar QComboBox, QToolBar QComboBox {{ border-color: transparent; background: transparent; }}
QStatusBar QComboBox:hover, QToolBar QComboBox:hover {{ border-color: {field_line}; }}
QStatusBar QComboBox:focus {{ border-color: {tones.accent}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {tones.window}; }}
QCalendarWidget QToolButton {{ color: {tones.text}; padding: 4px 8px; border-radius: 4px; }}
QCalendarWidget QToolButton:hover {{ background: {tones.accent_soft}; }}
QCalendarWidget QAbstractItemView {{ border: none; }}
QToolBar {{ background: {tones.window}; border: none; border-bottom: 1px solid {tones.line};
    padding: 3px 8px; spacing: 2px; }}
QToolBar#editor_toolbar {{ border: none; padding: 0; }}
QToolBar::separator {{ background: {tones.line}; width: 1px; margin: 5px 6px; }}
QToolBar QToolButton {{ border: 1px solid transparent; border-radius: 4px; padding: 4px 6px; }}
QToolBar QToolButton#qt_toolbar_ext_button {{ padding: 0; min-width: 18px; }}
QToolBar QToolButton:hover {{ background: {tones.accent_soft}; }}
QToolBar QToolButton:pressed, QToolBar QToolButton:checked {{ background: {tones.accent_soft};
    border-color: {tones.accent}; }}
QToolBar QToolButton:checked:disabled {{ background: transparent; border-color: transparent; }}
QToolBar QToolButton:focus {{ border-color: {tones.accent}; }}
QToolBar#editor_toolbar QToolButton {{ padding: 4px; }}
QToolBar#editor_toolbar QToolButton#qt_toolbar_ext_button {{ padding: 0; }}
QToolBar#editor_toolbar QToolButton[popupMode="1"] {{ padding-right: 20px; }}
QToolBar#editor_toolbar QToolButton[popupMode="2"] {{ padding-right: 15px; }}
QToolBar QToolButton::menu-indicator {{ image: url("{chevron}"); width: 12px; height: 12px;
    subcontrol-origin: padding; subcontrol-position: center right; right: 2px; }}
QToolBar QToolButton[popupMode="1"] {{ padding-right: 20px; }}
QToolButton::menu-button {{ border: none; border-radius: 4px; width: 18px; }}
QToolButton::menu-button:hover {{ background: {tones.accent_soft}; }}
QToolButton::menu-arrow {{ image: url("{chevron}"); width: 12px; height: 12px; }}
QFrame#note_panel {{ background: {tones.window}; border: 1px solid {field_line}; border-radius: 6px; }}
QMenuBar {{ background: {tones.window}; padding: 2px 4px; }}
QMenuBar::item {{ padding: 4px 9px; border-radius: 4px; background: transparent; }}
QMenuBar::item:selected {{ background: {tones.accent_soft}; color: {tones.text}; }}
QStatusBar {{ background: {tones.window}; border-top: 1px solid {tones.line}; }}
QStatusBar::item {{ border: none; }}
QSplitter::handle {{ background: {tones.line}; }}
QFrame#hairline {{ background: {tones.line}; border: none; max-height: 1px; }}
QToolTip {{ background: {tones.base}; color: {tones.text}; border: 1px solid {tones.line};
    padding: 3px 5px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {field_line}; border-radius: 4px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::handle:hover {{ background: {tones.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
