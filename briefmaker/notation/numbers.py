"""Whole numbers in running text: in words to twenty (jagerneyndorff.nl, notadokter.nl), or in figures always
(RVO Stijl).
"""

from __future__ import annotations

from briefmaker.letter.notation import NumberWords

__all__ = ["number_in_text"]

_WORDS = (
    "nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip


def number_in_text(number: int, words: NumberWords = NumberWords.TO_TWENTY) -> str:
    """A number as this house writes it in a sentence: "twaalf", "21"."""
    if words is NumberWords.TO_TWENTY and 0 <= number < len(_WORDS):
        return _WORDS[number]
    return str(number)
