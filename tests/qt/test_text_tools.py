"""What the texts of a letter ask of their window."""

from __future__ import annotations

from PySide6.QtCore import Qt

from briefmaker.app.letters import open_letter
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body, Heading, Image, Paragraph, Text, inlines, plain_text
from briefmaker.problems import Place
from briefmaker.qt.editor.picture_dialog import PictureDialog
from briefmaker.qt.settings_dialog import SettingsDialog
from tests.qt.editor.test_pictures import file_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def text_of(window):
    """The main text, with the focus."""
    editor = window.form.rows["brieftekst"].editor.input.editor
    editor.setFocus()
    return editor


def menu(window, title: str) -> list[str]:
    for action in window.menuBar().actions():
        if action.text().replace("&", "") == title:
            action.menu().aboutToShow.emit()
            return [
                each.text().replace("&", "")
                for each in action.menu().actions()
                if each.isVisible() and not each.isSeparator()
            ]
    raise AssertionError(title)


def test_a_picture_is_chosen_described_shown_on_the_page_and_saved(
    qtbot, window, dialogs, pages_shown, tmp_path
) -> None:
    dialogs.file = tmp_path / "kaart.png"
    dialogs.file.write_bytes(file_of("PNG", (400, 200)))
    editor = text_of(window)
    qtbot.keyClicks(editor, "Zie de kaart:")
    editor.actions_of_text.inserting.picture.trigger()
    qtbot.waitUntil(lambda: bool(window.findChildren(PictureDialog)))
    asked = window.findChildren(PictureDialog)[0]
    asked.input.setPlainText("Kaart van de wijk")
    asked.accept()
    pages_shown(window)
    (image,) = window.session.answers.body("brieftekst").images()
    assert image.alt == "Kaart van de wijk"
    rules = [problem.rule for problem in window.session.fill_now().problems]
    assert "image.description" not in rules
    dialogs.file = tmp_path / "met kaart.brief"
    window.filing.save_as()
    qtbot.waitUntil(lambda: (tmp_path / "met kaart.brief").exists() and not window.session.is_modified)
    kept = open_letter(tmp_path / "met kaart.brief").answers.body("brieftekst")
    assert [each.data for each in kept.images()] == [image.data]


def test_a_picture_that_cant_be_read_is_refused_in_a_sentence(qtbot, window, dialogs, tmp_path) -> None:
    dialogs.file = tmp_path / "kaart.png"
    dialogs.file.write_bytes(b"geen plaatje")
    text_of(window).actions_of_text.inserting.picture.trigger()
    qtbot.waitUntil(lambda: bool(dialogs.told))
    assert "geen afbeelding" in dialogs.told[0]
    dialogs.file = tmp_path / "weg.png"
    text_of(window).actions_of_text.inserting.picture.trigger()
    qtbot.waitUntil(lambda: len(dialogs.told) == 2)
    assert "weg.png" in dialogs.told[1]


def test_a_picture_without_a_description_is_a_problem_at_its_place(window) -> None:
    editor = text_of(window)
    body = Body(blocks=(Paragraph(id="p", inlines=inlines("Dag")), Image(id="i", data=file_of("PNG"))))
    window.session.change("brieftekst", body, "")
    window.form.show_answers(window.session.answers)
    problems = window.session.fill_now().problems
    (problem,) = [each for each in problems if each.rule == "image.description"]
    assert problem.blocks_export
    window.go_to(problem.where)
    assert editor.current_block_id() == "i"


def test_what_follows_moves_into_an_enclosure_in_one_step(qtbot, window) -> None:
    editor = text_of(window)
    body = Body(
        blocks=(
            Paragraph(id="p", inlines=inlines("Brief")),
            Heading(id="k", inlines=inlines("Plan")),
            Paragraph(id="q", inlines=inlines("Tekst")),
        )
    )
    there = Enclosure(title="Al hier", body=Body(blocks=(Paragraph(id="z", inlines=inlines("z")),)))
    window.session.change_together({"brieftekst": body, "bijlagen": (there,)}, Place("brieftekst"))
    editor.show_place("k")
    qtbot.keyClick(editor, Qt.Key.Key_Return, CTRL | SHIFT)
    answers = window.session.answers
    assert list(answers.body("brieftekst").texts()) == ["Brief"]
    assert [each.title for each in answers.enclosures("bijlagen")] == ["Plan", "Al hier"]
    assert list(answers.enclosures("bijlagen")[0].body.texts()) == ["Tekst"]
    assert window.focusWidget() is window.form.rows["bijlagen"].editor._boxes[0].title
    window.undo()
    assert list(window.session.answers.body("brieftekst").texts()) == ["Brief", "Plan", "Tekst"]
    assert [each.title for each in window.session.answers.enclosures("bijlagen")] == ["Al hier"]
    assert list(editor.body().texts()) == ["Brief", "Plan", "Tekst"]


def test_the_menus_offer_what_can_be_done_where_the_cursor_is(window) -> None:
    assert menu(window, "Invoegen")[:4] == ["Voetnoot", "Koppeling…", "Afbeelding…", "Pagina-einde"]
    assert "Nieuwe bijlage vanaf hier" in menu(window, "Invoegen")
    assert menu(window, "Opmaak")[:3] == ["Vet", "Cursief", "Alinea"]
    window.session.change("bijlagen", (Enclosure(title="x"),), "")
    window.form.show_answers(window.session.answers)
    window.form.rows["bijlagen"].editor._boxes[0].text.editor.setFocus()
    assert "Nieuwe bijlage vanaf hier" not in menu(window, "Invoegen")


def test_a_link_opens_only_on_the_web_or_as_mail(window, dialogs) -> None:
    inserting = text_of(window).actions_of_text.inserting
    inserting.link_opened.emit("https://haarlem.nl/")
    inserting.link_opened.emit("javascript:alert(1)")
    assert dialogs.opened == ["https://haarlem.nl/"]
    assert "niet geopend" in dialogs.told[0]


def test_the_switch_in_the_settings_turns_putting_right_off_and_on(qtbot, window, services, dialogs) -> None:
    editor = text_of(window)
    settings = SettingsDialog(services.preferences, dialogs, window)
    box = settings.autoformat
    assert box.isChecked()
    box.setChecked(False)
    settings.accept()
    qtbot.keyClicks(editor, "foto's")
    assert list(editor.body().texts()) == ["foto's"]
    services.preferences.change(services.preferences.settings.with_changes(autoformat=True))
    qtbot.keyClicks(editor, "'")
    assert list(editor.body().texts()) == ["foto's’"]


def test_a_footnote_is_in_the_letter_and_undone_with_the_rest(qtbot, window, pages_shown) -> None:
    editor = text_of(window)
    qtbot.keyClicks(editor, "Zie het besluit")
    qtbot.keyClick(editor, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.AltModifier)
    note = editor.actions_of_text.inserting.panel.text
    qtbot.keyClicks(note, "Besluit van 3 maart")
    pages_shown(window)
    (_text, made) = window.session.filled.letter.parts["brieftekst"].body.blocks[0].inlines
    assert plain_text(made.note) == "Besluit van 3 maart"
    qtbot.keyClick(note, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert window.session.answers.body("brieftekst").blocks[0].inlines == (Text(text="Zie het besluit"),)
