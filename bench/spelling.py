"""Spelling: a letter of 10,000 words in the background, and what marking wrong words costs a keystroke.

The words are drawn from the dictionary's own, and compounds of three parts are put together that are in no
dictionary: what Hunspell finds hardest. Keys are typed into the window of a letter, in a process of its
own, in turns with and without spelling; a keystroke is what holds the window's thread: the key and the paint
after it.
Run with `.venv/bin/python -m bench.spelling`.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.calibration import calibration_milliseconds
from briefmaker.places import resources_folder
from briefmaker.spelling.hunspell_checker import HunspellChecker
from briefmaker.spelling.judging import forms_of, verdict
from briefmaker.spelling.process import SpellingProcess
from briefmaker.spelling.words import words_of

__all__ = ["report"]

ROOT = Path(__file__).resolve().parent.parent
RUNNING, DISTINCT, COMPOUNDS = 10_000, 3_000, 100
ROUNDS = 5
KEYS = 120

BEGINNINGS = (
    "subsidie", "gemeente", "bestuurs", "jeugdzorg", "woningbouw", "verkeers", "afval", "belasting",
    "cultuur", "onderwijs", "sport", "huisvestings", "milieu", "parkeer", "participatie",
)  # fmt: skip
MIDDLES = ("verlenings", "advies", "beleids", "onderzoeks", "aanvraag", "beheers", "controle", "project")
ENDS = (
    "commissie",
    "rapport",
    "overleg",
    "procedure",
    "medewerker",
    "kosten",
    "plan",
    "formulier",
    "periode",
)

TYPED = """
import gc, json, os, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication
import briefmaker.qt.application as program
from briefmaker.letter.body import Body, Paragraph, Text

PAGES, KEYS = int(sys.argv[1]), int(sys.argv[2])
LINE = "de bewoners van de wijk zien dat het groen het water vasthoudt en de vergaderring is goed bezocht, "
WORDS = "de commisie van de raad wil dat het college de bewoners van de straat goed informeert over het plan "

