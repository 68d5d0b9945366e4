"""The entries of a group as one text, for a template that prints them whole (`{{p besluiten }}`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from briefmaker.letter.body import Block, Body, ListBlock, ListItem, Paragraph, Quote, Row, Table, inlines
from briefmaker.letter.document_type import PrintedAs
from briefmaker.letter.letter import BodyPart, EntryPart, GroupPart, LinesPart

__all__ = ["group_body", "place_in_group"]


def group_body(group: GroupPart, as_text: Callable[[EntryPart], str]) -> Body:
    """A list with an item for each entry, or paragraphs when the group is printed as rows.

    The first field of an entry is the item; lines after it are a list within the item, other fields its
    further paragraphs. The id of each block says from which entry and field it is (`place_in_group`).
    """
    items = [
        tuple(_blocks(entry, str(at), group.printed_as, as_text)) for at, entry in enumerate(group.entries)
    ]
    if not items or group.printed_as is PrintedAs.ROWS:
        return Body(blocks=tuple(block for blocks in items for block in blocks))
    names = [next(iter(entry), "") for entry in group.entries]
    made = tuple(ListItem(id=f"{at}/{names[at]}#", blocks=blocks) for at, blocks in enumerate(items))
    if group.printed_as is PrintedAs.BULLETS:
        return Body(blocks=(ListBlock(kind="bullet", items=made),))
    return Body(blocks=(_numbered(made, "letter" if group.printed_as is PrintedAs.LETTERS else "decimal"),))


def place_in_group(block_id: str) -> tuple[str, str]:
    """What an id of a `group_body` says: the entry and field ("0/tekst") and the block there."""
    path, _sign, block = block_id.partition("#")
    return path, block


def _blocks(
    entry: Mapping[str, EntryPart], number: str, printed_as: PrintedAs, as_text: Callable[[EntryPart], str]
) -> Iterator[Block]:
    for at, (name, part) in enumerate(entry.items()):
        path = f"{number}/{name}"
        if isinstance(part, BodyPart):
            yield from _named(part.body.blocks, path)
        elif at and isinstance(part, LinesPart) and part.lines:
            items = tuple(ListItem(blocks=(_paragraph(line, path),)) for line in part.lines)
            yield _numbered(items, "decimal" if printed_as is PrintedAs.LETTERS else "letter")
        elif (text := as_text(part)) or not at:
            yield _paragraph(text, path)


def _named(blocks: tuple[Block, ...], path: str) -> Iterator[Block]:
    """The blocks, and the items and blocks inside them, with ids that say where they are from."""
    for block in blocks:
        changed: dict[str, object] = {"id": f"{path}#{block.id}"}
        if isinstance(block, ListBlock):
            changed["items"] = tuple(
                ListItem(id=f"{path}#{item.id}", blocks=tuple(_named(item.blocks, path)))
                for item in block.items
            )
        elif isinstance(block, Quote):
            changed["blocks"] = tuple(_named(block.blocks, path))
        elif isinstance(block, Table):
            changed["rows"] = tuple(_named_row(row, path) for row in block.rows)
        yield block.model_copy(update=changed)


def _named_row(row: Row, path: str) -> Row:
    cells = (cell.model_copy(update={"blocks": tuple(_named(cell.blocks, path))}) for cell in row.cells)
    return Row(cells=tuple(cells))


def _paragraph(text: str, path: str) -> Paragraph:
    return Paragraph(id=f"{path}#", inlines=inlines(text))


def _numbered(items: tuple[ListItem, ...], numerals: Literal["decimal", "letter"]) -> ListBlock:
    return ListBlock(kind="numbered", numerals=numerals, items=items)
