"""Text blocks in the window, with the keyboard only."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from briefmaker import places
from briefmaker.drafts.own_blocks import OwnBlocks
from briefmaker.letter.body import Body, Heading, ListBlock, Paragraph, Quote, Table, plain_text
from briefmaker.qt.own_block_dialog import OwnBlockDialog
from briefmaker.qt.text_block_dialog import TextBlockDialog
from briefmaker.qt.text_block_questions import TextBlockQuestions
from tests.stories.typing import ALT, CTRL, Hands

SUBJECT = "Meer *bomen* {{ in }} de wijk"
"""A value is put in as it was typed, never read as Markdown or as a field."""


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def text(qtbot, window, hands):
    """The text of a letter about more trees, with the cursor in it."""
    qtbot.waitUntil(window.isActiveWindow)
    subject = window.form.rows["onderwerp"].editor.first_input()
    subject.setFocus()
    hands.type(SUBJECT)
    editor = window.form.rows["brieftekst"].editor.first_input()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    return editor


def texts(editor) -> list[str]:
    return list(editor.body().texts())


@pytest.fixture
def shown(qtbot, window):
    """Waits for the dialog of a kind to have the focus, and gives it."""

    def wait(kind):
        def active():
            return [each for each in window.findChildren(kind) if each.isVisible() and each.isActiveWindow()]

        qtbot.waitUntil(lambda: bool(active()) and QApplication.focusWidget() is not None)
        (found,) = active()
        return found

    return wait


def own() -> OwnBlocks:
    return OwnBlocks(places.text_blocks_folder())


def test_a_slash_and_a_few_letters_offer_blocks_and_enter_puts_one_in(qtbot, window, text, hands, shown):
    hands.type("Beste lezer,\n/cont")
    assert window.text_blocks.shorthand.is_open
    hands.press(Qt.Key.Key_Return)
    assert not window.text_blocks.shorthand.is_open
    first, second = texts(text)
    assert first == "Beste lezer,"
    assert second.startswith("Heeft u nog vragen over deze brief? Neem dan contact op met [Contactpersoon],")
    hands.press(Qt.Key.Key_Z, CTRL)
    assert texts(text) == ["Beste lezer,", "/cont"]


def test_a_block_is_put_in_with_one_step_whatever_it_holds(qtbot, window, text, hands, shown):
    hands.type("Voor. F")
    hands.press(Qt.Key.Key_Backspace)
    hands.type("/plan")
    hands.press(Qt.Key.Key_Tab)
    shown(TextBlockQuestions)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(text.hasFocus)
    assert any(isinstance(block, ListBlock) for block in text.body().blocks)
    assert texts(text)[0] == "Voor. De komende tijd zetten wij deze stappen:"
    hands.press(Qt.Key.Key_Z, CTRL)
    assert texts(text) == ["Voor. /plan"]


def test_arrows_choose_and_escape_goes_on_typing(window, text, hands, shown):
    hands.type("/ver")
    popup = window.text_blocks.shorthand
    assert popup.is_open
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Up)
    hands.press(Qt.Key.Key_Escape)
    assert not popup.is_open
    hands.type("der")
    assert not popup.is_open
    hands.press(Qt.Key.Key_Return)
    assert texts(text) == ["/verder", ""]


@pytest.mark.parametrize("typed", ["en/of", "1/2", "km/uur", "http://x", "/zzz", "/ "])
def test_a_slash_inside_a_word_or_before_nothing_known_offers_nothing(window, text, hands, typed, shown):
    hands.type(typed)
    assert not window.text_blocks.shorthand.is_open
    assert texts(text) == [typed]


def test_f3_puts_in_the_block_whose_name_was_begun(qtbot, window, text, hands, shown):
    hands.type("Hierbij: bedankt vo")
    hands.press(Qt.Key.Key_F3)
    shown(TextBlockQuestions)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(text.hasFocus)
    assert texts(text) == [
        f"Hierbij: Hartelijk dank voor uw brief. Ik waardeer het dat u met ons meedenkt over {SUBJECT}."
    ]
    hands.press(Qt.Key.Key_Z, CTRL)
    assert texts(text) == ["Hierbij: bedankt vo"]


def test_f3_behind_letters_of_several_blocks_lets_one_choose(window, text, hands, shown):
    hands.type("termijn")
    hands.press(Qt.Key.Key_F3)
    assert window.text_blocks.shorthand.is_open
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_F3)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert shown(TextBlockQuestions).windowTitle() == "Verdagingsbericht"
    hands.press(Qt.Key.Key_Escape)


def test_f3_behind_an_unknown_word_shows_the_list_with_it(window, text, hands, shown):
    hands.type("excuses")
    hands.press(Qt.Key.Key_F3)
    dialog = shown(TextBlockDialog)
    assert dialog.search.text() == "excuses"
    assert dialog.list.chosen().block.name == "Verdagingsbericht"
    hands.press(Qt.Key.Key_Escape)


def test_the_list_is_searched_and_asks_what_the_block_needs(qtbot, window, text, hands, shown):
    hands.press(Qt.Key.Key_F3, CTRL)
    dialog = shown(TextBlockDialog)
    assert dialog.list.model().rowCount() >= 6
    hands.type("gesprek")
    assert any(isinstance(block, Table) for block in dialog.preview.body().blocks)
    assert SUBJECT in texts(dialog.preview)[0]
    assert "[Op welke dag?]" in " ".join(texts(dialog.preview))
    hands.press(Qt.Key.Key_Return)
    questions = shown(TextBlockQuestions)
    assert questions.isActiveWindow()
    hands.type("1-12")
    hands.press(Qt.Key.Key_Tab)
    hands.replace("half *elf*")
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(text.hasFocus)
    said = " | ".join(texts(text))
    assert "1 december 2026 | half *elf* | het stadskantoor" in said
    hands.press(Qt.Key.Key_Z, CTRL)
    assert text.body().is_blank
    hands.press(Qt.Key.Key_Y, CTRL)
    assert " | ".join(texts(text)) == said


def test_a_question_that_was_not_answered_is_a_visible_gap(qtbot, window, text, hands, shown):
    hands.type("/ontv")
    hands.press(Qt.Key.Key_Return)
    shown(TextBlockQuestions)
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(text.hasFocus)
    assert texts(text)[0].startswith("Op [Wanneer is de brief ontvangen?] ontving ik uw brief over Meer")


def test_headings_and_quotes_of_a_block_come_in_as_such(qtbot, window, text, hands, shown):
    hands.type("/raadsvragen")
    hands.press(Qt.Key.Key_Return)
    shown(TextBlockQuestions)
    hands.type("vandaag")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(text.hasFocus)
    kinds = [type(block) for block in text.body().blocks]
    assert kinds == [Paragraph, Heading, Quote, Paragraph, Heading, Quote, Paragraph]
    assert "23 november 2026" in texts(text)[0]


def test_a_selection_becomes_a_block_of_ones_own_and_is_found_again(qtbot, window, text, hands, shown):
    hands.type("Met **hartelijke** {{ groet }} uit Haarlem.")
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_F3, ALT)
    dialog = shown(OwnBlockDialog)
    assert dialog.name.text() == "Met **hartelijke** {{ groet }}"
    hands.replace("Groet uit Haarlem")
    hands.press(Qt.Key.Key_Tab)
    hands.type("afsluiting, groeten")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(text.hasFocus)
    (kept,) = own().blocks()[0]
    assert (kept.block.name, kept.block.keywords) == ("Groet uit Haarlem", ("afsluiting", "groeten"))
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_Delete)
    hands.type("/afsl")
    hands.press(Qt.Key.Key_Return)
    assert texts(text) == ["Met **hartelijke** {{ groet }} uit Haarlem."]


def test_without_a_selection_nothing_is_saved_and_it_says_so(window, text, hands, shown):
    hands.type("Tekst")
    hands.press(Qt.Key.Key_F3, ALT)
    assert "Selecteer eerst" in window.message.text()
    assert window.findChildren(OwnBlockDialog) == []


@pytest.fixture
def listed(qtbot, window, text, hands, shown):
    """The list, with a block of one's own chosen in it."""
    from briefmaker.app.text_blocks import block_from_body
    from briefmaker.letter.body import inlines

    body = Body(blocks=(Paragraph(inlines=inlines("Kom langs in het stadhuis.")),))
    own().add(block_from_body("Zomaar", ["los"], body))
    hands.press(Qt.Key.Key_F3, CTRL)
    dialog = shown(TextBlockDialog)
    hands.type("zomaar")
    assert dialog.list.chosen().is_own
    yield dialog
    dialog.reject()


