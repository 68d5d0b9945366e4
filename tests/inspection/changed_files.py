"""Word files made for repairs, and what is the same in two of them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from briefmaker.inspection.finding import Finding, Repair, Spot
from briefmaker.inspection.word_file import WordFile
from briefmaker.problems import Severity

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "templates" / "haarlem" / "wethoudersbrief" / "template.docx"
DOCUMENT = "word/document.xml"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
END = "<w:sectPr><w:pgSz w:w='11906' w:h='16838'/></w:sectPr>"


def word_file(body: str, **others: str) -> bytes:
    """A Word file with this body (XML) and, by their file names with __ for /, other members."""
    declaration = "<?xml version='1.0' encoding='UTF-8'?>\r\n"
    document = f"{declaration}<w:document {NAMESPACES}><w:body>{body}{END}</w:body></w:document>"
    return with_member(TEMPLATE.read_bytes(), {DOCUMENT: document} | {
        name.replace("__", "/").replace("_dot_", "."): text for name, text in others.items()
    })  # fmt: skip


def with_member(docx: bytes, members: dict[str, str]) -> bytes:
    """A Word file as another program packs it: members replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename not in members:
                new.writestr(info, old.read(info), info.compress_type)
            else:
                new.writestr(info.filename, members[info.filename])
        for name, text in members.items():
            if name not in old.namelist():
                new.writestr(name, text)
    return out.getvalue()


def paragraphs(docx: bytes, part: str = DOCUMENT) -> list[str]:
    """The texts of a part's paragraphs."""
    found = WordFile.of(docx).part(part)
    assert found is not None
    return [paragraph.text for paragraph in found.paragraphs]


def xml_of(docx: bytes, part: str = DOCUMENT) -> list[bytes]:
    """Each paragraph of a part as canonical XML."""
    found = WordFile.of(docx).part(part)
    assert found is not None
    return [etree.tostring(each.element, method="c14n", with_tail=False) for each in found.paragraphs]


def member(docx: bytes, name: str = DOCUMENT) -> str:
    return zipfile.ZipFile(io.BytesIO(docx)).read(name).decode()


def raw_members(docx: bytes) -> dict[str, tuple[bytes, int, int]]:
    """Of each member, in order, the bytes as they lie packed, its compression and its date."""
    archive = zipfile.ZipFile(io.BytesIO(docx))
    assert archive.testzip() is None
    packed = WordFile.of(docx).package.members
    return {
        info.filename: (packed[info.filename].stored, info.compress_type, info.date_time)
        for info in archive.infolist()
    }


def finding(kind: str, *spots: Spot, **details: str) -> Finding:
    """A finding that this repair mends; `from_` stands for "from"."""
    given = {name.rstrip("_"): value for name, value in details.items()}
    return Finding(
        "proef", Severity.ERROR, "Er is iets.", "Verbeter het.", spots, Repair(kind, "Verbeteren", given)
    )


def spot(docx: bytes, paragraph: int, words: str = "", part: str = DOCUMENT) -> Spot:
    """The place of these words in a paragraph; of the whole paragraph without."""
    found = WordFile.of(docx).part(part)
    assert found is not None
    text = found.paragraphs[paragraph].text
    if not words:
        return found.spot("t/template.docx", paragraph)
    at = text.index(words)
    return found.spot("t/template.docx", paragraph, at, at + len(words))


def p(*texts: str, style: str = "") -> str:
    """A paragraph with a run for each text; one that begins with "<" is XML."""
    runs = "".join(
        each if each.startswith("<") else f'<w:r><w:t xml:space="preserve">{each}</w:t></w:r>'
        for each in texts
    )
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{runs}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table with these texts."""
    columns = "".join('<w:gridCol w:w="2000"/>' for _cell in rows[0])
    made = "".join("<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{made}</w:tbl>"
