"""What can't be in [[renamed]] and [[dropped]]: names that lead nowhere, two values for one field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from briefmaker.forms.expressions import did_you_mean
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType
from briefmaker.letter.renames import Renamed, steps_since
from briefmaker.packs.logical_contradictions import Contradiction

__all__ = ["rename_contradictions", "type_rename_contradictions"]


def rename_contradictions(document_type: DocumentType) -> Iterator[Contradiction]:
    """What is wrong with what a document type says of its earlier fields."""
    fields = {*document_type.fields, *document_type.switches}
    for group in document_type.fields.values():
        fields |= {f"{group.id}.{inside.id}" for inside in group.fields}
    gone = {each.id for each in document_type.dropped}
    now = document_type.pack.version
    for sentence in _of_renamed(document_type.renamed, fields, gone, now):
        yield Contradiction(sentence, key="renamed")
    groups = {each.to: each.from_ for each in document_type.renamed}
    for each in document_type.renamed:
        (before, dot, _name), (after, dot_after, _after) = each.from_.partition("."), each.to.partition(".")
        if dot != dot_after or (dot and before != after and groups.get(after) != before):
            said = _("“{old}” can't become “{new}”: what an entry holds stays in the entries of its group.")
            yield Contradiction(said.format(old=each.from_, new=each.to), key="renamed")
    for id in sorted(gone & fields):
        said = _("“{field}” is said to be dropped, but it is a field. Take one of the two out.")
        yield Contradiction(said.format(field=id), key="dropped")
    dropped = [(each.id, each.since) for each in document_type.dropped]
    for each in document_type.renamed:
        if (each.from_, each.since) in dropped:
            said = _("“{field}” is said to be renamed and to be dropped in the same version.")
            yield Contradiction(said.format(field=each.from_), key="dropped")


def type_rename_contradictions(
    renamed: Sequence[Renamed], folders: Collection[str], version: str
) -> Iterator[str]:
    """What is wrong with what a pack says of its earlier document types; `folders` are those it has."""
    yield from _of_renamed(renamed, folders, (), version)


def _of_renamed(
    renamed: Sequence[Renamed], known: Collection[str], gone: Collection[str], now: str
) -> Iterator[str]:
    steps = steps_since(renamed, None, now)
    seen: set[tuple[str, str, str]] = set()
    for each in renamed:
        if each.from_ == each.to:
            yield _("“{field}” is renamed to itself.").format(field=each.to)
        for side, name in (("from", each.from_), ("to", each.to)):
            if (side, name, each.since) in seen:
                yield _("“{field}” stands twice in [[renamed]] for the same version.").format(field=name)
            seen.add((side, name, each.since))
        if not each.since and each.from_ in known:
            said = _("“{field}” is renamed, but it is there still; say since which version (“since”).")
            yield said.format(field=each.from_)
        later = _after(steps, each)
        if later not in known and later not in gone:
            said = _("“{old}” is renamed to “{new}”, which is not there.{hint}")
            yield said.format(old=each.from_, new=each.to, hint=did_you_mean(each.to, known))


def _after(steps: Sequence[Mapping[str, str]], each: Renamed) -> str:
    """What the new name of `each` is called now."""
    name, reached = each.to, False
    for step in steps:
        if reached:
            name = step.get(name, name)
        reached = reached or step.get(each.from_) == each.to
    return name
