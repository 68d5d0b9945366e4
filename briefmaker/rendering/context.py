"""From a letter to what a template is given: plain texts, lists of texts, and bodies.

Which of these a field becomes is decided by what the template does with it, since an empty field or
a gap doesn't say what it would have held.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Block, Body, Paragraph, inlines
from briefmaker.letter.characters import normalised_line_ends
from briefmaker.letter.letter import (
    BodyPart,
    DatePart,
    EnclosuresPart,
    Gap,
    Letter,
    LinesPart,
    Part,
    TextPart,
)
from briefmaker.notation.dates import long_date
from briefmaker.rendering.template_reader import Kind, Shape

__all__ = ["TEXT", "TITLE", "letter_context"]

TITLE = "titel"
TEXT = "tekst"
"""The names by which a template reaches an enclosure's title and text."""


def letter_context(
    letter: Letter,
    house_style: Mapping[str, str],
    shapes: Mapping[str, Shape],
    of_text: Callable[[str, str], str] | None,
    of_body: Callable[[Body, str], str],
) -> dict[str, object]:
    """The context of a template for `letter`; only names that the template uses (`shapes`) are in it.

    of_text(text, field) and of_body(body, field) make the values; without `of_text` texts stay as
    they are. Enclosures become dicts of `titel` and `tekst`, whose fields are "bijlagen/0/titel" and so on.
    """
    context: dict[str, object] = {}
    parts = letter.parts
    for name, shape in shapes.items():
        part = parts.get(name)
        if part is None:
            if name in house_style:
                context[name] = _text(house_style[name], "", of_text)
            continue
        kind = shape.kind
        if kind is Kind.TEXT:
            if of_text is None and type(part) is TextPart:
                value = part.value
                context[name] = normalised_line_ends(value) if "\r" in value else value
                continue
            context[name] = _text(_as_text(part, letter.language), name, of_text)
        elif kind is Kind.LINES:
            context[name] = [_text(line, name, of_text) for line in _as_lines(part, letter.language)]
        elif kind is Kind.BODY:
            context[name] = of_body(_as_body(part, letter.language), name)
        else:
            context[name] = [
                _row(enclosure, f"{name}/{index}", shape, of_text, of_body)
                for index, enclosure in enumerate(_as_enclosures(part))
            ]
    return context


def _row(
    enclosure: Enclosure,
    path: str,
    shape: Shape,
    of_text: Callable[[str, str], str] | None,
    of_body: Callable[[Body, str], str],
) -> dict[str, str]:
    body_path = f"{path}/{TEXT}"
    if shape.attributes.get(TEXT) is Kind.BODY:
        text = of_body(enclosure.body, body_path)
    else:
        text = _text("\n".join(enclosure.body.texts()), body_path, of_text)
    return {TITLE: _text(enclosure.title, f"{path}/{TITLE}", of_text), TEXT: text}


def _text(text: str, field: str, of_text: Callable[[str, str], str] | None) -> str:
    text = normalised_line_ends(text)
    return text if of_text is None else of_text(text, field)


def _as_text(part: Part, language: str) -> str:
    if isinstance(part, TextPart):
        return part.value
    if isinstance(part, DatePart):
        return long_date(part.day, language)
    return "\n".join(_as_lines(part, language))


def _as_lines(part: Part, language: str) -> tuple[str, ...]:
    if isinstance(part, LinesPart):
        return part.lines
    if isinstance(part, Gap):
        return (part.printed,)
    if isinstance(part, BodyPart):
        return tuple(part.body.texts())
    if isinstance(part, EnclosuresPart):
        return tuple(enclosure.title for enclosure in part.enclosures)
    text = _as_text(part, language)
    return tuple(text.split("\n")) if text else ()


def _as_body(part: Part, language: str) -> Body:
    if isinstance(part, BodyPart):
        return part.body
    lines = _as_lines(part, language)
    blocks: tuple[Block, ...] = tuple(Paragraph(inlines=inlines(line)) for line in lines)
    return Body(blocks=blocks)


def _as_enclosures(part: Part) -> tuple[Enclosure, ...]:
    if isinstance(part, EnclosuresPart):
        return part.enclosures
    if isinstance(part, Gap):
        return (Enclosure(title=part.printed),)
    return ()
