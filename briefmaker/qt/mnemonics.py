"""Which letter of a label goes to its field with Alt: one of its own for as many labels as can be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

__all__ = ["with_mnemonics"]


def with_mnemonics(labels: Sequence[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """The labels, each with "&" before the letter it is reached by; a label that finds no letter free has
    none. `taken` are letters that mean something else already, such as those of the menus.

    First letters of words are preferred, and labels that have few letters free choose first.
    """
    used = {letter.casefold() for letter in taken}
    chosen: dict[int, int] = {}
    for index in sorted(range(len(labels)), key=lambda each: len(labels[each])):
        label = labels[index]
        starts = [
            place
            for place, sign in enumerate(label)
            if sign.isalpha() and (place == 0 or label[place - 1] == " ")
        ]
        others = [place for place, sign in enumerate(label) if sign.isalpha() and sign.isascii()]
        for place in (*starts, *others):
            if label[place].casefold() not in used:
                used.add(label[place].casefold())
                chosen[index] = place
                break
    return tuple(_marked(label, chosen.get(index)) for index, label in enumerate(labels))


def _marked(label: str, place: int | None) -> str:
    escaped = [sign.replace("&", "&&") for sign in label]
    if place is not None:
        escaped[place] = "&" + escaped[place]
    return "".join(escaped)
