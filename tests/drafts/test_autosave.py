"""What is typed is on the disk within a second, by itself, and nothing stops that."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from briefmaker.drafts.autosave import Autosaver, Draft, DraftStore
from briefmaker.errors import NotSaved
from tests.drafts.strategies import everyday_letter

WAIT = 20  # seconds, at most; nearly always far less


class _Store:
    """A disk that notes what is asked of it, that can be slow, and that can fail."""

    def __init__(self) -> None:
        self.written = []
        self.removed = []
        self.error = None
        self.gate = threading.Event()
        self.gate.set()
        self.entered = threading.Event()

    def write(self, draft_id, draft) -> int:
        self.entered.set()
        assert self.gate.wait(WAIT)
        if self.error:
            raise self.error
        self.written.append((draft_id, draft.title))
        return len(self.written)

    def remove(self, draft_id) -> None:
        self.removed.append(draft_id)


class _Heard:
    def __init__(self) -> None:
        self.saved = []
        self.errors = []
        self.any = threading.Condition()

    def on_saved(self, draft_id, sequence) -> None:
        with self.any:
            self.saved.append((draft_id, sequence))
            self.any.notify_all()

    def on_error(self, draft_id, error) -> None:
        with self.any:
            self.errors.append((draft_id, error))
            self.any.notify_all()

    def wait_for(self, condition) -> None:
        with self.any:
            assert self.any.wait_for(condition, WAIT)


@pytest.fixture
def desk():
    class Desk:
        def __init__(self):
            self.store, self.heard, self.savers = _Store(), _Heard(), []

        def saver(self, **keywords) -> Autosaver:
            self.savers.append(
                Autosaver(self.store, self.heard.on_error, self.heard.on_saved, **{"delay": 0.05, **keywords})
            )
            return self.savers[-1]

    made = Desk()
    yield made
    made.store.gate.set()
    made.store.error = None
    for saver in made.savers:
        saver.close()


def _draft(title: str) -> Draft:
    return Draft(everyday_letter(), title=title)


def test_a_change_is_written_by_itself(desk):
    desk.saver().changed("een", _draft("a"))
    desk.heard.wait_for(lambda: desk.heard.saved == [("een", 1)])
    assert desk.store.written == [("een", "a")]


def test_of_a_burst_of_changes_the_newest_is_written_once(desk):
    saver = desk.saver(delay=30)
    for number in range(500):
        saver.changed("een", _draft(str(number)))
    assert saver.flush(WAIT)
    assert desk.store.written == [("een", "499")]


def test_typing_on_does_not_put_the_writing_off(desk):
    moment = [0.0]
    saver = desk.saver(delay=0.5, clock=lambda: moment[0])
    saver.changed("een", _draft("eerste"))
    due = saver._waiting["een"].due
    for _ in range(20):
        moment[0] += 0.02
        saver.changed("een", _draft("later"))
    assert saver._waiting["een"].due == due == 0.5


def test_a_change_during_a_write_is_written_after_it(desk):
    saver = desk.saver()
    desk.store.gate.clear()
    saver.changed("een", _draft("a"))
    assert desk.store.entered.wait(WAIT)
    saver.changed("een", _draft("b"))
    saver.changed("een", _draft("c"))
    desk.store.gate.set()
    desk.heard.wait_for(lambda: len(desk.heard.saved) == 2)
    assert desk.store.written == [("een", "a"), ("een", "c")]


def test_a_slow_disk_never_holds_up_the_typing(desk):
    saver = desk.saver(delay=0)
    desk.store.gate.clear()
    saver.changed("een", _draft("a"))
    assert desk.store.entered.wait(WAIT)
    began = time.perf_counter()
    for number in range(1_000):
        saver.changed("een", _draft(str(number)))
    assert time.perf_counter() - began < 2
    assert not saver.flush(0.01), "it says so when it isn't done in time"


def test_letters_are_written_each_for_itself(desk):
    saver = desk.saver(delay=30)
    for name in ("een", "twee", "drie"):
        saver.changed(name, _draft(name))
    assert saver.flush(WAIT)
    assert sorted(desk.store.written) == [("drie", "drie"), ("een", "een"), ("twee", "twee")]


def test_what_could_not_be_written_is_told_and_tried_again_with_the_newest(desk):
    saver = desk.saver(retry=0.05)
    desk.store.error = NotSaved("vol")
    saver.changed("een", _draft("a"))
    desk.heard.wait_for(lambda: len(desk.heard.errors) >= 2)
    assert str(desk.heard.errors[0][1]) == "vol"
    saver.changed("een", _draft("b"))
    desk.store.error = None
    desk.heard.wait_for(lambda: desk.heard.saved)
    assert desk.store.written == [("een", "b")]


def test_a_flush_that_fails_says_so_and_a_later_one_succeeds(desk):
    saver = desk.saver(retry=30)
    desk.store.error = NotSaved("vol")
    saver.changed("een", _draft("a"))
    saver.changed("twee", _draft("b"))
    assert not saver.flush(WAIT)
    desk.store.error = None
    assert saver.flush(WAIT)
    assert len(desk.store.written) == 2


def test_a_fault_of_the_program_ends_nothing(desk):
    saver = desk.saver(retry=0.05)
    desk.store.error = ZeroDivisionError()
    saver.changed("een", _draft("a"))
    desk.heard.wait_for(lambda: desk.heard.errors)
    desk.store.error = None
    desk.heard.wait_for(lambda: desk.heard.saved)


def test_a_fault_in_a_callback_is_reported_and_ends_nothing(desk, monkeypatch):
    reported = []
    monkeypatch.setattr(threading, "excepthook", reported.append)
    saver = desk.saver()
    calls = []

    def broken(*told):
        calls.append(told)
        raise ZeroDivisionError

    saver._on_saved = broken
    for _ in range(2):
        saver.changed("een", _draft("a"))
        assert saver.flush(WAIT)
    assert len(desk.store.written) == len(calls) == 2
    assert [report.exc_type for report in reported] == [ZeroDivisionError] * 2


def test_a_removed_draft_is_not_written_any_more(desk):
    saver = desk.saver(delay=30)
    saver.changed("een", _draft("a"))
    saver.remove("een")
    assert saver.flush(WAIT)
    assert desk.store.written == []
    assert desk.store.removed == ["een"]


def test_a_change_after_a_removal_is_written(desk):
    saver = desk.saver(delay=30)
    saver.remove("een")
    saver.changed("een", _draft("a"))
    assert saver.flush(WAIT)
    assert desk.store.written == [("een", "a")]


def test_closing_writes_what_waits_and_ends_the_thread(desk):
    saver = desk.saver(delay=30)
    saver.changed("een", _draft("a"))
    assert saver.close()
    assert saver.close(), "twice is fine"
    assert desk.store.written == [("een", "a")]
    assert not saver._thread.is_alive()
    with pytest.raises(RuntimeError):
        saver.changed("een", _draft("b"))


def test_closing_with_a_full_disk_ends_and_says_so(desk):
    saver = desk.saver(retry=30)
    desk.store.error = NotSaved("vol")
    saver.changed("een", _draft("a"))
    assert not saver.close(WAIT)
    assert not saver._thread.is_alive()


def test_a_program_that_ends_without_closing_still_writes(tmp_path):
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from briefmaker.drafts.autosave import Autosaver, Draft, DraftStore\n"
        "from tests.drafts.strategies import everyday_letter\n"
        "saver = Autosaver(DraftStore(Path(sys.argv[1])), print, delay=30)\n"
        "saver.changed('een', Draft(everyday_letter('Op het laatst')))\n"
    )
    root = str(Path(__file__).resolve().parents[2])
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, timeout=WAIT, cwd=root
    )
    assert done.returncode == 0, done.stderr
    store = DraftStore(tmp_path)
    try:
        (found,) = store.recoverable()
        assert found.draft.letter.answers.text("onderwerp") == "Op het laatst"
    finally:
        store.close()


def test_with_the_usual_delay_a_change_is_on_the_disk_within_a_second(tmp_path):
    heard = _Heard()
    store = DraftStore(tmp_path)
    saver = Autosaver(store, heard.on_error, heard.on_saved)
    began = time.monotonic()
    saver.changed("een", _draft("a"))
    heard.wait_for(lambda: heard.saved)
    seconds = time.monotonic() - began
    saver.close()
    store.close()
    assert seconds < 2.0
    assert not heard.errors
