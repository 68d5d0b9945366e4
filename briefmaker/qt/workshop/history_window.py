"""Every release of a pack, and one action to have an earlier one hold again."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefmaker.app.releases import withdraw
from briefmaker.app.working_packs import KnownPack
from briefmaker.i18n import _, _n
from briefmaker.problems import Severity
from briefmaker.publishing.line import Entry
from briefmaker.publishing.release import Release
from briefmaker.publishing.share_failures import PublishedMeanwhile, signed_off
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.icons import icon
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.services import Services
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.release_line import SHARE, ReleaseLine, sentence_of

__all__ = ["HistoryWindow"]

_ENTRY = Qt.ItemDataRole.UserRole


class HistoryWindow(QDialog):
    """The releases of a pack, the newest first. restored(Release): an earlier one holds again.

    now: gives the moment that is written down.
    """

    restored = Signal(object)

    def __init__(
        self,
        services: Services,
        pack: KnownPack,
        now: Callable[[], datetime.datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Versions of {pack}").format(pack=pack.title))
        self._services, self._pack, self._now = services, pack, now
        self._is_busy = False
        self.line = ReleaseLine(services, pack.id, self)
        self.list = QTreeWidget(self)
        self.list.setObjectName("quiet_table")
        self.list.setAccessibleName(_("Versions"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setIconSize(QSize(em(self, 0.9), em(self, 0.9)))
        self.list.setHeaderLabels([_("No."), _("Version"), _("When"), _("Signed off by"), _("What changed")])
        header = self.list.header()
        for column, width in enumerate((4, 7, 10, 12)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, em(self, width))
        header.setStretchLastSection(True)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.detail = QLabel(self)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setWordWrap(True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.reason = QLineEdit(self)
        self.reason.setPlaceholderText(_("For example: the logo is missing in letters of two pages"))
        self.restore = PushButton(_("&Put this version back"), self)
        self.restore.setDefault(True)
        self.close_button = PushButton(_("Close"), self)
        self.close_button.setAutoDefault(False)
        self.note = NoteLine(self)
        self._lay_out()
        self.line.known.connect(self._show)
        self.line.unknown.connect(self._show_nothing)
        self.list.currentItemChanged.connect(self._show_chosen)
        self.reason.textChanged.connect(self._allow)
        self.restore.clicked.connect(self.put_back)
        self.close_button.clicked.connect(self.reject)
        self.look()

    def _lay_out(self) -> None:
        label = QLabel(_("&Why?"), self)
        label.setBuddy(self.reason)
        self._only_with_releases = (self.list, label, self.reason, self.restore)
        self.reason.setAccessibleName(_("Why this version is put back"))
        below = QGridLayout()
        below.setHorizontalSpacing(em(self, 0.7))
        below.setVerticalSpacing(em(self, 0.4))
        below.addWidget(label, 0, 0)
        below.addWidget(self.reason, 0, 1)
        below.addWidget(self.restore, 0, 2)
        below.addWidget(self.note, 1, 1, 1, 2)
        below.setColumnStretch(1, 1)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.close_button)
        inside = QVBoxLayout()
        inside.setContentsMargins(em(self, 1), em(self, 1), em(self, 1), em(self, 0.8))
        inside.setSpacing(em(self, 0.7))
        inside.addWidget(self.list, 1)
        inside.addWidget(self.detail)
        inside.addLayout(below)
        inside.addLayout(last)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line.banner)
        column.addLayout(inside, 1)
        self.resize(em(self, 56), em(self, 32))
        self._show_table(False)  # until it is known what there is
        self.close_button.setFocus()

    # -- what is shown

    def look(self) -> None:
        """Ask the shared folder anew."""
        self.detail.setText(_("The shared folder is being looked at…"))
        self.line.ask()

    @property
    def chosen(self) -> Entry | None:
        """The release that is chosen."""
        item = self.list.currentItem()
        return None if item is None else item.data(0, _ENTRY)

    def _show(self, entries: Sequence[Entry]) -> None:
        before = self.chosen
        self.list.clear()
        self._show_table(bool(entries))
        for entry in entries:
            item = QTreeWidgetItem(self.list, _row(entry))
            item.setData(0, _ENTRY, entry)
            if entry.is_current:
                self._mark_current(item)
            if self.chosen is None or (before is not None and entry.number == before.number):
                self.list.setCurrentItem(item)
        if entries and self.close_button.hasFocus():
            self.list.setFocus()
        if not entries:
            self._show_nothing()
            sentence = _(
                "Nothing was published of “{pack}” yet. Every version that you publish is kept here, and"
                " can be put back."
            )
            self.detail.setText(sentence.format(pack=self._pack.title))

    def _mark_current(self, item: QTreeWidgetItem) -> None:
        item.setIcon(0, icon("check", self.palette()))
        item.setData(
            0, Qt.ItemDataRole.AccessibleTextRole, _("{number}, now in use").format(number=item.text(0))
        )
        font = QFont(self.list.font())
        font.setBold(True)
        for column in range(self.list.columnCount()):
            item.setFont(column, font)

    def _show_table(self, shown: bool) -> None:
        for widget in self._only_with_releases:
            widget.setVisible(shown)

    def _show_nothing(self) -> None:
        self.list.clear()
        self._show_table(False)
        self.detail.setText("")
        self._allow()

    def _show_chosen(self, _item: object = None, _before: object = None) -> None:
        entry = self.chosen
        if entry is not None:
            self.detail.setText(_in_words(entry))
        self._allow()

    def _allow(self, _text: str = "") -> None:
        entry = self.chosen
        can = entry is not None and entry.release is not None and not entry.is_current and not self._is_busy
        self.reason.setEnabled(can)
        self.restore.setEnabled(can and bool(self.reason.text().strip()))

    # -- putting back

    def put_back(self) -> None:
        """Have the chosen release hold again, for the reason that is written."""
        entry, shared = self.chosen, self.line.shared
        if entry is None or shared is None or not self.restore.isEnabled():
            return
        current = next((each.number for each in self.line.entries or () if each.is_current), None)
        work = partial(
            withdraw,
            shared,
            self._pack.id,
            by=self._services.user,
            now=self._now(),
            to=entry.number,
            based_on=current,
            reason=self.reason.text(),
        )
        self._is_busy = True
        self.list.setFocus()
        self.note.show_note(_("It is being put back…"), None)
        self._allow()
        self._services.tasks.start(SHARE, work, self._end, self._refuse)

    def _end(self, release: Release) -> None:
        self._is_busy = False
        self.reason.clear()
        sentence = _(
            "Version {version} holds again, as number {number}. Colleagues get it within a quarter of an"
            " hour, or when they start Briefmaker."
        )
        self.note.show_note(sentence.format(version=release.version, number=release.number), None)
        self.restored.emit(release)
        self.look()

    def _refuse(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, PublishedMeanwhile):
            sentence = _("Somebody else was first: {release}. Nothing was put back; look at it again.")
            self.note.show_note(sentence.format(release=signed_off(error.release)), Severity.WARNING)
            self.look()
        else:
            self.note.show_note(sentence_of(error), Severity.ERROR)
        self._allow()

    def done(self, result: int) -> None:
        super().done(result)
        self.deleteLater()


def _row(entry: Entry) -> list[str]:
    release = entry.release
    if release is None:
        return [str(entry.number), "", "", "", _("damaged, not used")]
    moment = release.published_at.astimezone()
    when = f"{moment.day}-{moment.month}-{moment.year} {moment:%H:%M}"
    return [
        str(entry.number),
        release.version,
        when,
        release.published_by,
        " ".join(release.changes.split()),
    ]


def _in_words(entry: Entry) -> str:
    """Everything about a release, its changes as they were written."""
    release = entry.release
    if release is None:
        return _("Number {number} is damaged and isn't used. Have it published again.").format(
            number=entry.number
        )
    said = [_("Now in use.")] if entry.is_current else []
    if release.restores:
        said.append(_("Puts number {number} back.").format(number=release.restores))
    count = len(release.files)
    said.append(_n("{count} file.", "{count} files.", count).format(count=count))
    return f"{release.changes.strip()}\n{' '.join(said)}"
