"""A letter that is open somewhere opens read-only elsewhere and says by whom; a crash locks nobody out."""

import errno
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefmaker.drafts import locks
from briefmaker.drafts.locks import Held, HeldBy, LetterLock, lock_file
from tests.drafts.victims import Victims, lines_of

ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes as on Linux")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def letter(tmp_path):
    path = tmp_path / "Brief aan de raad.brief"
    path.write_bytes(b"x")
    return path


@pytest.fixture
def acquire(letter):
    """Acquires the lock and releases it after the test."""
    held = []

    def acquired(path=letter, who="Anna de Vries", **keywords):
        taken = LetterLock.acquire(path, who, now=lambda: NOW, **keywords)
        if isinstance(taken, Held):
            held.append(taken)
        return taken

    yield acquired
    for lock in held:
        lock.release()


def _left_by(letter: Path, **changes) -> bytes:
    """A lock as another program wrote it."""
    mark = locks.this_process()
    found = {
        "user": "Bram",
        "host": mark.host,
        "pid": 4_194_303,
        "began": "0" * 12,
        "since": "2026-11-20T08:00:00+00:00",
    }
    content = json.dumps({**found, **changes}).encode()
    lock_file(letter).write_bytes(content)
    return content


def _set_age(path: Path, seconds: float) -> None:
    moment = time.time() - seconds
    os.utime(path, (moment, moment))


def test_the_first_has_the_letter_and_the_second_learns_who_has_it(acquire):
    assert isinstance(acquire(), Held)
    second = acquire(who="Bram")
    assert second == HeldBy(
        "Anna de Vries", locks.this_process().host, "2026-11-23T09:30:00+00:00", is_here=True
    )
    assert "Anna" not in repr(second)


def test_a_released_letter_is_free_and_nothing_lies_beside_it(acquire, letter):
    with acquire() as lock:
        assert lock.protects
        assert lock.still_ours()
    lock.release()
    assert [path.name for path in letter.parent.iterdir()] == [letter.name]
    assert isinstance(acquire(), Held)


def test_the_lock_is_hidden_and_stands_beside_the_letter(acquire, letter):
    acquire()
    assert {path.name for path in letter.parent.iterdir()} == {letter.name, ".~Brief aan de raad.brief.lock"}


def test_a_letter_has_one_lock_however_it_is_reached(acquire, letter, tmp_path, monkeypatch):
    (tmp_path / "map").mkdir()
    link = tmp_path / "map" / "snel.brief"
    link.symlink_to(letter)
    acquire()
    assert isinstance(acquire(link), HeldBy)
    monkeypatch.chdir(tmp_path)
    assert isinstance(acquire(Path("map/../Brief aan de raad.brief")), HeldBy)


@pytest.mark.parametrize("name", ["é" * 120 + ".brief", "a:b?.brief", "brief.", "CON.brief"])
def test_a_letter_of_an_odd_or_long_name_can_be_locked(acquire, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"x")
    assert acquire(path).protects
    assert isinstance(acquire(path), HeldBy)


def test_a_letter_left_by_a_dead_process_of_this_machine_is_taken_over(acquire, letter):
    _left_by(letter)
    taken = acquire()
    assert isinstance(taken, Held)
    assert taken.still_ours()
    assert {path.name for path in letter.parent.iterdir()} == {letter.name, lock_file(letter).name}


@linux
def test_a_process_number_that_was_given_out_again_locks_nobody_out(acquire, letter):
    _left_by(letter, pid=os.getpid())
    assert isinstance(acquire(), Held)


def test_a_living_process_keeps_its_letter_however_long(acquire, letter):
    _left_by(letter, pid=os.getppid(), began="")
    _set_age(lock_file(letter), 90_000)
    assert acquire() == HeldBy("Bram", locks.this_process().host, "2026-11-20T08:00:00+00:00")


def test_a_letter_open_on_another_machine_stays_open_while_it_is_renewed(acquire, letter):
    _left_by(letter, host="balie-3")
    _set_age(lock_file(letter), 500)
    assert acquire() == HeldBy("Bram", "balie-3", "2026-11-20T08:00:00+00:00")


def test_a_lock_of_another_machine_that_is_renewed_no_more_is_taken_over(acquire, letter):
    _left_by(letter, host="balie-3")
    _set_age(lock_file(letter), 700)
    assert isinstance(acquire(), Held)


def test_the_share_and_not_this_machine_says_how_old_a_lock_is(acquire, letter, monkeypatch):
    _left_by(letter, host="balie-3")
    monkeypatch.setattr(time, "time", lambda: 9e9)
    assert isinstance(acquire(), HeldBy)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"host": {}}', b"\xff" * 20_000, b"[" * 9_000]
)
def test_a_lock_that_can_not_be_read_holds_until_it_is_old(acquire, letter, content):
    lock_file(letter).write_bytes(content)
    assert acquire() == HeldBy("", "", "")
    _set_age(lock_file(letter), 700)
    assert isinstance(acquire(), Held)


