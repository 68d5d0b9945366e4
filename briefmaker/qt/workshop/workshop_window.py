"""The window `Sjablonen`: packs left, findings in the middle, pages right, all of them always up to date.

It shows a pack's folder while its files are edited in Word. What is done with the pack beside that (its form,
publishing, comparing pages) are windows of their own, added by `additions`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLabel, QSplitter, QVBoxLayout, QWidget

from briefmaker.app.working_packs import KnownPack, begin_work
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.qt.banner import Banner
from briefmaker.qt.commands import action_of
from briefmaker.qt.kept_layout import KeptLayout
from briefmaker.qt.live_pages import LivePages
from briefmaker.qt.page_images import Pages
from briefmaker.qt.services import Services
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.additions import add_all
from briefmaker.qt.workshop.choosing import in_order_sentence, samples_of, type_beside, type_of_finding
from briefmaker.qt.workshop.coming_back import ComingBack
from briefmaker.qt.workshop.fields_beside import FieldsBeside
from briefmaker.qt.workshop.findings_column import FindingsColumn
from briefmaker.qt.workshop.forgetting import Forgetting
from briefmaker.qt.workshop.frame import WorkshopFrame
from briefmaker.qt.workshop.last_good import why_not_newer
from briefmaker.qt.workshop.listing import PackListing
from briefmaker.qt.workshop.live_findings import LiveFindings
from briefmaker.qt.workshop.looking import Looked, Looking, Shown
from briefmaker.qt.workshop.pack_tree import Chosen, PackTree
from briefmaker.qt.workshop.pages_column import PagesColumn
from briefmaker.qt.workshop.repairing import Repairing
from briefmaker.qt.workshop.showing_places import ShowingPlaces
from briefmaker.qt.workshop.watching import PackWatcher, WatchWord
from briefmaker.qt.workshop.workshop_bar import WorkshopBar
from briefmaker.qt.workshop.workshop_commands import WORKSHOP_COMMANDS, add_workshop_menus

__all__ = ["WorkshopWindow"]


class WorkshopWindow(WorkshopFrame):
    """The window; see `WorkshopFrame`."""

    def __init__(self, services: Services, looking: Looking) -> None:
        super().__init__(services, looking)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Templates – Briefmaker"))
        self._wanted: tuple[Path, str] | None = None
        self.back = ComingBack(self)
        self._begun = False
        self._failure = ""
        self.listing = PackListing(services.tasks, services.preferences, self)
        self.tree = PackTree(self)
        self.findings = FindingsColumn(self, tab_after=self.tree)
        self.pages = PagesColumn(self)
        self.banner = Banner(self)
        self.watcher = PackWatcher(services.tasks, self)
        self.live: LivePages[Shown] = LivePages(services.tasks, looking, self, "workshop-pages")
        self.checks = LiveFindings(services.tasks, looking, self)
        self.places = ShowingPlaces(services.tasks, self.pages, self)
        self.fields = FieldsBeside(self)
        self.repairing = Repairing(self, self.findings)
        self._make_actions()
        self.menus = add_workshop_menus(self.menuBar(), self.actions_by_name)
        self.tools = WorkshopBar(self)
        self._fill_tools()
        self.addToolBar(self.tools)
        self._lay_out()
        self._connect()
        KeptLayout(self, services.preferences, "workshop", (self.columns,))
        add_all(self)
        Forgetting(self, self.listing.forget)
        self._allow()

    # -- building

    def _make_actions(self) -> None:
        for name, command in WORKSHOP_COMMANDS.items():
            action = action_of(command, self)
            doers = (self, self.pages, self.fields, self.repairing)
            action.triggered.connect(next(getattr(doer, name) for doer in doers if hasattr(doer, name)))
            self.actions_by_name[name] = action
            self.addAction(action)

    def _fill_tools(self) -> None:
        for name, words in (
            ("begin_work", ""),
            ("open_in_word", _("Word")),
            ("insert_field", _("Insert field")),
        ):
            self.tools.add_tool(self.actions_by_name[name], WORKSHOP_COMMANDS[name].icon, words)

    def _lay_out(self) -> None:
        left = QWidget(self)
        side = QVBoxLayout(left)
        side.setContentsMargins(em(self, 0.5), em(self, 0.6), 0, em(self, 0.4))
        side.addWidget(self.tree)
        left.setMinimumWidth(em(self, 13))
        self.columns = QSplitter(Qt.Orientation.Horizontal, self)
        self.columns.setChildrenCollapsible(False)
        self.columns.setHandleWidth(1)
        for widget, stretch in ((left, 0), (self.findings, 3), (self.pages, 4)):
            self.columns.addWidget(widget)
            self.columns.setStretchFactor(self.columns.count() - 1, stretch)
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.columns, 1)
        self.setCentralWidget(middle)
        self.message = QLabel(self)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setIndent(em(self, 0.6))
        self.message.setMinimumWidth(em(self, 12))
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.message, 1)
        bar.addPermanentWidget(self.pages.status)
        self.resize(QSize(em(self, 108), em(self, 64)).boundedTo(self.screen().availableSize() * 0.94))
        self.columns.setSizes([em(self, 19), em(self, 37), em(self, 52)])

    def _connect(self) -> None:
        self.listing.listed.connect(self._list_packs)
        self.tree.chosen.connect(self._choose)
        self.pages.sample_chosen.connect(self._show_choice)
        self.pages.house_style_chosen.connect(self._show_choice)
        self.pages.view.pages_wanted.connect(self._draw_pages)
        self.findings.finding_chosen.connect(self._show_place)
        self.banner.chosen.connect(self.begin_work)
        self.watcher.changed.connect(self._follow_files)
        self.watcher.said.connect(self._show_word)
        self.live.made.connect(self._show_pages)
        self.live.drawn.connect(self.pages.show_more_images)
        self.live.failed.connect(self._show_failed)
        self.checks.looked.connect(self._show_looked)
        self.checks.marked.connect(self.tree.show_marks)
        self.places.said.connect(self.say)
        self.fields.said.connect(self.say)
        self.repairing.said.connect(self.say)
        self.repairing.changed.connect(self._follow_repair)

    # -- what is shown

    def show_pack(self, folder: Path, type_folder: str = "") -> None:
        """Show the pack in this folder; one that is not listed yet is opened."""
        self._wanted = folder, type_folder
        self.listing.open(folder)

    def read_packs(self) -> None:
        """Read anew which packs there are."""
        self.listing.read()

    def _list_packs(self, packs: tuple[KnownPack, ...]) -> None:
        self.tree.show_packs(packs)
        if self._wanted is not None and self.tree.choose(*self._wanted):
            self._wanted = None
        elif self.tree.current() is None and packs:
            self.back.choose(self.tree, packs)
        now = self.tree.current()
        if now is not None:
            self.pack = now.pack
            self._offer_choices(now)
            self._show_choice()
        elif not packs:
            self.findings.show_nothing(
                _("There are no templates here yet. Open a pack's folder with Ctrl+O.")
            )
            self.pages.show_no_pages(_("There is nothing to show yet."))
        self._allow()

    def _offer_choices(self, chosen: Chosen) -> None:
        type_folder = self.shown.type_folder if self.shown is not None else chosen.type_folder
        self.pages.show_choices(samples_of(chosen.pack, type_folder), chosen.pack.house_styles)

    def _choose(self, chosen: Chosen) -> None:
        """Another line of the packs: its findings, and the pages of a type beside them."""
        self.pack = chosen.pack
        self._show_beside(type_beside(chosen, self.shown or self.back.last), chosen.about, chosen.house_style)

    def _show_beside(self, type_folder: str, about: str, style: str = "") -> None:
        """Show findings about a folder of the pack, beside a type's pages in this house style."""
        if self.pack is None:
            return
        self.pages.show_choices(samples_of(self.pack, type_folder), self.pack.house_styles)
        last = self.back.take(self.pack.folder, type_folder)
        if last is not None:
            self.pages.choose_sample(last.sample)
            style = style or last.house_style
        if style:
            self.pages.choose_style(style)
        sample, style = self.pages.sample, self.pages.house_style
        self._show(Shown(self.pack.folder, type_folder, sample, style, about))

    def _show_choice(self) -> None:
        """Another sample or house style."""
        if self.shown is not None:
            self._show(replace(self.shown, sample=self.pages.sample, house_style=self.pages.house_style))

    def _show_place(self, finding: Finding) -> None:
        """A finding's place; among those of a whole pack, on the pages of the type that it is about."""
        shown = self.shown
        if self.pack is not None and shown is not None and not shown.about:
            self._show_beside(type_of_finding(self.pack, finding) or shown.type_folder, "")
        self.places.show_finding(finding, names_file=shown is not None and not shown.about)

    def _show(self, shown: Shown) -> None:
        before, self.shown = self.shown, shown
        if shown == before:
            return
        self.places.forget()
        if before is None or (before.folder, before.type_folder) != (shown.folder, shown.type_folder):
            self.live.forget()
            self._failure = ""
            self.pages.show_no_pages()
            self.pages.show_notice("")
        if before is None or before.whose_findings != shown.whose_findings:
            self.findings.show_nothing(_("The template is being checked…"))
            self.say("")
        self.watcher.watch(shown.folder)
        self._show_banner()
        self._allow()
        self.look_again()
        self.shown_changed.emit(shown)

    def _show_banner(self) -> None:
        installed = self.pack is not None and not self.pack.is_worked_on
        sentence = _("This pack is in use and doesn't change here. Edit it in a working copy.")
        self.banner.show_sentence(sentence if installed else "", _("Edit") if installed else "")

    def look_again(self) -> None:
        """Check the files and make the pages anew."""
        if self.shown is None or not self._begun:
            return
        self.checks.check(self.shown)
        if self.shown.sample:
            view = self.pages.view
            self.live.show_letter(self.shown, view.pixel_scale, view.wanted_pages())
        else:
            self.live.forget()
            self._failure = ""
            self.pages.show_no_pages(_("There is no sample letter to show. Put one in the folder “samples”."))
            self.pages.show_notice("")

    def _follow_files(self, names: frozenset[str]) -> None:
        if any(name.endswith((".toml", ".json", ".brief")) for name in names):
            self.read_packs()
        self.look_again()
        self.files_changed.emit(names)

    def _show_word(self, word: WatchWord) -> None:
        self.pages.show_word(word.sentence, word.severity)

    def _show_looked(self, looked: Looked) -> None:
        shown = self.shown
        if shown is not None and looked.shown.whose_findings == shown.whose_findings:
            self.findings.show_findings(
                looked.findings, names_files=not shown.about, in_order=in_order_sentence(shown)
            )
            if self.places.keep(looked.findings) == self.message.text():
                self.say("")
            self._show_failure()
            self._allow()

    def _show_pages(self, pages: Pages) -> None:
        self._failure = ""
        self.pages.show_pages(pages)
        self.places.use_pages(pages)
        self._draw_pages()
        self.checks.mark_others(self.tree.packs)

    def _draw_pages(self) -> None:
        missing = self.pages.view.missing_pages()
        if missing:
            self.live.draw(self.pages.view.pixel_scale, missing)

    def _show_failed(self, sentence: str) -> None:
        if self.shown is not None and self.shown.sample:  # else it is gone, which is said already
            self._failure = sentence
            self._show_failure()
        self.checks.mark_others(self.tree.packs)

    def _show_failure(self) -> None:
        made = self.live.pages is not None
        reason = why_not_newer(self._failure, has_pages=made, has_errors=self.findings.has_errors)
        if reason:
            self.pages.show_notice(reason)

    def _allow(self) -> None:
        """What can be done with what is shown."""
        worked_on = self.pack is not None and self.pack.is_worked_on
        has_type = self.shown is not None and bool(self.shown.type_folder)
        enabled = {
            "begin_work": self.pack is not None and not worked_on,
            "open_in_word": has_type and worked_on,
            "show_folder": self.pack is not None,
            "insert_field": has_type,
            "next_finding": bool(self.findings.findings),
            "repair_here": worked_on and bool(self.findings.findings),
            "undo_repair": self.repairing.can_undo,
            "comment_copy": bool(self.findings.findings),
            "look_again": self.shown is not None,
        }
        for name, allowed in enabled.items():
            self.actions_by_name[name].setEnabled(allowed)

    def _follow_repair(self) -> None:
        self._allow()
        self.watcher.look_now()

    def say(self, sentence: str) -> None:
        """Say quietly, at the bottom, what was done."""
        self.message.setText(sentence)
        self.message.setToolTip(sentence)

    # -- what the user does

    def begin_work(self) -> None:
        """Make a working copy of the pack that is shown, or go to the one there is."""
        if self.pack is not None and not self.pack.is_worked_on:
            work = partial(begin_work, self.pack)
            self.services.tasks.start("files", work, self._show_work, self._fail)

    def _show_work(self, folder: Path) -> None:
        self.say(_("You work in a copy. Letters keep using the installed pack until you publish."))
        self.show_pack(folder, self.shown.type_folder if self.shown is not None else "")

    def open_folder(self) -> None:
        """Let a pack's folder be chosen, to work in it."""
        self.services.dialogs.choose_folder(self, _("Open a pack's folder"), Path.home(), self._open_chosen)

    def _open_chosen(self, folder: Path) -> None:
        work = partial(self.looking.pack_folder, folder)
        self.services.tasks.start("files", work, self.show_pack, self._fail)

    def open_in_word(self) -> None:
        """Open the template in the system's program for Word documents."""
        if self.shown is None or not self.shown.type_folder:
            return
        file = self.shown.folder / self.shown.type_folder / "template.docx"
        if self.shown.about not in ("", self.shown.type_folder):
            file = self.shown.folder / self.shown.about / "huisstijl.docx"
        self.services.dialogs.open_address(QUrl.fromLocalFile(str(file)).toString())
        self.say(_("“{name}” opens. Each time you save it, the pages follow.").format(name=file.name))

    def show_folder(self) -> None:
        """Show the files of the pack in the system's own window."""
        if self.pack is not None:
            self.services.dialogs.open_address(QUrl.fromLocalFile(str(self.pack.folder)).toString())

    def next_finding(self) -> None:
        """Go on to the next finding."""
        self.findings.go_on()

    def show_start_page(self) -> None:
        """Ask for the start page."""
        self.asked.emit("show_start_page")

    def go_round(self) -> None:
        """Packs, findings, pages, and round again."""
        focus = QApplication.focusWidget()
        if focus is not None and (focus is self.tree or self.tree.isAncestorOf(focus)):
            if self.findings.cards:
                self.findings.take_focus()
            else:
                self.pages.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif focus is not None and self.findings.isAncestorOf(focus):
            self.pages.view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self.services.dialogs.tell(self, str(error))

    # -- coming and going

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self, self.read_packs)
            QTimer.singleShot(0, self, self.look_again)
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.watcher.watch(None)
        self.closed.emit()
        super().closeEvent(event)
