"""Which properties a type, a section and each kind of field have, and how each is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from briefmaker.i18n import _
from briefmaker.letter.document_type import FieldKind, Presence
from briefmaker.packs.manifest_editing import At
from briefmaker.qt.workshop.condition_input import ConditionInput
from briefmaker.qt.workshop.fills_input import FillsInput
from briefmaker.qt.workshop.kinds import KINDS, KINDS_IN_GROUPS, PRESENCES, PRINTED_AS, ROLES
from briefmaker.qt.workshop.manifest_session import ManifestSession
from briefmaker.qt.workshop.property_inputs import (
    ChoiceOfInput,
    FlagInput,
    LineOfInput,
    LinesOfInput,
    NumberInput,
    PropertyInput,
    WrappedInput,
)

__all__ = ["REQUIRED", "TAG", "Heading", "Property", "Row", "kind_at", "properties_of"]

REQUIRED = "required+"
"""Asked as one: `required` and `required_if`."""
TAG = "+tag"
_WHOLE = {FieldKind.BODY, FieldKind.GROUP, FieldKind.ENCLOSURES}
_CHOSEN = {FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE}
_TYPED = {FieldKind.TEXT, FieldKind.LINES, FieldKind.PHONE, FieldKind.EMAIL, FieldKind.REFERENCE}


@dataclass(frozen=True)
class Heading:
    """A heading above properties."""

    words: str


@dataclass(frozen=True)
class Property:
    """A property: its key in the manifest, its name, what it means, and what asks it."""

    key: str
    words: str
    help: str
    make: Callable[[QWidget], PropertyInput]


Row = Heading | Property


def kind_at(session: ManifestSession, at: At) -> FieldKind:
    """The kind of a field, a text when it is written as something unknown."""
    written = session.value(at, "kind")
    return FieldKind(written) if written in [each.value for each in FieldKind] else FieldKind.TEXT


def properties_of(session: ManifestSession, at: At) -> tuple[Row, ...]:
    """What is asked of what stands at a place, in order."""
    if not at:
        return tuple(_of_type(session))
    return tuple(_of_section(session, at) if len(at) == 1 else _of_field(session, at))


def _line(*, needed: bool = False, example: str = "") -> Callable[[QWidget], PropertyInput]:
    def make(parent: QWidget) -> PropertyInput:
        return LineOfInput(parent, is_needed=needed, example=example)

    return make


def _flag(words: str, *, usual: bool = False) -> Callable[[QWidget], PropertyInput]:
    return lambda parent: FlagInput(words, parent, usual=usual)


def _choice(options: list[tuple[str, str]], *, needed: bool = False) -> Callable[[QWidget], PropertyInput]:
    return lambda parent: ChoiceOfInput(options, parent, is_needed=needed)


def _of_type(session: ManifestSession) -> Iterator[Row]:
    yield Property("title", _("Name"), _("As the writer sees it on the start page."), _line(needed=True))
    yield Property("description", _("Description"), _("Below the name, on the start page."), WrappedInput)
    yield Property("language", _("Language"), _("For example nl-NL."), _line(example="nl-NL"))
    yield Heading(_("Properties of the document"))
    fields = [("", _("No field")), *_field_options(session, ())]
    yield Property(
        "metadata.title", _("Title"), _("The field that gives the title of the document."), _choice(fields)
    )
    yield Property("metadata.author", _("Author"), _("The field that names the author."), _choice(fields))
    yield Property("metadata.subject", _("Subject"), "", _choice(fields))
    yield Property(
        "metadata.file_name",
        _("File name"),
        _("As it is proposed. A field between braces is filled in: {example}").format(
            example="{datum} {onderwerp}"
        ),
        _line(example="{title}"),
    )


def _of_section(session: ManifestSession, at: At) -> Iterator[Row]:
    yield Property("label", _("Name"), _("The heading of this part of the form."), _line(needed=True))
    yield Property("help", _("Explanation"), _("One sentence below the heading."), WrappedInput)
    presences = [(each.value, _(words)) for each, words in PRESENCES.items()]
    yield Property("presence", _("In the document"), "", _choice(presences))
    if session.value(at, "presence") == Presence.OPTIONAL.value:
        yield Property("default_on", "", "", _flag(_("On in a new document"), usual=True))
    yield Property("shown_if", _("Shown"), "", _shown)
    yield Heading(_("In the manifest"))
    yield Property(
        "id",
        _("Short name"),
        _("Small letters, digits and underscores. Nobody else sees it."),
        _line(needed=True),
    )


def _of_field(session: ManifestSession, at: At) -> Iterator[Row]:
    kind = kind_at(session, at)
    kinds = KINDS_IN_GROUPS if len(at) == 3 else tuple(KINDS)
    yield Property("label", _("Name"), _("As it stands on the form."), _line(needed=True))
    options = [(each.value, _(KINDS[each].name)) for each in kinds]
    yield Property("kind", _("Kind"), KINDS[kind].sentence, _choice(options, needed=True))
    yield Property("help", _("Explanation"), _("One sentence below the field."), WrappedInput)
    if kind in _TYPED:
        yield Property("example", _("Example"), _("Grey, in the field as long as it is empty."), _line())
    yield from _of_kind(session, at, kind)
    yield Heading(_("Template"))
    yield Property(TAG, _("In the template"), "", _line())
    yield Property(
        "id",
        _("Short name"),
        _("Small letters, digits and underscores; the template names the field by it."),
        _line(needed=True),
    )
    yield Heading(_("When"))
    yield Property(REQUIRED, _("Required"), "", _required)
    yield Property("shown_if", _("Shown"), "", _shown)
    if kind not in _WHOLE | _CHOSEN:
        yield from _of_value(session, at, kind)
    yield Heading(_("Existing documents"))
    yield Property(
        "labels",
        _("Words before it"),
        _("By which this field is found in documents that are imported, one on a line."),
        LinesOfInput,
    )
    if len(at) == 2:
        roles = [(each.value, _(words)) for each, words in ROLES.items()]
        yield Property("role", _("Part of the letter"), "", _choice(roles))
    yield Property(
        "cleared_on_copy",
        "",
        _("In a document that is begun from an earlier one this field is empty."),
        _flag(_("Not taken over")),
    )
    if kind in _TYPED:
        yield Property(
            "pattern",
            _("Pattern"),
            _("For whoever knows regular expressions: what doesn't match gets a warning."),
            _line(),
        )


def _of_kind(session: ManifestSession, at: At, kind: FieldKind) -> Iterator[Row]:
    if kind is FieldKind.GROUP:
        yield Property("entry_label", _("One of them"), _("For example: decision."), _line())
        yield Property("at_least", _("At least"), _("So many there must be; empty for none."), NumberInput)
        yield Property("at_most", _("At most"), _("Empty for any number."), NumberInput)
        printed = [(each.value, _(words)) for each, words in PRINTED_AS.items()]
        yield Property("printed_as", _("Printed as"), "", _choice(printed))
    if kind is FieldKind.ENCLOSURES:
        yield Property(
            "titles_suffice", "", _("The document only lists them."), _flag(_("A title is enough"))
        )
    if kind in {FieldKind.CHOICE, FieldKind.TEXT, FieldKind.LANGUAGE}:
        words = _("Choices") if kind is not FieldKind.TEXT else _("Proposals")
        help = (
            _("One on a line, as nl-NL.") if kind is FieldKind.LANGUAGE
            else _("One on a line.") if kind is FieldKind.CHOICE
            else _("One on a line; something else may be typed too.")
        )  # fmt: skip
        yield Property("choices", words, help, LinesOfInput)
    if kind is FieldKind.CHOICE and (session.info.lists or session.value(at, "choices_from")):
        lists = [("", _("No list")), *((each, each) for each in session.info.lists)]
        yield Property("choices_from", _("Choices from list"), "", _choice(lists))
        if session.value(at, "choices_from"):
            yield Property("column", _("Column"), "", _choice(_columns(session, at, "choices_from")))


def _of_value(session: ManifestSession, at: At, kind: FieldKind) -> Iterator[Row]:
    yield Heading(_("What is in it"))
    if kind is FieldKind.DATE:
        help = _("“vandaag” is the day on which the document is begun.")
    else:
        texts = ", ".join(f"{{{name}}}" for name in session.info.texts)
        help = _("Stands there in a new document.")
        if texts:
            help = _("Stands there in a new document. Texts of the pack: {texts}").format(texts=texts)
    yield Property("default", _("Begins with"), help, _line())
    yield Property(
        "derived",
        _("Follows from"),
        _("An expression, such as {example}. Holds as long as nothing else is typed.").format(
            example="geadresseerde | aanhef"
        ),
        _line(),
    )
    if kind in {FieldKind.TEXT, FieldKind.LINES, FieldKind.PHONE, FieldKind.EMAIL, FieldKind.REFERENCE}:
        lists = [("", _("No list")), *((each, each) for each in session.info.lists)]
        if len(lists) > 1 or session.value(at, "completes_from"):
            yield Property(
                "completes_from", _("Completes from list"), _("Proposes what begins alike."), _choice(lists)
            )
        if session.value(at, "completes_from"):
            yield Property("column", _("Column"), "", _choice(_columns(session, at, "completes_from")))
            yield Property("fills", _("Also fills in"), "", FillsInput)


def _columns(session: ManifestSession, at: At, key: str) -> list[tuple[str, str]]:
    found = session.info.lists.get(str(session.value(at, key)))
    if found is None:
        return [("", _("As the list shows it"))]
    columns = dict.fromkeys(column for entry in found.entries for column in entry)
    usual = _("As the list shows it ({column})").format(column=found.shows)
    return [("", usual), *((each, each) for each in columns)]


def _required(parent: QWidget) -> PropertyInput:
    return ConditionInput(((None, _("No")), (True, _("Yes"))), _("Only if"), parent)


def _shown(parent: QWidget) -> PropertyInput:
    return ConditionInput(((None, _("Always")),), _("Only if"), parent)


def _field_options(session: ManifestSession, without: At) -> Iterator[tuple[str, str]]:
    manifest = session.manifest
    for at in manifest.places():
        if len(at) == 2 and at != without[:2]:
            yield manifest.id_at(at), str(manifest.at(at).get("label") or manifest.id_at(at))
