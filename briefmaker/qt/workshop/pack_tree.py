"""The left column: the packs of this machine, what is in each, and how it stands with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from briefmaker.app.working_packs import KnownPack, Origin
from briefmaker.i18n import N_, _, _n
from briefmaker.packs.house_styles import house_style_folder
from briefmaker.problems import Severity
from briefmaker.qt.icons import icon
from briefmaker.qt.tones import em, tones

__all__ = ["Chosen", "PackMark", "PackTree", "items_below"]

_DATA = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1
_MARK = Qt.ItemDataRole.UserRole + 2

_GROUPS = (
    (N_("In hand"), (Origin.WORKING, Origin.OPENED)),
    (N_("Of your organisation"), (Origin.ORGANISATION,)),
    (N_("Installed by you"), (Origin.USER,)),
    (N_("Come with Briefmaker"), (Origin.SHIPPED,)),
)


@dataclass(frozen=True)
class PackMark:
    """How it stands with a pack or document type: how many findings keep it from being published, how many
    others there are, and whether it was changed since it was copied."""

    errors: int = 0
    others: int = 0
    is_changed: bool = False

    @property
    def severity(self) -> Severity | None:
        """The weight of the heaviest finding, None without any."""
        if self.errors:
            return Severity.ERROR
        return Severity.WARNING if self.others else None

    @property
    def in_words(self) -> str:
        """The mark for who reads it."""
        said = []
        if self.errors:
            said.append(_n("{count} error", "{count} errors", self.errors).format(count=self.errors))
        if self.others:
            said.append(_n("{count} remark", "{count} remarks", self.others).format(count=self.others))
        if not said:
            said.append(_("in order"))
        if self.is_changed:
            said.append(_("changed"))
        return ", ".join(said)


@dataclass(frozen=True)
class Chosen:
    """A pack, and in it a document type or a house style, or neither."""

    pack: KnownPack
    type_folder: str = ""
    house_style: str = ""

    @property
    def about(self) -> str:
        """The folder in the pack that this is about: of the type, of the house style; "" for the pack."""
        return house_style_folder(self.house_style) if self.house_style else self.type_folder


class PackTree(QTreeWidget):
    """chosen(Chosen): another pack, type or house style is shown from now on."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._packs: tuple[KnownPack, ...] = ()
        self._marks: dict[tuple[Path, str], PackMark] = {}
        self._filling = False
        self.setAccessibleName(_("Template packs"))
        self.setHeaderHidden(True)
        self.setColumnCount(1)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRootIsDecorated(False)
        self.setIndentation(em(self, 0.8))
        self.setExpandsOnDoubleClick(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setItemDelegate(_PackDelegate(self))
        palette = self.palette()
        # The delegate shows what is chosen; the style's own ground would stand beside it.
        palette.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
        self.setPalette(palette)
        self.currentItemChanged.connect(self._tell)

    # -- what is shown

    @property
    def packs(self) -> tuple[KnownPack, ...]:
        """The packs that are listed."""
        return self._packs

    def show_packs(self, packs: Sequence[KnownPack]) -> None:
        """List these; what was chosen stays so where it is still there."""
        made = tuple(packs)
        if made == self._packs:
            return
        before, self._packs = self.current(), made
        open_folders = self._open_folders() | ({before.pack.folder} if before else set())
        self._filling = True
        self.clear()
        for title, origins in _GROUPS:
            mine = [pack for pack in made if pack.origin in origins]
            if mine:
                self._add_group(_(title), mine, open_folders)
        self._filling = False
        for (folder, about), mark in self._marks.items():
            self._show_mark(folder, about, mark)
        if before is not None and not self.choose_about(before.pack.folder, before.about):
            self.choose(before.pack.folder)

    def show_marks(self, folder: Path, marks: Mapping[str, PackMark]) -> None:
        """How it stands with the pack in `folder`: "" for the pack as a whole, else by the folder in it of a
        type or house style."""
        for about, mark in marks.items():
            self._marks[folder, about] = mark
            self._show_mark(folder, about, mark)

    def mark_of(self, folder: Path, about: str = "") -> PackMark | None:
        """The mark that is shown, None where nobody looked yet."""
        return self._marks.get((folder, about))

    def current(self) -> Chosen | None:
        """What is chosen."""
        item = self.currentItem()
        found = item.data(0, _DATA) if item is not None else None
        return found if isinstance(found, Chosen) else None

    def choose(self, folder: Path, type_folder: str = "", house_style: str = "") -> bool:
        """Choose this; tells whether it is there. Without type and house style: the first type."""
        found = None
        for item in self._items():
            here = item.data(0, _DATA)
            if not isinstance(here, Chosen) or here.pack.folder != folder:
                continue
            wants_first = not type_folder and not house_style and here.type_folder
            exact = here.type_folder == type_folder and here.house_style == house_style
            if wants_first or (exact and (type_folder or house_style or not here.pack.types)):
                found = item
                break
        if found is None:
            return False
        self._go_to(found)
        return True

    def choose_about(self, folder: Path, about: str) -> bool:
        """Choose the row of a pack (""), or of a type or house style in it; tells whether it is there."""
        for item in self._items():
            here = item.data(0, _DATA)
            if isinstance(here, Chosen) and here.pack.folder == folder and here.about == about:
                self._go_to(item)
                return True
        return False

    def _go_to(self, item: QTreeWidgetItem) -> None:
        above = item.parent()
        while above is not None:
            above.setExpanded(True)
            above = above.parent()
        self.setCurrentItem(item)
        self.scrollToItem(item)

    # -- building

    def _add_group(self, title: str, packs: Sequence[KnownPack], open_folders: set[Path]) -> None:
        group = QTreeWidgetItem(self, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setExpanded(True)
        for pack in packs:
            item = _item(group, pack.title, Chosen(pack), _about(pack))
            for each in pack.types:
                _item(item, each.title, Chosen(pack, each.folder))
            for style in pack.house_styles:
                title = _("House style {title}").format(title=style.title)
                _item(item, title, Chosen(pack, house_style=style.id))
            item.setExpanded(pack.is_worked_on or pack.folder in open_folders)
        group.setExpanded(True)

    def _items(self) -> list[QTreeWidgetItem]:
        return items_below(self.invisibleRootItem())

    def _open_folders(self) -> set[Path]:
        return {
            here.pack.folder
            for item in self._items()
            if item.isExpanded() and isinstance(here := item.data(0, _DATA), Chosen)
        }

    def _show_mark(self, folder: Path, about: str, mark: PackMark) -> None:
        for item in self._items():
            here = item.data(0, _DATA)
            if isinstance(here, Chosen) and here.pack.folder == folder and here.about == about:
                item.setData(0, _MARK, mark)
                words = [item.text(0), str(item.data(0, _DETAIL) or ""), mark.in_words]
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, words)))
                item.setToolTip(0, f"{item.text(0)}: {mark.in_words}")

    def _tell(self, _item: object, _before: object) -> None:
        found = self.current()
        if found is not None and not self._filling:
            self.chosen.emit(found)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()


