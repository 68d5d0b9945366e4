"""Samples of which the pages are no longer those that were accepted, as findings of the check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefmaker.app.accepted_pages import (
    CheckedSample,
    SampleState,
    accepted_file,
    checked_samples,
    state_in_words,
)
from briefmaker.app.sample_pages import WorkingCopies
from briefmaker.app.sample_titles import sample_title
from briefmaker.errors import UnusablePack
from briefmaker.i18n import _, _n
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.tag_rules import DIFFERENT_SAMPLE
from briefmaker.output import LayoutEngine

__all__ = ["different_in_short", "different_samples"]

_MOST_NAMES = 3


def different_samples(engine: LayoutEngine, folder: Path, type_folder: str) -> Iterator[Finding]:
    """A finding for each sample of a document type that differs from its accepted pages, in a house style.

    Makes the pages, so it takes some tenths of a second for each; nothing where no pages were accepted, or
    where the type can't be read, which the check says."""
    if not accepted_file(folder, type_folder, "", "").parent.is_dir():
        return
    try:
        for checked in checked_samples(WorkingCopies(), engine, folder, type_folder):
            if checked.state is SampleState.DIFFERENT:
                pages = checked.pages
                what = _("The sample “{name}”: {state}").format(
                    name=pages.sample, state=state_in_words(checked)
                )
                remedy = _("Look at the differences, and accept the pages if they are right.")
                path = accepted_file(folder, type_folder, pages.sample, pages.house_style)
                yield DIFFERENT_SAMPLE.finding(what, remedy, Spot(file=path.relative_to(folder).as_posix()))
    except UnusablePack:
        return


def different_in_short(checked: Iterable[CheckedSample], type_folder: str) -> tuple[Finding, ...]:
    """One finding for all samples of a document type that differ from their accepted pages; none without."""
    different = [each.pages.sample for each in checked if each.state is SampleState.DIFFERENT]
    names = [*dict.fromkeys(sample_title(name) for name in different)]
    if not names:
        return ()
    what = _n(
        "The pages of the sample {names} are not those that were accepted.",
        "The pages of {count} samples are not those that were accepted: {names}.",
        len(names),
    )
    named = ", ".join(f"“{name}”" for name in names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        named = _("{names} and {count} more").format(names=named, count=len(names) - _MOST_NAMES)
    remedy = _("Look at the differences, and accept the pages if they are right.")
    spot = Spot(file=accepted_file(Path(), type_folder, "", "").parent.as_posix())
    return (DIFFERENT_SAMPLE.finding(what.format(count=len(names), names=named), remedy, spot),)
