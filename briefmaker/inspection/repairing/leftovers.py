"""What was left behind goes: empty paragraphs, comments, programs, what is fetched from elsewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.inspection.repairing.places import (
    changed_meanwhile,
    detail,
    ends_its_holder,
    everywhere,
    paragraph_at,
    runs_in,
)
from briefmaker.inspection.word_editing import CT, WordEdit
from briefmaker.inspection.word_file import W
from briefmaker.rendering.package import CONTENT_TYPES

__all__ = ["remove_comments", "remove_external", "remove_paragraphs"]

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_COMMENT_KINDS = {"comments", "commentsExtended", "commentsIds", "commentsExtensible"}
_COMMENT_MARKS = ("commentRangeStart", "commentRangeEnd")
_MACRO_KINDS = {"vbaProject", "wordVbaData", "keyMapCustomizations"}
_WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_WITH_MACROS_TEMPLATE = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
_PLAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def remove_paragraphs(edit: WordEdit, finding: Finding) -> None:
    """The paragraphs of the spots go, or the rows in which they stand."""
    rows = finding.repair is not None and finding.repair.details.get("what") == "rows"
    found = [each for spot in finding.spots for each in everywhere(paragraph_at(edit, spot))]
    for paragraph in found:
        element = paragraph.element
        if rows:
            _remove_row(next(element.iterancestors(f"{W}tr"), None))
            continue
        parent = element.getparent()
        if parent is None or ends_its_holder(element) or element.find(f"{W}pPr/{W}sectPr") is not None:
            raise UnusableInput(
                _("This paragraph can't go: Word needs it where it is. Leave it, or mend it in Word.")
            )
        for mark in [*element.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            element.addprevious(mark)
        parent.remove(element)


def remove_comments(edit: WordEdit, _finding: Finding) -> None:
    """All comments, their marks in the text and their parts."""
    for part in edit.parts:
        for mark in [*part.root.iter(*(f"{W}{name}" for name in _COMMENT_MARKS))]:
            mark.getparent().remove(mark)  # type: ignore[union-attr]
        for mark in [*part.root.iter(f"{W}commentReference", f"{W}annotationRef")]:
            run = mark.getparent()
            assert run is not None
            run.remove(mark)
            if not any(child.tag != f"{W}rPr" for child in run):
                run.getparent().remove(run)  # type: ignore[union-attr]
    for owner in (edit.package.document, *(part.name for part in edit.parts)):
        _remove_relationships(edit, owner, _COMMENT_KINDS)


def remove_external(edit: WordEdit, finding: Finding) -> None:
    """What is fetched from elsewhere, embedded, or a program: its mark in the text goes, its words stay."""
    details = finding.repair.details if finding.repair else {}
    if details.get("macros"):
        _remove_macros(edit)
    elif details.get("field"):
        for each in everywhere(paragraph_at(edit, finding.spot)):
            _take_out_field(each.element, runs_in(each, finding.spot.start, finding.spot.end))
    else:
        owner = finding.spot.part or edit.package.document
        _remove_related(edit, owner, detail(finding, "relationship"), finding)


def _remove_row(row: etree._Element | None) -> None:
    table = None if row is None else row.getparent()
    if row is None or table is None:
        return  # it went with another spot in it
    if len(table.findall(f"{W}tr")) == 1:
        raise UnusableInput(_("This row is the only one of its table. Remove the table in Word."))
    table.remove(row)


def _remove_relationships(edit: WordEdit, owner: str, kinds: set[str]) -> None:
    relationships = edit.relationships(owner)
    if relationships is None:
        return
    for relation in edit.package.relationships(owner):
        if relation.kind in kinds:
            for element in [each for each in relationships if each.get("Id") == relation.id]:
                relationships.remove(element)
            if not relation.external and edit.has(relation.target):
                edit.remove_member(relation.target)


def _remove_macros(edit: WordEdit) -> None:
    for relation in edit.package.relationships(edit.package.document):
        if relation.kind in _MACRO_KINDS and not relation.external:
            _remove_relationships(edit, relation.target, _MACRO_KINDS)
    _remove_relationships(edit, edit.package.document, _MACRO_KINDS)
    _remove_relationships(edit, "", {"ui/extensibility", "extensibility"})
    for override in edit.root(CONTENT_TYPES).iter(f"{CT}Override"):
        if override.get("ContentType") in {_WITH_MACROS, _WITH_MACROS_TEMPLATE}:
            override.set("ContentType", _PLAIN)
    _remove_unused_default(edit, "bin")


def _remove_unused_default(edit: WordEdit, extension: str) -> None:
    if any(name.endswith(f".{extension}") and edit.has(name) for name in edit.package.members):
        return
    types = edit.root(CONTENT_TYPES)
    for default in [*types.iter(f"{CT}Default")]:
        if (
            default.get("Extension", "").casefold() == extension
            and "vba" in default.get("ContentType", "").casefold()
        ):
            types.remove(default)


def _remove_related(edit: WordEdit, owner: str, own_id: str, finding: Finding) -> None:
    """A relationship, what names it in its part, and the members that only it leads to."""
    relation = next((each for each in edit.package.relationships(owner) if each.id == own_id), None)
    listed = edit.relationships(owner)
    if relation is None or listed is None:
        raise changed_meanwhile(finding.spot.file)
    if owner and edit.has(owner) and owner.endswith(".xml"):
        for element in [*_naming(edit.root(owner), own_id)]:
            _take_out(element)
    for element in [each for each in listed if each.get("Id") == own_id]:
        listed.remove(element)
    if not relation.external and edit.has(relation.target) and not _leads_to(edit, relation.target):
        edit.remove_member(relation.target)


def _naming(root: etree._Element, own_id: str) -> Iterator[etree._Element]:
    for element in root.iter("*"):
        if any(str(name).startswith(_R) and value == own_id for name, value in element.attrib.items()):
            yield element


def _leads_to(edit: WordEdit, target: str) -> bool:
    """Whether another relationship leads to this member still."""
    for name in edit.package.members:
        if name.endswith(".rels") and edit.has(name):
            folder = posixpath.dirname(posixpath.dirname(name))
            for each in edit.root(name):
                own = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
                if own == target and each.get("TargetMode") != "External":
                    return True
    return False


def _take_out(element: etree._Element) -> None:
    """Take an element out with what it stands in; of a link its text stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tag in {f"{W}hyperlink", f"{W}smartTag"}:
        for child in [*element]:
            element.addprevious(child)
        parent.remove(element)
        return
    holders = {f"{W}object", f"{W}pict", f"{W}drawing", f"{W}control"}
    held = next((each for each in element.iterancestors() if each.tag in holders), element)
    holder = held.getparent()
    if holder is None:
        return
    holder.remove(held)
    if holder.tag == f"{W}r" and not any(child.tag != f"{W}rPr" for child in holder):
        holder.getparent().remove(holder)  # type: ignore[union-attr]


