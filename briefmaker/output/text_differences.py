"""What differs in the words of two documents: which words, and which of them stand elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from briefmaker.output.page_differences import Change, Matter, PageBox, PageDifference, joined_boxes
from briefmaker.output.page_words import PageWord
from briefmaker.output.word_pairs import Stretch

__all__ = ["NEAR", "PlacedWord", "text_differences"]

NEAR = 0.5
"""Points: what moved no further stands where it stood."""
_OTHER_LOOK = 0.3
"""Points by which the width of the same word differs in another type."""


class PlacedWord(NamedTuple):
    """A word and the number of its page."""

    page: int
    word: PageWord

    @property
    def box(self) -> PageBox:
        """Its place."""
        return PageBox(self.page, self.word.x0, self.word.y0, self.word.x1, self.word.y1)


@dataclass(slots=True)
class _Run:
    """Words after each other to which the same happened; None for words that are as they were."""

    change: Change | None
    old: list[PlacedWord] = field(default_factory=list)
    new: list[PlacedWord] = field(default_factory=list)
    move: tuple[int, int, float, float] = (0, 0, 0.0, 0.0)

    @property
    def is_sideways(self) -> bool:
        """Whether these words moved otherwise than straight up or down: their lines break elsewhere."""
        return self.change is Change.MOVED and abs(self.move[2]) > NEAR

    @property
    def is_own(self) -> bool:
        return self.change in {Change.CHANGED, Change.ADDED, Change.REMOVED}

    def take(self, other: _Run) -> None:
        """Take in the words of the run that comes behind this one."""
        self.old += other.old
        self.new += other.new


def text_differences(
    old: Sequence[PlacedWord],
    new: Sequence[PlacedWord],
    cut: Sequence[Stretch],
    partner: Mapping[int, int],
) -> list[PageDifference]:
    """The differences between two texts. cut: their stretches (see `word_pairs.stretches`); partner: to which
    new page an old one belongs."""
    runs: list[_Run] = []
    for same, in_old, in_new in cut:
        if same:
            for here, there in zip(in_old, in_new, strict=True):
                _place(runs, old[here], new[there], partner)
        else:
            change = Change.CHANGED if in_old and in_new else Change.REMOVED if in_old else Change.ADDED
            runs.append(_Run(change, [old[at] for at in in_old], [new[at] for at in in_new]))
    return _with_moved_words([_difference(run) for run in _reflowed(runs) if run.change is not None])


def _place(runs: list[_Run], old: PlacedWord, new: PlacedWord, partner: Mapping[int, int]) -> None:
    """Put a word that is the same in both texts behind those before it."""
    before, now = old.word, new.word
    right, down = now.x0 - before.x0, now.baseline - before.baseline
    wider, higher = now.x1 - now.x0 - before.x1 + before.x0, now.y1 - now.y0 - before.y1 + before.y0
    change: Change | None = Change.MOVED
    move = (old.page, new.page, right, down)
    if abs(wider) > _OTHER_LOOK or abs(higher) > _OTHER_LOOK:
        change, move = Change.RESTYLED, (0, 0, 0.0, 0.0)
    elif partner.get(old.page) == new.page and abs(right) <= NEAR and abs(down) <= NEAR:
        change, move = None, (0, 0, 0.0, 0.0)
    last = runs[-1] if runs else None
    if last is None or last.change is not change or not _alike(last.move, move):
        last = _Run(change, move=move)
        runs.append(last)
    last.old.append(old)
    last.new.append(new)


def _alike(move: tuple[int, int, float, float], other: tuple[int, int, float, float]) -> bool:
    return move[:2] == other[:2] and abs(move[2] - other[2]) <= NEAR and abs(move[3] - other[3]) <= NEAR


_FEW = 4
"""Words that happen to stand straight below their old place, in the midst of a text that flowed."""


def _reflowed(runs: list[_Run]) -> list[_Run]:
    """The runs, with those that moved because lines break elsewhere joined into one."""
    made: list[_Run] = []
    for at, run in enumerate(runs):
        last = made[-1] if made else None
        after = runs[at + 1] if at + 1 < len(runs) else None
        flowed = run.is_sideways or (
            run.change is Change.MOVED
            and len(run.new) <= _FEW
            and last is not None
            and last.change in {Change.REFLOWED, Change.RESTYLED}
            and after is not None
            and (after.is_sideways or after.change is Change.RESTYLED)
        )
        joins = {Change.RESTYLED} if run.change is Change.RESTYLED else {Change.REFLOWED, Change.RESTYLED}
        if (flowed or run.change is Change.RESTYLED) and last is not None and last.change in joins:
            last.take(run)
        elif flowed and _is_shoved(last, run, after):
            made.append(_Run(Change.REFLOWED, list(run.old), list(run.new)))
        else:
            made.append(run)
    return made


def _is_shoved(last: _Run | None, run: _Run, after: _Run | None) -> bool:
    """Whether words moved sideways because something beside them did, and not by themselves."""
    if after is not None and after.is_sideways:
        return True
    return any(each is not None and each.is_own and _touches(each, run) for each in (last, after))


def _touches(changed: _Run, run: _Run) -> bool:
    """Whether words changed on a line on which these stand, in either document."""
    return any(
        one.page == other.page and abs(one.word.baseline - other.word.baseline) <= 1
        for words, others in ((changed.old, run.old), (changed.new, run.new))
        for one in (*words[:1], *words[-1:])
        for other in (*others[:1], *others[-1:])
    )


def _difference(run: _Run) -> PageDifference:
    assert run.change is not None
    _from, _to, right, down = run.move
    return PageDifference(
        run.change,
        Matter.TEXT,
        joined_boxes([each.box for each in run.old]),
        joined_boxes([each.box for each in run.new]),
        " ".join(each.word.text for each in run.old),
        " ".join(each.word.text for each in run.new),
        right,
        down,
    )


_TELLING = 4
"""Characters that words must have at least to be taken for the same ones elsewhere."""


def _with_moved_words(found: list[PageDifference]) -> list[PageDifference]:
    """Words that went at one place and came at another are words that moved."""
    gone = {each.old_text: each for each in found if each.change is Change.REMOVED}
    come = {each.new_text: each for each in found if each.change is Change.ADDED}
    moved = {text for text in gone.keys() & come.keys() if len(text) >= _TELLING}
    made = []
    for each in found:
        if each.change is Change.ADDED and each is come.get(each.new_text) and each.new_text in moved:
            before = gone[each.new_text]
            first, then = before.old[0], each.new[0]
            made.append(
                replace(
                    each,
                    change=Change.MOVED,
                    old=before.old,
                    old_text=before.old_text,
                    right=then.x0 - first.x0,
                    down=then.y0 - first.y0,
                )
            )
        elif not (
            each.change is Change.REMOVED and each is gone.get(each.old_text) and each.old_text in moved
        ):
            made.append(each)
    return made
