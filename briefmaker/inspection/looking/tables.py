"""Tables of data have a header row, and no table has rows with nothing in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from briefmaker.i18n import _, _n
from briefmaker.inspection.finding import Finding, Repair
from briefmaker.inspection.look_rules import EMPTY, HEADER_ROW
from briefmaker.inspection.looking.looks_of_elements import W, run_look
from briefmaker.inspection.looking.seen import FALLBACK, Seen, beside
from briefmaker.inspection.looking.sheet import Sheet
from briefmaker.inspection.word_file import WordPart
from briefmaker.rendering.style_roles import is_on

__all__ = ["empty_rows", "is_empty", "removing", "tables_without_header"]

_STATEMENT: Final = re.compile(r"\{%[^{}]*%\}|\{#[^{}]*#\}")
_LOOP: Final = re.compile(r"\{%tr\s+for\s")
_SHOWN: Final = tuple(
    f"{W}{name}" for name in ("drawing", "pict", "object", "sym", "fldSimple", "instrText", "br",
                              "footnoteReference", "endnoteReference", "sdt", "ptab", "tab")
)  # fmt: skip


def tables_without_header(seen: Seen) -> Iterator[Finding]:
    """A finding for each table of data whose first row isn't marked as its header."""
    for part in seen.printed_parts:
        for table in _tables(part):
            rows = [*_rows(table)]
            shown = [row for row in rows if _text(row, without_statements=True).strip()]
            if len(shown) < 2 or max(len(_cells(row)) for row in shown) < 2 or _is_header(shown[0]):
                continue
            if not _is_of_data(seen, table, rows, shown):
                continue
            yield HEADER_ROW.finding(
                _("This table has no header row."),
                _("Mark its first row as header row."),
                seen.around(part, shown[0]),
                repair=Repair("mark_header_row", _("Mark the first row")),
            )


def empty_rows(seen: Seen) -> Iterator[Finding]:
    """A finding for each stretch of rows in which nothing stands and that have no height of their own."""
    for part in seen.printed_parts:
        for table in _tables(part):
            rows = [*_rows(table)]
            together: list[etree._Element] = []
            if all(_is_blank(row) for row in rows):
                continue
            for row in [*rows, None]:
                if row is not None and _is_blank(row):
                    together.append(row)
                elif together:
                    yield _empty(seen, part, together)
                    together = []


def _empty(seen: Seen, part: WordPart, rows: list[etree._Element]) -> Finding:
    count, spots = len(rows), [seen.around(part, each) for each in rows]
    return EMPTY.finding(
        _n("Near “{words}” is an empty row.", "Near “{words}” are {count} empty rows.", count).format(
            words=beside(part, spots[0].paragraph), count=count
        ),
        removing(count),
        *spots,
        repair=Repair("remove_paragraphs", _("Remove the empty rows"), {"what": "rows"}),
    )


def removing(count: int) -> str:
    """What to do about so many empty rows or paragraphs."""
    return _n("Remove it; set the space in the style.", "Remove them; set the space in the style.", count)


def is_empty(element: etree._Element) -> bool:
    """Whether nothing in an element is printed or does something."""
    return not _text(element).strip() and next(element.iter(*_SHOWN), None) is None


def _is_blank(row: etree._Element) -> bool:
    height = row.find(f"{W}trPr/{W}trHeight") is not None
    merged = next(row.iter(f"{W}vMerge"), None) is not None
    nested = next(row.iter(f"{W}tbl"), None) is not None
    return not (height or merged or nested) and is_empty(row)


def _is_of_data(
    seen: Seen, table: etree._Element, rows: list[etree._Element], shown: list[etree._Element]
) -> bool:
    """Whether a table has data below a first row, and isn't there to put things beside each other: rows are
    repeated in it, its style makes the first row look otherwise, or that row is all in the style of table
    headings or bold, and the second is not."""
    if any(_LOOP.search(_text(row)) for row in rows) or _style_has_header(seen, table):
        return True
    return len(_cells(shown[0])) > 1 and _is_heading(seen, shown[0]) and not _is_heading(seen, shown[1])


def _style_has_header(seen: Seen, table: etree._Element) -> bool:
    look, named = table.find(f"{W}tblPr/{W}tblLook"), table.find(f"{W}tblPr/{W}tblStyle")
    if look is None or named is None or not is_on(look.get(f"{W}firstRow", "0")):
        return False
    style = named.get(f"{W}val", "")
    own = seen.in_house_style("table", style)
    sheet, style = (seen.sheet, style) if own is None or seen.house is None else (seen.house, own)
    return any(
        part.get(f"{W}type") == "firstRow"
        for each in sheet.lineage(style)
        for part in each.iterfind(f"{W}tblStylePr")
    )


def _is_heading(seen: Seen, row: etree._Element) -> bool:
    cells = [cell for cell in _cells(row) if _text(cell).strip()]
    return bool(cells) and all(
        _is_heading_paragraph(seen, each)
        for cell in cells
        for each in cell.iter(f"{W}p")
        if _text(each).strip()
    )


def _is_heading_paragraph(seen: Seen, paragraph: etree._Element) -> bool:
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    style = seen.sheet.usual_paragraph if named is None else named.get(f"{W}val", "")
    document_type = seen.subject.document_type
    heading = "table heading" if document_type is None else document_type.styles.table_heading.casefold()
    names = [*_lineage_names(seen.sheet, style)]
    if seen.house is not None and (own := seen.in_house_style("paragraph", style)) is not None:
        names += _lineage_names(seen.house, own)
    if any(name.casefold() == heading for name in names):
        return True
    runs = [run for run in paragraph.iter(f"{W}r") if _text(run).strip()]
    return all(_is_bold(seen, style, run) for run in runs)


def _lineage_names(sheet: Sheet, style: str) -> Iterator[str]:
    return (sheet.name(each.get(f"{W}styleId", "")) for each in sheet.lineage(style))


def _is_bold(seen: Seen, style: str, run: etree._Element) -> bool:
    named = run.find(f"{W}rPr/{W}rStyle")
    look = {
        **seen.sheet.run(style),
        **seen.sheet.run("" if named is None else named.get(f"{W}val", "")),
        **run_look(run.find(f"{W}rPr"), {}),
    }
    return look.get("b.val") == "1"


def _is_header(row: etree._Element) -> bool:
    found = row.find(f"{W}trPr/{W}tblHeader")
    return found is not None and is_on(found.get(f"{W}val", "1"))


def _tables(part: WordPart) -> Iterator[etree._Element]:
    return (table for table in part.root.iter(f"{W}tbl") if next(table.iterancestors(FALLBACK), None) is None)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return (row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table)


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _text(element: etree._Element, *, without_statements: bool = False) -> str:
    text = "".join(node.text or "" for node in element.iter(f"{W}t", f"{W}delText"))
    return _STATEMENT.sub("", text) if without_statements else text
