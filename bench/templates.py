"""The check of a template: everything that is looked at when it is saved, its samples made into letters.

Beside it stands what making the same samples alone costs, template read and compiled anew.
Run with `.venv/bin/python -m bench.templates`.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.calibration import calibration_milliseconds
from briefmaker.app.letters import open_letter
from briefmaker.app.sample_pages import SAMPLE_DAY
from briefmaker.app.template_check import check_pack, check_template
from briefmaker.app.typesetting import Typesetter
from briefmaker.forms.filling import fill
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import read_pack

__all__ = ["report"]

ROOT = Path(__file__).resolve().parent.parent
PACK = ROOT / "templates" / "haarlem"
ROUNDS = 7

FIRST = """
import sys, time
from pathlib import Path
begin = time.perf_counter()
from briefmaker.app.template_check import check_template
check_template(Path(sys.argv[1]), sys.argv[2])
print(time.perf_counter() - begin)
"""


def _median(work: Callable[[], object]) -> float:
    """Milliseconds."""
    work()
    times = []
    for _round in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _samples_alone(name: str) -> None:
    pack = read_pack(PACK, only={name})
    typesetter = Typesetter(InstalledPacks.holding(pack))
    for path in pack.types[0].samples:
        answers = open_letter(path).answers
        typesetter.typeset(fill(pack.types[0].type, answers, SAMPLE_DAY).letter, answers, as_concept=True)


def _first(name: str) -> float:
    """Milliseconds in a new process, all that is loaded for it included."""
    times = [
        float(
            subprocess.run(
                [sys.executable, "-c", FIRST, str(PACK), name],
                cwd=ROOT, check=True, capture_output=True, text=True,
            ).stdout
        )
        for _round in range(3)
    ]  # fmt: skip
    return statistics.median(times) * 1000


def report() -> str:
    """The figures as Markdown."""
    lines = [
        f"Calibration {calibration_milliseconds():.1f} ms; median of {ROUNDS}. Aim: under a second.",
        "",
        "| template | samples | the check | in a new process | its samples alone | check / samples |",
        "|---|---|---|---|---|---|",
    ]
    for name in ("wethoudersbrief", "raadsvoorstel"):
        count = len(read_pack(PACK, only={name}).types[0].samples)
        check = _median(lambda name=name: check_template(PACK, name))  # type: ignore[misc]
        alone = _median(lambda name=name: _samples_alone(name))  # type: ignore[misc]
        first = _first(name)
        lines.append(
            f"| {name} | {count} | {check:.0f} ms | {first:.0f} ms | {alone:.0f} ms | {check / alone:.1f}x |"
        )
    types = len(read_pack(PACK).types)
    whole = _median(lambda: check_pack(PACK))
    lines.append(f"| all {types} of Haarlem, house styles too | | {whole:.0f} ms | | | |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
