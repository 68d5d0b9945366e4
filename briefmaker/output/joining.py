"""Asks the child process to join a letter with its enclosures, and says in a sentence why that can't be."""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.errors import LayoutFailed
from briefmaker.i18n import _
from briefmaker.output.child import Child
from briefmaker.output.failures import Failure, LayoutProblem, error_of
from briefmaker.output.joined_parts import BookmarkedText, Joined, Part, PartFacts
from briefmaker.output.pdf_metadata import DocumentFacts

__all__ = ["joined", "looked_at"]

_AT_LEAST = 60.0
"""Seconds; what is large takes more, a second for each of these bytes."""
_BYTES_A_SECOND = 500_000
_BREAKS_OFF = (Failure.CRASHED, Failure.TOO_SLOW)


def joined(
    child: Child, letter: bytes, texts: Sequence[BookmarkedText], parts: Sequence[Part], facts: DocumentFacts
) -> Joined:
    """The letter with its parts behind it. Raises LayoutFailed, which names the part that is to blame."""
    limit = _limit(len(letter) + sum(len(part.data) for part in parts))
    try:
        made: Joined = child.ask(
            "join", limit, letter=letter, texts=list(texts), parts=list(parts), facts=facts
        )
        return made
    except LayoutProblem as problem:
        number = int(problem.detail[0]) if problem.detail else _to_blame(child, parts, problem)
        if number is None:
            raise error_of(problem) from problem
        raise LayoutFailed(
            _("{enclosure} can't be put into the PDF. {reason}").format(
                enclosure=parts[number].label, reason=error_of(problem)
            )
        ) from problem


def looked_at(child: Child, pdf: bytes) -> PartFacts:
    """What there is to know about a PDF before it is joined. Raises LayoutFailed."""
    try:
        found: PartFacts = child.ask("look_at", _limit(len(pdf)), pdf=pdf)
    except LayoutProblem as problem:
        raise error_of(problem) from problem
    return found


def _to_blame(child: Child, parts: Sequence[Part], problem: LayoutProblem) -> int | None:
    """The part at which the child breaks off on its own too; None when it is none of them."""
    if problem.failure not in _BREAKS_OFF:
        return None
    for number, part in enumerate(parts):
        if part.is_picture:
            continue
        try:
            child.ask("look_at", _limit(len(part.data)) / 2, pdf=part.data)
        except LayoutProblem:
            return number
    return None


def _limit(size: int) -> float:
    return _AT_LEAST + size / _BYTES_A_SECOND
