"""Small Word documents with footnotes and pictures, of invented text, written as XML."""

import io
import struct
import zipfile
import zlib

from tests.output.word_files import R, W, paragraph, run

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_POINT = 12_700
"""English Metric Units in a point."""


def png(width: int = 40, height: int = 20) -> bytes:
    """A picture of one colour."""
    rows = b"".join(b"\0" + b"\x14\x57\xa4" * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def picture(alt: str, number: int = 1, width: int = 120, height: int = 60) -> str:
    """A paragraph with a picture of this many points."""
    extent = f'cx="{width * _POINT}" cy="{height * _POINT}"'
    return paragraph(
        runs=f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" '
        f'distL="0" distR="0"><wp:extent {extent}/><wp:docPr id="{number}" name="Afbeelding {number}" '
        f'descr="{alt}"/><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="x"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdPicture"/><a:stretch><a:fillRect/>'
        f'</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def sign(number: int) -> str:
    """The run that refers to the footnote of this id."""
    raised = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f'<w:r>{raised}<w:footnoteReference w:id="{number}"/></w:r>'


def cell_of(*paragraphs: str, width: int = 2500) -> str:
    """A table cell of these paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def with_parts(docx: bytes, *notes: str, header_picture: bool = False) -> bytes:
    """A document of `word_files` with the picture, and with footnotes of these runs, numbered from 1.

    header_picture: the page header has one too, which reaches into the text's part of the page.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(b"</Types>", _TYPES)
            if name == "word/_rels/document.xml.rels":
                data = data.replace(b"</Relationships>", _RELATIONS)
            if name == "word/header1.xml" and header_picture:
                tall = picture("Merk", 9, 60, 90).encode()
                data = data.replace(b"<w:hdr ", b'<w:hdr xmlns:r="' + R.encode() + b'" ')
                data = data.replace(b"</w:hdr>", tall + b"</w:hdr>")
            new.writestr(zipfile.ZipInfo(name), data)
        if header_picture:
            new.writestr(zipfile.ZipInfo("word/_rels/header1.xml.rels"), _HEADER_RELATIONS)
        new.writestr(zipfile.ZipInfo("word/media/beeld.png"), png())
        new.writestr(zipfile.ZipInfo("word/footnotes.xml"), _footnotes(notes))
        new.writestr(zipfile.ZipInfo("word/_rels/footnotes.xml.rels"), _NOTE_RELATIONS)
    return stream.getvalue()


_TYPES = (
    b'<Default Extension="png" ContentType="image/png"/><Override PartName="/word/footnotes.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
)
_RELATIONS = (
    f'<Relationship Id="rIdNotes" Type="{R}/footnotes" Target="footnotes.xml"/>'
    f'<Relationship Id="rIdPicture" Type="{R}/image" Target="media/beeld.png"/></Relationships>'
).encode()
_HEADER_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rIdPicture" Type="{R}/image" Target="media/beeld.png"/></Relationships>'
)
_NOTE_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rIdSource" Type="{R}/hyperlink" Target="https://www.duinstad.example/bron" '
    'TargetMode="External"/></Relationships>'
)


def _footnotes(notes: tuple[str, ...]) -> str:
    lines = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    texts = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr>{raised}{run(" ")}{note}'
        "</w:p></w:footnote>"
        for number, note in enumerate(notes, start=1)
    )
    return f'<w:footnotes xmlns:w="{W}" xmlns:r="{R}">{lines}{texts}</w:footnotes>'
