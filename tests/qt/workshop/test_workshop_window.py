"""The window for templates: what is saved elsewhere shows at once; packs, findings, pages and fields."""

from __future__ import annotations

import os
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from briefmaker import places
from briefmaker.inspection.finding import Finding, Repair, Spot
from briefmaker.problems import Severity
from briefmaker.qt.tones import em
from briefmaker.qt.window import LetterWindow
from tests.qt.workshop.word_edits import change, edited, save_as_word_does

TEMPLATE = "wethoudersbrief/template.docx"


def text_of(window):
    return window.pages.view.accessibleDescription()


def labels(tree):
    return [item.text(0) for item in tree._items()]


# -- coming in


def test_it_opens_from_the_start_page_once(qtbot, program):
    program.begin([])
    program.start_page.workshop_requested.emit()
    window = program.workshops.window
    assert window.isVisible()
    program.start_page.workshop_requested.emit()
    assert program.workshops.window is window


def test_it_opens_from_a_letter(qtbot, program, window: LetterWindow):
    window.actions_by_name["show_workshop"].trigger()
    assert program.workshops.window.isVisible()


def test_it_opens_in_place_of_the_start_page_with_a_folder(qtbot, program, copy, settled):
    program.begin([], copy)
    window = program.workshops.window
    assert program.start_page is None
    settled(window)
    assert window.shown.folder == copy


# -- packs


def test_what_one_works_on_stands_before_what_is_installed(workshop):
    listed = labels(workshop.tree)
    assert listed[0] == "Waar u aan werkt"
    assert listed.index("Bij Briefmaker geleverd") > listed.index("Brief van een wethouder")
    assert "Huisstijl “Vanaf 2018”" in listed


def test_every_pack_gets_a_mark_also_for_who_cannot_see_it(qtbot, workshop, copy):
    shipped = places.shipped_packs_folder() / "haarlemmermeer"
    qtbot.waitUntil(lambda: workshop.tree.mark_of(shipped) is not None, timeout=30_000)
    item = next(each for each in workshop.tree._items() if "Haarlemmermeer" in each.text(0))
    assert "in orde" in item.data(0, Qt.ItemDataRole.AccessibleTextRole)


def test_an_installed_pack_is_only_looked_at_until_a_copy_is_made(qtbot, program, dialogs, settled):
    program.workshops.show()
    window = program.workshops.window
    settled(window)
    assert not window.pack.is_worked_on
    assert "in gebruik" in window.banner.text.text()
    assert not window.actions_by_name["open_in_word"].isEnabled()
    window.banner.button.click()
    copy = places.working_packs_folder() / window.pack.id
    qtbot.waitUntil(lambda: window.shown.folder == copy, timeout=10_000)
    settled(window)
    assert window.banner.isHidden()
    assert not window.actions_by_name["begin_work"].isEnabled()
    window.actions_by_name["open_in_word"].trigger()
    assert dialogs.opened[-1].endswith(f"{window.shown.type_folder}/template.docx")


def test_any_folder_with_a_pack_can_be_worked_in(qtbot, workshop, dialogs, copy, tmp_path, settled):
    dialogs.file = tmp_path / "eigen map"
    shutil.copytree(copy, dialogs.file)
    workshop.open_folder()
    qtbot.waitUntil(lambda: workshop.shown.folder == dialogs.file, timeout=10_000)
    settled(workshop)
    assert workshop.pack.is_worked_on


def test_a_folder_without_a_pack_is_refused_with_a_sentence(qtbot, workshop, dialogs, tmp_path):
    dialogs.file = tmp_path
    workshop.open_folder()
    qtbot.waitUntil(lambda: dialogs.told != [])
    assert "staat geen sjabloonpakket" in dialogs.told[0]


# -- pages and findings follow the files


def test_a_save_in_word_shows_on_the_pages(qtbot, workshop, copy):
    assert "Onderwerp" in text_of(workshop)
    change(copy / TEMPLATE, ">Onderwerp<", ">Betreft het volgende<")
    qtbot.waitUntil(lambda: "Betreft het volgende" in text_of(workshop), timeout=10_000)


