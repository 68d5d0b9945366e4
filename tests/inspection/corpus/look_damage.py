"""Damage to how a template looks, and things left in it, as people and programs do it."""

from __future__ import annotations

import copy
import struct
import zlib

from lxml import etree

from briefmaker.rendering.package import relationships_path
from tests.inspection.corpus.damage import DOCUMENT, SPACE, Change, W, member, paragraph, run_of, with_members

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = "word/styles.xml"
_CT = "{http://schemas.openxmlformats.org/package/2006/content-types}"


def made(xml: str) -> etree._Element:
    """An element of WordprocessingML; prefixes as Word writes them."""
    return etree.fromstring(f"<root {NS}>{xml}</root>")[0]


def with_properties(number: int, xml: str) -> Change:
    """Formatting of a paragraph itself."""

    def change(root: etree._Element) -> None:
        element = paragraph(root, number).element
        properties = element.find(f"{W}pPr")
        if properties is None:
            properties = made("<w:pPr/>")
            element.insert(0, properties)
        for each in made(f"<w:pPr>{xml}</w:pPr>"):
            for old in properties.findall(each.tag):
                properties.remove(old)
            properties.append(each)
        order = {f"{W}{name}": at for at, name in enumerate(_PARAGRAPH_ORDER)}
        properties[:] = sorted(properties, key=lambda each: order[str(each.tag)])

    return change


_PARAGRAPH_ORDER = (
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "pBdr",
    "shd",
    "tabs",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
    "rPr",
    "sectPr",
    "pPrChange",
)


def formatted(number: int, words: str, xml: str) -> Change:
    """Formatting of some words of a paragraph that lie in one run; "" formats every run of it."""

    def change(root: etree._Element) -> None:
        element = paragraph(root, number).element
        for run in element.findall(f".//{W}r"):
            text = "".join(node.text or "" for node in run.findall(f"{W}t"))
            if words and words not in text:
                continue
            if words and words != text:
                before, _words, behind = text.partition(words)
                looks = run.find(f"{W}rPr")
                if before:
                    run.addprevious(run_of(before, looks))
                if behind:
                    run.addnext(run_of(behind, looks))
                for node in run.findall(f"{W}t")[1:]:
                    run.remove(node)
                node = run.find(f"{W}t")
                assert node is not None
                node.text = words
                node.set(SPACE, "preserve")
            _format(run, xml)

    return change


def _format(run: etree._Element, xml: str) -> None:
    looks = run.find(f"{W}rPr")
    if looks is None:
        looks = made("<w:rPr/>")
        run.insert(0, looks)
    for each in made(f"<w:rPr>{xml}</w:rPr>"):
        for old in looks.findall(each.tag):
            looks.remove(old)
        looks.append(each)


def torn_at(number: int, size: int = 3) -> Change:
    """The runs of a paragraph with text torn into pieces, as Word leaves them, each with the looks it had."""

    def change(root: etree._Element) -> None:
        element = paragraph(root, number).element
        for run in element.findall(f".//{W}r"):
            nodes = run.findall(f"{W}t")
            text = "".join(node.text or "" for node in nodes)
            if not text or len(nodes) != len([each for each in run if each.tag != f"{W}rPr"]):
                continue
            for at in range(0, len(text), size):
                piece = run_of(text[at : at + size], run.find(f"{W}rPr"))
                piece.set(f"{W}rsidR", f"00B{at:05X}")
                run.addprevious(piece)
                if at % 2:
                    run.addprevious(made('<w:proofErr w:type="spellEnd"/>'))
            run.getparent().remove(run)

    return change


def styled(number: int, style: str) -> Change:
    """A paragraph in another style, by id."""
    return with_properties(number, f'<w:pStyle w:val="{style}"/>')


def after(number: int, *xml: str) -> Change:
    """Elements behind a paragraph, in this order."""

    def change(root: etree._Element) -> None:
        place = paragraph(root, number).element
        for each in reversed(xml):
            place.addnext(made(each))

    return change


def in_paragraph(number: int, *xml: str) -> Change:
    """Elements at the end of a paragraph."""

    def change(root: etree._Element) -> None:
        paragraph(root, number).element.extend(made(each) for each in xml)

    return change


def written_paragraph(text: str, style: str = "BodyText", properties: str = "") -> str:
    """A paragraph's XML."""
    content = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def table(*rows: tuple[str, ...], first: str = "TableText") -> str:
    """A table's XML; first: the style of its first row."""
    cells = [
        "".join(
            '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>'
            f"{written_paragraph(text, first if not at else 'TableText')}</w:tc>"
            for text in row
        )
        for at, row in enumerate(rows)
    ]
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/>'
        f'<w:gridCol w:w="4000"/></w:tblGrid>{"".join(f"<w:tr>{row}</w:tr>" for row in cells)}</w:tbl>'
    )


def with_style(xml: str) -> Change:
    """A style more, for word/styles.xml."""

    def change(root: etree._Element) -> None:
        root.append(made(xml))

    return change


def emptied_row_after(number: int) -> Change:
    """A row in which nothing stands, behind the row of a paragraph."""

    def change(root: etree._Element) -> None:
        row = next(paragraph(root, number).element.iterancestors(f"{W}tr"))
        new = copy.deepcopy(row)
        for run in [*new.iter(f"{W}r")]:
            run.getparent().remove(run)
        row.addnext(new)

    return change


