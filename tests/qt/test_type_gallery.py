"""The kinds of document on the start page, those of several organisations beside each other."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from briefmaker.packs.glimpses import Glimpse
from briefmaker.qt.type_gallery import TypeGallery

HERE, THERE = "Gemeente Hier", "Gemeente Daar"
TYPES = (
    Glimpse("hier/brief", "Brief", "Brief aan bewoners.", HERE),
    Glimpse("hier/nota", "Nota", "Nota aan de raad.", HERE),
    Glimpse("daar/brief", "Brief", "Brief aan bewoners.", THERE),
    Glimpse("daar/voorstel", "Voorstel voor de gemeenteraad", "Voorstel.", THERE),
)


@pytest.fixture
def gallery(qtbot) -> TypeGallery:
    made = TypeGallery(TYPES)
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def shown(gallery: TypeGallery) -> list[str]:
    rows = (gallery.item(row) for row in range(gallery.count()))
    return [item.text() for item in rows if not item.isHidden()]


def test_each_organisation_has_its_name_above_its_kinds(gallery):
    assert shown(gallery) == [HERE, "Brief", "Nota", THERE, "Brief", "Voorstel voor de gemeenteraad"]
    tops = [gallery.visualItemRect(gallery.item(row)).top() for row in range(gallery.count())]
    assert tops[0] < tops[1] == tops[2] < tops[3] < tops[4] == tops[5]


def test_a_search_for_an_organisation_finds_its_kinds(gallery):
    assert gallery.show_matching(["daar"]) == 2
    assert shown(gallery) == [THERE, "Brief", "Voorstel voor de gemeenteraad"]


def test_an_organisation_without_usable_kinds_goes_with_its_name(gallery):
    gallery.keep({"daar/brief"})
    assert shown(gallery) == [THERE, "Brief"]


def test_the_keyboard_passes_over_the_names(qtbot, gallery):
    chosen = []
    gallery.chosen.connect(chosen.append)
    gallery.setFocus()
    assert gallery.currentItem().text() == "Brief"
    qtbot.keyClick(gallery, Qt.Key.Key_Down)
    assert gallery.currentItem().text() == "Brief"
    qtbot.keyClick(gallery, Qt.Key.Key_Right)
    qtbot.keyClick(gallery, Qt.Key.Key_Return)
    assert chosen == ["daar/voorstel"]


def test_a_click_on_a_name_begins_nothing(qtbot, gallery):
    chosen = []
    gallery.chosen.connect(chosen.append)
    place = gallery.visualItemRect(gallery.item(3)).center()
    qtbot.mouseClick(gallery.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not chosen
