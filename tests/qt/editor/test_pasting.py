"""What comes in from other programs, and what goes out to them."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest

from briefmaker.letter.body import Body, Heading, LineBreak, ListBlock, Paragraph, Table, Text, inlines
from briefmaker.qt.editor.copying import mime_of
from briefmaker.qt.editor.lines import lines_of
from briefmaker.qt.editor.pasting import pasted_lines
from tests.qt.editor.test_keys import CTRL, bullets, paragraph, press, show, shown, write

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>
p.MsoNormal {mso-style-parent:""; font-size:20.0pt; color:red;} @font-face {font-family:Wingdings;}
</style></head><body lang=NL><!--StartFragment-->
<h2 style='color:#2F5496;font-family:Calibri'>Planning</h2>
<p class=MsoNormal><span style='font-size:20.0pt;color:red'>Voor het <i>gesprek</i> zijn er
<b>drie</b> mogelijkheden, zie <a href="https://www.haarlem.nl/">de website</a> of
<a href="javascript:alert(1)">dit</a>.<br>Nieuwe regel.</span></p>
<ul><li>een</li><li>twee<ul><li>diep</li></ul></li></ul>
<ol start=3><li>derde</li><li>vierde</li></ol>
<p><img src="file:///etc/passwd"><img src="https://example.nl/volgen.png">Na het plaatje</p>
<script>alert(1)</script>
<table border=1><tr><th>Jaar</th><th>Bedrag</th></tr><tr><td>2026</td><td><b>10</b></td></tr></table>
<p>Slot</p><!--EndFragment--></body></html>"""


def paste(editor, *, html: str = "", text: str = "") -> None:
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    editor.insertFromMimeData(data)


def test_html_keeps_structure_and_emphasis_and_drops_looks(editor) -> None:
    paste(editor, html=WORD, text="anders")
    assert shown(editor) == [
        ("h2", "Planning"),
        "Voor het gesprek zijn er drie mogelijkheden, zie de website of dit.\nNieuwe regel.",
        ("-", ["een", ["twee", ("-", ["diep"])]]),
        ("3", ["derde", "vierde"]),
        "Na het plaatje",
        "table",
        "Slot",
    ]
    runs = editor.body().blocks[1].inlines
    assert Text(text="gesprek", emphasis=True) in runs
    assert Text(text="drie", strong=True) in runs
    assert Text(text="de website", link="https://www.haarlem.nl/") in runs
    assert not any("javascript" in run.link for run in runs if isinstance(run, Text))
    table = editor.body().blocks[5]
    assert isinstance(table, Table)
    cells = [[cell.blocks[0].inlines[0] for cell in row.cells] for row in table.rows]
    assert [[run.text for run in row] for row in cells] == [["Jaar", "Bedrag"], ["2026", "10"]]
    heading = editor.body().blocks[0]
    assert isinstance(heading, Heading)
    assert not heading.inlines[0].strong


def test_nothing_is_fetched_for_pasted_html(editor, monkeypatch) -> None:
    asked: list = []
    real = QTextDocument.loadResource
    monkeypatch.setattr(QTextDocument, "loadResource", lambda *args: asked.append(args) or real(*args))
    paste(editor, html='<link rel="stylesheet" href="file:///x.css"><img src="file:///etc/passwd">tekst')
    assert shown(editor) == ["tekst"]
    assert asked == []
    assert editor.loadResource(2, QUrl("file:///etc/passwd")) is None


def test_html_that_is_not_understood_loses_no_text(editor) -> None:
    paste(editor, html="<p>een</p><frameset><noframes>twee en drie</noframes>", text="een\ntwee en drie")
    assert "".join(shown(editor)).replace(" ", "") == "eentweeendrie"


def test_plain_lines_become_paragraphs_and_lists(editor) -> None:
    paste(
        editor,
        text="Geachte leden,\r\n\r\n- een\r\n- twee\r\n1. eerst\r\n2. dan\r\n\r\nTot slot\x0bnog een",
    )
    assert shown(editor) == [
        "Geachte leden,",
        ("-", ["een", "twee"]),
        ("1", ["eerst", "dan"]),
        "Tot slot\nnog een",
    ]


def test_a_few_words_are_put_into_the_sentence(editor) -> None:
    show(editor, paragraph("een drie", "x"))
    editor.show_place("x", 4)
    paste(editor, text="twee ")
    assert shown(editor) == ["een twee drie"]
    write(editor, "en ")
    assert shown(editor) == ["een twee en drie"]


