"""The pages that the window of maintainers shows at each save of a template. Called on worker threads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefmaker.app.accepted_pages import (
    CheckedSample,
    accept,
    checked_samples,
    compared_with_accepted,
    samples_of,
)
from briefmaker.app.sample_pages import SamplePages, WorkingCopies, sample_pages
from briefmaker.errors import UnusablePack
from briefmaker.output import LayoutEngine, PageImage

__all__ = ["SampleChoice", "WorkshopPages"]


@dataclass(frozen=True, slots=True)
class SampleChoice:
    """A sample in a house style, to be chosen in a list: the first of a sample is its own house style."""

    sample: str
    house_style: str
    house_style_title: str


class WorkshopPages:
    """Pages of working copies: compiled anew only when the pack changed. Safe to ask from several threads.

    engine: the one that is built in, whose pages are the same on every machine.
    """

    def __init__(self, engine: LayoutEngine) -> None:
        self._engine = engine
        self._copies = WorkingCopies()

    def prewarm(self) -> None:
        """Start what takes time to start; returns at once."""
        self._engine.prewarm()

    def choices(self, folder: Path, type_name: str) -> tuple[SampleChoice, ...]:
        """The samples there are to choose from. Raises UnusablePack when the type can't be read."""
        typesetter = self._copies.typesetter(folder, type_name)
        pack = next(iter(typesetter.packs.packs.values()))
        titles = {each.id: each.title for each in pack.info.house_styles}
        return tuple(
            SampleChoice(path.stem, house_style, titles.get(house_style, ""))
            for path, house_style in samples_of(typesetter)
        )

    def pages(
        self,
        folder: Path,
        type_name: str,
        sample: str,
        house_style: str = "",
        *,
        scale: float = 1.0,
        wanted: Sequence[int] = (0, 1),
    ) -> SamplePages:
        """The pages of a sample of the document type in the folder `type_name` of a pack, those in `wanted`
        drawn at `scale` pixels to a point. What can't be made says so in `failing`."""
        try:
            typesetter = self._copies.typesetter(folder, type_name)
        except UnusablePack as error:
            return SamplePages(sample, house_style, failing=str(error))
        (name, installed), *_others = typesetter.packs.types.items()
        path = next((path for path in installed.samples if path.stem == sample), None)
        if path is None:
            path = folder / type_name / "samples" / f"{sample}.json"
        return sample_pages(typesetter, self._engine, name, path, house_style, scale=scale, wanted=wanted)

    def more_images(self, pages: SamplePages, scale: float, wanted: Sequence[int]) -> tuple[PageImage, ...]:
        """Further pictures of pages that were made. Raises LayoutFailed."""
        return self._engine.page_images(pages.pdf, scale=scale, pages=wanted) if pages.pdf else ()

    def images_of(self, pdf: bytes, scale: float, wanted: Sequence[int]) -> tuple[PageImage, ...]:
        """Pictures of the pages of a PDF, e.g. of accepted pages. Raises LayoutFailed."""
        return self._engine.page_images(pdf, scale=scale, pages=wanted)

    def checked(self, folder: Path, type_name: str, pages: SamplePages) -> CheckedSample:
        """How these pages stand to those that were accepted."""
        return compared_with_accepted(self._engine, folder, type_name, pages)

    def check_all(
        self, folder: Path, type_name: str, is_cancelled: Callable[[], bool] | None = None
    ) -> Iterator[CheckedSample]:
        """Every sample in each of its house styles, as they are made, until somebody cancels. Raises
        UnusablePack when the type can't be read."""
        for checked in checked_samples(self._copies, self._engine, folder, type_name):
            yield checked
            if is_cancelled is not None and is_cancelled():
                return

    def accept(self, folder: Path, type_name: str, pages: SamplePages) -> Path:
        """Keep these pages as the right ones; the file. Raises UnusableInput, NotSaved."""
        return accept(folder, type_name, pages)

    def close(self) -> None:
        """End the engine's process."""
        self._engine.close()
