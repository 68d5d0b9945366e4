"""What a reader sees of a letter, as words: the measure of "nothing was lost, nothing moved"."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import pypdfium2

PAGE_FURNITURE = re.compile(r"^\s*(?:#+\s*)?(?:Haarlem|\d{1,2})\s*$")


def words_of_source(text: str) -> list[str]:
    """The words of a letter as it was read from a PDF: mark-up, page headers and page numbers aside."""
    kept = [line for line in text.splitlines() if not PAGE_FURNITURE.match(line)]
    plain = html.unescape(re.sub(r"<[^>]+>", " ", "\n".join(kept)))
    plain = re.sub(r"^\s*\|[-|\s:]+\|\s*$", " ", plain, flags=re.M)
    plain = re.sub(r"^\s*(?:[-*•–]|\d+[.)])\s+", "", plain, flags=re.M)
    plain = re.sub(r"(?<!\w)[*_]{1,2}(?=\w)|(?<=\w)[*_]{1,2}(?!\w)", "", plain)
    words = plain.replace("|", " ").replace("#", " ").split()
    return [word for word in words if not re.fullmatch(r"[-–•]|\d+\.", word)]


def words_of_pdf(path: Path) -> list[str]:
    """The words of a PDF in the order in which they are drawn."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
    finally:
        document.close()
    return "\n".join(pages).split()


def first_missing(words: Iterable[str], among: Sequence[str]) -> str | None:
    """The first of `words` that is not found, in order, `among` others; None when all are.

    A line may have been broken inside a word, after a slash or a hyphen.
    """
    place = 0
    for word in words:
        while place < len(among) and among[place] != word:
            if among[place].endswith(("/", "-")) and "".join(among[place : place + 2]) == word:
                place += 1
                break
            place += 1
        if place == len(among):
            return word
        place += 1
    return None
