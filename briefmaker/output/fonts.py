"""The fonts that travel with Briefmaker, and which characters they can print.

A layout engine must never be asked for a character its font lacks: the embedded engine then changes
the font of the whole run, or prints an empty box. So coverage is read from the font files' own
character maps (`cmap`), and whatever the letter's font lacks is set in the first of the fallback
families that has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from briefmaker.places import resources_folder

__all__ = ["FALLBACK_FAMILIES", "FALLBACK_TEXT_FAMILY", "RARE", "BundledFont", "FontLibrary"]

FALLBACK_TEXT_FAMILY = "Liberation Sans"
"""What a family that is not bundled and has no metric twin is printed in."""

FALLBACK_FAMILIES = (
    "Noto Sans",
    "DejaVu Sans",
    "Noto Sans Math",
    "Noto Sans Symbols",
    "Noto Sans Symbols2",
    "Noto Emoji",
)
"""Where characters are looked for that the letter's own font lacks, in this order."""

_METRIC_TWINS = {
    "arial": "Liberation Sans",
    "helvetica": "Liberation Sans",
    "times new roman": "Liberation Serif",
    "courier new": "Liberation Mono",
    "calibri": "Carlito",
    "cambria": "Caladea",
}

_ENGINE_FAMILIES = frozenset({"Liberation Serif", "Liberation Mono", "Carlito", "Caladea"})
"""Families the embedded engine carries itself. Their character maps can't be read, so only what every
one of them is known to have is taken for granted: Latin-1 and Latin Extended-A, and typography."""
_TYPOGRAPHY = (
    "\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2021\u2022\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_ENGINE_COVERAGE = frozenset(
    [*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x180), *map(ord, _TYPOGRAPHY)]
)

_KINDS = {
    "regular": "Regular",
    "book": "Regular",
    "roman": "Regular",
    "bold": "Bold",
    "italic": "Italic",
    "oblique": "Italic",
    "bold italic": "BoldItalic",
    "bold oblique": "BoldItalic",
}


@dataclass(frozen=True)
class BundledFont:
    """One font file. kind: "Regular", "Bold", "Italic" or "BoldItalic", as WordprocessingML says it."""

    family: str
    kind: str
    path: Path

    @cached_property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.path.read_bytes()

    @cached_property
    def glyphs(self) -> dict[int, str]:
        """The name of the glyph of every code point this file can print."""
        from fontTools.ttLib import TTFont

        with TTFont(self.path, lazy=True) as font:
            return dict(font.getBestCmap() or {})

    @cached_property
    def coverage(self) -> frozenset[int]:
        """The code points this file has a glyph for."""
        return frozenset(self.glyphs)


