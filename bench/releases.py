"""Packs published and installed: the shipped pack, in a folder on this machine's own disk.

Run with `.venv/bin/python -m bench.releases`. A share adds what its network takes.
"""

from __future__ import annotations

import datetime
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.calibration import calibration_milliseconds
from briefmaker.app.template_check import check_pack
from briefmaker.places import shipped_packs_folder
from briefmaker.publishing.gate import admitted, admitted_folder
from briefmaker.publishing.installing import install_lines
from briefmaker.publishing.line import Line
from briefmaker.publishing.opening import opened
from briefmaker.publishing.packing import pack_files
from briefmaker.publishing.share import ShareTask

__all__ = ["report"]

ROUNDS = 5
LONG_LINE = 50
NOW = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)


def seconds(work: Callable[[int], object], rounds: int = ROUNDS) -> float:
    """Median seconds of some runs; each is told its number, from 0."""
    times = []
    for number in range(rounds):
        began = time.perf_counter()
        work(number)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def publish(shared: Path, files: dict[str, bytes], number: int) -> None:
    """Append a release that differs from the one before."""
    changed = {**files, "woordenlijst.txt": str(number).encode()}
    Line(shared, "haarlem").publish(
        changed, version=f"1.0.{number}", by="Sanne", changes="Proef", now=NOW, based_on=number
    )


def report() -> str:
    """The figures, as Markdown."""
    with tempfile.TemporaryDirectory(prefix="briefmaker-") as place:
        base = Path(place)
        pack = base / "haarlem"
        shutil.copytree(shipped_packs_folder() / "haarlem", pack)
        files = dict(pack_files(pack))
        shared, long = base / "gedeeld", base / "lang"
        shared.mkdir()
        long.mkdir()
        checking = seconds(lambda _number: check_pack(pack), 3)
        trying = seconds(lambda _number: admitted_folder(pack), 3)
        appending = seconds(lambda number: publish(shared, files, number))
        for number in range(LONG_LINE):
            publish(long, files, number)
        late = seconds(lambda number: publish(long, files, LONG_LINE + number))
        listing = seconds(lambda _number: ShareTask("history", shared=str(long), pack="haarlem").result(60))
        taking_back = seconds(lambda _number: Line(shared, "haarlem").withdraw(by="Ali", now=NOW, to=1), 1)
        whole = seconds(lambda number: install_lines(shared, base / f"a{number}", admitted), 3)
        unpacking = seconds(lambda number: install_lines(shared, base / f"b{number}", opened))
        nothing_new = seconds(lambda _number: install_lines(shared, base / "b0", admitted))
        asking = seconds(
            lambda _number: ShareTask("install", shared=str(shared), root=str(base / "b0")).result(60)
        )
    size = sum(map(len, files.values()))
    rows = [
        (f"check of the pack ({len(files)} files, {size / 1e6:.1f} MB), every sample made", checking),
        ("trial of the pack in its limited process", trying),
        ("a release appended to the line, on the disk when it returns", appending),
        (f"the same behind {LONG_LINE} others", late),
        ("a release taken back", taking_back),
        (f"the history of {LONG_LINE + ROUNDS} releases, its process included", listing),
        ("a release installed, without the trial", unpacking),
        ("a release installed, with the trial", whole),
        ("nothing new to install", nothing_new),
        ("the same as a start of the program asks it, in its own process", asking),
    ]
    lines = [
        f"Calibration {calibration_milliseconds():.1f} ms. Median of {ROUNDS} runs (the slow ones 3).",
        "",
    ]
    lines += ["| | |", "|---|---|"]
    lines += [f"| {label} | {value * 1000:.0f} ms |" for label, value in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
