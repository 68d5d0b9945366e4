"""What is usually written otherwise, as calm hints: nothing is changed, nothing keeps a letter from leaving.

The rules are those of `briefmaker.notation`, for letters in Dutch; what the house chooses is its pack's.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Sequence

from briefmaker.forms.novelty import shared_start
from briefmaker.i18n import _
from briefmaker.letter.body import Block, Body, ListBlock, Paragraph, Table, plain_text
from briefmaker.letter.document_type import DocumentType, FieldKind, FieldRole, LetterField
from briefmaker.letter.letter import BodyPart, LinesPart, Part, TextPart
from briefmaker.letter.notation import Notation
from briefmaker.notation.addresses import address_advice, return_line_advice
from briefmaker.notation.advice import Advice
from briefmaker.notation.closings import closing_advice
from briefmaker.notation.names import name_advice, parse_name
from briefmaker.notation.passages import list_advice, opening_advice, vague_days
from briefmaker.notation.phones import phone_advice
from briefmaker.notation.references import reference_advice
from briefmaker.notation.salutations import salutation_advice
from briefmaker.problems import Place, Problem, Severity

__all__ = ["FIXED", "SPELLING", "writing_hints"]

SPELLING, FIXED = "schrijfwijze", "vast"
"""The column of a pack's list, and what stands in it, for a name that is registered just as it is written."""
_MOST_IN_A_TEXT = 20


def writing_hints(
    document_type: DocumentType, notation: Notation, field: LetterField, part: Part, where: Place
) -> Iterator[Problem]:
    """Hints for what stands in a field, each with how it is usually written where that is known."""
    if isinstance(part, TextPart) and part.value:
        yield from _problems(_of_text(document_type, notation, field, part.value), where)
    elif isinstance(part, LinesPart) and field.role is FieldRole.ADDRESSEE:
        yield from _problems(address_advice(part.lines), where)
    elif isinstance(part, BodyPart) and part.body.blocks:
        if field.role is FieldRole.BODY and document_type.field_with_role(FieldRole.SALUTATION):
            yield from _of_opening(part.body.blocks[0], where)
        yield from _of_body(where.field, part.body)


def _of_text(
    document_type: DocumentType, notation: Notation, field: LetterField, value: str
) -> Iterable[Advice]:
    if field.kind is FieldKind.PHONE and not field.pattern:
        return phone_advice(value, notation.phone, notation.phone_sign)
    if field.kind is FieldKind.REFERENCE and not field.pattern:
        return reference_advice(value, notation.reference, notation.reference_spacing)
    if field.role in (FieldRole.SENDER_NAME, FieldRole.SIGNATORY):
        advised = tuple(name_advice(parse_name(value)))
        return advised if advised and not _is_fixed(document_type, value) else ()
    if field.role is FieldRole.SALUTATION:
        return salutation_advice(value, notation)
    if field.role is FieldRole.CLOSING:
        return closing_advice(value)
    if field.role is FieldRole.RETURN_LINE:
        return return_line_advice(value, notation.return_line)
    return ()


def _is_fixed(document_type: DocumentType, name: str) -> bool:
    """Whether a list of the pack has this very name as one that is registered so."""
    return any(
        entry.get(SPELLING, "").strip().casefold() == FIXED and name in entry.values()
        for known in document_type.pack.lists.values()
        for entry in known.entries
    )


def _problems(advised: Iterable[Advice], where: Place) -> Iterator[Problem]:
    """One hint for each way of writing: what mends one slip mends the others."""
    seen: set[str] = set()
    for advice in advised:
        if not advice.better or advice.better not in seen:
            seen.add(advice.better)
            remedy = _("Write “{better}”.").format(better=advice.better) if advice.better else ""
            yield Problem(advice.rule, where, advice.what, remedy, Severity.HINT)


def _of_opening(block: Block, where: Place) -> Iterator[Problem]:
    if isinstance(block, Paragraph):
        yield from _problems(opening_advice(plain_text(block.inlines)), Place(where.field, block.id))


# --- Running text -------------------------------------------------------------------------------------

_Found = tuple[int, Problem]
_last: dict[str, tuple[weakref.ref[Body], tuple[_Found, ...]]] = {}
"""Of each field the last text, held weakly, and what was found in which of its blocks."""


def _of_body(field: str, body: Body) -> Iterator[Problem]:
    """Hints for the blocks of a text; of one that was seen before, only what is new is looked through."""
    known, found_before = _last.get(field, (None, ()))
    before = known() if known is not None else None
    if before is None:
        found_before = ()
    old = () if before is None else before.blocks
    new = body.blocks
    head = shared_start(old, new)
    tail = shared_start(old[head:][::-1], new[head:][::-1])
    moved = len(new) - len(old)
    fresh = ((at, problem) for at in range(head, len(new) - tail) for problem in _of_block(new[at], field))
    found = (
        *(each for each in found_before if each[0] < head),
        *fresh,
        *((at + moved, problem) for at, problem in found_before if at >= len(old) - tail),
    )
    _last[field] = (weakref.ref(body), found)
    return (problem for _at, problem in found[:_MOST_IN_A_TEXT])


def _of_block(block: Block, field: str) -> Iterator[Problem]:
    """Hints for what the writer wrote: not for quotations, nor for headings, which name a thing."""
    if isinstance(block, Paragraph):
        if word := vague_days(plain_text(block.inlines)):
            what = _("“{word}” can't be placed by who reads this later.").format(word=word)
            yield Problem("date.vague", Place(field, block.id), what, _("Write the date."), Severity.HINT)
    elif isinstance(block, ListBlock):
        yield from _of_list(block, field)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row.cells:
                yield from _of_blocks(cell.blocks, field)


def _of_blocks(blocks: Sequence[Block], field: str) -> Iterator[Problem]:
    for block in blocks:
        yield from _of_block(block, field)


def _of_list(block: ListBlock, field: str) -> Iterator[Problem]:
    texts = [
        plain_text(item.blocks[0].inlines)
        for item in block.items
        if len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph)
    ]
    if len(texts) == len(block.items):
        where = Place(field, block.items[0].id if block.items else block.id)
        yield from _problems(list_advice(texts), where)
    for item in block.items:
        yield from _of_blocks(item.blocks, field)
