"""The window of one letter, as its user meets it."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit

from briefmaker.app.letters import open_letter
from briefmaker.letter.body import Body, Heading, Paragraph, Text, inlines
from briefmaker.problems import Place
from tests.qt.conftest import TYPE

ENTER = Qt.Key.Key_Return


def field(window, name):
    """The input of a field."""
    return window.form.rows[name].editor.first_input()


def type_in(qtbot, window, name, text):
    """Click in a field, empty it, type."""
    target = field(window, name)
    target.setFocus()
    qtbot.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(target, Qt.Key.Key_Delete)
    qtbot.keyClicks(target, text)


def test_a_new_letter_begins_with_the_defaults_of_its_type(window):
    assert field(window, "afzender_organisatie").text() == "Gemeente Haarlem"
    assert field(window, "datum").text() == "23 november 2026"
    assert field(window, "slotgroet").text() == "Met vriendelijke groet,"


def test_a_new_letter_has_a_page_at_once(window, pages_shown):
    pages_shown(window)
    assert window.preview.view.page_count >= 1
    assert "[Onderwerp]" in window.preview.view.accessibleDescription()


def test_what_is_typed_stands_on_the_page(qtbot, window, pages_shown):
    type_in(qtbot, window, "onderwerp", "Stand van zaken zwembad")
    pages_shown(window)
    assert "Stand van zaken zwembad" in window.live.pages.text


def test_nothing_is_reproached_before_the_user_was_there(window):
    assert all(row.shown_problem() is None for row in window.form.rows.values())


def test_a_required_field_left_empty_says_so_below_it(qtbot, window):
    field(window, "onderwerp").setFocus()
    qtbot.keyClick(field(window, "onderwerp"), Qt.Key.Key_Tab)
    note = window.form.rows["onderwerp"].note
    assert note.isVisible()
    assert note.text() == "Nog in te vullen."


def test_a_date_is_typed_as_one_likes_and_shown_in_full(qtbot, window):
    type_in(qtbot, window, "datum", "18-8")
    qtbot.keyClick(field(window, "datum"), Qt.Key.Key_Tab)
    assert field(window, "datum").text() == "18 augustus 2026"
    assert window.session.answers.text("datum") == "2026-08-18"


def test_a_date_that_cant_be_read_stays_as_typed_and_says_what_to_do(qtbot, window):
    type_in(qtbot, window, "datum", "als het schikt")
    qtbot.keyClick(field(window, "datum"), Qt.Key.Key_Tab)
    assert field(window, "datum").text() == "als het schikt"
    window.session.fill_now()
    assert "18-8-2026" in window.form.rows["datum"].note.text()


def test_the_calendar_gives_a_day(qtbot, window):
    date = window.form.rows["datum"].editor
    date.open_calendar()
    calendar = date._calendar
    assert calendar.isVisible()
    assert calendar.firstDayOfWeek() == Qt.DayOfWeek.Monday
    qtbot.keyClick(calendar.findChild(QAbstractButton).parent().parent(), Qt.Key.Key_Escape)
    date._choose(__import__("datetime").date(2026, 12, 5))
    calendar.hide()
    assert field(window, "datum").text() == "5 december 2026"


def test_choosing_a_person_fills_the_fields_that_belong_to_it(qtbot, window):
    target = field(window, "contactpersoon")
    target.setFocus()
    qtbot.keyClicks(target, "oudej")
    popup = target.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, ENTER)
    assert target.text() == "Femke Oudejans"
    assert field(window, "doorkiesnummer").text() == "023 511 00 01"
    assert field(window, "e_mail").text() == "foudejans@haarlem.example"


def test_what_was_typed_over_is_not_filled_again(qtbot, window):
    type_in(qtbot, window, "doorkiesnummer", "14 023")
    target = field(window, "contactpersoon")
    target.setFocus()
    qtbot.keyClicks(target, "oudej")
    qtbot.keyClick(target.completer().popup(), Qt.Key.Key_Down)
    qtbot.keyClick(target.completer().popup(), ENTER)
    assert field(window, "doorkiesnummer").text() == "14 023"
    assert field(window, "e_mail").text() == "foudejans@haarlem.example"


def test_an_addressee_from_the_list_brings_its_salutation(qtbot, window):
    target = field(window, "geadresseerde")
    target.setFocus()
    qtbot.keyClicks(target, "beheer")
    popup = window.form.rows["geadresseerde"].editor._completer.popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, ENTER)
    assert target.toPlainText() == "Aan de leden van de commissie Beheer"
    greeting = field(window, "aanhef")
    qtbot.waitUntil(lambda: greeting.text() == "Geachte leden van de commissie Beheer,")


def test_one_undo_goes_over_form_and_text(qtbot, window):
    type_in(qtbot, window, "onderwerp", "Zwembad")
    body = field(window, "brieftekst")
    body.setFocus()
    qtbot.keyClicks(body, "Geachte")
    assert window.session.answers.body("brieftekst").is_blank is False
    qtbot.keyClick(body, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.session.answers.body("brieftekst").is_blank
    window.undo()
    assert field(window, "onderwerp").text() == ""
    assert field(window, "onderwerp").hasFocus(), "undo goes to where it happened"
    window.redo()
    assert field(window, "onderwerp").text() == "Zwembad"
    window.redo()
    assert body.toPlainText().strip() == "Geachte"


def test_undo_is_asked_with_ctrl_z_in_a_line_too(qtbot, window):
    type_in(qtbot, window, "onderwerp", "Zwembad")
    qtbot.keyClick(field(window, "onderwerp"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field(window, "onderwerp").text() == ""


def test_the_title_names_the_letter_and_marks_what_is_not_saved(qtbot, window, dialogs, tmp_path):
    assert window.windowTitle().startswith("Nieuw document")
    assert not window.isWindowModified()
    type_in(qtbot, window, "onderwerp", "Zwembad")
    window.session.fill_now()
    assert window.windowTitle().startswith("Zwembad")
    assert window.isWindowModified()
    dialogs.file = tmp_path / "een brief.brief"
    window.filing.save()
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert window.windowTitle().startswith("een brief")


def test_saving_proposes_a_name_and_writes_what_was_typed(qtbot, window, dialogs, tmp_path):
    type_in(qtbot, window, "onderwerp", "Zwembad & park")
    dialogs.file = tmp_path / "brief.brief"
    window.filing.save()
    qtbot.waitUntil(lambda: window.session.path is not None)
    assert dialogs.proposed[0].name == "2026-11-23 Zwembad & park.brief"
    assert open_letter(tmp_path / "brief.brief").answers.text("onderwerp") == "Zwembad & park"


def test_undo_back_to_what_was_saved_takes_the_mark_away(qtbot, window, dialogs, tmp_path):
    dialogs.file = tmp_path / "brief.brief"
    window.filing.save()
    qtbot.waitUntil(lambda: window.session.path is not None)
    type_in(qtbot, window, "onderwerp", "Zwembad")
    assert window.isWindowModified()
    while window.session.can_undo:
        window.undo()
    assert not window.isWindowModified()


def test_a_folder_that_cant_be_written_is_said_and_nothing_is_lost(qtbot, window, dialogs, tmp_path):
    type_in(qtbot, window, "onderwerp", "Zwembad")
    dialogs.file = tmp_path / "weg" / "brief.brief"
    window.filing.save()
    qtbot.waitUntil(lambda: bool(dialogs.told))
    assert window.isWindowModified()
    assert field(window, "onderwerp").text() == "Zwembad"


def test_an_incomplete_letter_leaves_as_concept_only(qtbot, window, dialogs, tmp_path):
    dialogs.answer = "concept"
    dialogs.file = tmp_path / "uit.docx"
    window.filing.export_word()
    assert "Onderwerp" in dialogs.questions[0].detail
    assert "(concept)" in dialogs.proposed[0].name
    qtbot.waitUntil(lambda: (tmp_path / "uit.docx").exists(), timeout=20_000)


def test_going_back_from_an_incomplete_letter_shows_what_is_missing(window, dialogs):
    dialogs.answer = "back"
    window.filing.export_pdf()
    assert dialogs.proposed == []
    assert window.form.rows["onderwerp"].note.text() == "Nog in te vullen."


def test_a_complete_letter_becomes_word_and_pdf(qtbot, program, letter_on_disk, dialogs, tmp_path):
    body = Body(blocks=(Paragraph(id="b1", inlines=(Text(text="Hallo."),)),))
    path = letter_on_disk(
        onderwerp="Zwembad", geadresseerde="Aan de raad", ondertekenaar="A. Bakker", brieftekst=body
    )
    program.open_path(path)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    window = program.windows[0]
    for ending, export in (("docx", window.filing.export_word), ("pdf", window.filing.export_pdf)):
        dialogs.file = tmp_path / f"uit.{ending}"
        export()
        qtbot.waitUntil(dialogs.file.exists, timeout=30_000)
    assert dialogs.questions == []
    assert (tmp_path / "uit.pdf").read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: window.message.text() == "uit.pdf is gemaakt")


def test_a_click_on_the_page_reaches_the_field(qtbot, window, pages_shown):
    type_in(qtbot, window, "onderwerp", "Zwembad")
    pages_shown(window)
    click_on(qtbot, window, Place("onderwerp"))
    assert field(window, "onderwerp").hasFocus()
    click_on(qtbot, window, Place("datum"))
    assert field(window, "datum").hasFocus()


def click_on(qtbot, window, place):
    """Click in the middle of where a place stands on the page."""
    spot = window.live.pages.spots_of(place)[0]
    view = window.preview.view
    view.mark([spot], follow=True)
    point = view.position_of(spot.page, spot.x + min(spot.width / 2, 20), spot.y + spot.height / 2)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_where_one_types_is_shown_on_the_page(qtbot, window, pages_shown):
    type_in(qtbot, window, "onderwerp", "Zwembad")
    pages_shown(window)
    assert window.preview.view._spots == window.live.pages.spots_of(Place("onderwerp"))
    assert window.preview.view._spots


def test_parts_show_how_much_is_to_do(qtbot, window):
    text = window.parts.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert text == "Geadresseerde, 1 punt te doen"
    type_in(qtbot, window, "geadresseerde", "Aan de raad")
    window.session.fill_now()
    assert window.parts.item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "Geadresseerde, compleet"


def test_a_part_is_gone_to_with_a_click_or_enter(qtbot, window):
    window.parts.setFocus()
    window.parts.setCurrentRow(2)
    qtbot.keyClick(window.parts, ENTER)
    assert field(window, "datum").hasFocus()


def test_a_finding_leads_to_its_place(window):
    found = window.preview.findings.list
    item = next(found.item(row) for row in range(found.count()) if "Ondertekenaar" in found.item(row).text())
    found.itemActivated.emit(item)
    assert field(window, "ondertekenaar").hasFocus()


def test_f8_goes_from_one_missing_thing_to_the_next(window):
    field(window, "afzender_organisatie").setFocus()
    window.next_problem()
    assert field(window, "geadresseerde").hasFocus()
    window.next_problem()
    assert field(window, "onderwerp").hasFocus()


def test_f6_goes_round_the_columns(window):
    field(window, "onderwerp").setFocus()
    window.go_round()
    assert window.preview.view.hasFocus()
    window.go_round()
    assert window.parts.hasFocus()
    window.go_round()
    assert field(window, "onderwerp").hasFocus()


def test_enclosures_are_added_moved_and_removed_and_all_of_it_undone(qtbot, window):
    editor = window.form.rows["bijlagen"].editor
    for title in ("Kaart", "Begroting"):
        qtbot.mouseClick(editor._add, Qt.MouseButton.LeftButton)
        qtbot.keyClicks(editor._boxes[-1].title, title)
    assert [each.title for each in window.session.answers.enclosures("bijlagen")] == ["Kaart", "Begroting"]
    qtbot.mouseClick(editor._boxes[1]._up, Qt.MouseButton.LeftButton)
    assert [each.title for each in window.session.answers.enclosures("bijlagen")] == ["Begroting", "Kaart"]
    qtbot.mouseClick(editor._boxes[0]._take_out, Qt.MouseButton.LeftButton)
    assert [each.title for each in window.session.answers.enclosures("bijlagen")] == ["Kaart"]
    while window.session.can_undo:
        window.undo()
    assert window.session.answers.enclosures("bijlagen") == ()
    assert editor._boxes == []


def test_the_letter_can_be_read_as_text(window, pages_shown):
    pages_shown(window)
    window.actions_by_name["show_as_text"].trigger()
    assert window.preview.reading.isVisible()
    assert "Met vriendelijke groet," in window.preview.reading.toPlainText()
    window.actions_by_name["show_as_text"].trigger()
    assert window.preview.view.isVisible()


def test_zoom_is_remembered(qtbot, program, window):
    window.zoom_real()
    window.zoom_in()
    zoom = window.preview.view.zoom
    program.begin_letter(TYPE)
    assert program.windows[-1].preview.view.zoom == zoom == pytest.approx(1.1)


def test_every_input_has_a_name_for_who_cant_see_it(window):
    kinds = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractButton)
    for kind in kinds:
        for widget in window.findChildren(kind):
            if not widget.isVisibleTo(window) or widget.objectName().startswith("qt_"):
                continue
            interface = QAccessible.queryAccessibleInterface(widget)
            name = interface.text(QAccessible.Text.Name)
            assert name, f"{type(widget).__name__} in {type(widget.parent()).__name__} has no name"


def test_required_and_what_is_wrong_are_told_too(qtbot, window):
    target = field(window, "onderwerp")
    assert target.accessibleName() == "Onderwerp, verplicht"
    target.setFocus()
    qtbot.keyClick(target, Qt.Key.Key_Tab)
    assert target.accessibleDescription() == "Nog in te vullen."


def test_no_two_fields_share_a_letter_to_reach_them(window):
    letters = [
        row.label.text()[row.label.text().index("&") + 1].casefold()
        for row in window.form.rows.values()
        if "&" in row.label.text()
    ]
    letters += [
        action.text()[action.text().index("&") + 1].casefold() for action in window.menuBar().actions()
    ]
    assert len(letters) == len(set(letters))
    assert len(letters) >= 16


def test_no_two_commands_share_a_key(window):
    keys = [key.toString() for name, action in window.actions_by_name.items() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_a_closed_window_is_gone(qtbot, program, services, window, pages_shown):
    pages_shown(window)
    reference = weakref.ref(window)
    view = weakref.ref(window.preview.view)
    window.close()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    del window
    # The fixture holds it too; what counts is that nothing of the program does.
    program.windows.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    import shiboken6

    alive = reference()
    assert alive is None or not shiboken6.isValid(alive)
    assert view() is None or not shiboken6.isValid(view())


def test_a_window_that_is_dropped_leaks_nothing(qtbot, program, services, pages_shown):
    program.begin_letter(TYPE)
    pages_shown(program.windows[0])
    reference = weakref.ref(program.windows[0])
    program.windows[0].close()
    qtbot.waitUntil(lambda: services.tasks.is_idle)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert reference() is None


def test_a_text_of_a_megabyte_is_shown_whole(qtbot, program, letter_on_disk):
    blocks = tuple(
        Paragraph(id=f"p{number}", inlines=(Text(text=f"Alinea {number}. " + "woord " * 60),))
        for number in range(300)
    )
    program.open_path(letter_on_disk(brieftekst=Body(blocks=blocks)))
    qtbot.waitUntil(lambda: len(program.windows) == 1, timeout=20_000)
    window = program.windows[0]
    qtbot.waitUntil(lambda: window.live.pages is not None, timeout=60_000)
    assert "Alinea 299." in window.live.pages.text
    assert window.preview.view.page_count > 20
    assert len(window.live.pages.images) < 5, "only what is in sight is drawn"


def test_a_file_that_word_holds_is_saved_beside_it_when_one_likes(
    qtbot, window, dialogs, tmp_path, monkeypatch
):
    from briefmaker.drafts.saving import FileInUse
    from briefmaker.qt import filing

    free = tmp_path / "brief (2).brief"
    really = filing.save_letter

    def held(path, letter):
        if path != free:
            raise FileInUse("Het bestand is in gebruik.", free)
        really(path, letter)

    monkeypatch.setattr(filing, "save_letter", held)
    dialogs.file, dialogs.answer = tmp_path / "brief.brief", "beside"
    window.filing.save()
    qtbot.waitUntil(free.exists)
    qtbot.waitUntil(lambda: window.session.path == free)


def test_a_character_without_a_glyph_is_named_below_the_page(qtbot, window, pages_shown):
    type_in(qtbot, window, "onderwerp", "Zwembad")
    window.session.change("onderwerp", "Zwembad \U00013080", "")
    pages_shown(window)
    assert "U+13080" in window.preview.notice.text()
    window.session.change("onderwerp", "Zwembad", "")
    pages_shown(window)
    assert not window.preview.notice.isVisible()


def test_the_headings_of_the_text_are_listed_and_lead_there(qtbot, window):
    text = Body(
        blocks=(
            Heading(id="k1", inlines=inlines("Aanleiding")),
            Paragraph(id="a", inlines=inlines("Waarom.")),
            Heading(id="k2", inlines=inlines("Planning")),
            Paragraph(id="b", inlines=inlines("Wanneer.")),
        )
    )
    window.session.change("brieftekst", text, "")
    window.form.show_answers(window.session.answers)
    window.session.fill_now()
    parts = window.parts

    def listed():
        return [parts.item(row).text() for row in range(parts.count())]

    qtbot.waitUntil(lambda: listed()[3:6] == ["Inhoud", "Aanleiding", "Planning"])
    parts.setFocus()
    parts.setCurrentRow(5)
    qtbot.keyClick(parts, ENTER)
    editor = field(window, "brieftekst")
    assert editor.hasFocus()
    assert editor.current_block_id() == "k2"
    editor.show_place("a")
    assert parts.currentItem().text() == "Aanleiding"
    editor.show_place("k1")
    qtbot.keyClicks(editor, "De ")
    window.session.fill_now()
    qtbot.waitUntil(lambda: listed()[3:6] == ["Inhoud", "De Aanleiding", "Planning"])
    window.undo()
    window.undo()
    window.session.fill_now()
    qtbot.waitUntil(lambda: "Planning" not in listed())


def test_the_status_line_counts_what_is_selected(qtbot, window, pages_shown):
    window.session.change(
        "brieftekst", Body(blocks=(Paragraph(id="a", inlines=inlines("een twee drie")),)), ""
    )
    window.form.show_answers(window.session.answers)
    pages_shown(window)
    counts = window.preview.counts
    assert "woorden" in counts.text()
    assert counts.text().endswith("1 min. lezen")
    editor = field(window, "brieftekst")
    editor.setFocus()
    editor.select_text("a", 0, 8)
    assert "2 van " in counts.text()
    editor.show_place("a")
    assert " van " not in counts.text()


def test_larger_text_stays_for_the_next_letter_and_leaves_the_page_alone(qtbot, window, program):
    editor = field(window, "brieftekst")
    page = window.preview.view.pixel_scale
    window.actions_by_name["text_larger"].trigger()
    window.actions_by_name["text_larger"].trigger()
    assert editor.zoom() > 1.2
    program.begin_letter(TYPE)
    assert field(program.windows[-1], "brieftekst").zoom() == editor.zoom()
    program.windows[-1].actions_by_name["text_real"].trigger()
    assert field(program.windows[-1], "brieftekst").zoom() == 1.0
    assert window.preview.view.pixel_scale == page


def test_ctrl_and_the_wheel_over_the_text_zoom_it(qtbot, window):
    editor = field(window, "brieftekst")
    turn = QWheelEvent(
        QPointF(9, 9), editor.mapToGlobal(QPointF(9, 9)), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QCoreApplication.sendEvent(editor.viewport(), turn)
    assert editor.zoom() > 1.0


def test_what_is_usually_written_otherwise_is_said_below_its_field_and_changes_nothing(qtbot, window):
    type_in(qtbot, window, "doorkiesnummer", "023-5113939")
    type_in(qtbot, window, "onderwerp", "Zwembad")
    note = window.form.rows["doorkiesnummer"].note
    qtbot.waitUntil(lambda: note.text().endswith("Schrijf “023 511 39 39”."))
    assert field(window, "doorkiesnummer").text() == "023-5113939"
    assert "Opmerkingen: 1" in window.preview.findings.heading.text()
    type_in(qtbot, window, "doorkiesnummer", "023 511 39 39")
    qtbot.waitUntil(lambda: "Schrijf" not in note.text())
    assert "Opmerkingen" not in window.preview.findings.heading.text()


def test_of_a_text_that_does_not_fit_the_beginning_is_shown(window):
    line = window.form.rows["onderwerp"].editor.first_input()
    assert not line.hasFocus()
    window.session.replace_answers(window.session.answers.with_answer("onderwerp", "Lang " * 200))
    assert line.cursorPosition() == 0
