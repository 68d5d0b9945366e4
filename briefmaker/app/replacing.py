"""A text found everywhere in a pack, and replaced everywhere at once: all files or none, to be taken back.

Searched are the Word files (letters and house styles: text, headers, footers, notes), the values in TOML
files, and text blocks. Codes between braces, and names that files use for each other, are found too, but are
left alone unless they are chosen: replacing those is for who knows what else must follow.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefmaker.app.pack_changes import Undo, change, settle
from briefmaker.errors import BriefmakerError, UnusableInput, UnusablePack
from briefmaker.i18n import _
from briefmaker.inspection.finding import Spot
from briefmaker.packs.texts_in_files import file_texts, file_texts_replaced
from briefmaker.packs.toml_strings import Replacement

__all__ = ["Occurrence", "Options", "find_everywhere", "left_out", "replace_everywhere"]

_AROUND = 40
"""Characters before and behind that are shown."""
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LARGEST = 20_000_000
_SAID_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class Options:
    """How a text is looked for: with its capitals as they are; only where no letter or digit touches it."""

    match_case: bool = False
    whole_words: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where the text stands. file: path in the pack; place: where in it, in words; words: as it
    stands there, with what comes before and after; reason: why it had better stay, "" for plain text."""

    file: str
    place: str
    before: str
    words: str
    after: str
    spot: Spot
    reason: str = ""
    text_number: int = field(default=-1, repr=False)
    """Of the texts in a file other than Word's."""
    content: str = field(default="", repr=False)
    """Tells the file as it was searched from any other."""

    @property
    def is_chosen(self) -> bool:
        """Whether it is replaced unless somebody says otherwise."""
        return not self.reason


def find_everywhere(folder: Path, text: str, options: Options | None = None) -> tuple[Occurrence, ...]:
    """Every place in the pack in `folder` where `text` stands, file by file, in the order of each. Files that
    can't be read are passed over; `left_out` names them."""
    settle(folder)
    pattern = _pattern(text, options or Options())
    if pattern is None:
        return ()
    found: list[Occurrence] = []
    for path in _files(folder):
        try:
            found += _found_in(path.read_bytes(), path.relative_to(folder).as_posix(), pattern)
        except (OSError, UnusablePack, UnicodeDecodeError):
            continue
    return tuple(found)


def left_out(folder: Path) -> tuple[str, ...]:
    """A sentence for each file of the pack in `folder` that can't be searched."""
    nothing = re.compile(r"(?!)")
    sentences = []
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        try:
            for _each in _found_in(path.read_bytes(), name, nothing):
                pass
        except (OSError, UnusablePack, UnicodeDecodeError) as error:
            reason = {OSError: getattr(error, "strerror", ""), UnicodeDecodeError: "UTF-8"}
            said = next((word for kind, word in reason.items() if isinstance(error, kind)), str(error))
            sentences.append(_("“{file}” can't be searched: {reason}").format(file=name, reason=said))
    return tuple(sentences)


def replace_everywhere(folder: Path, occurrences: Iterable[Occurrence], new: str) -> Undo:
    """Put `new` in the place of these occurrences, in all their files or in none; `undo` takes it back.

    Raises UnusableInput when there are none or `new` can't stand in a text, BriefmakerError when a file was
    changed since it was searched, NotSaved when one can't be written. Then every file is as it was.
    """
    by_file: dict[str, list[Occurrence]] = {}
    for each in occurrences:
        by_file.setdefault(each.file, []).append(each)
    if not by_file:
        raise UnusableInput(_("Nothing is chosen to be replaced."))
    if _CONTROL.search(new):
        raise UnusableInput(_("The new text must be one line without control characters."))
    settle(folder)
    files = {name: _changed(folder, name, of_file, new) for name, of_file in sorted(by_file.items())}
    old = _short(next(iter(by_file.values()))[0].words)
    return change(folder, files, _("“{old}” replaced by “{new}”").format(old=old, new=_short(new)))


