"""`make bench`: measures everything and writes the figures to docs/performance.md.

Each figure is a ratio within one run, or stands beside the calibration figure of its own run; what people
wrote around the figures stays.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from bench import (
    editor,
    layout,
    releases,
    rendering,
    samples,
    spelling,
    template_corpus,
    templates,
    window,
    workshop,
)

DOCS = Path(__file__).resolve().parent.parent / "docs"

REPORTS: dict[str, Callable[[], str]] = {
    "rendering": rendering.report,
    "layout": layout.report,
    "window": window.report,
    "editor": editor.report,
    "spelling": spelling.report,
    "samples": samples.report,
    "workshop": workshop.report,
    "releases": releases.report,
    "templates": templates.report,
    "corpus": template_corpus.report,
}

ELSEWHERE = {"corpus": "template-check.md"}
"""The page of a report that isn't about speed."""


def written(page: str, name: str, report: str) -> str:
    """The page with a report between its two marks, which must stand there already."""
    begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
    if begin not in page or end not in page:
        raise ValueError(f"there is no place for {name} in its page: {begin} ... {end}")
    new = f"{begin}\n{report.strip()}\n{end}"
    return re.sub(f"{re.escape(begin)}.*?{re.escape(end)}", lambda _found: new, page, flags=re.DOTALL)


def main() -> None:
    """Measure what is named, or everything."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument(
        "names", nargs="*", choices=[*REPORTS, []], help="what to measure; default: everything"
    )
    for name in parser.parse_args().names or list(REPORTS):
        print(f"\n## {name}\n", flush=True)
        report = REPORTS[name]()
        print(report, flush=True)
        page = DOCS / ELSEWHERE.get(name, "performance.md")
        page.write_text(written(page.read_text(encoding="utf-8"), name, report), encoding="utf-8")


if __name__ == "__main__":
    main()
