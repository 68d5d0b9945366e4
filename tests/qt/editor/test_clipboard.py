"""Pasting from other programs into the text, and copying out of it."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QByteArray, QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from briefmaker.letter.body import (
    Body,
    Cell,
    Footnote,
    Image,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)
from briefmaker.qt.editor.pasting import BODY_MIME, pasted_lines
from briefmaker.qt.editor.pictures import image_of
from tests.content import clipboards
from tests.content.clipboards import short
from tests.content.test_foreign_hostile import HOSTILE
from tests.qt.editor.test_keys import CTRL, bullets, paragraph, press, show, shown
from tests.qt.editor.test_pasting import paste


def picture() -> QImage:
    image = QImage(3, 2, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    return image


@pytest.mark.parametrize("name", ["WORD", "OUTLOOK", "GOOGLE", "CHROME", "WORD_ONLINE", "WEB_MAIL"])
def test_the_text_shows_what_the_other_program_had(editor, name) -> None:
    html = {"GOOGLE": clipboards.GOOGLE_DOCS}.get(name) or getattr(clipboards, name)
    paste(editor, html=html)
    assert short(editor.body().blocks) == getattr(clipboards, f"{name}_BLOCKS")


def test_a_paste_is_one_step_and_says_what_it_left_out(editor) -> None:
    steps, notices, refusals = [], [], []
    editor.body_changed.connect(lambda body, key: steps.append(key))
    editor.noticed.connect(notices.append)
    editor.refused.connect(refusals.append)
    paste(editor, html=clipboards.OUTLOOK)
    assert len(steps) == 1
    assert notices == ["Weggelaten: afbeeldingen van elders."]
    paste(editor, text="gewoon")
    assert len(steps) == 2
    assert len(notices) == 1
    assert refusals == []


def test_a_word_stays_a_word_with_the_spaces_round_it(editor) -> None:
    show(editor, paragraph("een drie", "x"))
    editor.show_place("x", 4)
    paste(editor, html="<html><body><span>twee </span></body></html>", text="twee ")
    paste(editor, html="<h2>woord</h2>", text="woord")
    assert shown(editor) == ["een twee woorddrie"]


def test_pasted_as_plain_text_there_is_no_mark_up(editor) -> None:
    data = QMimeData()
    data.setHtml("<h1>Kop</h1><ul><li><b>een</b></li></ul>")
    data.setText("Kop\n- een\nhttps://a.nl")
    QGuiApplication.clipboard().setMimeData(data)
    editor.pasteAsText()
    assert shown(editor) == ["Kop", "- een", "https://a.nl"]
    assert all(run == Text(text=run.text) for block in editor.body().blocks for run in block.inlines)


def test_a_read_only_text_takes_nothing(editor) -> None:
    show(editor, paragraph("een"))
    editor.setReadOnly(True)
    paste(editor, text="twee")
    editor.pasteAsText()
    assert shown(editor) == ["een"]


def test_lines_of_a_pdf_in_a_browser_are_joined(editor) -> None:
    rows = [
        "De gemeente werkt aan een nieuwe regeling voor het parkeren in",
        "de binnenstad, want de huidige regeling past niet meer bij de",
        "gewenste verdeling van de ruimte tussen bewoners en bezoekers",
        "van winkels in de stad.",
    ]
    html = "".join(f'<span role="presentation">{row}</span><br role="presentation">' for row in rows)
    paste(editor, html=html, text="\n".join(rows))
    assert shown(editor) == [" ".join(rows)]


def test_a_picture_on_the_clipboard_becomes_a_picture(editor) -> None:
    data = QMimeData()
    data.setImageData(picture())
    data.setHtml('<img src="https://www.voorbeeld.nl/kaart.png" alt="kaart">')
    editor.insertFromMimeData(data)
    (image,) = (block for block in editor.body().blocks if isinstance(block, Image))
    assert QImage.fromData(image.data).size() == picture().size()


def test_nothing_is_lost_between_our_own_texts(editor) -> None:
    note = Footnote(note=(Text(text="zie "), Text(text="daar", emphasis=True), LineBreak(), Text(text="en")))
    cells = (Cell(blocks=(paragraph("een", "c1"), bullets("punt")), span=2), Cell(row_span=2))
    numbers = ListBlock(kind="numbered", numerals="roman", start=4, items=bullets("iv").items)
    more = ListBlock(kind="numbered", numerals="roman", continues=True, items=bullets("v").items)
    body = Body(
        blocks=(
            Paragraph(inlines=(Text(text="met noot"), note, Text(text=" en meer", link="https://a.nl"))),
            numbers,
            paragraph("tussen"),
            more,
            Table(
                header_rows=1,
                header_column=True,
                rows=(Row(cells=cells), Row(cells=(Cell(blocks=(paragraph("x"),)), Cell()))),
            ),
            Quote(blocks=(paragraph("geciteerd"),)),
            PageBreak(),
            image_of(picture(), "Een vlak"),
            paragraph("slot"),
        )
    ).with_ids()
    editor.set_body(body)
    press(editor, Qt.Key.Key_A, CTRL)
    data = editor.createMimeDataFromSelection()
    copied = Body.model_validate_json(bytes(data.data(BODY_MIME).data()))
    assert without_ids(copied) == without_ids(body)
    show(editor, paragraph("weg"))
    press(editor, Qt.Key.Key_A, CTRL)
    editor.insertFromMimeData(data)
    assert without_ids(editor.body()) == without_ids(body)


def without_ids(value):
    """A body as plain values, without ids."""
    if isinstance(value, Body):
        value = value.model_dump()
    if isinstance(value, dict):
        return {key: without_ids(each) for key, each in value.items() if key != "id"}
    return [without_ids(each) for each in value] if isinstance(value, list | tuple) else value


def test_a_picture_copied_alone_is_a_picture_for_others(editor) -> None:
    show(editor, image_of(picture(), "vlak"))
    press(editor, Qt.Key.Key_A, CTRL)
    data = editor.createMimeDataFromSelection()
    assert data.hasImage()
    assert 'alt="vlak" src="data:image/png;base64,' in data.html()


def test_damaged_data_of_our_own_kind_falls_back_to_the_text(editor) -> None:
    data = QMimeData()
    data.setData(BODY_MIME, QByteArray(b'{"blocks": [{"type": "nee"}]}'))
    data.setText("de tekst")
    assert short([line.block for line in pasted_lines(data).lines]) == ["de tekst"]


def test_bad_characters_go_at_every_depth(editor, qtbot) -> None:
    with qtbot.waitSignal(editor.refused) as told:
        paste(editor, html="<table border=1><tr><td>a\x07<td>b<tr><td>c<td>d\x0b</table>")
    assert "U+0007" in told.args[0]
    assert "\x07" not in editor.body().model_dump_json()


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["nested", "many tables", "paragraphs of control characters", "pictures", "scripts"]
)
def test_a_megabyte_that_means_harm_leaves_what_was_there(editor, name) -> None:
    show(editor, paragraph("wat er stond", "x"))
    started = time.perf_counter()
    paste(editor, html=HOSTILE[name], text="x")
    assert time.perf_counter() - started < 60
    assert any(text.endswith("wat er stond") for text in editor.body().texts())


def test_too_much_is_refused_in_a_sentence_and_nothing_changes(editor, qtbot) -> None:
    show(editor, paragraph("wat er stond", "x"))
    with qtbot.waitSignal(editor.refused) as told:
        paste(editor, text="regel\n" * 7_000)
    assert told.args == ["Dat is te veel om in één keer in te voegen. Neem het in delen over."]
    assert shown(editor) == ["wat er stond"]


def test_rtf_counts_where_there_is_no_html(editor) -> None:
    data = QMimeData()
    data.setData("text/rtf", QByteArray(b"{\\rtf1\\ansi {\\b vet} en {\\i schuin}\\par}"))
    data.setText("vet en schuin")
    assert editor.canInsertFromMimeData(data)
    editor.insertFromMimeData(data)
    assert short(editor.body().blocks) == ["*vet* en _schuin_"]