def items_below(parent: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    """All items below one, in the order in which they are shown."""
    found: list[QTreeWidgetItem] = []
    for row in range(parent.childCount()):
        child = parent.child(row)
        if child is not None:
            found += [child, *items_below(child)]
    return found


def _item(parent: QTreeWidgetItem, title: str, chosen: Chosen, detail: str = "") -> QTreeWidgetItem:
    item = QTreeWidgetItem(parent, [title])
    item.setData(0, _DATA, chosen)
    item.setData(0, _DETAIL, detail)
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{title}, {detail}" if detail else title)
    return item


def _about(pack: KnownPack) -> str:
    said = [_("Version {version}").format(version=pack.version)] if pack.version else []
    if pack.origin is Origin.WORKING:
        said.append(_("working copy"))
    elif pack.origin is Origin.OPENED:
        said.append(str(pack.folder))
    return " · ".join(said)


class _PackDelegate(QStyledItemDelegate):
    """The name; a pack's version below it; the mark at the right."""

    def __init__(self, view: PackTree) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = 2.9 if index.data(_DETAIL) else 1.75
        return QSize(em(self._view, 8), em(self._view, height))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours, unit = tones(self._view), em(self._view)
        chosen = index.data(_DATA)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if isinstance(chosen, Chosen) and (selected or option.state & QStyle.StateFlag.State_MouseOver):
            painter.setPen(
                QColor(colours.accent) if selected and self._view.hasFocus() else Qt.PenStyle.NoPen
            )
            painter.setBrush(QColor(colours.accent_soft))
            painter.drawRoundedRect(box.adjusted(1, 1, -unit * 0.3, -1), 5, 5)
        text = box.adjusted(unit * 0.45, 0, -unit * 0.6, 0)
        mark = index.data(_MARK)
        if isinstance(mark, PackMark):
            self._paint_mark(painter, text, mark)
            text.adjust(0, 0, -unit * 1.4, 0)
        self._paint_words(painter, option, index, text)
        painter.restore()

    def _paint_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        text: QRectF,
    ) -> None:
        colours, unit = tones(self._view), em(self._view)
        chosen, detail = index.data(_DATA), index.data(_DETAIL)
        font = QFont(option.font)
        is_pack = isinstance(chosen, Chosen) and not chosen.type_folder and not chosen.house_style
        font.setBold(is_pack)
        if not isinstance(chosen, Chosen):
            font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if isinstance(chosen, Chosen) else colours.muted))
        title = QFontMetrics(font).elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, int(text.width())
        )
        if not detail:
            align = (
                Qt.AlignmentFlag.AlignVCenter if isinstance(chosen, Chosen) else Qt.AlignmentFlag.AlignBottom
            )
            painter.drawText(text, align | Qt.AlignmentFlag.AlignLeft, title)
            return
        top = text.adjusted(0, unit * 0.3, 0, 0)
        painter.drawText(top, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, title)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * 0.88)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        second = QFontMetrics(small).elidedText(detail, Qt.TextElideMode.ElideMiddle, int(text.width()))
        painter.drawText(
            top.adjusted(0, unit * 1.2, 0, 0), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, second
        )

    def _paint_mark(self, painter: QPainter, text: QRectF, mark: PackMark) -> None:
        colours, unit = tones(self._view), em(self._view)
        name, colour = {
            Severity.ERROR: ("error", colours.error),
            Severity.WARNING: ("warning", colours.warning),
        }.get(mark.severity or Severity.HINT, ("check", colours.done))
        size = unit * 1.0
        place = QRectF(text.right() - size, text.center().y() - size / 2, size, size).toRect()
        icon(name, colour=QColor(colour)).paint(painter, place)
