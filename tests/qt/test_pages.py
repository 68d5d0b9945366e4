"""Pages on the screen, by themselves: what is drawn, zoom, clicks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from briefmaker.qt.page_view import PageView, Spot
from briefmaker.qt.zoom import FIT_PAGE, FIT_WIDTH

A4 = (595.0, 842.0)


@pytest.fixture
def view(qtbot):
    made = PageView()
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    qtbot.waitExposed(made)
    made.show_pages([A4] * 20)
    return made


def picture(view):
    image = QImage(
        round(A4[0] * view.pixel_scale), round(A4[1] * view.pixel_scale), QImage.Format.Format_RGB32
    )
    image.fill(Qt.GlobalColor.white)
    return image


def test_only_pages_in_sight_are_asked_for(view):
    assert view.missing_pages() == (0,)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.missing_pages()[-1] == 19
    assert len(view.missing_pages()) <= 2


def test_a_page_that_was_drawn_is_not_asked_for_again(view):
    view.show_images({0: picture(view)}, view.pixel_scale)
    assert view.missing_pages() == ()


def test_old_pictures_stay_until_new_ones_come(view):
    view.show_images({0: picture(view)}, view.pixel_scale)
    view.forget_images()
    assert view.image_of(0) is not None
    assert view.missing_pages() == (0,)


def test_another_size_asks_for_sharper_pictures(qtbot, view):
    view.show_images({0: picture(view)}, view.pixel_scale)
    with qtbot.waitSignal(view.pages_wanted):
        view.set_zoom(2.0)
    assert 0 in view.missing_pages()


@pytest.mark.parametrize("zoom", [FIT_WIDTH, FIT_PAGE, 0.5, 1.0, 2.0])
def test_a_point_clicked_is_the_point_meant_at_every_size(qtbot, view, zoom):
    view.set_zoom(zoom)
    with qtbot.waitSignal(view.clicked) as clicked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.position_of(0, 100.0, 50.0))
    page, x, y = clicked.args
    assert page == 0
    assert (x, y) == (pytest.approx(100, abs=2), pytest.approx(50, abs=2))


def test_a_drag_is_no_click(qtbot, view):
    heard = []
    view.clicked.connect(lambda *args: heard.append(args))
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 180))
    assert heard == []


def test_zoom_keeps_between_half_and_double(view):
    for _step in range(20):
        view.zoom_in()
    assert view.zoom == 2.0
    for _step in range(20):
        view.zoom_out()
    assert view.zoom == 0.5


def test_ctrl_and_the_wheel_zoom(view):
    view.set_zoom(1.0)
    turn(view, 120, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(1.1)
    turn(view, -120, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == pytest.approx(1.0)


def turn(view, angle, modifiers):
    place = QPointF(100, 100)
    event = QWheelEvent(
        place,
        view.mapToGlobal(place),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def test_a_marked_place_is_brought_into_sight(view):
    view.mark([Spot(12, 70, 400, 200, 14)], follow=True)
    assert 12 in view.wanted_pages()


def test_a_marked_place_in_sight_does_not_scroll(view):
    view.mark([Spot(0, 70, 100, 200, 14)], follow=True)
    assert view.verticalScrollBar().value() == 0


def test_pages_are_white_in_light_and_dark(view):
    for scheme in ("light", "dark"):
        from briefmaker.qt.appearance import with_scheme

        with_scheme(QApplication.instance(), scheme)
        shown = view.grab().toImage()
        place = view.viewport().mapTo(view, view.position_of(0, 300, 300))
        assert shown.pixelColor(place * shown.devicePixelRatio()).name() == "#ffffff"
    with_scheme(QApplication.instance(), "light")
