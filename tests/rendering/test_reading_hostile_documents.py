# ruff: noqa: E501
"""A Word document from anywhere is read or refused in a sentence, and soon."""

from __future__ import annotations

import contextlib
import io
import random
import struct
import time
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmaker.errors import BriefmakerError
from briefmaker.rendering.body_reader import read_body
from tests.rendering.letters import body, items, par, png
from tests.rendering.test_body_reader import written
from tests.rendering.word_files import STYLES, W, p, parts, with_parts, word_file, zipped

LONGEST = 20.0
"""Seconds on a busy machine; all of these take a second or two on one that is not."""


def document(xml: str) -> bytes:
    return with_parts(word_file(p("x")), {"word/document.xml": xml.encode()})


def inside(xml: str) -> bytes:
    return document(f'<w:document xmlns:w="{W}"><w:body>{xml}</w:body></w:document>')


def bomb() -> bytes:
    """A small file that would unpack to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts(word_file(p("x"))).items():
            archive.writestr(name, b" " * 300_000_000 if name == "word/document.xml" else data)
    return out.getvalue()


def lying_bomb() -> bytes:
    """The same, but it says that it is small."""
    made = bytearray(bomb())
    at = made.index(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", made, at + 28)[0]
        if made[at + 46 : at + 46 + length] == b"word/document.xml":
            struct.pack_into("<L", made, at + 24, 1_000)
        at = made.find(b"PK\x01\x02", at + 1)
    return bytes(made)


def encrypted() -> bytes:
    made = bytearray(word_file(p("x")))
    at = made.find(b"PK\x01\x02")
    while at >= 0:
        made[at + 8] |= 1
        at = made.find(b"PK\x01\x02", at + 1)
    return bytes(made)


ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
DEEP = 100_000

REFUSED = {
    "empty": b"",
    "no zip": b"<html>",
    "no word": zipped({"a.txt": "x"}),
    "broken zip": word_file(p("x"))[:-200],
    "broken xml": inside("<w:p>"),
    "no xml": document("tekst"),
    "empty xml": document(""),
    "another root": document("<html/>"),
    "entities": document(
        f'<!DOCTYPE w [{ENTITIES}]><w:document xmlns:w="{W}"><w:body>&e11;</w:body></w:document>'
    ),
    "file from disk": document(
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}"><w:body><w:p><w:r>'
        "<w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    ),
    "deep": inside("<w:sdt><w:sdtContent>" * DEEP + "</w:sdtContent></w:sdt>" * DEEP),
    "many tags": inside("<w:p/>" * 1_600_000),
    "many paragraphs": inside("<w:p/>" * 200_000),
    "bomb": bomb(),
    "lying bomb": lying_bomb(),
    "encrypted": encrypted(),
    "many members": zipped({f"a{number}": "" for number in range(6_000)}),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_can_not_be_read_is_refused_soon_and_in_dutch(kind: str) -> None:
    start = time.monotonic()
    with pytest.raises(BriefmakerError, match=r"Word-document.*\.") as refused:
        read_body(REFUSED[kind], STYLES)
    assert time.monotonic() - start < LONGEST
    assert "passwd" not in str(refused.value)


HARD = {
    "deep tables": "<w:tbl><w:tr><w:tc>" * 60 + p("x") + "</w:tc></w:tr></w:tbl>" * 60,
    "deep wrappers": "<w:p>" + "<w:ins>" * 240 + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * 240 + "</w:p>",
    "many lists": "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Listnumber"/><w:numPr><w:ilvl w:val="{n % 9}"/><w:numId w:val="{n % 7}"/>'
        "</w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
        for n in range(20_000)
    ),
    "open fields": '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/></w:r></w:p>'
    * 3_000
    + p("x"),
    "odd numbers": '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999999999"/><w:numId w:val="-1"/></w:numPr></w:pPr>'
    '<w:r><w:t>x</w:t><w:sym w:char="zz"/></w:r></w:p><w:tbl><w:tblPr><w:tblLook w:val="x"/></w:tblPr><w:tr><w:trPr>'
    '<w:gridBefore w:val="9999999"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="-4"/><w:vMerge/></w:tcPr></w:tc></w:tr>'
    "<w:tr/></w:tbl>",
    "no blocks": "",
    "many runs": "<w:p>" + "<w:r><w:t>x</w:t></w:r>" * 250_000 + "</w:p>",
    "many ends deleted": f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>{'x' * 300}</w:t></w:r></w:p>"
    * 50_000,
    "fields in each other": '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/>'
    "<w:t>x</w:t></w:r></w:p>" * 40_000,
    "long row": "<w:tbl><w:tr>" + "<w:tc><w:p/></w:tc>" * 20_000 + "</w:tr></w:tbl>" + p("x"),
    "high cell": "<w:tbl>"
    + "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * 5_000
    + "</w:tbl>",
}


@pytest.mark.parametrize("kind", HARD)
def test_what_is_odd_but_readable_is_read_soon(kind: str) -> None:
    start = time.monotonic()
    text = read_body(inside(HARD[kind]), STYLES)
    assert time.monotonic() - start < LONGEST
    if ">x<" in HARD[kind]:
        assert any("x" in line for line in text.texts())


SOUND = written(body(par("een"), items("a", "b", kind="numbered"), items("c"), par("twee")))
MEMBERS = parts(SOUND)
READ = sorted(name for name in MEMBERS if name.endswith((".xml", ".rels")))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32), st.sampled_from(["zip", *READ]))
def test_a_damaged_document_is_read_or_refused_and_never_crashes(seed: int, part: str) -> None:
    dice = random.Random(seed)
    data = bytearray(SOUND if part == "zip" else MEMBERS[part])
    for _blow in range(dice.randint(1, 6)):
        at = dice.randrange(len(data))
        if dice.random() < 0.5:
            data[at] = dice.choice([dice.randrange(256), ord("<"), ord('"'), ord("9"), 0])
        else:
            del data[at : at + dice.randint(1, 200)]
            data = data or bytearray(b"x")
    docx = bytes(data) if part == "zip" else with_parts(SOUND, {part: bytes(data)})
    with contextlib.suppress(BriefmakerError):
        read_body(docx, STYLES)


def test_pictures_that_would_fill_the_memory_are_refused() -> None:
    big = png(1, 1) + b"\0" * (19 << 20)
    from tests.rendering.test_reading_after_word import IMAGE, picture

    rels = "".join(f'<Relationship Id="rId{n}0" Type="{IMAGE}" Target="media/{n}.png"/>' for n in range(1, 9))
    xml = "".join(f"<w:p>{picture(f'rId{n}0')}</w:p>" for n in range(1, 9))
    docx = word_file(xml, document_links=rels, extra={f"word/media/{n}.png": big for n in range(1, 9)})
    with pytest.raises(BriefmakerError, match="te groot"):
        read_body(docx, STYLES)
