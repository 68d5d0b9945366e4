"""Text blocks (tekstblokken): pieces of text that may be reused, as files that people write.

A file is Markdown under a head of TOML between two lines of "+++": what the block is called, for which
kinds of document it is, and what is asked when it is put in. `{{ name }}` in the text stands for a field of
the letter or an answer. Nothing in it is executed.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from briefmaker.i18n import _
from briefmaker.letter.characters import illegal_characters, normalised_line_ends

__all__ = [
    "OWN_NAMES",
    "PLACEHOLDER",
    "Mistake",
    "Question",
    "QuestionKind",
    "TextBlock",
    "pictures_named_in",
    "read_text_block",
    "unknown_names",
    "written_text_block",
]

OWN_NAMES = ("vandaag", "organisatie")
"""What can be put in a block besides fields and answers: today's date, the organisation's name."""
PLACEHOLDER = re.compile(r"\{\{\s*([a-z][a-z0-9_]*)\s*\}\}")

_FENCE = "+++"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
_BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")
_PICTURE = re.compile(r"!\[[^\]]*\]\(\s*(?:<([^>\n]*)>|([^)\s]+))")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class QuestionKind(StrEnum):
    """How a question is answered; the words are those of the file."""

    TEXT = "tekst"
    DATE = "datum"
    CHOICE = "keuze"


class Question(_Frozen):
    """Something that is asked when a block is put in. default: the answer to begin with, "vandaag" in a date
    the day itself."""

    id: str
    label: str
    kind: QuestionKind = QuestionKind.TEXT
    choices: tuple[str, ...] = ()
    default: str = ""


class TextBlock(_Frozen):
    """A text block. types: the folders of the document types it is for, () for all. literal: braces in its
    text are braces. pictures: the files it shows, by the name it gives them."""

    name: str = Field(repr=False)
    description: str = Field(default="", repr=False)
    keywords: tuple[str, ...] = Field(default=(), repr=False)
    types: tuple[str, ...] = ()
    literal: bool = False
    questions: tuple[Question, ...] = ()
    markdown: str = Field(default="", repr=False)
    first_line: int = 1
    """Line of its file on which the text begins."""
    pictures: Mapping[str, bytes] = Field(default_factory=dict, repr=False)

    @property
    def names(self) -> tuple[str, ...]:
        """What `{{ }}` names in its text, each once, in reading order."""
        return () if self.literal else tuple(dict.fromkeys(PLACEHOLDER.findall(_as_read(self.markdown))))


class Mistake(NamedTuple):
    """What is wrong with a file, as a sentence, and on which line."""

    line: int
    sentence: str


def read_text_block(source: str) -> tuple[TextBlock | None, tuple[Mistake, ...]]:
    """The block in a file's text, and everything that is wrong with it; with mistakes there is no block."""
    lines = normalised_line_ends(source).removeprefix("\ufeff").split("\n")
    if lines[0].strip() != _FENCE:
        return None, (Mistake(1, _("The file must begin with a line “+++”, its head, and “+++” again.")),)
    end = next((number for number, line in enumerate(lines[1:], start=1) if line.strip() == _FENCE), None)
    if end is None:
        return None, (Mistake(1, _("The head that begins with “+++” has no second “+++” to end it.")),)
    head = lines[1:end]
    try:
        values = tomllib.loads("\n".join(head))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return None, (_notation_mistake(str(error), end),)
    reading = _Head(head)
    found = reading.read(values)
    markdown = "\n".join(lines[end + 1 :]).strip("\n")
    before = next((number for number, line in enumerate(lines[end + 1 :]) if line.strip()), 0)
    if not markdown.strip():
        reading.mistakes.append(Mistake(end + 1, _("There is no text below the head.")))
    if illegal_characters(markdown):
        reading.mistakes.append(Mistake(end + 2, _("The text holds characters that no letter can print.")))
    block = TextBlock(**found, markdown=markdown, first_line=end + 2 + before)
    mistakes = (*reading.mistakes, *(() if block.literal else _unreadable_braces(block)))
    return (None if mistakes else block), tuple(sorted(mistakes))


def unknown_names(block: TextBlock, known: Collection[str]) -> tuple[Mistake, ...]:
    """A mistake for each name in the text that is neither among `known` nor asked on insertion."""
    names = {*known, *OWN_NAMES, *(question.id for question in block.questions)}
    return tuple(
        Mistake(line, _unknown(name, names))
        for name, line in _places(block)
        if not block.literal and name not in names
    )


def pictures_named_in(block: TextBlock) -> tuple[tuple[str, int], ...]:
    """The files beside the block's own that its text shows, with the line; addresses elsewhere are text."""
    return tuple(
        (name, block.first_line + block.markdown.count("\n", 0, found.start()))
        for found in _PICTURE.finditer(block.markdown)
        if (name := found[1] or found[2] or "") and not _ELSEWHERE.match(name)
    )


def written_text_block(block: TextBlock) -> str:
    """The block as a file; its pictures must be in its text."""
    values: list[tuple[str, object]] = [
        ("naam", block.name),
        ("omschrijving", block.description),
        ("trefwoorden", block.keywords),
        ("soorten", block.types),
        ("letterlijk", block.literal),
    ]
    lines = [_FENCE, *(f"{name} = {_toml(value)}" for name, value in values if value)]
    for question in block.questions:
        asked = [
            ("id", question.id),
            ("vraag", question.label),
            ("soort", question.kind.value),
            ("keuzes", question.choices),
            ("begin", question.default),
        ]
        lines += ["", "[[vraag]]", *(f"{name} = {_toml(value)}" for name, value in asked if value)]
    return "\n".join([*lines, _FENCE, "", block.markdown, ""])


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return '"' + "".join(_toml_character(character) for character in str(value)) + '"'


