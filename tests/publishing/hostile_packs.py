"""Packs that mean harm, each made from a good one: what they are called, and the bytes of the pack file."""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from briefmaker.publishing.packing import pack_files, packed
from tests.publishing.packs import pack_in, release

Files = dict[str, bytes]
TEMPLATE = "memo/template.docx"
MANIFEST = "memo/manifest.toml"
SAMPLE = "memo/samples/voorbeeld.json"
LOOKS = "huisstijlen/vanaf-2018/huisstijl.docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HUGE = 300_000_000
"""Bytes: more than a pack may have, small enough to be made in a test."""
_zeros: dict[int, bytes] = {}


def good_files(folder: Path) -> Files:
    """A small pack that can be used: one kind of document, one house style."""
    pack = pack_in(folder)
    files = dict(pack_files(pack))
    return {name: data for name, data in files.items() if "tot-2018" not in name}


def signed(files: Mapping[str, bytes], **values: object) -> bytes:
    """The pack file of these files, signed off."""
    return packed(release(**values), files)


def deflated_zeros(size: int) -> bytes:
    if size not in _zeros:
        packing = zlib.compressobj(9, zlib.DEFLATED, -15)
        block = bytes(1_000_000)
        _zeros[size] = b"".join(packing.compress(block) for _ in range(size // len(block))) + packing.flush()
    return _zeros[size]


def raw_zip(
    members: list[tuple[bytes, bytes, int, int, int]], shift: Mapping[int, int] | None = None
) -> bytes:
    """A zip of members as they are said to be: name, packed bytes, method, CRC, size; shift: by number of a
    member the number of that to whose place its entry in the directory points instead."""
    body, places = b"", []
    for name, content, method, crc, size in members:
        places.append(len(body))
        flags = 0 if name.isascii() else 0x800
        body += struct.pack(
            "<4s5H3L2H", b"PK\3\4", 20, flags, method, 0, 33, crc, len(content), size, len(name), 0
        )
        body += name + content
    directory = b""
    for number, (name, content, method, crc, size) in enumerate(members):
        place = places[(shift or {}).get(number, number)]
        flags = 0 if name.isascii() else 0x800
        directory += struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 20, 20, flags, method, 0, 33, crc, len(content), size, len(name),
            0, 0, 0, 0, 0, place,
        ) + name  # fmt: skip
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, len(members), len(members), len(directory), len(body), 0)
    return body + directory + end


def members_of(data: bytes) -> list[tuple[bytes, bytes, int, int, int]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            (info.filename.encode(), archive.read(info), 0, info.CRC, info.file_size)
            for info in archive.infolist()
        ]


def named(name: str) -> Callable[[Files], bytes]:
    return lambda files: signed({**files, name: b"tekst"})


# --- The file -----------------------------------------------------------------------------------------


def bomb(files: Files) -> bytes:
    packed_zeros = deflated_zeros(HUGE)
    crc = 0
    return raw_zip([*members_of(signed(files)), (b"pakket/a.txt", packed_zeros, 8, crc, HUGE)])


def bomb_that_lies(files: Files) -> bytes:
    return raw_zip([*members_of(signed(files)), (b"pakket/a.txt", deflated_zeros(HUGE), 8, 0, 100)])


def size_too_large(files: Files) -> bytes:
    return raw_zip([*members_of(signed(files)), (b"pakket/a.txt", b"abc", 0, zlib.crc32(b"abc"), 99)])


def overlapping(files: Files) -> bytes:
    content = b"a" * 1000
    each = (content, 0, zlib.crc32(content), len(content))
    made = [*members_of(signed(files)), *((b"pakket/%03d.txt" % at, *each) for at in range(50))]
    first = len(made) - 50
    return raw_zip(made, shift={first + at: first for at in range(50)})


def holds_itself(files: Files) -> bytes:
    return signed({**files, "zelf.zip": signed(files)})


def nested(files: Files) -> bytes:
    inner = deflated_zeros(10_000_000)
    for _level in range(10):
        inner = raw_zip([(b"a.zip", inner, 0, zlib.crc32(inner), len(inner))])
    return signed({**files, "memo/samples/nest.brief": inner})


