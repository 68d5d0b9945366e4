"""The pages of a sample letter, made with a pack as it lies in a folder: a working copy, not what is
installed."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from briefmaker.app.letters import open_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.app.up_to_date import up_to_date
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.errors import BriefmakerError, UnusableInput
from briefmaker.forms.filling import fill
from briefmaker.i18n import _
from briefmaker.output import ClickMap, Comparison, LayoutEngine, PageImage, PageSize, PageWord
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import InstalledType, Pack, read_pack

__all__ = [
    "SAMPLE_DAY",
    "SamplePages",
    "WorkingCopies",
    "house_styles_of",
    "letter_pages",
    "sample_pages",
]

SAMPLE_DAY = datetime.date(2026, 1, 1)
"""The day on which samples are filled in, so that their pages are the same tomorrow."""


@dataclass(frozen=True)
class SamplePages:
    """A letter as it is printed, or the sentence that says why it can't be.

    sample: name of the file without its ending; house_style: id, "" for a pack without. pdf: equal letters,
    templates and house styles give equal bytes. images: of the pages asked for. is_draft: something that must
    be filled in is missing, so "Concept" is printed. failing: "" when all is well.
    """

    sample: str
    house_style: str
    docx: bytes = field(default=b"", repr=False)
    pdf: bytes = field(default=b"", repr=False)
    page_sizes: tuple[PageSize, ...] = ()
    images: tuple[PageImage, ...] = field(default=(), repr=False)
    click_map: ClickMap | None = field(default=None, repr=False)
    text: str = field(default="", repr=False)
    missing: tuple[str, ...] = ()
    is_draft: bool = False
    failing: str = field(default="", repr=False)

    @property
    def page_count(self) -> int:
        """The number of pages, 0 when it fails."""
        return len(self.page_sizes)

    def words(self) -> tuple[tuple[PageWord, ...], ...]:
        """The words of every page with their boxes; read when asked for, which takes a moment."""
        from briefmaker.output import words_of_pdf

        return words_of_pdf(self.pdf) if self.pdf else ()

    def held_against(self, before: bytes, engine: LayoutEngine) -> Comparison:
        """What differs from the pages of another PDF, the older one. Raises LayoutFailed."""
        if before == self.pdf:
            return Comparison.of_same([(size.width, size.height) for size in self.page_sizes])
        return engine.compared(before, self.pdf)


class WorkingCopies:
    """Typesetters over packs in any folders; each is kept as long as its pack is what it was.

    Safe to ask from several threads.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[tuple[Path, str], tuple[Pack, Typesetter]] = {}

    def typesetter(self, folder: Path, type_name: str) -> Typesetter:
        """For the document type whose folder in the pack is `type_name`; the others may be broken. Raises
        UnusablePack."""
        pack = read_pack(folder, only={type_name})
        with self._lock:
            kept = self._kept.get((folder, type_name))
            if kept is None or kept[0] != pack:
                kept = self._kept[folder, type_name] = pack, Typesetter(InstalledPacks.holding(pack))
            return kept[1]


def house_styles_of(installed: InstalledType, letter: LetterFile) -> tuple[str, ...]:
    """The ids of the house styles in which a letter is to be looked at: the one that it chooses, else that of
    its date first and then every other of the pack; ("",) for a pack without any."""
    document_type = installed.type
    usual = fill(document_type, letter.answers, SAMPLE_DAY).letter.house_style
    field = document_type.house_style_field
    chosen = "" if field is None else letter.answers.text(field.id).strip()
    if document_type.pack.house_style_named(chosen) is not None:
        return (usual,)
    newest_first = [each.id for each in reversed(document_type.pack.house_styles)]
    return (usual, *(each for each in newest_first if each != usual))


def sample_pages(
    typesetter: Typesetter,
    engine: LayoutEngine,
    document_type: str,
    sample: Path,
    house_style: str = "",
    *,
    scale: float = 1.0,
    wanted: Sequence[int] = (),
) -> SamplePages:
    """The pages of the sample in a file. document_type: "pack/type". house_style: "" for the sample's own.

    scale: pixels to a point of the images; wanted: the pages to draw. Whatever is wrong with the sample or
    the template is said in `failing`.
    """
    try:
        letter = open_letter(sample)
        if up_to_date(typesetter.packs, letter).document_type != document_type:
            raise UnusableInput(
                _("This sample is for “{other}”, not for “{type}”.").format(
                    other=letter.document_type, type=document_type
                )
            )
    except BriefmakerError as error:
        return SamplePages(sample.stem, house_style, failing=str(error))
    return letter_pages(
        typesetter, engine, letter, sample.stem, house_style, SAMPLE_DAY, scale=scale, wanted=wanted
    )


def letter_pages(
    typesetter: Typesetter,
    engine: LayoutEngine,
    letter: LetterFile,
    name: str,
    house_style: str,
    today: datetime.date,
    *,
    scale: float = 1.0,
    wanted: Sequence[int] = (),
) -> SamplePages:
    """The pages of a letter on the day `today`, brought to the fields that there are now; see
    `sample_pages`."""
    letter = up_to_date(typesetter.packs, letter)
    try:
        filled = fill(typesetter.packs.type(letter.document_type).type, letter.answers, today)
        made = filled.letter
        if house_style:
            made = made.model_copy(update={"house_style": house_style})
        is_draft = not filled.may_leave
        rendered = typesetter.typeset(made, as_concept=is_draft)
        paragraphs = rendered.paragraphs
        shown = engine.preview(rendered.docx, paragraphs if wanted else (), scale=scale, pages=wanted)
    except BriefmakerError as error:
        return SamplePages(name, house_style, failing=str(error))
    return SamplePages(
        name,
        made.house_style,
        rendered.docx,
        shown.pdf,
        shown.page_sizes,
        shown.images,
        shown.click_map,
        "\n".join(paragraph.text for paragraph in paragraphs),
        shown.missing,
        is_draft,
    )