def _toml_character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"


class _Head:
    """Checks the values of a head, one by one, and gathers what is wrong."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.mistakes: list[Mistake] = []

    def read(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What a block is made of."""
        known = {"naam", "omschrijving", "trefwoorden", "soorten", "letterlijk", "vraag"}
        self._refuse_unknown(values, known)
        name = " ".join(self._text(values, "naam").split())
        if not name:
            self._add("naam", _('The block has no name: write naam = "..." in its head.'))
        literal = values.get("letterlijk", False)
        if not isinstance(literal, bool):
            self._add("letterlijk", _("“{name}” must be true or false.").format(name="letterlijk"))
        asked = values.get("vraag", [])
        if not isinstance(asked, list) or not all(isinstance(one, dict) for one in asked):
            self._add("vraag", _("A question is written below a line [[vraag]]."))
            asked = []
        questions: list[Question] = []
        for number, one in enumerate(asked):
            question = self._question(one, number)
            if question.id in {other.id for other in questions}:
                self._add("id", _("The question “{id}” occurs twice.").format(id=question.id), number)
            questions.append(question)
        return {
            "name": name,
            "description": self._text(values, "omschrijving"),
            "keywords": self._texts(values, "trefwoorden"),
            "types": self._texts(values, "soorten"),
            "literal": literal is True,
            "questions": tuple(questions),
        }

    def _question(self, values: Mapping[str, Any], number: int) -> Question:
        self._refuse_unknown(values, {"id", "vraag", "soort", "keuzes", "begin"}, number)
        name = self._text(values, "id", number)
        if not _NAME.fullmatch(name) or name in OWN_NAMES:
            said = _("A question needs an id of small letters, digits and underscores, not “{id}”.")
            self._add("id", said.format(id=name), number)
        label = self._text(values, "vraag", number)
        if not label.strip():
            self._add(
                "vraag", _('The question “{id}” asks nothing: write vraag = "...".').format(id=name), number
            )
        kind = self._text(values, "soort", number) or QuestionKind.TEXT.value
        if kind not in set(QuestionKind):
            said = _("“{kind}” is no kind of question; it can be {kinds}.")
            self._add("soort", said.format(kind=kind, kinds=", ".join(QuestionKind)), number)
            kind = QuestionKind.TEXT.value
        choices = self._texts(values, "keuzes", number)
        default = self._text(values, "begin", number)
        if kind == QuestionKind.CHOICE and (not choices or (default and default not in choices)):
            said = _("The question “{id}” needs keuzes = [...], and its begin must be one of them.")
            self._add("keuzes", said.format(id=name), number)
        return Question(id=name, label=label, kind=QuestionKind(kind), choices=choices, default=default)

    def _refuse_unknown(self, values: Mapping[str, Any], known: set[str], number: int | None = None) -> None:
        for name in values:
            if name not in known:
                self._add(name, _unknown(name, known), number)

    def _text(self, values: Mapping[str, Any], name: str, number: int | None = None) -> str:
        value = values.get(name, "")
        if not isinstance(value, str):
            self._add(name, _("“{name}” must be a text between quotes.").format(name=name), number)
            return ""
        return value

    def _texts(self, values: Mapping[str, Any], name: str, number: int | None = None) -> tuple[str, ...]:
        value = values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            said = _("“{name}” must be texts between quotes, in square brackets.")
            self._add(name, said.format(name=name), number)
            return ()
        return tuple(value)

    def _add(self, name: str, sentence: str, question: int | None = None) -> None:
        """question: in which question it is, counted from 0."""
        headings = [at for at, line in enumerate(self._lines) if line.strip().startswith("[[")]
        first = 0 if question is None or question >= len(headings) else headings[question]
        key = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*=")
        line = next((at for at in range(first, len(self._lines)) if key.match(self._lines[at])), first)
        self.mistakes.append(Mistake(line + 2, sentence))


def _notation_mistake(reason: str, end: int) -> Mistake:
    place = re.search(r"\(at line ([0-9]+), column [0-9]+\)", reason)
    line = int(place[1]) + 1 if place else end
    said = reason[: place.start()].rstrip() if place else reason
    return Mistake(line, _("The head has a mistake in its notation ({reason}).").format(reason=said))


def _unknown(name: str, known: Collection[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), n=1)
    if close:
        return _("“{name}” is not known. Did you mean “{other}”?").format(name=name, other=close[0])
    return _("“{name}” is not known.").format(name=name)


def _places(block: TextBlock) -> Iterator[tuple[str, int]]:
    """The names in the text with the line of each."""
    for number, line in enumerate(_as_read(block.markdown).split("\n"), start=block.first_line):
        for found in PLACEHOLDER.finditer(line):
            yield found[1], number


def _unreadable_braces(block: TextBlock) -> Iterator[Mistake]:
    for number, line in enumerate(_as_read(block.markdown).split("\n"), start=block.first_line):
        if found := _BRACES.search(PLACEHOLDER.sub("", line)):
            said = _("“{signs}” stands for nothing here. Write a field as {example}, on one line.")
            yield Mistake(number, said.format(signs=found[0], example="{{ onderwerp }}"))


def _as_read(markdown: str) -> str:
    """Markdown that a program wrote has a backslash before "_", which names are full of."""
    return markdown.replace("\\_", "_")
