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
    EntryPart,
    Gap,
    GroupPart,
    Letter,
    LinesPart,
    Part,
    TextPart,
)
from briefmaker.letter.printed_names import (
    ENCLOSURE_KIND,
    ENCLOSURE_NUMBER,
    ENCLOSURE_TEXT,
    ENCLOSURE_TITLE,
    LIST_SUFFIX,
    OF_FILE,
    OF_TEXT,
)
from briefmaker.notation.dates import long_date
from briefmaker.rendering.group_text import group_body
from briefmaker.rendering.template_reader import Kind, Shape

__all__ = ["letter_context"]


def letter_context(
    letter: Letter,
    house_style: Mapping[str, str],
    shapes: Mapping[str, Shape],
    of_text: Callable[[str, str], str] | None,
    of_body: Callable[[Body, str, int], str],
) -> dict[str, object]:
    """The context of a template for `letter`; only names that the template uses (`shapes`) are in it.

    of_text(text, field) and of_body(body, field, cell) make the values, where cell is the width of the table
    cell that the template prints a body in, or 0; without `of_text` texts stay as they are. Enclosures become
    dicts of `nummer`, `titel`, `tekst` and `soort`, whose fields are "bijlagen/0/titel" and so on, and the
    name `bijlagen_lijst` gives a line for each; entries of a group dicts of what the template uses of them.
    The field of a group printed as one text ends in "/": the ids of its blocks say the rest.
    """
    context: dict[str, object] = {}
    parts = letter.parts
    for name, shape in shapes.items():
        part = parts.get(name)
        if part is None:
            if isinstance(listed := parts.get(name.removesuffix(LIST_SUFFIX)), EnclosuresPart):
                context[name] = _listed(listed, name.removesuffix(LIST_SUFFIX), of_text)
            elif name in house_style:
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
            field = f"{name}/" if isinstance(part, GroupPart) else name
            context[name] = of_body(_as_body(part, letter.language), field, shape.cells.get("", 0))
        elif isinstance(part, GroupPart):
            context[name] = [
                _entry(entry, f"{name}/{index}", shape, letter.language, of_text, of_body)
                for index, entry in enumerate(part.entries)
            ]
        elif isinstance(part, Gap):
            context[name] = [_gap_row(part, name, shape, of_text)]
        else:
            context[name] = [
                _row(enclosure, index, f"{name}/{index}", shape, of_text, of_body)
                for index, enclosure in enumerate(_as_enclosures(part))
            ]
    return context


def _row(
    enclosure: Enclosure,
    index: int,
    path: str,
    shape: Shape,
    of_text: Callable[[str, str], str] | None,
    of_body: Callable[[Body, str, int], str],
) -> dict[str, str]:
    body_path = f"{path}/{ENCLOSURE_TEXT}"
    if shape.attributes.get(ENCLOSURE_TEXT) is Kind.BODY:
        text = of_body(enclosure.body, body_path, shape.cells.get(ENCLOSURE_TEXT, 0))
    else:
        text = _text("\n".join(enclosure.body.texts()), body_path, of_text)
    return {
        ENCLOSURE_NUMBER: str(index + 1),
        ENCLOSURE_TITLE: _text(enclosure.title, f"{path}/{ENCLOSURE_TITLE}", of_text),
        ENCLOSURE_TEXT: text,
        ENCLOSURE_KIND: OF_TEXT if enclosure.file is None else OF_FILE,
    }


def _listed(part: EnclosuresPart, field: str, of_text: Callable[[str, str], str] | None) -> list[str]:
    if not any(enclosure.file is not None for enclosure in part.enclosures):
        return []
    return [
        _text(f"{number}. {enclosure.title}", f"{field}/{number - 1}/{ENCLOSURE_TITLE}", of_text)
        for number, enclosure in enumerate(part.enclosures, 1)
    ]


def _entry(
    entry: Mapping[str, EntryPart],
    path: str,
    shape: Shape,
    language: str,
    of_text: Callable[[str, str], str] | None,
    of_body: Callable[[Body, str, int], str],
) -> dict[str, object]:
    row: dict[str, object] = {}
    for name, kind in shape.attributes.items():
        part = entry.get(name)
        if part is None:
            continue
        field = f"{path}/{name}"
        if kind is Kind.BODY:
            row[name] = of_body(_as_body(part, language), field, shape.cells.get(name, 0))
        elif kind is Kind.LINES:
            row[name] = [_text(line, field, of_text) for line in _as_lines(part, language)]
        else:
            row[name] = _text(_as_text(part, language), field, of_text)
    return row


def _text(text: str, field: str, of_text: Callable[[str, str], str] | None) -> str:
    text = normalised_line_ends(text)
    return text if of_text is None else of_text(text, field)


def _as_text(part: Part, language: str) -> str:
    if isinstance(part, TextPart):
        return part.value
    if isinstance(part, DatePart):
        return long_date(part.day, language)
    if isinstance(part, GroupPart):
        return ", ".join(line for line in _as_lines(part, language) if line)
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
    if isinstance(part, GroupPart):
        return tuple(_as_text(next(iter(entry.values()), TextPart()), language) for entry in part.entries)
    text = _as_text(part, language)
    return tuple(text.split("\n")) if text else ()


def _as_body(part: Part, language: str) -> Body:
    if isinstance(part, BodyPart):
        return part.body
    if isinstance(part, GroupPart):
        return group_body(part, lambda inside: _as_text(inside, language))
    lines = _as_lines(part, language)
    blocks: tuple[Block, ...] = tuple(Paragraph(inlines=inlines(line)) for line in lines)
    return Body(blocks=blocks)


def _as_enclosures(part: Part) -> tuple[Enclosure, ...]:
    if isinstance(part, EnclosuresPart):
        return part.enclosures
    return ()


def _gap_row(
    gap: Gap, path: str, shape: Shape, of_text: Callable[[str, str], str] | None
) -> dict[str, object]:
    """A row that shows that there must be one."""
    row: dict[str, object] = {
        name: [] if kind is Kind.LINES else "" for name, kind in shape.attributes.items()
    }
    named = ENCLOSURE_TITLE if ENCLOSURE_TITLE in row else next(iter(row), ENCLOSURE_TITLE)
    text = _text(gap.printed, f"{path}/0/{named}", of_text)
    kind = shape.attributes.get(named)
    if kind is not Kind.BODY:
        row[named] = [text] if kind is Kind.LINES else text
    return row
