"""The window of one letter: its parts, the form, the page, and the menus.

Several letters open are several windows, as in Word: two letters can lie side by side, the taskbar
shows both, and closing one touches no other. What concerns more than this letter (new, open,
settings, quit) is asked of whoever made the window; see `program`.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMainWindow,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from briefmaker.forms.filling import Filled
from briefmaker.forms.outline import heading_above
from briefmaker.i18n import _
from briefmaker.problems import Place
from briefmaker.qt.banner import Banner
from briefmaker.qt.commands import COMMANDS, action_of, add_menus, menu_letters
from briefmaker.qt.earlier_version import AsItWasMade
from briefmaker.qt.editing import Editing
from briefmaker.qt.editor.text_action import allow
from briefmaker.qt.filing import Filing
from briefmaker.qt.find_bar import FindBar
from briefmaker.qt.finding import Finding
from briefmaker.qt.form import LetterForm
from briefmaker.qt.letter_drops import LetterDrops
from briefmaker.qt.letter_enclosures import LetterEnclosures
from briefmaker.qt.letter_outline import LetterOutline
from briefmaker.qt.letter_spelling import LetterSpelling
from briefmaker.qt.letter_toolbar import LetterToolbar
from briefmaker.qt.live_pages import LivePages
from briefmaker.qt.loose_values import LooseValues
from briefmaker.qt.page_images import Pages
from briefmaker.qt.parts_list import PartsList
from briefmaker.qt.preview import PreviewPane
from briefmaker.qt.printing import Printing
from briefmaker.qt.recent_menu import RecentMenu
from briefmaker.qt.services import Services
from briefmaker.qt.session import LetterSession
from briefmaker.qt.text_blocks import TextBlocks
from briefmaker.qt.text_toolbar import TextToolbar
from briefmaker.qt.text_tools import TextTools
from briefmaker.qt.text_zoom import TextZoom
from briefmaker.qt.tones import em
from briefmaker.qt.zoom import FIT_WIDTH

__all__ = ["LetterWindow"]

_OWN_EDITING = ("cut", "copy", "paste", "select_all")


class LetterWindow(QMainWindow):
    """A letter.

    asked(name, window): a command that concerns more than this letter. recent_chosen(key): as the start
    page's. saved(window, path). closed(window, draft): the draft that stays, or None.
    """

    asked = Signal(object, object)
    recent_chosen = Signal(object)
    saved = Signal(object, object)
    closed = Signal(object, object)

    def __init__(self, services: Services, session: LetterSession, draft: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.services = services
        self.session = session
        self._place = Place()
        self._begun = False
        session.setParent(self)
        self.actions_by_name: dict[str, QAction] = {}
        self.editing = Editing(self)
        self.filing = Filing(services, session, draft, self)
        self.parts = PartsList(session.document_type, self)
        self.form = LetterForm(session.document_type, services.today(), menu_letters(), self)
        self.text_bar = TextToolbar(self.form, self)
        self.finding = Finding(session, self.form, FindBar(self), self)
        self.as_made = AsItWasMade(services, session, self)
        self.text_zoom = TextZoom(self.form, services.preferences, self)
        self.preview = PreviewPane(self)
        self.live = LivePages(services.tasks, services.pages, self)
        self.printing = Printing(services, session, self)
        self.banner = Banner(self)
        self.recent_menu = RecentMenu(services.recent, self)
        self.drops = LetterDrops(services, session, self.form, self)
        self.enclosures = LetterEnclosures(services, session, self.form, self)
        self.spelling = LetterSpelling(services.spelling, session, self.form, self)
        self.text_blocks = TextBlocks(services, session, self)
        self.text_tools = TextTools(services, session, self.form, self)
        self._make_actions()
        self._make_menus()
        self.addToolBar(LetterToolbar(self.actions_by_name, self))
        self._lay_out()
        self._connect()
        self._restore_layout()
        self.form.show_answers(session.answers)
        self._show_state()
        LetterOutline(session, self.parts, self)
        self._show_filled(session.filled)

    # -- building

    def _make_actions(self) -> None:
        for name, command in COMMANDS.items():
            action = action_of(command, self)
            doers: tuple[QObject, ...] = (self, self.editing, self.filing, self.printing, self.finding)
            doers += (self.text_zoom, self.spelling, self.text_blocks, self.as_made)
            handler = next((getattr(doer, name) for doer in doers if hasattr(doer, name)), None)
            if handler is None:
                handler = _Asking(name, self).ask
            action.triggered.connect(handler)
            self.actions_by_name[name] = action
            self.addAction(action)
        self.actions_by_name["show_as_text"].setCheckable(True)
        self.as_made.use_action(self.actions_by_name["export_as_made"])
        self.spelling.use_switch(self.actions_by_name["check_spelling"])
        for name in _OWN_EDITING:
            # The inputs know these keys themselves; the menu's entries are for the mouse.
            self.actions_by_name[name].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _make_menus(self) -> None:
        add_menus(self.menuBar(), self.actions_by_name, self.recent_menu)
        self.text_tools.fill_menus(self.menuBar())
        self.recent_menu.chosen.connect(self.recent_chosen)

    def _lay_out(self) -> None:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.finding.bar)
        column.addWidget(self.text_bar)
        column.addWidget(self.form, 1)
        column.addWidget(LooseValues(self.session, middle))
        left = QWidget(self)
        side = QVBoxLayout(left)
        side.setContentsMargins(em(self, 0.3), em(self, 1), 0, 0)
        side.addWidget(self.parts, 1)
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        for widget in (left, middle, self.preview):
            self.columns.addWidget(widget)
        self.columns.setStretchFactor(0, 0)
        self.columns.setStretchFactor(1, 3)
        self.columns.setStretchFactor(2, 4)
        self.setCentralWidget(self.columns)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setIndent(em(self, 0.6))
        # A long sentence must not keep the window wide.
        self.message.setMinimumWidth(em(self, 12))
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.message, 1)
        bar.addPermanentWidget(self.preview.status)

    def sizeHint(self) -> QSize:
        """Room for the form and a whole page beside it, as far as the screen has it."""
        return QSize(em(self, 112), em(self, 68)).boundedTo(self.screen().availableSize() * 0.94)

    def _connect(self) -> None:
        session, form, preview = self.session, self.form, self.preview
        form.answer_changed.connect(session.change)
        form.entry_chosen.connect(session.choose_entry)
        form.field_left.connect(self._leave_field)
        form.words_selected.connect(preview.show_selected_words)
        form.noticed.connect(self.say)
        self.finding.went.connect(preview.show_place)
        form.place_changed.connect(self._show_place)
        form.history_requested.connect(self._step_history)
        session.filled_changed.connect(self._show_filled)
        session.answers_replaced.connect(self._show_replaced)
        session.state_changed.connect(self._show_state)
        session.answers_changed.connect(self._allow)
        self.parts.section_chosen.connect(form.go_to_section)
        self.parts.heading_chosen.connect(self.go_to)
        preview.place_chosen.connect(self.go_to)
        preview.pages_wanted.connect(self._draw_pages)
        preview.zoom_changed.connect(self._keep_zoom)
        self.live.made.connect(self._show_pages)
        self.live.drawn.connect(preview.show_more_images)
        self.live.failed.connect(preview.show_notice)
        self.filing.said.connect(self.say)
        self.printing.said.connect(self.say)
        self.text_blocks.said.connect(self.say)
        self.as_made.said.connect(self.say)
        self.spelling.said.connect(self.say)
        self.drops.said.connect(self.say)
        self.enclosures.said.connect(self.say)
        self.filing.saved.connect(self._tell_saved)
        self.filing.state_changed.connect(self._show_state)
        self.filing.incomplete_found.connect(form.reveal_problems)
        self.banner.chosen.connect(self._open_copy)

    # -- showing

    def _show_filled(self, filled: Filled) -> None:
        self._show_title()
        self.form.show_filled(filled, self.session.answers)
        self.parts.show_sections(filled.sections, filled.switched_off)
        self.parts.show_problems(filled.problems)
        self.preview.findings.show_problems(filled.problems)
        if self._begun:
            self._make_pages()

    def _make_pages(self) -> None:
        view = self.preview.view
        self.live.show_letter(self.session.filled.letter, view.pixel_scale, view.wanted_pages())

    def _show_pages(self, pages: Pages) -> None:
        self.preview.show_pages(pages, follow=self.form.isAncestorOf(QApplication.focusWidget() or self))
        self._draw_pages()

    def _draw_pages(self) -> None:
        view = self.preview.view
        missing = view.missing_pages()
        if missing:
            self.live.draw(view.pixel_scale, missing)

    def _show_replaced(self, place: Place) -> None:
        self.form.show_answers(self.session.answers)
        focus = QApplication.focusWidget()
        row = self.form.rows.get(place.field)
        if row is not None and (focus is None or not row.isAncestorOf(focus)):
            self.form.go_to(place)

    def _show_place(self, place: Place) -> None:
        self._place = place
        self.preview.show_place(place)
        heading = heading_above(self.session.answers.body(place.field), place.block)
        self.parts.show_current(place.field, heading)

    def _show_state(self) -> None:
        if self.session.path is not None:
            self.setWindowFilePath(str(self.session.path))
            self.recent_menu.own_path = str(self.session.path)
        self._show_title()
        read_only = self.session.is_read_only
        self.form.set_read_only(read_only)
        self.banner.show_sentence(self.session.read_only_by, _("Open a copy") if read_only else "")
        self._allow()

    def _show_title(self) -> None:
        title = _("{name}[*] – Briefmaker").format(name=self.filing.shown_name)
        if self.session.is_read_only:
            title = _("{name}[*] (read-only) – Briefmaker").format(name=self.filing.shown_name)
        if title != self.windowTitle():
            self.setWindowTitle(title)
        self.setWindowModified(self.session.is_modified)

    def _allow(self) -> None:
        read_only = self.session.is_read_only
        for name, command in COMMANDS.items():
            if command.changes:
                allow(self.actions_by_name[name], not read_only)
        allow(self.actions_by_name["undo"], self.session.can_undo)
        allow(self.actions_by_name["redo"], self.session.can_redo)

    def say(self, sentence: str) -> None:
        """Say quietly, at the bottom, what was done."""
        self.message.setText(sentence)
        self.message.setToolTip(sentence)

    # -- what the user does

    def go_to(self, place: Place) -> None:
        """Put the cursor at a place in the letter."""
        self.activateWindow()
        self.form.go_to(place)

    def _leave_field(self, _field: str) -> None:
        self.session.pause()
        # What stands there of itself comes back; an entry that was just added must be known by then.
        self.form.show_filled(self.session.fill_now(), self.session.answers)

    def _tell_saved(self, path: object) -> None:
        self.saved.emit(self, path)

    def _open_copy(self) -> None:
        self.asked.emit("open_copy", self)

    def _step_history(self, word: str) -> None:
        if word == "undo":
            self.session.undo()
        else:
            self.session.redo()

    def undo(self) -> None:
        """One step back, over form and text."""
        self.session.undo()

    def redo(self) -> None:
        """One step forward again."""
        self.session.redo()

    def next_problem(self) -> None:
        """Go to what is still missing, after where the cursor is."""
        self.form.reveal_problems()
        problems = self.session.fill_now().problems
        if not problems:
            self.say(_("Nothing is missing from this letter."))
            return
        fields = list(self.session.document_type.fields)
        here = self._place.field.partition("/")[0]
        at = fields.index(here) if here in fields else -1
        for problem in problems:
            field = problem.where.field.partition("/")[0]
            if field in fields and fields.index(field) > at:
                self.go_to(problem.where)
                return
        self.go_to(problems[0].where)

    def go_round(self) -> None:
        """Parts, form, page, and round again."""
        focus = QApplication.focusWidget()
        if focus is not None and self.form.isAncestorOf(focus):
            self.preview.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif focus is not None and self.preview.isAncestorOf(focus):
            self.parts.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.form.go_to(self._place if self._place.field else Place(next(iter(self.form.rows))))

    def zoom_in(self) -> None:
        """Show the page larger."""
        self.preview.view.zoom_in()

    def zoom_out(self) -> None:
        """Show the page smaller."""
        self.preview.view.zoom_out()

    def zoom_real(self) -> None:
        """Show the page at its real size."""
        self.preview.view.set_zoom(1.0)

    def zoom_width(self) -> None:
        """Show the page as wide as its column."""
        self.preview.view.set_zoom(FIT_WIDTH)

    def show_as_text(self) -> None:
        """Show the letter as plain text in place of pages, or the pages again."""
        self.preview.show_as_text(self.actions_by_name["show_as_text"].isChecked())

    # -- coming and going

    def _keep_zoom(self, zoom: str | float) -> None:
        self.services.preferences.zoom = zoom

    def _restore_layout(self) -> None:
        kept = self.services.preferences
        self.preview.view.set_zoom(kept.zoom)
        if not kept.geometry or not self.restoreGeometry(QByteArray.fromBase64(kept.geometry.encode())):
            self.resize(self.sizeHint())
        if kept.columns:
            self.columns.restoreState(QByteArray.fromBase64(kept.columns.encode()))
        else:
            self.columns.setSizes([em(self, 12), em(self, 46), em(self, 50)])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun:
            # The columns have their widths only now: the first page comes at the right size at once.
            self._begun = True
            QTimer.singleShot(0, self, self._make_pages)

    def closeEvent(self, event: QCloseEvent) -> None:
        focus = self.focusWidget()
        if focus is not None:
            # Leave the field while everything is still there to hear of it.
            focus.clearFocus()
        draft = self.filing.leave()
        kept = self.services.preferences
        kept.geometry = bytes(self.saveGeometry().toBase64().data()).decode()
        kept.columns = bytes(self.columns.saveState().toBase64().data()).decode()
        self.closed.emit(self, draft)
        super().closeEvent(event)


class _Asking(QObject):
    """Passes on a command that concerns more than one letter."""

    def __init__(self, name: str, window: LetterWindow) -> None:
        super().__init__(window)
        self._name = name
        self._window = window

    def ask(self) -> None:
        self._window.asked.emit(self._name, self._window)
