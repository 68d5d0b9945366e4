"""The text editor: what one keystroke costs the thread that people wait for, however long the letter is.

Every length is typed in a process of its own, on the offscreen platform, in a real window with its form, page
and drafts: a key every 120 ms in a paragraph of forty words in the middle of the text. Counted is the
processor time of the window's thread from one key to the next, whatever it was spent on; and on the clock,
which a busy machine stretches, how long the key itself was handled. The lengths are typed in turns, and
compared within each turn. Run with `.venv/bin/python -m bench.editor`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.calibration import calibration_milliseconds
from bench.window import environment

__all__ = ["report"]

PAGES = (1, 10, 100)
TURNS = 3
KEYS = 80
PACE_MS = 120
WAIT_MS = 6_000
"""For the first page: of a hundred pages it takes some seconds."""

TYPED = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
import briefmaker.qt.application as program
from briefmaker.problems import Place

KEYS, PACE, WAIT = int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
TEXT = "de bewoners van de straat zien dat het groen het water vasthoudt "

class Typist(QObject):
    def __init__(self, owner):
        super().__init__()
        self.owner, self.sent, self.times, self.clock = owner, 0, [], []
        self.keys = QTimer(self, interval=PACE)
        self.keys.timeout.connect(self.key)
        self.wait = QTimer(self, interval=50)
        self.wait.timeout.connect(self.begin)
        self.wait.start()

    def begin(self):
        if not self.owner.windows:
            return
        self.wait.stop()
        window = self.owner.windows[0]
        window.resize(1400, 900)
        blocks = window.session.answers.body("brieftekst").blocks
        window.form.go_to(Place("brieftekst", blocks[len(blocks) // 2].id))
        self.editor = window.form.rows["brieftekst"].editor.first_input()
        QTimer.singleShot(WAIT, self.start)

    def start(self):
        self.last = None
        self.keys.start()

    def key(self):
        now = time.thread_time()
        if self.last is not None:
            self.times.append((now - self.last) * 1000)
        if self.sent == KEYS:
            print(json.dumps([self.times, self.clock]), flush=True)
            os._exit(0)
        sign = TEXT[self.sent % len(TEXT)]
        self.sent += 1
        self.last, began = time.thread_time(), time.perf_counter()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(
                self.editor, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, sign)
            )
        self.clock.append((time.perf_counter() - began) * 1000)

begin = program.Program.begin
def begun(self, paths):
    begin(self, paths)
    self.typist = Typist(self)
program.Program.begin = begun
program.start(sys.argv[1:2])
"""


def _letter(pages: int) -> dict[str, object]:
    """A letter of about so many pages; the paragraph in its middle has forty words."""
    words = "Deze alinea gaat over de stad en over wat bewoners van hun straat vinden en willen veranderen. "
    blocks: list[dict[str, object]] = []
    for number in range(pages * 7):
        if number % 7 == 3:
            heading = {"type": "heading", "level": 1, "inlines": [{"text": f"Onderdeel {number}"}]}
            blocks.append(heading)
        else:
            text = words * (2 if number == pages * 7 // 2 else 4)
            blocks.append({"type": "paragraph", "inlines": [{"text": text.strip()}]})
    return {
        "format": 1,
        "document_type": "haarlem/wethoudersbrief",
        "answers": {"onderwerp": "Een lange brief", "brieftekst": {"blocks": blocks}},
    }


@dataclass(frozen=True)
class Typed:
    """Milliseconds for each key: of the window's thread up to the next key, and on the clock for itself."""

    spent: list[float]
    clock: list[float]


def typed(pages: int) -> Typed:
    """What keys cost in a letter of so many pages."""
    with tempfile.TemporaryDirectory() as home:
        path = Path(home, "brief.json")
        path.write_text(json.dumps(_letter(pages)), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", TYPED, str(path), str(KEYS), str(PACE_MS), str(WAIT_MS)],
            capture_output=True,
            text=True,
            env=environment(home),
            timeout=300,
            check=True,
        )
    spent, clock = json.loads(done.stdout.splitlines()[-1])
    return Typed(spent, clock)


def _percentile(values: Sequence[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def report() -> str:
    """All figures as Markdown."""
    turns = [{pages: typed(pages) for pages in PAGES} for _turn in range(TURNS)]
    lines = [
        (
            f"Calibration {calibration_milliseconds():.1f} ms. "
            f"{TURNS} turns of {KEYS} keys, one each {PACE_MS} ms."
        ),
        "",
        (
            "| pages of text | 50th percentile | 95th percentile | longest | 50th, against one page "
            "| the key alone, on the clock, 95th |"
        ),
        "|---|---|---|---|---|---|",
    ]
    for pages in PAGES:
        spent = [each for turn in turns for each in turn[pages].spent]
        clock = [each for turn in turns for each in turn[pages].clock]
        ratio = statistics.median(
            _percentile(turn[pages].spent, 50) / _percentile(turn[PAGES[0]].spent, 50) for turn in turns
        )
        figures = [_percentile(spent, 50), _percentile(spent, 95), max(spent)]
        shown = " | ".join(f"{figure:.1f} ms" for figure in figures)
        lines.append(f"| {pages} | {shown} | {ratio:.2f}x | {_percentile(clock, 95):.1f} ms |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
