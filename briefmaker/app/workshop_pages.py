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
from briefmaker.errors import UnusableInput, UnusablePack
from briefmaker.i18n import _
from briefmaker.output import LayoutEngine, PageImage
from briefmaker.packs.files import read_toml
from briefmaker.packs.glimpses import PACK, manifests

__all__ = ["SampleChoice", "WorkshopPages", "type_folders"]


@dataclass(frozen=True, slots=True)
class SampleChoice:
    """A sample in a house style, to be chosen in a list: the first of a sample is its own house style."""

    sample: str
    house_style: str
    house_style_title: str


def type_folders(folder: Path, type_name: str = "") -> list[str]:
    """The folders of a pack's document types, as it orders them; of only the one that is named. Raises
    UnusableInput when there are none, or not that one."""
    if not (folder / PACK).is_file():
        raise UnusableInput(
            _("“{folder}” is no template pack: there is no {file} in it.").format(folder=folder, file=PACK)
        )
    mistakes: list[str] = []
    order = read_toml(folder / PACK, mistakes).get("order", ())
    found = [path.parent.name for path in manifests(folder, order)]
    if type_name and type_name not in found:
        raise UnusableInput(
            _("There is no document type “{type}” in this pack; it has: {types}.").format(
                type=type_name, types=", ".join(found) or _("none")
            )
        )
    return [type_name] if type_name else found


class WorkshopPages:
    """Pages of working copies: compiled anew only when the pack changed. Safe to ask from several threads.

    engine: the one that is built in, whose pages are the same on every machine.
    """

    def __init__(self, engine: LayoutEngine) -> None:
        self.engine = engine
        self._copies = WorkingCopies()

    def prewarm(self) -> None:
        """Start what takes time to start; returns at once."""
        self.engine.prewarm()

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
        return sample_pages(typesetter, self.engine, name, path, house_style, scale=scale, wanted=wanted)

    def more_images(self, pages: SamplePages, scale: float, wanted: Sequence[int]) -> tuple[PageImage, ...]:
        """Further pictures of pages that were made. Raises LayoutFailed."""
        return self.engine.page_images(pages.pdf, scale=scale, pages=wanted) if pages.pdf else ()

    def images_of(self, pdf: bytes, scale: float, wanted: Sequence[int]) -> tuple[PageImage, ...]:
        """Pictures of the pages of a PDF, e.g. of accepted pages. Raises LayoutFailed."""
        return self.engine.page_images(pdf, scale=scale, pages=wanted)

    def checked(self, folder: Path, type_name: str, pages: SamplePages) -> CheckedSample:
        """How these pages stand to those that were accepted."""
        return compared_with_accepted(self.engine, folder, type_name, pages)

    def pictures(self, pdf: bytes, scale: float) -> tuple[bytes, ...]:
        """Every page of a PDF as a PNG file. Raises LayoutFailed."""
        return tuple(page.png() for page in self.engine.page_images(pdf, scale=scale))

    def check_all(
        self,
        folder: Path,
        type_name: str,
        is_cancelled: Callable[[], bool] | None = None,
        *,
        sample: str = "",
    ) -> Iterator[CheckedSample]:
        """Every sample (or only the one of this name) in each of its house styles, as they are made, until
        somebody cancels. Raises UnusablePack when the type can't be read."""
        for checked in checked_samples(self._copies, self.engine, folder, type_name, sample):
            yield checked
            if is_cancelled is not None and is_cancelled():
                return

    def accept(self, folder: Path, type_name: str, pages: SamplePages) -> Path:
        """Keep these pages as the right ones; the file. Raises UnusableInput, NotSaved."""
        return accept(folder, type_name, pages)

    def close(self) -> None:
        """End the engine's process."""
        self.engine.close()
