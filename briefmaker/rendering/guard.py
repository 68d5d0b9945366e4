"""What every letter passes before it leaves: XML that is read strictly, and text that reads back as given.

docxtpl itself repairs broken XML by leaving text out, in silence; here nothing leaves that was not
read back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefmaker.errors import RenderingFailed
from briefmaker.i18n import _
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body, Footnote, Image, plain_text
from briefmaker.letter.characters import character_name, illegal_characters
from briefmaker.letter.letter import BodyPart, EnclosuresPart, GroupPart, Letter, LinesPart, Part, TextPart
from briefmaker.problems import Place, Problem
from briefmaker.rendering.pictures import picture_of
from briefmaker.rendering.word_text import plain_word_text, strictly_parsed, word_text

__all__ = ["check_reads_back", "unprintable_characters", "unusable_pictures"]


def check_reads_back(xml: bytes, expected: str, *, plain: bool) -> None:
    """Raise unless `xml` is well-formed and its text is `expected`.

    plain: whether all text stands in `w:t`, so that the fast reader may be used. Raises lxml's
    XMLSyntaxError or expat's ExpatError for the first, `RenderingFailed` for the second.
    """
    plain = plain and len(xml) < _LIBXML2_LIMIT
    if (plain_word_text(xml) if plain else word_text(strictly_parsed(xml))) != expected:
        raise RenderingFailed(
            _(
                "The Word document would not hold the text as it was typed, so it was not made. "
                "Please report this."
            )
        )


def unprintable_characters(letter: Letter, house_style: Mapping[str, str]) -> tuple[Problem, ...]:
    """A problem for every character that Word can't carry and every text that is too long for it."""
    problems = []
    for place, text in _all_texts(letter, house_style):
        for character in illegal_characters(text):
            problems.append(
                Problem(
                    "character.illegal",
                    place,
                    _("The character {character} in “{field}” can't stand in a Word document.").format(
                        character=character_name(character), field=_field_name(place)
                    ),
                    _("Remove it."),
                )
            )
        if len(text) > _LONGEST:
            problems.append(
                Problem(
                    "text.too_long",
                    place,
                    _("A text in “{field}” is too long for a Word document.").format(
                        field=_field_name(place)
                    ),
                    _("Divide it into paragraphs."),
                )
            )
    return tuple(dict.fromkeys(problems))


_LIBXML2_LIMIT = 10_000_000
_LONGEST = 2_000_000
"""libxml2, and programs built on it, refuse a text node over 10,000,000 bytes."""


def _field_name(place: Place) -> str:
    return place.field.replace("_", " ").replace("/", " ") or _("the document's properties")


def _all_parts(letter: Letter) -> Iterator[tuple[str, Part]]:
    """All parts by place, those of entries each on their own."""
    for field, part in letter.parts.items():
        if isinstance(part, GroupPart):
            for number, entry in enumerate(part.entries):
                yield from ((f"{field}/{number}/{name}", inside) for name, inside in entry.items())
        else:
            yield field, part


def _all_texts(letter: Letter, house_style: Mapping[str, str]) -> Iterator[tuple[Place, str]]:
    for field, part in _all_parts(letter):
        if isinstance(part, TextPart):
            yield Place(field), part.value
        elif isinstance(part, LinesPart):
            yield from ((Place(field), line) for line in part.lines)
        elif isinstance(part, BodyPart):
            yield from _body_texts(part.body, field)
        elif isinstance(part, EnclosuresPart):
            for number, enclosure in enumerate(part.enclosures):
                yield from _enclosure_texts(enclosure, f"{field}/{number}")
    yield from ((Place(name), text) for name, text in house_style.items())
    yield from ((Place(), text) for text in (letter.title, letter.subject, letter.author, letter.language))


def _enclosure_texts(enclosure: Enclosure, path: str) -> Iterator[tuple[Place, str]]:
    yield Place(f"{path}/titel"), enclosure.title
    yield from _body_texts(enclosure.body, f"{path}/tekst")


def _body_texts(body: Body, field: str) -> Iterator[tuple[Place, str]]:
    for leaf in body.leaves():
        place = Place(field, leaf.id)
        yield place, plain_text(leaf.inlines)
        for run in leaf.inlines:
            if isinstance(run, Footnote):
                yield place, plain_text(run.note)
    for image in body.images():
        yield Place(field, image.id), image.alt


def unusable_pictures(letter: Letter) -> tuple[Problem, ...]:
    """A problem for every picture that Word can't show."""
    problems = []
    for place, image in _all_images(letter):
        try:
            picture_of(image.data)
        except ValueError:
            problems.append(
                Problem(
                    "image.unusable",
                    place,
                    _("A picture in “{field}” is damaged, or is no PNG or JPEG.").format(
                        field=_field_name(place)
                    ),
                    _("Replace it."),
                )
            )
    return tuple(problems)


def _all_images(letter: Letter) -> Iterator[tuple[Place, Image]]:
    for field, part in _all_parts(letter):
        if isinstance(part, BodyPart):
            yield from ((Place(field, image.id), image) for image in part.body.images())
        elif isinstance(part, EnclosuresPart):
            for number, enclosure in enumerate(part.enclosures):
                path = f"{field}/{number}/tekst"
                yield from ((Place(path, image.id), image) for image in enclosure.body.images())
