"""What the workshop asks of a pack while it is changed: findings, pages, fields. On worker threads."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefmaker.app.working_packs import KnownPack, Origin, folder_of_pack, is_changed_copy, pack_in
from briefmaker.errors import RenderingFailed
from briefmaker.packs.house_styles import house_style_folder
from briefmaker.packs.installed import InstalledPacks
from briefmaker.problems import Severity
from briefmaker.qt.letter_pages import LetterPages
from briefmaker.qt.workshop.pack_tree import PackMark

if TYPE_CHECKING:
    from briefmaker.app.template_check import CheckedPack
    from briefmaker.app.template_guide import GuideSection
    from briefmaker.app.workshop_pages import WorkshopPages
    from briefmaker.forms.placeholders import Placeholder
    from briefmaker.inspection.finding import Finding
    from briefmaker.output import LayoutEngine
    from briefmaker.packs.reading import Pack
    from briefmaker.qt.page_images import Pages

__all__ = ["Looked", "Looking", "Shown", "mark_of_findings"]


_EMBEDDED = "embedded"
"""The engine whose pages are the same on every machine, so that they can be held against accepted ones."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the window shows: a pack's folder; beside the pages of a sample, by the folder of its document
    type, its file name and the id of a house style ("" for the one of the sample's date), the findings about
    a folder in the pack, of a type or of a house style ("" for the whole pack)."""

    folder: Path
    type_folder: str = ""
    sample: str = ""
    house_style: str = ""
    about: str = ""

    @property
    def whose_findings(self) -> tuple[Path, str]:
        """What the findings depend on."""
        return self.folder, self.about


@dataclass(frozen=True, slots=True)
class Looked:
    """What the check found about what is shown. marks: by the folder in the pack that they are for."""

    shown: Shown
    findings: tuple[Finding, ...]
    marks: Mapping[str, PackMark]


class Looking:
    """Answers about packs in their folders.

    packs: those that letters are made with; pages: gives the layout engine.
    """

    def __init__(self, packs: InstalledPacks, pages: LetterPages) -> None:
        self._packs = packs
        self._pages = pages
        self._lock = threading.Lock()
        self._made: WorkshopPages | None = None
        self._own_engine: LayoutEngine | None = None

    def use_packs(self, packs: InstalledPacks) -> None:
        """Letters are made with these from now on."""
        self._packs = packs

    def findings(self, shown: Shown) -> Looked:
        """Everything wrong with the document type, the house style or the pack that is looked at; never
        raises for what lies there."""
        from briefmaker.app.template_check import check_house_style, check_pack, check_template

        folder, about = shown.whose_findings
        if not about:
            checked = check_pack(folder, published=self.published(folder), fonts=_fonts())
            return Looked(shown, checked.findings, _marks_within(pack_in(folder), checked))
        if about == shown.type_folder:
            found = check_template(folder, about, published=self.published(folder), fonts=_fonts()).findings
        else:
            found = check_house_style(folder, about.rpartition("/")[2], fonts=_fonts())
        return Looked(shown, found, {about: mark_of_findings(found)})

    def marks(self, pack: KnownPack) -> tuple[Path, Mapping[str, PackMark]]:
        """How it stands with a pack: "" for the pack as a whole, else by the folder of a type or house
        style."""
        from briefmaker.app.template_check import check_pack

        checked = check_pack(pack.folder, published=self.published(pack.folder), fonts=_fonts())
        is_changed = pack.origin is Origin.WORKING and is_changed_copy(pack.folder)
        whole = mark_of_findings(checked.findings, is_changed=is_changed)
        return pack.folder, {**_marks_within(pack, checked), "": whole}

    def different(self, shown: Shown, is_over: Callable[[], bool]) -> tuple[Finding, ...]:
        """A warning when samples of the type that is shown aren't as they were accepted; raises UnusablePack
        when it can't be read. Takes seconds, and ends early when it is over."""
        from briefmaker.app.accepted_check import different_in_short
        from briefmaker.app.accepted_pages import accepted_file

        if not accepted_file(shown.folder, shown.type_folder, "", "").parent.is_dir():
            return ()
        checked = self.workshop_pages().check_all(shown.folder, shown.type_folder, is_over)
        return different_in_short(checked, shown.type_folder)

    def published(self, folder: Path) -> Pack | None:
        """The installed pack of the same id."""
        return self._packs.packs.get(pack_in(folder).id)

    def pack_folder(self, folder: Path) -> Path:
        """The folder itself when it holds a pack; raises UnusableInput when it doesn't."""
        return folder_of_pack(folder)

    def placeholders(self, shown: Shown) -> tuple[Placeholder, ...]:
        """What the template of the type may use; raises UnusablePack when its form can't be read."""
        from briefmaker.forms.placeholders import placeholders_of
        from briefmaker.packs.reading import read_pack

        pack = read_pack(shown.folder)
        name = f"{pack.info.id}/{shown.type_folder}"
        found = next((each.type for each in pack.types if each.type.id == name), None)
        return () if found is None else placeholders_of(found)

    def guide(self, shown: Shown | None) -> tuple[GuideSection, ...]:
        """The guide for maintainers, with the fields of the type that is shown where its form can be read."""
        from briefmaker.app.template_guide import guide
        from briefmaker.packs.tolerant_reading import read_tolerantly

        if shown is None or not shown.type_folder:
            return guide(None)
        read = read_tolerantly(shown.folder, {shown.type_folder})
        return guide(next((each.type for each in read.pack.types), None))

    def pages_of(self, letter: Shown, scale: float, wanted: tuple[int, ...]) -> Pages:
        """The pages of the sample that is shown; raises BriefmakerError when there can't be any."""
        from briefmaker.content.excerpt import words_in
        from briefmaker.qt.page_images import Pages, as_images

        made = self.workshop_pages().pages(
            letter.folder,
            letter.type_folder,
            letter.sample.rpartition(".")[0],
            letter.house_style,
            scale=scale,
            wanted=wanted,
        )
        if made.failing:
            raise RenderingFailed(made.failing)
        return Pages(
            sizes=tuple((size.width, size.height) for size in made.page_sizes),
            images=as_images(made.images),
            scale=scale,
            pdf=made.pdf,
            click_map=made.click_map,
            text=made.text,
            words=words_in(made.text),
            missing=made.missing,
        )

    def engine(self) -> LayoutEngine:
        """The engine that makes the pages here; asked on a worker thread."""
        return self.workshop_pages().engine

    def workshop_pages(self) -> WorkshopPages:
        """What makes the pages of samples; asked on a worker thread."""
        with self._lock:
            if self._made is None:
                from briefmaker.app.engines import layout_engine
                from briefmaker.app.workshop_pages import WorkshopPages

                engine = self._pages.engine
                if engine.name != _EMBEDDED:
                    engine = self._own_engine = layout_engine(_EMBEDDED)
                self._made = WorkshopPages(engine)
            return self._made

    def close(self) -> None:
        """End the engine's process, if the letters use another."""
        if self._own_engine is not None:
            self._own_engine.close()

    def more_images(self, pages: Pages, scale: float, wanted: tuple[int, ...]) -> Pages:
        """The same pages with other pictures. Raises BriefmakerError."""
        return self._pages.more_images(pages, scale, wanted)


def _fonts() -> frozenset[str]:
    """The names of the fonts that can be counted on."""
    from briefmaker.output.fonts import FontLibrary

    return FontLibrary.bundled().names


def _marks_within(pack: KnownPack, checked: CheckedPack) -> dict[str, PackMark]:
    """The marks of the types and house styles of a pack."""
    marks = {each.folder: mark_of_findings(each.findings) for each in checked.types}
    for style in pack.house_styles:
        folder = house_style_folder(style.id)
        marks[folder] = mark_of_findings(checked.about(folder))
    return marks


def mark_of_findings(findings: Iterable[Finding], *, is_changed: bool = False) -> PackMark:
    """The mark of what has these findings."""
    listed = tuple(findings)
    errors = sum(each.severity is Severity.ERROR for each in listed)
    return PackMark(errors, len(listed) - errors, is_changed)
