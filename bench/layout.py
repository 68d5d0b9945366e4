"""Word to PDF/A: the embedded engine against LibreOffice, started for each letter and resident.

All three give PDF/A-2 with tags of the same two-page letter; ours is also finished (language, labels, links,
metadata) and its text read back. Run with `.venv/bin/python -m bench.layout`.
"""

from __future__ import annotations

import datetime
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.calibration import calibration_milliseconds
from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import open_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.forms.filling import fill
from briefmaker.output import EmbeddedEngine, LibreOfficeEngine

__all__ = ["report", "sample_word"]

PDF_FILTER = (
    'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},'
    '"PDFUACompliance":{"type":"boolean","value":"true"}}'
)


def sample_word() -> tuple[bytes, str]:
    """The pack's sample letter without its enclosure, as Word (two pages), and its title."""
    packs = installed_packs()
    installed = packs.type("haarlem/wethoudersbrief")
    answers = open_letter(installed.samples[0]).answers.without("bijlagen")
    letter = fill(installed.type, answers, datetime.date(2026, 11, 23)).letter
    return Typesetter(packs).typeset(letter).docx, letter.title


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def report() -> str:
    """All figures as Markdown."""
    word, title = sample_word()
    embedded, resident = EmbeddedEngine(), LibreOfficeEngine()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "brief.docx"
        source.write_bytes(word)

        def cold() -> None:
            (folder / "brief.pdf").unlink(missing_ok=True)
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [
                "soffice",
                profile,
                "--headless",
                "--convert-to",
                PDF_FILTER,
                "--outdir",
                name,
                str(source),
            ]
            subprocess.run(command, check=True, capture_output=True)
            if not (folder / "brief.pdf").exists():
                raise RuntimeError("LibreOffice made no PDF")

        def ours() -> bytes:
            return embedded.pdf(word, title=title)

        def theirs() -> bytes:
            return resident.pdf(word, title=title)

        def preview() -> object:
            return embedded.preview(word, pages=[0])

        def our_pages() -> object:
            return embedded.preview(word, pages=[])

        def their_pages() -> object:
            return resident.preview(word, pages=[])

        try:
            for warm in (ours, theirs, cold, preview, our_pages, their_pages):
                warm()
            names = ("ours", "resident", "cold", "preview", "our pages", "their pages")
            rounds: dict[str, list[float]] = {name: [] for name in names}
            for number in range(20):
                rounds["ours"].append(_milliseconds(ours))
                rounds["resident"].append(_milliseconds(theirs))
                rounds["preview"].append(_milliseconds(preview))
                rounds["our pages"].append(_milliseconds(our_pages))
                rounds["their pages"].append(_milliseconds(their_pages))
                if number % 2 == 0:
                    rounds["cold"].append(_milliseconds(cold))
        finally:
            embedded.close()
            resident.close()
    medians = {name: statistics.median(times) for name, times in rounds.items()}
    mine, other, start = medians["ours"], medians["resident"], medians["cold"]
    own, foreign = medians["our pages"], medians["their pages"]
    by_start = f"{start:.0f} ms | **{start / mine:.0f}x**"
    alone = (
        f"The engines alone, Word to a PDF that isn't finished or read back: embedded {own:.0f} ms; "
        f"LibreOffice resident {foreign:.0f} ms, **{foreign / own:.1f}x**; "
        f"started for the letter **{start / own:.0f}x**."
    )
    return "\n".join(
        [
            f"Calibration figure of this run: {calibration_milliseconds():.1f} ms.",
            "",
            "| two-page letter, Word to PDF/A-2 + PDF/UA-1 | median | against the embedded engine |",
            "|---|---|---|",
            f"| embedded engine, finished and read back | {mine:.0f} ms | 1 |",
            f"| LibreOffice, resident, finished and read back | {other:.0f} ms | **{other / mine:.1f}x** |",
            f"| LibreOffice, started for the letter, not finished | {by_start} |",
            "",
            alone,
            "",
            f"A preview with one page drawn: {medians['preview']:.0f} ms.",
        ]
    )


if __name__ == "__main__":
    print(report())
