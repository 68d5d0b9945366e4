"""From answers to a letter: always a letter, from the first keystroke on, and what is wrong with it.

What is missing or can't be read becomes a visible `Gap`; every problem is returned at once, beside
its field. `fill` never raises, whatever was typed.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as made
from itertools import chain
from typing import Any

from briefmaker.forms.cleaning import cleaned_body, cleaned_text
from briefmaker.forms.enclosures import checked_enclosures
from briefmaker.forms.house_styles import house_style_of, unknown_house_style
from briefmaker.forms.logic import Worked, worked_out
from briefmaker.forms.pictures import picture_problems
from briefmaker.forms.plausibility import implausible, no_choice
from briefmaker.forms.writing_hints import writing_hints
from briefmaker.i18n import _
from briefmaker.letter.answers import Answer, Answers, Enclosure, Entry
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
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
from briefmaker.notation.dates import read_date
from briefmaker.problems import Place, Problem, Severity

__all__ = ["Filled", "fill"]


@dataclass(frozen=True, slots=True)
class Filled:
    """A letter and everything that is wrong with it, in the order of the form.

    shown, required: the fields that are asked now, and those of them that must be filled in, by place: also
    "besluiten/0/tekst". derived: by place what a field holds as long as nothing is typed in it. sections: ids
    of those asked now; switched_off: of those that the user may switch on.
    """

    letter: Letter
    problems: tuple[Problem, ...] = ()
    shown: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    derived: Mapping[str, str] = made(default_factory=dict, repr=False)
    sections: frozenset[str] = frozenset()
    switched_off: frozenset[str] = frozenset()

    @property
    def may_leave(self) -> bool:
        """Whether nothing keeps this letter from being exported as final."""
        return not any(problem.blocks_export for problem in self.problems)


def fill(document_type: DocumentType, answers: Answers, today: datetime.date) -> Filled:
    """The letter that these answers make on the day `today`, complete or not."""
    worked = worked_out(document_type, answers, today)
    counting = worked.answers
    language = _language(document_type, counting)
    parts: dict[str, Part] = {}
    wrong: dict[str, list[Problem]] = {}
    for field in document_type.fields.values():
        if field.id not in worked.shown:
            parts[field.id] = _empty_part(field)
            continue
        asked = _Asked(field, field.id, field.label, worked)
        parts[field.id], wrong[field.id] = _part(document_type, asked, counting, today)
    house_style = house_style_of(document_type, counting, parts)
    if language.partition("-")[0] == "nl":
        _hint(document_type, parts, wrong, house_style)
    problems = list(chain.from_iterable(wrong.values()))
    problems += _orphans({*document_type.fields, *document_type.switches}, answers)
    about = document_type.metadata
    letter = Letter(
        document_type=document_type.id,
        language=language,
        house_style=house_style,
        title=_plain(parts.get(about.title)) or document_type.title,
        author=_plain(parts.get(about.author)),
        subject=_plain(parts.get(about.subject)),
        parts=parts,
    )
    return Filled(
        letter,
        tuple(problems),
        shown=worked.shown,
        required=worked.required,
        derived=worked.derived,
        sections=worked.sections,
        switched_off=worked.switched_off,
    )


def _hint(
    document_type: DocumentType, parts: Mapping[str, Part], wrong: dict[str, list[Problem]], house_style: str
) -> None:
    """Put hints where nothing is wrong; the house style is the letter's."""
    chosen = document_type.pack.house_style_named(house_style)
    notation = document_type.pack.notation if chosen is None else chosen.notation
    for name, found in wrong.items():
        if not found:
            field = document_type.fields[name]
            found.extend(writing_hints(document_type, notation, field, parts[name], Place(name)))


def _plain(part: Part | None) -> str:
    """A part as one line, for the document's properties; "" for a gap."""
    if isinstance(part, TextPart):
        return " ".join(part.value.split())
    if isinstance(part, LinesPart):
        return ", ".join(part.lines)
    if isinstance(part, GroupPart):
        return ", ".join(filter(None, map(_plain, part.first_parts)))
    return ""