def test_a_block_of_ones_own_is_renamed_and_changed_in_the_list(qtbot, window, listed, hands, shown):
    listed.edit.setFocus()
    hands.press(Qt.Key.Key_Space)
    dialog = shown(OwnBlockDialog)
    hands.replace("Langskomen")
    dialog.text.editor.setFocus()
    hands.press(Qt.Key.Key_End, CTRL)
    hands.type(" Graag.")
    hands.press(Qt.Key.Key_Z, CTRL)
    hands.press(Qt.Key.Key_Y, CTRL)
    dialog.buttons.buttons()[0].setFocus()
    hands.press(Qt.Key.Key_Space)
    (kept,) = own().blocks()[0]
    assert (kept.block.name, kept.block.markdown) == ("Langskomen", "Kom langs in het stadhuis. Graag.")
    assert listed.list.chosen() is None
    listed.search.setText("langskom")
    assert listed.list.chosen().block.name == "Langskomen"


def test_a_removed_block_can_be_put_back(window, listed, hands):
    listed.remove.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert own().blocks()[0] == ()
    assert "“Zomaar” is verwijderd" in listed.banner.text.text()
    listed.banner.button.setFocus()
    hands.press(Qt.Key.Key_Space)
    assert [each.block.name for each in own().blocks()[0]] == ["Zomaar"]
    assert not listed.banner.isVisible()


