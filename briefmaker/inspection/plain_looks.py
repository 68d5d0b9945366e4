"""Plain looks for packs without a house style: every style that texts are written in, black on white."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from briefmaker.rendering.word_zip import FixedPart, deflated, zip_bytes

__all__ = ["plain_looks"]

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS: Final = ("styles", "numbering", "settings", "fontTable")
_LEVELS: Final = (1, 2, 3)
_SIGNS: Final = {1: "•", 2: "–", 3: "•"}
_COUNTS: Final = {1: "decimal", 2: "lowerLetter", 3: "lowerRoman"}
_INDENT: Final = 340


@cache
def plain_looks() -> bytes:
    """A .docx without text that holds the styles; A4 with margins of 25 mm, Arial 11 points on 15."""
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" '
        'w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _links((("officeDocument", "word/document.xml"),)),
        "word/document.xml": f'<w:document xmlns:w="{_W}"><w:body><w:p/>{section}</w:body></w:document>',
        "word/_rels/document.xml.rels": _links(tuple((kind, f"{kind}.xml") for kind in _PARTS)),
        "word/settings.xml": f'<w:settings xmlns:w="{_W}"><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
        "word/fontTable.xml": f'<w:fonts xmlns:w="{_W}"><w:font w:name="Arial"><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>',
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{_defaults()}{"".join(_styles())}</w:styles>',
        "word/numbering.xml": _numbering(),
    }
    return zip_bytes(FixedPart(()), [deflated(name, (_HEAD + text).encode()) for name, text in parts.items()])


def _types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in (("document", "document.main"), *((part, part) for part in _PARTS))
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f"{overrides}</Types>"
    )


def _links(targets: tuple[tuple[str, str], ...]) -> str:
    made = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{made}</Relationships>'


def _defaults() -> str:
    return (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" '
        'w:cs="Arial"/><w:kern w:val="2"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr>"
        '<w:spacing w:before="0" w:after="0" w:line="300" w:lineRule="exact"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def _styles() -> Iterator[str]:
    yield _style("paragraph", "Normal", default=True)
    yield _style("character", "Default Paragraph Font", default=True)
    yield _style(
        "table", "Normal Table", default=True,
        look='<w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>",
    )  # fmt: skip
    yield _style("numbering", "No List", default=True)
    yield _paragraph("Body Text", '<w:spacing w:before="0" w:after="240"/>')
    for level, size in zip(_LEVELS, (28, 24, 22), strict=True):
        yield _paragraph(
            f"heading {level}",
            f'<w:keepNext/><w:keepLines/><w:spacing w:before="240" w:after="120" w:line="360" '
            f'w:lineRule="exact"/><w:outlineLvl w:val="{level - 1}"/>',
            f'<w:b/><w:bCs/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        )
    for number, kind in ((1, "List Bullet"), (2, "List Number")):
        for level in _LEVELS:
            numbering = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{number}"/></w:numPr>'
            yield _paragraph(_of_level(kind, level), f'{numbering}<w:spacing w:after="60"/>')
    for level in _LEVELS:
        yield _paragraph(_of_level("List Continue", level), f'<w:ind w:left="{_INDENT * level}"/>')
    yield _paragraph(
        "Quote", '<w:spacing w:after="240"/><w:ind w:left="567" w:right="567"/>', "<w:i/><w:iCs/>"
    )
    yield _paragraph(
        "Table Text", '<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="exact"/>', _SMALL
    )
    yield _paragraph("Table Heading", '<w:spacing w:before="40" w:after="40"/>', f"<w:b/><w:bCs/>{_SMALL}")
    yield _paragraph("footnote text", '<w:spacing w:line="240" w:lineRule="exact"/>', _SMALL)
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    yield _style("table", "Huisstijl Tabel", look=f"<w:tblPr><w:tblBorders>{edges}</w:tblBorders></w:tblPr>")
    for name, look in (
        ("Strong", "<w:b/><w:bCs/>"),
        ("Emphasis", "<w:i/><w:iCs/>"),
        ("Hyperlink", '<w:color w:val="1457A3"/><w:u w:val="single"/>'),
        ("footnote reference", '<w:vertAlign w:val="superscript"/>'),
    ):
        yield _style("character", name, look=f"<w:rPr>{look}</w:rPr>")


_SMALL: Final = '<w:sz w:val="18"/><w:szCs w:val="18"/>'


def _of_level(name: str, level: int) -> str:
    return name if level == 1 else f"{name} {level}"


def _paragraph(name: str, look: str, run: str = "") -> str:
    run = f"<w:rPr>{run}</w:rPr>" if run else ""
    return _style("paragraph", name, look=f"<w:pPr>{look}</w:pPr>{run}")


def _style(kind: str, name: str, *, look: str = "", default: bool = False) -> str:
    """The defaults are based on nothing, all others on the default of their kind."""
    own = name.title().replace(" ", "") if name not in {"Normal Table"} else "TableNormal"
    base = {"paragraph": "Normal", "character": "DefaultParagraphFont", "table": "TableNormal"}.get(kind, "")
    based = "" if default or not base else f'<w:basedOn w:val="{base}"/>'
    # A style that Word doesn't know by itself says so.
    custom = ' w:customStyle="1"' if name.startswith(("Table ", "Huisstijl")) else ""
    marked = ' w:default="1"' if default else ""
    return (
        f'<w:style w:type="{kind}"{marked}{custom} w:styleId="{own}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/>{look}</w:style>"
    )


def _numbering() -> str:
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(_level(number, level) for level in _LEVELS)}</w:abstractNum>"
        for number in (1, 2)
    )
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in (1, 2)
    )
    return f'<w:numbering xmlns:w="{_W}">{abstracts}{numbers}</w:numbering>'


def _level(number: int, level: int) -> str:
    style = ("ListBullet" if number == 1 else "ListNumber") + ("" if level == 1 else str(level))
    count, text = ("bullet", _SIGNS[level]) if number == 1 else (_COUNTS[level], f"%{level}.")
    return (
        f'<w:lvl w:ilvl="{level - 1}"><w:start w:val="1"/><w:numFmt w:val="{count}"/>'
        f'<w:pStyle w:val="{style}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{_INDENT * level}" w:hanging="{_INDENT}"/></w:pPr></w:lvl>'
    )
