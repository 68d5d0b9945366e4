"""What a new version of a pack does to letters, before it is published: the samples and the user's recent
letters made with the old and with the new one."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from briefmaker.app.accepted_pages import samples_of
from briefmaker.app.letters import open_letter
from briefmaker.app.sample_pages import SAMPLE_DAY, SamplePages, letter_pages
from briefmaker.app.typesetting import Typesetter
from briefmaker.app.up_to_date import not_here, up_to_date
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.drafts.recent import RecentLetter
from briefmaker.errors import BriefmakerError, Cancelled
from briefmaker.i18n import _, _n
from briefmaker.output import Comparison, LayoutEngine
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import Pack

__all__ = ["Impact", "Outcome", "impact", "impact_in_words", "recent_letters_of"]


class Outcome(StrEnum):
    """What becomes of a letter."""

    SAME = "same"
    CHANGED = "changed"
    LONGER = "longer"
    SHORTER = "shorter"
    FAILING = "failing"
    """It could be made, and can't any more."""
    MENDED = "mended"
    """It couldn't be made, and now it can."""
    NEW = "new"
    """There was no such document type before."""
    BROKEN = "broken"
    """It can't be made, and could not be made before."""
    SKIPPED = "skipped"
    """It can't be opened."""


@dataclass(frozen=True)
class Impact:
    """One letter made twice. name: of its file; sample: whether it is a sample of the pack; comparison: what
    differs, where it could be made twice; reason: why it can't be made or opened."""

    name: str = field(repr=False)
    document_type: str
    house_style: str
    is_sample: bool
    outcome: Outcome
    old: SamplePages | None = None
    new: SamplePages | None = None
    comparison: Comparison | None = None
    reason: str = field(default="", repr=False)

    @property
    def is_worth_a_look(self) -> bool:
        """Whether somebody should look before publishing."""
        return self.outcome not in {Outcome.SAME, Outcome.SKIPPED}


def recent_letters_of(pack: str, letters: Iterable[RecentLetter]) -> tuple[Path, ...]:
    """The files of those recent letters that are of this pack (by id), or of whose type nothing is known."""
    return tuple(
        Path(each.path)
        for each in letters
        if not each.document_type or each.document_type.partition("/")[0] == pack
    )


def impact(
    old: Pack | None,
    new: Pack,
    letters: Iterable[Path],
    engine: LayoutEngine,
    today: datetime.date,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Impact]:
    """What becomes of the samples of the new pack and of these letters, one after the other as they are made.

    old: the pack in use, None when there is none. Letters of other packs are passed over. is_cancelled is
    asked before each letter; raises Cancelled.
    """
    before = None if old is None else Typesetter(InstalledPacks.holding(old))
    after = Typesetter(InstalledPacks.holding(new))
    twice = _Twice(before, after, engine)
    for path, house_style in samples_of(after):
        _go_on(is_cancelled)
        yield twice.made(path, house_style, SAMPLE_DAY, new.info.id, is_sample=True)
    for path in letters:
        _go_on(is_cancelled)
        found = twice.of_letter(path, today, new.info.id)
        if found is not None:
            yield found


def _go_on(is_cancelled: Callable[[], bool]) -> None:
    if is_cancelled():
        raise Cancelled


@dataclass(frozen=True)
class _Twice:
    """Makes letters with both packs."""

    before: Typesetter | None
    after: Typesetter
    engine: LayoutEngine

    def of_letter(self, path: Path, today: datetime.date, pack: str) -> Impact | None:
        """A letter of the user's; None when it is of another pack."""
        found = self.made(path, "", today, pack, is_sample=False)
        return found if found.document_type.partition("/")[0] in {pack, ""} else None

    def made(
        self, path: Path, house_style: str, today: datetime.date, pack: str, *, is_sample: bool
    ) -> Impact:
        """A letter made twice, or why it can't be opened."""
        name = path.stem if is_sample else path.name
        try:
            letter = open_letter(path)
        except BriefmakerError as error:
            return Impact(name, "", house_style, is_sample, Outcome.SKIPPED, reason=str(error))
        if letter.document_type.partition("/")[0] != pack:
            return Impact(name, letter.document_type, house_style, is_sample, Outcome.SKIPPED)
        before = self.before
        if before is not None and not_here(before.packs, up_to_date(before.packs, letter)):
            before = None
        old = None if before is None else self._pages(before, letter, name, house_style, today)
        new = self._pages(self.after, letter, name, house_style, today)
        outcome, comparison = self._outcome(old, new)
        return Impact(
            name, letter.document_type, new.house_style, is_sample, outcome, old, new, comparison, new.failing
        )

    def _pages(
        self,
        typesetter: Typesetter,
        letter: LetterFile,
        name: str,
        house_style: str,
        today: datetime.date,
    ) -> SamplePages:
        letter = up_to_date(typesetter.packs, letter)
        return letter_pages(typesetter, self.engine, letter, name, house_style, today)

    def _outcome(self, old: SamplePages | None, new: SamplePages) -> tuple[Outcome, Comparison | None]:
        if old is None:
            return Outcome.BROKEN if new.failing else Outcome.NEW, None
        if old.failing or new.failing:
            return (
                Outcome.MENDED if not new.failing else Outcome.FAILING if not old.failing else Outcome.BROKEN
            ), None
        comparison = new.held_against(old.pdf, self.engine)
        if new.page_count != old.page_count:
            return (Outcome.LONGER if new.page_count > old.page_count else Outcome.SHORTER), comparison
        return (Outcome.SAME if comparison.is_same else Outcome.CHANGED), comparison


def impact_in_words(found: Impact) -> str:
    """What becomes of a letter, in a sentence."""
    match found.outcome:
        case Outcome.SAME:
            return _("stays the same")
        case Outcome.CHANGED:
            count = 0 if found.comparison is None else len(found.comparison.differences)
            return _n("changes: {count} difference", "changes: {count} differences", count).format(
                count=count
            )
        case Outcome.LONGER | Outcome.SHORTER:
            old, new = (0 if each is None else each.page_count for each in (found.old, found.new))
            sentence = _("gains a page") if new == old + 1 else _("loses a page")
            if abs(new - old) > 1:
                sentence = _("goes from {old} to {new} pages").format(old=old, new=new)
            return sentence
        case Outcome.FAILING:
            return _("can't be made any more. {reason}").format(reason=found.reason)
        case Outcome.NEW:
            return _("is of a kind of document that is new")
        case Outcome.MENDED:
            return _("can be made again")
        case Outcome.BROKEN:
            return _("can't be made. {reason}").format(reason=found.reason)
    return _("can't be opened and is skipped. {reason}").format(reason=found.reason)
