"""Unsaved texts of a pack's files: one file a window, taken up by the first that opens the file again."""

from __future__ import annotations

import errno
import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.drafts.kept_texts import KeptTexts, UnsavedText
from briefmaker.drafts.os_lock import SystemLock
from briefmaker.errors import NotSaved

MOMENT = datetime(2026, 11, 23, 13, 5, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bezig"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file that is edited."""
    path = tmp_path / "pakket" / "manifest.toml"
    path.parent.mkdir()
    path.write_text("oud", "utf-8")
    return path


def texts(mine: str) -> dict[str, UnsavedText]:
    return {"manifest.toml": UnsavedText(mine, "oud")}


def left(folder: Path, file: Path, mine: str, moment: datetime = MOMENT) -> None:
    """A window that ended without saving."""
    gone = KeptTexts(folder, file, lambda: moment)
    gone.keep(texts(mine))
    gone.leave()


# Anything that can be typed or pasted, half characters too.
ANY = st.text(st.characters(codec=None), max_size=40)


@given(names=st.dictionaries(ANY, st.tuples(ANY, st.none() | ANY), min_size=1, max_size=3))
def test_every_text_comes_back_as_it_was(tmp_path_factory, names) -> None:
    folder = tmp_path_factory.mktemp("bezig")
    kept = {name: UnsavedText(mine, before) for name, (mine, before) in names.items()}
    gone = KeptTexts(folder, Path("pack.toml"), lambda: MOMENT)
    gone.keep(kept)
    gone.leave()
    again = KeptTexts(folder, Path("pack.toml"))
    found = again.take_up()
    again.forget()
    assert found is not None
    assert found.texts == kept
    assert found.written == MOMENT
    assert list(folder.iterdir()) == []


def test_a_window_that_is_open_keeps_its_own(folder, file) -> None:
    one = KeptTexts(folder, file)
    one.keep(texts("een"))
    two = KeptTexts(folder, file)
    assert two.take_up() is None
    two.keep(texts("twee"))
    two.forget()
    one.leave()
    found = KeptTexts(folder, file)
    unsaved = found.take_up()
    assert unsaved is not None
    assert unsaved.texts == texts("een")
    found.forget()


def test_of_several_windows_that_are_gone_the_newest_comes_first_and_none_is_lost(folder, file) -> None:
    for hours, mine in ((2, "middelste"), (3, "nieuwste"), (1, "oudste")):
        left(folder, file, mine, MOMENT + timedelta(hours=hours))
    windows = [KeptTexts(folder, file) for _each in range(4)]
    found = [window.take_up() for window in windows]
    assert [each and each.texts["manifest.toml"].mine for each in found] == [
        "nieuwste", "middelste", "oudste", None,
    ]  # fmt: skip
    for window in windows:
        window.forget()
    assert list(folder.iterdir()) == []


def test_a_window_goes_on_with_what_it_took_up(folder, file) -> None:
    left(folder, file, "een")
    again = KeptTexts(folder, file)
    again.take_up()
    again.keep(texts("een en meer"))
    assert len(list(folder.glob("*.json"))) == 1
    again.keep({})
    assert list(folder.iterdir()) == []


def test_the_same_file_by_another_way_is_the_same(folder, file) -> None:
    left(folder, file.parent / ".." / "pakket" / "manifest.toml", "een")
    found = KeptTexts(folder, file)
    assert found.take_up() is not None
    found.forget()
    assert KeptTexts(folder, file.with_name("pack.toml")).take_up() is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"texts": {}}', b'{"texts": {"a": {"mine": 1}}}', b"\xff"],
)
def test_a_damaged_file_stays_and_keeps_nobody_from_the_others(folder, file, content) -> None:
    left(folder, file, "heel")
    whole = next(folder.glob("*.json"))
    damaged = whole.with_name(whole.name.rpartition("-")[0] + "-0000000000000000.json")
    damaged.write_bytes(content)
    again = KeptTexts(folder, file)
    found = again.take_up()
    assert found is not None
    assert found.texts == texts("heel")
    again.forget()
    assert damaged.read_bytes() == content


@pytest.mark.skipif(sys.platform == "win32", reason="rights as on Linux and macOS")
def test_what_is_kept_is_for_the_user_only(folder, file) -> None:
    left(folder, file, "een")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}


def test_a_full_disk_is_told_and_leaves_what_was_kept(folder, file, monkeypatch) -> None:
    window = KeptTexts(folder, file)
    window.keep(texts("een"))

    def full(_descriptor: int, _data: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(NotSaved):
            window.keep(texts("twee"))
    window.leave()
    again = KeptTexts(folder, file)
    found = again.take_up()
    assert found is not None
    assert found.texts == texts("een")
    again.forget()


def test_where_no_lock_can_be_had_it_is_told(folder, file, monkeypatch) -> None:
    monkeypatch.setattr(SystemLock, "take", classmethod(lambda _kind, _path: None))
    with pytest.raises(NotSaved):
        KeptTexts(folder, file).keep(texts("een"))


def test_a_folder_that_is_taken_away_is_made_anew(folder, file) -> None:
    window = KeptTexts(folder, file)
    window.keep(texts("een"))
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    window.keep(texts("twee"))
    assert "twee" in next(folder.glob("*.json")).read_text("ascii")
    window.forget()
