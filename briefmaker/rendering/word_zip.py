"""Zip files with fixed dates: members that never change are laid out once, the rest per letter.

isal deflates about four times as fast as zlib at equal size; zlib serves where isal is missing.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import Any, Final

__all__ = ["Beginning", "FixedPart", "ZipEntry", "deflated", "small", "stored", "zip_bytes", "zlib_packed"]

try:
    from isal import isal_zlib as _zlib

    _LEVEL = 1
except ImportError:  # pragma: no cover - isal is a dependency, but not on every platform
    _zlib: Any = zlib  # type: ignore[no-redef]
    _LEVEL = 1

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_DATE: Final = 0x21  # 1 January 1980, the first day a zip can name
_VERSION: Final = 20
_STORED: Final = 0
_DEFLATED: Final = 8
_SMALL: Final = 2_000
_LAST_STORED_BLOCK: Final = struct.Struct("<BHH")


class ZipEntry:
    """One member as it goes into the zip: its local part, and its line in the directory."""

    __slots__ = ("_central", "local")

    def __init__(self, name: str, payload: bytes, size: int, crc: int, method: int) -> None:
        encoded = name.encode()
        flags = 0 if name.isascii() else 0x800
        sizes = (crc, len(payload), size)
        self.local: Final = (
            _LOCAL.pack(b"PK\3\4", _VERSION, flags, method, 0, _DATE, *sizes, len(encoded), 0)
            + encoded
            + payload
        )
        self._central: Final = (flags, method, sizes, encoded)

    def directory_line(self, offset: int) -> bytes:
        """The member's line in the central directory, for a local part at `offset`."""
        flags, method, sizes, name = self._central
        head = _CENTRAL.pack(
            b"PK\1\2", _VERSION, _VERSION, flags, method, 0, _DATE, *sizes, len(name), 0, 0, 0, 0, 0, offset
        )
        return head + name


def deflated(name: str, data: bytes) -> ZipEntry:
    """A member compressed now."""
    return ZipEntry(name, _deflate(data), len(data), _zlib.crc32(data), _DEFLATED)


def _deflate(data: bytes) -> bytes:
    return _zlib.compress(data, _LEVEL, -15)


def small(name: str, data: bytes) -> ZipEntry:
    """A member of some hundred bytes: setting up a compression for it would cost more than it saves."""
    return ZipEntry(name, data, len(data), _zlib.crc32(data), _STORED)


def zlib_packed(data: bytes) -> bytes:
    """`data` compressed as a zlib stream (RFC 1950)."""
    packed: bytes = _zlib.compress(data, _LEVEL)
    return packed


class Beginning:
    """The unchanging beginning of a member, compressed once; each letter compresses only the rest.

    A deflate stream may be cut at a flush (RFC 1951, 3.2.4): what follows is a stream of its own.
    """

    __slots__ = ("_crc", "_data", "_packed")

    def __init__(self, data: bytes) -> None:
        packer = _zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
        self._packed = packer.compress(data) + packer.flush(zlib.Z_FULL_FLUSH)
        self._data = data
        self._crc = zlib.crc32(data)

    def deflated(self, name: str, rest: bytes) -> ZipEntry:
        """The member of this beginning and this rest."""
        length = len(rest)
        if length < _SMALL:  # as it is, in a block of its own (RFC 1951, 3.2.4)
            packed = self._packed + _LAST_STORED_BLOCK.pack(1, length, 0xFFFF - length) + rest
        else:
            packed = self._packed + _deflate(rest)
        return ZipEntry(name, packed, len(self._data) + length, _zlib.crc32(rest, self._crc), _DEFLATED)


def stored(name: str, payload: bytes, size: int, crc: int, method: int) -> ZipEntry:
    """A member whose bytes are packed already: `payload` as it lies in the zip it comes from."""
    return ZipEntry(name, payload, size, crc, method)


class FixedPart:
    """The members that are the same in every letter, laid out at the front of the zip."""

    __slots__ = ("count", "directory", "local")

    def __init__(self, entries: Iterable[ZipEntry]) -> None:
        local: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for entry in entries:
            directory.append(entry.directory_line(offset))
            local.append(entry.local)
            offset += len(entry.local)
        self.local: Final = b"".join(local)
        self.directory: Final = b"".join(directory)
        self.count: Final = len(local)


def zip_bytes(fixed: FixedPart, entries: Iterable[ZipEntry]) -> bytes:
    """The whole zip file: the fixed members, then these."""
    pieces = [fixed.local]
    directory = [fixed.directory]
    offset, count = len(fixed.local), fixed.count
    for entry in entries:
        pieces.append(entry.local)
        directory.append(entry.directory_line(offset))
        offset += len(entry.local)
        count += 1
    lines = b"".join(directory)
    pieces += (lines, _END.pack(b"PK\5\6", 0, 0, count, count, len(lines), offset, 0))
    return b"".join(pieces)
