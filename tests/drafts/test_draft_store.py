"""Drafts of open letters: there again after a crash, known when damaged, gone when closed."""

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.drafts.draft_file import Draft, DraftDamaged, draft_bytes, stored_draft
from briefmaker.drafts.draft_store import DraftStore, new_draft_id
from briefmaker.drafts.letter_file import LetterFile, letter_hash
from briefmaker.errors import NotSaved
from briefmaker.letter.answers import Answers
from tests.drafts.strategies import everyday_letter, letters

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


def _draft(subject: str = "Groen", title: str = "Groen") -> Draft:
    return Draft(everyday_letter(subject), origin="/brieven/Groen.brief", saved_hash="abc", title=title)


def _subject(draft: Draft) -> str:
    return draft.letter.answers.text("onderwerp")


@pytest.fixture
def open_stores(tmp_path):
    """Makes stores as separate runs of the program; `crash` ends one as a kill would."""

    class Runs:
        folder = tmp_path / "drafts"

        def __init__(self):
            self.stores = []

        def start(self, now=lambda: NOW) -> DraftStore:
            self.stores.append(DraftStore(self.folder, now))
            return self.stores[-1]

        @staticmethod
        def crash(store: DraftStore) -> None:
            for lock in store._locks.values():
                lock.release()
            store._locks.clear()

    runs = Runs()
    yield runs
    for store in runs.stores:
        store.close()


@given(letter=letters, origin=st.text(), title=st.text(max_size=20), sequence=st.integers(1, 10**9))
def test_a_draft_is_read_as_it_was_written(letter, origin, title, sequence):
    draft = Draft(letter, origin=origin, saved_hash="0" * 64, title=title)
    data, pictures = draft_bytes(draft, sequence, "2026-11-23T14:05:00+00:00")
    read = stored_draft(data, pictures.get)
    assert (read.draft, read.sequence, read.written) == (draft, sequence, "2026-11-23T14:05:00+00:00")


def test_every_flipped_bit_and_every_truncation_of_a_draft_is_noticed():
    data, _pictures = draft_bytes(_draft(), 1, "nu")
    for bit in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(DraftDamaged):
            stored_draft(bytes(flipped))
    for length in range(len(data)):
        with pytest.raises(DraftDamaged):
            stored_draft(data[:length])


def test_a_draft_knows_whether_its_file_holds_it():
    letter = everyday_letter()
    assert not Draft(letter, origin="/x.brief", saved_hash=letter_hash(letter)).has_unsaved_changes
    assert Draft(letter, origin="/x.brief", saved_hash="anders").has_unsaved_changes
    assert Draft(letter, saved_hash=letter_hash(letter)).has_unsaved_changes, "no file has it"


def test_nothing_personal_shows_in_the_repr_of_a_draft():
    shown = repr(_draft("Geheim onderwerp", "Geheime titel"))
    assert "Geheim" not in shown
    assert "brieven" not in shown


def test_after_a_crash_the_newest_draft_of_each_letter_is_offered(open_stores):
    store = open_stores.start()
    first, second = new_draft_id(), new_draft_id()
    for number in range(5):
        store.write(first, _draft(f"eerste {number}"))
    store.write(second, _draft("tweede", "Een andere titel"))
    open_stores.crash(store)
    found = {draft.draft_id: draft for draft in open_stores.start().recoverable()}
    assert _subject(found[first].draft) == "eerste 4"
    assert found[second].draft == _draft("tweede", "Een andere titel")
    assert found[first].written == "2026-11-23T14:05:00+00:00"
    assert all(draft.is_complete for draft in found.values())


def test_drafts_of_a_running_program_are_offered_to_nobody(open_stores):
    open_stores.start().write("een", _draft())
    assert open_stores.start().recoverable() == []


def test_two_programs_that_start_at_once_do_not_both_offer_a_draft(open_stores):
    store = open_stores.start()
    store.write("een", _draft())
    open_stores.crash(store)
    first, second = open_stores.start(), open_stores.start()
    assert len(first.recoverable()) == 1
    assert second.recoverable() == []
    open_stores.crash(first)
    assert len(second.recoverable()) == 1, "the first one crashed in its turn"


def test_a_recovered_draft_is_written_on_under_its_id(open_stores):
    store = open_stores.start()
    store.write("een", _draft("voor"))
    open_stores.crash(store)
    again = open_stores.start()
    (found,) = again.recoverable()
    assert again.write(found.draft_id, _draft("na")) == found.sequence + 1
    open_stores.crash(again)
    (found,) = open_stores.start().recoverable()
    assert _subject(found.draft) == "na"


def test_a_draft_with_which_nothing_is_done_is_offered_again(open_stores):
    store = open_stores.start()
    store.write("een", _draft())
    open_stores.crash(store)
    for _ in range(3):
        store = open_stores.start()
        assert len(store.recoverable()) == 1
        store.close()


def test_a_removed_draft_leaves_no_trace(open_stores):
    store = open_stores.start()
    for number in range(3):
        store.write("een", _draft(f"nummer {number}"))
        store.write("twee", _draft())
    store.remove("een")
    left = b"".join(path.read_bytes() for path in open_stores.folder.rglob("*") if path.is_file())
    assert b"nummer" not in left
    store.remove("twee")
    store.remove("nooit geweest")
    assert list(open_stores.folder.iterdir()) == []


def test_a_discarded_recovered_draft_leaves_no_trace(open_stores):
    store = open_stores.start()
    store.write("een", _draft())
    open_stores.crash(store)
    again = open_stores.start()
    again.recoverable()
    again.remove("een")
    assert list(open_stores.folder.iterdir()) == []
    assert open_stores.start().recoverable() == []


