"""One look at a letter: the pages as images, and where everything stands on them."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefmaker.output.click_map import ClickMap
from briefmaker.output.page_images import PageImage, PageSize
from briefmaker.output.stretches import Stretches

__all__ = ["Preview", "RawPreview"]


@dataclass(frozen=True)
class Preview:
    """A letter as it would be printed.

    pdf: the engine's PDF: same pages as the one that is exported, but not finished and not to be sent;
    images: of the pages asked for; missing: characters no font has, shown as a stand-in (�).
    """

    pdf: bytes = field(repr=False)
    page_sizes: tuple[PageSize, ...]
    images: tuple[PageImage, ...]
    click_map: ClickMap = field(repr=False)
    missing: tuple[str, ...] = ()

    @property
    def page_count(self) -> int:
        return len(self.page_sizes)


@dataclass(frozen=True)
class RawPreview:
    """A preview as it leaves the child process: origins are numbers still."""

    pdf: bytes
    page_sizes: tuple[PageSize, ...]
    images: tuple[PageImage, ...]
    stretches: Stretches
    missing: tuple[str, ...]
