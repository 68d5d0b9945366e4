"""Texts from Word documents: a letter of ours as it was changed in Word, and any document's text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefmaker.app.letters import LARGEST_FILE, not_made_here, open_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.app.up_to_date import up_to_date
from briefmaker.drafts.failures import shown
from briefmaker.drafts.letter_file import LetterFile, read_letter_file
from briefmaker.drafts.reading import file_content
from briefmaker.errors import BriefmakerError, UnreadableLetter, UnusableInput
from briefmaker.forms.filling import fill
from briefmaker.i18n import _
from briefmaker.letter.answers import Answers
from briefmaker.letter.body import Body, Paragraph, inlines
from briefmaker.letter.document_type import BodyStyles, FieldKind, FieldRole, PrintedAs
from briefmaker.letter.letter import BodyPart, EnclosuresPart, Gap, GroupPart, Letter
from briefmaker.packs.installed import InstalledPacks
from briefmaker.problems import Place, Problem, Severity

__all__ = ["WordLetter", "WordText", "letter_in_word", "opened_letter", "text_in_word"]

_TEXT_OF_ENCLOSURE = "tekst"
_LONGEST_QUOTE = 80
_MOST_QUOTES = 3


@dataclass(frozen=True, slots=True)
class WordLetter:
    """A letter from a Word document of ours, and what there is to say about it: that its text was changed
    in Word, and what could not be taken over."""

    letter: LetterFile
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class WordText:
    """The text of a Word document, ready to be put into another.

    lost: what it held and a text can't hold: "picture" (of another kind than PNG and JPEG), "text_box",
    "object". from_letter: whether it is only the text of a letter of ours, without what stands around it.
    """

    body: Body
    lost: frozenset[str] = frozenset()
    from_letter: bool = False


def opened_letter(path: Path, packs: InstalledPacks, today: datetime.date) -> WordLetter:
    """The letter in a file as `briefmaker.app.letters.open_letter` has it, but `up_to_date`; from a Word
    document with its text as it is in Word now. Raises UnusableInput and UnreadableLetter, which name the
    file."""
    if path.suffix.lower() != ".docx":
        return WordLetter(up_to_date(packs, open_letter(path)))
    data = file_content(path, LARGEST_FILE)
    try:
        found = letter_in_word(data, packs, today)
    except UnreadableLetter as error:
        raise UnreadableLetter(f"{shown(path.name)}: {error}") from error
    if found is None:
        raise not_made_here(path.name)
    return found


def letter_in_word(docx: bytes, packs: InstalledPacks, today: datetime.date) -> WordLetter | None:
    """The letter in a Word document that Briefmaker made, None in another.

    Where the text was changed in Word since, the letter holds the changed text, if it can be told where that
    begins and ends. Raises UnreadableLetter for a damaged letter file in it.
    """
    from briefmaker.rendering import embedded_letter

    found = embedded_letter(docx)
    if found is None:
        return None
    letter = up_to_date(packs, read_letter_file(found.letter_json))
    if found.text_is_unchanged:
        return WordLetter(letter)
    try:
        return _as_changed(docx, letter, packs, today)
    except BriefmakerError:
        return WordLetter(letter, (_not_followed(Place()),))


def text_in_word(docx: bytes, styles: BodyStyles, packs: InstalledPacks, today: datetime.date) -> WordText:
    """The text of any Word document as a body with ids; of a letter of ours only the letter's text.

    styles: the styles by which its paragraphs are known, those of the letter that it goes into. Raises
    UnusableInput for a file that is no Word document, damaged, protected or too large.
    """
    from briefmaker.rendering.body_reader import WordBody

    read = WordBody(docx, styles)
    try:
        known = letter_in_word(docx, packs, today)
    except UnreadableLetter:
        known = None
    if known is not None and not any(problem.rule == "word.not_followed" for problem in known.problems):
        text = _main_text(known.letter, packs)
        if text is not None and not text.is_blank:
            return WordText(text.with_ids(), frozenset(), from_letter=True)
    return WordText(read.body(), read.lost)


def _main_text(letter: LetterFile, packs: InstalledPacks) -> Body | None:
    try:
        field = packs.type(letter.document_type).type.field_with_role(FieldRole.BODY)
    except UnusableInput:
        return None
    return None if field is None else letter.answers.body(field.id)


def _as_changed(docx: bytes, letter: LetterFile, packs: InstalledPacks, today: datetime.date) -> WordLetter:
    from briefmaker.rendering.body_reader import WordBody
    from briefmaker.rendering.changed_texts import changed_texts, differing_lines

    document_type = packs.type(letter.document_type).type
    filled = fill(document_type, letter.answers, today).letter
    styles = document_type.styles_in(filled.house_style)
    read = WordBody(docx, styles)
    typesetter = Typesetter(packs)
    texts = dict(_texts(filled, {name: field.kind for name, field in document_type.fields.items()}))
    found = changed_texts(read, typesetter.typeset(filled), texts, styles)
    changed = {field: body for field, body in found.items() if body is not None and body != texts[field]}
    problems = [_followed(Place(field)) for field in changed]
    problems += [_not_followed(Place(field)) for field, body in found.items() if body is None]
    answers = _with_texts(letter.answers, changed)
    now = typesetter.typeset(fill(document_type, answers, today).letter).docx
    others = differing_lines(read, WordBody(now, styles))
    if others and None not in found.values():
        problems.append(_others_changed(others))
    as_changed = LetterFile(letter.document_type, letter.pack_version, answers, letter.further)
    return WordLetter(as_changed, tuple(problems))


def _texts(letter: Letter, kinds: Mapping[str, FieldKind]) -> Iterator[tuple[str, Body]]:
    """The texts of a letter by field as they are printed."""
    for name, part in letter.parts.items():
        if isinstance(part, BodyPart) and not part.body.is_blank:
            yield name, part.body
        elif isinstance(part, Gap) and kinds.get(name) is FieldKind.BODY:
            yield name, Body(blocks=(Paragraph(inlines=inlines(part.printed)),)).with_ids()
        elif isinstance(part, EnclosuresPart):
            for number, enclosure in enumerate(part.enclosures):
                if not enclosure.body.is_blank:
                    yield f"{name}/{number}/{_TEXT_OF_ENCLOSURE}", enclosure.body
        elif isinstance(part, GroupPart) and part.printed_as is PrintedAs.ROWS:
            for number, entry in enumerate(part.entries):
                for inside, text in entry.items():
                    if isinstance(text, BodyPart) and not text.body.is_blank:
                        yield f"{name}/{number}/{inside}", text.body


def _with_texts(answers: Answers, texts: Mapping[str, Body]) -> Answers:
    for path, body in texts.items():
        name, _slash, rest = path.partition("/")
        if not rest:
            answers = answers.with_answer(name, body)
            continue
        number, inside = int(rest.partition("/")[0]), rest.partition("/")[2]
        if entries := answers.entries(name):
            entry = entries[number].with_value(inside, body)
            answers = answers.with_answer(name, (*entries[:number], entry, *entries[number + 1 :]))
            continue
        enclosures = list(answers.enclosures(name))
        enclosures[number] = enclosures[number].model_copy(update={"body": body})
        answers = answers.with_answer(name, tuple(enclosures))
    return answers


def _followed(where: Place) -> Problem:
    return Problem(
        "word.followed",
        where,
        _("This text was changed in Word after the letter was made. Here it stands as it is in Word."),
        _("Look it through before you go on."),
        Severity.WARNING,
    )


def _not_followed(where: Place) -> Problem:
    return Problem(
        "word.not_followed",
        where,
        _("This letter was changed in Word after it was made; here it stands as it was made."),
        _("Copy from the Word document what should be kept."),
        Severity.WARNING,
    )


def _others_changed(lines: tuple[str, ...]) -> Problem:
    shown = [" ".join(line.split()) for line in lines[:_MOST_QUOTES]]
    quotes = [line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE]}…" for line in shown]
    return Problem(
        "word.others_changed",
        Place(),
        _("Outside the text, too, something was changed in Word that is not taken over: {lines}.").format(
            lines=", ".join(f"“{line}”" for line in quotes)
        ),
        _("Change it in the form."),
        Severity.WARNING,
    )
