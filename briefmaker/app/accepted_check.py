"""Samples of which the pages are no longer those that were accepted, as findings of the check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefmaker.app.accepted_pages import SampleState, accepted_file, checked_samples, state_in_words
from briefmaker.app.sample_pages import WorkingCopies
from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.tag_rules import DIFFERENT_SAMPLE
from briefmaker.output import LayoutEngine

__all__ = ["different_samples"]


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
