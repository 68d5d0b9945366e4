"""Reading a document with fixed chapters: what stands under each heading into its field, lists into their
groups. What fits nowhere stays in the nearest text, in its order."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from briefmaker.content.anchors import Anchor
from briefmaker.content.entries import entries_of_items
from briefmaker.content.field_values import FieldValues
from briefmaker.content.folding import folded
from briefmaker.content.report import Remark, Remarks
from briefmaker.content.runs import unmarked
from briefmaker.content.set_apart import with_quotations, with_sub_headings
from briefmaker.content.source import SourceBlock, lines_of_blocks, text_of_blocks, whole_blocks
from briefmaker.content.source_lines import Line
from briefmaker.content.typed_lists import list_mark
from briefmaker.i18n import _
from briefmaker.letter.answers import Enclosure, Entry
from briefmaker.letter.body import Block, Body, Heading, ListBlock, Paragraph, Table
from briefmaker.letter.document_type import FieldKind, FieldRole, LetterField

__all__ = ["Chapters"]


class Chapters:
    """The chapters of one document while they are read. `tail` is what stands behind the last of them."""

    def __init__(
        self,
        lines: Sequence[Line],
        anchors: Sequence[Anchor],
        spoken: Mapping[str, LetterField],
        values: FieldValues,
        remarks: Remarks,
        *,
        markdown: bool,
        uncertain: Callable[[Line], None],
    ) -> None:
        self._lines = list(lines)
        self._anchors = list(anchors)
        self._spoken = spoken
        self._values = values
        self._remarks = remarks
        self._markdown = markdown
        self._uncertain = uncertain
        self._texts: dict[str, list[Block]] = {}
        self._extra: dict[str, list[Entry]] = {}
        self._waiting: list[Line] = []
        self._closed = False
        self.tail: list[Line] = []

    def read(self, above: Sequence[Line]) -> None:
        """Answer the fields; `above` are lines that stand before the first chapter and fitted no field."""
        self._waiting = list(above)
        bodies = [at for at, anchor in enumerate(self._anchors) if _is_text(anchor)]
        last = bodies[-1] if bodies else -1
        for at, anchor in enumerate(self._anchors):
            end = self._anchors[at + 1].at if at + 1 < len(self._anchors) else len(self._lines)
            content = self._lines[anchor.at + 1 : end]
            if anchor.field is None:
                self._remarks.dropped.append(
                    Remark(
                        anchor.text,
                        self._lines[anchor.at].number,
                        _("The template prints this by itself."),
                    )
                )
                if at > last:
                    self._closed = True
                self._loose(content)
            elif anchor.is_extra:
                self._put_extra(anchor.field, anchor, content)
            elif anchor.field.kind is FieldKind.BODY:
                self._put_text(anchor.field, anchor, content)
            elif anchor.field.role is FieldRole.CLOSING:
                self._put_closing(anchor.field, anchor, content)
            else:
                self._put_list(anchor.field, anchor, content)

    def add_to_last_text(self, lines: Sequence[Line]) -> bool:
        """Put lines that fitted nowhere at the end of the last text; False when there is none."""
        if not self._texts or not lines:
            return not lines
        field = list(self._texts)[-1]
        self._name_unplaced(lines, _("Fits no field. It stands at the end of the text."))
        self._texts[field] += self._blocks(lines)
        return True

    def finish(self) -> None:
        """Answer the fields of the texts, now that nothing is added to them any more."""
        for field, blocks in self._texts.items():
            if blocks:
                self._values.answers[field] = Body(blocks=tuple(blocks)).with_ids()
        for field, entries in self._extra.items():
            self._values.answers[field] = tuple(entries)

    @property
    def waiting(self) -> list[Line]:
        """Lines that fitted nowhere when no text was left to hold them."""
        return self._waiting

    # Texts

    def _put_text(self, field: LetterField, anchor: Anchor, content: Sequence[Line]) -> None:
        blocks = list(anchor.cell or ())
        rest: list[Line] = []
        own = list(content)
        if anchor.cell is not None:
            own, rest = _same_row(content, self._lines[anchor.at])
            blocks += [block for line in own for block in _second_cell(line)]
            own = []
        self._note(field.id, anchor, content if anchor.cell is None else ())
        self._values.labels.setdefault(field.id, anchor.text)
        before, self._waiting = self._waiting, []
        if before:
            self._name_unplaced(before, _("Fits no field. It stands at the start of the text."))
        text = self._texts.setdefault(field.id, [])
        text += self._blocks(before) + blocks + _below(self._lines[anchor.at], self._blocks(own))
        if rest:
            self._loose(rest)

    def _put_extra(self, field: LetterField, anchor: Anchor, content: Sequence[Line]) -> None:
        title, text = (
            field.fields[0].id,
            next((sub.id for sub in field.fields if sub.kind is FieldKind.BODY), ""),
        )
        heading = _bare(anchor.text)
        entries = self._extra.setdefault(field.id, [])
        self._note(f"{field.id}/{len(entries)}/{title}", anchor, content)
        body = Body(blocks=_below(self._lines[anchor.at], self._blocks(content))).with_ids()
        entries.append(Entry(values={title: heading, **({text: body} if text else {})}))

    def _blocks(self, lines: Sequence[Line]) -> list[Block]:
        blocks = whole_blocks(_apart(lines), markdown=self._markdown, uncertain=self._uncertain)
        if any(line.whole is None for line in lines):
            return with_sub_headings(with_quotations(blocks))
        return list(blocks)

    # Lists

    def _put_list(self, field: LetterField, anchor: Anchor, content: Sequence[Line]) -> None:
        start, end = _list_in(content)
        blocks = self._blocks(content[start:end])
        found = blocks[0] if blocks else None
        if not isinstance(found, ListBlock):
            self._put_lines(field, anchor, content)
            return
        if not self._answered(field, found):
            self._loose([self._lines[anchor.at], *content])
            return
        self._note(field.id, anchor, content[start:end])
        self._lead_in(field, anchor)
        left = lines_of_blocks(map(SourceBlock, blocks[1:]))
        number = self._lines[anchor.at].number
        self._loose([*content[:start], *(line._replace(number=number) for line in left), *content[end:]])

    def _lead_in(self, field: LetterField, anchor: Anchor) -> None:
        """What stands above a list: the answer of a field of its own, or the label of the list."""
        spoken = self._spoken.get(folded(anchor.text))
        if spoken is None or not self._values.put(
            spoken, [anchor.text], self._lines[anchor.at].number, sure=True
        ):
            self._values.labels.setdefault(field.id, anchor.text)

    def _answered(self, field: LetterField, found: ListBlock) -> bool:
        texts = [text_of_blocks(item.blocks) for item in found.items]
        if field.id in self._values.answers:
            return False
        if field.kind is FieldKind.GROUP:
            entries = entries_of_items(field, found)
            if entries:
                self._values.answers[field.id] = entries
            return bool(entries)
        if any(not isinstance(block, Paragraph) for item in found.items for block in item.blocks):
            return False
        if field.kind is FieldKind.ENCLOSURES:
            self._values.answers[field.id] = tuple(Enclosure(title=text) for text in texts)
        else:
            self._values.answers[field.id] = "\n".join(texts)
        return True

    def _put_lines(self, field: LetterField, anchor: Anchor, content: Sequence[Line]) -> None:
        """A list whose items have no mark: the lines directly below its lead-in."""
        end = 0
        while end < len(content) and (end == 0 or not content[end].opens):
            end += 1
        texts = [line.text.strip() for line in content[:end]]
        if field.kind is FieldKind.ENCLOSURES and texts and field.id not in self._values.answers:
            self._values.answers[field.id] = tuple(Enclosure(title=text) for text in texts)
        elif _takes_lines(field) and texts and field.id not in self._values.answers:
            first = field.fields[0].id if field.fields else ""
            self._values.answers[field.id] = tuple(Entry(values={first: text}) for text in texts)
        elif not (texts and self._values.put_labelled(field, anchor.text, texts, content[0].number)):
            self._loose([self._lines[anchor.at], *content])
            return
        self._note(field.id, anchor, content[:end])
        self._lead_in(field, anchor)
        self._loose(content[end:])

    # What closes, and what fits nowhere

    def _put_closing(self, field: LetterField, anchor: Anchor, content: Sequence[Line]) -> None:
        line = self._lines[anchor.at]
        self._closed = True
        if self._values.put(field, [anchor.text], line.number, sure=True):
            self._loose(content)
        else:
            self._loose([line, *content])

    def _loose(self, lines: Sequence[Line]) -> None:
        """Lines that belong to no field: behind the last chapter they may be signatures, in between they
        wait for the next text."""
        if self._closed:
            self.tail += lines
        else:
            self._waiting += lines

    def _note(self, path: str, anchor: Anchor, content: Sequence[Line]) -> None:
        first = self._lines[anchor.at].number
        last = max((line.number for line in content), default=first)
        words = " ".join(line.text for line in content[:3]) or text_of_blocks(anchor.cell or ())
        self._values.note(path, f"{anchor.text} {words}".strip(), first, last, sure=True)

    def _name_unplaced(self, lines: Sequence[Line], why: str) -> None:
        self._remarks.unplaced += [Remark(line.text.strip(), line.number, why) for line in lines]


def _below(heading: Line, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of one chapter, whose headings begin at level 1 where those of the document go on below
    the heading of the chapter itself."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    own = heading.block.level if isinstance(heading.block, Heading) else 0
    higher = min(levels, default=1) - 1
    if not own or higher < own:
        return list(blocks)
    return [
        block.model_copy(update={"level": block.level - higher}) if isinstance(block, Heading) else block
        for block in blocks
    ]


def _list_in(content: Sequence[Line]) -> tuple[int, int]:
    """Where the list below its lead-in begins and ends."""
    start = 0
    while start < len(content) and not _is_item(content[start]):
        start += 1
    if start == len(content):
        return 0, 0
    end = start + 1
    whole = content[start].whole
    while end < len(content) and (content[end].whole is whole if whole else not content[end].page):
        end += 1
    return start, end


def _is_item(line: Line) -> bool:
    return isinstance(line.block, ListBlock) if line.whole else list_mark(line.text) is not None


def _takes_lines(field: LetterField) -> bool:
    return field.kind is FieldKind.GROUP and bool(field.fields) and field.fields[0].kind is not FieldKind.BODY


def _is_text(anchor: Anchor) -> bool:
    return anchor.field is not None and (anchor.is_extra or anchor.field.kind is FieldKind.BODY)


def _apart(lines: Sequence[Line]) -> list[Line]:
    return [lines[0]._replace(apart=True), *lines[1:]] if lines else []


def _bare(text: str) -> str:
    stripped = unmarked(text.lstrip("# "))
    number, _space, rest = stripped.partition(" ")
    return rest.strip() if rest and number.rstrip(".").replace(".", "").isdigit() else stripped


def _same_row(content: Sequence[Line], row: Line) -> tuple[list[Line], list[Line]]:
    """What goes on in the row of a table: rows without a label of their own; and what follows."""
    end = 0
    while end < len(content) and content[end].whole is row.whole and not _label(content[end]):
        end += 1
    return list(content[:end]), list(content[end:])


def _label(line: Line) -> str:
    block = line.block
    if not isinstance(block, Table) or not block.rows or len(block.rows[0].cells) < 2:
        return ""
    return text_of_blocks(block.rows[0].cells[0].blocks)


def _second_cell(line: Line) -> list[Block]:
    block = line.block
    if isinstance(block, Table):
        return [inner for row in block.rows for cell in row.cells[1:] for inner in cell.blocks]
    return [] if block is None else [block]
