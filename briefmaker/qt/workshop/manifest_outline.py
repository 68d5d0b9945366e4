"""The left column: the sections and fields of a form in their order, to choose, move, add and take out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from briefmaker.i18n import _
from briefmaker.packs.manifest_editing import At
from briefmaker.qt.reordering import step_of
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.calm_rows import BOLD, FAULT, KIND, CalmRows
from briefmaker.qt.workshop.kinds import name_of_kind
from briefmaker.qt.workshop.manifest_session import ManifestSession

__all__ = ["ManifestOutline"]

_AT = Qt.ItemDataRole.UserRole


class ManifestOutline(QTreeWidget):
    """A tree of what is in the manifest. asked(name): "remove", "duplicate" or "edit" by a key."""

    asked = Signal(object)

    def __init__(self, session: ManifestSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._items: dict[At, QTreeWidgetItem] = {}
        self._is_showing = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(em(self, 1.1))
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setItemDelegate(CalmRows(self))
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setAccessibleName(_("Parts and fields of the form"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(True)
        self.currentItemChanged.connect(self._choose)
        self.itemActivated.connect(self._ask_edit)
        session.changed.connect(self.show_all)
        session.selected.connect(self.show_chosen)
        session.trial_changed.connect(self.show_faults)
        self.setItemsExpandable(False)
        self.show_all()

    def sizeHint(self) -> QSize:
        return QSize(em(self, 17), super().sizeHint().height())

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Nothing: everything is open, and its place tells what it belongs to."""

    # -- showing

    def show_all(self) -> None:
        """Show every section and field, and what is chosen."""
        places = [(), *self._session.manifest.places()]
        self._is_showing = True
        if list(self._items) != places:
            self._make(places)
        for at, item in self._items.items():
            self._tell(item, at)
        self._is_showing = False
        self.show_chosen(self._session.at)
        self.show_faults()

    def _make(self, places: list[At]) -> None:
        bar = self.verticalScrollBar().value()
        self.clear()
        self._items = {}
        for at in places:
            around = self._items.get(at[:-1]) if len(at) > 1 else None
            item = QTreeWidgetItem(around) if around is not None else QTreeWidgetItem(self)
            item.setData(0, _AT, at)
            item.setData(0, BOLD, len(at) < 2)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if at:
                flags |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
            item.setFlags(flags)
            self._items[at] = item
        self.expandAll()
        self.verticalScrollBar().setValue(bar)

    def _tell(self, item: QTreeWidgetItem, at: At) -> None:
        values = self._session.manifest.at(at)
        key = "label" if at else "title"
        words = str(values.get(key) or values.get("id") or "").strip() or _("(no name)")
        kind = name_of_kind(str(values.get("kind") or "text")) if len(at) > 1 else ""
        if len(at) == 1 and values.get("presence") == "optional":
            kind = _("may be off")
        if not at:
            kind = _("document type")
        if item.text(0) != words or item.data(0, KIND) != kind:
            item.setText(0, words)
            item.setData(0, KIND, kind)

    def show_chosen(self, at: object) -> None:
        """Show what is chosen."""
        item = self._items.get(at)  # type: ignore[call-overload]
        if item is not None and self.currentItem() is not item:
            self._is_showing = True
            self.setCurrentItem(item)
            if at == (0,):
                self.scrollToTop()
            else:
                self.scrollToItem(item)
            self._is_showing = False

    def show_faults(self) -> None:
        """Mark where something is wrong."""
        wrong = {fault.at: fault.sentence for fault in reversed(self._session.trial.faults)}
        for at, item in self._items.items():
            sentence = wrong.get(at, "")
            if item.data(0, FAULT) != sentence:
                item.setData(0, FAULT, sentence)
                item.setToolTip(0, sentence)
            spoken = ", ".join(filter(None, [item.text(0), item.data(0, KIND), sentence]))
            if item.data(0, Qt.ItemDataRole.AccessibleTextRole) != spoken:
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    # -- what the user does

    def _choose(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        if item is not None and not self._is_showing:
            self._session.select(tuple(item.data(0, _AT)))

    def _ask_edit(self, _item: QTreeWidgetItem, _column: int) -> None:
        self.asked.emit("edit")

    def event(self, event: QEvent) -> bool:
        # Alt+Shift+Up would be a shortcut's before it is a key's.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and step_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = step_of(event)
        if step:
            self._session.step(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.asked.emit("remove")
        elif event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit("edit")
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Move in the manifest; the tree follows from that."""
        dragged, over = self.currentItem(), self.itemAt(event.position().toPoint())
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if dragged is None or over is None:
            return
        where = self.dropIndicatorPosition()
        below = where == QAbstractItemView.DropIndicatorPosition.BelowItem
        on = where == QAbstractItemView.DropIndicatorPosition.OnItem
        at = tuple(dragged.data(0, _AT))
        target = self.target_of(at, tuple(over.data(0, _AT)), is_below=below, is_on=on)
        if target is not None:
            self._session.move(at, target)

    def target_of(self, at: At, over: At, *, is_below: bool, is_on: bool) -> At | None:
        """Where something that is let go above, below or on another thing goes, counted without it; None
        when it can't go there: fields stay fields, and those of a group in their group."""
        if not over or over[: len(at)] == at:
            return None
        if len(over) == len(at) - 1 and len(at) == 2 and (is_on or is_below):
            target: At = (*over, 0 if is_below else len(self._session.manifest.inside(over)))
        elif len(over) >= len(at):
            target = (
                *over[: len(at) - 1],
                over[len(at) - 1] + bool(is_below or is_on or len(over) > len(at)),
            )
        else:
            return None
        if len(at) == 3 and target[:2] != at[:2]:
            return None
        if target[:-1] == at[:-1] and target[-1] > at[-1]:
            target = (*target[:-1], target[-1] - 1)
        return target
