"""What each value of a manifest allows but the whole doesn't: names that point nowhere, ids used twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from briefmaker.forms.expressions import did_you_mean
from briefmaker.forms.patterns import is_pattern
from briefmaker.i18n import _
from briefmaker.letter.document_type import FILE_TITLE, BodyStyles, DocumentType, FieldKind, LetterField
from briefmaker.packs.logical_contradictions import logical_contradictions

__all__ = ["contradictions"]

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""Language, script and region, as BCP 47 writes them."""
_MOST_FIELDS = 1_000
_MOST_SAID = 50
"""Sentences: nobody reads more, and looking for what was meant takes time for each."""
_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def contradictions(document_type: DocumentType, file: str) -> list[str]:
    """A sentence for everything in this document type that can't be, up to a bound; `file` is the manifest to
    name."""
    count = sum(1 + len(field.fields) for section in document_type.sections for field in section.fields)
    if count > _MOST_FIELDS:
        too_many = _("there are {count} fields; there can be no more than {most}.")
        return [f"{file}: {too_many.format(count=count, most=_MOST_FIELDS)}"]
    return [f"{file}: {sentence}" for sentence in islice(_contradictions(document_type), _MOST_SAID)]


def _contradictions(document_type: DocumentType) -> Iterator[str]:
    seen: set[str] = set()
    for section in document_type.sections:
        for field in section.fields:
            if field.id in seen:
                yield _occurs_twice(field.id)
            seen.add(field.id)
            yield from _of_field(document_type, field, document_type.fields)
            own = {inside.id: inside for inside in field.fields}
            if len(own) < len(field.fields):
                ids = [inside.id for inside in field.fields]
                yield from (_occurs_twice(f"{field.id}/{id}") for id in own if ids.count(id) > 1)
            for inside in field.fields:
                yield from _of_field(document_type, inside, own)
    yield from _of_language(document_type)
    yield from _of_styles(document_type.styles)
    yield from logical_contradictions(document_type)
    about = document_type.metadata
    in_file_name = (name for name in _NAME.findall(about.file_name) if name != FILE_TITLE)
    for name in (about.title, about.author, about.subject, *in_file_name):
        if name and name not in document_type.fields:
            yield _("[metadata] names “{field}”, which is no field.").format(field=name)


def _of_field(
    document_type: DocumentType, field: LetterField, beside: Mapping[str, LetterField]
) -> Iterator[str]:
    """What is wrong with one field; `beside` are those that an entry of a list can fill with it."""
    yield from _of_completion(document_type, field, beside)
    yield from _of_default(document_type, field)
    yield from _of_values(document_type, field)


def _occurs_twice(field: str) -> str:
    return _("the field “{field}” occurs twice.").format(field=field)


def _of_styles(styles: BodyStyles) -> Iterator[str]:
    for role in ("bullets", "numbers"):
        if not getattr(styles, role):
            yield _("[styles] has no style for “{role}”; name one or leave the line out.").format(role=role)
    kinds: dict[str, str] = {}
    for role in ("bullets", "numbers", "letters", "romans"):
        for name in getattr(styles, role):
            other = kinds.setdefault(name.casefold(), role)
            if other != role:
                yield _(
                    "[styles] has “{style}” for “{role}” and for “{other}”; a list could not be told from "
                    "the other kind when a Word document is read."
                ).format(style=name, role=other, other=role)


def _of_completion(
    document_type: DocumentType, field: LetterField, beside: Mapping[str, LetterField]
) -> Iterator[str]:
    if not field.completes_from:
        return
    found = document_type.pack.lists.get(field.completes_from)
    if found is None:
        yield _("“{field}” completes from the list “{list}”, which is not in the pack.").format(
            field=field.id, list=field.completes_from
        )
    known = {column for entry in found.entries for column in entry} if found is not None else set()
    for column in (field.column, *field.fills.values()):
        if known and column and column not in known:
            yield _("“{field}” takes “{column}” from the list “{list}”, which has no such column.").format(
                field=field.id, column=column, list=field.completes_from
            )
    for target in field.fills:
        if target not in beside:
            yield _("“{field}” fills “{target}”, which is no field.").format(field=field.id, target=target)


def _of_default(document_type: DocumentType, field: LetterField) -> Iterator[str]:
    if field.default and field.kind in {FieldKind.BODY, FieldKind.ENCLOSURES, FieldKind.GROUP}:
        yield _("“{field}” can't have a default.").format(field=field.id)
        return
    for name in _NAME.findall(field.default):
        if name not in document_type.pack.texts:
            yield _("the default of “{field}” uses the text “{text}”, which is not in pack.toml.").format(
                field=field.id, text=name
            )


def _of_language(document_type: DocumentType) -> Iterator[str]:
    field = document_type.language_field
    if field is None:
        return
    if sum(each.kind is FieldKind.LANGUAGE for each in document_type.fields.values()) > 1:
        yield _("there are several fields of the kind “language”; a letter has one language.")
    for tag in field.choices:
        if not _TAG.fullmatch(tag):
            yield _("“{field}” has the choice “{tag}”, which is no language such as nl-NL or en-GB.").format(
                field=field.id, tag=tag
            )
    if document_type.language not in field.choices:
        yield _("the choices of “{field}” lack “{tag}”, the language of the document type.").format(
            field=field.id, tag=document_type.language
        )
    if field.default and field.default not in field.choices:
        yield _("the default of “{field}” is none of its choices.").format(field=field.id)


def _of_values(document_type: DocumentType, field: LetterField) -> Iterator[str]:
    if field.choices_from:
        yield from _of_listed_choices(document_type, field)
    elif field.kind is FieldKind.CHOICE and not field.choices:
        yield _("“{field}” is a choice, but there are no choices.").format(field=field.id)
    if field.pattern and not is_pattern(field.pattern):
        yield _("the pattern of “{field}” is no regular expression.").format(field=field.id)


def _of_listed_choices(document_type: DocumentType, field: LetterField) -> Iterator[str]:
    found = document_type.pack.lists.get(field.choices_from)
    if field.kind is not FieldKind.CHOICE:
        yield _("“{field}” has choices from a list, but is no choice.").format(field=field.id)
    if found is None:
        yield _("“{field}” takes its choices from the list “{list}”, which is not in the pack.{hint}").format(
            field=field.id,
            list=field.choices_from,
            hint=did_you_mean(field.choices_from, document_type.pack.lists),
        )
        return
    known = {column for entry in found.entries for column in entry}
    if field.column and field.column not in known:
        yield _("“{field}” takes “{column}” from the list “{list}”, which has no such column.").format(
            field=field.id, column=field.column, list=field.choices_from
        )
    elif not document_type.choices_of(field):
        yield _("“{field}” is a choice, but there are no choices.").format(field=field.id)