def test_a_program_may_go_on_after_all_its_drafts_were_removed(open_stores):
    store = open_stores.start()
    store.write("een", _draft())
    store.remove("een")
    store.write("twee", _draft("later"))
    assert open_stores.start().recoverable() == []
    open_stores.crash(store)
    assert len(open_stores.start().recoverable()) == 1


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.draft"))


def test_a_damaged_draft_gives_the_one_before_it_and_is_kept_aside(open_stores):
    store = open_stores.start()
    store.write("een", _draft("eerste"))
    store.write("een", _draft("tweede"))
    open_stores.crash(store)
    newest = max(_files(open_stores.folder), key=lambda path: stored_draft(path.read_bytes()).sequence)
    data = bytearray(newest.read_bytes())
    data[-30] ^= 1
    newest.write_bytes(data)
    again = open_stores.start()
    (found,) = again.recoverable()
    assert _subject(found.draft) == "eerste"
    assert not found.is_complete
    assert [path.read_bytes() for path in again.damaged()] == [bytes(data)]


def test_a_wholly_damaged_draft_is_kept_aside_and_no_other_suffers(open_stores):
    store = open_stores.start()
    store.write("een", _draft("eerste"))
    store.write("twee", _draft("heel"))
    open_stores.crash(store)
    (path,) = [path for path in _files(open_stores.folder) if path.name.startswith("een")]
    path.write_bytes(b"")
    again = open_stores.start()
    assert [_subject(draft.draft) for draft in again.recoverable()] == ["heel"]
    assert len(again.damaged()) == 1


def test_a_write_that_fails_leaves_the_draft_before_it(open_stores, monkeypatch):
    store = open_stores.start()
    store.write("een", _draft("eerste"))
    store.write("een", _draft("tweede"))

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(NotSaved, match="geen ruimte meer"):
            store.write("een", _draft("derde"))
    open_stores.crash(store)
    (found,) = open_stores.start().recoverable()
    assert _subject(found.draft) == "tweede"


def test_what_is_newer_is_told_by_a_counter_and_not_by_the_clock(open_stores):
    moments = iter([NOW, NOW - timedelta(days=400), NOW + timedelta(days=9), NOW - timedelta(hours=1), NOW])
    store = open_stores.start(now=lambda: next(moments))
    for number in range(4):
        store.write("een", _draft(str(number)))
    for path in _files(open_stores.folder):
        os.utime(path, (0, 0))
    open_stores.crash(store)
    (found,) = open_stores.start().recoverable()
    assert _subject(found.draft) == "3"


def test_drafts_are_for_the_user_only(open_stores):
    open_stores.start().write("een", _draft())
    for path in [open_stores.folder, *open_stores.folder.rglob("*")]:
        allowed = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == allowed, path.name


def test_foreign_files_among_the_drafts_do_no_harm(open_stores):
    store = open_stores.start()
    store.write("een", _draft())
    open_stores.crash(store)
    for name in ("lees mij.txt", "0123456789abcdef", "x.lock"):
        (open_stores.folder / name).write_bytes(b"x")
    (open_stores.folder / "fedcba9876543210").mkdir()
    (open_stores.folder / "fedcba9876543210" / "vreemd.txt").write_bytes(b"x")
    again = open_stores.start()
    assert len(again.recoverable()) == 1
    assert (open_stores.folder / "fedcba9876543210" / "vreemd.txt").exists()


def test_an_id_that_is_no_file_name_is_a_mistake_of_the_program(open_stores):
    for wrong in ("", "../x", "A", "a b", "x" * 41):
        with pytest.raises(ValueError):
            open_stores.start().write(wrong, _draft())


def test_a_letter_that_can_not_be_written_is_reported_and_the_one_before_stays(open_stores):
    store = open_stores.start()
    store.write("een", _draft("eerste"))
    large = LetterFile("p/t", "1", Answers({"brieftekst": "x" * 65_000_000}))
    with pytest.raises(NotSaved, match="groter dan een brief"):
        store.write("een", Draft(large))
    open_stores.crash(store)
    assert [_subject(draft.draft) for draft in open_stores.start().recoverable()] == ["eerste"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
def test_a_forked_process_that_outlives_the_program_does_not_hide_its_drafts(tmp_path):
    script = (
        "import os, sys, time\nfrom pathlib import Path\n"
        "from briefmaker.drafts.draft_store import DraftStore\n"
        "from briefmaker.drafts.draft_file import Draft\n"
        "from tests.drafts.strategies import everyday_letter\n"
        "DraftStore(Path(sys.argv[1])).write('een', Draft(everyday_letter()))\n"
        "child = os.fork()\n"
        # The child says when it is there: before that it may still hold what it inherited.
        "if child == 0:\n    print(os.getpid(), flush=True)\n    sys.stdin.read()\n    os._exit(0)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    program = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip
    child = int(program.stdout.readline())
    program.wait(20)
    os.kill(child, 0)
    store = DraftStore(tmp_path)
    try:
        assert len(store.recoverable()) == 1
    finally:
        program.stdin.close()
        program.stdout.close()
        store.close()


def test_the_first_lines_of_a_draft_say_what_it_is():
    lines = draft_bytes(_draft(), 7, "nu")[0].split(b"\n", 3)
    assert lines[0] == b"BRIEFMAKER-DRAFT 1"
    assert json.loads(lines[2])["sequence"] == 7
