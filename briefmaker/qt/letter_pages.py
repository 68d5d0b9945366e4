"""Pages of letters for the window: typeset, laid out in the engine's process, turned into pictures.

Everything here is called on worker threads.
"""

from __future__ import annotations

import datetime
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker.packs.installed import InstalledPacks

if TYPE_CHECKING:
    from briefmaker.app.exporting import Exported
    from briefmaker.app.own_mark import OwnMark
    from briefmaker.app.typesetting import Typesetter
    from briefmaker.drafts.letter_file import LetterFile
    from briefmaker.letter.letter import Letter
    from briefmaker.output.engine import LayoutEngine
    from briefmaker.output.joined_parts import PartFacts
    from briefmaker.qt.page_images import Pages

__all__ = ["LetterPages", "SharedEngine"]

_GLANCE = 0.1
"""Pixels to a point at which a page is drawn when only its size is asked."""


class SharedEngine:
    """A layout engine that is started when it is first needed, once. setting: the one that chooses it."""

    def __init__(self, setting: str) -> None:
        self._setting = setting
        self._lock = threading.Lock()
        self.running: LayoutEngine | None = None

    def started(self) -> LayoutEngine:
        """The engine; on a worker thread."""
        with self._lock:
            if self.running is None:
                from briefmaker.app.engines import layout_engine

                engine = layout_engine(self._setting)
                engine.prewarm()
                self.running = engine
            return self.running


class LetterPages:
    """Makes pages. engine: one, or the setting that chooses it; mark: what stands in place of the packs' own.

    What does the work is loaded when the first page is asked for, so that the window need not wait.
    """

    def __init__(
        self, packs: InstalledPacks, engine: str | SharedEngine, mark: OwnMark | None = None
    ) -> None:
        self._packs = packs
        self._engine = SharedEngine(engine) if isinstance(engine, str) else engine
        self._mark = mark
        self._lock = threading.Lock()
        self._typesetter: Typesetter | None = None

    def with_packs(self, packs: InstalledPacks) -> LetterPages:
        """Makes pages with other packs, in the same engine."""
        return LetterPages(packs, self._engine, self._mark)

    def _made(self) -> tuple[Typesetter, LayoutEngine]:
        with self._lock:
            if self._typesetter is None:
                from briefmaker.app.typesetting import Typesetter

                self._typesetter = Typesetter(self._packs, mark=self._mark)
            return self._typesetter, self._engine.started()

    @property
    def engine(self) -> LayoutEngine:
        """What lays out the pages, started when it must be; asked on a worker thread."""
        return self._made()[1]

    @property
    def process_id(self) -> int | None:
        """The number of the engine's process, None when none runs."""
        return getattr(self._engine.running, "process_id", None)

    def pages_of(self, letter: Letter, scale: float, wanted: tuple[int, ...]) -> Pages:
        """The letter's pages, those in `wanted` drawn at `scale` pixels to a point; raises
        BriefmakerError."""
        from briefmaker.content.excerpt import words_in
        from briefmaker.qt.page_images import Pages, as_images

        typesetter, engine = self._made()
        rendered = typesetter.typeset(letter)
        paragraphs = rendered.paragraphs
        made = engine.preview(rendered.docx, paragraphs, scale=scale, pages=wanted)
        text = "\n".join(paragraph.text for paragraph in paragraphs)
        return Pages(
            sizes=tuple((size.width, size.height) for size in made.page_sizes),
            images=as_images(made.images),
            scale=scale,
            pdf=made.pdf,
            click_map=made.click_map,
            text=text,
            words=words_in(text),
            missing=made.missing,
        )

    def pages_with_enclosures(self, letter: Letter, scale: float, wanted: tuple[int, ...]) -> Pages:
        """As `pages_of`, with the enclosed files behind the letter; raises BriefmakerError."""
        from briefmaker.app.enclosing import enclose
        from briefmaker.qt.page_images import Pages, as_images

        engine = self._made()[1]
        pdf = enclose(engine, letter, self.pages_of(letter, _GLANCE, (0,)).pdf).pdf
        glances = engine.page_images(pdf, scale=_GLANCE)
        sizes = tuple((page.width / _GLANCE, page.height / _GLANCE) for page in glances)
        return Pages(sizes, as_images(engine.page_images(pdf, scale=scale, pages=wanted)), scale, pdf)

    def more_images(self, pages: Pages, scale: float, wanted: tuple[int, ...]) -> Pages:
        """The same pages with other pictures. Raises BriefmakerError."""
        from briefmaker.qt.page_images import as_images

        drawn = self._made()[1].page_images(pages.pdf, scale=scale, pages=wanted)
        return replace(pages, images=as_images(drawn), scale=scale)

    def export(
        self,
        letter: LetterFile,
        path: Path,
        today: datetime.date,
        *,
        as_concept: bool,
        with_enclosures: bool = False,
    ) -> Exported:
        """Write the letter as Word document or PDF, by the ending of `path`; raises BriefmakerError."""
        from briefmaker.app.exporting import export_letter

        typesetter, engine = self._made()
        return export_letter(
            typesetter,
            engine,
            letter,
            [path],
            today=today,
            as_concept=as_concept,
            with_enclosures=with_enclosures,
        )

    def look_at(self, pdf: bytes) -> PartFacts:
        """What there is to know about somebody else's PDF; raises BriefmakerError."""
        return self._made()[1].look_at(pdf)

    def prewarm(self) -> None:
        """Load and start what takes time."""
        self._made()

    def close(self) -> None:
        """End the engine's process."""
        if self._engine.running is not None:
            self._engine.running.close()
