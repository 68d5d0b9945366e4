"""Merges the fragments of each language into one gettext catalogue and compiles it.

    python .ci/catalogue.py           build what is out of date
    python .ci/catalogue.py --check   say what is out of date or contradictory; exit code 1 if anything

A fragment is `resources/locale/<language>/fragments/<part>.po`: entries without a header, kept by whoever
owns that part of the code. The catalogue made of them is not kept in the repository, so that two
people who add sentences never meet in one file; every build and every `make` compiles it.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "resources" / "locale"
DOMAIN = "briefmaker"

_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)

# The lines that a fragment is made of; babel reads others with a guess.
_LINE = re.compile(r'#.*|(?:msg(?:id|id_plural|ctxt|str(?:\[\d\])?) )?"(?:[^"\\]|\\.)*"|')

Key = tuple[str, str | None]


class Contradiction(ValueError):
    """Two fragments translate one sentence differently, or a fragment can't be read."""


@dataclass(frozen=True)
class Built:
    """A merged catalogue as the bytes of its two files."""

    po: bytes
    mo: bytes


def languages(locales: Path = LOCALES) -> Iterator[str]:
    """The languages that have fragments, in alphabetical order."""
    for folder in sorted(locales.iterdir()):
        if (folder / "fragments").is_dir():
            yield folder.name


def key(message: Message) -> Key:
    """What a message is found by: its (singular) English sentence and its place."""
    one = message.id if isinstance(message.id, str) else message.id[0]
    return one, message.context


def read_fragment(path: Path, language: str) -> Catalog:
    """The entries of one fragment; refuses what gettext would read only with a guess."""
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if not _LINE.fullmatch(line.strip()):
            raise Contradiction(f"{path.name}, line {number}: this is no line of a fragment: {line}")
        if line.startswith("#~"):
            raise Contradiction(f"{path.name}, line {number}: leave out obsolete entries (#~)")
    try:
        catalog = read_po(io.BytesIO(text.encode()), locale=language, charset="utf-8", abort_invalid=True)
    except Exception as error:
        raise Contradiction(f"{path.name}: {error}") from error
    return catalog


def merge(language: str, locales: Path = LOCALES) -> Catalog:
    """One catalogue of all fragments of a language; one sentence may stand in several, if they agree."""
    # One date for ever and no version: equal fragments give equal bytes.
    merged = Catalog(
        locale=language,
        domain=DOMAIN,
        project="Briefmaker",
        version="",
        fuzzy=False,
        creation_date=_ALWAYS,
        revision_date=_ALWAYS,
    )
    merged.header_comment = "# Made of the fragments beside it by .ci/catalogue.py: change those."
    first_seen: dict[Key, tuple[str, Message]] = {}
    for path in sorted((locales / language / "fragments").glob("*.po")):
        for message in read_fragment(path, language):
            if not message.id:
                continue
            earlier = first_seen.setdefault(key(message), (path.name, message))
            if (earlier[1].id, earlier[1].string) != (message.id, message.string):
                raise Contradiction(
                    f"{earlier[0]} and {path.name} disagree on {key(message)[0]!r}: "
                    f"{earlier[1].string!r} and {message.string!r}"
                )
    for _, message in sorted(first_seen.values(), key=lambda seen: (key(seen[1])[0], key(seen[1])[1] or "")):
        merged.add(message.id, message.string, flags=message.flags, context=message.context)
    return merged


def build(language: str, locales: Path = LOCALES) -> Built:
    """The bytes of a language's merged .po and .mo."""
    catalog = merge(language, locales)
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, width=100, omit_header=False, sort_output=False)
    write_mo(mo, catalog)
    return Built(po.getvalue(), mo.getvalue())


def target(language: str, suffix: str, locales: Path = LOCALES) -> Path:
    """Where a language's merged catalogue lies; `suffix` is ".po" or ".mo"."""
    return locales / language / "LC_MESSAGES" / f"{DOMAIN}{suffix}"


def write_out_of_date(locales: Path = LOCALES) -> list[Path]:
    """Build every language and write what differs from what lies there; gives what was written."""
    written = []
    for language in languages(locales):
        built = build(language, locales)
        for suffix, content in ((".po", built.po), (".mo", built.mo)):
            path = target(language, suffix, locales)
            if path.is_file() and path.read_bytes() == content:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            # Replaced in one go: another process may be reading it.
            fresh = path.with_suffix(f"{suffix}.fresh")
            fresh.write_bytes(content)
            fresh.replace(path)
            written.append(path)
    return written


def main(arguments: list[str]) -> int:
    """Build, or check only with --check; gives the exit code."""
    try:
        if "--check" in arguments:
            for language in languages():
                merge(language)
            return 0
        for path in write_out_of_date():
            print(path.relative_to(ROOT))
    except Contradiction as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
