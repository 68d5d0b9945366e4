"""Changes to the content streams of a PDF's pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefmaker.output.pdf_text import content_of
from briefmaker.output.tagged_text import Word

__all__ = ["write_actual_texts"]


def write_actual_texts(pdf: Any, repairs: Iterable[tuple[Word, str]]) -> None:
    """Say what each of these words says, where its glyphs alone don't (/ActualText, ISO 32000-1, 14.9.4)."""
    by_page: dict[int, list[tuple[tuple[int, int], str]]] = {}
    for word, text in repairs:
        by_page.setdefault(word.page, []).append((word.shown.operator, text))
    for number, changes in by_page.items():
        page = pdf.pages[number]
        content = content_of(page)
        pieces, position = [], 0
        for (start, end), text in sorted(changes):
            said = (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().upper().encode()
            pieces += [content[position:start], b"/Span <</ActualText <", said, b">>> BDC\n"]
            pieces += [content[start:end], b"\nEMC"]
            position = end
        pieces.append(content[position:])
        page.obj.Contents = pdf.make_stream(b"".join(pieces))
