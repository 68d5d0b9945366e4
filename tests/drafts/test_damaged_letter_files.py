"""Whatever is opened as a letter: it opens, or a sentence says why not, soon and in little memory."""

import contextlib
import io
import json
import random
import struct
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.drafts.letter_file import letter_json, read_letter_file, write_letter_file
from briefmaker.errors import UnreadableLetter
from tests.drafts.strategies import everyday_letter

GOOD = {"format": 1, "document_type": "p/t", "pack_version": "1", "answers": {}}


def _json(**changes) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def _zip(*members: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.compress_type = compression
            archive.writestr(info, content)
    return made.getvalue()


def _doubled_member() -> bytes:
    data = _zip(("letter.json", _json()), ("letter.jsoN", _json()))
    return data.replace(b"letter.jsoN", b"letter.json")


def _encrypted() -> bytes:
    data = bytearray(_zip(("letter.json", _json())))
    data[6] |= 1
    data[data.index(b"PK\1\2") + 8] |= 1
    return bytes(data)


def _many_members() -> bytes:
    return _zip(("letter.json", _json()), *((f"images/{n}", b"") for n in range(5_000)))


def _with_zip64_locator() -> bytes:
    data = _zip(("letter.json", _json()))
    end = data.rindex(b"PK\5\6")
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 10**9, 10**9, 10**12, 0)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    return data[:end] + record + locator + data[end:]


def _lying_size() -> bytes:
    """Says it unpacks to ten bytes, and unpacks to a hundred million."""
    data = _zip(("letter.json", b" " * 60_000_000))
    where = data.index(b"PK\1\2") + 24
    return data[:where] + struct.pack("<L", 10) + data[where + 4 :]


BODY = {"blocks": [{"type": "paragraph", "inlines": [{"text": "Dag"}]}]}

