# ruff: noqa: E501, ISC004
"""The compiled renderer against plain docxtpl, and against the cost of compressing its output.

    .venv/bin/python -m bench.rendering            about two minutes
    .venv/bin/python -m bench.rendering --full     docxtpl writes all 10,000 letters too (some minutes more)

All routes are timed in turns within one run, so that a busy machine slows all of them; figures are medians
of processor time, which other programs on the machine disturb least. docxtpl loads, renders and saves, its
values ready-made; ours begins at the letter's values, so dates and texts are counted against us.
"""

from __future__ import annotations

import argparse
import io
import itertools
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.calibration import calibration_milliseconds
from bench.rendering_letters import HOUSE_STYLE, TEMPLATE, docxtpl_context, docxtpl_template, letter_of
from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering import CompiledTemplate, compile_template
from briefmaker.rendering.word_zip import deflated, zip_bytes

_LETTER_JSON = b'{"format":1,"answers":{"x":"' + b"tekst van de brief " * 200 + b'"}}'
_VARIANTS = 1
_STEPS = 20


@dataclass(frozen=True)
class Row:
    """Milliseconds per letter of one length."""

    pages: int
    docxtpl: float
    floor: float
    bare: float
    shipped: float
    with_letter: float


def docxtpl_letter(template: bytes, context: dict[str, object]) -> bytes:
    """One letter by docxtpl: load, render, save."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template))
    document.render(context, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def floor_of(template: CompiledTemplate, docx: bytes) -> Callable[[], bytes]:
    """Only compressing the parts that differ per letter, finished beforehand, and writing the zip."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        fixed = {name for name in archive.namelist() if f"{name}".encode() in template._fixed.usual.directory}
        finished = [(name, archive.read(name)) for name in archive.namelist() if name not in fixed]
    return lambda: zip_bytes(template._fixed.usual, [deflated(name, data) for name, data in finished])


def interleaved(
    routes: dict[str, Callable[[], object]], rounds: int, repeats: dict[str, int]
) -> dict[str, float]:
    """Median milliseconds of processor time per call; each round times every route in turn."""
    times: dict[str, list[float]] = {name: [] for name in routes}
    for _ in range(rounds):
        for name, route in routes.items():
            count = repeats.get(name, 1)
            start = time.process_time()
            for _ in range(count):
                route()
            times[name].append((time.process_time() - start) * 1000 / count)
    return {name: statistics.median(found) for name, found in times.items()}


def measure(pages: int, rounds: int) -> Row:
    """One line of the table."""
    ours = compile_template(TEMPLATE, BodyStyles())
    theirs = docxtpl_template()
    letters = [letter_of(pages, number) for number in range(_VARIANTS)]
    contexts = [docxtpl_context(letter) for letter in letters]
    _assert_same_text(docxtpl_letter(theirs, contexts[0]), ours.render(letters[0], HOUSE_STYLE).docx)
    next_letter = itertools.cycle(letters).__next__
    next_context = itertools.cycle(contexts).__next__
    floors = itertools.cycle([floor_of(ours, ours.render(letter, HOUSE_STYLE).docx) for letter in letters])
    fast = max(5, 200 // pages)
    found = interleaved(
        {
            "docxtpl": lambda: docxtpl_letter(theirs, next_context()),
            "floor": lambda: next(floors)(),
            "bare": lambda: ours._docx(next_letter(), HOUSE_STYLE, None, None, guarded=False),
            "shipped": lambda: ours.render(next_letter(), HOUSE_STYLE).docx,
            "with_letter": lambda: ours.render(next_letter(), HOUSE_STYLE, letter_json=_LETTER_JSON).docx,
        },
        rounds,
        {"floor": fast, "bare": fast, "shipped": fast, "with_letter": fast},
    )
    return Row(pages, **found)


def _assert_same_text(one: bytes, other: bytes) -> None:
    """Both routes must make the same letter, or the comparison means nothing."""

    def words(docx: bytes) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            xml = archive.read("word/document.xml").decode()
        return re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)

    assert "".join(words(one)) == "".join(words(other))


@dataclass(frozen=True)
class Mailing:
    """Milliseconds per letter of a mailing to disk; `docxtpl_letters` is how many docxtpl made."""

    docxtpl: float
    bare: float
    shipped: float
    writing: float
    docxtpl_letters: int


