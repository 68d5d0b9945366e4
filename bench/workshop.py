"""The window for templates: from a save in Word to the pages and the findings on the screen.

The window runs in a process of its own on the offscreen platform, over a working copy of a shipped pack. The
template is saved as Word saves it (another name, the old one away, the new one in its place), and the clock
runs from the moment it stands in its place to the moment its pages, and its findings, are shown.
Run with `.venv/bin/python -m bench.workshop`.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile

from bench.calibration import calibration_milliseconds
from bench.window import ROOT, environment

__all__ = ["report"]

SAVES = 24

SAVED = """
import json, sys, time
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
import briefmaker.qt.application as program
from briefmaker import places
from briefmaker.app.working_packs import begin_work, pack_in
sys.path.insert(0, "tests/qt/workshop")
from word_edits import edited, save_as_word_does

SAVES = int(sys.argv[1])
COPY = begin_work(pack_in(places.shipped_packs_folder() / "haarlem", "shipped"))
FILE = COPY / "wethoudersbrief" / "template.docx"
GOOD = FILE.read_bytes()

class Maintainer(QObject):
    def __init__(self, owner):
        super().__init__()
        self.owner, self.number, self.since = owner, 0, 0.0
        self.pages, self.findings = [], []
        self.wait = QTimer(self, interval=20)
        self.wait.timeout.connect(self.begin)
        self.wait.start()
    def begin(self):
        window = self.owner.workshops.window
        if window is None or window.live.pages is None or window.live.is_busy or window.checks.is_busy:
            return
        if any(window.tree.mark_of(pack.folder) is None for pack in window.tree.packs):
            return
        self.wait.stop()
        self.window = window
        window.live.made.connect(self.made)
        window.checks.looked.connect(self.looked)
        QTimer.singleShot(500, self.save)
    def save(self):
        if self.number == SAVES:
            print(json.dumps({"pages": self.pages, "findings": self.findings}), flush=True)
            QApplication.closeAllWindows()
            return
        self.number += 1
        self.awaited = {"pages", "findings"}
        save_as_word_does(FILE, edited(GOOD, ">Onderwerp<", f">Betreft {self.number}<"))
        self.since = time.perf_counter()
    def made(self, pages):
        if f"Betreft {self.number}" in pages.text:
            QTimer.singleShot(0, lambda: self.seen("pages"))
    def looked(self, _looked):
        self.seen("findings")
    def seen(self, what):
        if what in self.awaited:
            self.awaited.discard(what)
            getattr(self, what).append((time.perf_counter() - self.since) * 1000)
            if not self.awaited:
                # Not in step with the looks at the folder.
                QTimer.singleShot(400 + 37 * self.number % 230, self.save)

begin = program.Program.begin
def begun(self, paths, workshop=None):
    begin(self, paths, workshop)
    self.maintainer = Maintainer(self)
program.Program.begin = begun
program.start([], COPY)
"""


def report() -> str:
    """All figures as Markdown."""
    calibration = calibration_milliseconds()
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-c", SAVED, str(SAVES)],
            cwd=ROOT, env=environment(home), capture_output=True, text=True, check=True, timeout=300,
        )  # fmt: skip
    found: dict[str, list[float]] = json.loads(done.stdout.splitlines()[-1])
    rows = []
    for what, words in (("pages", "save to pages"), ("findings", "save to findings")):
        times = sorted(found[what])
        late = statistics.quantiles(times, n=20)[18]
        rows.append(f"| {words} | {statistics.median(times):.0f} ms | {late:.0f} ms | {times[-1]:.0f} ms |")
    return "\n".join(
        [
            f"{len(found['pages'])} saves; calibration {calibration:.0f} ms. Aim: under a second.",
            "",
            "| from | 50th percentile | 95th percentile | longest |",
            "|---|---|---|---|",
            *rows,
        ]
    )


if __name__ == "__main__":
    print(report())
