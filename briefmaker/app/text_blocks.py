"""Text blocks of the pack and of the user, for one letter: found, filled in, kept."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefmaker.content.text_block_filling import filled_text_block
from briefmaker.content.text_blocks import QuestionKind, TextBlock, read_text_block, written_text_block
from briefmaker.drafts.own_blocks import OwnBlocks
from briefmaker.letter.body import Body
from briefmaker.letter.characters import illegal_characters
from briefmaker.letter.document_type import DocumentType, FieldKind
from briefmaker.letter.letter import DatePart, Gap, GroupPart, Letter, LinesPart, Part, TextPart
from briefmaker.notation.dates import long_date, read_date
from briefmaker.packs.installed import InstalledPacks

__all__ = [
    "OfferedBlock",
    "block_from_body",
    "block_values",
    "blocks_beginning",
    "blocks_found",
    "offered_blocks",
    "starting_answers",
    "text_of_block",
    "unreadable_blocks",
]


@dataclass(frozen=True, slots=True)
class OfferedBlock:
    """A block that can be put into a letter; `path` is the file of the user's own, None for a pack's."""

    block: TextBlock
    path: Path | None = None

    @property
    def is_own(self) -> bool:
        """Whether it is the user's own."""
        return self.path is not None


def offered_blocks(
    packs: InstalledPacks, document_type: DocumentType, own: OwnBlocks
) -> tuple[OfferedBlock, ...]:
    """The blocks for this document type, by name; the user's own, for all types, among them."""
    folder = document_type.id.partition("/")[2]
    shared = packs.pack_of(document_type.id).text_blocks
    offered = [OfferedBlock(block) for block in shared if not block.types or folder in block.types]
    offered += [OfferedBlock(each.block, each.path) for each in own.blocks()[0]]
    return tuple(sorted(offered, key=lambda each: (_plain(each.block.name), each.is_own)))


def unreadable_blocks(own: OwnBlocks) -> tuple[str, ...]:
    """A sentence for each mistake in the user's own blocks that can't be offered."""
    return own.blocks()[1]


def blocks_beginning(offered: Iterable[OfferedBlock], typed: str) -> tuple[OfferedBlock, ...]:
    """The blocks whose name, a word in it or a keyword begins with what was typed; by name first."""
    wanted = _plain(typed)
    at_start: list[OfferedBlock] = []
    inside: list[OfferedBlock] = []
    for each in offered:
        name = _plain(each.block.name)
        words = [*name.split(), *(_plain(keyword) for keyword in each.block.keywords)]
        if name.startswith(wanted):
            at_start.append(each)
        elif any(word.startswith(wanted) for word in words):
            inside.append(each)
    return (*at_start, *inside)


def blocks_found(offered: Iterable[OfferedBlock], typed: str) -> tuple[OfferedBlock, ...]:
    """The blocks that have every word typed in their name, keywords, description or text; those that have
    them in their name first."""
    words = _plain(typed).split()

    def rank(each: OfferedBlock) -> int | None:
        block = each.block
        name = _plain(block.name)
        about = " ".join((name, _plain(" ".join(block.keywords))))
        if all(word in name for word in words):
            return 0
        if all(word in about for word in words):
            return 1
        everything = " ".join((about, _plain(block.description), _plain(block.markdown)))
        return 2 if all(word in everything for word in words) else None

    ranked = [(found, each) for each in offered if (found := rank(each)) is not None]
    return tuple(each for _rank, each in sorted(ranked, key=lambda pair: pair[0]))


def block_values(
    block: TextBlock,
    letter: Letter,
    document_type: DocumentType,
    answers: Mapping[str, str],
    today: datetime.date,
) -> dict[str, str]:
    """What each name in the block stands for, as it is printed; what is empty is a gap, `[Onderwerp]`.

    answers: of the block's questions, by id.
    """
    values = {
        "vandaag": long_date(today, letter.language),
        "organisatie": document_type.pack.organisation_in(letter.house_style).name,
    }
    for field in document_type.fields.values():
        if field.kind not in {
            FieldKind.BODY,
            FieldKind.ENCLOSURES,
            FieldKind.LANGUAGE,
            FieldKind.HOUSE_STYLE,
        }:
            printed = _printed(letter.parts.get(field.id), letter.language)
            values[field.id] = printed if printed.strip() else Gap(label=field.label).printed
    for question in block.questions:
        answer = answers.get(question.id, question.default).strip()
        if question.kind is QuestionKind.DATE and (day := read_date(answer, today)) is not None:
            answer = long_date(day, letter.language)
        values[question.id] = answer or Gap(label=question.label).printed
    return values


def _printed(part: Part | None, language: str) -> str:
    if isinstance(part, TextPart):
        return part.value
    if isinstance(part, LinesPart):
        return "\n".join(part.lines)
    if isinstance(part, DatePart):
        return long_date(part.day, language)
    if isinstance(part, GroupPart):
        return ", ".join(filter(None, (_printed(each, language) for each in part.first_parts)))
    return part.printed if isinstance(part, Gap) else ""


def starting_answers(block: TextBlock, today: datetime.date) -> dict[str, str]:
    """The answers with which the questions begin."""
    answers = {}
    for question in block.questions:
        day = read_date(question.default, today) if question.kind is QuestionKind.DATE else None
        answers[question.id] = day.isoformat() if day is not None else question.default
    return answers


def text_of_block(
    block: TextBlock,
    letter: Letter,
    document_type: DocumentType,
    answers: Mapping[str, str],
    today: datetime.date,
) -> Body:
    """The text that the block puts in this letter."""
    return filled_text_block(block, block_values(block, letter, document_type, answers, today))


def block_from_body(
    name: str, keywords: Sequence[str], body: Body, *, before: TextBlock | None = None
) -> TextBlock:
    """A block of the user's own with this text. before: the block that is changed: what it names by braces
    stays so; in a new one, and where braces name nothing, they are braces."""
    from briefmaker.content.markdown import markdown_from_body

    markdown = markdown_from_body(body).strip("\n")
    changes = {
        "name": " ".join(name.split()),
        "keywords": tuple(dict.fromkeys(word for each in keywords if (word := " ".join(each.split())))),
        "markdown": markdown.translate({ord(sign): None for sign in illegal_characters(markdown)}),
    }
    made = TextBlock(**changes) if before is None else before.model_copy(update={**changes, "pictures": {}})
    is_usable = read_text_block(written_text_block(made))[0] is not None
    names_mean_something = before is not None or not made.names
    return made if is_usable and names_mean_something else made.model_copy(update={"literal": True})


def _plain(text: str) -> str:
    """Text to be searched: small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in parts if not unicodedata.combining(character))
