"""The mark that the user chose in place of a pack's neutral one."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["OwnMark"]


@dataclass(frozen=True, slots=True)
class OwnMark:
    """image: PNG or JPEG bytes; pack: id of the pack whose letters carry it, "" for those of all packs."""

    image: bytes = field(repr=False)
    pack: str = ""

    def of(self, pack: str) -> bytes | None:
        """The image on letters of this pack; None where it doesn't belong."""
        return self.image if self.pack in ("", pack) else None
