"""Bringing an existing letter into the form: its text taken apart into the fields of a document type.

The text may be plain or Markdown, typed or read from a PDF. Nothing is lost in silence: what fits no
field stands in the letter's text and is named, and so is what was left out.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from briefmaker.content.anchors import Anchor, Anchors, has_chapters
from briefmaker.content.chapters import Chapters
from briefmaker.content.closing import Closing
from briefmaker.content.field_values import FieldValues
from briefmaker.content.folding import folded
from briefmaker.content.head import Head
from briefmaker.content.joining import ends_a_sentence
from briefmaker.content.label_rows import Labels
from briefmaker.content.organisation_mark import lines_of_mark
from briefmaker.content.pipe_tables import is_delimiter_row
from briefmaker.content.report import Imported, Remark, Remarks
from briefmaker.content.rich_markdown import with_notes_and_tables
from briefmaker.content.runs import unmarked
from briefmaker.content.signatures import read_signatures
from briefmaker.content.source import Source, tables_as_rows, whole_blocks
from briefmaker.content.source_lines import Line, lines_of, without_page_headers
from briefmaker.content.spoken import spoken_fields
from briefmaker.content.tail import Tail
from briefmaker.i18n import _
from briefmaker.letter.answers import Answers, Enclosure
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import OFF, ON, DocumentType, FieldKind, FieldRole, LetterField
from briefmaker.notation.greetings import closing_parts, is_salutation, salutation_parts

__all__ = ["Imported", "Remark", "import_source", "import_text", "looks_like_markdown", "source_of_text"]

_MARKDOWN_LINE = re.compile(
    r"^ {0,3}#{1,6}[ \t]+\S"
    r"|(?<![\w*])(\*{1,2})(?=[^\s*])[^*\n]{0,300}[^\s*]\1(?![\w*])"
    r"|\[[^\]\n]{1,200}\]\([^)\s]{1,300}\)"
    r"|</?(?:p|ul|ol|li|br|strong|em)\s?/?>",
    re.MULTILINE,
)
_SHORT_LINE = 100
_MOST_LINES_OF_GROUP = 12
_MOST_PROSE_ABOVE = 3


def import_text(
    source: str, document_type: DocumentType, *, markdown: bool | None = None, today: datetime.date
) -> Imported:
    """The letter in a text as answers to the fields of `document_type`: see `import_source`.

    markdown: whether marks such as *emphasis* and # headings are to be read; None looks whether there
    are any.
    """
    return import_source(source_of_text(source, markdown=markdown), document_type, today=today)


def source_of_text(text: str, *, markdown: bool | None = None) -> Source:
    """Plain text or Markdown as a source; `markdown` as in `import_text`."""
    marked = looks_like_markdown(text) if markdown is None else markdown
    return Source("markdown" if marked else "text", tuple(lines_of(text)))


def import_source(
    source: Source, document_type: DocumentType, *, fixed: Collection[str] = (), today: datetime.date
) -> Imported:
    """An existing document as answers to the fields of `document_type`, and what is to be said about it.

    fixed: what the template of the type prints by itself. today: where dates without a year are seen from.
    Never fails: what is no letter becomes the text of one.
    """
    return _Letter(source, document_type, fixed, today).read()


def looks_like_markdown(source: str) -> bool:
    """Whether a text has Markdown marks in it: a heading, emphasis, a link, a table, HTML."""
    if _MARKDOWN_LINE.search(source):
        return True
    return "|" in source and any(is_delimiter_row(line) for line in source.splitlines() if "|" in line)


class _Letter:
    """One letter while it is being read."""

    def __init__(
        self, source: Source, document_type: DocumentType, fixed: Collection[str], today: datetime.date
    ) -> None:
        self._source = source
        self._type = document_type
        self._markdown = source.markdown
        self._today = today
        self._remarks = Remarks()
        self._values = FieldValues(document_type, self._remarks, today)
        self._labels = Labels(document_type, markdown=self._markdown)
        self._parts = Anchors(document_type, fixed)
        self._spoken = spoken_fields(document_type)

    def read(self) -> Imported:
        lines = self._without_page_headers(list(self._source.lines))
        if self._markdown:
            lines = with_notes_and_tables(lines)
        if has_chapters(self._type):
            lines = tables_as_rows(lines, markdown=self._markdown)
        anchors = self._parts.find(lines) if has_chapters(self._type) else []
        if any(anchor.field is not None and anchor.field.kind is FieldKind.BODY for anchor in anchors):
            self._read_chapters(lines, anchors)
        else:
            self._read_letter(lines)
        language = self._type.language_field
        if language is not None and language.default:
            self._values.answers[language.id] = language.default
        return self._imported()

    def _read_letter(self, lines: list[Line]) -> None:
        salutation = self._salutation(lines)
        end_of_head = self._end_of_head(lines) if salutation is None else salutation
        left = self._head(lines[:end_of_head], greeted=salutation is not None)
        text = self._after_salutation(lines[end_of_head:]) if salutation is not None else lines[end_of_head:]
        closing = Closing(self._values, self._spoken, self._bare)
        end = closing.place(text)
        tail = self._tail([] if end is None else closing.after(text, end))
        self._put_body([*_apart(left), *_apart(text[:end]), *_apart(tail.left)], text[:end])
        self._put_enclosures(tail)
        self._name_unplaced(left, tail.left)

    def _read_chapters(self, lines: list[Line], anchors: Sequence[Anchor]) -> None:
        first = anchors[0].at
        chapters = Chapters(
            lines,
            anchors,
            self._spoken,
            self._values,
            self._remarks,
            markdown=self._markdown,
            uncertain=self._uncertain,
        )
        chapters.read(self._titled(self._head(lines[:first], greeted=False)))
        tail = self._tail(chapters.tail)
        chapters.add_to_last_text([*chapters.waiting, *tail.left])
        chapters.finish()
        self._put_enclosures(tail)
        self._put_switches()

    def _put_switches(self) -> None:
        """Switch the optional sections on that are there, and off that are not, as far as that can be seen:
        by chapters."""
        for switch, section in self._type.switches.items():
            if not any(field.kind is FieldKind.BODY and field.labels for field in section.fields):
                continue
            is_there = any(field.id in self._values.answers for field in section.fields)
            if is_there is not section.default_on:
                self._values.answers[switch] = ON if is_there else OFF

    def _head(self, lines: Sequence[Line], *, greeted: bool) -> list[Line]:
        """Answer the fields above the text; the lines that fitted none."""
        own = self._without_fixed(lines)
        return Head(
            own,
            self._type,
            self._values,
            self._remarks,
            self._today,
            markdown=self._markdown,
            greeted=greeted,
        ).read()

    def _without_fixed(self, lines: Sequence[Line]) -> list[Line]:
        """The lines of the head that the template does not print by itself, such as the name of the kind
        of document."""
        why = _("The template prints this by itself.")
        count = lines_of_mark([self._bare(line) for line in lines[:3]], self._type.pack.organisation)
        # On one line it may be the sender.
        is_mark = count > 1 or not self._values.has_role(FieldRole.SENDER_ORGANISATION)
        marks = range(count if is_mark else 0)
        kept = []
        for index, line in enumerate(lines):
            fixed = len(line.text) <= _SHORT_LINE and self._parts.is_fixed(self._bare(line))
            if fixed or index in marks:
                self._remarks.dropped.append(Remark(line.text.strip(), line.number, why))
            else:
                kept.append(line)
        return kept

    def _titled(self, left: list[Line]) -> list[Line]:
        """The lines of the head that are still left, once the field that gives the document its title is
        answered by the only short one among them."""
        field = self._type.fields.get(self._type.metadata.title)
        short = [
            line for line in left if len(line.text) <= _SHORT_LINE * 2 and not ends_a_sentence(line.text)
        ]
        if field is None or field.id in self._values.answers or len(short) != 1:
            return left
        if not self._values.put(field, [self._bare(short[0])], short[0].number):
            return left
        return [line for line in left if line is not short[0]]

    def _tail(self, lines: Sequence[Line]) -> Tail:
        rest = read_signatures(lines, self._type, self._values, self._remarks)
        tail = Tail(rest, self._values, self._labels, self._listed_titles(), markdown=self._markdown)
        tail.read()
        return tail

    def _listed_titles(self) -> frozenset[str]:
        field = self._type.field_with_role(FieldRole.ENCLOSURES)
        listed = () if field is None else Answers(self._values.answers).enclosures(field.id)
        return frozenset(folded(each.title) for each in listed)

    def _imported(self) -> Imported:
        pages = {line.number: line.sheet for line in self._source.lines if line.sheet}
        remarks = self._remarks

        def placed(found: Sequence[Remark]) -> tuple[Remark, ...]:
            return tuple(replace(remark, page=pages.get(remark.line, 0)) for remark in found)

        margins = [
            Remark(text, 0, _("Stands in a header or footer of the document."))
            for text in self._source.margins
        ]
        return Imported(
            Answers(self._values.answers),
            placed(remarks.unplaced),
            placed([*margins, *sorted(remarks.dropped, key=lambda remark: remark.line)]),
            placed(remarks.uncertain),
            dict(self._values.labels),
            tuple(
                replace(found, page=pages.get(found.line, 0))
                for found in sorted(remarks.found, key=lambda found: found.line)
            ),
        )

    def _without_page_headers(self, lines: list[Line]) -> list[Line]:
        if any(line.whole is not None for line in lines):
            return lines  # a document with structure knows its headers
        organisation = self._type.pack.organisation
        kept, dropped = without_page_headers(lines, organisation.wordmark, organisation.name)
        why = _("Stood at the top or bottom of a page.")
        self._remarks.dropped += [Remark(line.text.strip(), line.number, why) for line in dropped]
        return kept

    # The line above the text

    def _salutation(self, lines: Sequence[Line]) -> int | None:
        if self._type.field_with_role(FieldRole.SALUTATION) is None:
            return None
        prose = 0
        for index, line in enumerate(lines):
            lone = line.opens and (index + 1 == len(lines) or lines[index + 1].opens)
            text = self._bare(line)
            if is_salutation(text, lone=lone) and not self._is_addressee(lines, index, text):
                return index
            prose += len(text) > _SHORT_LINE * 2 or (len(text) > _SHORT_LINE // 2 and ends_a_sentence(text))
            if prose > _MOST_PROSE_ABOVE or (line.opens and closing_parts(text)):
                return None
        return None

    def _is_addressee(self, lines: Sequence[Line], index: int, text: str) -> bool:
        """Whether "Aan ..." addresses an envelope: a letter's labels or greeting still follow."""
        if not text.casefold().startswith("aan"):
            return False
        following = lines[index + 1 : index + 30]
        greeted = any(is_salutation(self._bare(line), lone=True) for line in following)
        return greeted or any(self._labels.rows(line.text) for line in following)

    def _bare(self, line: Line) -> str:
        text = line.text.strip()
        if not self._markdown or len(text) > _SHORT_LINE * 5:
            return text
        return unmarked(text.lstrip("# ").removesuffix("\\"))

    def _end_of_head(self, lines: Sequence[Line]) -> int:
        """Where the head ends in a letter that greets nobody: behind the last label row that only
        short lines lead up to."""
        end = start = 0
        while start < len(lines):
            stop = start + 1
            while stop < len(lines) and not lines[stop].opens:
                stop += 1
            group = lines[start:stop]
            rows = [self._labels.row(line.text) for line in group]
            found = any(row is not None and (row.certain or not ends_a_sentence(row.value)) for row in rows)
            if found and rows[0] is not None:
                end = stop
            elif len(group) > _MOST_LINES_OF_GROUP or any(
                len(line.text) > _SHORT_LINE or ends_a_sentence(line.text) for line in group
            ):
                break
            start = stop
        return end

    def _after_salutation(self, lines: Sequence[Line]) -> list[Line]:
        """The lines below the greeting, once its field is answered."""
        first = lines[0]
        greeting, rest = salutation_parts(self._bare(first))
        end = 1
        texts = [greeting]
        while not rest and end < min(len(lines), 4) and not lines[end].opens:
            if not is_salutation(self._bare(lines[end]), lone=False):
                break
            texts.append(self._bare(lines[end]))
            end += 1
        if not self._values.put_role(FieldRole.SALUTATION, texts, first.number):
            return list(lines)
        following = [first._replace(text=rest)] if rest else []
        return [*following, *lines[end:]]

    # The text

    def _put_body(self, lines: Sequence[Line], own: Sequence[Line]) -> None:
        """Answer the text; `own` are those of its lines that belong there, the others fitted nowhere else."""
        field = self._body_field()
        if field is not None and lines:
            self._values.answers[field.id] = self._body(lines)
            if own:
                said = " ".join(self._bare(line) for line in own[:5])
                self._values.note(field.id, said, own[0].number, own[-1].number, sure=True)
        elif lines:
            why = _("This kind of letter has no place for it. It is left out.")
            self._remarks.unplaced += [Remark(line.text.strip(), line.number, why) for line in lines]

    def _body_field(self) -> LetterField | None:
        by_role = self._type.field_with_role(FieldRole.BODY)
        bodies = (field for field in self._type.fields.values() if field.kind is FieldKind.BODY)
        return by_role or next(bodies, None)

    def _body(self, lines: Sequence[Line]) -> Body:
        return Body(blocks=whole_blocks(lines, markdown=self._markdown, uncertain=self._uncertain)).with_ids()

    def _uncertain(self, line: Line) -> None:
        self._remarks.uncertain.append(
            Remark(
                line.text.strip(),
                line.number,
                _("Joined with the paragraph before it, which the page cut off."),
            )
        )

    def _put_enclosures(self, tail: Tail) -> None:
        """Answer the enclosures; a text whose title was listed before belongs to that title."""
        field = self._type.field_with_role(FieldRole.ENCLOSURES)
        if field is None or not tail.enclosures:
            return
        listed = list(Answers(self._values.answers).enclosures(field.id))
        titles = {folded(each.title): index for index, each in enumerate(listed)}
        for each in tail.enclosures:
            enclosure = Enclosure(title=each.title, body=self._body(_apart(each.lines)))
            at = titles.get(folded(each.title))
            if at is None:
                listed.append(enclosure)
            else:
                listed[at] = enclosure
        self._values.answers[field.id] = tuple(listed)

    def _name_unplaced(self, head: Sequence[Line], tail: Sequence[Line]) -> None:
        if self._body_field() is None:
            return
        above = _("Fits no field. It stands at the start of the text.")
        below = _("Fits no field. It stands at the end of the text.")
        self._remarks.unplaced += [Remark(line.text.strip(), line.number, above) for line in head]
        self._remarks.unplaced += [Remark(line.text.strip(), line.number, below) for line in tail]


def _apart(lines: Sequence[Line]) -> list[Line]:
    """The lines, the first of which may not be joined to what comes before it now."""
    return [lines[0]._replace(apart=True), *lines[1:]] if lines else []