def test_a_block_of_the_pack_can_not_be_changed_here(window, text, hands, shown):
    hands.press(Qt.Key.Key_F3, CTRL)
    dialog = shown(TextBlockDialog)
    assert not dialog.edit.isVisible()
    assert not dialog.remove.isVisible()
    hands.type("xyzniets")
    assert not dialog.insert.isEnabled()
    assert "Geen tekstblok" in dialog.nothing.text()
    hands.press(Qt.Key.Key_Return)
    assert dialog.isVisible()
    hands.press(Qt.Key.Key_Escape)


def test_a_damaged_block_of_ones_own_is_said_in_the_list(window, text, hands, shown):
    folder = places.text_blocks_folder()
    folder.mkdir(parents=True)
    (folder / "stuk.md").write_text("+++\nnaam = \n+++\nTekst", encoding="utf-8")
    hands.press(Qt.Key.Key_F3, CTRL)
    dialog = shown(TextBlockDialog)
    assert dialog.wrong.isVisible()
    assert "stuk.md, regel 2" in dialog.wrong.text()
    assert dialog.insert.isEnabled()
    dialog.reject()


def test_the_button_above_the_text_shows_the_list(qtbot, window, text, hands, shown):
    text.actions_of_text.text_block.trigger()
    shown(TextBlockDialog).reject()


def test_a_letter_that_may_only_be_read_takes_no_block(window, text, hands, shown):
    window.session.set_read_only("Pieter heeft de brief open.")
    text.setFocus()
    hands.press(Qt.Key.Key_F3)
    hands.press(Qt.Key.Key_F3, CTRL)
    assert window.findChildren(TextBlockDialog) == []
    assert not window.actions_by_name["insert_text_block"].isEnabled()


def test_everything_in_the_dialogs_has_a_name(qtbot, window, text, hands, shown):
    hands.press(Qt.Key.Key_F3, CTRL)
    dialog = shown(TextBlockDialog)
    for widget in (
        *dialog.findChildren(QLineEdit),
        *dialog.findChildren(QPushButton),
        dialog.list,
        dialog.preview,
    ):
        if widget.isVisible():
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name), widget
    first = dialog.list.model().index(0, 0)
    assert ", " in first.data(Qt.ItemDataRole.AccessibleTextRole)
    hands.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(text.hasFocus)


def test_a_block_goes_into_an_enclosure_too(qtbot, window, text, hands, shown):
    add = window.form.rows["bijlagen"].editor.first_input()
    add.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Tab)
    hands.type("/verw")
    hands.press(Qt.Key.Key_Return)
    shown(TextBlockQuestions)
    hands.press(Qt.Key.Key_Return)
    (enclosure,) = window.session.answers.enclosures("bijlagen")
    assert "In bijlage 1 vindt u" in plain_text(enclosure.body.blocks[0].inlines)
