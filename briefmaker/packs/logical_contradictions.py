"""What can't be in the logic of a manifest: expressions, groups, and sections that come and go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from briefmaker.forms.expressions import Expression, UnusableExpression, did_you_mean, parsed
from briefmaker.forms.logic import TODAY, Cycle, order_of
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField, Presence, Section

__all__ = ["Contradiction", "logical_contradictions"]

_NOT_IN_GROUPS = {FieldKind.GROUP, FieldKind.ENCLOSURES, FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE}
_NOT_DERIVED = {*_NOT_IN_GROUPS, FieldKind.BODY}
_MOST_EXPRESSIONS = 500


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Something that can't be, as a sentence, and where: the id of a section, or a field ("onderwerp",
    "besluiten/tekst" for one of a group's), and the key; all "" for the type as a whole. reason: the sentence
    without the place, where it names that."""

    sentence: str
    field: str = ""
    key: str = ""
    section: str = ""
    reason: str = ""


def logical_contradictions(document_type: DocumentType) -> Iterator[Contradiction]:
    """Everything in the logic of this document type that can't be."""
    yield from _of_sections(document_type)
    for field in document_type.fields.values():
        if field.kind is FieldKind.GROUP or field.fields:
            yield from _of_group(field)
        yield from _of_derived(field, field.id)
    if sum(field.kind is FieldKind.HOUSE_STYLE for field in document_type.fields.values()) > 1:
        fields = [id for id, field in document_type.fields.items() if field.kind is FieldKind.HOUSE_STYLE]
        yield Contradiction(
            _("there are several fields of the kind “house_style”; a letter has one house style."),
            fields[-1],
            "kind",
        )
    yield from _of_expressions(document_type)


def _of_sections(document_type: DocumentType) -> Iterator[Contradiction]:
    seen: set[str] = set()
    for section in document_type.sections:
        if section.id in seen:
            sentence = _("the section “{section}” occurs twice.").format(section=section.id)
            yield Contradiction(sentence, key="id", section=section.id)
        seen.add(section.id)
        if section.switch in document_type.fields:
            sentence = _(
                "the optional section “{section}” is switched by the answer “{field}”, which is also a field."
                " Give one of them another id."
            ).format(section=section.id, field=section.switch)
            yield Contradiction(sentence, key="id", section=section.id)
        if section.presence is Presence.FREE and not _is_free(section):
            sentence = _(
                "the free section “{section}” must have one group, whose fields are a text and a body."
            ).format(section=section.id)
            yield Contradiction(sentence, key="presence", section=section.id)


def _is_free(section: Section) -> bool:
    kinds = [[inside.kind for inside in field.fields] for field in section.fields]
    return kinds == [[FieldKind.TEXT, FieldKind.BODY]]


def _of_group(group: LetterField) -> Iterator[Contradiction]:
    if group.kind is not FieldKind.GROUP:
        sentence = _("“{field}” has fields of its own, but is no group.").format(field=group.id)
        yield Contradiction(sentence, group.id, "kind")
        return
    if not group.fields:
        sentence = _("the group “{field}” has no fields of its own.").format(field=group.id)
        yield Contradiction(sentence, group.id, "field")
    if 0 < group.at_most < group.at_least:
        sentence = _("the group “{field}” must have more entries than it can have.").format(field=group.id)
        yield Contradiction(sentence, group.id, "at_most")
    for field in group.fields:
        path = f"{group.id}/{field.id}"
        if field.kind in _NOT_IN_GROUPS or field.fields:
            sentence = _("“{field}” can't be of the kind “{kind}”: it stands in the group “{group}”.").format(
                field=field.id, kind=field.kind, group=group.id
            )
            yield Contradiction(sentence, path, "kind")
        yield from _of_derived(field, path)


def _of_derived(field: LetterField, path: str) -> Iterator[Contradiction]:
    if field.derived and field.kind in _NOT_DERIVED:
        sentence = _("“{field}” can't be derived: it is of the kind “{kind}”.")
        yield Contradiction(sentence.format(field=path, kind=field.kind), path, "derived")
    if field.derived and field.default:
        sentence = _("“{field}” has both a default and a derived value; it can have one of them.")
        yield Contradiction(sentence.format(field=path), path, "derived")


def _of_expressions(document_type: DocumentType) -> Iterator[Contradiction]:
    sources = [*_sources(document_type)]
    if len(sources) > _MOST_EXPRESSIONS:
        yield Contradiction(
            _("there are {count} expressions; there can be no more than {most}.").format(
                count=len(sources), most=_MOST_EXPRESSIONS
            )
        )
        return
    all_good = True
    known = {*document_type.fields, *document_type.switches, *document_type.pack.texts, TODAY}
    groups = {id: {each.id for each in field.fields} for id, field in document_type.fields.items()}
    for place, path, source, own in sources:
        try:
            expression = parsed(source)
        except UnusableExpression as error:
            all_good = False
            sentence = _("{key} of “{field}” can't be used: {reason}")
            sentence = sentence.format(key=place.key, field=path, reason=error)
            yield replace(place, sentence=sentence, reason=str(error))
            continue
        for sentence in _of_expression(expression, {*known, *own}, groups):
            yield replace(place, sentence=f"{place.key}, “{path}”: {sentence}", reason=sentence)
    if all_good:
        try:
            order_of(document_type)
        except Cycle as cycle:
            sentence = _("these fields follow from each other in a circle: {fields}.").format(fields=cycle)
            yield Contradiction(sentence, cycle.fields[0], _key_of_cycle(document_type, cycle))


def _key_of_cycle(document_type: DocumentType, cycle: Cycle) -> str:
    """By which of its expressions the first field is in the circle."""
    first, second = cycle.fields[0], cycle.fields[-2].rpartition("/")[2]
    group, _slash, sub = first.rpartition("/")
    field = document_type.field_at(f"{group}/0/{sub}" if group else first)
    derived = parsed(field.derived).names if field is not None and field.derived else frozenset()
    return "derived" if second in derived else "shown_if"


def _sources(document_type: DocumentType) -> Iterator[tuple[Contradiction, str, str, Collection[str]]]:
    """Every expression: where it stands (without a sentence), how that is said, what it says, and the names
    it knows beside the usual."""
    for section in document_type.sections:
        if section.shown_if:
            place = Contradiction("", key="shown_if", section=section.id)
            yield place, section.id, section.shown_if, ()
        for field in section.fields:
            yield from _of_one(field, field.id, ())
            own = [inside.id for inside in field.fields]
            for inside in field.fields:
                yield from _of_one(inside, f"{field.id}/{inside.id}", own)


def _of_one(
    field: LetterField, path: str, own: Collection[str]
) -> Iterator[tuple[Contradiction, str, str, Collection[str]]]:
    for key in ("shown_if", "required_if", "derived"):
        if source := getattr(field, key):
            yield Contradiction("", path, key), path, source, own


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
