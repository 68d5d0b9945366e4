"""Who closes the last window is done, also when a share doesn't answer: nothing typed is lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from briefmaker.qt.tasks import Tasks

_SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from briefmaker.qt import application, program
from briefmaker.qt.start_page import StartPage
from briefmaker.qt.window import LetterWindow

program.FAREWELL_S = float(sys.argv[1])
begun = program.Program.begin


def begin(self, paths, workshop=None):
    begun(self, [])
    for path in sys.argv[2:]:
        self.open_path(Path(path))  # waits for ever on its lane
    self.begin_letter("haarlem/memo")
    window = self.windows[0]
    window.session.change("onderwerp", "Getypt voor het weggaan", "onderwerp")
    QTimer.singleShot(300, QApplication.closeAllWindows)


program.Program.begin = begin
code = application.start([])
print("ended by itself", flush=True)
sys.exit(code)
"""


def run(tmp_path, *arguments, limit=60):
    script = tmp_path / "begin.py"
    script.write_text(_SCRIPT, encoding="utf-8")
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, str(script), *arguments], capture_output=True, text=True, timeout=limit, check=False
    )
    return done, time.monotonic() - began


@pytest.fixture
def hanging(tmp_path):
    """A letter on a share that doesn't answer: whoever opens it waits."""
    path = tmp_path / "brief.brief"
    os.mkfifo(path)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="has no pipes with names")
def test_a_share_that_hangs_keeps_nobody_from_leaving_and_loses_nothing(tmp_path, hanging):
    done, _took = run(tmp_path, "1", str(hanging))
    assert done.returncode == 0, done.stderr
    assert "ended by itself" not in done.stdout
    assert done.stderr == ""
    kept = [path.read_bytes() for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()]
    assert any(b"Getypt voor het weggaan" in data for data in kept)


def test_without_such_a_share_the_program_ends_as_programs_do(tmp_path):
    done, _took = run(tmp_path, "30")
    assert done.returncode == 0, done.stderr
    assert "ended by itself" in done.stdout


def test_what_is_being_written_is_waited_for_within_the_limit(qapp, qtbot):
    tasks, ended = Tasks(), threading.Event()
    written = []

    class Taker:
        def take(self, value):
            """Too late to hear of it."""

    taker = Taker()
    tasks.start("files", lambda: written.append(ended.wait(0.2)), taker.take)
    assert tasks.close(30)
    assert written == [False]


def test_what_hangs_is_left_after_the_limit(qapp):
    tasks, ended = Tasks(), threading.Event()

    class Taker:
        def take(self, value):
            """Nobody waits for it any more."""

    taker = Taker()
    tasks.start("files", ended.wait, taker.take)
    assert not tasks.close(0.05)
    ended.set()
    assert tasks.close()
