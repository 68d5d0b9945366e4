"""The window: from keystroke to page, how long the event loop is held, how fast it starts, what it needs.

Every measurement runs in a process of its own with a home of its own, on the offscreen platform. A start is
timed from outside, from the start of the process to the line it writes when its window was painted.
Run with `.venv/bin/python -m bench.window`.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.calibration import calibration_milliseconds

__all__ = ["environment", "report"]

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "templates" / "haarlem" / "wethoudersbrief" / "samples" / "voorbeeld.json"
STARTS = 9
KEYS = 240
PACE_MS = 90
"""Between two keys: a good typist, 130 words a minute."""

EMPTY = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, ready)
def ready():
    print("ready", flush=True)
    QApplication.quit()
application = QApplication([])
window = Window()
window.resize(1100, 700)
window.show()
application.exec()
"""

STARTED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import briefmaker.qt.application as program
begin = program.Program.begin
def begun(self, paths):
    begin(self, paths)
    self.waiting = QTimer()
    self.waiting.timeout.connect(lambda: look(self))
    self.waiting.start(1)
def look(self):
    window = self.start_page if WITH_LETTER is False else (self.windows or [None])[0]
    if window is None or not window.isVisible() or QApplication.focusWidget() is None:
        return
    if WITH_LETTER and window.live.pages is None and PAGE:
        return
    self.waiting.stop()
    window.repaint()
    print("ready", flush=True)
    import os
    os._exit(0)
program.Program.begin = begun
program.start(sys.argv[1:])
"""

TYPED = """
import gc, json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
import briefmaker.qt.application as program
from briefmaker.problems import Place

KEYS, PACE = int(sys.argv[2]), int(sys.argv[3])
TEXT = "de bewoners van de straat zien dat het groen het water vasthoudt "

def memory(process="self"):
    with open(f"/proc/{process}/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))

class Typist(QObject):
    def __init__(self, owner):
        super().__init__()
        self.owner, self.sent, self.open, self.times, self.late = owner, 0, [], [], []
        self.beat = QTimer(self, interval=2, timerType=Qt.TimerType.PreciseTimer)
        self.beat.timeout.connect(self.tick)
        self.keys = QTimer(self, interval=PACE)
        self.keys.timeout.connect(self.key)
        self.wait = QTimer(self, interval=50)
        self.wait.timeout.connect(self.begin)
        self.wait.start()

    def begin(self):
        if not self.owner.windows or self.owner.windows[0].live.pages is None:
            return
        window = self.window = self.owner.windows[0]
        if len(window.live.pages.sizes) < 2 or window.live.is_busy:
            return
        self.wait.stop()
        window.resize(1400, 900)
        answers = window.session.answers
        window.form.go_to(Place("brieftekst", answers.body("brieftekst").blocks[3].id))
        self.editor = window.form.rows["brieftekst"].editor.first_input()
        window.live.made.connect(self.shown)
        QTimer.singleShot(1500, self.start)

    def start(self):
        gc.collect()
        self.last = time.perf_counter()
        self.beat.start()
        self.keys.start()

    def tick(self):
        now = time.perf_counter()
        self.late.append((now - self.last) * 1000 - 2)
        self.last = now

    def key(self):
        if self.sent == KEYS:
            self.keys.stop()
            QTimer.singleShot(1000, self.tell)
            return
        sign = TEXT[self.sent % len(TEXT)]
        self.sent += 1
        self.open.append((self.window.live._number + 1, time.perf_counter()))
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                self.editor, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
            )

    def shown(self, pages):
        self.window.preview.view.viewport().repaint()
        now, state = time.perf_counter(), self.window.live._shown
        self.times += [(now - began) * 1000 for number, began in self.open if number <= state]
        self.open = [each for each in self.open if each[0] > state]

    def tell(self):
        child = self.owner.services.pages.process_id
        print(json.dumps({"times": self.times, "late": self.late, "window": memory(),
                          "engine": memory(child) if child else 0}), flush=True)
        import os
        os._exit(0)

