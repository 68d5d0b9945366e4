"""Runs of a Word document, set in fonts that have their characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from lxml import etree

from briefmaker.output.characters import INVISIBLE, MARKED, clusters, ordered, printed_of
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.line_breaks import may_be_marked, may_need_marks, with_marks
from briefmaker.output.word_document import W

__all__ = ["RunSetter"]

_SEPARATORS = ("\u2028", "\u2029")
"""Of lines and paragraphs: Word gives them no line of their own, and the engine refuses them in Hebrew."""
_STAND_IN = "\ufffd"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TOKEN = re.compile(r"\s+|\S+")


class RunSetter:
    """Cuts the runs of a story where the font must change. Remembers what it needed and what it missed."""

    def __init__(self, library: FontLibrary, uncovered: re.Pattern[str]) -> None:
        self.library = library
        self.uncovered = uncovered
        self.missing: dict[str, None] = {}
        self.fallbacks: set[str] = set()
        self._plain: set[str] = set()

    def is_odd(self, xml: str) -> bool:
        """Whether a story's XML can hold anything that must be changed; a quick look, before parsing."""
        return self._is_odd(xml) or "&#" in xml or "noBreakHyphen" in xml or may_need_marks(xml)

    def set_runs(self, root: Any) -> None:
        """Set every run of a story in a font that has its characters."""
        for run in list(root.iter(f"{W}r")):
            for hyphen in run.findall(f"{W}noBreakHyphen"):
                hyphen.tag, hyphen.text = f"{W}t", "\u2011"
            texts = run.findall(f"{W}t")
            if any(text.text and (self._is_odd(text.text) or may_be_marked(text.text)) for text in texts):
                self._set_run(run)

    def _set_run(self, run: Any) -> None:
        pieces: list[tuple[Any, str | None]] = []
        for child in run:
            if child.tag == f"{W}rPr":
                continue
            if child.tag == f"{W}t" and child.text:
                for text, family in self._pieces(child.text):
                    piece = etree.Element(f"{W}t")
                    piece.text = text
                    piece.set(_XML_SPACE, "preserve")
                    pieces.append((piece, family))
            else:
                pieces.append((child, None))
        if all(family is None for _piece, family in pieces):
            self._fill(run, [piece for piece, _family in pieces])
            return
        properties = run.find(f"{W}rPr")
        parent, place = run.getparent(), run.getparent().index(run)
        for piece, family in pieces:
            part = etree.Element(run.tag, run.attrib)
            if properties is not None:
                part.append(deepcopy(properties))
            if family is not None:
                _set_font(part, family)
            part.append(piece)
            parent.insert(place, part)
            place += 1
        parent.remove(run)

    @staticmethod
    def _fill(run: Any, pieces: list[Any]) -> None:
        for child in list(run):
            if child.tag != f"{W}rPr":
                run.remove(child)
        run.extend(pieces)

    def _pieces(self, text: str) -> list[tuple[str, str | None]]:
        """`text` in pieces of one font each; None is the run's own font."""
        text = ordered(text.replace("\u0344", "\u0308\u0301"))  # which fonts have as two marks
        if not self._is_odd(text):
            return [(with_marks(text), None)]
        found: list[tuple[list[str], str | None]] = []
        for token in _TOKEN.findall(text):
            for printed, family in self._printed_of_token(token):
                if found and found[-1][1] == family:
                    found[-1][0].append(printed)
                elif printed:
                    found.append(([printed], family))
        return [(with_marks("".join(parts)), family) for parts, family in found]

    def _is_odd(self, text: str) -> bool:
        # A text has few different characters, and each is looked at once for a whole document.
        for character in set(text) - self._plain:
            after_another = f"x{character}"
            if (
                self.uncovered.search(character)
                or INVISIBLE.search(character)
                or MARKED.search(after_another)
            ):
                return True
            self._plain.add(character)
        return False

    def _printed_of_token(self, token: str) -> Iterator[tuple[str, str | None]]:
        if not self._is_odd(token):
            yield token, None
            return
        for cluster in clusters(token):
            yield from self._printed(cluster)

    def _printed(self, cluster: str) -> list[tuple[str, str | None]]:
        """What is printed of a cluster, each piece with its fallback family (None: the run's own font)."""
        if cluster in _SEPARATORS:
            return [(" ", None)]
        printed = printed_of(cluster)
        if not printed or not (self.uncovered.search(printed) or "\ufe0f" in cluster):
            return [(printed, None)]
        for tried in (printed, INVISIBLE.sub("", cluster)):
            family = self.library.fallback_for(tried, as_emoji="\ufe0f" in cluster)
            if family is not None:
                self.fallbacks.add(family)
                return [(tried, family)]
        if len(printed) > 1:  # no font has them together; perhaps each has a font of its own
            return [piece for character in INVISIBLE.sub("", printed) for piece in self._printed(character)]
        if unicodedata.category(printed)[0] == "Z":
            return [(" ", None)]
        self.missing[printed] = None
        family = self.library.fallback_for(_STAND_IN)
        self.fallbacks.update((family,) if family else ())
        return [(_STAND_IN, family)]


def _set_font(run: Any, family: str) -> None:
    properties = run.find(f"{W}rPr")
    if properties is None:
        properties = etree.Element(f"{W}rPr")
        run.insert(0, properties)
    fonts = properties.find(f"{W}rFonts")
    if fonts is None:
        fonts = etree.Element(f"{W}rFonts")
        style = properties.find(f"{W}rStyle")
        properties.insert(0 if style is None else 1, fonts)
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(f"{W}{script}", family)
