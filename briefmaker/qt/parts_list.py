"""The left column: the parts of the letter, with a mark where something is missing, and the headings of
its text."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefmaker.forms.outline import OutlineEntry
from briefmaker.i18n import _, _n
from briefmaker.letter.document_type import DocumentType, Section
from briefmaker.problems import Problem, Severity
from briefmaker.qt.tones import em, tones

__all__ = ["PartsList"]

_OPEN = Qt.ItemDataRole.UserRole
_WARNED = Qt.ItemDataRole.UserRole + 1
_SECTION = Qt.ItemDataRole.UserRole + 2
_HEADING = Qt.ItemDataRole.UserRole + 3
_OFF = Qt.ItemDataRole.UserRole + 4


class PartsList(QListWidget):
    """The sections of the form. section_chosen(section id), heading_chosen(Place): go there."""

    section_chosen = Signal(object)
    heading_chosen = Signal(object)

    def __init__(self, document_type: DocumentType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: Mapping[str, Section] = {section.id: section for section in document_type.sections}
        self._by_field = {
            field.id: section.id for section in document_type.sections for field in section.fields
        }
        self._outline: tuple[OutlineEntry, ...] = ()
        self._problems: tuple[Problem, ...] | None = None
        self._listed: tuple[frozenset[str], frozenset[str]] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("Parts of the letter"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_PartDelegate(self))
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        for section in document_type.sections:
            item = QListWidgetItem(section.label, self)
            item.setData(_SECTION, section.id)
        self._keep_names_whole()
        self.itemClicked.connect(self._go)
        self.itemActivated.connect(self._go)

    def sizeHint(self) -> QSize:
        return QSize(em(self, 11), super().sizeHint().height())

    def _keep_names_whole(self) -> None:
        """However narrow the window is, no name of usual length is cut; a long one is, in the end."""
        font = QFont(self.font())
        font.setBold(True)
        widest = max(
            (QFontMetrics(font).horizontalAdvance(s.label) for s in self._sections.values()), default=0
        )
        self.setMinimumWidth(min(widest + em(self, 4.2), em(self, 15)))

    def show_sections(self, shown: Collection[str], switched_off: Collection[str]) -> None:
        """List the sections that are asked, and those that the user may switch on."""
        listed = frozenset(shown), frozenset(switched_off)
        if listed == self._listed:
            return  # Qt would lay out and paint the whole list, at every key
        self._listed = listed
        for row in range(self.count()):
            item = self.item(row)
            section = item.data(_SECTION)
            if section is not None:
                item.setHidden(section not in shown and section not in switched_off)
                item.setData(_OFF, section in switched_off)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Mark the parts in which something is missing or worth a look."""
        if problems == self._problems:
            return
        self._problems = tuple(problems)
        open_count = dict.fromkeys(self._sections, 0)
        warned_count = dict.fromkeys(self._sections, 0)
        for problem in problems:
            section = self._by_field.get(problem.where.field.partition("/")[0])
            if section is None:
                continue
            if problem.severity is Severity.ERROR:
                open_count[section] += 1
            elif problem.severity is Severity.WARNING:
                warned_count[section] += 1
        for row in range(self.count()):
            item = self.item(row)
            section = item.data(_SECTION)
            if section is None:
                continue
            todo, warned = open_count[section], warned_count[section]
            if (item.data(_OPEN), item.data(_WARNED)) == (todo, warned):
                continue
            item.setData(_OPEN, todo)
            item.setData(_WARNED, warned)
            state = _state_sentence(todo, warned)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {state}")
            item.setToolTip(state)

    def show_outline(self, outline: tuple[OutlineEntry, ...]) -> None:
        """List these headings under the parts in which they stand."""
        if outline == self._outline:
            return
        if [entry.where for entry in outline] == [entry.where for entry in self._outline]:
            rows = [row for row in range(self.count()) if self.item(row).data(_HEADING) is not None]
            for row, entry in zip(rows, outline, strict=True):
                _tell(self.item(row), entry)
        else:
            current = self.currentItem().data(_SECTION) if self.currentItem() is not None else None
            for row in reversed(range(self.count())):
                if self.item(row).data(_HEADING) is not None:
                    self.takeItem(row)
            for entry in reversed(outline):
                item = QListWidgetItem()
                _tell(item, entry)
                field = entry.where.field.partition("/")[0]
                self.insertItem(self._row_of(self._by_field[field]) + 1, item)
            if current is not None:
                self.setCurrentRow(self._row_of(current))
        self._outline = outline

    def show_current(self, field: str, heading: str = "") -> None:
        """Show in which part the user is, by the field (a `Place.field`), and under which heading (the id of
        its block)."""
        found = self._row_of(self._by_field.get(field.partition("/")[0], ""))
        for row in range(self.count()):
            entry = self.item(row).data(_HEADING)
            if heading and entry is not None and entry.where.block == heading:
                found = row
        if found >= 0:
            self.setCurrentRow(found)

    def _row_of(self, section: str) -> int:
        rows = (row for row in range(self.count()) if self.item(row).data(_SECTION) == section)
        return next(rows, -1)

    def _go(self, item: QListWidgetItem) -> None:
        entry = item.data(_HEADING)
        if entry is None:
            self.section_chosen.emit(item.data(_SECTION))
        else:
            self.heading_chosen.emit(entry.where)


