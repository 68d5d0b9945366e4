"""Header rows of a table that are printed again on each page it goes on over.

The engine tags every repetition as part of the one header cell, so that a screen reader would hear it
once for each page. Repetitions are decoration of the page: artifacts (ISO 14289-1, 7.1 and 7.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefmaker.output.marked_content import place_of
from briefmaker.output.pdf_text import content_of
from briefmaker.output.tagged_text import Block, Word

__all__ = ["mark_repeats", "take_repeats"]


def take_repeats(blocks: Iterable[Block]) -> list[tuple[Block, Word]]:
    """Take out of header cells the words that repeat them on later pages; gives each with its block."""
    taken: list[tuple[Block, Word]] = []
    for block in blocks:
        if not block.words or block.words[0].page == block.words[-1].page or not _is_header(block.element):
            continue
        first = block.words[0].page
        text = "".join(word.shown.text for word in block.words if word.page == first)
        for page in sorted({word.page for word in block.words} - {first}):
            again = [word for word in block.words if word.page == page]
            if "".join(word.shown.text for word in again) == text:
                taken += [(block, word) for word in again]
                block.words = [word for word in block.words if word.page != page]
    return taken


def mark_repeats(pdf: Any, repeats: Iterable[tuple[Block, Word]]) -> None:
    """Make artifacts of these words, in the pages' content and in the structure tree."""
    import pikepdf

    by_page: dict[int, set[int]] = {}
    elements: dict[tuple[int, int], Any] = {}
    for block, word in repeats:
        by_page.setdefault(word.page, set()).add(word.shown.mcid)
        elements[block.element.objgen] = block.element
    parents = _parents(pdf)
    gone: set[tuple[tuple[int, int], int]] = set()
    for number, mcids in by_page.items():
        page = pdf.pages[number]
        page.obj.Contents = pdf.make_stream(_as_artifacts(content_of(page), mcids))
        entries = parents.get(int(page.obj.get("/StructParents", -1)))
        for mcid in mcids:
            gone.add((page.obj.objgen, mcid))
            if entries is not None and mcid < len(entries):
                entries[mcid] = None
    for element in elements.values():
        kept = [kid for kid in element.K if place_of(kid, element) not in gone]
        element.K = pikepdf.Array(kept)


def _as_artifacts(content: bytes, mcids: set[int]) -> bytes:
    def replaced(found: re.Match[bytes]) -> bytes:
        return b"/Artifact BMC" if int(found[1]) in mcids else found[0]

    return re.sub(rb"/\w+\s*<<\s*/MCID\s+(\d+)\s*>>\s*BDC", replaced, content)


def _is_header(element: Any) -> bool:
    while element is not None and hasattr(element, "get") and "/S" in element:
        if element.S == "/TH":
            return True
        element = element.get("/P")
    return False


def _parents(pdf: Any) -> dict[int, Any]:
    def entries(node: Any) -> Iterator[tuple[int, Any]]:
        numbers = node.get("/Nums")
        for index in range(0, len(numbers) if numbers is not None else 0, 2):
            yield int(numbers[index]), numbers[index + 1]
        for kid in node.get("/Kids", ()):
            yield from entries(kid)

    return dict(entries(pdf.Root.StructTreeRoot.ParentTree))