def _changed(folder: Path, name: str, occurrences: Sequence[Occurrence], new: str) -> tuple[bytes, bytes]:
    """The bytes of a file, and with these occurrences replaced."""
    try:
        before = (folder / name).read_bytes()
    except OSError as error:
        raise BriefmakerError(
            _("“{file}” can't be read: {reason}. Nothing was changed.").format(
                file=name, reason=error.strerror
            )
        ) from error
    if any(each.content != _hash(before) for each in occurrences):
        raise BriefmakerError(
            _("“{file}” was changed in the meantime. Nothing was done; look at it again first.").format(
                file=name
            )
        )
    if name.endswith(".docx"):
        from briefmaker.inspection.word_replacing import texts_replaced

        return before, texts_replaced(before, {each.spot for each in occurrences}, new)
    by_text: dict[int, set[Replacement]] = {}
    for each in occurrences:
        by_text.setdefault(each.text_number, set()).add((each.spot.start, each.spot.end, new))
    chosen = {number: sorted(of_text) for number, of_text in by_text.items()}
    changed = file_texts_replaced(before.decode("utf-8"), chosen, is_block=name.endswith(".md"))
    return before, changed.encode("utf-8")


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if any(part.startswith((".", "~$")) for part in inside.parts) or not path.is_file():
            continue
        is_block = path.suffix == ".md" and path.parent.name == "tekstblokken"
        if (path.suffix in {".docx", ".toml"} or is_block) and path.stat().st_size <= _LARGEST:
            yield path


def _found_in(data: bytes, name: str, pattern: re.Pattern[str]) -> Iterator[Occurrence]:
    content = _hash(data)
    if name.endswith(".docx"):
        from briefmaker.inspection.word_replacing import word_texts

        for word in word_texts(data, name):
            spot = word.spot
            for found in pattern.finditer(word.text):
                own = Spot(
                    name, spot.part, spot.paragraph, *found.span(), spot.cell, part_label=spot.part_label
                )
                yield _occurrence(word.text, found, own, _reason(found, word.tags), -1, content)
        return
    for number, each in enumerate(file_texts(data.decode("utf-8"), is_block=name.endswith(".md"))):
        for found in pattern.finditer(each.text):
            own = Spot(name, start=found.start(), end=found.end(), line=each.line_of(found.start()))
            reason = _reason(found, each.tags) or (
                _("a name that other files of the pack use") if each.names else ""
            )
            yield _occurrence(each.text, found, own, reason, number, content)


def _occurrence(
    text: str, found: re.Match[str], spot: Spot, reason: str, number: int, content: str
) -> Occurrence:
    start, end = found.span()
    return Occurrence(
        file=spot.file,
        place=spot.in_words,
        before=_one_line(text[max(0, start - _AROUND) : start]),
        words=_one_line(found[0]),
        after=_one_line(text[end : end + _AROUND]),
        spot=spot,
        reason=reason,
        text_number=number,
        content=content,
    )


def _reason(found: re.Match[str], tags: Iterable[tuple[int, int]]) -> str:
    inside = any(found.start() < end and found.end() > start for start, end in tags)
    return _("part of a code between braces") if inside else ""


def _pattern(text: str, options: Options) -> re.Pattern[str] | None:
    if not text:
        return None
    pattern = re.escape(text)
    if options.whole_words:
        before = r"(?<!\w)" if re.match(r"\w", text[0]) else ""
        behind = r"(?!\w)" if re.match(r"\w", text[-1]) else ""
        pattern = f"{before}{pattern}{behind}"
    return re.compile(pattern, 0 if options.match_case else re.IGNORECASE)


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _one_line(text: str) -> str:
    return re.sub(r"\s", " ", text)


def _short(text: str) -> str:
    return text if len(text) <= _SAID_AT_MOST else f"{text[:_SAID_AT_MOST].rstrip()}…"
