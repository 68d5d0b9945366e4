"""Signs that Word takes from a symbol font, as the characters that they show."""

from __future__ import annotations

from typing import Final

__all__ = ["symbol"]

_UNKNOWN: Final = "\ufffd"
_PRIVATE: Final = range(0xF000, 0xF100)
"""Word writes the codes of symbol fonts into this range (ISO/IEC 29500-1, 17.3.3.30)."""

_OF_WINGDINGS: Final = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x74: "◆", 0x76: "❖",
    0x77: "◆",
    0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_OF_SYMBOL: Final = {
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xDB: "⇔", 0xDE: "⇒", 0x61: "α", 0x62: "β",
    0x67: "γ",
    0x64: "δ", 0x44: "Δ", 0x6D: "µ", 0x70: "π", 0x53: "Σ", 0xD6: "√", 0xBE: "—", 0xBC: "…",
}  # fmt: skip


def symbol(font: str, code: str) -> str:
    """The character of a w:sym; U+FFFD for one that is not known, so that its place is seen."""
    try:
        number = int(code[:6], 16)
    except ValueError:
        return _UNKNOWN
    name = font.casefold()
    if number in _PRIVATE or name.startswith(("wingdings", "symbol", "webdings")):
        signs = _OF_SYMBOL if name.startswith("symbol") else _OF_WINGDINGS
        return signs.get(number & 0xFF, _UNKNOWN)
    is_text = 0x20 <= number <= 0xFFFD and number not in range(0xD800, 0xE000)
    return chr(number) if is_text else _UNKNOWN