@dataclass(frozen=True)
class FontLibrary:
    """The fonts of one folder, by family."""

    families: dict[str, tuple[BundledFont, ...]]
    _uncovered: dict[frozenset[str], re.Pattern[str]] = field(default_factory=dict, repr=False)
    _chosen: dict[tuple[str, bool], str | None] = field(default_factory=dict, repr=False)

    @classmethod
    def of_folder(cls, folder: Path) -> FontLibrary:
        """All TrueType and OpenType files directly in `folder` (none when it doesn't exist)."""
        from fontTools.ttLib import TTFont

        found: dict[str, list[BundledFont]] = {}
        for path in sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")]):
            with TTFont(path, lazy=True) as font:
                names = font["name"]
                family = str(names.getBestFamilyName())
                kind = _KINDS.get(str(names.getBestSubFamilyName()).casefold())
            if kind:
                found.setdefault(family, []).append(BundledFont(family, kind, path))
        return cls({family: tuple(fonts) for family, fonts in found.items()})

    @classmethod
    def bundled(cls) -> FontLibrary:
        """The fonts that travel with Briefmaker; read once."""
        return _of_folder(resources_folder() / "fonts")

    @property
    def names(self) -> frozenset[str]:
        """The families that text may ask for: what is bundled, and what one of those stands in for line by
        line. Lower case for the latter."""
        return frozenset({*self.families, *_ENGINE_FAMILIES, *_METRIC_TWINS})

    def printed_family(self, name: str) -> str:
        """The bundled family in which text set in the family `name` is printed."""
        twin = _METRIC_TWINS.get(name.casefold(), name)
        known = twin in self.families or twin in _ENGINE_FAMILIES
        return twin if known else FALLBACK_TEXT_FAMILY

    def faces(self, family: str) -> tuple[BundledFont, ...]:
        """The files of `family`; none when only the engine itself has it."""
        return self.families.get(family, ())

    def regular(self, family: str) -> BundledFont:
        """The upright face of a bundled family, or the only one it has."""
        faces = self.families[family]
        return next((face for face in faces if face.kind == "Regular"), faces[0])

    def coverage(self, family: str) -> frozenset[int]:
        """The code points that *every* face of a printed family has."""
        faces = self.faces(family)
        if not faces:
            return _ENGINE_COVERAGE
        return frozenset.intersection(*(face.coverage for face in faces))

    def uncovered(self, families: Iterable[str]) -> re.Pattern[str]:
        """Matches one character that not every one of these printed families has (cached)."""
        key = frozenset(families)
        if key not in self._uncovered:
            covered = frozenset.intersection(*(self.coverage(family) for family in key))
            printable = (covered - _CONTROLS - {_TWO_MARKS}) | {0x09, 0x0A, 0x0D}
            self._uncovered[key] = re.compile(f"[^{_ranges(printable)}]")
        return self._uncovered[key]

    def fallback_for(self, cluster: str, *, as_emoji: bool = False) -> str | None:
        """The first family that has every character of `cluster`, or None.

        as_emoji: it asks to be drawn as an emoji, so emoji fonts come first.
        """
        key = (cluster, as_emoji)
        if key not in self._chosen:
            points = {ord(character) for character in cluster}
            points |= points & _CONTROLS and {-1}  # a font may map them, none prints them
            candidates = [name for name in FALLBACK_FAMILIES if name in self.families]
            if as_emoji or points & _EMOJI_MARKS or max(points) >= _PICTOGRAPHS:
                candidates.reverse()
            candidates += sorted(self.families.keys() - set(candidates))
            self._chosen[key] = next(
                (name for name in candidates if points <= self.regular(name).coverage), None
            )
        return self._chosen[key]

    def print_alike(self, one: str, other: str) -> bool:
        """Whether some bundled font prints these two characters with one and the same glyph."""
        if len(one) != 1 or len(other) != 1:
            return False
        faces = (face for family in self.families.values() for face in family)
        return any(
            ord(one) in face.glyphs and face.glyphs[ord(one)] == face.glyphs.get(ord(other)) for face in faces
        )


@cache
def _of_folder(folder: Path) -> FontLibrary:
    return FontLibrary.of_folder(folder)


_EMOJI_MARKS = frozenset({0x200D, 0x20E3})
_PICTOGRAPHS = 0x1F000


_TWO_MARKS = 0x0344
"""A mark that every font sets as two others, U+0308 and U+0301."""

_CONTROLS = frozenset(range(0x7F, 0xA0))


def _ranges(points: Iterable[int]) -> str:
    """A regular expression's character class (without brackets) for these code points."""
    pieces: list[str] = []
    start = previous = -2
    for point in [*sorted(points), 0x7FFFFFFF]:
        if point != previous + 1:
            if start >= 0:
                pieces.append(f"{re.escape(chr(start))}-{re.escape(chr(previous))}")
            start = point
        previous = point
    return "".join(pieces)


RARE = re.compile(f"[^{_ranges(_ENGINE_COVERAGE | {0x09, 0x0A, 0x0D, 0xAD})}]")
"""A character that the engine's own copy of a font may lack."""