begin = program.Program.begin
def begun(self, paths):
    begin(self, paths)
    self.typist = Typist(self)
program.Program.begin = begun
program.start(sys.argv[1:2])
"""


def environment(home: str) -> dict[str, str]:
    """The environment of a program with a home of its own."""
    # An installed program has its bytecode; the first round, which isn't counted, writes it here.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **inherited,
        "PYTHONPYCACHEPREFIX": f"{home}/bytecode",
        "HOME": home,
        "BRIEFMAKER_DATA": f"{home}/data",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }


def _seconds_to_ready(code: str, arguments: Sequence[str], home: str) -> float:
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment(home),
    )
    if process.stdout is None or process.stdout.readline().strip() != "ready":
        process.kill()
        raise RuntimeError("the window did not open")
    taken = time.perf_counter() - start
    process.wait(timeout=60)
    process.stdout.close()
    return taken


def _started(*, letter: bool, page: bool) -> str:
    return f"WITH_LETTER = {letter}\nPAGE = {page}\n{STARTED}"


def _starts(home: str) -> dict[str, float]:
    """Median seconds of each kind of start, taken in turns."""
    kinds = {
        "empty": (EMPTY, []),
        "start page": (_started(letter=False, page=False), []),
        "letter": (_started(letter=True, page=False), [str(SAMPLE)]),
        "page": (_started(letter=True, page=True), [str(SAMPLE)]),
    }
    times: dict[str, list[float]] = {name: [] for name in kinds}
    for number in range(STARTS + 1):
        for name, (code, arguments) in kinds.items():
            taken = _seconds_to_ready(code, arguments, home)
            if number:  # the first round fills the disk's cache
                times[name].append(taken)
    return {name: statistics.median(each) for name, each in times.items()}


def _typed(home: str) -> dict[str, list[float] | float]:
    done = subprocess.run(
        [sys.executable, "-c", TYPED, str(SAMPLE), str(KEYS), str(PACE_MS)],
        capture_output=True,
        text=True,
        env=environment(home),
        timeout=300,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _percentile(values: Sequence[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def report() -> str:
    """All figures as Markdown."""
    calibration = calibration_milliseconds()
    with tempfile.TemporaryDirectory() as home:
        starts = _starts(home)
        typed = _typed(home)
    times, late = typed["times"], typed["late"]
    if isinstance(times, float) or isinstance(late, float):
        raise TypeError("the typist wrote no lists")
    empty = starts["empty"]
    rows = [
        ("keystroke to updated page, 50th percentile", f"{_percentile(times, 50):.0f} ms", ""),
        ("keystroke to updated page, 95th percentile", f"{_percentile(times, 95):.0f} ms", "aim 100 ms"),
        ("event loop held, 95th percentile", f"{max(0.0, _percentile(late, 95)):.1f} ms", "aim 16 ms"),
        ("event loop held, 99th percentile", f"{max(0.0, _percentile(late, 99)):.1f} ms", "aim 50 ms"),
        ("event loop held, longest", f"{max(late):.0f} ms", ""),
        ("empty window of PySide6", f"{empty * 1000:.0f} ms", "1.0"),
        (
            "start page",
            f"{starts['start page'] * 1000:.0f} ms",
            f"{starts['start page'] / empty:.1f} (at most 3)",
        ),
        ("window of a letter", f"{starts['letter'] * 1000:.0f} ms", f"{starts['letter'] / empty:.1f}"),
        ("and its first page", f"{starts['page'] * 1000:.0f} ms", f"{starts['page'] / empty:.1f}"),
        ("memory of the window", f"{typed['window']:.0f} MB", ""),
        ("memory of the engine's process", f"{typed['engine']:.0f} MB", ""),
    ]
    lines = [
        (
            f"Calibration {calibration:.1f} ms. {len(times)} keys, one each {PACE_MS} ms; "
            f"{STARTS} starts of each kind."
        ),
        "",
        "| | | ratio or aim |",
        "|---|---|---|",
        *(f"| {what} | {value} | {aim} |" for what, value, aim in rows),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
