"""Files of a pack change together or not at all, whatever happens, and come back to the last byte."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import pytest

from briefmaker.app.pack_changes import change, last_change, settle, undo
from briefmaker.errors import BriefmakerError, NotSaved
from tests.drafts.victims import Victims, lines_of

FILES = ("pack.toml", "brief/manifest.toml")
OLD = {"pack.toml": b'id = "p"\r\n', "brief/manifest.toml": b"title = 'Brief'"}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "pakket"
    (folder / "brief").mkdir(parents=True)
    for name, data in OLD.items():
        (folder / name).write_bytes(data)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def changed(folder: Path, addition: bytes = b"# nieuw"):
    return change(
        folder, {name: (data, data + addition) for name, data in contents(folder).items()}, "Vervangen"
    )


def test_files_change_together_and_come_back(pack: Path) -> None:
    made = changed(pack)
    assert contents(pack) == {name: data + b"# nieuw" for name, data in OLD.items()}
    assert last_change(pack) == made
    undo(made)
    assert contents(pack) == OLD
    assert last_change(pack) is None
    with pytest.raises(BriefmakerError, match="al"):
        undo(made)


def test_changes_are_taken_back_one_after_the_other(pack: Path) -> None:
    for addition in (b"# een", b"# twee", b"# drie"):
        changed(pack, addition)
    seen = []
    while (last := last_change(pack)) is not None:
        undo(last)
        seen.append(contents(pack)["pack.toml"])
    assert seen == [OLD["pack.toml"] + b"# een# twee", OLD["pack.toml"] + b"# een", OLD["pack.toml"]]
    assert contents(pack) == OLD


def test_what_was_edited_since_is_not_overwritten(pack: Path) -> None:
    made = changed(pack)
    (pack / "pack.toml").write_bytes(b"van iemand anders")
    before = contents(pack)
    with pytest.raises(BriefmakerError, match=r"pack\.toml"):
        undo(made)
    with pytest.raises(BriefmakerError):
        change(pack, {"pack.toml": (OLD["pack.toml"], b"x")}, "Vervangen")
    assert contents(pack) == before


def test_when_one_file_can_t_be_written_none_is(pack: Path) -> None:
    (pack / "brief" / "map.toml").mkdir()
    files = {"pack.toml": (OLD["pack.toml"], b"nieuw"), "brief/weg/manifest.toml": (None, b"nieuw")}
    with pytest.raises((BriefmakerError, TypeError, NotSaved)):
        change(pack, files, "Vervangen")
    assert contents(pack) == OLD


def test_the_store_does_not_grow_without_end(pack: Path) -> None:
    for number in range(34):
        before = contents(pack)["pack.toml"]
        change(pack, {"pack.toml": (before, str(number).encode())}, "Vervangen")
    count = 0
    while (last := last_change(pack)) is not None:
        undo(last)
        count += 1
    assert count == 30
    assert contents(pack)["pack.toml"] == b"3"


# --- Kills --------------------------------------------------------------------------------------------


def _check(pack: Path, note: Path) -> str:
    """After a kill the files are all old or all new, and an acknowledged state is kept."""
    settle(pack)
    found = contents(pack)
    assert found.keys() == OLD.keys(), "something is left in the pack"
    is_old = {found[name] == OLD[name] for name in FILES}
    assert len(is_old) == 1, "half a change is left"
    if not all(is_old):
        assert all(found[name] == OLD[name] + b"# nieuw\n" * 2000 for name in FILES)
        last = last_change(pack)
        assert last is not None
        undo(last)
        assert contents(pack) == OLD
    elif lines := lines_of(note):
        # A change that was acknowledged is there, until it is being taken back.
        assert lines[-1] == ["undone"] or last_change(pack) is None
    return "old" if all(is_old) else "new"


def _reset(pack: Path) -> None:
    for name, data in OLD.items():
        (pack / name).write_bytes(data)


@pytest.mark.skipif(sys.platform != "linux", reason="kills as on Linux")
def test_a_kill_before_each_call_leaves_all_files_old_or_all_new(pack: Path, tmp_path: Path) -> None:
    seen = []
    with Victims() as victims:
        for position in range(1, 130, 3):  # in steps that meet every kind of call
            _reset(pack)
            note = tmp_path / f"{position}.txt"
            victim = victims.start("changing", folder=str(pack), note=str(note), die_at=position)
            assert victim.wait(20), "the program outlived its own kill"
            seen.append(_check(pack, note))
    assert seen.count("new") > 1
    assert seen.count("old") > 10


@pytest.mark.skipif(sys.platform != "linux", reason="kills as on Linux")
def test_kills_at_random_moments_leave_all_files_old_or_all_new(pack: Path, tmp_path: Path) -> None:
    chance = random.Random(20261125)
    with Victims() as victims:
        for number in range(40):
            _reset(pack)
            note = tmp_path / f"r{number}.txt"
            victim = victims.start("changing", folder=str(pack), note=str(note))
            deadline = time.monotonic() + 20
            while not note.exists():
                assert time.monotonic() < deadline
                assert not victim.ends_within(0.002), "the program ended by itself"
            assert not victim.ends_within(chance.uniform(0, 0.05))
            victim.kill()
            _check(pack, note)
