"""Which house styles there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.installed import InstalledPacks

__all__ = ["HouseStyleChoice", "check_house_style", "house_style_choices"]


@dataclass(frozen=True, slots=True)
class HouseStyleChoice:
    """A pack with several house styles: its id and title, and the id and title of each, the newest first."""

    pack: str
    title: str
    house_styles: tuple[tuple[str, str], ...]


def house_style_choices(packs: InstalledPacks) -> tuple[HouseStyleChoice, ...]:
    """The packs in which there is something to choose."""
    return tuple(
        HouseStyleChoice(
            pack.info.id,
            pack.info.title,
            tuple((each.id, each.title) for each in reversed(pack.info.house_styles)),
        )
        for pack in packs.packs.values()
        if len(pack.info.house_styles) > 1
    )


def check_house_style(packs: InstalledPacks, document_type: str, house_style: str) -> None:
    """Raises UnusableInput, naming what is there, when a document type can't be had in this house style."""
    pack = packs.type(document_type).type.pack
    if pack.house_style_named(house_style) is None:
        known = ", ".join(each.id for each in pack.house_styles) or _("none")
        raise UnusableInput(
            _("“{pack}” has no house style “{house_style}”. There is: {house_styles}.").format(
                pack=pack.title, house_style=house_style, house_styles=known
            )
        )
