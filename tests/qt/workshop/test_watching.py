"""The watcher: what is saved is seen, what is being saved is waited for, what is wrong is said."""

from __future__ import annotations

import os
import shutil

import pytest

from briefmaker.qt.workshop.watching import PackWatcher
from tests.qt.workshop.word_edits import change, save_as_word_does


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def watcher(qtbot, services, copy, clock):
    made = PackWatcher(services.tasks, services.tasks, clock)
    made.PAUSE_MS = 1
    made.names, made.words = [], []
    made.changed.connect(made.names.append)
    made.said.connect(made.words.append)
    made.watch(copy)
    qtbot.waitUntil(lambda: made._before is not None)
    yield made
    made.watch(None)
    qtbot.waitUntil(lambda: services.tasks.is_idle)


def said(watcher):
    return watcher.words[-1].sentence if watcher.words else ""


TEMPLATE = "wethoudersbrief/template.docx"


def test_a_save_as_word_saves_is_seen_once_and_whole(qtbot, watcher, copy):
    change(copy / TEMPLATE, "onderwerp", "onderwrep")
    qtbot.waitUntil(lambda: watcher.names != [])
    assert watcher.names[0] == {TEMPLATE}


def test_half_a_file_is_waited_for(qtbot, watcher, copy):
    file = copy / TEMPLATE
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    qtbot.waitUntil(lambda: "wordt opgeslagen" in said(watcher))
    assert watcher.names == []
    file.write_bytes(whole + b"")
    qtbot.waitUntil(lambda: watcher.names != [])
    assert said(watcher) == ""


def test_a_file_that_stays_half_is_said_to_be(qtbot, watcher, copy, clock):
    file = copy / TEMPLATE
    whole = file.read_bytes()
    file.write_bytes(whole[:1000])
    qtbot.waitUntil(lambda: "wordt opgeslagen" in said(watcher))
    clock.now = 10.0
    qtbot.waitUntil(lambda: "is niet heel" in said(watcher))
    assert watcher.names == [{TEMPLATE}]
    save_as_word_does(file, whole)
    qtbot.waitUntil(lambda: said(watcher) == "")
    assert watcher.names == [{TEMPLATE}, {TEMPLATE}]


def test_a_half_file_that_is_saved_anew_is_never_said_to_be_gone(qtbot, watcher, copy, clock):
    file = copy / TEMPLATE
    whole = file.read_bytes()
    file.write_bytes(whole[:1000])
    qtbot.waitUntil(lambda: "wordt opgeslagen" in said(watcher))
    clock.now = 10.0
    qtbot.waitUntil(lambda: "is niet heel" in said(watcher))
    file.unlink()  # as for a moment in every save of Word
    qtbot.waitUntil(lambda: TEMPLATE not in (watcher._before.stamps or {}))
    assert "is niet heel" in said(watcher)
    file.write_bytes(whole)
    qtbot.waitUntil(lambda: said(watcher) == "")
    assert watcher.names == [{TEMPLATE}, {TEMPLATE}]
    file.write_bytes(whole[:1000])
    qtbot.waitUntil(lambda: "wordt opgeslagen" in said(watcher))
    clock.now = 20.0
    qtbot.waitUntil(lambda: "is niet heel" in said(watcher))
    file.unlink()
    qtbot.waitUntil(lambda: TEMPLATE not in (watcher._before.stamps or {}))
    clock.now = 30.0
    qtbot.waitUntil(lambda: "is er niet meer" in said(watcher))


def test_a_file_that_is_gone_is_said_to_be_and_comes_back(qtbot, watcher, copy, clock):
    file = copy / TEMPLATE
    whole = file.read_bytes()
    file.unlink()
    qtbot.waitUntil(lambda: watcher.words != [])
    clock.now = 10.0
    qtbot.waitUntil(lambda: "is er niet meer" in said(watcher))
    file.write_bytes(whole)
    qtbot.waitUntil(lambda: said(watcher) == "")
    assert watcher.names[-1] == {TEMPLATE}


def test_a_sample_that_somebody_removed_is_no_lasting_news(qtbot, watcher, copy, clock):
    (copy / "memo" / "samples" / "voorbeeld.json").unlink()
    qtbot.waitUntil(lambda: watcher.words != [])
    clock.now = 10.0
    qtbot.waitUntil(lambda: watcher.names != [] and said(watcher) == "")


def test_a_template_open_in_word_is_said_calmly(qtbot, watcher, copy):
    lock = copy / "wethoudersbrief" / "~$mplate.docx"
    lock.write_bytes(b"x")
    qtbot.waitUntil(lambda: "is geopend in een ander programma" in said(watcher))
    assert watcher.words[-1].severity is None
    lock.unlink()
    qtbot.waitUntil(lambda: said(watcher) == "")
    assert watcher.names == []


def test_a_share_that_is_gone_is_waited_for(qtbot, watcher, copy):
    away = copy.with_name("weg")
    copy.rename(away)
    qtbot.waitUntil(lambda: "niet te bereiken" in said(watcher))
    away.rename(copy)
    qtbot.waitUntil(lambda: said(watcher) == "")
    change(copy / TEMPLATE, "onderwerp", "onderwrep")
    qtbot.waitUntil(lambda: watcher.names == [{TEMPLATE}])


def test_a_share_that_does_not_answer_is_said_not_to(qtbot, services, copy, monkeypatch):
    import threading

    from briefmaker.qt.workshop import watching

    answers, look = threading.Event(), watching.look_at

    def hanging(folder):
        answers.wait(20)
        return look(folder)

    monkeypatch.setattr(watching, "look_at", hanging)
    watcher = PackWatcher(services.tasks, services.tasks)
    watcher.ANSWERS_WITHIN_MS = 10
    words = []
    watcher.said.connect(words.append)
    watcher.watch(copy)
    qtbot.waitUntil(lambda: any("antwoordt niet" in word.sentence for word in words))
    answers.set()
    qtbot.waitUntil(lambda: words[-1].sentence == "")
    watcher.watch(None)
    qtbot.waitUntil(lambda: services.tasks.is_idle)


def test_another_pack_is_watched_instead(qtbot, watcher, copy, tmp_path):
    other = tmp_path / "ander"
    shutil.copytree(copy, other)
    watcher.watch(other)
    qtbot.waitUntil(lambda: watcher._before is not None)
    os.utime(copy / TEMPLATE, ns=(1, 1))
    os.utime(other / "memo" / "template.docx", ns=(1, 1))
    qtbot.waitUntil(lambda: watcher.names != [])
    assert watcher.names == [{"memo/template.docx"}]
