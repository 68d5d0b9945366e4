"""Work beside the main thread: results arrive here, in order, and only where somebody still listens."""

from __future__ import annotations

import gc
import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject

from briefmaker.errors import Cancelled, NotSaved
from briefmaker.qt.tasks import Latest, MainThreadGarbage, Tasks


class Listener(QObject):
    def __init__(self):
        super().__init__()
        self.heard = []
        self.errors = []
        self.threads = []

    def take(self, value):
        self.heard.append(value)
        self.threads.append(threading.current_thread())

    def fail(self, error):
        self.errors.append(error)


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def listener(qapp):
    return Listener()


def test_a_result_arrives_in_the_main_thread(qtbot, tasks, listener):
    tasks.start("lane", threading.current_thread, listener.take)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert listener.heard != [threading.main_thread()]
    assert listener.threads == [threading.main_thread()]


def test_work_of_a_lane_is_done_in_its_order(qtbot, tasks, listener):
    for number in range(50):
        tasks.start("lane", lambda number=number: number, listener.take)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert listener.heard == list(range(50))


def raising(error):
    def work():
        raise error

    return work


def test_what_goes_wrong_arrives_too(qtbot, tasks, listener):
    tasks.start("lane", raising(NotSaved("vol")), listener.take, listener.fail)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert str(listener.errors[0]) == "vol"


def test_what_was_cancelled_is_told_to_nobody(qtbot, tasks, listener):
    tasks.start("lane", raising(Cancelled()), listener.take, listener.fail)
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert listener.errors == listener.heard == []


def test_an_error_nobody_takes_reaches_the_report(qtbot, tasks, listener):
    with qtbot.captureExceptions() as caught:
        tasks.start("lane", raising(ZeroDivisionError()), listener.take)
        qtbot.waitUntil(lambda: tasks.is_idle)
    assert caught[0][0] is ZeroDivisionError


def test_a_receiver_that_was_closed_hears_nothing(qtbot, tasks, listener):
    gate = threading.Event()
    tasks.start("lane", gate.wait, listener.take)
    heard = listener.heard
    listener.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert heard == []


def test_a_running_job_keeps_no_receiver_alive(qtbot, tasks):
    gate = threading.Event()
    gone = Listener()
    heard = gone.heard
    tasks.start("lane", gate.wait, gone.take)
    del gone
    gc.collect()
    gate.set()
    qtbot.waitUntil(lambda: tasks.is_idle)
    assert heard == []


def test_of_many_requests_only_the_first_and_the_newest_run(qtbot, tasks, listener):
    latest = Latest(tasks, "pages", listener)
    latest.arrived.connect(listener.take)
    gate = threading.Event()
    latest.request(lambda: gate.wait() and "first")
    ran = []
    for number in range(20):
        latest.request(lambda number=number: ran.append(number) or number)
    gate.set()
    qtbot.waitUntil(lambda: not latest.is_busy)
    assert listener.heard == ["first", 19]
    assert ran == [19]


def test_after_a_failure_the_next_request_runs(qtbot, tasks, listener):
    latest = Latest(tasks, "pages", listener)
    latest.arrived.connect(listener.take)
    latest.failed.connect(listener.fail)
    latest.request(raising(NotSaved("vol")))
    latest.request(lambda: "goed")
    qtbot.waitUntil(lambda: not latest.is_busy)
    assert listener.heard == ["goed"]
    assert len(listener.errors) == 1


@pytest.fixture
def collected(qapp):
    """The generations that were collected, with an end to the collector's own clock."""
    collector = MainThreadGarbage()
    seen = []

    def note(phase, info):
        if phase == "start":
            seen.append(info["generation"])

    gc.callbacks.append(note)
    yield collector, seen
    gc.callbacks.remove(note)
    collector.stop()
    collector.deleteLater()


def fill_generations(collector, seen, count):
    """Let the young generation be collected so many times, each with something to look at."""
    kept = []
    for _number in range(count):
        kept.append([[] for _each in range(1_000)])
        collector._collect_young()
    assert seen.count(0) >= count
    return kept


def test_what_takes_long_is_not_collected_while_somebody_types(qtbot, collected):
    collector, seen = collected
    gc.collect(1)
    seen.clear()
    collector.PAUSE_S = 0.4
    collector.put_off()
    kept = fill_generations(collector, seen, gc.get_threshold()[1] + 2)
    qtbot.wait(2 * collector.SOON_MS)
    assert set(seen) == {0}
    qtbot.waitUntil(lambda: 1 in seen or 2 in seen, timeout=5_000)
    assert kept


def test_somebody_who_never_stops_typing_does_not_fill_the_memory(qtbot, collected):
    collector, seen = collected
    gc.collect(1)
    seen.clear()
    collector.PAUSE_S = 60.0
    collector.put_off()
    many = gc.get_threshold()[1] * collector.WAITS_AT_MOST + 2
    kept = fill_generations(collector, seen, many)
    qtbot.waitUntil(lambda: 1 in seen, timeout=5_000)
    assert kept


def test_garbage_is_collected_on_the_main_thread_only(qtbot):
    class Loop:
        where = None

        def __init__(self):
            self.itself = self

        def __del__(self):
            Loop.where = threading.current_thread()

    collector = MainThreadGarbage()
    try:
        assert not gc.isenabled()
        Loop()
        kept = [[] for _number in range(2_000)]
        qtbot.waitUntil(lambda: Loop.where is not None, timeout=5_000)
        assert Loop.where is threading.main_thread()
        assert kept
    finally:
        collector.stop()
        collector.deleteLater()
    assert gc.isenabled()
