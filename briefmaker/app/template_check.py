"""Everything wrong with a pack that is being worked on: its files, forms, templates, texts and samples."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker.app.gone_types import gone_types
from briefmaker.app.house_style_check import check_house_styles, fonts_of_everybody
from briefmaker.errors import UnusablePack
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.tag_rules import (
    BROKEN_TEXT_BLOCK,
    CONTRADICTION,
    MISSING_FILE,
    NOTATION,
    UNREADABLE_FILE,
    VALUES,
)
from briefmaker.letter.document_type import DocumentType
from briefmaker.packs.glimpses import MANIFEST
from briefmaker.packs.house_styles import house_style_folder
from briefmaker.packs.mistakes import MistakeKind
from briefmaker.packs.reading import TEMPLATE, InstalledType, Pack
from briefmaker.packs.tolerant_reading import ReadPack, read_tolerantly
from briefmaker.problems import Severity

if TYPE_CHECKING:  # what reads Word files is loaded when it is first needed
    from briefmaker.inspection.word_file import WordFile

__all__ = ["CheckedPack", "CheckedType", "check_house_style", "check_pack", "check_template"]

_RULES = {
    MistakeKind.NOTATION: NOTATION,
    MistakeKind.VALUE: VALUES,
    MistakeKind.CONTRADICTION: CONTRADICTION,
    MistakeKind.MISSING: MISSING_FILE,
    MistakeKind.UNREADABLE: UNREADABLE_FILE,
    MistakeKind.TEXT_BLOCK: BROKEN_TEXT_BLOCK,
}


@dataclass(frozen=True, slots=True)
class CheckedType:
    """What was found about one document type. folder: that of the type in the pack; installed: the type as
    it was read, None when its form can't be used."""

    folder: str
    installed: InstalledType | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckedPack:
    """What was found about a pack: findings about files that its types share (files of the pack, house
    styles, text blocks), and about each type. pack: as it was read, None when it can't be used."""

    folder: Path
    pack: Pack | None
    shared: tuple[Finding, ...]
    types: tuple[CheckedType, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return (*self.shared, *(finding for each in self.types for finding in each.findings))

    def about(self, folder: str) -> tuple[Finding, ...]:
        """Those about the files in a folder of the pack: of a document type, of a house style."""
        return tuple(each for each in self.findings if each.spot.file.startswith(f"{folder}/"))

    @property
    def has_errors(self) -> bool:
        """Whether the pack may not be published as it is."""
        return _has_errors(self.findings)


def check_pack(folder: Path, *, published: Pack | None = None, fonts: Collection[str] = ()) -> CheckedPack:
    """Everything wrong with the pack in `folder`; never raises for what lies there.

    published: the version that is in use, to say which of its fields are gone. fonts: the names of the fonts
    that can be counted on, () for those that Briefmaker brings along.
    """
    read = read_tolerantly(folder)
    fonts = fonts or fonts_of_everybody()
    shared = [finding for finding in _mistakes(read) if finding.spot.file.partition("/")[0] not in read.types]
    shared += check_house_styles(read.pack, fonts)
    if published is not None and read.is_whole:
        shared += gone_types(read.pack.info, read.types, published)
    return CheckedPack(
        folder,
        read.pack if read.is_whole else None,
        tuple(shared),
        tuple(_checked(read, name, published, fonts) for name in read.types),
    )


def check_template(
    folder: Path, type_folder: str, *, published: Pack | None = None, fonts: Collection[str] = ()
) -> CheckedType:
    """Everything wrong with one document type of the pack in `folder`, its samples made into Word documents;
    never raises for what lies there."""
    read = read_tolerantly(folder, {type_folder})
    return _checked(read, type_folder, published, fonts or fonts_of_everybody())


def check_house_style(folder: Path, style: str, *, fonts: Collection[str] = ()) -> tuple[Finding, ...]:
    """Everything wrong with the files of one house style, by its id, of the pack in `folder`; never raises
    for what lies there."""
    read = read_tolerantly(folder, ())
    found = [*_mistakes(read), *check_house_styles(read.pack, fonts or fonts_of_everybody())]
    return tuple(each for each in found if each.spot.file.startswith(f"{house_style_folder(style)}/"))


def _checked(read: ReadPack, name: str, published: Pack | None, fonts: Collection[str]) -> CheckedType:
    findings = [finding for finding in _mistakes(read) if finding.spot.file.partition("/")[0] == name]
    installed = next((each for each in read.pack.types if each.type.id.partition("/")[2] == name), None)
    if installed is None:
        return CheckedType(name, None, tuple(findings))
    can_be_tried = read.is_whole or not any(
        _RULES[mistake.kind].severity is Severity.ERROR for mistake in read.mistakes
    )
    if installed.template or not any(finding.spot.file.endswith(TEMPLATE) for finding in findings):
        own = _inspected(read, name, installed, published, fonts)
        findings += own
        can_be_tried = can_be_tried and not _has_errors(own)
    else:
        can_be_tried = False
    from briefmaker.app.sample_check import sample_findings

    findings += sample_findings(read.folder, read.pack, installed, can_be_tried=can_be_tried)
    return CheckedType(name, installed, tuple(findings))


def _mistakes(read: ReadPack) -> Iterable[Finding]:
    for mistake in read.mistakes:
        spot = Spot(file=read.file_of(mistake), line=read.line_of(mistake))
        yield _RULES[mistake.kind].finding(mistake.what, "", spot)


def _inspected(
    read: ReadPack, name: str, installed: InstalledType, published: Pack | None, fonts: Collection[str]
) -> tuple[Finding, ...]:
    from briefmaker.inspection.inspecting import inspect_template
    from briefmaker.inspection.subject import Subject
    from briefmaker.inspection.word_file import WordFile

    file = f"{name}/{TEMPLATE}"
    try:
        template = WordFile.of(installed.template, file)
    except UnusablePack as error:
        return (UNREADABLE_FILE.finding(str(error), "", Spot(file=file)),)
    looks = _house_style(read.pack)
    return inspect_template(
        Subject(
            template,
            installed.type,
            looks,
            _published(published, name),
            fonts,
            mark=read.pack.mark if looks is None else None,
            manifest=_text(read.folder / name / MANIFEST),
        )
    )


def _house_style(pack: Pack) -> WordFile | None:
    """The Word file of the newest house style that can be read."""
    from briefmaker.inspection.word_file import WordFile

    for each in reversed([*pack.house_styles.values()]):
        try:
            return WordFile.of(each.docx)
        except UnusablePack:
            continue
    return None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def _published(pack: Pack | None, name: str) -> DocumentType | None:
    types = () if pack is None else pack.types
    return next((each.type for each in types if each.type.id.partition("/")[2] == name), None)


def _has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)