def encrypted(files: Files) -> bytes:
    data = bytearray(signed(files))
    (directory,) = struct.unpack_from("<L", data, len(data) - 6)
    data[6] |= 1
    data[directory + 8] |= 1
    return bytes(data)


def link(files: Files) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(signed(files))) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            new.writestr(info, old.read(info))
        info = zipfile.ZipInfo("pakket/memo/geheim.txt")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        new.writestr(info, "/etc/passwd")
    return made.getvalue()


def twice(files: Files) -> bytes:
    made = members_of(signed(files))
    return raw_zip([*made, made[-1]])


def other_compression(files: Files) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(signed(files))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return made.getvalue()


def changed_after_signing(files: Files) -> bytes:
    made = members_of(signed(files))
    content = files[MANIFEST] + b"\n# anders\n"
    return raw_zip([
        (name, content, 0, zlib.crc32(content), len(content)) if name.endswith(MANIFEST.encode()) else
        (name, data, *rest) for name, data, *rest in made
    ])  # fmt: skip


def without(part: bytes) -> Callable[[Files], bytes]:
    return lambda files: raw_zip([each for each in members_of(signed(files)) if part not in each[0]])


def deep_release(files: Files) -> bytes:
    deep = b"[" * 200_000
    made = members_of(signed(files))[1:]
    return raw_zip([(b"uitgave.json", deep, 0, zlib.crc32(deep), len(deep)), *made])


def newer_format(files: Files) -> bytes:
    made = members_of(signed(files))
    said = json.dumps({**json.loads(made[0][1]), "format": 99}).encode()
    return raw_zip([(b"uitgave.json", said, 0, zlib.crc32(said), len(said)), *made[1:]])


FILE_ATTACKS: dict[str, Callable[[Files], bytes]] = {
    "an empty file": lambda _files: b"",
    "no zip": lambda _files: b"Geachte heer," * 100,
    "a PDF": lambda _files: b"%PDF-1.7\n" * 100,
    "an old Word file": lambda _files: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000),
    "only the end of a zip": lambda _files: b"PK\5\6" + bytes(18),
    "half of it": lambda files: signed(files)[: len(signed(files)) // 2],
    "a zip bomb": bomb,
    "a zip bomb that says it is small": bomb_that_lies,
    "a size that is too large": size_too_large,
    "fifty names for the same bytes": overlapping,
    "itself inside": holds_itself,
    "ten zips in each other": nested,
    "a password": encrypted,
    "a link": link,
    "a file twice": twice,
    "a compression that nobody writes": other_compression,
    "something before it": lambda files: b"#!/bin/sh\n" + signed(files),
    "something behind it": lambda files: signed(files) + b"\0" * 100,
    "three thousand files": lambda files: signed({**files, **{f"{at}.txt": b"" for at in range(3000)}}),
    "a way out of the folder": named("../../geheim.txt"),
    "an absolute name": named("/etc/cron.d/geheim.txt"),
    "the name of a drive": named("C:/Windows/geheim.txt"),
    "a share": named("\\\\server\\deel\\geheim.txt"),
    "backslashes": named("..\\..\\geheim.txt"),
    "a stream beside a file": named("pack.toml:geheim.txt"),
    "a control character in a name": named("memo/ge\x01heim.txt"),
    "a name that reads backwards": named("memo/\u202etxt.exe.txt"),
    "the name of a device": named("memo/con.txt"),
    "a name that ends in a dot": named("memo/geheim."),
    "names that differ in case only": named("memo/MANIFEST.toml"),
    "an accent that is taken apart": named("memo/cafe\u0301.txt"),
    "a file that is a folder too": named("memo/template.docx/inhoud.txt"),
    "a hundred folders deep": named("a/" * 60 + "b.txt"),
    "a name without end": named("a" * 300 + ".txt"),
    "a file that was changed after signing": changed_after_signing,
    "a signed file that is gone": without(b"manifest.toml"),
    "no release": without(b"uitgave.json"),
    "a release nested without end": deep_release,
    "a release of a newer format": newer_format,
    "another pack than was signed off": lambda files: signed(files, pack="amsterdam"),
    "another version than was signed off": lambda files: signed(files, version="9.9"),
}

