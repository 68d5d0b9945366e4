"""The editor as others use it: size, speed, looks, names."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QPalette
from PySide6.QtTest import QTest

from briefmaker.letter.body import Body, Heading, Paragraph, Text, inlines
from briefmaker.qt.editor import EditorToolbar
from briefmaker.qt.editor.lines import is_text
from briefmaker.qt.icons import icon, icon_names
from tests.qt.editor.test_keys import TABLE, bullets, paragraph, show, shown, write

SENTENCE = "Met deze brief informeer ik de commissie over het proces. "


@pytest.mark.parametrize("paragraphs", [20, 2000])
def test_a_keystroke_reads_one_paragraph_however_long_the_text(editor, monkeypatch, paragraphs: int) -> None:
    show(editor, *(paragraph(SENTENCE * 8, f"x{number}") for number in range(paragraphs)))
    editor.show_place(f"x{paragraphs // 2}", 10)
    read: list = []
    pages = editor._sync.pages
    real = pages.line_of
    monkeypatch.setattr(pages, "line_of", lambda block: read.append(block.blockNumber()) or real(block))
    before = editor.body()
    write(editor, "a")
    assert set(read) == {paragraphs // 2}
    after = editor.body()
    assert sum(one is not other for one, other in zip(before.blocks, after.blocks, strict=True)) == 1


def test_an_earlier_text_touches_only_the_block_that_differs(editor) -> None:
    show(editor, *(paragraph(SENTENCE, f"x{number}") for number in range(50)))
    before = editor.body()
    editor.show_place("x25", 3)
    write(editor, "abc")
    changes: list = []
    editor.document().contentsChange.connect(lambda *change: changes.append(change))
    editor.set_body(before)
    assert [(removed, added) for _, removed, added in changes] == [(3, 0)]


def test_a_word_of_a_million_characters_is_shown_as_a_card_and_kept(editor) -> None:
    body = Body(blocks=(paragraph("x" * 1_000_000), paragraph("na"))).with_ids()
    editor.set_body(body)
    assert not is_text(body.blocks[0])
    assert editor.document().characterCount() < 5_000
    QTest.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    write(editor, "t")
    assert editor.body().blocks[0] is body.blocks[0]
    assert shown(editor)[1] == "nat"


def test_it_says_what_it_is_to_a_screen_reader(editor) -> None:
    reader = QAccessible.queryAccessibleInterface(editor)
    assert reader.text(QAccessible.Text.Name) == "Tekst van het document"
    assert "Ctrl+Tab" in reader.text(QAccessible.Text.Description)
    assert editor.placeholderText() == "Typ hier de tekst"


def test_the_rows_of_a_table_can_be_read(editor) -> None:
    show(editor, TABLE)
    assert "Jaar" in editor.toPlainText()
    assert "120.000" in editor.toPlainText()


def test_the_toolbar_follows_the_cursor_and_does_what_it_says(editor, qtbot) -> None:
    bar = EditorToolbar(editor)
    qtbot.addWidget(bar)
    show(
        editor,
        Heading(id="kop", level=2, inlines=inlines("Kop")),
        Paragraph(id="p", inlines=(Text(text="vet", strong=True),)),
        bullets("een"),
    )
    actions = editor.actions_of_text
    assert [bar.kinds.itemText(row) for row in range(4)] == ["Alinea", "Kop 1", "Kop 2", "Kop 3"]
    editor.show_place("kop")
    assert bar.kinds.currentText() == "Kop 2"
    editor.show_place("p", 2)
    assert bar.kinds.currentText() == "Alinea"
    assert actions.bold.isChecked()
    assert not actions.bullets.isChecked()
    editor.show_place(editor.body().blocks[2].id)
    assert actions.bullets.isChecked()
    editor.show_place("p")
    bar.kinds.setCurrentIndex(1)
    bar.kinds.activated.emit(1)
    assert shown(editor)[1] == ("h1", "vet")
    actions.numbers.trigger()
    assert shown(editor)[1] == ("1", ["vet"])
    assert "Ctrl+B" in actions.bold.toolTip()
    assert actions.bold.text() == "Vet"


def test_every_control_of_the_toolbar_has_a_name(editor, qtbot) -> None:
    bar = EditorToolbar(editor)
    qtbot.addWidget(bar)
    for action in bar.actions():
        widget = bar.widgetForAction(action)
        if not action.isSeparator():
            assert widget.accessibleName()


def test_a_dark_palette_changes_the_looks_and_not_the_text(editor) -> None:
    show(editor, Paragraph(inlines=(Text(text="de website", link="https://example.nl/"),)), bullets("een"))
    before = editor.body()
    told: list = []
    editor.body_changed.connect(lambda *change: told.append(change))
    palette = QPalette(editor.palette())
    palette.setColor(QPalette.ColorRole.Base, QColor("#191c20"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#e7eaee"))
    palette.setColor(QPalette.ColorRole.Link, QColor("#7db3ef"))
    editor.setPalette(palette)
    cursor = editor.textCursor()
    cursor.setPosition(3)
    assert cursor.charFormat().foreground().color() == QColor("#7db3ef")
    assert editor.body() is before
    assert told == []


@pytest.mark.parametrize("zoom", [1.0, 1.5, 2.0])
def test_the_text_grows_with_the_zoom(editor, zoom: float) -> None:
    show(editor, paragraph("een"), bullets("twee"))
    editor.set_zoom(zoom)
    assert editor.font().pointSizeF() == pytest.approx(11 * zoom)
    assert shown(editor) == ["een", ("-", ["twee"])]
    editor.grab()


def test_every_icon_is_drawn_in_the_colour_of_the_palette(qapp) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.ButtonText, QColor("#e7eaee"))
    needed = {"bold", "italic", "heading", "bullets", "numbers", "indent", "outdent", "undo", "redo"}
    assert needed <= set(icon_names())
    for name in icon_names():
        picture = icon(name, palette).pixmap(24, 24).toImage()
        colours = {
            picture.pixelColor(x, y).rgb() & 0xFFFFFF
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixelColor(x, y).alpha() > 250
        }
        assert colours == {0xE7EAEE}, name


def test_an_icon_that_is_not_there_is_a_mistake(qapp) -> None:
    with pytest.raises(KeyError):
        icon("bestaat-niet")
