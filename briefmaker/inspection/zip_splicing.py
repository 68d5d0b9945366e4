"""A zip file with single members changed, and every other byte of it as it was.

The order of the members, their compression, dates and remarks stay; what is untouched is copied, not packed
anew. Format: APPNOTE.TXT 6.3, 4.3.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from briefmaker.rendering.word_zip import FixedPart, ZipEntry, deflated, stored, zip_bytes

__all__ = ["with_members"]

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DESCRIPTOR_FOLLOWS = 0x8
_FULL = 0xFFFFFFFF


def with_members(archive: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """`archive` with these members replaced, left out (None), or added at its end."""
    infos = zipfile.ZipFile(io.BytesIO(archive)).infolist()
    end = archive.rfind(b"PK\5\6")
    head = _END.unpack_from(archive, end)
    directory = head[6]
    long_form = _FULL in head[5:7] or any(b"\1\0" in info.extra[:2] for info in infos)
    whole = archive[directory : directory + 4] == b"PK\1\2" and len(infos) == head[4]
    if long_form or not whole:
        return _packed_anew(archive, infos, changed)
    return _spliced(archive, infos, changed, directory, end)


def _spliced(
    archive: bytes,
    infos: list[zipfile.ZipInfo],
    changed: Mapping[str, bytes | None],
    directory: int,
    end: int,
) -> bytes:
    by_place = sorted(infos, key=lambda info: info.header_offset)
    stops = [*(info.header_offset for info in by_place[1:]), directory]
    pieces = [archive[: by_place[0].header_offset] if by_place else b""]
    at = len(pieces[0])
    offsets: dict[str, tuple[int, tuple[int, int, int, int] | None]] = {}
    for info, stop in zip(by_place, stops, strict=True):
        piece, sizes = archive[info.header_offset : stop], None
        if info.filename in changed:
            data = changed[info.filename]
            if data is None:
                continue
            piece, sizes = _local(archive, info, data)
        offsets[info.filename] = (at, sizes)
        pieces.append(piece)
        at += len(piece)
    lines, place = [], directory
    for info in infos:
        fields = list(_CENTRAL.unpack_from(archive, place))
        length = _CENTRAL.size + fields[10] + fields[11] + fields[12]
        rest = archive[place + _CENTRAL.size : place + length]
        place += length
        if info.filename not in offsets:
            continue
        fields[-1], sizes = offsets[info.filename]
        if sizes is not None:
            fields[3] &= ~_DESCRIPTOR_FOLLOWS
            fields[4], fields[7], fields[8], fields[9] = sizes
        lines.append(_CENTRAL.pack(*fields) + rest)
    names = {info.filename for info in infos}
    for name, data in changed.items():
        if name not in names and data is not None:
            entry = deflated(name, data)
            pieces.append(entry.local)
            lines.append(entry.directory_line(at))
            at += len(entry.local)
    packed = b"".join(lines)
    closing = _END.pack(
        b"PK\5\6", 0, 0, len(lines), len(lines), len(packed), at, len(archive) - end - _END.size
    )
    return b"".join([*pieces, packed, closing, archive[end + _END.size :]])


def _local(archive: bytes, info: zipfile.ZipInfo, data: bytes) -> tuple[bytes, tuple[int, int, int, int]]:
    """A member's local part with other data; its method, checksum and both sizes."""
    fields = list(_LOCAL.unpack_from(archive, info.header_offset))
    name_and_extra = archive[info.header_offset + _LOCAL.size :][: fields[9] + fields[10]]
    method = zipfile.ZIP_STORED if info.compress_type == zipfile.ZIP_STORED else zipfile.ZIP_DEFLATED
    packed = data
    if method == zipfile.ZIP_DEFLATED:
        packer = zlib.compressobj(6, zlib.DEFLATED, -15)
        packed = packer.compress(data) + packer.flush()
    sizes = (method, zlib.crc32(data), len(packed), len(data))
    fields[2] &= ~_DESCRIPTOR_FOLLOWS
    fields[3], fields[6], fields[7], fields[8] = sizes
    return _LOCAL.pack(*fields) + name_and_extra + packed, sizes


def _packed_anew(archive: bytes, infos: list[zipfile.ZipInfo], changed: Mapping[str, bytes | None]) -> bytes:
    """The same for an archive in the long form (Zip64), which is written in the usual one."""
    entries: list[ZipEntry] = []
    for info in infos:
        data = changed.get(info.filename, b"")
        if info.filename not in changed:
            entries.append(_as_it_lies(archive, info))
        elif data is not None:
            entries.append(deflated(info.filename, data))
    names = {info.filename for info in infos}
    entries += [
        deflated(name, data) for name, data in changed.items() if name not in names and data is not None
    ]
    return zip_bytes(FixedPart(()), entries)


def _as_it_lies(archive: bytes, info: zipfile.ZipInfo) -> ZipEntry:
    name_length, extra_length = struct.unpack_from("<HH", archive, info.header_offset + 26)
    start = info.header_offset + _LOCAL.size + name_length + extra_length
    payload = archive[start : start + info.compress_size]
    return stored(info.filename, payload, info.file_size, info.CRC, info.compress_type)