def test_several_paragraphs_come_between_both_halves(editor) -> None:
    show(editor, paragraph("voorna", "x"))
    editor.show_place("x", 4)
    paste(editor, text="een\ntwee\ndrie ")
    assert shown(editor) == ["vooreen", "twee", "driena"]
    assert editor.body().blocks[0].id == "x"


def test_lines_pasted_in_an_item_become_items(editor) -> None:
    show(editor, bullets("een", "vier"))
    editor.show_place(editor.body().blocks[0].items[0].blocks[0].id, 3)
    paste(editor, text="\ntwee\ndrie")
    assert shown(editor) == [("-", ["eentwee", "drie", "vier"])]


def test_a_list_pasted_twice_is_there_twice(editor) -> None:
    for _ in range(2):
        paste(editor, text="- een\n- twee\n")
        press(editor, Qt.Key.Key_End, CTRL)
        write(editor, "\n")
    texts = [text for text in editor.body().texts() if text]
    assert texts == ["een", "twee", "een", "twee"]


def test_a_selection_is_replaced_by_what_is_pasted(editor) -> None:
    show(editor, paragraph("een"), bullets("twee", "drie"))
    press(editor, Qt.Key.Key_A, CTRL)
    paste(editor, text="anders")
    assert shown(editor) == ["anders"]


def test_characters_that_no_letter_can_hold_are_left_out_and_named(editor, qtbot) -> None:
    with qtbot.waitSignal(editor.refused) as told:
        paste(editor, text="a\x07b\ufffec")
    assert shown(editor) == ["abc"]
    assert "U+0007" in told.args[0]
    assert "U+FFFE" in told.args[0]


def test_characters_that_came_in_by_another_way_are_shown_and_kept(editor) -> None:
    show(editor, Paragraph(inlines=(Text(text="a\x07b"),)))
    assert "\u25a1" in editor.toPlainText()
    press(editor, Qt.Key.Key_End)
    write(editor, "c")
    assert shown(editor) == ["a\x07bc"]


def test_what_is_copied_comes_back_the_same(editor) -> None:
    body = Body(
        blocks=(
            Heading(level=1, inlines=inlines("Kop")),
            Paragraph(
                inlines=(Text(text="vet", strong=True), LineBreak(), Text(text="schuin", emphasis=True))
            ),
            bullets("een", (paragraph("twee"), bullets("diep"))),
            ListBlock(kind="numbered", start=4, items=bullets("vier").items),
        )
    ).with_ids()
    editor.set_body(body)
    before = shown(editor)
    press(editor, Qt.Key.Key_A, CTRL)
    press(editor, Qt.Key.Key_X, CTRL)
    assert shown(editor) in ([""], [("h1", "")])
    press(editor, Qt.Key.Key_N, CTRL | Qt.KeyboardModifier.ShiftModifier)
    press(editor, Qt.Key.Key_V, CTRL)
    assert shown(editor) == before


def test_other_programs_get_html_and_plain_text(editor) -> None:
    lines = list(lines_of(Body(blocks=(paragraph("R&D"), bullets("een", "twee"))).with_ids().blocks))
    data = mime_of(lines)
    assert data.html() == "<p>R&amp;D</p><ul><li>een</li><li>twee</li></ul>"
    assert data.text() == "R&D\n- een\n- twee"
    # Or the program crashes at its exit, see `copying`.
    assert not shiboken6.createdByPython(data)


def test_our_own_html_is_read_back(editor) -> None:
    body = Body(blocks=(paragraph("R&D"), bullets("een", (paragraph("twee"), bullets("diep"))))).with_ids()
    lines = list(lines_of(body.blocks))
    data = QMimeData()
    data.setHtml(mime_of(lines).html())
    again = pasted_lines(data).lines
    assert [line.depth for line in again] == [line.depth for line in lines]


def test_text_dropped_elsewhere_in_the_text_is_moved(editor) -> None:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QDropEvent

    show(editor, paragraph("een twee ", "x"), paragraph("drie", "y"))
    cursor = editor.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(9, cursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    data = editor.createMimeDataFromSelection()
    end = editor.document().characterCount() - 1
    cursor.setPosition(end)
    where = QPointF(editor.cursorRect(cursor).center())
    event = QDropEvent(
        where, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    editor.dropEvent(event)
    assert "".join(sorted("".join(shown(editor)))) == "".join(sorted("een twee drie" + "twee "))
    QTest.keyClick(editor, Qt.Key.Key_End)
