"""A letter typed into the window, keyboard only, is the letter that was imported: part by part."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from briefmaker.app.exporting import word_of_letter
from briefmaker.app.importing import import_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.letter.body import plain_text
from briefmaker.problems import Place
from tests.qt.conftest import *  # noqa: F403 (the fixtures of the window)
from tests.qt.conftest import TODAY, TYPE
from tests.stories.typing import Hands

LETTERS = Path(__file__).parents[1] / "letters"
INVENTED = ("raadsmarkt.txt", "motie.txt", "wijkteam.txt")
SEEDS = ("000", "001", "002")


def word_parts(services, answers):
    """The parts of the Word document of these answers, without the form it carries along (in which
    blocks have other ids)."""
    version = services.packs.type(TYPE).type.pack.version
    docx = word_of_letter(
        Typesetter(services.packs), LetterFile(TYPE, version, answers), TODAY, as_concept=True
    )
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {
            name: package.read(name) for name in package.namelist() if not name.startswith("customXml/item")
        }


def typed_letter(qtbot, program, answers):
    """The window of a letter that was typed, from the start page on."""
    program.show_start_page()
    qtbot.waitUntil(lambda: program.start_page.types.hasFocus())
    hands = Hands()
    hands.press(Qt.Key.Key_Return)
    window = program.windows[0]
    qtbot.waitUntil(lambda: window.isActiveWindow() and window.form.isAncestorOf(QApplication.focusWidget()))
    fields = list(window.session.document_type.fields)
    while not window.form.rows[fields[0]].editor.first_input().hasFocus():
        hands.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    hands.type_letter(answers, fields)
    return window


def same_letter(qtbot, program, services, source, *, without=()):
    """Type what the importer read from `source`, and compare the Word documents."""
    imported = import_letter(services.packs, source, TYPE, TODAY).letter.answers.without(*without)
    window = typed_letter(qtbot, program, imported)
    typed = window.session.answers
    wanted, made = word_parts(services, imported), word_parts(services, typed)
    assert _plain(typed) == _plain(imported)
    assert made.keys() == wanted.keys()
    for name, data in wanted.items():
        assert made[name] == data, name
    return window


@pytest.mark.parametrize("name", INVENTED)
def test_an_invented_letter_typed_is_the_letter_imported(qtbot, program, services, name):
    without = ("bijlagen",) if name.startswith("wijkteam") else ()
    same_letter(qtbot, program, services, LETTERS / name, without=without)


@pytest.mark.slow
@pytest.mark.parametrize("number", SEEDS)
def test_a_real_letter_typed_is_the_letter_imported(qtbot, program, services, seeds, number):
    source = next(seeds.glob(f"{number}_*"))
    same_letter(qtbot, program, services, source, without=("bijlagen",) if number == "002" else ())


def _plain(answers):
    """The letter as lines, in which a difference is easy to see."""
    lines = [
        f"{field}: {value}" for field, value in sorted(answers.items()) if isinstance(value, str) and value
    ]
    return [*lines, *answers.body("brieftekst").texts()]


def every_place(answers):
    """Every field, list item and paragraph of a letter that prints something."""
    for field, value in answers.items():
        if isinstance(value, str) and value.strip():
            yield Place(field)
    for field in answers:
        for leaf in answers.body(field).leaves():
            if plain_text(leaf.inlines).strip():
                yield Place(field, leaf.id)


@pytest.mark.parametrize("name", INVENTED)
def test_a_click_on_every_place_of_the_page_reaches_it(qtbot, program, services, pages_shown, name, tmp_path):
    assert_clicks_reach(qtbot, program, services, pages_shown, LETTERS / name, tmp_path)


@pytest.mark.parametrize("number", SEEDS)
def test_a_click_on_every_place_of_a_real_page_reaches_it(
    qtbot, program, services, pages_shown, seeds, number, tmp_path
):
    source = next(seeds.glob(f"{number}*.txt"))
    assert_clicks_reach(qtbot, program, services, pages_shown, source, tmp_path)


def assert_clicks_reach(qtbot, program, services, pages_shown, source, tmp_path):
    from briefmaker.app.letters import save_letter

    letter = import_letter(services.packs, source, TYPE, TODAY).letter
    path = tmp_path / "brief.brief"
    save_letter(path, letter)
    program.open_path(path)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    window = program.windows[0]
    pages_shown(window)
    view = window.preview.view
    answers = window.session.answers
    tried = 0
    for place in every_place(answers):
        spots = window.live.pages.spots_of(place)
        assert spots, f"{place} stands nowhere on the pages"
        spot = spots[0]
        window.form.go_to(Place("afzender_organisatie" if place.field != "afzender_organisatie" else "datum"))
        view.mark([spot], follow=True)
        point = view.position_of(spot.page, spot.x + spot.width / 2, spot.y + spot.height / 2)
        reached = []
        window.form.place_changed.connect(reached.append)
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
        window.form.place_changed.disconnect(reached.append)
        assert reached, f"a click on {place} reached nothing"
        assert reached[-1].field == place.field
        if place.block:
            assert _leaf_at(window, place.field) == place.block
        tried += 1
    assert tried > 15


def _leaf_at(window, field):
    return window.form.rows[field].editor.input.editor.current_block_id()
