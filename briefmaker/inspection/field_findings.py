"""What is wrong with the form beside a template: fields that are never printed, fields that are gone."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from briefmaker.forms.expressions import UnusableExpression, parsed
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Repair, Spot
from briefmaker.inspection.tag_rules import DROPPED, UNUSED
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
from briefmaker.letter.printed_names import LIST_SUFFIX
from briefmaker.letter.renames import steps_since

__all__ = ["dropped_fields", "line_of_field", "unused_fields"]

_NEVER_PRINTED = {FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE}
_HEADING = re.compile(r"\s*\[\[\s*section\.(field(?:\.field)?)\s*\]\]")
_ID = re.compile(r"\s*id\s*=\s*[\"']([^\"']*)[\"']")


def unused_fields(
    document_type: DocumentType, used: Collection[str], whole: Collection[str], file: str, manifest: str
) -> Iterator[Finding]:
    """A finding for each field that is asked, but neither printed nor used in any other way.

    used: the names that the template asks for; whole: the groups it prints as a whole text. file: the
    manifest's path, manifest: its text.
    """
    elsewhere = _used_elsewhere(document_type)
    for field in document_type.fields.values():
        printed = {field.id, field.id + LIST_SUFFIX} & {*used}
        if field.kind in _NEVER_PRINTED:
            continue
        if not printed and field.id not in elsewhere:
            yield _unused(field, field.id, file, manifest)
        elif field.kind is FieldKind.GROUP and field.id not in whole and printed:
            first = field.fields[0].id if field.fields else ""
            for inside in field.fields:
                name = f"{field.id}.{inside.id}"
                if name not in used and name not in elsewhere and inside.id not in elsewhere | {first}:
                    yield _unused(inside, name, file, manifest)


def _unused(field: LetterField, name: str, file: str, manifest: str) -> Finding:
    what = _("“{label}” ({field}) is asked, but never printed.").format(label=field.label, field=name)
    remedy = _("Put its placeholder into the template, or take the field out of the form.")
    return UNUSED.finding(what, remedy, Spot(file=file, line=line_of_field(manifest, name), words=name))


def _used_elsewhere(document_type: DocumentType) -> set[str]:
    """What expressions, the document's properties and its file name use."""
    about = document_type.metadata
    found = {about.title, about.author, about.subject, *re.findall(r"\{([a-z][a-z0-9_]*)\}", about.file_name)}
    sources = [section.shown_if for section in document_type.sections]
    for field in document_type.fields.values():
        for each in (field, *field.fields):
            sources += [each.shown_if, each.required_if, each.derived]
    for source in filter(None, sources):
        try:
            expression = parsed(source)
        except UnusableExpression:
            continue
        found |= expression.names
        found |= {f"{group}.{name}" for group, name in expression.entry_fields}
    return found


def dropped_fields(
    document_type: DocumentType, published: DocumentType, file: str, manifest: str
) -> Iterator[Finding]:
    """A finding for each field of the published version that is gone although the manifest doesn't say so."""
    own, before = _paths(document_type), _paths(published)
    since = _since(document_type.pack.version, published.pack.version)
    steps = steps_since(document_type.renamed, published.pack.version, document_type.pack.version)
    dropped = {each.id for each in document_type.dropped}
    new = {path: field for path, field in own.items() if path not in before}
    for path, field in before.items():
        group = path.rpartition(".")[0]
        now = _now_called(path, steps)
        if now in own or now in dropped or path in dropped:
            continue
        if group and _now_called(group, steps) not in own:
            continue  # said of the group
        meant = _renamed_to(path, field, new)
        what = _("“{label}” ({field}) was asked in the published version, and is gone.").format(
            label=field.label, field=path
        )
        line = line_of_field(manifest, meant) if meant else 1
        spot = Spot(file=file, line=line, words=meant or path)
        if meant:
            new.pop(meant)
            remedy = _("Was it renamed to “{field}”? Say so in the manifest.").format(field=meant)
            repair = Repair(
                "say_renamed", _("Say that it is now “{field}”").format(field=meant),
                {"from": path, "to": meant, "since": since},
            )  # fmt: skip
        else:
            remedy = _("Say in the manifest that it was dropped, or what it is called now.")
            repair = Repair("say_dropped", _("Say that it was dropped"), {"id": path, "since": since})
        yield DROPPED.finding(what, remedy, spot, repair=repair)


def _now_called(path: str, steps: Sequence[Mapping[str, str]]) -> str:
    """What a field of the published version is called now, as the manifest has it."""
    for step in steps:
        group, dot, name = path.rpartition(".")
        path = step.get(path) or (f"{step.get(group, group)}{dot}{name}" if group else path)
    return path


def _since(version: str, published: str) -> str:
    """The version from which a change holds: this one, or if it is still called as the published one, the
    next."""
    if version != published:
        return version
    numbers = re.fullmatch(r"(.*?)(\d+)\.(\d+)((?:\.\d+)*)", version)
    if numbers is None:
        return f"{version}.1" if version else "1"
    return f"{numbers[1]}{numbers[2]}.{int(numbers[3]) + 1}"


def _paths(document_type: DocumentType) -> dict[str, LetterField]:
    found = dict(document_type.fields)
    for field in document_type.fields.values():
        found |= {f"{field.id}.{inside.id}": inside for inside in field.fields}
    return found


def _renamed_to(path: str, field: LetterField, new: Mapping[str, LetterField]) -> str:
    """The new field that is most likely the old one under another name, "" when none is."""
    group, _dot, name = path.rpartition(".")
    beside = {each: other for each, other in new.items() if each.rpartition(".")[0] == group}
    alike = [each for each, other in beside.items() if other.kind is field.kind]
    same_label = [each for each in alike if beside[each].label == field.label]
    if len(same_label) == 1:
        return same_label[0]
    ids = {each.rpartition(".")[2]: each for each in alike}
    close = difflib.get_close_matches(name, sorted(ids), 1, 0.7)
    return ids[close[0]] if close else ""


def line_of_field(manifest: str, path: str) -> int:
    """The line on which a field has its id ("onderwerp", "besluiten.tekst"), from 1; 1 when there is none."""
    group, _dot, name = path.rpartition(".")
    within, of_group = "", ""
    for number, line in enumerate(manifest.split("\n"), start=1):
        if line.lstrip().startswith("["):
            heading = _HEADING.match(line)
            within = heading[1] if heading else ""
        elif within and (found := _ID.match(line)):
            if within == "field":
                of_group = found[1]
            if found[1] == name and (of_group == group if within == "field.field" else not group):
                return number
    return 1
