"""Who signed on behalf of a body: functions and names under it, below each other or side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from briefmaker.content.field_values import FieldValues
from briefmaker.content.folding import folded
from briefmaker.content.report import Remark, Remarks
from briefmaker.content.source_lines import Line
from briefmaker.i18n import _
from briefmaker.letter.answers import Entry
from briefmaker.letter.document_type import DocumentType, FieldKind, FieldRole, LetterField

__all__ = ["functions_in", "read_signatures"]

_FUNCTION = (
    r"(?:(?:de|uw)\s+)?(?:loco-?\s?|plv\.\s*|plaatsvervangend\s+|waarnemend\s+)?"
    r"(?:gemeentesecretaris|secretaris|burgemeester|griffier|voorzitter|wethouder|directeur)"
    r"(?:\s*[/-]\s*algemeen directeur)?(?:\s+van\s+(?:de\s+)?[\w '’-]{2,60})?\s*,?"
)
_WHOLE = re.compile(rf"\s*{_FUNCTION}\s*", re.IGNORECASE)
_FIRST = re.compile(
    r"\s*(?:de\s+)?(?:gemeentesecretaris|secretaris|burgemeester|griffier|voorzitter)\s*,?(?=\s+de\s+|\s*$)",
    re.IGNORECASE,
)
_COLUMNS = re.compile(r"\t+| {2,}")
_LONGEST = 120
_MOST_LINES = 14


class _Signature(NamedTuple):
    function: str
    name: str
    line: int


def read_signatures(
    lines: Sequence[Line], document_type: DocumentType, values: FieldValues, remarks: Remarks
) -> list[Line]:
    """Answer the fields of those who signed; the lines that are left. Only where functions stand there, and
    the document type asks for more than one of them."""
    names = [field for field in document_type.fields.values() if field.role is FieldRole.SIGNATORY]
    functions = [
        field for field in document_type.fields.values() if field.role is FieldRole.SIGNATORY_FUNCTION
    ]
    group = _group(document_type)
    if len(names) < 2 and group is None:
        return list(lines)
    signatures, used = _signatures(lines)
    if not signatures:
        return list(lines)
    if group is not None and len(names) < 2:
        _put_group(group, signatures, values)
    else:
        for place, signature in enumerate(signatures):
            at = _matching(signature.function, names, functions, place)
            _put(values, remarks, names[at] if at < len(names) else None, signature.name, signature.line)
            _put(
                values,
                remarks,
                functions[at] if at < len(functions) else None,
                signature.function,
                signature.line,
            )
    return [line for index, line in enumerate(lines) if index not in used]


def _signatures(lines: Sequence[Line]) -> tuple[list[_Signature], set[int]]:
    found: list[_Signature] = []
    used: set[int] = set()
    index = 0
    while index < min(len(lines), _MOST_LINES):
        cells = _cells(lines[index].text)
        if not cells:
            break
        if all(_WHOLE.fullmatch(cell) for cell in cells):
            names = _cells(lines[index + 1].text) if index + 1 < len(lines) else []
            named = len(names) == len(cells) and all(map(_is_name, names))
            texts = names if named else [""] * len(cells)
            used |= {index, index + 1} if named else {index}
            found += [
                _Signature(cell, text, lines[index].number) for cell, text in zip(cells, texts, strict=True)
            ]
            index += 2 if named else 1
            continue
        after = _cells(lines[index + 1].text) if index + 1 < len(lines) else []
        below = len(after) == len(cells) and all(_WHOLE.fullmatch(cell) for cell in after)
        if below and not found and all(map(_is_name, cells)):
            used |= {index, index + 1}
            number = lines[index].number
            found += [_Signature(two, one, number) for one, two in zip(cells, after, strict=True)]
            index += 2
            continue
        break
    return found, used


def _cells(text: str) -> list[str]:
    if len(text) > _LONGEST * 2:
        return []
    cells = [cell.strip() for cell in _COLUMNS.split(text.strip()) if cell.strip()]
    if len(cells) == 1 and (match := _FIRST.match(cells[0])) and match.end() < len(cells[0]):
        both = [cells[0][: match.end()].strip(), cells[0][match.end() :].strip()]
        return both if _WHOLE.fullmatch(both[1]) else cells
    return cells


def _is_name(text: str) -> bool:
    if len(text) > _LONGEST or _WHOLE.fullmatch(text) or not any(map(str.isupper, text)):
        return False
    return (
        not text.endswith((":", ";", "?", "!")) and len(text.split()) <= 9 and not text.startswith(("-", "•"))
    )


def _matching(
    function: str, names: Sequence[LetterField], functions: Sequence[LetterField], place: int
) -> int:
    """Which of the signatories has this function: the one whose field says so, else the one in its place."""
    wanted = set(folded(function).split()) - {"de", "uw"}
    for fields in (functions, names):
        for index, field in enumerate(fields):
            said = {
                word for text in (*field.labels, field.default, field.label) for word in folded(text).split()
            }
            if wanted and wanted <= said:
                return index
    return place


def _put(values: FieldValues, remarks: Remarks, field: LetterField | None, text: str, line: int) -> None:
    if not text:
        return
    if field is None or not values.put(field, [text], line, sure=True):
        remarks.dropped.append(Remark(text, line, _("This kind of document has no field for it.")))


def _group(document_type: DocumentType) -> LetterField | None:
    for field in document_type.fields.values():
        roles = {sub.role for sub in field.fields} if field.kind is FieldKind.GROUP else ()
        if FieldRole.SIGNATORY in roles:
            return field
    return None


def _put_group(group: LetterField, signatures: Sequence[_Signature], values: FieldValues) -> None:
    of_role = {sub.role: sub.id for sub in group.fields}
    entries = []
    for each in signatures:
        said = {FieldRole.SIGNATORY: each.name, FieldRole.SIGNATORY_FUNCTION: each.function}
        entries.append(
            Entry(values={of_role[role]: text for role, text in said.items() if role in of_role and text})
        )
    values.answers[group.id] = tuple(entries)
    for number, each in enumerate(signatures):
        values.note(
            f"{group.id}/{number}/{of_role[FieldRole.SIGNATORY]}", each.name, each.line, each.line, sure=True
        )


def functions_in(lines: Sequence[Line]) -> int:
    """How many functions stand there as people sign with them: alone on a line or in a column."""
    found: set[str] = set()
    for line in lines:
        cells = _cells(line.text)
        if cells and all(_WHOLE.fullmatch(cell) for cell in cells):
            found |= {folded(cell) for cell in cells}
    return len(found)