def _orphans(known: Collection[str], answers: Answers, path: str = "") -> Iterator[Problem]:
    for name in answers:
        if name not in known and answers[name]:
            yield Problem(
                "field.unknown",
                Place(path + name),
                _("This letter holds an answer to “{field}”, which this document type doesn't ask.").format(
                    field=name
                ),
                _("It is kept in the letter file but not printed."),
                Severity.WARNING,
            )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A field where it is asked: `path` is its place ("besluiten/0/tekst"), `label` how problems name it."""

    field: LetterField
    path: str
    label: str
    worked: Worked

    @property
    def required(self) -> bool:
        return self.path in self.worked.required


def _part(
    document_type: DocumentType, asked: _Asked, answers: Answers, today: datetime.date
) -> tuple[Part, list[Problem]]:
    field = asked.field
    if _is_of_another_kind(field, answers.get(field.id)):
        return _misplaced(asked)
    if field.kind is FieldKind.BODY:
        return _body_part(asked, answers)
    if field.kind is FieldKind.ENCLOSURES:
        return _enclosures_part(asked, answers)
    if field.kind is FieldKind.GROUP:
        return _group_part(document_type, asked, answers, today)
    value, problems = cleaned_text(answers.text(field.id), Place(asked.path), asked.label)
    if field.kind is FieldKind.LANGUAGE:
        return _language_part(asked, value.strip() or document_type.language, document_type, problems)
    if field.kind is FieldKind.HOUSE_STYLE:
        chosen = value.strip()
        return TextPart(value=chosen), [*problems, *unknown_house_style(document_type, chosen, asked.path)]
    if not value.strip():
        return _nothing(asked, problems)
    if field.kind is FieldKind.DATE:
        return _date_part(asked, value, today, problems)
    if field.kind is FieldKind.LINES:
        lines = tuple(line.strip() for line in value.split("\n") if line.strip())
        return LinesPart(lines=lines), problems
    value = value.strip("\n ") if value.strip("\n ") else value
    form = document_type.pack.notation.reference
    if field.kind is FieldKind.CHOICE:
        problems += no_choice(document_type.choices_of(field), value, Place(asked.path), asked.label)
    problems += implausible(field, value, Place(asked.path), asked.label, form)
    return TextPart(value=value), problems


_EMPTY_PARTS: Mapping[FieldKind, Part] = {
    FieldKind.LINES: LinesPart(),
    FieldKind.BODY: BodyPart(),
    FieldKind.ENCLOSURES: EnclosuresPart(),
    FieldKind.GROUP: GroupPart(),
}


def _empty_part(field: LetterField) -> Part:
    """What prints as nothing where this field stands."""
    return _EMPTY_PARTS.get(field.kind) or TextPart()


def _language(document_type: DocumentType, answers: Answers) -> str:
    """The language that was chosen if it can be, else the document type's."""
    field = document_type.language_field
    chosen = "" if field is None else answers.text(field.id).strip()
    return chosen if field is not None and chosen in field.choices else document_type.language


def _language_part(
    asked: _Asked, tag: str, document_type: DocumentType, problems: list[Problem]
) -> tuple[Part, list[Problem]]:
    if tag in {document_type.language, *asked.field.choices}:
        return TextPart(value=tag), problems
    unknown = Problem(
        "language.unknown",
        Place(asked.path),
        _("“{value}” is not a language of this kind of letter.").format(value=tag[:60]),
        _("Choose one from the list."),
    )
    return Gap(label=asked.label), [*problems, unknown]


def _is_of_another_kind(field: LetterField, answer: Answer | None) -> bool:
    """Whether a letter file that a person or script wrote answers a field with what it can't hold."""
    if field.kind is FieldKind.BODY:
        fits = isinstance(answer, str | Body)
    elif field.kind is FieldKind.ENCLOSURES:
        fits = isinstance(answer, tuple) and all(isinstance(each, Enclosure) for each in answer)
    elif field.kind is FieldKind.GROUP:
        fits = isinstance(answer, tuple) and all(isinstance(each, Entry) for each in answer)
    else:
        fits = isinstance(answer, str)
    return not fits and answer not in (None, "", (), Body())


def _misplaced(asked: _Asked) -> tuple[Part, list[Problem]]:
    problem = Problem(
        "field.kind",
        Place(asked.path),
        _("“{field}” holds a value of another kind, which can't be printed.").format(field=asked.label),
        _("Fill it in again."),
    )
    return Gap(label=asked.label), [problem]


def _nothing(asked: _Asked, problems: list[Problem]) -> tuple[Part, list[Problem]]:
    if not asked.required:
        return _empty_part(asked.field), problems
    missing = Problem(
        "required",
        Place(asked.path),
        _("“{field}” is still empty.").format(field=asked.label),
        _("Fill it in."),
    )
    return Gap(label=asked.label), [*problems, missing]


