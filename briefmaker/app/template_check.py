"""Everything wrong with a pack that is being worked on: its files, forms, templates, texts and samples."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from briefmaker.app.house_style_check import check_house_styles, fonts_of_everybody
from briefmaker.errors import UnusablePack
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.letter.document_type import DocumentType
from briefmaker.packs.reading import TEMPLATE, InstalledType, Pack, read_pack
from briefmaker.problems import Severity

__all__ = ["CheckedPack", "CheckedType", "check_pack", "check_template"]


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

    @property
    def has_errors(self) -> bool:
        """Whether the pack may not be published as it is."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def check_pack(folder: Path, *, published: Pack | None = None, fonts: Collection[str] = ()) -> CheckedPack:
    """Everything wrong with the pack in `folder`; never raises for what lies there.

    published: the version that is in use, to say which of its fields are gone. fonts: the names of the fonts
    that can be counted on, () for those that Briefmaker brings along.
    """
    try:
        pack = read_pack(folder)
    except UnusablePack as error:
        from briefmaker.inspection.tag_rules import VALUES

        sentences = str(error).split("\n")[1:]
        return CheckedPack(folder, None, tuple(VALUES.finding(said, "") for said in sentences), ())
    fonts = fonts or fonts_of_everybody()
    types = tuple(_checked(pack, installed, published, fonts) for installed in pack.types)
    return CheckedPack(folder, pack, check_house_styles(pack, fonts), types)


def check_template(
    folder: Path, type_folder: str, *, published: Pack | None = None, fonts: Collection[str] = ()
) -> CheckedType:
    """Everything wrong with one document type of the pack in `folder`, its samples made into Word documents;
    never raises for what lies there."""
    found = check_pack(folder, published=published, fonts=fonts)
    return next(
        (each for each in found.types if each.folder == type_folder),
        CheckedType(type_folder, None, found.shared),
    )


def _checked(
    pack: Pack, installed: InstalledType, published: Pack | None, fonts: Collection[str]
) -> CheckedType:
    from briefmaker.inspection.inspecting import inspect_template
    from briefmaker.inspection.subject import Subject
    from briefmaker.inspection.tag_rules import UNREADABLE_FILE
    from briefmaker.inspection.word_file import WordFile

    name = installed.type.id.partition("/")[2]
    file = f"{name}/{TEMPLATE}"
    looks = [*pack.house_styles.values()]
    try:
        subject = Subject(
            WordFile.of(installed.template, file),
            installed.type,
            WordFile.of(looks[-1].docx) if looks else None,
            _published(published, name),
            fonts,
            mark=None if looks else pack.mark,
        )
    except UnusablePack as error:
        return CheckedType(name, installed, (UNREADABLE_FILE.finding(str(error), "", Spot(file=file)),))
    return CheckedType(name, installed, inspect_template(subject))


def _published(pack: Pack | None, name: str) -> DocumentType | None:
    types = () if pack is None else pack.types
    return next((each.type for each in types if each.type.id.partition("/")[2] == name), None)
