"""Tries a template before it is used: with invented values, all filled and all empty."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2.exceptions import TemplateError
from lxml import etree

from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.letter.printed_names import ENCLOSURE_TITLE
from briefmaker.rendering.compiled_part import CompiledPart
from briefmaker.rendering.dialect import BlankBodyMark, BodyMark
from briefmaker.rendering.guard import check_reads_back
from briefmaker.rendering.template_reader import Kind, Objection, Shape, program_context

__all__ = ["trial_objection"]


def trial_objection(part: CompiledPart, shapes: Mapping[str, Shape]) -> Objection | None:
    """What is wrong with what a part prints for invented values, all filled and all empty, or None."""
    for filled in (True, False):
        context = program_context({name: _sample(shape, filled) for name, shape in shapes.items()})
        try:
            xml = part.xml(context, [b"<w:p></w:p><w:p></w:p>"])
            check_reads_back(xml, part.text(context, ["\r\r"]), plain=False)
        except (TemplateError, etree.XMLSyntaxError, BriefmakerError, TypeError, ValueError) as error:
            return _objection(error, part.line_of(error))
    return None


def _objection(error: Exception, line: int) -> Objection:
    if isinstance(error, BriefmakerError) and line:
        return Objection(str(error), line)
    if line:
        sentence = _(
            "This can't be worked out. What stands in a field is text: a template can't reckon with it, or"
            " compare it with a number."
        )
        return Objection(sentence, line)
    sentence = _(
        "The tags don't fit together: a condition or loop must begin and end in the same kind of place, each"
        " in a paragraph or table row of its own."
    )
    return Objection(sentence, 0)


def _sample(shape: Shape, filled: bool) -> object:
    if shape.kind is Kind.LINES:
        return ["a & b", "c\nd"] if filled else []
    if shape.kind is Kind.ROWS:
        row = {
            name: _sample(Shape(kind, cells=_own_cell(shape, name)), filled)
            for name, kind in shape.attributes.items()
        }
        row.setdefault(ENCLOSURE_TITLE, "a" if filled else "")  # every enclosure has one
        return [row, row] if filled else []
    if shape.kind is Kind.BODY:
        return BodyMark.of(0) if filled else BlankBodyMark.of(0) if any(shape.cells.values()) else ""
    return "a\tb & c\nd" if filled else ""


def _own_cell(rows: Shape, attribute: str) -> dict[str, int]:
    """What a shape of rows says of the table cell of one attribute, as that attribute's own shape says it."""
    return {"": rows.cells[attribute]} if attribute in rows.cells else {}
