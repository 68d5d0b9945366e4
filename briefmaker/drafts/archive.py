"""The zip round a letter: written equal for equal contents, read with suspicion.

`letter.json` comes first, then pictures and enclosed files under their hash (`images/<sha256>.png`,
`enclosures/<sha256>.pdf`). A letter file that holds anything else is refused, because opening and saving it
would lose that silently.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from briefmaker.drafts.enclosed_files import FILE_NAME, LARGEST_MEMBER
from briefmaker.drafts.json_reading import LARGEST_JSON, no_letter_file, too_large
from briefmaker.drafts.pictures import PICTURE_NAME, Find
from briefmaker.errors import UnreadableLetter
from briefmaker.i18n import _

__all__ = ["LARGEST_ARCHIVE", "LETTER", "archive_of", "is_archive", "letter_member", "other_members"]

LETTER = "letter.json"

LARGEST_ARCHIVE = 200_000_000
"""Bytes of a whole letter file at most."""

_MOST_MEMBERS = 1_000
_LARGEST_DIRECTORY = 1_000_000
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip can hold: with the real one, equal letters would be unequal files."""

_END = struct.Struct("<4s4H2LH")  # APPNOTE.TXT 4.3.16, end of central directory record
_ZIP64_LOCATOR_SIZE = 20
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    OverflowError,
    IndexError,
    RuntimeError,
    ValueError,
)
"""What Python raises for a damaged zip. RuntimeError: encrypted, or an unknown compression."""
_STRAY = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What systems add by themselves when somebody packs a folder."""


def is_archive(data: bytes) -> bool:
    """Whether this begins as a zip does."""
    return data[:2] == b"PK"


def archive_of(members: Mapping[str, bytes]) -> bytes:
    """A zip of these members, in this order; equal members give equal bytes, on every system."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            packed = _is_named_by_hash(name)
            info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o600 << 16
            archive.writestr(info, content, compresslevel=6)
    return made.getvalue()


def letter_member(data: bytes) -> bytes:
    """The content of `letter.json` in this zip.

    Raises UnreadableLetter when the zip is damaged, has unknown, doubled, encrypted or escaping
    members, or would unpack to more than a letter can be. Nothing is ever unpacked to disk.
    """
    _refuse_unbounded(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            member = _letter_of(archive.infolist())
            with archive.open(member) as stream:
                content = stream.read(LARGEST_JSON + 1)
                if len(content) > LARGEST_JSON or len(content) != member.file_size:
                    raise _damaged()
                # The checksum is compared when the end is met.
                if stream.read(1):
                    raise _damaged()
                return content
    except _DAMAGES:
        raise _damaged() from None


def other_members(data: bytes) -> Find:
    """Gives the pictures and enclosed files in this zip, which `letter_member` has read already. One that is
    not there, damaged, or larger than it can be, isn't found."""
    archive = zipfile.ZipFile(io.BytesIO(data))

    def find(name: str) -> bytes | None:
        try:
            member = archive.getinfo(name)
            if member.file_size > LARGEST_MEMBER or member.flag_bits & 1:
                return None
            with archive.open(member) as stream:
                content = stream.read(LARGEST_MEMBER + 1)
        except (KeyError, *_DAMAGES):
            return None
        return content if len(content) == member.file_size else None

    return find


def _refuse_unbounded(data: bytes) -> None:
    """Zips whose directory alone would take long to read, or whose ends contradict each other."""
    if len(data) > LARGEST_ARCHIVE:
        raise too_large()
    if len(data) < _END.size:
        raise _damaged()
    end = len(data) - _END.size
    signature, _disk, _first, _here, members, size, _offset, comment = _END.unpack_from(data, end)
    if signature != b"PK\5\6" or comment:
        raise _damaged()
    # Python follows a zip64 record even where the plain one is complete; we never write one.
    if data[max(0, end - _ZIP64_LOCATOR_SIZE) : end].startswith(b"PK\6\7"):
        raise _damaged()
    if members > _MOST_MEMBERS or size > _LARGEST_DIRECTORY:
        raise _unknown_content()


def _letter_of(members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    names = [member.filename for member in members]
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise UnreadableLetter(
            _(
                "This is not a letter file but a document of a word processor. Open it under its own name,"
                " ending in .docx or .odt."
            )
        )
    found = [member for member in members if member.filename == LETTER]
    if not found:
        raise no_letter_file()
    if len(found) > 1:
        raise _damaged()
    if any(not _is_known(name) for name in names):
        raise _unknown_content()
    others = [member for member in members if _is_named_by_hash(member.filename)]
    if len({member.filename for member in others}) < len(others):
        raise _damaged()
    if sum(member.file_size for member in others) > LARGEST_ARCHIVE:
        raise too_large()
    letter = found[0]
    if letter.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or letter.flag_bits & 1:
        raise _damaged()
    if letter.file_size > LARGEST_JSON:
        raise too_large()
    return letter


def _is_known(name: str) -> bool:
    return name == LETTER or name.endswith("/") or _is_stray(name) or _is_named_by_hash(name)


def _is_named_by_hash(name: str) -> bool:
    return PICTURE_NAME.fullmatch(name) is not None or FILE_NAME.fullmatch(name) is not None


def _is_stray(name: str) -> bool:
    return name.startswith(_STRAY[0]) or name.rsplit("/", 1)[-1] in _STRAY


def _damaged() -> UnreadableLetter:
    return UnreadableLetter(
        _(
            "This letter file is damaged or incomplete. Open an earlier copy of the letter, or ask for it"
            " again."
        )
    )


def _unknown_content() -> UnreadableLetter:
    return UnreadableLetter(
        _(
            "This letter file holds parts that this version of Briefmaker doesn't know, and would lose."
            " Install the newest version and open the letter again."
        )
    )