def _take_out_field(paragraph: etree._Element, touched: tuple[etree._Element, ...]) -> None:
    """Take out the fields that touch these runs; what they print stays, as text."""
    for simple in [*paragraph.iter(f"{W}fldSimple")]:
        if any(run in touched for run in simple.iter(f"{W}r")) or not touched:
            for child in [*simple]:
                simple.addprevious(child)
            simple.getparent().remove(simple)  # type: ignore[union-attr]
    for field in _fields(paragraph):
        if not touched or any(run in touched for run in field):
            for run in field:
                for code in [*run.iter(f"{W}fldChar", f"{W}instrText")]:
                    run.remove(code)
                if run.getparent() is not None and not any(child.tag != f"{W}rPr" for child in run):
                    run.getparent().remove(run)  # type: ignore[union-attr]


def _fields(paragraph: etree._Element) -> list[list[etree._Element]]:
    """The runs of each outermost complex field of a paragraph, from its begin to its end."""
    fields: list[list[etree._Element]] = []
    depth = 0
    for run in paragraph.iter(f"{W}r"):
        kinds = [mark.get(f"{W}fldCharType") for mark in run.iter(f"{W}fldChar")]
        if "begin" in kinds and depth == 0:
            fields.append([])
        depth += kinds.count("begin")
        if depth:
            fields[-1].append(run)
        depth = max(0, depth - kinds.count("end"))
    return fields
