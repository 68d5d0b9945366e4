# ruff: noqa: E501, ISC004, PT017, RUF018, RUF100
"""Small Word files made from raw XML, and docxtpl's own output for comparison."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docxtpl import DocxTemplate
from lxml import etree
from markupsafe import Markup, escape

from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.house_style import with_house_style
from briefmaker.rendering.package import opened

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NS = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PARAGRAPH_STYLES = (
    "Normal", "Body Text", "heading 1", "heading 2", "heading 3", "List Bullet", "List Bullet 2", "List Bullet 3",
    "List Number", "List Number 2", "List Number 3", "List Continue", "List Continue 2", "List Continue 3",
    "Quote", "Table Text", "Table Heading",
)  # fmt: skip
CHARACTER_STYLES = ("Strong", "Emphasis", "Hyperlink")


def styles_xml(ids: Mapping[str, str] | None = None, *, drop: tuple[str, ...] = ()) -> str:
    """styles.xml with all styles of a letter; `ids` gives some another id, as a Dutch Word does."""

    def style(kind: str, name: str) -> str:
        own = (ids or {}).get(name, name.replace(" ", "").capitalize())
        numbering = ""
        match = re.fullmatch(r"List (Bullet|Number)(?: (\d))?", name)
        if match:
            level = int(match[2] or 1) - 1
            number = 1 if match[1] == "Bullet" else 2
            numbering = (
                f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
            )
        return f'<w:style w:type="{kind}" w:styleId="{own}"><w:name w:val="{name}"/>{numbering}</w:style>'

    styles = [style("paragraph", name) for name in PARAGRAPH_STYLES if name not in drop]
    styles += [style("character", name) for name in CHARACTER_STYLES if name not in drop]
    styles.append(style("table", "Huisstijl Tabel"))
    return f"{_HEAD}<w:styles {_NS}>{''.join(styles)}</w:styles>"


def numbering_xml() -> str:
    """A bullet and a numbered definition of three levels."""
    levels = {
        kind: "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{"-" if kind == "bullet" else f"%{level + 1}."}"/></w:lvl>'
            for level in range(3)
        )
        for kind in ("bullet", "decimal")
    }
    return (
        f'{_HEAD}<w:numbering {_NS}><w:abstractNum w:abstractNumId="0">{levels["bullet"]}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{levels["decimal"]}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def p(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f'<w:p><w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def word_file(
    body: str,
    *,
    headers: tuple[str, ...] = (),
    footers: tuple[str, ...] = (),
    footnotes: str = "",
    styles: str = "",
    extra: Mapping[str, bytes] | None = None,
    document_links: str = "",
) -> bytes:
    """A .docx with this content of w:body, and these contents of its other parts."""
    members: dict[str, str | bytes] = {
        "word/styles.xml": styles or styles_xml(),
        "word/numbering.xml": numbering_xml(),
    }
    types = {"word/styles.xml": "styles", "word/numbering.xml": "numbering"}
    links = [("styles", "styles.xml"), ("numbering", "numbering.xml")]
    references = ""
    for kind, tag, contents in (("header", "hdr", headers), ("footer", "ftr", footers)):
        for number, content in enumerate(contents, 1):
            name = f"{kind}{number}.xml"
            members[f"word/{name}"] = f"{_HEAD}<w:{tag} {_NS}>{content}</w:{tag}>"
            types[f"word/{name}"] = kind
            links.append((kind, name))
            which = ("default", "first", "even")[number - 1]
            references += f'<w:{kind}Reference w:type="{which}" r:id="rId{len(links)}"/>'
    if footnotes:
        members["word/footnotes.xml"] = f"{_HEAD}<w:footnotes {_NS}>{footnotes}</w:footnotes>"
        types["word/footnotes.xml"] = "footnotes"
        links.append(("footnotes", "footnotes.xml"))
    section = f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1417" w:right="1417"/></w:sectPr>'
    members["word/document.xml"] = f"{_HEAD}<w:document {_NS}><w:body>{body}{section}</w:body></w:document>"
    types["word/document.xml"] = "document.main"
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    members["word/_rels/document.xml.rels"] = _relationships(relations + document_links)
    members["docProps/core.xml"] = (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Jan van het Sjabloon</dc:creator></cp:coreProperties>'
    )
    members["_rels/.rels"] = _relationships(
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
        'core-properties" Target="docProps/core.xml"/>'
    )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in types.items()
    )
    members["[Content_Types].xml"] = (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )
    members |= extra or {}
    return zipped(members)


def _relationships(content: str) -> str:
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{content}'
        "</Relationships>"
    )


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip of these members, [Content_Types].xml first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: name != "[Content_Types].xml"):
            archive.writestr(name, members[name])
    return out.getvalue()


def parts(docx: bytes) -> dict[str, bytes]:
    """Every member of a zip file."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(docx: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The same file with some members replaced."""
    return zipped({**parts(docx), **changes})


def canonical(xml: bytes) -> bytes:
    """Canonical XML: equal for documents that differ only in how they are written down."""
    return etree.tostring(etree.fromstring(xml), method="c14n")


def text_parts(docx: bytes) -> dict[str, bytes]:
    """The parts that docxtpl fills, as canonical XML."""
    return {
        name: canonical(data)
        for name, data in parts(docx).items()
        if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name)
    }


_BETWEEN_BRACES = re.compile(r"(?<=[{}%])_(?=[{}%])")


def docxtpl_output(docx: bytes, context: Mapping[str, object]) -> bytes:
    """What docxtpl itself makes of a template. `_` between braces is written as a reference, since
    docxtpl turns a typed `{_{` into `{{`."""
    template = DocxTemplate(io.BytesIO(docx))
    template.render(_for_docxtpl(context), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _for_docxtpl(value: object) -> object:
    if isinstance(value, dict):
        return {name: _for_docxtpl(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_for_docxtpl(inner) for inner in value]
    if isinstance(value, WordXml):
        return Markup(_BETWEEN_BRACES.sub("&#95;", str(value)))
    if isinstance(value, str) and _BETWEEN_BRACES.search(value):
        return Markup(_BETWEEN_BRACES.sub("&#95;", str(escape(value))))
    return value


class WordXml(Markup):
    """Finished paragraphs for a `{{p name }}`."""


STYLES = BodyStyles()


HAARLEM = Path(__file__).parents[2] / "templates" / "haarlem"


def house_style_file(house_style: str) -> bytes:
    """The Word file of one of Haarlem's house styles."""
    return (HAARLEM / "huisstijlen" / house_style / "huisstijl.docx").read_bytes()


def dressed(template: bytes, house_style: bytes) -> bytes:
    """A template in its house style as a .docx of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in with_house_style(opened(template), opened(house_style)).package.members.items():
            archive.writestr(zipfile.ZipInfo(name), member.data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def shipped_letter(house_style: str = "vanaf-2018") -> bytes:
    """Haarlem's template of an alderman's letter in one of its house styles."""
    return dressed(
        (HAARLEM / "wethoudersbrief" / "template.docx").read_bytes(), house_style_file(house_style)
    )