class Typist(QObject):
    def __init__(self, owner):
        super().__init__()
        self.owner, self.n, self.times = owner, 0, {"on": [], "off": []}
        self.wait = QTimer(self, interval=100)
        self.wait.timeout.connect(self.begin)
        self.wait.start()
        self.keys = QTimer(self, interval=60)
        self.keys.timeout.connect(self.key)

    def begin(self):
        if not self.owner.windows:
            self.owner.begin_letter("haarlem/wethoudersbrief")
            return
        self.wait.stop()
        self.window = self.owner.windows[0]
        self.window.resize(1400, 900)
        self.window.live.show_letter = lambda *_: None  # pages are measured elsewhere
        self.editor = self.window.form.rows["brieftekst"].editor.first_input()
        blocks = tuple(Paragraph(inlines=(Text(text=LINE * 4),)) for _ in range(PAGES * 8))
        self.window.session.change("brieftekst", Body(blocks=blocks), "")
        self.window.form.show_answers(self.window.session.answers)
        self.editor.setFocus()
        self.editor.moveCursor(QTextCursor.MoveOperation.End)
        QTimer.singleShot(3000, self.start)

    def start(self):
        gc.collect()
        self.keys.start()

    def key(self):
        kind = "on" if (self.n // 20) % 2 == 0 else "off"
        if self.n % 20 == 0:
            self.owner.services.spelling.turn(kind == "on")
        if self.n == 2 * KEYS:
            print(json.dumps(self.times), flush=True)
            self.owner.services.spelling.close()
            os._exit(0)
        sign = WORDS[(self.n // 40 * 20 + self.n % 20) % len(WORDS)]
        start = time.perf_counter()
        plain = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(
            self.editor, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, plain, sign)
        )
        self.editor.viewport().repaint()
        self.times[kind].append((time.perf_counter() - start) * 1000)
        self.n += 1

begin = program.Program.begin
def begun(self, paths):
    begin(self, paths)
    self.typist = Typist(self)
program.Program.begin = begun
program.start([])
"""


def _text() -> str:
    """10,000 words, of which 3,000 differ and 100 are compounds of three parts."""
    chance = random.Random(7)
    checker = HunspellChecker("nl-NL")
    lines = (resources_folder() / "dictionaries" / "nl" / "nl.dic").read_text("utf-8").splitlines()[1:]
    known = {line.partition("/")[0].strip() for line in lines}
    made = ["".join(parts) for parts in itertools.product(BEGINNINGS, MIDDLES, ENDS)]
    chance.shuffle(made)
    compounds = [word for word in made if word not in known and checker.is_right(word)][:COMPOUNDS]
    simple = [word for word in sorted(known) if word.isalpha() and word.islower() and 2 < len(word) < 20]
    simple = [word for word in chance.sample(simple, DISTINCT) if checker.is_right(word)]
    distinct = [*simple[: DISTINCT - len(compounds)], *compounds]
    words = [*distinct, *chance.choices(simple[:500], k=RUNNING - len(distinct))]
    chance.shuffle(words)
    return " ".join(words)


def _checked(text: str, process: SpellingProcess) -> float:
    """Seconds from the text to a verdict on each of its words."""
    start = time.perf_counter()
    words = list(words_of(text))
    asked = dict.fromkeys(answer for word in words for form in forms_of(word) for answer in form)
    known = process.check(asked)
    wrong = [word for word in words if not verdict(word, known, ())]
    taken = time.perf_counter() - start
    if wrong:
        raise RuntimeError(f"right words were judged wrong: {wrong[:5]}")
    return taken


def _background(text: str) -> tuple[float, float, float, float]:
    """Medians: seconds for the whole text by a process that is ready, seconds until it is, seconds for the
    compounds alone with the dictionary's own affix file, and the calibration figure between the rounds."""
    ready, taken, calibrations = [], [], []
    for _round in range(ROUNDS):
        calibrations.append(calibration_milliseconds())
        process = SpellingProcess("nl-NL")
        start = time.perf_counter()
        process.check(["gereed"])
        ready.append(time.perf_counter() - start)
        taken.append(_checked(text, process))
        process.close()
    from hunspell import Hunspell

    folder = resources_folder() / "dictionaries" / "nl"
    own = Hunspell("nl", hunspell_data_dir=str(folder), system_encoding="UTF-8")
    long_words = [word for word in dict.fromkeys(text.split()) if word.startswith(BEGINNINGS)]
    compounds = [word for word in long_words if word.endswith(ENDS)][:COMPOUNDS]
    start = time.perf_counter()
    for word in compounds:
        own.spell(word)
    unchanged = time.perf_counter() - start
    calibrations.append(calibration_milliseconds())
    return statistics.median(taken), statistics.median(ready), unchanged, statistics.median(calibrations)


def _typed(pages: int, home: str) -> dict[str, list[float]]:
    done = subprocess.run(
        [sys.executable, "-c", TYPED, str(pages), str(KEYS)],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "HOME": home,
            "BRIEFMAKER_DATA": f"{home}/data{pages}",
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
        },
        timeout=300,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def _percentile(values: list[float], percent: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


def report() -> str:
    """All figures as Markdown."""
    text = _text()
    taken, ready, unchanged, calibration = _background(text)
    lines = [
        (
            f"Calibration {calibration:.1f} ms. {RUNNING:,} words, {len(set(text.split())):,} of them"
            f" different, {COMPOUNDS} compounds that are in no dictionary; median of {ROUNDS} processes, each"
            " of which sees all words for the first time."
        ),
        "",
        "| in the background | | aim |",
        "|---|---|---|",
        f"| every word judged | {taken:.2f} s | 1 s |",
        f"| process started, dictionary loaded | {ready:.2f} s | |",
        f"| the {COMPOUNDS} compounds alone, with the affix file as it is published | {unchanged:.1f} s | |",
        "",
        "| the window's thread, a keystroke and its paint | without spelling | with spelling |",
        "|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as home:
        for pages in (2, 100):
            times = _typed(pages, home)
            for percent in (50, 95):
                off, on = (_percentile(times[kind], percent) for kind in ("off", "on"))
                lines.append(f"| {pages} pages, {percent}th percentile | {off:.1f} ms | {on:.1f} ms |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
