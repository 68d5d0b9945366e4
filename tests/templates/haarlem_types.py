"""The document types of Haarlem besides the alderman's letter: their samples, typeset and as PDF."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from lxml import etree

from briefmaker.app.installed import installed_packs
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import read_letter_file
from briefmaker.forms.filling import Filled, fill
from briefmaker.letter.answers import Answers
from briefmaker.rendering import compile_template
from tests.rendering.word_files import parts

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {"w": W[1:-1]}
TODAY = datetime.date(2026, 11, 23)
TYPES = ("collegebrief", "informatienota", "raadsvoorstel", "opdrachtformulering", "memo")
SAMPLES = [f"{kind}/{name}" for kind in TYPES for name in ("voorbeeld", "voorbeeld_kort")]
HOUSE_STYLES = ("vanaf-2018", "tot-2018")
HAARLEM = Path(__file__).parents[2] / "templates" / "haarlem"


def answers_of(sample: str) -> Answers:
    """What was filled in for a sample ("memo/voorbeeld")."""
    kind, _slash, name = sample.partition("/")
    return read_letter_file((HAARLEM / kind / "samples" / f"{name}.json").read_bytes()).answers


@cache
def _typesetter() -> Typesetter:
    return Typesetter(installed_packs())


def filled(kind: str, answers: Answers) -> Filled:
    """The letter that these answers make, of a type of Haarlem."""
    return fill(_typesetter().packs.type(f"haarlem/{kind}").type, answers, TODAY)


def typeset(kind: str, answers: Answers, house_style: str = HOUSE_STYLES[0]) -> bytes:
    """The Word document of these answers."""
    letter = filled(kind, answers).letter.model_copy(update={"house_style": house_style})
    return _typesetter().typeset(letter).docx


@cache
def word_file(sample: str, house_style: str = HOUSE_STYLES[0]) -> bytes:
    """The Word document of a sample."""
    return typeset(sample.partition("/")[0], answers_of(sample), house_style)


def foreign_styles(kind: str, house_style: str) -> tuple[str, ...]:
    """The styles that a template names and a house style doesn't have."""
    packs = _typesetter().packs
    installed = packs.type(f"haarlem/{kind}")
    looks = packs.pack_of(f"haarlem/{kind}").house_styles[house_style]
    styles = installed.type.styles_in(house_style)
    return compile_template(installed.template, styles, house_style=looks.docx).own_styles


class Page:
    """What stands in a Word document, by the names of its styles."""

    def __init__(self, docx: bytes) -> None:
        members = parts(docx)
        self.members = members
        self.document = etree.fromstring(members["word/document.xml"])
        self.styles = etree.fromstring(members["word/styles.xml"])
        self.numbering = etree.fromstring(members["word/numbering.xml"])
        self._names = {
            style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
            for style in self.styles.iter(f"{W}style")
        }

    def style_of(self, paragraph: etree._Element) -> str:
        """The name of a paragraph's style."""
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return "Normal" if found is None else self._names[found.get(f"{W}val")]

    def paragraphs(self, within: etree._Element | None = None) -> list[tuple[str, str]]:
        """Style and text of every paragraph, in reading order."""
        root = self.document if within is None else within
        return [(self.style_of(each), text_of(each)) for each in root.iter(f"{W}p")]

    def texts(self, style: str) -> list[str]:
        """The texts of all paragraphs of a style."""
        return [text for name, text in self.paragraphs() if name == style]

    def tables(self, style: str) -> list[etree._Element]:
        """The tables of a style."""
        return [
            table
            for table in self.document.iter(f"{W}tbl")
            if self._names[table.find(f"{W}tblPr/{W}tblStyle").get(f"{W}val")] == style
        ]

    def style(self, name: str) -> etree._Element:
        """The definition of a style."""
        return next(
            each for each in self.styles.iter(f"{W}style") if self._names[each.get(f"{W}styleId")] == name
        )

    def numbered_by_style(self, name: str) -> str:
        """The text that numbers paragraphs of a style ("%1."), "" when the style has no numbering."""
        number = self.style(name).find(f"{W}pPr/{W}numPr")
        if number is None:
            return ""
        own = number.find(f"{W}numId").get(f"{W}val")
        level = number.find(f"{W}ilvl")
        abstract = self.numbering.xpath(
            f"string(w:num[@w:numId='{own}']/w:abstractNumId/@w:val)", namespaces=NAMES
        )
        at = "0" if level is None else level.get(f"{W}val")
        found = self.numbering.xpath(
            f"w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{at}']/w:lvlText/@w:val",
            namespaces=NAMES,
        )
        return str(found[0])

    def outline(self, name: str) -> str:
        """At which outline level a style stands, from "0"; "" for none."""
        found = self.style(name).find(f"{W}pPr/{W}outlineLvl")
        return "" if found is None else found.get(f"{W}val")

    def numbers(self, style: str) -> list[str]:
        """The w:numId that each paragraph of a style carries."""
        return [
            each.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
            for each in self.document.iter(f"{W}p")
            if self.style_of(each) == style
        ]


def rows(table: etree._Element) -> list[list[etree._Element]]:
    """The cells of a table, row by row."""
    return [list(row.iter(f"{W}tc")) for row in table.iter(f"{W}tr")]


def row_texts(table: etree._Element) -> list[list[str]]:
    """The texts of a table's cells, row by row, paragraphs by line ends."""
    return [["\n".join(text_of(p) for p in cell.iter(f"{W}p")) for cell in row] for row in rows(table)]


def text_of(element: etree._Element) -> str:
    """The text of a paragraph; line breaks as line ends."""
    return "".join(
        "\n" if each.tag == f"{W}br" else "\t" if each.tag == f"{W}tab" else each.text or ""
        for each in element.iter(f"{W}t", f"{W}br", f"{W}tab")
        if each.getparent().tag != f"{W}tabs"
    )
