"""What is wrong with a pack as a whole or with its house styles is read and mended in the window."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.run import Run
from PySide6.QtCore import Qt

from briefmaker import places
from tests.qt.workshop.word_edits import edited, save_as_word_does

LETTER = "wethoudersbrief/template.docx"
NEW = "huisstijlen/vanaf-2018"
STYLE = f"{NEW}/huisstijl.docx"


@pytest.fixture
def spoilt_style(copy):
    """The working copy with letters of another size in a house style, as somebody leaves behind."""
    spoil_style(copy)
    return copy


def spoil_style(copy):
    enlarge(copy / STYLE, "", lambda made: made.sections[0].header._element)


def enlarge(file, words, part):
    """Give the first run in a part of a Word file with these words letters of another size."""
    made = Document(file)
    runs = [Run(each, made) for each in part(made).iter(qn("w:r"))]
    run = next(each for each in runs if words in each.text and each.text.strip())
    run.font.size = Pt(31)
    data = io.BytesIO()
    made.save(data)
    save_as_word_does(file, data.getvalue())


def row_of(window, folder, about):
    """The row of a pack (""), or of a type or house style in it."""
    for item in window.tree._items():
        chosen = item.data(0, Qt.ItemDataRole.UserRole)
        if chosen is not None and (chosen.pack.folder, chosen.about) == (folder, about):
            return item
    raise AssertionError(about)


def click(qtbot, window, folder, about=""):
    """Click on a row of a pack, as who sees its mark does."""
    item = row_of(window, folder, about)
    window.tree.scrollToItem(item)
    place = window.tree.visualItemRect(item).center()
    qtbot.mouseClick(window.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def rules(window):
    return [card.finding.rule for card in window.findings.cards]


def test_a_mark_at_a_pack_is_read_by_clicking_the_pack(qtbot, workshop, copy, settled):
    (copy / "pack.toml").write_text(
        (copy / "pack.toml").read_text(encoding="utf-8") + "\nonbekende_regel = [\n", encoding="utf-8"
    )
    qtbot.waitUntil(lambda: bool((mark := workshop.tree.mark_of(copy)) and mark.errors), timeout=30_000)
    click(qtbot, workshop, copy)
    qtbot.waitUntil(lambda: rules(workshop) != [], timeout=30_000)
    assert any("pack.toml" in card.accessibleDescription() for card in workshop.findings.cards)
    assert workshop.tree.current().type_folder == ""


def test_findings_of_a_house_style_stand_beside_pages_in_that_style(qtbot, workshop, spoilt_style, settled):
    click(qtbot, workshop, spoilt_style, NEW)
    qtbot.waitUntil(lambda: rules(workshop) == ["format.direct"], timeout=30_000)
    assert STYLE in workshop.findings.cards[0].accessibleDescription()
    settled(workshop)
    assert workshop.pages.house_style == "vanaf-2018"
    assert workshop.pages.view.page_count > 0
    assert workshop.tree.mark_of(spoilt_style, NEW).others == 1
    item = row_of(workshop, spoilt_style, NEW)
    assert "1 opmerking" in item.data(0, Qt.ItemDataRole.AccessibleTextRole)
    click(qtbot, workshop, spoilt_style, "wethoudersbrief")
    qtbot.waitUntil(lambda: workshop.findings.heading.text() == "In orde", timeout=30_000)


def test_a_save_of_the_house_style_brings_its_findings_and_takes_them_away(qtbot, workshop, copy, settled):
    good = (copy / STYLE).read_bytes()
    click(qtbot, workshop, copy, NEW)
    qtbot.waitUntil(lambda: workshop.findings.heading.text() == "In orde", timeout=30_000)
    assert "huisstijl" in workshop.findings.calm.text().lower()
    spoil_style(copy)
    qtbot.waitUntil(lambda: rules(workshop) == ["format.direct"], timeout=30_000)
    save_as_word_does(copy / STYLE, good)
    qtbot.waitUntil(lambda: rules(workshop) == [], timeout=30_000)


def test_a_finding_of_a_house_style_is_mended_with_one_click_and_back(qtbot, workshop, spoilt_style):
    before = (spoilt_style / STYLE).read_bytes()
    click(qtbot, workshop, spoilt_style, NEW)
    qtbot.waitUntil(lambda: rules(workshop) == ["format.direct"], timeout=30_000)
    qtbot.mouseClick(workshop.findings.cards[0].repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workshop.findings.heading.text() == "In orde", timeout=30_000)
    assert (spoilt_style / STYLE).read_bytes() != before
    workshop.actions_by_name["undo_repair"].trigger()
    qtbot.waitUntil(lambda: (spoilt_style / STYLE).read_bytes() == before, timeout=10_000)


def test_a_copy_with_comments_is_made_of_the_house_style_that_is_chosen(
    qtbot, workshop, spoilt_style, dialogs, tmp_path
):
    click(qtbot, workshop, spoilt_style, NEW)
    qtbot.waitUntil(lambda: rules(workshop) == ["format.direct"], timeout=30_000)
    dialogs.file = tmp_path / "huisstijl met opmerkingen.docx"
    workshop.actions_by_name["comment_copy"].trigger()
    qtbot.waitUntil(dialogs.file.exists, timeout=10_000)
    assert len(list(Document(dialogs.file).comments)) == 1


def test_all_findings_of_a_pack_name_their_file_and_show_their_own_pages(qtbot, workshop, copy, settled):
    data = edited((copy / LETTER).read_bytes(), "{{ onderwerp }}", "{{ onderwrep }}")
    save_as_word_does(copy / LETTER, data)
    assert workshop.tree.choose(copy, "memo")
    settled(workshop)
    click(qtbot, workshop, copy)
    qtbot.waitUntil(lambda: "tags.unknown" in rules(workshop), timeout=30_000)
    card = next(each for each in workshop.findings.cards if each.finding.rule == "tags.unknown")
    assert card.accessibleDescription().startswith(LETTER)
    assert workshop.shown.type_folder == "memo"
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    assert workshop.shown.type_folder == "wethoudersbrief"
    assert card in workshop.findings.cards
    assert workshop.tree.current().type_folder == ""
    assert LETTER in workshop.message.text()
    qtbot.mouseClick(card.repair, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "tags.unknown" not in rules(workshop), timeout=30_000)


def test_a_finding_of_another_type_is_marked_once_its_pages_are_there(qtbot, workshop, copy, settled):
    enlarge(copy / LETTER, "Onderwerp", lambda made: made.element.body)
    assert workshop.tree.choose(copy, "memo")
    settled(workshop)
    click(qtbot, workshop, copy)
    qtbot.waitUntil(lambda: "format.direct" in rules(workshop), timeout=30_000)
    card = next(each for each in workshop.findings.cards if each.finding.rule == "format.direct")
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workshop.pages.view._spots != (), timeout=30_000)
    assert workshop.shown.type_folder == "wethoudersbrief"
    assert workshop.message.text().startswith("Pagina 1.")


def test_a_pack_that_is_chosen_stays_so_when_its_files_are_saved(qtbot, workshop, copy):
    click(qtbot, workshop, copy)
    manifest = copy / "memo" / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    assert '\ntitle = "Memo"' in f"\n{text}"
    manifest.write_text(f"\n{text}".replace('\ntitle = "Memo"', '\ntitle = "Memootje"', 1), encoding="utf-8")
    qtbot.waitUntil(
        lambda: any(item.text(0) == "Memootje" for item in workshop.tree._items()), timeout=10_000
    )
    assert workshop.tree.current().type_folder == ""
    assert workshop.shown.about == ""


def test_an_installed_pack_in_order_says_so(qtbot, workshop):
    shipped = places.shipped_packs_folder() / "haarlemmermeer"
    click(qtbot, workshop, shipped)
    qtbot.waitUntil(lambda: workshop.findings.heading.text() == "In orde", timeout=30_000)
    assert "pakket" in workshop.findings.calm.text()
