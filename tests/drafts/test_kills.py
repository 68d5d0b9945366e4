"""Killed at any moment (-9): no file is harmed, nothing acknowledged or older than two seconds is lost."""

import random
import sys
import time
from pathlib import Path

import pytest

from briefmaker.drafts.autosave import DraftStore
from briefmaker.drafts.letter_file import read_letter_file
from briefmaker.drafts.temporary_files import sweep
from tests.drafts.victims import Victim, Victims, lines_of, version_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills as on Linux")

SAVING_KILLS = 100
WRITING_KILLS = 100
AT_ONCE = 25


def _until_first_line(note: Path, victim: Victim) -> None:
    deadline = time.monotonic() + 20
    while not note.exists() or not note.stat().st_size:
        assert time.monotonic() < deadline, "the program did not begin"
        assert not victim.ends_within(0.002), "the program ended by itself"


def _check_saved_file(path: Path, note: Path) -> int:
    """The file is a version that was begun, and none older than the last acknowledged. Returns which."""
    begun = {int(words[1]): int(words[2]) for words in lines_of(note) if words[0] == "begun"}
    saved = [int(words[1]) for words in lines_of(note) if words[0] == "saved"]
    acknowledged = max(saved, default=0)
    if not path.exists():
        assert not acknowledged, "a saved file is gone"
        return 0
    data = path.read_bytes()
    number = int(data[:12])
    assert data == version_of(number, begun[number]), "the file is harmed"
    assert number in (acknowledged, acknowledged + 1), "an acknowledged save is lost"
    return number


def test_a_hundred_kills_while_saving_harm_no_file(tmp_path):
    chance = random.Random(20261123)
    left = 0
    versions = set()
    with Victims() as victims:
        for number in range(SAVING_KILLS):
            folder = tmp_path / str(number)
            folder.mkdir()
            path = folder / chance.choice(("Brief.brief", "Brief.docx", "Brief.pdf"))
            note = tmp_path / f"{number}.txt"
            victim = victims.start("saving", path=str(path), note=str(note), seed=number)
            _until_first_line(note, victim)
            assert not victim.ends_within(chance.uniform(0, 0.06))
            victim.kill()
            versions.add(_check_saved_file(path, note))
            left += sweep(folder, older_than=0)
            assert {entry.name for entry in folder.iterdir()} <= {path.name}, (
                "something is left beside the file"
            )
            for entry in folder.iterdir():
                entry.unlink()
    print(f"{left} of {SAVING_KILLS} kills left a temporary file")
    assert left > 20, "the kills met hardly any save under way"
    assert len(versions) > 3


def test_a_kill_before_each_call_of_a_save_harms_no_file(tmp_path):
    seen = set()
    with Victims() as victims:
        for position in range(1, 31):  # three saves: a new file, and twice over it
            path, note = tmp_path / f"{position}.docx", tmp_path / f"{position}.txt"
            victim = victims.start("saving", path=str(path), note=str(note), seed=2, die_at=position)
            assert victim.wait(20), "the program outlived its own kill"
            seen.add(_check_saved_file(path, note))
    sweep(tmp_path, older_than=0)
    assert not list(tmp_path.glob(".~bm*"))
    assert {0, 1, 2} <= seen


def _check_draft(folder: Path, note: Path, killed: float) -> float:
    """What is recovered after the kill is new enough; returns how many seconds of typing it lacks."""
    typed = {int(words[1]): float(words[2]) for words in lines_of(note) if words[0] == "typed"}
    kept = max((int(words[1]) for words in lines_of(note) if words[0] == "kept"), default=0)
    assert not any(words[0] == "error" for words in lines_of(note))
    store = DraftStore(folder)
    try:
        found = store.recoverable()
        assert not store.damaged()
        safe = max((number for number, moment in typed.items() if moment <= killed - 2.0), default=0)
        if not found:
            assert not kept, "an acknowledged draft is lost"
            assert not safe, "typing older than two seconds is lost"
            return 0.0
        (draft,) = found
        number = int(draft.draft.letter.answers.text("onderwerp"))
        assert draft.is_complete
        assert draft.draft.title == f"Brief {number}"
        assert draft.sequence >= kept, "an acknowledged draft is lost"
        assert number >= safe, "typing older than two seconds is lost"
        lost = [moment for later, moment in typed.items() if later > number]
        return killed - min(lost) if lost else 0.0
    finally:
        store.close()


def _check_letter(letter: Path, note: Path) -> None:
    saved = max((int(words[1]) for words in lines_of(note) if words[0] == "saved"), default=0)
    if letter.exists():
        assert int(read_letter_file(letter.read_bytes()).answers.text("onderwerp")) in (saved, saved + 25)
    else:
        assert not saved


def test_a_hundred_kills_while_writing_lose_nothing_older_than_two_seconds(tmp_path, record_property):
    chance = random.Random(20261124)
    lacking = []
    with Victims() as victims:
        for begin in range(0, WRITING_KILLS, AT_ONCE):
            plan = []
            for number in range(begin, begin + AT_ONCE):
                folder, note = tmp_path / f"d{number}", tmp_path / f"{number}.txt"
                letter = tmp_path / f"{number}.brief"
                victim = victims.start(
                    "writing", folder=str(folder), letter=str(letter), note=str(note), seed=number
                )
                moment = time.monotonic() + chance.choice((chance.uniform(0, 1), chance.uniform(1, 3.5)))
                plan.append((moment, victim, folder, letter, note))
            for moment, victim, folder, letter, note in sorted(plan, key=lambda entry: entry[0]):
                assert not victim.ends_within(moment - time.monotonic()), "the program ended by itself"
                killed = victim.kill()
                _check_letter(letter, note)
                lacking.append(_check_draft(folder, note, killed))
                sweep(tmp_path, older_than=0)
    record_property("seconds of typing lost at most", round(max(lacking), 3))
    print(
        f"{len(lacking)} kills, at most {max(lacking):.2f} s of typing lost,"
        f" {sorted(lacking)[len(lacking) // 2]:.2f} s median"
    )
    assert max(lacking) < 2.0
    assert not list(tmp_path.glob(".~bm*"))
