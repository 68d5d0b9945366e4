"""The child process: lays out, draws and checks, one request after the other.

Started by `child` as `python -m briefmaker.output.worker`; a frozen program starts itself with
`WORKER_FLAG` and must call `main` then, before anything else. Imports no Qt. Ends when its input ends.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from briefmaker.output.messages import receive, send

__all__ = ["WORKER_FLAG", "main"]

WORKER_FLAG = "--briefmaker-layout-worker"
_COLLECT_EVERY = 50


def main() -> int:
    """Answer requests from standard input on standard output until the input ends."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):  # whatever a library prints must not get between the messages
        os.dup2(nowhere, descriptor)
    gc.disable()  # a page makes thousands of small objects and no cycles; collected between requests
    tasks = _Tasks()
    served = 0
    while True:
        try:
            limit, name, arguments = receive(requests)
        except EOFError:
            return 0
        # Native code may hold the interpreter for good; then this ends the process even without a parent.
        with open(os.devnull, "w") as sink:  # noqa: PTH123
            faulthandler.dump_traceback_later(limit + 10, exit=True, file=sink)
            answer = _answer(tasks.task(name), arguments)
            faulthandler.cancel_dump_traceback_later()
        try:
            send(answers, answer)
        except OSError:
            return 0
        del answer, arguments
        served += 1
        if served % _COLLECT_EVERY == 1:
            gc.collect()
            gc.freeze()  # what is loaded by now stays; later collections needn't look at it


def _answer(task: Callable[..., Any], arguments: dict[str, Any]) -> tuple[str, Any]:
    """("done", result), ("problem", (code, detail)) or ("bug", a traceback without values)."""
    from briefmaker.output.failures import LayoutProblem

    try:
        return "done", task(**arguments)
    except LayoutProblem as problem:
        return "problem", (problem.failure.value, problem.detail)
    except BaseException as error:  # noqa: BLE001 (reported to the parent, which raises it there)
        frames = "".join(traceback.format_tb(error.__traceback__))
        return "bug", f"{type(error).__name__} in the layout process:\n{frames}"


class _Tasks:
    """What the child can do. Heavy imports wait for the first request that needs them."""

    def task(self, name: str) -> Callable[..., Any]:
        tasks: dict[str, Callable[..., Any]] = {
            "warm": self.warm,
            "pdf": self.pdf,
            "finish": self.finish,
            "copy_for_office": self.copy_for_office,
            "preview": self.preview,
            "preview_of_pdf": self.preview_of_pdf,
            "images": self.images,
            "validate": self.validate,
            "look_at": self.look_at,
            "compared": self.compared,
            "join": self.join,
            "sleep": self.sleep,
        }
        return tasks[name]

    @property
    def library(self) -> Any:
        from briefmaker.output.fonts import FontLibrary

        return FontLibrary.bundled()

    def warm(self, docx: bytes) -> int:
        """Load everything a letter needs by making a small one; the number of this process."""
        from briefmaker.output.pdf_metadata import DocumentFacts

        with contextlib.suppress(Exception):
            pdf = self.pdf(docx, DocumentFacts("-"))
            self.preview(docx, [], scale=0.1, pages=None)
            self.validate(pdf, ("PDF/UA-1",))
        return os.getpid()

    def pdf(self, docx: bytes, facts: Any) -> bytes:
        from briefmaker.output.laying_out import pdf_of

        return pdf_of(docx, facts, self.library)

    def finish(self, pdf: bytes, docx: bytes, facts: Any) -> bytes:
        """Check and finish what another engine made."""
        from briefmaker.output.laying_out import finished_pdf
        from briefmaker.output.word_document import WordDocument

        return finished_pdf(pdf, WordDocument.of_bytes(docx), facts, self.library)

    def preview(self, docx: bytes, paragraphs: Any, scale: float, pages: Any) -> Any:
        from briefmaker.output.laying_out import lay_out
        from briefmaker.output.previewing import previewed
        from briefmaker.output.word_document import WordDocument

        document = WordDocument.of_bytes(docx)
        laid_out = lay_out(document, self.library)
        return previewed(
            laid_out.pdf, laid_out.missing, document, paragraphs, self.library, scale=scale, pages=pages
        )

    def copy_for_office(self, docx: bytes) -> tuple[bytes, tuple[str, ...]]:
        """The copy of a document for LibreOffice, and the characters no font has."""
        from briefmaker.output.engine_copy import copy_for_office
        from briefmaker.output.word_document import WordDocument

        copy = copy_for_office(WordDocument.of_bytes(docx), self.library)
        return copy.docx, copy.missing

    def preview_of_pdf(
        self, pdf: bytes, missing: tuple[str, ...], docx: bytes, paragraphs: Any, scale: float, pages: Any
    ) -> Any:
        """The preview of what another engine made."""
        from briefmaker.output.previewing import previewed
        from briefmaker.output.word_document import WordDocument

        document = WordDocument.of_bytes(docx)
        return previewed(pdf, missing, document, paragraphs, self.library, scale=scale, pages=pages)

    def images(self, pdf: bytes, scale: float, pages: Any) -> Any:
        from briefmaker.output.page_images import draw_pages

        return draw_pages(pdf, scale, pages)

    def validate(self, pdf: bytes, profiles: tuple[str, ...]) -> Any:
        from briefmaker.output.validation import validate

        return validate(pdf, profiles)

    def look_at(self, pdf: bytes) -> Any:
        from briefmaker.output.memory_limit import bounded_memory
        from briefmaker.output.pdf_joining import look_at

        with bounded_memory():
            return look_at(pdf)

    def compared(self, old: bytes, new: bytes) -> Any:
        from briefmaker.output.comparing_pages import compared

        return compared(old, new)

    def join(self, letter: bytes, texts: Any, parts: Any, facts: Any) -> Any:
        from briefmaker.output.memory_limit import bounded_memory
        from briefmaker.output.pdf_joining import join

        with bounded_memory():
            return join(letter, texts, parts, facts)

    def sleep(self, seconds: float) -> None:
        """Hang, as an engine might: for tests of the time limit."""
        import time

        time.sleep(seconds)


def command() -> list[str]:
    """The command line that starts this process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_FLAG]
    return [sys.executable, "-X", "utf8", "-m", "briefmaker.output.worker"]


def environment() -> dict[str, str]:
    """The child's environment: it finds this package wherever the parent found it."""
    import briefmaker

    folder = str(Path(briefmaker.__file__).resolve().parent.parent)
    paths = [folder, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


if __name__ == "__main__":
    sys.exit(main())
