"""The pages of samples that a maintainer accepted as right. They lie in the pack, beside the samples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from briefmaker.app.letters import open_letter
from briefmaker.app.page_differences import differences_in_words
from briefmaker.app.sample_pages import SamplePages, WorkingCopies, house_styles_of, sample_pages
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.reading import file_content
from briefmaker.drafts.saving import save_atomically
from briefmaker.errors import BriefmakerError, LayoutFailed, NotSaved, UnusableInput
from briefmaker.i18n import _
from briefmaker.output import Comparison, LayoutEngine

__all__ = [
    "CheckedSample",
    "SampleState",
    "accept",
    "accepted",
    "accepted_file",
    "checked_samples",
    "compared_with_accepted",
    "samples_of",
    "state_in_words",
]

_LARGEST = 50_000_000


class SampleState(StrEnum):
    """How a sample stands to what was accepted."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_ACCEPTED = "not_accepted"
    FAILING = "failing"


@dataclass(frozen=True)
class CheckedSample:
    """A sample in one house style, held against its accepted pages. comparison: where there are any;
    remark: what is to be said beside, e.g. that the accepted pages can't be read."""

    pages: SamplePages
    state: SampleState
    accepted: bytes = field(default=b"", repr=False)
    comparison: Comparison | None = None
    remark: str = ""


def accepted_file(folder: Path, type_name: str, sample: str, house_style: str) -> Path:
    """Where the accepted pages of a sample lie in the pack `folder`."""
    name = f"{sample}.{house_style}.pdf" if house_style else f"{sample}.pdf"
    return folder / type_name / "samples" / "goedgekeurd" / name


def accept(folder: Path, type_name: str, pages: SamplePages) -> Path:
    """Keep these pages as the right ones; the file. Raises UnusableInput for a sample that fails, and
    NotSaved."""
    if not pages.pdf:
        raise UnusableInput(
            _("“{sample}” has no pages to accept. {reason}").format(sample=pages.sample, reason=pages.failing)
        )
    path = accepted_file(folder, type_name, pages.sample, pages.house_style)
    if accepted(folder, type_name, pages.sample, pages.house_style) != pages.pdf:
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise NotSaved(
                _("“{name}” can't be made beside the samples: {reason}.").format(
                    name=path.parent.name, reason=error.strerror
                )
            ) from error
        save_atomically(path, pages.pdf)
    return path


def accepted(folder: Path, type_name: str, sample: str, house_style: str) -> bytes | None:
    """The pages accepted for a sample as a PDF, None when none are. Raises UnusableInput for a file that
    can't be read."""
    path = accepted_file(folder, type_name, sample, house_style)
    return file_content(path, _LARGEST) if path.exists() else None


def compared_with_accepted(
    engine: LayoutEngine, folder: Path, type_name: str, pages: SamplePages
) -> CheckedSample:
    """How the pages of a sample stand to those that were accepted."""
    if pages.failing:
        return CheckedSample(pages, SampleState.FAILING)
    try:
        before = accepted(folder, type_name, pages.sample, pages.house_style)
        if before is None:
            return CheckedSample(pages, SampleState.NOT_ACCEPTED)
        comparison = pages.held_against(before, engine)
    except (UnusableInput, LayoutFailed) as error:
        remark = _("The accepted pages of “{sample}” can't be read. {reason}").format(
            sample=pages.sample, reason=error
        )
        return CheckedSample(pages, SampleState.NOT_ACCEPTED, remark=remark)
    state = SampleState.SAME if comparison.is_same else SampleState.DIFFERENT
    return CheckedSample(pages, state, before, comparison)


def checked_samples(
    copies: WorkingCopies, engine: LayoutEngine, folder: Path, type_name: str, sample: str = ""
) -> Iterator[CheckedSample]:
    """Every sample of a document type (or only the one of this name), in each house style it is for, one
    after the other as they are made. Raises UnusablePack when the type can't be read."""
    typesetter = copies.typesetter(folder, type_name)
    for path, house_style in samples_of(typesetter, sample):
        name = next(iter(typesetter.packs.types))
        pages = sample_pages(typesetter, engine, name, path, house_style)
        yield compared_with_accepted(engine, folder, type_name, pages)


def samples_of(typesetter: Typesetter, sample: str = "") -> Iterator[tuple[Path, str]]:
    """The samples of the packs' types with the house styles in which each is looked at."""
    for installed in typesetter.packs.types.values():
        for path in installed.samples:
            if sample and path.stem != sample:
                continue
            try:
                house_styles = house_styles_of(installed, open_letter(path))
            except BriefmakerError:
                house_styles = ("",)  # what is wrong with it is said when its pages are asked for
            for house_style in house_styles:
                yield path, house_style


def state_in_words(checked: CheckedSample) -> str:
    """How a sample stands to its accepted pages, in a sentence."""
    match checked.state:
        case SampleState.SAME:
            return _("The pages are those that were accepted.")
        case SampleState.DIFFERENT if checked.comparison is not None:
            return _("The pages differ from those that were accepted: {count}").format(
                count=differences_in_words(checked.comparison)
            )
        case SampleState.FAILING:
            return _("The pages can't be made. {reason}").format(reason=checked.pages.failing)
    return checked.remark or _("The pages were not accepted yet.")
