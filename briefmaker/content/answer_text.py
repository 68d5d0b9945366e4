"""Whatever was filled in as plain text, to be read and copied."""

from __future__ import annotations

from briefmaker.content.text_writing import text_of
from briefmaker.letter.answers import Answer, Enclosure, Entry
from briefmaker.letter.body import Body

__all__ = ["answer_text", "place_in_words"]


def answer_text(value: Answer) -> str:
    """The text of an answer: of entries each value on a line behind the name of its field, of enclosures
    their titles, the names of their files and their texts. Pictures are left out."""
    if isinstance(value, str):
        return value
    if isinstance(value, Body):
        return text_of(value.blocks).rstrip("\n")
    return "\n\n".join(filter(None, map(_of_one, value)))


def _of_one(each: Enclosure | Entry) -> str:
    if isinstance(each, Enclosure):
        parts = [each.title, "" if each.file is None else each.file.name, answer_text(each.body)]
        return "\n".join(filter(None, parts))
    texts = {name: answer_text(inside) for name, inside in each.values.items()}
    return "\n".join(f"{name}: {text}" for name, text in texts.items() if text)


def place_in_words(place: str) -> str:
    """The name of a field that is known by its id only: "ons_kenmerk" is "Ons kenmerk", "acties/0/wie" is
    "Acties 1 wie"."""
    steps = place.partition("~")[0].split("/")
    words = " ".join(str(int(step) + 1) if step.isdigit() else step for step in steps).replace("_", " ")
    return words[:1].upper() + words[1:]