def _tell(item: QListWidgetItem, entry: OutlineEntry) -> None:
    item.setText(entry.text)
    item.setData(_HEADING, entry)
    item.setToolTip(entry.text)
    item.setData(
        Qt.ItemDataRole.AccessibleTextRole,
        _("Heading {level}: {text}").format(level=entry.level, text=entry.text),
    )


def _state_sentence(todo: int, warned: int) -> str:
    if todo:
        return _n("{count} thing to do", "{count} things to do", todo).format(count=todo)
    if warned:
        return _n("{count} thing to look at", "{count} things to look at", warned).format(count=warned)
    return _("complete")


class _PartDelegate(QStyledItemDelegate):
    """A mark, the name of the part, and how much is to do."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(em(self._view, 8), em(self._view, 2.1 if index.data(_HEADING) is None else 1.6))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        colours = tones(self._view)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(em(self._view, 0.4), 2, -em(self._view, 0.4), -2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            ground = QColor(colours.accent_soft)
            ground.setAlphaF(1.0 if selected else 0.5)
            painter.setBrush(ground)
            painter.drawRoundedRect(box, 5, 5)
        if selected and option.state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 4, 4)
        heading = index.data(_HEADING)
        if heading is not None:
            self._paint_heading(painter, box, heading)
            painter.restore()
            return
        todo = int(index.data(_OPEN) or 0)
        warned = int(index.data(_WARNED) or 0)
        size = em(self._view, 0.72)
        mark = QRectF(box.left() + em(self._view, 0.55), box.center().y() - size / 2, size, size)
        is_off = bool(index.data(_OFF))
        if not is_off:
            _paint_mark(painter, mark, todo, warned, self._view)
        text = box.adjusted(em(self._view, 1.75), 0, -em(self._view, 0.5), 0)
        font = option.font
        font.setBold(selected)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted if is_off else colours.text))
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        count = str(todo) if todo else ""
        room = text.width() - (QFontMetrics(font).horizontalAdvance(count) + 6 if count else 0)
        name = QFontMetrics(font).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(text, align, name)
        if count:
            font.setBold(False)
            painter.setFont(font)
            painter.setPen(QColor(colours.muted))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.restore()

    def _paint_heading(self, painter: QPainter, box: QRectF, entry: OutlineEntry) -> None:
        """Smaller than a part, deeper for a deeper level, cut where the column ends."""
        font = self._view.font()
        font.setPointSizeF(font.pointSizeF() * 0.92)
        painter.setFont(font)
        painter.setPen(QColor(tones(self._view).muted if entry.level > 1 else tones(self._view).text))
        text = box.adjusted(em(self._view, 1.75 + 0.7 * (entry.level - 1)), 0, -em(self._view, 0.4), 0)
        shown = QFontMetrics(font).elidedText(entry.text, Qt.TextElideMode.ElideRight, int(text.width()))
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _paint_mark(painter: QPainter, box: QRectF, todo: int, warned: int, widget: QWidget) -> None:
    """An open ring: to do; a dot in it: to look at; a tick: complete. Told by form, not by colour alone."""
    colours = tones(widget)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if todo:
        painter.setPen(QPen(QColor(colours.muted), 1.5))
        painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))
    elif warned:
        painter.setPen(QPen(QColor(colours.warning), 1.5))
        painter.drawEllipse(box.adjusted(0.75, 0.75, -0.75, -0.75))
        painter.setBrush(QColor(colours.warning))
        painter.drawEllipse(box.center(), box.width() * 0.14, box.width() * 0.14)
    else:
        pen = QPen(QColor(colours.done), 1.8)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        tick = [
            QPointF(box.left() + box.width() * 0.1, box.top() + box.height() * 0.55),
            QPointF(box.left() + box.width() * 0.4, box.top() + box.height() * 0.82),
            QPointF(box.left() + box.width() * 0.92, box.top() + box.height() * 0.2),
        ]
        painter.drawPolyline(QPolygonF(tick))
