"""The user's own words in a file."""

from pathlib import Path

import pytest

from briefmaker.drafts.word_list import add_word, read_words
from briefmaker.errors import NotSaved


def test_an_added_word_is_there_next_time(tmp_path: Path) -> None:
    path = tmp_path / "map" / "woordenlijst.txt"
    assert read_words(path) == ()
    add_word(path, "Özoğul")
    add_word(path, "raadsmarkt")
    add_word(path, "Özoğul")
    assert read_words(path) == ("Özoğul", "raadsmarkt")
    assert [each.name for each in path.parent.iterdir()] == ["woordenlijst.txt"]


def test_what_people_wrote_in_it_stays(tmp_path: Path) -> None:
    path = tmp_path / "woordenlijst.txt"
    path.write_bytes("\ufeff# mijn woorden\r\nSpaarneduin # wijk\r\n\r\nCocensus".encode())
    assert read_words(path) == ("Spaarneduin", "Cocensus")
    add_word(path, "Ymere")
    assert path.read_text("utf-8") == "# mijn woorden\nSpaarneduin # wijk\n\nCocensus\nYmere\n"


def test_a_damaged_list_is_empty_and_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "woordenlijst.txt"
    path.write_bytes(b"\xff\xfe\x00half")
    assert read_words(path) == ()
    with pytest.raises(NotSaved, match="beschadigd"):
        add_word(path, "Ymere")
    assert path.read_bytes() == b"\xff\xfe\x00half"


def test_a_folder_in_its_place_is_said(tmp_path: Path) -> None:
    path = tmp_path / "woordenlijst.txt"
    path.mkdir()
    assert read_words(path) == ()
    with pytest.raises(NotSaved):
        add_word(path, "Ymere")
