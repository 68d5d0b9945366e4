"""A compiled template: letter in, Word document out."""

from __future__ import annotations

import datetime
import re
import threading
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Final
from xml.parsers.expat import ExpatError

from jinja2.exceptions import TemplateError, UndefinedError
from lxml import etree

from briefmaker.errors import BriefmakerError, RefusedExport, RenderingFailed
from briefmaker.i18n import _
from briefmaker.letter.body import Body
from briefmaker.letter.letter import Letter
from briefmaker.letter.printed_names import PAGE_NUMBER
from briefmaker.rendering.addresses import PlacedAddresses
from briefmaker.rendering.body_text import BodyText
from briefmaker.rendering.body_writer import BodyWriter
from briefmaker.rendering.compiled_part import CompiledPart
from briefmaker.rendering.context import letter_context
from briefmaker.rendering.dialect import BlankBodyMark, BodyMark, Placed
from briefmaker.rendering.guard import unprintable_characters, unusable_pictures
from briefmaker.rendering.house_style import Dressed
from briefmaker.rendering.letter_part import (
    item_number,
    letter_content_types,
    letter_member,
    letter_relationship,
    letter_side_members,
)
from briefmaker.rendering.numbering import NumberingPart
from briefmaker.rendering.origins import PlacedBodyText, PrintedParagraph, printed_paragraphs
from briefmaker.rendering.package import CONTENT_TYPES, Member, relationships_path
from briefmaker.rendering.properties import CORE_PART, core_xml
from briefmaker.rendering.side_parts import FixedMembers, SideParts
from briefmaker.rendering.styles import TextStyles
from briefmaker.rendering.template_reader import Shape, program_context
from briefmaker.rendering.word_text import checked_well_formed
from briefmaker.rendering.word_zip import ZipEntry, deflated, small, stored, zip_bytes

__all__ = ["CompiledTemplate", "Rendered"]

_PAGE: Final = "Pagina"


class Rendered:
    """A finished Word document, and where its text came from (worked out when asked)."""

    def __init__(self, docx: bytes, paragraphs: Callable[[bool], tuple[PrintedParagraph, ...]]) -> None:
        self.docx: Final = docx
        self._paragraphs = paragraphs

    @cached_property
    def paragraphs(self) -> tuple[PrintedParagraph, ...]:
        """The paragraphs of the document itself, in document order."""
        return self._paragraphs(True)

    @cached_property
    def header_paragraphs(self) -> tuple[PrintedParagraph, ...]:
        """The paragraphs of page headers, then footers and footnotes, each part once."""
        return self._paragraphs(False)


_INDEX = re.compile(r"/\d+/")


