"""From answers to a letter: always a letter, from the first keystroke on, and what is wrong with it.

What is missing or can't be read becomes a visible `Gap`; every problem is returned at once, beside
its field. `fill` never raises, whatever was typed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from briefmaker.forms.cleaning import cleaned_body, cleaned_text
from briefmaker.forms.pictures import picture_problems
from briefmaker.forms.plausibility import implausible
from briefmaker.i18n import _
from briefmaker.letter.answers import Answer, Answers, Enclosure
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
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
from briefmaker.notation.dates import read_date
from briefmaker.problems import Place, Problem, Severity

__all__ = ["Filled", "fill"]


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter and everything that is wrong with it, in the order of the form."""

    letter: Letter
    problems: tuple[Problem, ...] = ()

    @property
    def may_leave(self) -> bool:
        """Whether nothing keeps this letter from being exported as final."""
        return not any(problem.blocks_export for problem in self.problems)


def fill(document_type: DocumentType, answers: Answers, today: datetime.date) -> Filled:
    """The letter that these answers make on the day `today`, complete or not."""
    parts: dict[str, Part] = {}
    problems: list[Problem] = []
    for field in document_type.fields.values():
        parts[field.id], found = _part(document_type, field, answers, today)
        problems += found
    problems += _orphans(document_type, answers)
    about = document_type.metadata
    letter = Letter(
        document_type=document_type.id,
        language=_language(document_type, answers),
        title=_plain(parts.get(about.title)) or document_type.title,
        author=_plain(parts.get(about.author)),
        subject=_plain(parts.get(about.subject)),
        parts=parts,
    )
    return Filled(letter, tuple(problems))


def _plain(part: Part | None) -> str:
    """A part as one line, for the document's properties; "" for a gap."""
    if isinstance(part, TextPart):
        return " ".join(part.value.split())
    if isinstance(part, LinesPart):
        return ", ".join(part.lines)
    return ""


def _orphans(document_type: DocumentType, answers: Answers) -> Iterator[Problem]:
    for name in answers:
        if name not in document_type.fields and answers[name]:
            yield Problem(
                "field.unknown",
                Place(name),
                _("This letter holds an answer to “{field}”, which this document type doesn't ask.").format(
                    field=name
                ),
                _("It is kept in the letter file but not printed."),
                Severity.WARNING,
            )


def _part(
    document_type: DocumentType, field: LetterField, answers: Answers, today: datetime.date
) -> tuple[Part, list[Problem]]:
    if _is_of_another_kind(field, answers.get(field.id)):
        return _misplaced(field)
    if field.kind is FieldKind.BODY:
        return _body_part(field, answers)
    if field.kind is FieldKind.ENCLOSURES:
        return _enclosures_part(field, answers)
    value, problems = cleaned_text(answers.text(field.id), Place(field.id), field.label)
    if field.kind is FieldKind.LANGUAGE:
        return _language_part(field, value.strip() or document_type.language, document_type, problems)
    if not value.strip():
        return _nothing(field, LinesPart() if field.kind is FieldKind.LINES else TextPart(), problems)
    if field.kind is FieldKind.DATE:
        return _date_part(field, value, today, problems)
    if field.kind is FieldKind.LINES:
        lines = tuple(line.strip() for line in value.split("\n") if line.strip())
        return LinesPart(lines=lines), problems
    value = value.strip("\n ") if value.strip("\n ") else value
    return TextPart(value=value), [*problems, *implausible(field, value)]


def _language(document_type: DocumentType, answers: Answers) -> str:
    """The language that was chosen if it can be, else the document type's."""
    field = document_type.language_field
    chosen = "" if field is None else answers.text(field.id).strip()
    return chosen if field is not None and chosen in field.choices else document_type.language


def _language_part(
    field: LetterField, tag: str, document_type: DocumentType, problems: list[Problem]
) -> tuple[Part, list[Problem]]:
    if tag in {document_type.language, *field.choices}:
        return TextPart(value=tag), problems
    unknown = Problem(
        "language.unknown",
        Place(field.id),
        _("“{value}” is not a language of this kind of letter.").format(value=tag[:60]),
        _("Choose one from the list."),
    )
    return Gap(label=field.label), [*problems, unknown]