def test_a_save_of_the_house_style_shows_on_the_pages(qtbot, workshop, copy, settled):
    before = workshop.live.pages.pdf
    file = copy / "huisstijlen" / "vanaf-2018" / "huisstijl.docx"
    change(file, 'w:ascii="Arial"', 'w:ascii="Courier New"', "word/styles.xml")
    qtbot.waitUntil(lambda: workshop.live.pages.pdf != before, timeout=10_000)


def test_a_template_that_fails_keeps_the_last_good_pages(qtbot, workshop, copy):
    before = workshop.live.pages.pdf
    change(copy / TEMPLATE, "onderwerp", "onderwrep")
    qtbot.waitUntil(lambda: "laatste goede pagina’s" in workshop.pages.notice.text(), timeout=10_000)
    assert workshop.live.pages.pdf == before
    assert workshop.pages.view.page_count > 0
    change(copy / TEMPLATE, "onderwrep", "onderwerp")
    qtbot.waitUntil(lambda: workshop.pages.notice.text() == "", timeout=10_000)


def test_half_a_file_keeps_the_last_good_pages_and_says_so(qtbot, workshop, copy):
    file = copy / TEMPLATE
    whole = file.read_bytes()
    before = workshop.live.pages.pdf
    workshop.watcher.PATIENCE_S = 0.1
    file.write_bytes(whole[: len(whole) // 3])
    qtbot.waitUntil(lambda: "is niet heel" in workshop.pages.state.text(), timeout=10_000)
    assert workshop.live.pages.pdf == before
    save_as_word_does(file, edited(whole, ">Onderwerp<", ">Betreft<"))
    qtbot.waitUntil(lambda: "Betreft" in text_of(workshop), timeout=10_000)
    assert workshop.pages.state.isHidden()


def test_where_a_sample_fails_from_the_start_it_is_said_that_there_are_no_pages(qtbot, workshop, copy):
    memo = copy / "memo" / "template.docx"
    save_as_word_does(memo, edited(memo.read_bytes(), "{{ onderwerp }}", "{{ onderwrep }}"))
    assert workshop.tree.choose(copy, "memo")
    qtbot.waitUntil(lambda: "Herstel de fouten hiernaast" in workshop.pages.notice.text(), timeout=20_000)
    assert workshop.pages.view.page_count == 0
    assert workshop.pages.view.accessibleDescription() == "Er zijn geen pagina’s om te tonen."


def test_a_template_that_is_gone_keeps_the_last_good_pages_and_says_so(qtbot, workshop, copy):
    workshop.watcher.PATIENCE_S = 0.1
    (copy / TEMPLATE).unlink()
    qtbot.waitUntil(lambda: "is er niet meer" in workshop.pages.state.text(), timeout=10_000)
    assert workshop.pages.view.page_count > 0
    assert "prullenbak" in workshop.pages.state.text()


def test_what_is_wrong_with_a_file_is_said_once_not_above_and_below_the_pages(qtbot, workshop, copy):
    workshop.watcher.PATIENCE_S = 0.1
    file = copy / TEMPLATE
    whole = file.read_bytes()
    file.unlink()
    qtbot.waitUntil(
        lambda: workshop.pages.notice.text() != "" and workshop.pages.state.isVisible(), timeout=10_000
    )
    assert workshop.pages.notice.isHidden()
    file.write_bytes(edited(whole, "onderwerp", "onderwrep"))
    qtbot.waitUntil(workshop.pages.notice.isVisible, timeout=10_000)
    assert workshop.pages.state.isHidden()


def test_pages_that_stay_behind_point_to_the_errors_beside_them(qtbot, workshop, copy):
    change(copy / TEMPLATE, "onderwerp", "onderwrep")
    qtbot.waitUntil(lambda: "Herstel de fouten hiernaast" in workshop.pages.notice.text(), timeout=10_000)
    assert workshop.findings.has_errors


def test_only_the_newest_of_many_saves_is_shown(qtbot, workshop, copy, settled):
    for number in range(8):
        old = ">Onderwerp<" if number == 0 else f">Betreft {number - 1}<"
        change(copy / TEMPLATE, old, f">Betreft {number}<")
        workshop.watcher.look_now()
    qtbot.waitUntil(lambda: "Betreft 7" in text_of(workshop), timeout=20_000)
    settled(workshop)
    assert "Betreft 7" in text_of(workshop)


def test_another_sample_and_house_style_can_be_chosen(qtbot, workshop, settled):
    before = workshop.live.pages.pdf
    workshop.pages.samples.setCurrentIndex(workshop.pages.samples.findData("voorbeeld_kort.json"))
    workshop.pages.sample_chosen.emit()
    settled(workshop)
    short = workshop.live.pages.pdf
    assert short != before
    workshop.pages.choose_style("tot-2018")
    workshop.pages.house_style_chosen.emit()
    settled(workshop)
    assert workshop.live.pages.pdf != short


def test_another_type_shows_its_own_pages(qtbot, workshop, copy, settled):
    assert workshop.tree.choose(copy, "memo")
    assert workshop.pages.view.page_count == 0
    settled(workshop)
    assert workshop.shown.type_folder == "memo"
    assert "memo" in text_of(workshop)


def test_a_new_sample_can_be_chosen_at_once(qtbot, workshop, copy):
    samples = copy / "wethoudersbrief" / "samples"
    shutil.copy(samples / "voorbeeld.json", samples / "voorbeeld_nieuw.json")
    qtbot.waitUntil(lambda: workshop.pages.samples.findData("voorbeeld_nieuw.json") >= 0, timeout=10_000)


# -- findings and their places


def finding(words, severity=Severity.ERROR, repair=None, what="Iets klopt niet."):
    spot = Spot(TEMPLATE, "word/document.xml", 3, 0, 4, words=words, part_label="in de brief")
    return Finding("tags.unknown", severity, what, "Doe iets anders.", (spot,), repair)


def test_findings_stand_the_weightiest_first_with_their_place(workshop):
    workshop.findings.show_findings(
        [finding("a", Severity.HINT, what="Een tip."), finding("{{ b }}", what="Een fout.")]
    )
    assert [card.what.text() for card in workshop.findings.cards] == ["Een fout.", "Een tip."]
    assert workshop.findings.heading.text() == "1 fout · 1 opmerking"
    place = workshop.findings.cards[0].place.text().replace("\N{NO-BREAK SPACE}", " ")
    assert "alinea 4, bij “{{ b }}”" in place
    assert workshop.findings.cards[0].accessibleName().startswith("Fout: Een fout.")


def test_cards_stay_within_a_narrow_column(qtbot, workshop):
    repair = Repair("replace_text", "Maak er “onderwerp” van.", {"old": "a", "new": "b"})
    workshop.findings.show_findings([finding("{{ a }}", repair=repair)])
    card = workshop.findings.cards[0]
    sheet = card.parentWidget()
    for ems, below in ((40, False), (17, True), (40, False)):
        workshop.findings.setFixedWidth(em(workshop, ems))
        qtbot.waitUntil(lambda: sheet.width() <= sheet.parentWidget().width())
        qtbot.waitUntil(lambda below=below: (card.explain.y() > card.repair.geometry().bottom()) == below)


def test_a_finding_is_shown_on_the_page_where_its_field_is_printed(qtbot, workshop):
    workshop.findings.show_findings([finding("Onderwerp {{ onderwerp }}")])
    qtbot.mouseClick(workshop.findings.cards[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workshop.pages.view._spots != (), timeout=10_000)
    spot = workshop.pages.view._spots[0]
    place = workshop.live.pages.place_at(spot.page, spot.x + 5, spot.y + spot.height / 2)
    assert place.field == "onderwerp"
    assert workshop.message.text().startswith("Pagina 1.")


def test_a_misspelt_field_is_shown_where_the_field_that_is_meant_is_printed(qtbot, workshop):
    repair = Repair("replace_text", "Maak er “onderwerp” van.", {"old": "onderwrep", "new": "onderwerp"})
    workshop.findings.show_findings([finding("{{ onderwrep }}", repair=repair)])
    workshop.next_finding()
    qtbot.waitUntil(lambda: workshop.pages.view._spots != (), timeout=10_000)
    spot = workshop.pages.view._spots[0]
    assert workshop.live.pages.place_at(spot.page, spot.x + 5, spot.y + 5).field == "onderwerp"


def test_a_finding_is_shown_where_the_words_of_the_template_stand(qtbot, workshop):
    workshop.findings.show_findings([finding("Doorkiesnummer {{ bestaatniet }}")])
    qtbot.keyClick(workshop.findings.cards[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workshop.pages.view._spots != (), timeout=10_000)
    assert workshop.pages.view._spots[0].x < 250


def test_a_place_that_is_not_printed_is_said_in_words(qtbot, workshop):
    workshop.findings.show_findings([finding("{{ bestaatniet }}")])
    workshop.next_finding()
    qtbot.waitUntil(lambda: "staat niet op deze pagina’s" in workshop.message.text(), timeout=10_000)
    assert workshop.pages.view._spots == ()


def test_the_mark_of_a_mended_finding_goes_with_its_sentence(qtbot, workshop, copy):
    change(copy / TEMPLATE, "{{ onderwerp }}", "{{ onderwrep }}")
    qtbot.waitUntil(lambda: workshop.findings.has_errors, timeout=10_000)
    workshop.next_finding()
    qtbot.waitUntil(lambda: workshop.pages.view._spots != (), timeout=10_000)
    assert "onderwrep" in workshop.message.text()
    change(copy / TEMPLATE, "{{ onderwrep }}", "{{ onderwerp }}")
    qtbot.waitUntil(lambda: not workshop.findings.has_errors, timeout=10_000)
    qtbot.waitUntil(lambda: workshop.pages.view._spots == (), timeout=10_000)
    assert workshop.message.text() == ""


def test_a_finding_that_is_left_keeps_its_mark(qtbot, workshop):
    kept = finding("Onderwerp {{ onderwerp }}", what="Een.")
    workshop.findings.show_findings([kept, finding("b", what="Twee.")])
    workshop.next_finding()
    qtbot.waitUntil(lambda: workshop.pages.view._spots != (), timeout=10_000)
    assert workshop.places.keep([kept]) == ""
    assert workshop.pages.view._spots != ()


def test_findings_are_gone_through_with_the_keyboard(qtbot, workshop):
    workshop.findings.show_findings([finding(str(number), what=f"Fout {number}.") for number in range(3)])
    workshop._allow()
    workshop.activateWindow()
    workshop.actions_by_name["next_finding"].trigger()
    cards = workshop.findings.cards
    assert cards[0].hasFocus()
    qtbot.keyClick(cards[0], Qt.Key.Key_Down)
    assert cards[1].hasFocus()
    workshop.actions_by_name["next_finding"].trigger()
    assert cards[2].is_here
    workshop.actions_by_name["next_finding"].trigger()
    assert cards[0].is_here


def test_a_finding_keeps_the_cursor_when_others_go(qtbot, workshop):
    first, second = finding("a", what="Een."), finding("b", what="Twee.")
    workshop.findings.show_findings([first, second])
    workshop.activateWindow()
    workshop.findings.cards[1].setFocus()
    workshop.findings.show_findings([second])
    assert workshop.findings.cards[0].hasFocus()


# -- fields


@pytest.fixture
def fields(qtbot, workshop):
    workshop.actions_by_name["insert_field"].trigger()
    qtbot.waitUntil(lambda: workshop.fields.list is not None, timeout=10_000)
    return workshop.fields.list


def type_in(qtbot, widget, text):
    for sign in text:
        qtbot.keyClick(widget, sign)


def test_a_field_is_found_by_its_meaning_and_copied_as_a_ready_tag(qtbot, fields):
    type_in(qtbot, fields.search, "onderwerp")
    assert fields.current().tag == "{{ onderwerp }}"
    qtbot.keyClick(fields.search, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "{{ onderwerp }}"
    assert "gekopieerd" in fields.copied.text()


def test_arrows_choose_a_field_while_one_types(qtbot, fields):
    first = fields.current().name
    qtbot.keyClick(fields.search, Qt.Key.Key_Down)
    assert fields.current().name != first
    assert fields.search.hasFocus()


def test_a_double_click_copies_and_a_drag_carries_the_tag(qtbot, fields):
    type_in(qtbot, fields.search, "onderwerp")
    item = fields.list.currentItem()
    fields.list.itemActivated.emit(item, 0)
    assert QGuiApplication.clipboard().text() == "{{ onderwerp }}"
    assert fields.list.mimeData([item]).text() == "{{ onderwerp }}"


def test_a_field_is_copied_with_a_condition_and_a_list_with_a_repetition(qtbot, fields):
    type_in(qtbot, fields.search, "onderwerp")
    fields.condition.click()
    assert QGuiApplication.clipboard().text().split("\n") == [
        "{%p if onderwerp %}",
        "{{ onderwerp }}",
        "{%p endif %}",
    ]
    assert not fields.loop.isEnabled()
    fields.search.setText("bijlagen")
    fields.list.choose("bijlagen")
    fields.loop.click()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0].startswith("{%p for ")
    assert copied[-1] == "{%p endfor %}"


def test_what_nobody_calls_a_field_is_said(qtbot, fields):
    fields.search.setText("zzzz")
    assert "Geen invulveld" in fields.note.text()
    assert not fields.copy.isEnabled()


def test_the_list_follows_the_form(qtbot, fields, copy):
    manifest = copy / "wethoudersbrief" / "manifest.toml"
    text = manifest.read_text("utf-8")
    manifest.write_text(text.replace('label = "Onderwerp"', 'label = "Waar het over gaat"', 1), "utf-8")
    os.utime(manifest)
    fields.search.setText("waar het over gaat")
    qtbot.waitUntil(lambda: fields.current() is not None, timeout=10_000)
    assert fields.current().name == "onderwerp"


# -- for everybody


def test_everything_has_a_name_and_f6_goes_round(qtbot, workshop):
    focusable = [
        widget
        for widget in workshop.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and type(widget).__module__.startswith("briefmaker")
    ]
    assert [widget for widget in focusable if not widget.accessibleName()] == []
    workshop.activateWindow()
    workshop.findings.show_findings([finding("a")])
    workshop.tree.setFocus()
    workshop.go_round()
    assert workshop.findings.cards[0].hasFocus()
    workshop.go_round()
    assert workshop.pages.view.hasFocus()
    workshop.go_round()
    assert workshop.tree.hasFocus()


def test_every_command_has_its_own_letter_in_its_menu(workshop):
    for menu in workshop.menus.values():
        letters = [
            action.text()[action.text().index("&") + 1].casefold()
            for action in menu.actions()
            if "&" in action.text().replace("&&", "")
        ]
        assert len(letters) == len(set(letters)), [action.text() for action in menu.actions()]


def test_a_repair_stands_on_its_card(workshop):
    repair = Repair("replace_text", "Vervang door “{{ onderwerp }}”", {"new": "{{ onderwerp }}"})
    workshop.findings.show_findings([finding("{{ onderwrep }}", repair=repair)])
    assert workshop.findings.cards[0].repair.text() == "Vervang door “{{ onderwerp }}”"


def test_the_words_on_a_card_begin_below_each_other(qtbot, workshop):
    workshop.findings.show_findings([finding("a")])
    card = workshop.findings.cards[0]
    qtbot.waitUntil(lambda: card.explain.width() > 0 and card.explain.y() > card.place.y())
    assert card.explain.x() + 7 == card.what.x() == card.place.x()


def test_it_comes_back_as_it_was_left(qtbot, program, workshop, settled):
    workshop.resize(790, 610)
    workshop.columns.setSizes([200, 270, 320])
    left = workshop.columns.sizes()
    with qtbot.waitSignal(workshop.closed):
        workshop.close()
    program.workshops.show()
    again = program.workshops.window
    assert again is not workshop
    assert (again.width(), again.height()) == (790, 610)
    assert again.columns.sizes() == left
    settled(again)


def test_a_repair_is_taken_back_only_in_the_pack_where_it_was_made(qtbot, workshop, copy, settled):
    change(copy / TEMPLATE, "{{ onderwerp }}", "{{ onderwrep }}")
    damaged = (copy / TEMPLATE).read_bytes()
    qtbot.waitUntil(lambda: workshop.findings.has_errors, timeout=10_000)
    workshop.findings.cards[0].repair.click()
    qtbot.waitUntil(lambda: workshop.repairing.can_undo and not workshop.findings.has_errors, timeout=10_000)
    mended = (copy / TEMPLATE).read_bytes()
    workshop.show_pack(places.shipped_packs_folder() / "haarlemmermeer")
    qtbot.waitUntil(lambda: workshop.shown.folder != copy, timeout=10_000)
    settled(workshop)
    assert not workshop.actions_by_name["undo_repair"].isEnabled()
    workshop.repairing.undo_repair()
    workshop.show_pack(copy, "wethoudersbrief")
    qtbot.waitUntil(lambda: workshop.shown.folder == copy, timeout=10_000)
    settled(workshop)
    assert (copy / TEMPLATE).read_bytes() == mended
    workshop.repairing.undo_repair()
    qtbot.waitUntil(lambda: (copy / TEMPLATE).read_bytes() == damaged, timeout=10_000)
    qtbot.waitUntil(
        lambda: workshop.findings.has_errors and not workshop.live.is_busy and not workshop.checks.is_busy,
        timeout=10_000,
    )


def test_names_that_are_too_long_break_and_stay_within_their_card(qtbot, workshop):
    name = "een_heel_erg_lange_naam_van_een_invulveld_dat_niet_bestaat_in_het_formulier"
    workshop.findings.show_findings(
        [finding(f"{{{{ {name} }}}}", what=f"Het formulier heeft geen veld “{name}”.")]
    )
    card = workshop.findings.cards[0]
    qtbot.waitUntil(lambda: card.what.width() > 0)
    assert card.minimumSizeHint().width() <= card.width() <= workshop.findings.width()
    assert name in card.accessibleName(), "what is read aloud stays whole"


def test_many_errors_do_not_make_the_window_grow(qtbot, workshop, copy, settled):
    workshop.resize(790, 600)
    workshop._show_failed("\n".join(f"Er is geen invulveld “naam{at}”." for at in range(100)))
    assert workshop.minimumSizeHint().height() < 600
    assert "naam0" in workshop.pages.notice.text()


def test_the_last_sample_that_goes_takes_its_pages_along(qtbot, workshop, copy):
    shutil.rmtree(copy / "wethoudersbrief" / "samples")
    qtbot.waitUntil(lambda: workshop.shown.sample == "", timeout=10_000)
    assert workshop.pages.view.page_count == 0
    qtbot.waitUntil(lambda: not workshop.checks.is_busy and not workshop.live.is_busy, timeout=10_000)
    assert workshop.pages.notice.text() == ""


def test_a_sample_that_goes_makes_place_for_another(qtbot, workshop, copy, settled):
    (copy / "wethoudersbrief" / "samples" / workshop.shown.sample).unlink()
    qtbot.waitUntil(lambda: workshop.shown.sample not in ("", "voorbeeld.json"), timeout=10_000)
    settled(workshop)
    assert workshop.pages.notice.text() == ""


def test_that_there_are_no_templates_is_said(qtbot, workshop):
    workshop._list_packs(())
    assert "nog geen sjablonen" in workshop.findings.calm.text()
    assert workshop.pages.view.page_count == 0


def test_the_tab_key_goes_through_the_columns_from_left_to_right(qtbot, workshop):
    repair = Repair("replace_text", "Maak er “onderwerp” van.", {"old": "onderwrep", "new": "onderwerp"})
    workshop.findings.show_findings([finding("a", repair=repair), finding("b")])
    first, second = workshop.findings.cards
    stops = [workshop.tree, first, first.repair, first.explain, second, second.explain]
    stops += [workshop.pages.samples, workshop.pages.styles, workshop.pages.view]
    workshop.activateWindow()
    workshop.tree.setFocus()
    for stop in stops:
        assert QApplication.focusWidget() is stop
        qtbot.keyClick(stop, Qt.Key.Key_Tab)