def _date_part(
    asked: _Asked, value: str, today: datetime.date, problems: list[Problem]
) -> tuple[Part, list[Problem]]:
    day = read_date(value, today)
    if day is not None:
        return DatePart(day=day), problems
    unreadable = Problem(
        "date.unreadable",
        Place(asked.path),
        _("“{value}” is not a date that I can read.").format(value=value.strip()[:60]),
        _("Type for example 18-8-2026 or 18 augustus 2026."),
    )
    return Gap(label=asked.label), [*problems, unreadable]


def _body_part(asked: _Asked, answers: Answers) -> tuple[Part, list[Problem]]:
    name = asked.field.id
    body, problems = cleaned_body(answers.body(name), asked.path, asked.label)
    if body.is_blank and not body.blocks and answers.text(name):
        return _body_from_string(asked, answers)
    if body.is_blank:
        return _nothing(asked, problems) if asked.required else (BodyPart(body=body), problems)
    problems += picture_problems(body, asked.path, asked.label)
    return BodyPart(body=body), problems


def _body_from_string(asked: _Asked, answers: Answers) -> tuple[Part, list[Problem]]:
    """A bare letter.json may hold a text as one string: blank lines part its paragraphs."""
    from briefmaker.content.plain_text import body_from_plain_text

    read = body_from_plain_text(answers.text(asked.field.id))
    return _body_part(asked, answers.with_answer(asked.field.id, read))


def _group_part(
    document_type: DocumentType, asked: _Asked, answers: Answers, today: datetime.date
) -> tuple[Part, list[Problem]]:
    group = asked.field
    problems: list[Problem] = []
    printed: list[Mapping[str, EntryPart]] = []
    for number, entry in enumerate(answers.entries(group.id)):
        given = Answers(entry.values)
        parts: dict[str, Any] = {}
        for field in group.fields:
            inside = _Asked(
                field,
                f"{asked.path}/{number}/{field.id}",
                _label_inside(group, number, field),
                asked.worked,
            )
            if inside.path not in asked.worked.shown:
                parts[field.id] = _empty_part(field)
                continue
            part, found = _part(document_type, inside, given, today)
            parts[field.id] = Gap(label=field.label) if isinstance(part, Gap) else part
            problems += found
        problems += _orphans({field.id for field in group.fields}, given, f"{asked.path}/{number}/")
        printed.append(parts)
    least = max(group.at_least, int(asked.required))
    if len(printed) < least:
        problems.append(_too_few(asked, len(printed), least))
        printed += [_missing_entry(group)] * (least - len(printed))
    if group.at_most and len(printed) > group.at_most:
        problems.append(_too_many(asked, len(printed)))
    return GroupPart(entries=tuple(printed), printed_as=group.printed_as), problems


def _label_inside(group: LetterField, number: int, field: LetterField) -> str:
    """What a field of the `number`th entry (from 0) is called: the entry alone when that says it all."""
    entry = group.entry_label or group.label
    if len(group.fields) == 1 or field.label == entry:
        return _("{thing} {number}").format(thing=entry, number=number + 1)
    return _("{entry} {number}, {field}").format(entry=entry, number=number + 1, field=field.label)


def _missing_entry(group: LetterField) -> Mapping[str, EntryPart]:
    """An entry that shows that there must be one."""
    first, *others = group.fields
    parts: dict[str, Any] = {first.id: Gap(label=group.entry_label or first.label)}
    return parts | {field.id: _empty_part(field) for field in others}


def _too_few(asked: _Asked, count: int, least: int) -> Problem:
    if count == 0 and least == 1:
        what, remedy = _("“{field}” is still empty."), _("Fill it in.")
        return Problem("required", Place(asked.path), what.format(field=asked.label), remedy)
    return Problem(
        "group.too_few",
        Place(asked.path),
        _("“{field}” has {count}; there must be at least {least}.").format(
            field=asked.label, count=count, least=least
        ),
        _("Add what is missing."),
    )


def _too_many(asked: _Asked, count: int) -> Problem:
    return Problem(
        "group.too_many",
        Place(asked.path),
        _("“{field}” has {count}; there can be no more than {most}.").format(
            field=asked.label, count=count, most=asked.field.at_most
        ),
        _("Remove what is too many."),
    )


def _enclosures_part(asked: _Asked, answers: Answers) -> tuple[Part, list[Problem]]:
    enclosures, problems = checked_enclosures(
        asked.path, answers.enclosures(asked.field.id), titles_suffice=asked.field.titles_suffice
    )
    return (EnclosuresPart(enclosures=enclosures), problems) if enclosures else _nothing(asked, problems)
