"""A .docx as its XML parts, for tests that look at what Word would read."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Parts:
    """The members of a .docx, parsed once each."""

    def __init__(self, docx: bytes) -> None:
        self.size = len(docx)
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self._trees: dict[str, etree._Element] = {}

    def tree(self, name: str) -> etree._Element:
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.members[name])
        return self._trees[name]

    @property
    def stories(self) -> list[str]:
        """The parts that print text."""
        return [
            name for name in self.members if name.startswith(("word/document", "word/header", "word/footer"))
        ]

    def style(self, name: str) -> etree._Element:
        """The style of this name."""
        found = [
            s for s in self.tree("word/styles.xml").iter(f"{W}style") if value(s.find(f"{W}name")) == name
        ]
        assert len(found) == 1, f"{len(found)} styles are named {name}"
        return found[0]


def value(element: etree._Element | None, attribute: str = "val") -> str | None:
    """An attribute of a Word element; None when either is not there."""
    return None if element is None else element.get(W + attribute)
