"""Pages of letters for the window: typeset, laid out in the engine's process, turned into pictures.

Everything here is called on worker threads.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QImage

from briefmaker.app.exporting import Exported, export_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.letter.letter import Letter
from briefmaker.output.engine import LayoutEngine
from briefmaker.output.page_images import PageImage
from briefmaker.qt.page_images import Pages

__all__ = ["LetterPages"]


class LetterPages:
    """Makes pages. typesetter: letters into Word; engine: Word into pages."""

    def __init__(self, typesetter: Typesetter, engine: LayoutEngine) -> None:
        self._typesetter = typesetter
        self._engine = engine

    def pages_of(self, letter: Letter, scale: float, wanted: tuple[int, ...]) -> Pages:
        """The letter's pages, those in `wanted` drawn at `scale` pixels to a point; raises
        BriefmakerError."""
        rendered = self._typesetter.typeset(letter)
        paragraphs = rendered.paragraphs
        made = self._engine.preview(rendered.docx, paragraphs, scale=scale, pages=wanted)
        text = "\n".join(paragraph.text for paragraph in paragraphs)
        return Pages(
            sizes=tuple((size.width, size.height) for size in made.page_sizes),
            images=_images(made.images),
            scale=scale,
            pdf=made.pdf,
            click_map=made.click_map,
            text=text,
            words=sum(1 for token in text.split() if any(sign.isalnum() for sign in token)),
            missing=made.missing,
        )

    def more_images(self, pages: Pages, scale: float, wanted: tuple[int, ...]) -> Pages:
        """The same pages with other pictures. Raises BriefmakerError."""
        drawn = self._engine.page_images(pages.pdf, scale=scale, pages=wanted)
        return replace(pages, images=_images(drawn), scale=scale)

    def export(self, letter: LetterFile, path: Path, today: datetime.date, *, as_concept: bool) -> Exported:
        """Write the letter as Word document or PDF, by the ending of `path`; raises BriefmakerError."""
        return export_letter(
            self._typesetter, self._engine, letter, [path], today=today, as_concept=as_concept
        )

    def prewarm(self) -> None:
        """Start what takes time to start."""
        self._engine.prewarm()

    def close(self) -> None:
        """End the engine's process."""
        self._engine.close()


def _images(drawn: Iterable[PageImage]) -> dict[int, QImage]:
    # A copy, since QImage only looks at the bytes it is given.
    return {
        page.page: QImage(page.data, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()
        for page in drawn
    }