class CompiledTemplate:
    """A template ready for any number of letters; may be used by several threads.

    own_styles: names of the styles that the template uses and its house style doesn't have; own_footers:
    whether its footers are its own.
    """

    def __init__(
        self,
        dressed: Dressed,
        parts: list[CompiledPart],
        shapes: Mapping[str, Shape],
        styles: TextStyles,
        language: str,
        changed: Callable[[bytes | None, str], CompiledTemplate],
        loose: frozenset[str],
    ) -> None:
        """loose: the fields whose whole text goes with nothing that follows (`texts_before_headings`)."""
        package = dressed.package
        self.own_styles: Final = dressed.own_styles
        self.own_footers: Final = dressed.own_footers
        self._parts = parts
        self._shapes = shapes
        self._styles = styles
        self._language = language
        self._changed = changed
        self._loose = loose
        self._variants: dict[tuple[bytes | None, str], CompiledTemplate] = {}
        self._lock = threading.Lock()
        links = relationships_path(package.document)
        numbering = next(package.related(package.document, "numbering"), None)
        self._numbering = NumberingPart(numbering, package.members[numbering].data if numbering else b"")
        self._links_name = links
        written = package.members[links].data.decode()
        head, _separator, self._links_tail = written.rpartition("</Relationships>")
        self._links_head = PlacedAddresses(head)
        self._item = item_number(package.members)
        changing = {part.name for part in parts} | {links, numbering, CORE_PART, CONTENT_TYPES}
        fixed = {
            name: _unchanged(name, member) for name, member in package.members.items() if name not in changing
        }
        types = package.members[CONTENT_TYPES].data
        self._fixed = FixedMembers(types, fixed)
        beside = {name: deflated(name, data) for name, data in letter_side_members(self._item)}
        with_letter = types.replace(b"</Types>", letter_content_types(self._item).encode() + b"</Types>")
        self._fixed_with_letter = FixedMembers(with_letter, fixed | beside)
        self._side_parts = SideParts(package, parts)
        self._letter_link = letter_relationship(self._item, package.document)
        self._last_links: tuple[list[object], ZipEntry] | None = None
        self._unchanged_links = _unchanged(links, package.members[links])
        self._unchanged_numbering = _unchanged(numbering, package.members[numbering]) if numbering else None

    @property
    def placeholders(self) -> frozenset[str]:
        """The names of all placeholders in the template."""
        return frozenset(self._shapes)

    def render(
        self,
        letter: Letter,
        house_style: Mapping[str, str] | None = None,
        *,
        mark: bytes | None = None,
        letter_json: bytes | None = None,
        created: datetime.datetime | None = None,
    ) -> Rendered:
        """The Word document of `letter`. Equal input gives equal bytes.

        house_style: further texts that placeholders may name, e.g. {"woordmerk": "Haarlem"}.
        mark: a PNG or JPEG in place of the picture named "merk". A letter in another language than the
        template gets a document in that language. letter_json: the letter file to carry
        along. created: the moment for the document's properties; None leaves it out.
        Raises `RefusedExport` with a problem for each character that Word can't carry, and
        `RenderingFailed` when a placeholder has no value or the text would not read back as given.
        """
        if mark is not None or letter.language != self._language:
            variant = self._variant(mark, letter.language)
            return variant.render(letter, house_style, letter_json=letter_json, created=created)
        texts = {PAGE_NUMBER: "" if self.own_footers else _PAGE, **(house_style or {})}
        try:
            docx = self._docx(letter, texts, letter_json, created)
        except BriefmakerError:
            raise
        except UndefinedError as error:
            raise RenderingFailed(
                _("The template asks for “{name}”, which the letter doesn't have.").format(
                    name=_undefined_name(error)
                )
            ) from None
        except (TemplateError, etree.LxmlError, ExpatError, ValueError, TypeError) as error:
            problems = unprintable_characters(letter, texts) + unusable_pictures(letter)
            if problems:
                raise RefusedExport("\n".join(problem.sentence for problem in problems), problems) from None
            raise RenderingFailed(
                _("The letter could not be made into a Word document ({reason}). Please report this.").format(
                    reason=type(error).__name__
                )
            ) from error
        return Rendered(docx, lambda document: self._paragraphs(letter, texts, document))

    def _variant(self, mark: bytes | None, language: str) -> CompiledTemplate:
        with self._lock:
            if (mark, language) not in self._variants:
                if len(self._variants) > 3:
                    self._variants.clear()
                self._variants[mark, language] = self._changed(mark, language)
            return self._variants[mark, language]

    def _docx(
        self,
        letter: Letter,
        house_style: Mapping[str, str],
        letter_json: bytes | None,
        created: datetime.datetime | None,
        *,
        guarded: bool = True,
    ) -> bytes:
        """The finished file. `guarded=False` is for measuring what the guard costs, for nothing else."""
        writer, reader = BodyWriter(self._styles), BodyText()
        bodies: list[bytes] = []
        texts: list[str] = []

        def of_body(body: Body, field: str, cell: int) -> str:
            xml = self._written(writer, body, field, cell)
            text = reader.of(body, in_cell=cell > 0) if guarded else ""
            if not xml and not text:
                return ""
            bodies.append(xml)
            texts.append(text)
            return (BlankBodyMark if body.is_blank else BodyMark).of(len(bodies) - 1)

        values = letter_context(letter, house_style, self._shapes, None, of_body)
        context = program_context(values)
        document, *others = self._parts
        text = document.text(context, texts) if guarded else None
        entries = [document.entry(context, bodies, text, pictures=reader.has_pictures)]
        for part in others:
            if not self._side_parts.replaces(part, writer):
                entries.append(part.seldom_changing_entry(context, bodies, texts if guarded else None))
        numbers, links = writer.numbering_xml, writer.relationships_xml
        side = None
        if writer.has_side_parts:
            side = self._side_parts.of(writer, context, bodies, reader.notes if guarded else None, texts)
            entries += side.entries
            links += side.relationships
        core = core_xml(letter, created).encode()
        if guarded:
            checked_well_formed(core)
        entries.append(small(CORE_PART, core))
        fixed = self._fixed
        if letter_json is not None:
            fixed = self._fixed_with_letter
            links += self._letter_link
            notes = side.text if side and side.text else self._side_parts.own_text(context, texts)
            name, item = letter_member(
                self._item, letter_json, f"{text or ''}\n{notes}" if notes else text or ""
            )
            if guarded:
                checked_well_formed(item)
            entries.append(deflated(name, item))
        if links or self._links_head.names:
            entries.append(self._links(links, values))
        else:
            entries.append(self._unchanged_links)
        if numbers:
            entries.append(self._numbering.with_numbers(numbers))
        elif self._unchanged_numbering is not None:
            entries.append(self._unchanged_numbering)
        members = fixed.without(side.replaced, side.content_types) if side else fixed.usual
        return zip_bytes(members, entries)

    def _written(self, writer: BodyWriter, body: Body, field: str, cell: int) -> bytes:
        """A whole text as it stands in this field's place; cell: see `letter_context`."""
        if cell:
            return writer.write_in_cell(body, cell)
        return writer.write(body, keep_with_next=_INDEX.sub("/", field) not in self._loose)

    def _links(self, links: str, values: Mapping[str, object]) -> ZipEntry:
        """The document's relationships with `links`, checked. They seldom change from letter to letter,
        so the last are kept for the next letter of equal addresses."""
        head = self._links_head
        given = [links, *[values.get(name) for name in head.names]]
        last = self._last_links
        if last is not None and last[0] == given:
            return last[1]
        data = f"{head.filled(values)}{links}</Relationships>{self._links_tail}".encode()
        checked_well_formed(data)
        entry = deflated(self._links_name, data)
        self._last_links = (given, entry)
        return entry

    def _paragraphs(
        self, letter: Letter, house_style: Mapping[str, str], document: bool
    ) -> tuple[PrintedParagraph, ...]:
        texts: list[str] = []
        notes: list[str] = []

        def of_body(body: Body, field: str, cell: int) -> str:
            reader = PlacedBodyText(field)
            text = reader.of(body, in_cell=cell > 0)
            notes.extend(reader.notes)
            if not text:
                return ""
            texts.append(text)
            return (BlankBodyMark if body.is_blank else BodyMark).of(len(texts) - 1)

        values = letter_context(letter, house_style, self._shapes, _placed_text(letter), of_body)
        context = program_context(values)
        ordered = sorted(self._parts, key=lambda part: not part.is_header)
        found = [
            paragraph
            for part in ordered
            if part.is_document == document
            for paragraph in part.paragraphs(context, texts)
        ]
        return (*found, *(() if document else printed_paragraphs("".join(notes))))


def _undefined_name(error: UndefinedError) -> str:
    """The name in jinja2's message: "'x' is undefined" or "'dict object' has no attribute 'x'"."""
    quoted = re.findall("'([^']*)'", error.message or "")
    return quoted[-1] if quoted else "?"


def _placed_text(letter: Letter) -> Callable[[str, str], str]:
    fields = letter.parts

    def placed(text: str, field: str) -> str:
        return Placed.of(text, field if field.split("/", 1)[0] in fields else "")

    return placed


def _unchanged(name: str, member: Member) -> ZipEntry:
    """A member as it lies in the template; what we changed ourselves is compressed now, once."""
    if member.method == 0 and name.endswith((".xml", ".rels")):
        return deflated(name, member.data)
    return stored(name, member.stored, len(member.data), member.crc, member.method)
