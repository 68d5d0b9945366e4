"""What can't be in the logic of a manifest: expressions, groups, and sections that come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from briefmaker.forms.expressions import Expression, UnusableExpression, did_you_mean, parsed
from briefmaker.forms.logic import TODAY, Cycle, order_of
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField, Presence, Section

__all__ = ["logical_contradictions"]

_NOT_IN_GROUPS = {FieldKind.GROUP, FieldKind.ENCLOSURES, FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE}
_NOT_DERIVED = {*_NOT_IN_GROUPS, FieldKind.BODY}
_MOST_EXPRESSIONS = 500


def logical_contradictions(document_type: DocumentType) -> Iterator[str]:
    """A sentence for everything in the logic of this document type that can't be."""
    yield from _of_sections(document_type)
    for field in document_type.fields.values():
        if field.kind is FieldKind.GROUP or field.fields:
            yield from _of_group(field)
        yield from _of_derived(field, field.id)
    if sum(field.kind is FieldKind.HOUSE_STYLE for field in document_type.fields.values()) > 1:
        yield _("there are several fields of the kind “house_style”; a letter has one house style.")
    yield from _of_expressions(document_type)


def _of_sections(document_type: DocumentType) -> Iterator[str]:
    seen: set[str] = set()
    for section in document_type.sections:
        if section.id in seen:
            yield _("the section “{section}” occurs twice.").format(section=section.id)
        seen.add(section.id)
        if section.switch in document_type.fields:
            yield _(
                "the optional section “{section}” is switched by the answer “{field}”, which is also a field."
                " Give one of them another id."
            ).format(section=section.id, field=section.switch)
        if section.presence is Presence.FREE and not _is_free(section):
            yield _(
                "the free section “{section}” must have one group, whose fields are a text and a body."
            ).format(section=section.id)


def _is_free(section: Section) -> bool:
    kinds = [[inside.kind for inside in field.fields] for field in section.fields]
    return kinds == [[FieldKind.TEXT, FieldKind.BODY]]


def _of_group(group: LetterField) -> Iterator[str]:
    if group.kind is not FieldKind.GROUP:
        yield _("“{field}” has fields of its own, but is no group.").format(field=group.id)
        return
    if not group.fields:
        yield _("the group “{field}” has no fields of its own.").format(field=group.id)
    if 0 < group.at_most < group.at_least:
        yield _("the group “{field}” must have more entries than it can have.").format(field=group.id)
    for field in group.fields:
        if field.kind in _NOT_IN_GROUPS or field.fields:
            yield _("“{field}” can't be of the kind “{kind}”: it stands in the group “{group}”.").format(
                field=field.id, kind=field.kind, group=group.id
            )
        yield from _of_derived(field, f"{group.id}/{field.id}")


def _of_derived(field: LetterField, path: str) -> Iterator[str]:
    if field.derived and field.kind in _NOT_DERIVED:
        yield _("“{field}” can't be derived: it is of the kind “{kind}”.").format(field=path, kind=field.kind)
    if field.derived and field.default:
        yield _("“{field}” has both a default and a derived value; it can have one of them.").format(
            field=path
        )


def _of_expressions(document_type: DocumentType) -> Iterator[str]:
    sources = [*_sources(document_type)]
    if len(sources) > _MOST_EXPRESSIONS:
        yield _("there are {count} expressions; there can be no more than {most}.").format(
            count=len(sources), most=_MOST_EXPRESSIONS
        )
        return
    all_good = True
    known = {*document_type.fields, *document_type.switches, *document_type.pack.texts, TODAY}
    groups = {id: {each.id for each in field.fields} for id, field in document_type.fields.items()}
    for path, key, source, own in sources:
        try:
            expression = parsed(source)
        except UnusableExpression as error:
            all_good = False
            yield _("{key} of “{field}” can't be used: {reason}").format(key=key, field=path, reason=error)
            continue
        for sentence in _of_expression(expression, {*known, *own}, groups):
            yield f"{key}, “{path}”: {sentence}"
    if all_good:
        try:
            order_of(document_type)
        except Cycle as cycle:
            yield _("these fields follow from each other in a circle: {fields}.").format(fields=cycle)


def _sources(document_type: DocumentType) -> Iterator[tuple[str, str, str, Collection[str]]]:
    """Every expression: where it stands, its key, what it says, and the names it knows beside the usual."""
    for section in document_type.sections:
        if section.shown_if:
            yield section.id, "shown_if", section.shown_if, ()
        for field in section.fields:
            yield from _of_one(field, field.id, ())
            own = [inside.id for inside in field.fields]
            for inside in field.fields:
                yield from _of_one(inside, f"{field.id}/{inside.id}", own)


def _of_one(
    field: LetterField, path: str, own: Collection[str]
) -> Iterator[tuple[str, str, str, Collection[str]]]:
    for key in ("shown_if", "required_if", "derived"):
        if source := getattr(field, key):
            yield path, key, source, own


def _of_expression(
    expression: Expression, known: Collection[str], groups: Mapping[str, Collection[str]]
) -> Iterator[str]:
    for name in sorted(expression.names - set(known)):
        yield _("“{name}” is no field of this type.{hint}").format(
            name=name[:60], hint=did_you_mean(name, known)
        )
    for group, name in sorted(expression.entry_fields):
        if group in groups and name not in groups[group]:
            yield _("“{group}” has no field “{name}”.{hint}").format(
                group=group, name=name[:60], hint=did_you_mean(name, groups[group])
            )
