"""The bundled fonts: what they cover, that they may be embedded, and that their licences come along."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

RANGES = {
    "Basic Latin and Latin-1": (0x20, 0xFF),
    "Latin Extended-A": (0x100, 0x17F),
    "Latin Extended-B": (0x180, 0x24F),
    "combining marks": (0x300, 0x36F),
    "Greek": (0x370, 0x3FF),
    "Cyrillic": (0x400, 0x52F),
    "Latin Extended Additional": (0x1E00, 0x1EFF),
    "Greek Extended": (0x1F00, 0x1FFF),
    "punctuation": (0x2010, 0x205E),
    "superscripts": (0x2070, 0x209F),
    "currency": (0x20A0, 0x20BF),
    "letter-like": (0x2100, 0x214F),
    "fractions and Roman numerals": (0x2150, 0x218B),
    "arrows": (0x2190, 0x21FF),
    "mathematics": (0x2200, 0x22FF),
    "enclosed figures": (0x2460, 0x24FF),
    "boxes and shapes": (0x2500, 0x25FF),
    "signs": (0x2600, 0x26FF),
    "dingbats": (0x2700, 0x27BF),
    "more mathematics": (0x27C0, 0x2AFF),
    "more arrows": (0x2B00, 0x2B73),
    "ligatures": (0xFB00, 0xFB06),
    "mathematical letters": (0x1D400, 0x1D7FF),
    "pictographs": (0x1F300, 0x1F5FF),
    "faces": (0x1F600, 0x1F64F),
    "transport": (0x1F680, 0x1F6C5),
}
FACES = ["Regular", "Bold", "Italic", "BoldItalic"]


@cache
def characters(path: Path) -> frozenset[int]:
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def covered(fonts: Path) -> frozenset[int]:
    return frozenset().union(*(characters(path) for path in fonts.glob("*.ttf")))


@pytest.mark.parametrize("name", RANGES)
def test_every_character_of_the_range_can_be_printed(fonts: Path, name: str) -> None:
    first, last = RANGES[name]
    wanted = {c for c in range(first, last + 1) if unicodedata.category(chr(c))[0] != "C"}
    missing = wanted - covered(fonts)
    assert not missing, " ".join(f"U+{c:04X}" for c in sorted(missing))


def test_a_smiling_face_can_be_printed(fonts: Path) -> None:
    assert ord("😀") in characters(fonts / "NotoEmoji-Regular.ttf")


@pytest.mark.parametrize("family", ["LiberationSans", "Carlito"])
@pytest.mark.parametrize("face", FACES)
def test_dutch_needs_no_other_font_in_any_face(fonts: Path, family: str, face: str) -> None:
    dutch = string.ascii_letters + string.digits + string.punctuation + " áéíóúàèëïöüçñÉËÏÖÜ€§°–—‘’“”„…•·½²³"
    assert {ord(c) for c in dutch} <= characters(fonts / f"{family}-{face}.ttf")


def test_lines_are_as_wide_as_in_arial(fonts: Path) -> None:
    """Arial has the widths of Helvetica, in 1/1000 em (Adobe's Helvetica AFM)."""
    with TTFont(fonts / "LiberationSans-Regular.ttf") as font:
        widths, names = font["hmtx"], font.getBestCmap()
        measured = {c: round(widths[names[ord(c)]][0] / 2048 * 1000) for c in "aeiM W1."}
    assert measured == {"a": 556, "e": 556, "i": 222, "M": 833, " ": 278, "W": 944, "1": 556, ".": 278}


def test_lines_are_as_wide_as_in_calibri(fonts: Path) -> None:
    """The widths of Calibri as the PDF files that Word makes carry them, in 1/1000 em."""
    with TTFont(fonts / "Carlito-Regular.ttf") as font:
        widths, names = font["hmtx"], font.getBestCmap()
        measured = {c: round(widths[names[ord(c)]][0] / 2048 * 1000) for c in "aeiM W1."}
    assert measured == {"a": 479, "e": 498, "i": 229, "M": 855, " ": 226, "W": 890, "1": 507, ".": 252}


def test_every_font_may_be_embedded(fonts: Path) -> None:
    for path in fonts.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            assert font["OS/2"].fsType == 0, path.name


def test_every_font_has_its_licence_beside_it(fonts: Path) -> None:
    rows = (fonts / "README.md").read_text(encoding="utf-8").splitlines()
    for path in fonts.glob("*.ttf"):
        family = path.name.partition("-")[0]
        shown = f"{family}-*.ttf" if family in {"LiberationSans", "Carlito"} else path.name
        row = next((row for row in rows if f"`{shown}`" in row), "")
        licence = re.search(r"`(LICENSE-\w+\.txt)`", row)
        assert licence, f"README.md does not name the licence of {path.name}"
        assert len((fonts / licence[1]).read_text(encoding="utf-8")) > 2000


def test_the_fonts_stay_light_enough_to_ship(fonts: Path) -> None:
    assert sum(path.stat().st_size for path in fonts.iterdir()) < 10_000_000
