"""What each value of a manifest allows but the whole doesn't: names that point nowhere, ids used twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TypeAlias

from briefmaker.forms.expressions import did_you_mean
from briefmaker.forms.patterns import is_pattern
from briefmaker.i18n import _
from briefmaker.letter.document_type import FILE_TITLE, BodyStyles, DocumentType, FieldKind, LetterField
from briefmaker.packs.logical_contradictions import Contradiction, logical_contradictions
from briefmaker.packs.rename_contradictions import rename_contradictions

__all__ = ["Contradiction", "contradictions_found"]

_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""Language, script and region, as BCP 47 writes them."""
_MOST_FIELDS = 1_000
_MOST_SAID = 50
"""Sentences: nobody reads more, and looking for what was meant takes time for each."""
_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def contradictions_found(document_type: DocumentType) -> list[Contradiction]:
    """Everything in this document type that can't be, up to a bound, with its place in the manifest."""
    count = sum(1 + len(field.fields) for section in document_type.sections for field in section.fields)
    if count > _MOST_FIELDS:
        too_many = _("there are {count} fields; there can be no more than {most}.")
        return [Contradiction(too_many.format(count=count, most=_MOST_FIELDS))]
    return list(islice(_contradictions(document_type), _MOST_SAID))


def _contradictions(document_type: DocumentType) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for section in document_type.sections:
        for field in section.fields:
            if field.id in seen:
                yield _occurs_twice(field.id)
            seen.add(field.id)
            yield from _of_field(document_type, field, document_type.fields, field.id)
            own = {inside.id: inside for inside in field.fields}
            if len(own) < len(field.fields):
                ids = [inside.id for inside in field.fields]
                yield from (_occurs_twice(f"{field.id}/{id}") for id in own if ids.count(id) > 1)
            for inside in field.fields:
                yield from _of_field(document_type, inside, own, f"{field.id}/{inside.id}")
    yield from _of_language(document_type)
    yield from (Contradiction(each, key="styles") for each in _of_styles(document_type.styles))
    yield from logical_contradictions(document_type)
    yield from rename_contradictions(document_type)
    about = document_type.metadata
    named = [(key, getattr(about, key)) for key in ("title", "author", "subject")]
    named += [("file_name", name) for name in _NAME.findall(about.file_name) if name != FILE_TITLE]
    for key, name in named:
        if name and name not in document_type.fields:
            sentence = _("[metadata] names “{field}”, which is no field.").format(field=name)
            yield Contradiction(sentence, key=f"metadata.{key}")


def _of_field(
    document_type: DocumentType, field: LetterField, beside: Mapping[str, LetterField], path: str
) -> Iterator[Contradiction]:
    """What is wrong with one field; `beside` are those that an entry of a list can fill with it."""
    for key, sentence in (
        *_of_completion(document_type, field, beside),
        *_of_default(document_type, field),
        *_of_values(document_type, field),
    ):
        yield Contradiction(sentence, path, key)


def _occurs_twice(field: str) -> Contradiction:
    return Contradiction(_("the field “{field}” occurs twice.").format(field=field), field, "id")


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


_Found: TypeAlias = Iterator[tuple[str, str]]
"""The key of a field and a sentence about it."""


def _of_completion(
    document_type: DocumentType, field: LetterField, beside: Mapping[str, LetterField]
) -> _Found:
    if not field.completes_from:
        return
    found = document_type.pack.lists.get(field.completes_from)
    if found is None:
        sentence = _("“{field}” completes from the list “{list}”, which is not in the pack.")
        yield "completes_from", sentence.format(field=field.id, list=field.completes_from)
    known = {column for entry in found.entries for column in entry} if found is not None else set()
    columns = [("column", field.column), *(("fills", column) for column in field.fills.values())]
    for key, column in columns:
        if known and column and column not in known:
            sentence = _("“{field}” takes “{column}” from the list “{list}”, which has no such column.")
            yield key, sentence.format(field=field.id, column=column, list=field.completes_from)
    for target in field.fills:
        if target not in beside:
            sentence = _("“{field}” fills “{target}”, which is no field.")
            yield "fills", sentence.format(field=field.id, target=target)


def _of_default(document_type: DocumentType, field: LetterField) -> _Found:
    if field.default and field.kind in {FieldKind.BODY, FieldKind.ENCLOSURES, FieldKind.GROUP}:
        yield "default", _("“{field}” can't have a default.").format(field=field.id)
        return
    for name in _NAME.findall(field.default):
        if name not in document_type.pack.texts:
            sentence = _("the default of “{field}” uses the text “{text}”, which is not in pack.toml.")
            yield "default", sentence.format(field=field.id, text=name)


def _of_language(document_type: DocumentType) -> Iterator[Contradiction]:
    field = document_type.language_field
    if field is None:
        return
    languages = [id for id, each in document_type.fields.items() if each.kind is FieldKind.LANGUAGE]
    if len(languages) > 1:
        sentence = _("there are several fields of the kind “language”; a letter has one language.")
        yield Contradiction(sentence, languages[-1], "kind")
    for tag in field.choices:
        if not _TAG.fullmatch(tag):
            sentence = _("“{field}” has the choice “{tag}”, which is no language such as nl-NL or en-GB.")
            yield Contradiction(sentence.format(field=field.id, tag=tag), field.id, "choices")
    if document_type.language not in field.choices:
        sentence = _("the choices of “{field}” lack “{tag}”, the language of the document type.")
        sentence = sentence.format(field=field.id, tag=document_type.language)
        yield Contradiction(sentence, field.id, "choices")
    if field.default and field.default not in field.choices:
        sentence = _("the default of “{field}” is none of its choices.").format(field=field.id)
        yield Contradiction(sentence, field.id, "default")


def _of_values(document_type: DocumentType, field: LetterField) -> _Found:
    if field.choices_from:
        yield from _of_listed_choices(document_type, field)
    elif field.kind is FieldKind.CHOICE and not field.choices:
        yield "choices", _("“{field}” is a choice, but there are no choices.").format(field=field.id)
    if field.pattern and not is_pattern(field.pattern):
        yield "pattern", _("the pattern of “{field}” is no regular expression.").format(field=field.id)


def _of_listed_choices(document_type: DocumentType, field: LetterField) -> _Found:
    found = document_type.pack.lists.get(field.choices_from)
    if field.kind is not FieldKind.CHOICE:
        sentence = _("“{field}” has choices from a list, but is no choice.")
        yield "choices_from", sentence.format(field=field.id)
    if found is None:
        sentence = _("“{field}” takes its choices from the list “{list}”, which is not in the pack.{hint}")
        yield (
            "choices_from",
            sentence.format(
                field=field.id,
                list=field.choices_from,
                hint=did_you_mean(field.choices_from, document_type.pack.lists),
            ),
        )
        return
    known = {column for entry in found.entries for column in entry}
    if field.column and field.column not in known:
        sentence = _("“{field}” takes “{column}” from the list “{list}”, which has no such column.")
        yield "column", sentence.format(field=field.id, column=field.column, list=field.choices_from)
    elif not document_type.choices_of(field):
        yield "choices", _("“{field}” is a choice, but there are no choices.").format(field=field.id)
