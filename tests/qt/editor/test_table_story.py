"""The two hard tables of real letters, made with the keyboard alone: an assignment in two columns with lists
in its cells, and an agenda under a heading that spans its columns."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from briefmaker.letter.body import ListBlock, Paragraph, Table, Text, plain_text
from briefmaker.qt.editor.table_size import TableSize
from tests.qt.editor.test_keys import CTRL, SHIFT, outline, press, show, write
from tests.qt.editor.test_tables import cells_of


class Piece(NamedTuple):
    """What is typed in a cell: a paragraph ("p"), an italic line ("i"), an item ("1", "a", "-"), or names
    under each other ("names", separated by line ends)."""

    kind: str
    text: str


ANNEX = [
    ("Gevraagde beslissing", [Piece("1", "Het team stemt in met de opdracht."), Piece("1", "De groep ook.")]),
    (
        "Aanleiding",
        [Piece("p", "Er zijn redenen om meer samen te werken."), Piece("p", "De raad vroeg erom.")],
    ),
    (
        "Afbakening",
        [
            Piece("p", "Deze opdracht gaat over:"),
            Piece("a", "Zorg in de wijk"),
            Piece("a", "Beleid"),
            Piece("a", "Gebouwen"),
            Piece("p", "Een fusie valt erbuiten."),
        ],
    ),
    (
        "Resultaat",
        [
            Piece("i", "Zorg in de wijk"),
            Piece("-", "Beide teams maken vaste afspraken."),
            Piece("-", "Zij werken met een plan."),
            Piece("i", "Gebouwen"),
            Piece("-", "Beide teams zitten in hetzelfde gebouw."),
        ],
    ),
    ("Werkwijze", [Piece("i", "Stuurgroep"), Piece("names", "A. de Vries (wijk)\nB. Jansen (gemeente)")]),
    ("Planning", [Piece("p", "Zie de data bij het resultaat.")]),
]
AGENDA = [
    ["", "Inwoners van de wijk", "", ""],
    ["", "Meedoen", "Wonen", "Gezond leven"],
    ["Beleid A", "Activiteit", "", ""],
    ["Beleid B", "", "Activiteit", "Activiteit"],
    ["Beleid C", "", "Gebied", ""],
]


def point_out(editor, rows: int, columns: int) -> None:
    """Ctrl+Shift+T, the arrows, Enter; the grid begins at two rows and two columns."""
    press(editor, Qt.Key.Key_T, CTRL | SHIFT)
    grid = editor.findChild(TableSize)
    assert grid is not None
    press(grid, Qt.Key.Key_Down, times=rows - 2)
    press(grid, Qt.Key.Key_Right, times=columns - 2)
    assert str(rows) in grid.accessibleName()
    press(grid, Qt.Key.Key_Return)


def choose(editor, name: str) -> None:
    """From the menu at the cursor, by the keys of a menu."""
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, editor.rect().center(), editor.mapToGlobal(editor.rect().center())
    )
    QApplication.sendEvent(editor, event)
    for wanted in ("Tabel", name):
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            active = menu.activeAction()
            if active is not None and active.text().replace("&", "") == wanted:
                break
            press(menu, Qt.Key.Key_Down)
        press(menu, Qt.Key.Key_Return)


def type_signs(editor, text: str) -> None:
    """As QTest.keyClicks, which ends the program for signs beyond ASCII. Of a long text the start is typed,
    the rest comes in at once, as from an input method: real annexes take long to type."""
    text, rest = text[:30], text[30:]
    for part in re.split(r"([^\x20-\x7e])", text):
        if part.isascii():
            QTest.keyClicks(editor, part)
        else:
            held = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, 0, held, part))
    if rest:
        commit = QInputMethodEvent()
        commit.setCommitString(rest)
        QApplication.sendEvent(editor, commit)


def fill_cell(editor, pieces: list[Piece]) -> None:
    """Type a cell as a secretary does: signs begin lists, Enter twice ends them."""
    last = ""
    for number, piece in enumerate(pieces):
        in_list = last in ("1", "a", "-")
        if number:
            press(editor, Qt.Key.Key_Return)
        if in_list and piece.kind != last:
            press(editor, Qt.Key.Key_Return)
        if piece.kind in ("1", "a", "-") and piece.kind != last:
            write(editor, {"1": "1. ", "a": "a) ", "-": "- "}[piece.kind])
        if piece.kind == "i":
            press(editor, Qt.Key.Key_I, CTRL)
        for row, line in enumerate(piece.text.split("\n")):
            if row:
                press(editor, Qt.Key.Key_Return, SHIFT)
            type_signs(editor, line)
        if piece.kind == "i":
            press(editor, Qt.Key.Key_I, CTRL)
        last = piece.kind


def make_annex(editor, title: str, rows: list[tuple[str, list[Piece]]]) -> None:
    point_out(editor, 2, 2)
    type_signs(editor, title)
    press(editor, Qt.Key.Key_Right, SHIFT)
    press(editor, Qt.Key.Key_M, CTRL | SHIFT)
    choose(editor, "Veldnamenkolom")
    for label, pieces in rows:
        press(editor, Qt.Key.Key_Tab)
        type_signs(editor, label)
        press(editor, Qt.Key.Key_Tab)
        fill_cell(editor, pieces)


def pieces_of(blocks) -> list[Piece]:
    """What stands in a cell, as what would be typed for it."""
    found = []
    for block in blocks:
        if isinstance(block, ListBlock):
            kind = "-" if block.kind == "bullet" else "a" if block.numerals == "letter" else "1"
            found += [Piece(kind, plain_text(item.blocks[0].inlines)) for item in block.items]
            continue
        assert isinstance(block, Paragraph)
        texts = [run for run in block.inlines if isinstance(run, Text)]
        text = plain_text(block.inlines)
        kind = "i" if texts and all(run.emphasis for run in texts) else "names" if "\n" in text else "p"
        found.append(Piece(kind, text))
    return found


def as_typed(pieces: list[Piece]) -> list[Piece]:
    """With the signs that are put right while typing as they are on the keyboard."""
    plain = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-"})
    return [Piece(piece.kind, piece.text.translate(plain).replace("\u2026", "...")) for piece in pieces]


def test_the_annex_of_a_letter_is_made_with_the_keyboard(editor) -> None:
    write(editor, "Hieronder staat de opdracht.\n")
    make_annex(editor, "Samenwerking in de wijk", ANNEX)
    body = editor.body()
    assert [block.type for block in body.blocks] == ["paragraph", "table"]
    table = body.blocks[1]
    assert isinstance(table, Table)
    assert (table.header_rows, table.header_column) == (1, True)
    assert [cell.span for cell in table.rows[0].cells] == [2]
    assert outline(table.rows[0].cells[0].blocks) == ["Samenwerking in de wijk"]
    made = [(outline(row.cells[0].blocks), pieces_of(row.cells[1].blocks)) for row in table.rows[1:]]
    assert made == [([label], pieces) for label, pieces in ANNEX]
    # Every edit was told; an earlier body shows as it was, and the later one again.
    show(editor)
    editor.set_body(body)
    assert editor.body() == body


def type_agenda(editor, rows: list[list[str]]) -> None:
    point_out(editor, len(rows), len(rows[0]))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if number or column:
                press(editor, Qt.Key.Key_Tab)
            type_signs(editor, text)


def test_a_heading_over_several_columns_is_made_with_the_keyboard(editor) -> None:
    type_agenda(editor, AGENDA)
    press(editor, Qt.Key.Key_Home, CTRL)
    press(editor, Qt.Key.Key_Down)
    press(editor, Qt.Key.Key_Tab)
    press(editor, Qt.Key.Key_Left, SHIFT)  # what Tab selected
    press(editor, Qt.Key.Key_End)
    press(editor, Qt.Key.Key_Right, SHIFT, times=2)
    press(editor, Qt.Key.Key_M, CTRL | SHIFT)
    choose(editor, "Veldnamenkolom")
    press(editor, Qt.Key.Key_Left)
    press(editor, Qt.Key.Key_Down, SHIFT)
    choose(editor, "Veldnamenrij")
    table = editor.body().blocks[0]
    assert isinstance(table, Table)
    assert cells_of(editor) == [["", ("Inwoners van de wijk", 3, 1)], *AGENDA[1:]]
    assert table.header_column
    assert table.header_rows == 2
    empty = [cell for row in table.rows for cell in row.cells if not cell.blocks]
    assert len(empty) == 7


# -- the real ones ----------------------------------------------------------------------------------


def annex_of_seed(text: str) -> tuple[str, list[tuple[str, list[Piece]]]]:
    """The title and the rows of the annex, as what is typed."""
    rows = re.findall(r"^\| (.*?) ?\| ?(.*?) ?\|$", text, re.MULTILINE)
    rows = [row for row in rows if not set("".join(row)) <= set("-| ")]
    title = rows[0][0]
    made: list[tuple[str, list[Piece]]] = []
    for label, inside in rows[1:]:
        label = " ".join(re.sub(r"<.*?>", "", label).split())
        made.append((label, pieces_of_html(inside)))
    return title, made


def pieces_of_html(text: str) -> list[Piece]:
    found: list[Piece] = []
    for part in re.split(r"(<ol.*?(?:</ol>|(?=<p>))|<i>.*?</i>|</?p>)", text):
        plain = " ".join(re.sub(r"<.*?>", "", part).split())
        if not plain:
            continue
        if part.startswith("<i>"):
            found.append(Piece("i", plain))
        elif part.startswith("<ol"):
            items = re.split(r"(?:^| )(?:(\d)\.|([a-z])\)) ", plain)
            for number, letter, item in zip(items[1::3], items[2::3], items[3::3], strict=True):
                found.append(Piece("1" if number else "a" if letter else "", item))
        elif plain.startswith("- "):
            found += [Piece("-", item) for item in re.split(r"(?:^| )- (?=CJG)", plain)[1:]]
        elif re.fullmatch(r"(?:[A-Z]\.[^()]*\([^()]*\) ?)+", plain):
            found.append(Piece("names", re.sub(r"\) ", ")\n", plain)))
        else:
            found.append(Piece("p", plain))
    return found


def test_the_real_annex_is_made_with_the_keyboard(editor, seeds) -> None:
    files = list(seeds.glob("002*.txt"))
    if not files:
        pytest.skip("this letter is not among the real ones here")
    title, rows = annex_of_seed(files[0].read_text(encoding="utf-8"))
    assert len(rows) > 10
    kinds = {piece.kind for _label, pieces in rows for piece in pieces}
    assert kinds == {"p", "i", "1", "a", "-", "names"}
    make_annex(editor, title, rows)
    table = editor.body().blocks[0]
    assert isinstance(table, Table)
    made = [(row.cells[0].blocks, pieces_of(row.cells[1].blocks)) for row in table.rows[1:]]
    assert as_typed([Piece("p", "".join(outline(label))) for label, _ in made]) == as_typed(
        [Piece("p", label) for label, _ in rows]
    )
    assert [as_typed(pieces) for _, pieces in made] == [as_typed(pieces) for _, pieces in rows]


def test_the_real_agenda_is_made_with_the_keyboard(editor, seeds) -> None:
    files = list(seeds.glob("004*.txt"))
    if not files:
        pytest.skip("this letter is not among the real ones here")
    rows = re.findall(r"^(.*\t.*)$", files[0].read_text(encoding="utf-8"), re.MULTILINE)
    cells = [[cell.strip() for cell in row.split("\t")] for row in rows]
    columns = max(map(len, cells))
    cells = [[*row, *[""] * (columns - len(row))] for row in cells]
    assert columns == 5
    type_agenda(editor, cells)
    typed = [[str(text).replace("\u2026", "...") for text in row] for row in cells_of(editor)]
    assert typed == [[text.replace("\u2026", "...") for text in row] for row in cells]
