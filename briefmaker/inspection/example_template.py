"""An example template made of a manifest: a place for every field, in the looks of the house, to start from.

Everything in it is what a maintainer would make in Word: paragraphs and tables with styles by name, and tags.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefmaker.inspection.plain_looks import plain_looks
from briefmaker.inspection.word_making import WordMaking, condition, line_tag, value_tag
from briefmaker.letter.document_type import (
    DocumentType,
    FieldKind,
    FieldRole,
    LetterField,
    PrintedAs,
    Section,
)

__all__ = ["example_template"]

_ON_ITS_OWN = {
    FieldRole.SENDER_ORGANISATION: ("Afzender organisatie", "Normal"),
    FieldRole.SENDER_NAME: ("Afzender naam", "Normal"),
    FieldRole.SENDER_PORTFOLIO: ("Afzender portefeuille", "Normal"),
    FieldRole.RETURN_LINE: ("Retouradres", "Normal"),
    FieldRole.ADDRESSEE: ("Geadresseerde", "Normal"),
    FieldRole.SALUTATION: ("Salutation", "Body Text"),
    FieldRole.CLOSING: ("Closing", "Body Text"),
    FieldRole.ON_BEHALF_OF: ("Closing", "Body Text"),
    FieldRole.SIGNATORY: ("Signature", "Body Text"),
    FieldRole.SIGNATORY_FUNCTION: ("Functie", "Normal"),
}
"""How fields that explain themselves are set: the first of these styles that the house has."""
_ONLY_CHOSEN = {FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE}


def example_template(document_type: DocumentType, looks: bytes | None = None) -> bytes:
    """A template.docx with a place for every field of the manifest, in its order; fields that may stay empty
    take their label with them.

    looks: the house style's Word file, whose styles and paper it takes; None for plain ones. Raises
    UnusablePack when `looks` is no Word document.
    """
    return _Example(document_type, WordMaking(looks or plain_looks())).docx()


class _Example:
    def __init__(self, document_type: DocumentType, making: WordMaking) -> None:
        self._type = document_type
        self._making = making
        fields = document_type.fields.values()
        self._is_letter = document_type.field_with_role(FieldRole.SALUTATION) is not None
        self._bodies = sum(field.kind is FieldKind.BODY for field in fields)

    def docx(self) -> bytes:
        for section in self._type.sections:
            self._section(section)
        return self._making.docx(self._title() + self._making.written())

    def _title(self) -> str:
        """A letter has no title; another document begins with what it is."""
        if self._is_letter:
            return ""
        return self._making.paragraph(self._type.title, "Documentsoort", "heading 1")

    def _section(self, section: Section) -> None:
        rows: list[LetterField] = []
        for field in section.fields:
            if field.kind in _ONLY_CHOSEN:
                continue
            if self._is_row(field):
                rows.append(field)
                continue
            self._rows(rows)
            rows = []
            self._block(field, section)
        self._rows(rows)

    def _is_row(self, field: LetterField) -> bool:
        """Whether a field is printed behind its label."""
        whole = field.kind in {FieldKind.BODY, FieldKind.ENCLOSURES, FieldKind.GROUP}
        return not whole and (not self._is_letter or field.role not in _ON_ITS_OWN)

    def _rows(self, fields: list[LetterField]) -> None:
        if not fields:
            return
        if self._is_letter:
            for field in fields:
                with condition(self._making, field.id, always=field.required):
                    self._making.add_labelled(field.label, value_tag(field))
            return
        self._making.add_table(
            [(field.label, value_tag(field), field.id, field.required) for field in fields]
        )

    def _block(self, field: LetterField, section: Section) -> None:
        if field.kind is FieldKind.ENCLOSURES:
            self._enclosures(field)
            return
        if field.kind is FieldKind.GROUP:
            self._group(field)
            return
        with condition(self._making, field.id, always=field.required):
            if field.kind is FieldKind.BODY:
                if self._bodies > 1:
                    self._making.add(field.label, "Hoofdstuk", "heading 1")
                self._making.add(f"{{{{p {field.id} }}}}", self._type.styles.paragraph)
            else:
                self._making.add(value_tag(field), *_ON_ITS_OWN[field.role])

    def _group(self, field: LetterField) -> None:
        if field.printed_as is not PrintedAs.ROWS:
            with condition(self._making, field.id, always=field.at_least > 0):
                self._making.add(field.label, "Hoofdstuk", "heading 1")
                self._making.add(f"{{{{p {field.id} }}}}", self._type.styles.paragraph)
            return
        one = "deel"
        with self._making.loop(one, field.id):
            for paragraph in self._entry(field, one):
                self._making.add(*paragraph)

    def _entry(self, field: LetterField, one: str) -> Iterator[tuple[str, ...]]:
        """The paragraphs of an entry: a title above a text, else everything in a line."""
        texts = [inside for inside in field.fields if inside.kind is FieldKind.BODY]
        others = [inside for inside in field.fields if inside.kind is not FieldKind.BODY]
        if texts and others:
            yield line_tag(others[0], one), "Hoofdstuk", "heading 1"
            others = others[1:]
        if others:
            yield ", ".join(line_tag(inside, one) for inside in others), self._type.styles.paragraph
        for inside in texts:
            yield f"{{{{p {one}.{inside.id} }}}}", self._type.styles.paragraph

    def _enclosures(self, field: LetterField) -> None:
        self._making.add(f"{{%p if {field.id} %}}")
        self._making.add(field.label, "Bijlagenkop", "heading 2")
        self._making.add("{%p endif %}")
        with self._making.loop("bijlage", field.id):
            self._making.add("{{ bijlage.titel }}", "Bijlagenlijst", "List Number")
        with self._making.loop("bijlage", field.id):
            self._making.add('{%p if bijlage.soort == "tekst" %}')
            self._making.add("{{ bijlage.titel }}", "Bijlagetitel", "heading 1")
            self._making.add("{{p bijlage.tekst }}", self._type.styles.paragraph)
            self._making.add("{%p endif %}")