def test_whoever_sees_a_left_over_lock_too_late_does_not_take_it_from_its_new_holder(
    acquire, letter, monkeypatch
):
    _left_by(letter)
    real = locks._is_left_over
    quicker = []

    def overtaken(lock, owner):
        answer = real(lock, owner)
        if not quicker:
            quicker.append(None)
            quicker[0] = acquire(who="Carla")
        return answer

    monkeypatch.setattr(locks, "_is_left_over", overtaken)
    assert acquire(who="Anna").user == "Carla"
    assert quicker[0].still_ours()


def test_a_guard_that_a_crash_left_is_removed_in_time(acquire, letter):
    _left_by(letter)
    guard = lock_file(letter).with_name(lock_file(letter).name + "-guard")
    guard.touch()
    assert isinstance(acquire(sleep=lambda _seconds: None), HeldBy), "somebody may be taking over"
    _set_age(guard, 11)
    assert isinstance(acquire(sleep=lambda _seconds: None), Held)
    assert not guard.exists()


def test_renewing_makes_the_lock_young_and_never_touches_another(acquire, letter):
    lock = acquire()
    _set_age(lock_file(letter), 500)
    lock.renew()
    assert time.time() - lock_file(letter).stat().st_mtime < 60
    content = _left_by(letter, host="balie-3")
    _set_age(lock_file(letter), 500)
    lock.renew()
    assert time.time() - lock_file(letter).stat().st_mtime > 400
    assert not lock.still_ours()
    lock.release()
    assert lock_file(letter).read_bytes() == content, "what another took over is not removed"


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO])
def test_where_no_lock_can_be_made_the_letter_opens_unprotected(acquire, monkeypatch, code):
    real = os.open

    def refused(path, flags, *arguments, **keywords):
        if flags & os.O_CREAT:
            raise OSError(code, os.strerror(code))
        return real(path, flags, *arguments, **keywords)

    monkeypatch.setattr(os, "open", refused)
    lock = acquire()
    assert isinstance(lock, Held)
    assert not lock.protects
    lock.renew()
    lock.release()


def test_locks_hold_where_there_are_no_hard_links(acquire, monkeypatch):
    def no_links(*_arguments, **_keywords):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    assert acquire().protects
    assert isinstance(acquire(), HeldBy)


@linux
def test_a_killed_program_locks_nobody_out(acquire, letter, tmp_path):
    note = tmp_path / "n.txt"
    with Victims() as victims:
        victim = victims.start("locking", letter=str(letter), note=str(note))
        while not lines_of(note):
            assert not victim.ends_within(0.01)
        assert isinstance(acquire(), HeldBy)
        victim.kill()
    assert isinstance(acquire(), Held)


RACE = """
import json, multiprocessing, sys
from pathlib import Path
from briefmaker.drafts.locks import Held, LetterLock, lock_file, this_process

def racer(number, folder, rounds, links, barrier, results):
    if not links:
        import os
        def no_links(*_arguments, **_keywords):
            raise PermissionError(1, "no")
        os.link = no_links
    for turn in range(rounds):
        letter = Path(folder) / f"{turn}.brief"
        if number == 0 and turn % 2:  # every other lock is left over from a crash
            left = {"user": "x", "host": this_process().host, "pid": 4194303, "began": "0" * 12, "since": ""}
            lock_file(letter).write_text(json.dumps(left))
        barrier.wait(60)
        taken = LetterLock.acquire(letter, f"racer {number}")
        barrier.wait(60)
        results.put((turn, isinstance(taken, Held), isinstance(taken, Held) and taken.still_ours(),
                     getattr(taken, "user", "")))
        barrier.wait(60)
        if isinstance(taken, Held):
            taken.release()

if __name__ == "__main__":
    folder, racers, rounds, links = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "links"
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(racers), context.Queue()
    runners = [
        context.Process(target=racer, args=(n, folder, rounds, links, barrier, results))
        for n in range(racers)
    ]
    for runner in runners:
        runner.start()
    seen = [results.get(timeout=60) for _ in range(racers * rounds)]
    for runner in runners:
        runner.join()
    print(json.dumps(seen))
"""


@linux
@pytest.mark.parametrize(
    ("racers", "rounds", "how"), [(2, 150, "links"), (6, 40, "links"), (4, 60, "no links")]
)
def test_of_any_number_that_ask_at_once_exactly_one_gets_the_letter(tmp_path, racers, rounds, how):
    done = subprocess.run(
        [sys.executable, "-c", RACE, str(tmp_path), str(racers), str(rounds), how],
        capture_output=True, text=True, timeout=120, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    for turn in range(rounds):
        outcome = [entry for entry in seen if entry[0] == turn]
        assert [held for _turn, held, _ours, _user in outcome].count(True) == 1, f"round {turn}"
        assert [ours for _turn, _held, ours, _user in outcome].count(True) == 1, f"round {turn}"
    assert not list(tmp_path.iterdir()), "something is left"
