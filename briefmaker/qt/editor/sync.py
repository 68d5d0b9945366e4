"""Keeps a text edit and its lines in step, both ways, and knows where the cursor is among them.

What Qt itself edits (typing, input methods) is read back block by block; every other change is made
in the lines first and written into the document where it differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from briefmaker.letter.body import Body
from briefmaker.qt.editor.cells import Gap
from briefmaker.qt.editor.gaps import settled
from briefmaker.qt.editor.lines import Line, ListStep
from briefmaker.qt.editor.looks import Looks
from briefmaker.qt.editor.markers import counted_items, marker_texts
from briefmaker.qt.editor.pages import Pages
from briefmaker.qt.editor.runs import NOTE_SIGN
from briefmaker.qt.editor.signs import utf16_length
from briefmaker.qt.editor.spans import cell_of, table_at
from briefmaker.qt.editor.store import LineStore, common_ends
from briefmaker.qt.editor.structure import Edit, Place, Span
from briefmaker.qt.editor.writing import write

__all__ = ["Sync"]

_LONG_RUN = 60
"""Characters."""


class Sync(QObject):
    """The lines of one text edit. `changed` carries the body and the merge key of the step."""

    changed = Signal(object, object)

    def __init__(self, view: QTextEdit, looks: Looks) -> None:
        super().__init__(view)
        self._view = view
        self.store = LineStore()
        self.pages = Pages(view.document(), looks)
        self._writing = False
        self._pending: str | None = None
        self._repair: tuple[int, int, int] | None = None
        """Blocks of the document [from, count) that must show so many lines from there on."""
        self._notes_shown = 0
        self._first_seen = 0
        self._run = 0
        self._step = 0
        self._run_length = 0
        self._markers: tuple[Body | None, int, list[str]] = (None, 0, [])
        document = view.document()
        with self._unheard():
            self.pages.restyle(self.store.lines)
        document.contentsChange.connect(self._read)
        document.contentsChanged.connect(self._settle)

    # -- places ------------------------------------------------------------------------------

    @property
    def lines(self) -> list[Line]:
        """All lines, at least one; not to be changed in place."""
        return self.store.lines

    def place_at(self, position: int) -> Place:
        """The place of a position in the document."""
        block = self._document().findBlock(position)
        offset = position - block.position()
        text = block.text()
        if len(text) + 1 != block.length():
            text = text.encode("utf-16-le", "surrogatepass")[: 2 * offset].decode("utf-16-le", "ignore")
            offset = len(text)
        return Place(block.blockNumber(), offset)

    def position_of(self, place: Place) -> int:
        """The position in the document of a place, the nearest there is."""
        document = self._document()
        block = document.findBlockByNumber(min(max(place.line, 0), document.blockCount() - 1))
        before = utf16_length(block.text()[: max(place.offset, 0)])
        return block.position() + min(before, block.length() - 1)

    def span(self) -> Span:
        """What is selected; from and to are the same without a selection."""
        cursor = self._view.textCursor()
        return Span(self.place_at(cursor.selectionStart()), self.place_at(cursor.selectionEnd()))

    def place(self) -> Place:
        """Where the cursor is."""
        return self.place_at(self._view.textCursor().position())

    def select(self, span: Span, *, turned: bool = False) -> None:
        """Put the cursor at the end of a span (turned: the start), the rest selected."""
        cursor = self._view.textCursor()
        start, end = self.position_of(span.start), self.position_of(span.end)
        cursor.setPosition(end if turned else start)
        cursor.setPosition(start if turned else end, QTextCursor.MoveMode.KeepAnchor)
        self._view.setTextCursor(cursor)

    def visible(self) -> Iterator[tuple[QTextBlock, int]]:
        """The text blocks in sight and their numbers."""
        block = self._document().findBlockByNumber(max(self._first_in_sight() - 1, 0))
        table = table_at(self.lines, min(block.blockNumber(), len(self.lines) - 1))
        if table is not None:
            # Cells stand beside each other: any of them may reach into sight.
            block = self._document().findBlockByNumber(table[0])
        layout = self._document().documentLayout()
        top, em = self._view.verticalScrollBar().value(), self.pages.looks.em
        bottom = top + self._view.viewport().height() + em * 2
        number = block.blockNumber()
        while block.isValid():
            rect = layout.blockBoundingRect(block)
            in_table = number < len(self.lines) and cell_of(self.lines[number]) is not None
            if rect.top() >= bottom and not in_table:
                return
            if not in_table or (rect.top() < bottom and rect.bottom() > top - em * 2):
                yield block, number
            block, number = block.next(), number + 1

    def _first_in_sight(self) -> int:
        """The number of the first block that doesn't end above what shows; in a table one near it.

        Sought from where it was before: Qt would count from the top of the page of text, and a block
        far down would have to be laid out for being looked at.
        """
        document, layout = self._document(), self._document().documentLayout()
        top, last = self._view.verticalScrollBar().value(), self._document().blockCount() - 1

        def ends_above(number: int) -> bool:
            return layout.blockBoundingRect(document.findBlockByNumber(number)).bottom() < top

        low = high = min(self._first_seen, last)
        step = 1
        if ends_above(low):
            while (high := min(low + step, last)) > low and ends_above(high):
                low, step = high, step * 2
        else:
            while (low := high - step) >= 0 and not ends_above(low):
                high, step = low, step * 2
            low = max(low, -1)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if ends_above(middle) else (low, middle)
        self._first_seen = high
        return high

    def marker(self, number: int) -> str:
        """The bullet or number of a line, "" when it has none."""
        if number >= len(self.lines) or not self.lines[number].path:
            return ""
        first, last = self.store.group_at(number)
        body, known_first, texts = self._markers
        if body is not self.store.body() or known_first != first:
            texts = marker_texts(self.lines[first:last], self._counted_before(first))
            self._markers = (self.store.body(), first, texts)
        return texts[number - first]

    def _counted_before(self, first: int) -> dict[str, int]:
        """The last number that a list which counts on goes on from; `first` is its first line."""
        path = self.lines[first].path
        step = path[0] if path else None
        if not isinstance(step, ListStep) or step.kind != "numbered" or not step.continues:
            return {}
        items, at = 0, first
        while at:
            at, end = self.store.group_at(at - 1)
            path = self.lines[at].path
            before = path[0] if path else None
            if (
                isinstance(before, ListStep)
                and before.kind == "numbered"
                and before.numerals == step.numerals
            ):
                items += counted_items(self.lines[at:end])
                if not before.continues:
                    return {step.numerals: before.start - 1 + items}
        return {step.numerals: items}

    def note_number(self, position: int) -> int:
        """The number of the footnote whose sign stands at a position in the document."""
        place = self.place_at(position)
        text = self._document().findBlock(position).text()
        return self.store.notes_before(place.line) + text[: place.offset].count(NOTE_SIGN) + 1

    # -- changing ----------------------------------------------------------------------------

    def apply(self, edit: Edit | None, merge_key: str = "") -> bool:
        """Carry out an edit; `merge_key` "" makes it a step of its own. Returns whether anything changed."""
        if edit is None:
            return False
        old = list(self.lines)
        edit = settled(edit)
        head, tail = common_ends(old, edit.lines)
        if head == len(old) == len(edit.lines):
            self.select(edit.selection)
            return False
        made = self.store.replace(head, len(old) - head - tail, edit.lines[head : len(edit.lines) - tail])
        self._write(old, made)
        self.select(edit.selection)
        self.end_run()
        self.changed.emit(self.store.body(), merge_key or self._own_step())
        return True

    def set_body(self, body: Body) -> None:
        """Show another body: blocks that are the same, cursor and scroll position stay."""
        if body == self.store.body():
            return
        old = list(self.lines)
        cursor = self._view.textCursor()
        places = [self.place_at(cursor.anchor()), self.place_at(cursor.position())]
        before = [old[place.line] for place in places]
        scrolled = self._view.verticalScrollBar().value(), self._view.horizontalScrollBar().value()
        self._write(old, self.store.set_body(body))
        cursor = self._view.textCursor()
        moved = [self.place_at(cursor.anchor()), self.place_at(cursor.position())]
        anchor, position = map(self._followed, places, before, moved)
        self.select(Span(min(anchor, position), max(anchor, position)), turned=position < anchor)
        self._view.verticalScrollBar().setValue(scrolled[0])
        self._view.horizontalScrollBar().setValue(scrolled[1])
        self.end_run()

    def restyle(self, looks: Looks) -> None:
        """Show everything in other looks."""
        self.pages.looks = looks
        with self._unheard():
            self.pages.restyle(self.lines)

    @property
    def is_reading(self) -> bool:
        """Whether Qt changed the text just now and it is not told yet (its cursor moves before that)."""
        return self._pending is not None

    def end_run(self) -> None:
        """What is typed next is a step of its own."""
        self._run += 1
        self._run_length = 0

    def end_long_run(self) -> None:
        """After a word: a long run of typing ends here, so that undo takes back a sentence or so."""
        if self._run_length > _LONG_RUN:
            self.end_run()

    def _followed(self, place: Place, line: Line, moved: Place) -> Place:
        """Where a place in `line` is after another body came: `moved` is what Qt makes of it, which is
        right as long as the line was changed and not written anew."""
        lines = self.lines
        if isinstance(line.block, Gap) and line.path:
            # A gap has no id; in a table its cell is its place.
            there = (n for n, each in enumerate(lines) if each.path[:1] == line.path)
            return Place(next(there, moved.line), 0)
        if lines[moved.line].id == line.id and type(lines[moved.line].block) is type(line.block):
            return moved
        number = self.store.line_with_id(line.id)
        return Place(min(place.line, len(lines) - 1) if number is None else number, place.offset)

    def _write(self, old: list[Line], made: tuple[int, int, int]) -> None:
        first, gone, new = made
        with self._unheard():
            write(self.pages, first, old[first : first + gone], self.lines[first : first + new])
        self._renumber()

    def _renumber(self) -> None:
        """Let the signs of footnotes be laid out anew where their numbers became wider or narrower."""
        if not self.store.notes_moved:
            return
        self.store.notes_moved = False
        total = self.store.notes_before(len(self.lines))
        more, self._notes_shown = total - self._notes_shown, total
        document, cursor = self._document(), QTextCursor(self._document())
        with self._unheard():
            cursor.beginEditBlock()
            for number in self.store.lines_with_notes():
                first, end = self.store.notes_before(number) + 1, self.store.notes_before(number + 1)
                if not more or any(_width(n) != _width(n - more) for n in range(first, end + 1)):
                    block = document.findBlockByNumber(number)
                    document.markContentsDirty(block.position(), block.length())
            cursor.endEditBlock()

    def _own_step(self) -> str:
        self._step += 1
        return f"step:{self._step}"

    # -- listening ---------------------------------------------------------------------------

    def _document(self) -> QTextDocument:
        return self._view.document()

    @contextmanager
    def _unheard(self) -> Iterator[None]:
        """Changes made inside are ours and need not be read back."""
        before, self._writing = self._writing, True
        try:
            yield
        finally:
            self._writing = before

    def _read(self, position: int, removed: int, added: int) -> None:
        if self._writing:
            return
        document = self._document()
        lines = self.lines
        first = document.findBlock(position).blockNumber()
        last_block = document.findBlock(min(position + added, document.characterCount() - 1))
        last = last_block.blockNumber()
        more = document.blockCount() - len(lines)
        if first == last and not more:
            line, old = self.pages.line_of(last_block), lines[first]
            if line == old:
                return
            if line.id and line.id == old.id and line.path == old.path:
                self.store.replace_text(first, line)
                self._note(old.id, added, removed)
                return
        gone = last - first + 1 - more
        if first < 0 or gone < 0 or first + gone > len(lines):
            first, last, gone = 0, document.blockCount() - 1, len(lines)
        new = [line for number in range(first, last + 1) for line in self.pages.lines_of_block(number)]
        if lines[first : first + gone] == new:
            return
        before = len(lines)
        start, _old, count = self.store.replace(first, gone, new)
        # Where the store's own ids reach further than what was read, the document follows.
        start = min(start, first)
        tail = min(len(lines) - start - count, document.blockCount() - last - 1)
        if self._repair is not None:
            start = tail = 0
        self._repair = start, document.blockCount() - tail - start, len(lines) - tail - start
        if len(lines) != before:
            self.end_run()
            self._pending = self._own_step()
        else:
            self._note(lines[first].id, added, removed)

    def _note(self, id_: str, added: int, removed: int) -> None:
        self._run_length += max(added - removed, 0)
        self._pending = f"{'insert' if added >= removed else 'delete'}:{id_}:{self._run}"

    def _settle(self) -> None:
        """After Qt is done: write back the ids that changed, and tell."""
        if self._writing or self._pending is None:
            return
        key, self._pending = self._pending, None
        repair, self._repair = self._repair, None
        if repair is not None:
            start, shown, wanted = repair
            read = [self.pages.line(number) for number in range(start, start + shown)]
            with self._unheard():
                write(self.pages, start, read, self.lines[start : start + wanted])
        self._renumber()
        self.changed.emit(self.store.body(), key)


def _width(number: int) -> int:
    """How many digits the number of a footnote has."""
    return len(str(max(number, 1)))
