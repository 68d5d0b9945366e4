"""What a working copy of a pack began from: publishing is refused when others published since."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from briefmaker.drafts.small_files import read_small_file, write_small_file
from briefmaker.publishing.release import NO_NUMBER, RELEASE

__all__ = ["Basis", "read_basis", "write_basis"]


@dataclass(frozen=True, slots=True)
class Basis:
    """The release that a working copy began from.

    number: NO_NUMBER when nothing was published then. content: the `content_hash` of its files, "" when that
    isn't known.
    """

    pack: str = ""
    number: int = NO_NUMBER
    version: str = ""
    content: str = ""


def read_basis(folder: Path) -> Basis:
    """What the working copy in `folder` began from; nothing published, where it doesn't say so."""
    values = read_small_file(folder / RELEASE) or {}
    pack, version, content = (_text(values.get(name)) for name in ("pack", "version", "content"))
    number = values.get("number")
    if not isinstance(number, int) or isinstance(number, bool) or number < NO_NUMBER:
        number = NO_NUMBER
    return Basis(pack, number, version, content)


def write_basis(folder: Path, basis: Basis) -> None:
    """Note what the working copy in `folder` began from. Raises NotSaved, the earlier note whole."""
    write_small_file(folder / RELEASE, asdict(basis))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