def without_header_rows(root: etree._Element) -> None:
    """No row is a header row any more."""
    for mark in [*root.iter(f"{W}tblHeader")]:
        mark.getparent().remove(mark)


def inserted(number: int) -> Change:
    """The runs of a paragraph as a tracked insertion."""

    def change(root: etree._Element) -> None:
        _wrapped(paragraph(root, number).element, "ins")

    return change


def with_deletion(number: int, text: str) -> Change:
    """Words struck out of a paragraph while changes were tracked."""
    return in_paragraph(
        number,
        '<w:del w:id="901" w:author="J. de Vries" w:date="2026-11-02T09:00:00Z">'
        f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>',
    )


def _wrapped(element: etree._Element, kind: str) -> None:
    holder = made(f'<w:{kind} w:id="900" w:author="J. de Vries" w:date="2026-11-02T09:00:00Z"/>')
    runs = element.findall(f"{W}r")
    runs[0].addprevious(holder)
    holder.extend(runs)


# --- Parts and relationships -----------------------------------------------------------------------


def with_part(
    docx: bytes, name: str, data: bytes, kind: str, content_type: str = "", *, link: str = "rIdNew"
) -> bytes:
    """A .docx with a part more, related to the document; kind: the last word of the relationship's type, or
    all of it."""
    target = name.removeprefix("word/")
    linked = with_link(docx, kind, target, link=link, external=False)
    types = etree.fromstring(member(linked, "[Content_Types].xml"))
    if content_type:
        etree.SubElement(types, f"{_CT}Override", PartName=f"/{name}", ContentType=content_type)
    else:
        extension = name.rpartition(".")[2]
        if not any(each.get("Extension") == extension for each in types):
            types.insert(
                0,
                types.makeelement(
                    f"{_CT}Default", {"Extension": extension, "ContentType": f"image/{extension}"}
                ),
            )
    return with_members(linked, {name: data, "[Content_Types].xml": etree.tostring(types)})


def with_link(
    docx: bytes, kind: str, target: str, *, link: str = "rIdNew", external: bool = True, part: str = DOCUMENT
) -> bytes:
    """A .docx with a relationship more of one of its parts."""
    name = relationships_path(part)
    try:
        links = etree.fromstring(member(docx, name))
    except KeyError:
        links = etree.fromstring(
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
        )
    values = {"Id": link, "Type": kind if ":" in kind else f"{OFFICE}/{kind}", "Target": target}
    space = "{http://schemas.openxmlformats.org/package/2006/relationships}"
    etree.SubElement(links, f"{space}Relationship", values | ({"TargetMode": "External"} if external else {}))
    return with_members(docx, {name: etree.tostring(links)})


def with_content_type(docx: bytes, old: str, new: str) -> bytes:
    """A .docx in which a kind of content is called otherwise."""
    types = member(docx, "[Content_Types].xml")
    assert old.encode() in types
    return with_members(docx, {"[Content_Types].xml": types.replace(old.encode(), new.encode())})


def hyperlink(text: str, link: str = "rIdNew") -> str:
    """A link's XML."""
    return f'<w:hyperlink r:id="{link}"><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:hyperlink>'


def field(told: str, shown: str, pieces: int = 1) -> tuple[str, ...]:
    """A field's runs; what it is told lies in this many of them."""
    size = -(-len(told) // pieces)
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        *(
            f'<w:r><w:instrText xml:space="preserve">{told[at : at + size]}</w:instrText></w:r>'
            for at in range(0, len(told), size)
        ),
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        f"<w:r><w:t>{shown}</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


# --- Pictures --------------------------------------------------------------------------------------


def png(wide: int, high: int) -> bytes:
    """A white picture of so many dots."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\xff" * wide) * high)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def picture(description: str, inches: float = 1.0, cut: str = "", link: str = "rIdNew") -> str:
    """The run of a picture, square and so wide."""
    size = round(inches * 914_400)
    said = f' descr="{description}"' if description else ""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{size}" cy="{size}"/>'
        f'<wp:docPr id="77" name="Afbeelding 1"{said}/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="77" name="plaat.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{link}"/>{cut}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        "<pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def text_box(*paragraphs: str) -> str:
    """The run of a text box with these paragraphs; as Word writes it, a second time for old programs."""
    text = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="1828800" cy="914400"/><wp:docPr id="79" name="Tekstvak 1"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="1828800" cy="914400"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{text}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline>"
        '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape style="width:144pt;height:72pt"><v:textbox>'
        f"{text}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def line() -> str:
    """The run of a drawn line that nobody described."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="914400" cy="12700"/>'
        '<wp:docPr id="78" name="Lijn 1"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        "<wps:wsp><wps:cNvCnPr/>"
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="12700"/></a:xfrm>'
        '<a:prstGeom prst="line">'
        '<a:avLst/></a:prstGeom><a:ln><a:solidFill><a:srgbClr val="000000"/>'
        "</a:solidFill></a:ln></wps:spPr>"
        "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def old_picture(description: str = "", link: str = "rIdNew") -> str:
    """The run of a picture as Word kept it before 2007."""
    said = f' alt="{description}"' if description else ""
    return (
        f'<w:r><w:pict><v:shape id="plaat" style="width:72pt;height:72pt"{said}>'
        f'<v:imagedata r:id="{link}"/></v:shape></w:pict></w:r>'
    )