HOSTILE = {
    "nothing": b"",
    "spaces": b"   ",
    "random bytes": random.Random(1).randbytes(5_000),
    "a PDF": b"%PDF-1.7\n" + b"x" * 100,
    "an old Word file": b"\xd0\xcf\x11\xe0" + b"\0" * 500,
    "a Word file": _zip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<x/>")),
    "an ODT": _zip(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<x/>")),
    "only the letters of a zip": b"PK",
    "an empty zip": _zip(),
    "a zip without a letter": _zip(("brief.json", _json())),
    "a letter in a folder": _zip(("map/letter.json", _json())),
    "a climbing member": _zip(("letter.json", _json()), ("../../etc/cron.d/x", b"x")),
    "an absolute member": _zip(("letter.json", _json()), ("/etc/passwd", b"x")),
    "a Windows path": _zip(("letter.json", _json()), ("..\\..\\x.exe", b"x")),
    "an unknown member": _zip(("letter.json", _json()), ("images/abc", b"x")),
    "two letters": _doubled_member(),
    "an encrypted letter": _encrypted(),
    "five thousand members": _many_members(),
    "a zip64 record": _with_zip64_locator(),
    "bzip2": _zip(("letter.json", _json()), compression=zipfile.ZIP_BZIP2),
    "lzma": _zip(("letter.json", _json()), compression=zipfile.ZIP_LZMA),
    "a bomb of 100 MB": _zip(("letter.json", b" " * 100_000_000)),
    "a bomb that lies about its size": _lying_size(),
    "a zip with something after it": _zip(("letter.json", _json())) + b"x",
    "UTF-16": _json().decode().encode("utf-16"),
    "Latin-1": _json(answers={"a": "x"}).replace(b'"x"', b'"\xe9"'),
    "surrogates in UTF-8": _json(answers={"a": "x"}).replace(b'"x"', b'"\xed\xa0\x80"'),
    "a lone surrogate": _json(answers={"a": "\ud800"}),
    "a lone surrogate as name": _json(answers={"\udfff": "x"}),
    "a lone surrogate in a text": _json(
        answers={"a": {"blocks": [{"type": "paragraph", "inlines": [{"text": "\ud801"}]}]}}
    ),
    "NaN": b'{"format": NaN}',
    "Infinity": b'{"format": 1, "document_type": "p/t", "x": -Infinity}',
    "a number without end": b'{"format":1,"document_type":"p/t","answers":{},"x":1e999}',
    "a number of 10,000 digits": b'{"format": ' + b"1" * 10_000 + b"}",
    "a member that stands twice": b'{"format":1,"document_type":"p/t","answers":{"a":"1","a":"2"}}',
    "format twice": b'{"format":2,"format":1,"document_type":"p/t","answers":{}}',
    "a hundred thousand lists": b"[" * 100_000,
    "deep objects": b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    "three hundred lists in an answer": _json(answers={"a": json.loads("[" * 300 + "]" * 300)}),
    "seven million lists": b"[" + b"[]," * 7_000_000 + b"1]",
    "two million objects": b"[" + b"{}," * 2_000_000 + b"1]",
    "sixty-five megabytes": b'"' + b"x" * 65_000_000 + b'"',
    "a list": b"[1,2,3]",
    "a text": b'"brief"',
    "null": b"null",
    "broken off": _json()[:-3],
    "something after it": _json() + b"{}",
    "a comment": b"// brief\n" + _json(),
    "no format": b'{"document_type":"p/t","answers":{}}',
    "format true": _json(format=True),
    "format 0": _json(format=0),
    "format -1": _json(format=-1),
    "format 1.0": _json(format=1.0),
    "format as text": _json(format="1"),
    "a newer format": _json(format=2),
    "a far newer format": _json(format=10**4000),
    "no kind": b'{"format":1,"answers":{}}',
    "a kind that climbs": _json(document_type="../../etc"),
    "a kind with a null": _json(document_type="p/t\0"),
    "a kind as number": _json(document_type=1),
    "a kind of a megabyte": _json(document_type="p/" + "x" * 1_000_000),
    "a version as list": _json(pack_version=["1"]),
    "a version of a megabyte": _json(pack_version="1" * 1_000_000),
    "answers as list": _json(answers=[]),
    "answers as null": _json(answers=None),
    "a number as answer": _json(answers={"a": 1}),
    "true as answer": _json(answers={"a": True}),
    "an object as answer": _json(answers={"a": {"x": 1}}),
    "blocks as text": _json(answers={"a": {"blocks": "x"}}),
    "an unknown block": _json(answers={"a": {"blocks": [{"type": "video"}]}}),
    "a block without type": _json(answers={"a": {"blocks": [{}]}}),
    "an unknown property": _json(answers={"a": {"blocks": [{"type": "paragraph", "colour": "red"}]}}),
    "a heading of level 9": _json(answers={"a": {"blocks": [{"type": "heading", "level": 9}]}}),
    "a number as text": _json(answers={"a": {"blocks": [{"type": "paragraph", "inlines": [{"text": 1}]}]}}),
    "a body with more": _json(answers={"a": {**BODY, "style": "x"}}),
    "enclosures as texts": _json(answers={"a": ["x"]}),
    "an enclosure without a body": _json(answers={"a": [{"title": "x", "body": None}]}),
    "entries and enclosures in one list": _json(answers={"a": [{"values": {}}, {"title": "x"}]}),
    "an entry without values in the list": _json(answers={"a": [{"values": {}}, {}, 3]}),
    "an entry of entries": _json(answers={"a": [{"values": {"b": [{"values": {}}]}}]}),
    "an entry with a number": _json(answers={"a": [{"values": {"b": 3}}]}),
    "an entry of a list": _json(answers={"a": [{"values": []}]}),
    "an entry with more": _json(answers={"a": [{"values": {}, "naam": "x"}]}),
    "a span of a million": _json(
        answers={"a": {"blocks": [{"type": "table", "rows": [{"cells": [{"span": 10**6}]}]}]}}
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_letter_is_refused_soon_with_a_sentence(name):
    data = HOSTILE[name]
    tracemalloc.start()
    began = time.perf_counter()
    try:
        with pytest.raises(UnreadableLetter) as refusal:
            read_letter_file(data)
    finally:
        seconds = time.perf_counter() - began
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    sentence = str(refusal.value)
    assert sentence.startswith(("Dit ", "Deze ", "In dit "))
    assert sentence.endswith(".")
    assert any(verb in sentence for verb in ("Kies ", "Open ", "Installeer ")), "says what to do"
    assert len(sentence) < 600
    assert seconds < 20  # tracemalloc slows the reading some four times, and other work may run
    assert peak < 600_000_000


def test_what_systems_put_into_a_packed_folder_does_no_harm():
    data = _zip(
        ("letter.json", _json()), ("__MACOSX/._letter.json", b"x"), (".DS_Store", b"x"), ("images/", b"")
    )
    assert read_letter_file(data).document_type == "p/t"


def test_a_damaged_value_is_named_with_its_place_and_without_its_text():
    data = _json(
        answers={"brieftekst": {"blocks": [{"type": "paragraph"}, {"type": "heading", "level": "geheim"}]}}
    )
    with pytest.raises(UnreadableLetter) as refusal:
        read_letter_file(data)
    assert "“brieftekst”" in str(refusal.value)
    assert "blocks.1.heading.level" in str(refusal.value)
    assert "geheim" not in str(refusal.value)


def _mutated(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 5, 20))):
        place = chance.randrange(len(made) + 1)
        length = chance.choice((1, 1, 2, 4, 30))
        match chance.randrange(7):
            case 0 if place < len(made):
                made[place] ^= 1 << chance.randrange(8)
            case 1:
                del made[place : place + length]
            case 2:
                made[place:place] = chance.randbytes(length)
            case 3:
                made[place : place + length] = chance.randbytes(length)
            case 4:
                source = chance.randrange(len(made) + 1)
                made[place:place] = made[source : source + length * 8]
            case 5:
                del made[place:]
            case 6:
                made[place:place] = chance.choice(
                    (b"null", b"1e999", b'"', b"\\ud800", b"[", b"{", b"\0", b"PK\5\6")
                )
    return bytes(made)


def test_two_thousand_damaged_files_open_or_are_refused():
    chance = random.Random(20261123)
    zipped, bare = write_letter_file(everyday_letter()), letter_json(everyday_letter())
    opened = 0
    for number in range(2_000):
        data = _mutated(bare if number % 2 else zipped, chance)
        try:
            letter = read_letter_file(data)
        except UnreadableLetter:
            continue
        opened += 1
        assert read_letter_file(write_letter_file(letter)) == letter, "what opens can be saved"
    assert 0 < opened < 1_000


def test_no_single_bit_of_a_zipped_letter_flips_unseen():
    letter = everyday_letter()
    data = write_letter_file(letter)
    for bit in range(0, len(data) * 8, 7):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            assert read_letter_file(bytes(flipped)) == letter
        except UnreadableLetter:
            continue


def test_no_truncated_letter_opens():
    for data in (write_letter_file(everyday_letter()), letter_json(everyday_letter()).strip()):
        for length in range(len(data)):
            with pytest.raises(UnreadableLetter):
                read_letter_file(data[:length])


json_values = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(max_size=10),
        st.sampled_from(["paragraph", "list", "table", "quote", "blocks", "p/t"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                [
                    "blocks",
                    "type",
                    "inlines",
                    "text",
                    "items",
                    "rows",
                    "cells",
                    "level",
                    "start",
                    "id",
                    "line_break",
                ]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


@given(
    value=json_values,
    where=st.sampled_from(["format", "document_type", "pack_version", "answers", "answer", "all"]),
)
def test_values_of_any_shape_open_or_are_refused(value, where):
    raw = (
        value
        if where == "all"
        else {**GOOD, **({"answers": {"a": value}} if where == "answer" else {where: value})}
    )
    with contextlib.suppress(UnreadableLetter):
        read_letter_file(json.dumps(raw).encode())


@given(data=st.binary(max_size=300))
def test_bytes_of_any_kind_open_or_are_refused(data):
    for begin in (b"", b"PK\3\4", b"{"):
        with contextlib.suppress(UnreadableLetter):
            read_letter_file(begin + data)


def test_a_zip_whose_checksum_differs_is_damaged():
    data = _zip(("letter.json", _json(answers={"a": "x" * 50})), compression=zipfile.ZIP_STORED)
    with pytest.raises(UnreadableLetter, match="beschadigd"):
        read_letter_file(data.replace(b"xxxxx", b"yyyyy", 1))