# --- What is in it ------------------------------------------------------------------------------------


def with_file(name: str, content: bytes) -> Callable[[Files], bytes]:
    return lambda files: signed({**files, name: content})


def without_file(part: str) -> Callable[[Files], bytes]:
    return lambda files: signed({name: data for name, data in files.items() if part not in name})


def in_manifest(old: str, new: str) -> Callable[[Files], bytes]:
    def made(files: Files) -> bytes:
        text = files[MANIFEST].decode()
        assert old in text
        return signed({**files, MANIFEST: text.replace(old, new, 1).encode()})

    return made


def field_with(line: str) -> Callable[[Files], bytes]:
    return in_manifest('label = "Kopie aan"', f'label = "Kopie aan"\n  {line}')


def docx_with(docx: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A Word file with some parts changed or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in [*old.namelist(), *(name for name in changes if name not in old.namelist())]:
            data = old.read(name) if name in old.namelist() else b""
            new.writestr(name, changes[name](data) if name in changes else data)
    return made.getvalue()


def in_docx(part: str, change: Callable[[bytes], bytes], file: str = TEMPLATE) -> Callable[[Files], bytes]:
    return lambda files: signed({**files, file: docx_with(files[file], {part: change})})


def in_text(xml: str) -> Callable[[Files], bytes]:
    """With this XML at the end of the template's text."""
    return in_docx("word/document.xml", lambda data: _before_section(data, xml.encode()))


def _before_section(data: bytes, xml: bytes) -> bytes:
    at = data.rindex(b"<w:sectPr")
    return data[:at] + xml + data[at:]


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def tag(*paragraphs: str) -> Callable[[Files], bytes]:
    return in_text("".join(map(paragraph, paragraphs)))


def related(kind: str, target: str, mode: str = "External", **parts: bytes) -> Callable[[Files], bytes]:
    link = f'<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"'  # noqa: E501
    link += ' TargetMode="External"/>' if mode == "External" else "/>"

    def made(files: Files) -> bytes:
        changes: dict[str, Callable[[bytes], bytes]] = {
            "word/_rels/document.xml.rels": lambda data: data.replace(
                b"</Relationships>", link.encode() + b"</Relationships>"
            )
        }
        if mode != "External":
            changes[f"word/{target}"] = lambda _data: b"MZ" + bytes(100)
        return signed({**files, TEMPLATE: docx_with(files[TEMPLATE], changes)})

    return made


def typed_part(name: str, content_type: str) -> Callable[[Files], bytes]:
    def made(files: Files) -> bytes:
        override = f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
        changes: dict[str, Callable[[bytes], bytes]] = {
            "[Content_Types].xml": lambda data: data.replace(b"</Types>", override),
            name: lambda _data: b"MZ" + bytes(100),
        }
        return signed({**files, TEMPLATE: docx_with(files[TEMPLATE], changes)})

    return made


def field(instruction: str) -> Callable[[Files], bytes]:
    pieces = [instruction[:4], instruction[4:]]
    torn = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return in_text(f"<w:p>{begin}{torn}{end}</w:p>")


def declared(declaration: str, use: str) -> Callable[[Files], bytes]:
    """With a document type declaration, and its entity in the text."""

    def changed(data: bytes) -> bytes:
        at = data.index(b"<w:document")
        return _before_section(data[:at] + declaration.encode() + data[at:], paragraph(use).encode())

    return in_docx("word/document.xml", changed)


def png(across: int, down: int, data: bytes = b"") -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", across, down, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def sample(answers: object) -> Callable[[Files], bytes]:
    said = {"format": 1, "document_type": "haarlem/memo", "pack_version": "1.1", "answers": answers}
    return with_file(SAMPLE, json.dumps(said).encode())


def body(blocks: Iterable[object]) -> object:
    return {"blocks": [*blocks]}


def many_lines_looped(files: Files) -> bytes:
    """Loops in loops over a sample's thousand lines: a thousand million times round."""
    begin = [f"{{%p for x{depth} in aan %}}" for depth in range(4)]
    inner = tag(*begin, "{{ x0 }}", *["{%p endfor %}"] * 4)
    made = json.loads(files[SAMPLE])
    made["answers"]["aan"] = "\n".join(f"regel {at}" for at in range(1000))
    return inner({**files, SAMPLE: json.dumps(made).encode()})


LAUGHS = "<!DOCTYPE w:document [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{at} '{f'&a{at - 1};' * 10}'>" for at in range(1, 12)
) + "]>"  # fmt: skip

