"""The structure of a Word document as Word sees it: paragraphs with their styles, numbers and tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True)
class Item:
    """A paragraph. style: its name; level: outline level from 1, 0 for none; numbering: id of its list (""
    for none), with its depth and the form of its signs; keyword: what is bold at its start."""

    text: str
    style: str
    level: int
    numbering: str
    depth: int
    form: str
    keyword: str
    in_table: bool


class Structure:
    """A .docx, read by its styles and numbering definitions alone."""

    def __init__(self, docx: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self._styles = {
            style.get(f"{W}styleId"): style for style in self._tree("word/styles.xml").iter(f"{W}style")
        }
        numbering = self._tree("word/numbering.xml")
        abstracts = {one.get(f"{W}abstractNumId"): one for one in numbering.iter(f"{W}abstractNum")}
        self._abstract = {
            one.get(f"{W}numId"): abstracts[_value(one, "abstractNumId")] for one in numbering.iter(f"{W}num")
        }
        self.restarts = {
            one.get(f"{W}numId"): start.get(f"{W}val")
            for one in numbering.iter(f"{W}num")
            for start in one.iter(f"{W}startOverride")
        }
        self.body = self._tree("word/document.xml").find(f"{W}body")
        self.items = [self._item(paragraph) for paragraph in self.body.iter(f"{W}p")]

    def _tree(self, name: str) -> Any:
        return etree.fromstring(self.members[name])

    @property
    def tables(self) -> list[Any]:
        """The tables of the text itself."""
        return list(self.body.iterchildren(f"{W}tbl"))

    def with_style(self, name: str) -> list[Item]:
        return [item for item in self.items if item.style == name]

    def headings(self) -> list[tuple[int, str]]:
        return [(item.level, item.text) for item in self.items if item.level and not item.in_table]

    def lists(self) -> list[list[Item]]:
        """The lists of the text: items of one numbering in a row, those that merely number headings aside."""
        found: list[list[Item]] = []
        before = ""
        for item in self.items:
            listed = item.numbering if not item.level and not item.in_table else ""
            if listed:
                if not found or (listed != before and not item.depth):
                    found.append([])
                found[-1].append(item)
            before = listed or ("" if not item.depth else before)
        return found

    def _item(self, paragraph: Any) -> Item:
        properties = paragraph.find(f"{W}pPr")
        own = _value(properties, "pStyle")
        number, depth = self._numbering(properties, own)
        outline = next(
            (value for s in self._lineage(own) if (value := _value(s.find(f"{W}pPr"), "outlineLvl"))), ""
        )
        return Item(
            text="".join(
                node.text or "" if node.tag == f"{W}t" else "\n" for node in paragraph.iter(f"{W}t", f"{W}br")
            ),
            style=_value(self._styles.get(own), "name"),
            level=int(outline) + 1 if outline else 0,
            numbering=number,
            depth=depth,
            form=self._form(number, depth),
            keyword=_bold_start(paragraph),
            in_table=next(paragraph.iterancestors(f"{W}tc"), None) is not None,
        )

    def _lineage(self, own: str) -> Iterator[Any]:
        while (style := self._styles.get(own)) is not None:
            yield style
            own = _value(style, "basedOn")

    def _numbering(self, properties: Any, own: str) -> tuple[str, int]:
        places = [properties, *(style.find(f"{W}pPr") for style in self._lineage(own))]
        for place in places:
            found = None if place is None else place.find(f"{W}numPr")
            if found is not None:
                return _value(found, "numId"), int(_value(found, "ilvl") or 0)
        return "", 0

    def _form(self, number: str, depth: int) -> str:
        if not number:
            return ""
        level = self._abstract[number].find(f"{W}lvl[@{W}ilvl='{depth}']")
        return _value(level, "numFmt")


def cells(row: Any) -> list[tuple[str, int]]:
    """The texts of a row's cells, with how many columns each takes."""
    return [
        ("".join(cell.itertext()), int(_value(cell.find(f"{W}tcPr"), "gridSpan") or 1))
        for cell in row.iterchildren(f"{W}tc")
    ]


def _bold_start(paragraph: Any) -> str:
    said = ""
    for run in paragraph.iterchildren(f"{W}r"):
        if _value(run.find(f"{W}rPr"), "rStyle") != "Strong":
            break
        said += "".join(run.itertext())
    return said


def _value(element: Any, child: str) -> str:
    found = None if element is None else element.find(f"{W}{child}")
    return "" if found is None else str(found.get(f"{W}val", ""))
