"""The zip of a pack file, read as narrowly as it is written.

A zip says most things twice, and readers differ in which they believe. Here only one that says everything
once in the same way is read: its members follow each other without a gap from the first byte up to the
directory, which ends the file, and each unpacks to exactly as many bytes as are said. So no member can hide
in another, hold itself, or become larger than its bound.
"""

from __future__ import annotations

import struct
import zlib

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _

__all__ = ["first_member", "members"]

# APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _UTF8 = 0x1, 0x800
_LINK, _REGULAR, _KIND = 0o120000, 0o100000, 0o170000
_LONGEST_NAME = 400


def members(data: bytes, *, largest: int, most: int) -> dict[str, bytes]:
    """The files in the zip `data` by name, in their order.

    largest: bytes that they may have together, packed and unpacked; most: how many there may be. Raises
    UnusablePack, with a sentence, for everything but a plain zip within these bounds. What names mean is not
    judged here.
    """
    if len(data) > largest:
        raise _too_large()
    try:
        count, directory, end = _ends(data)
        if count > most:
            raise _too_large()
        found: dict[str, bytes] = {}
        left, at, entry = largest, 0, directory
        for _number in range(count):
            name, at, content, entry = _member(data, at, entry, left)
            if name in found:
                raise _damaged()
            found[name] = content
            left -= len(content)
    except (struct.error, zlib.error, UnicodeDecodeError):
        raise _damaged() from None
    if at != directory or entry != end:
        raise _damaged()
    return found


def first_member(data: bytes, *, largest: int) -> tuple[str, bytes]:
    """Name and content of the first file in the zip, of at most `largest` bytes; the others may be damaged.
    Raises UnusablePack."""
    try:
        _count, directory, _end = _ends(data)
        name, _at, content, _entry = _member(data, 0, directory, largest)
    except (struct.error, zlib.error, UnicodeDecodeError):
        raise _damaged() from None
    return name, content


def _ends(data: bytes) -> tuple[int, int, int]:
    """How many members there are, where their directory begins and where it ends."""
    if not data.startswith(b"PK\3\4"):
        raise UnusablePack(_("This is no pack file. Choose a file that ends in .briefpakket."))
    end = len(data) - _END.size
    signature, disk, first_disk, here, count, size, directory, comment = _END.unpack_from(data, end)
    if signature != b"PK\5\6" or disk or first_disk or here != count or comment or directory + size != end:
        raise _damaged()
    return count, directory, end


def _member(data: bytes, at: int, entry: int, left: int) -> tuple[str, int, bytes, int]:
    """The name of the member at `at`, where it ends, its content, and where its entry in the directory, at
    `entry`, ends."""
    (
        signature, _made_by, _needs, flags, method, _time, _day, crc, packed, size, name_length, extra,
        comment, disk, _internal, external, start,
    ) = _CENTRAL.unpack_from(data, entry)  # fmt: skip
    local = _LOCAL.unpack_from(data, at)
    if signature != b"PK\1\2" or local[0] != b"PK\3\4" or start != at or extra or comment or disk:
        raise _damaged()
    if flags & _ENCRYPTED:
        raise UnusablePack(_("This pack file is protected with a password. Ask for one without."))
    if (local[2], local[3]) != (flags, method) or local[6:] != (crc, packed, size, name_length, 0):
        raise _damaged()
    if flags & ~_UTF8 or method not in {_STORED, _DEFLATED} or not 0 < name_length <= _LONGEST_NAME:
        raise _damaged()
    written = data[entry + _CENTRAL.size : entry + _CENTRAL.size + name_length]
    begin = at + _LOCAL.size + name_length
    if data[at + _LOCAL.size : begin] != written:
        raise _damaged()
    name = written.decode("utf-8" if flags & _UTF8 else "ascii")
    kind = (external >> 16) & _KIND
    if kind == _LINK:
        raise UnusablePack(_("This pack file holds a link in the place of a file. Put in the file."))
    if kind not in {0, _REGULAR}:
        raise _damaged()
    if size > left:
        raise _too_large()
    content = _unpacked(data[begin : begin + packed], method, size)
    if begin + packed > len(data) or zlib.crc32(content) != crc:
        raise _damaged()
    return name, begin + packed, content, entry + _CENTRAL.size + name_length


def _unpacked(packed: bytes, method: int, size: int) -> bytes:
    """Exactly `size` bytes; one more is asked for, so that a lie about the size shows."""
    if method == _STORED:
        content, whole = packed, True
    else:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        content = unpacking.decompress(packed, size + 1)
        whole = unpacking.eof and not unpacking.unused_data
    if len(content) != size or not whole:
        raise _damaged()
    return content


def _damaged() -> UnusablePack:
    return UnusablePack(_("This pack file is damaged or incomplete. Ask for it again, or publish it again."))


def _too_large() -> UnusablePack:
    return UnusablePack(_("This pack file is larger than a pack can be, or would become so."))
