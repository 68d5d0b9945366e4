"""The workshop for templates: from a save of a template to its pages, its check, and its samples.

A template is saved anew before each measurement, so that everything is read and compiled again; the layout
process runs already, as it does in the window. Run with `.venv/bin/python -m bench.samples`.
"""

from __future__ import annotations

import io
import shutil
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from bench.calibration import calibration_milliseconds
from briefmaker import places
from briefmaker.app.engines import layout_engine
from briefmaker.app.template_check import check_template
from briefmaker.app.workshop_pages import WorkshopPages
from briefmaker.output.fonts import FontLibrary
from briefmaker.packs.reading import read_pack

__all__ = ["report"]

TYPE, SAMPLE = "wethoudersbrief", "voorbeeld"
ROUNDS = 9


def saved(folder: Path, number: int, label: bytes = b"") -> None:
    """What Word does: other bytes, the same letter; with another label in it when one is given."""
    template = folder / TYPE / "template.docx"
    data = io.BytesIO()
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body><!--%d-->" % number, 1)
                content = content.replace(b"Ons kenmerk", label or b"Ons kenmerk")
            after.writestr(name, content)
    template.write_bytes(data.getvalue())


def report() -> str:
    """All figures as Markdown."""
    workshop = WorkshopPages(layout_engine("embedded"))
    published = read_pack(places.shipped_packs_folder() / "haarlem")
    fonts = FontLibrary.bundled().names
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "haarlem"
        shutil.copytree(places.shipped_packs_folder() / "haarlem", folder)

        def pages() -> object:
            return workshop.pages(folder, TYPE, SAMPLE, scale=1.5, wanted=(0, 1))

        def check() -> object:
            return check_template(folder, TYPE, published=published, fonts=fonts)

        def check_with_five_samples() -> None:
            check()
            for path in sorted((folder / TYPE / "samples").glob("*.json"))[:5]:
                made = workshop.pages(folder, TYPE, path.stem, scale=1.0, wanted=())
                workshop.checked(folder, TYPE, made)

        def samples() -> int:
            return sum(1 for _checked in workshop.check_all(folder, TYPE))

        def measured(work: Callable[[], object]) -> tuple[float, float]:
            times = []
            for number in range(ROUNDS + 1):
                saved(folder, number)
                start = time.perf_counter()
                work()
                times.append((time.perf_counter() - start) * 1000)
            times = sorted(times[1:])  # the first one loads what is used
            return statistics.median(times), times[-1]

        try:
            made = samples()
            rows = [
                ("pages of the sample that is shown", *measured(pages)),
                ("check, its samples made into letters", *measured(check)),
                (f"pages of all samples in all house styles ({made})", *measured(samples)),
            ]
            for checked in workshop.check_all(folder, TYPE):
                workshop.accept(folder, TYPE, checked.pages)
            rows.append(("the same, held against accepted pages that are equal", *measured(samples)))
            what = "check, and the pages of five samples held against the accepted ones"
            rows.insert(2, (what, *measured(check_with_five_samples)))
            saved(folder, 0, b"Onze referentie")
            rows.append(("the same, held against accepted pages that all differ", *measured(samples)))
        finally:
            workshop.close()
    lines = [
        f"After a save of a template (calibration {calibration_milliseconds():.1f} ms):",
        "",
        "| | median, ms | longest, ms |",
        "|---|---|---|",
        *(f"| {what} | {median:.0f} | {longest:.0f} |" for what, median, longest in rows),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report())