def _is_of_another_kind(field: LetterField, answer: Answer | None) -> bool:
    """Whether a letter file that a person or script wrote answers a field with what it can't hold."""
    if field.kind is FieldKind.BODY:
        fits = isinstance(answer, str | Body)
    elif field.kind is FieldKind.ENCLOSURES:
        fits = isinstance(answer, tuple)
    else:
        fits = isinstance(answer, str)
    return not fits and answer not in (None, "", (), Body())


def _misplaced(field: LetterField) -> tuple[Part, list[Problem]]:
    problem = Problem(
        "field.kind",
        Place(field.id),
        _("“{field}” holds a value of another kind, which can't be printed.").format(field=field.label),
        _("Fill it in again."),
    )
    return Gap(label=field.label), [problem]


def _nothing(field: LetterField, empty: Part, problems: list[Problem]) -> tuple[Part, list[Problem]]:
    if not field.required:
        return empty, problems
    missing = Problem(
        "required",
        Place(field.id),
        _("“{field}” is still empty.").format(field=field.label),
        _("Fill it in."),
    )
    return Gap(label=field.label), [*problems, missing]


def _date_part(
    field: LetterField, value: str, today: datetime.date, problems: list[Problem]
) -> tuple[Part, list[Problem]]:
    day = read_date(value, today)
    if day is not None:
        return DatePart(day=day), problems
    unreadable = Problem(
        "date.unreadable",
        Place(field.id),
        _("“{value}” is not a date that I can read.").format(value=value.strip()[:60]),
        _("Type for example 18-8-2026 or 18 augustus 2026."),
    )
    return Gap(label=field.label), [*problems, unreadable]


def _body_part(field: LetterField, answers: Answers) -> tuple[Part, list[Problem]]:
    body, problems = cleaned_body(answers.body(field.id), field.id, field.label)
    if body.is_blank and not body.blocks and answers.text(field.id):
        return _body_from_string(field, answers)
    if body.is_blank:
        return _nothing(field, BodyPart(body=body), problems)
    problems += picture_problems(body, field.id, field.label)
    return BodyPart(body=body), problems


def _body_from_string(field: LetterField, answers: Answers) -> tuple[Part, list[Problem]]:
    """A bare letter.json may hold a text as one string: blank lines part its paragraphs."""
    from briefmaker.content.plain_text import body_from_plain_text

    read = body_from_plain_text(answers.text(field.id))
    return _body_part(field, answers.with_answer(field.id, read))


def _enclosures_part(field: LetterField, answers: Answers) -> tuple[Part, list[Problem]]:
    problems: list[Problem] = []
    printed: list[Enclosure] = []
    for number, enclosure in enumerate(answers.enclosures(field.id)):
        path = f"{field.id}/{number}"
        label = _("Enclosure {number}").format(number=number + 1)
        title, found = cleaned_text(enclosure.title, Place(f"{path}/titel"), label)
        problems += found
        body, found = cleaned_body(enclosure.body, f"{path}/tekst", label)
        problems += found
        problems += picture_problems(body, f"{path}/tekst", label)
        if not title.strip():
            problems.append(
                Problem(
                    "required",
                    Place(f"{path}/titel"),
                    _("{field} has no title.").format(field=label),
                    _("Fill in a title, or remove the enclosure."),
                )
            )
            title = Gap(label=label).printed
        if body.is_blank:
            problems.append(
                Problem(
                    "required",
                    Place(f"{path}/tekst"),
                    _("{field} has no text.").format(field=label),
                    _("Type its text, or remove the enclosure."),
                )
            )
        printed.append(Enclosure(title=title.strip(), body=body))
    if not printed:
        return _nothing(field, EnclosuresPart(), problems)
    return EnclosuresPart(enclosures=tuple(printed)), problems