def to_disk(count: int, sample: int) -> Mailing:
    """`count` two-page letters to disk by us, `sample` by docxtpl, and as many files only written: all in
    twenty rounds, each route in turn; medians of wall-clock time, since waiting for the disk counts here."""
    ours = compile_template(TEMPLATE, BodyStyles())
    theirs = docxtpl_template()
    letters = [letter_of(2, number) for number in range(50)]
    contexts = [docxtpl_context(letter) for letter in letters]
    finished = ours.render(letters[0], HOUSE_STYLE).docx
    routes: dict[str, tuple[int, Callable[[int], bytes]]] = {
        "bare": (count, lambda n: ours._docx(letters[n % 50], HOUSE_STYLE, None, None, guarded=False)),
        "shipped": (count, lambda n: ours.render(letters[n % 50], HOUSE_STYLE).docx),
        "docxtpl": (sample, lambda n: docxtpl_letter(theirs, contexts[n % 50])),
        "writing": (count, lambda _n: finished),
    }
    times: dict[str, list[float]] = {name: [] for name in routes}
    with tempfile.TemporaryDirectory() as name:
        for step in range(_STEPS):
            for route, (letters_of_route, made) in routes.items():
                folder = Path(name, f"{route}{step}")
                folder.mkdir()
                numbers = range(step * letters_of_route // _STEPS, (step + 1) * letters_of_route // _STEPS)
                start = time.perf_counter()
                for number in numbers:
                    _write(f"{folder}/{number}.docx", made(number))
                times[route].append((time.perf_counter() - start) * 1000 / len(numbers))
    return Mailing(
        **{name: statistics.median(found) for name, found in times.items()}, docxtpl_letters=sample
    )


def _write(path: str, data: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        os.write(file, data)
    finally:
        os.close(file)


def peak_memory(route: str) -> float:
    """Peak memory in MB of a process of its own that makes 300 two-page letters."""
    command = [sys.executable, "-m", "bench.rendering", "--memory", route]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def _use_memory(route: str) -> None:
    letters = [letter_of(2, number) for number in range(10)]
    if route == "docxtpl":
        theirs = docxtpl_template()
        contexts = [docxtpl_context(letter) for letter in letters]
        for number in range(300):
            docxtpl_letter(theirs, contexts[number % 10])
    elif route == "ours":
        ours = compile_template(TEMPLATE, BodyStyles())
        for number in range(300):
            ours.render(letters[number % 10], HOUSE_STYLE)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def report(*, full: bool = False) -> str:
    """All figures as Markdown."""
    lines = [
        f"Calibration figure of this run: {calibration_milliseconds():.1f} ms (see `bench/calibration.py`).",
        "",
        (
            "| pages | docxtpl | compress only | bare | with guard | with guard and letter file |"
            " bare | with guard | bare : compress |"
        ),
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for pages, rounds in ((1, 60), (2, 60), (10, 30), (100, 15)):
        row = measure(pages, rounds)
        lines.append(
            f"| {pages} | {row.docxtpl:.1f} ms | {row.floor:.3f} ms | {row.bare:.3f} ms | {row.shipped:.3f} ms "
            f"| {row.with_letter:.3f} ms | **{row.docxtpl / row.bare:.0f}x** "
            f"| **{row.docxtpl / row.shipped:.0f}x** | **{row.bare / row.floor:.1f}** |"
        )
    mailing = to_disk(10_000, 10_000 if full else 400)
    how = "" if full else f" (reckoned from {mailing.docxtpl_letters} letters, in turns with ours)"
    memory = (peak_memory("ours"), peak_memory("docxtpl"))
    lines += [
        "",
        f"10,000 two-page letters to disk: bare {mailing.bare * 10:.1f} s, with guard "
        f"{mailing.shipped * 10:.1f} s, of which about {mailing.writing * 10:.1f} s is writing files; docxtpl "
        f"{mailing.docxtpl * 10:.0f} s{how}: bare **{mailing.docxtpl / mailing.bare:.0f}x**, with guard "
        f"**{mailing.docxtpl / mailing.shipped:.0f}x**.",
        "",
        f"Peak memory of a process that makes 300 letters: {memory[0]:.0f} MB, docxtpl {memory[1]:.0f} MB.",
    ]
    return "\n".join(lines)


def main() -> None:
    """Print the report, or, in a process of its own, the memory of one route."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--memory")
    options = parser.parse_args()
    if options.memory:
        _use_memory(options.memory)
    else:
        print(report(full=options.full))


if __name__ == "__main__":
    main()