CONTENT_ATTACKS: dict[str, Callable[[Files], bytes]] = {
    "a program beside it": with_file("memo/brief.exe", b"MZ"),
    "a macro document": with_file("memo/template.docm", b"PK\3\4"),
    "a font": with_file("memo/letter.ttf", b"\0\1\0\0"),
    "no pack.toml": without_file("pack.toml"),
    "no document type": without_file("memo/"),
    "no template": without_file("template.docx"),
    "a pack.toml that is no UTF-8": with_file("pack.toml", b'id = "haarl\xe9m"'),
    "a manifest in UTF-16": with_file(MANIFEST, 'title = "Memo"'.encode("utf-16")),
    "an empty manifest": with_file(MANIFEST, b""),
    "lists without end in a manifest": with_file(MANIFEST, b"title = " + b"[" * 100_000),
    "tables without end in a manifest": with_file(MANIFEST, b"[" + b"a." * 100_000 + b"b]\n"),
    "a manifest of five megabytes": with_file(MANIFEST, b"# " + b"x" * 5_000_000),
    "a number of a million digits": with_file(MANIFEST, b"title = " + b"9" * 1_000_000),
    "ten thousand fields": with_file(
        MANIFEST,
        b'title = "x"\n[[section]]\nid = "a"\nlabel = "A"\n'
        + b"".join(b'[[section.field]]\nid = "f%d"\nlabel = "F"\n' % at for at in range(10_000)),
    ),
    "a pattern that grows": field_with("pattern = '((a{100}){100}){100}'"),
    "a pattern that looks back": field_with("pattern = '(a+)+\\1$'"),
    "a power in a condition": field_with('shown_if = "9**9**9**9 > 1"'),
    "a text times a thousand million": field_with("derived = \"'a' * 10**9\""),
    "a condition nested without end": field_with(f'shown_if = "{"(" * 5000}onderwerp{")" * 5000}"'),
    "a condition that reaches Python": field_with('shown_if = "onderwerp.__class__.__mro__"'),
    "a condition that calls": field_with('shown_if = "range(10**9)"'),
    "an external entity": declared(
        '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"
    ),
    "an entity from the network": declared(
        '<!DOCTYPE w:document SYSTEM "http://127.0.0.1:9/a.dtd">', "niets"
    ),
    "a billion laughs": declared(LAUGHS, "&a11;"),
    "XML ten thousand deep": in_text("<w:p>" * 10_000 + "</w:p>" * 10_000),
    "XML of a gigabyte": in_docx("word/document.xml", lambda data: data + b" " * 50_000_000),
    "a part that goes on": in_docx("word/media/a.xml", lambda _data: b"<a>" + bytes(150_000_000)),
    "XML that breaks off": in_docx("word/document.xml", lambda data: data[: len(data) // 2]),
    "styles that are none": in_docx("word/styles.xml", lambda _data: b"<a/>", LOOKS),
    "a house style that is no document": with_file(LOOKS, b"PK\3\4" + bytes(100)),
    "a way out inside a template": in_docx("../../geheim.xml", lambda _data: b"<a/>"),
    "macros": typed_part("word/vbaProject.bin", "application/vnd.ms-office.vbaProject"),
    "ActiveX": typed_part("word/activeX/activeX1.bin", "application/vnd.ms-office.activeX"),
    "an OLE object": related("oleObject", "embeddings/oleObject1.bin", "Internal"),
    "a document inside (altChunk)": related("aFChunk", "afchunk.html", "Internal"),
    "a document from elsewhere": related("subDocument", "file:///geheim.docx"),
    "a picture from the network": related("image", "http://127.0.0.1:9/a.png"),
    "a picture from a share": related("image", "file://///server/deel/a.png"),
    "a link that starts a program": related("hyperlink", "javascript:alert(1)"),
    "a link to a share": related("hyperlink", "file://server/deel/a.exe"),
    "a font in a template": in_docx("word/fonts/font1.odttf", lambda _data: bytes(100)),
    "DDEAUTO": field(r'DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc"'),
    "DDE": field("DDE Excel blad R1C1"),
    "INCLUDETEXT": field(r'INCLUDETEXT "\\\\server\\deel\\geheim.docx"'),
    "INCLUDEPICTURE": field('INCLUDEPICTURE "http://127.0.0.1:9/a.png"'),
    "Python by its classes": tag("{{ ''.__class__.__mro__[1].__subclasses__() }}"),
    "Python by a filter": tag("{{ onderwerp|attr('__class__') }}"),
    "Python by lipsum": tag("{{ lipsum.__globals__.os.popen('id').read() }}"),
    "Python by cycler": tag("{{ cycler.__init__.__globals__.os }}"),
    "Python by joiner": tag("{{ joiner.__init__.__globals__ }}"),
    "Python by format": tag("{{ '{0.__class__}'.format(onderwerp) }}"),
    "Python by map": tag("{{ aan|map(attribute='__class__')|list }}"),
    "Python by self": tag("{{ self._TemplateReference__context }}"),
    "a range of a thousand million": tag("{%p for x in range(10**9) %}", "{{ x }}", "{%p endfor %}"),
    "a text of a thousand million": tag("{{ 'a'*10**9 }}"),
    "a width of a thousand million": tag("{{ '%999999999d' % 1 }}"),
    "centred in a thousand million": tag("{{ onderwerp|center(10**9) }}"),
    "an include": tag("{% include '/etc/passwd' %}"),
    "an import": tag("{% import 'os' as os %}"),
    "a macro that calls itself": tag("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}"),
    "a call": tag("{% call onderwerp() %}{% endcall %}"),
    "a loop that calls itself": tag(
        "{%p for x in aan recursive %}", "{{ loop(aan) }}", "{%p endfor %}"
    ),
    "escaping switched off": tag("{% autoescape false %}{{ onderwerp|safe }}{% endautoescape %}"),
    "conditions without end": tag("{% if onderwerp %}" * 3000 + "x" + "{% endif %}" * 3000),
    "brackets without end": tag("{{ " + "(" * 3000 + "onderwerp" + ")" * 3000 + " }}"),
    "two hundred kinds of document": lambda files: signed({
        **files,
        **{f"memo{at}/{name.removeprefix('memo/')}": data
           for at in range(200) for name, data in files.items() if name.startswith("memo/")},
    }),
    "loops in loops over a long sample": many_lines_looped,
    "a sample that is none": with_file(SAMPLE, b"{}"),
    "a sample nested without end": with_file(SAMPLE, b"[" * 1_000_000),
    "a sample of thirty megabytes": with_file(SAMPLE, b'{"a": "' + b"x" * 30_000_000 + b'"}'),
    "a sample of half a million paragraphs": sample({"tekst": body(
        {"type": "paragraph", "inlines": [{"text": "x"}]} for _at in range(400_000)
    )}),
    "a table of a million cells": sample({"tekst": body([{
        "type": "table", "rows": [{"cells": [{"blocks": []}] * 50}] * 30_000
    }])}),
    "a picture of ten thousand million pixels": with_file("memo/merk.png", png(100_000, 100_000)),
    "a picture that unpacks to a gigabyte": with_file(
        "huisstijlen/vanaf-2018/merk.png", png(15_000, 15_000, zlib.compress(bytes(1_000_000)))
    ),
    "a far too large picture in a template": in_docx("word/media/a.png", lambda _data: png(20_000, 9_000)),
    "a picture that is none": with_file("huisstijlen/vanaf-2018/merk.png", b"<svg/>"),
    "a drawing with a program": with_file("huisstijlen/vanaf-2018/merk.svg", b"<svg><script/></svg>"),
    "a drawing with an entity": with_file(
        "huisstijlen/vanaf-2018/merk.svg", b'<!DOCTYPE svg [<!ENTITY a SYSTEM "/etc/passwd">]><svg>&a;</svg>'
    ),
}  # fmt: skip
ATTACKS = {**FILE_ATTACKS, **CONTENT_ATTACKS}
