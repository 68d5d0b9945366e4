"""What could be written better, said calmly: nothing typed is changed by it."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Advice"]


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that is usually written otherwise.

    rule: stable id, e.g. "title.order"; what: a sentence that says what is unusual; better: the whole value
    as it is usually written, "" when only the writer can know.
    """

    rule: str
    what: str = field(repr=False)
    better: str = field(default="", repr=False)
