"""Changes to the content streams of a PDF's pages, gathered by their places and made in one go."""

from __future__ import annotations

from typing import Any

from briefmaker.output.pdf_text import content_of
from briefmaker.output.tagged_text import Word

__all__ = ["PageEdits"]

_ARTIFACT = b"/Artifact BMC"


class PageEdits:
    """What is to be changed on the pages of an open pikepdf.Pdf. Places are those of `Shown.operator`."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._changes: dict[int, list[tuple[int, int, bytes]]] = {}
        self._contents: dict[int, bytes] = {}

    def content(self, page: int) -> bytes:
        """What the page's content was when it was read."""
        if page not in self._contents:
            self._contents[page] = content_of(self._pdf.pages[page])
        return self._contents[page]

    def replace(self, page: int, start: int, end: int, replacement: bytes) -> None:
        """Put something else in the place of a part of a page's content."""
        self._changes.setdefault(page, []).append((start, end, replacement))

    def say(self, word: Word, text: str) -> None:
        """Say what a word says, where its glyphs alone don't (/ActualText, ISO 32000-1, 14.9.4)."""
        start, end = word.shown.operator
        said = (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().upper().encode()
        self.replace(word.page, start, start, b"/Span <</ActualText <" + said + b">>> BDC\n")
        self.replace(word.page, end, end, b"\nEMC")

    def mark(self, page: int, place: int, tag: str, mcid: int) -> None:
        """Make tagged content of the artifact in which `place` stands."""
        start = self.content(page).rindex(_ARTIFACT, 0, place)
        self.replace(page, start, start + len(_ARTIFACT), b"/%b <</MCID %d>> BDC" % (tag.encode(), mcid))

    def make(self) -> None:
        """Make all changes. Those of one place are made in the order in which they were asked for."""
        for page, changes in self._changes.items():
            content, pieces, position = self.content(page), [], 0
            for start, end, replacement in sorted(changes, key=lambda change: change[:2]):
                pieces += [content[position:start], replacement]
                position = end
            pieces.append(content[position:])
            self._pdf.pages[page].obj.Contents = self._pdf.make_stream(b"".join(pieces))
        self._changes.clear()
        self._contents.clear()
