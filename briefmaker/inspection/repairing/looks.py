"""How things look and are read out: styles, formatting, languages, pictures, header rows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.repairing.places import (
    changed_meanwhile,
    detail,
    everywhere,
    paragraph_at,
    part_at,
    runs_in,
)
from briefmaker.inspection.repairing.properties import property_of, property_put
from briefmaker.inspection.word_editing import WordEdit
from briefmaker.inspection.word_file import TextParagraph, W

__all__ = ["clear_format", "mark_decorative", "mark_header_row", "set_language", "use_style"]

_VAL = f"{W}val"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_WP = f"{{{_DRAWING}/wordprocessingDrawing}}"
_A = f"{_DRAWING}/main"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE_URI = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
_NAMED_BY = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")


def use_style(edit: WordEdit, finding: Finding) -> None:
    """Another style for a paragraph or its runs; or, with "from", for everything that uses a style now."""
    spot, details = finding.spot, finding.repair.details if finding.repair else {}
    if "rename" in details:
        _rename_style(edit, detail(finding, "from"), details["rename"], spot)
    elif "from" in details:
        if spot.paragraph >= 0:
            paragraph_at(edit, spot)
        _use_everywhere(edit, detail(finding, "from"), detail(finding, "style"))
    elif details.get("level") == "run":
        for run in _runs(edit, spot):
            property_put(property_of(run, "rPr"), "rStyle", detail(finding, "style"))
    else:
        for each in everywhere(paragraph_at(edit, spot)):
            property_put(property_of(each.element, "pPr"), "pStyle", detail(finding, "style"))


def clear_format(edit: WordEdit, finding: Finding) -> None:
    """The named properties go from runs and paragraphs, so that their style shows."""
    details = finding.repair.details if finding.repair else {}
    of_runs, of_paragraphs = details.get("run", "").split(), details.get("paragraph", "").split()
    for spot in finding.spots:
        for each in everywhere(paragraph_at(edit, spot)):
            whole = spot.start == 0 and spot.end >= len(each.text)
            for run in runs_in(each, spot.start, spot.end):
                _without(run, "rPr", of_runs)
            properties = each.element.find(f"{W}pPr")
            if properties is not None:
                if whole:
                    _without(properties, "rPr", of_runs)
                _without(each.element, "pPr", of_paragraphs)


def set_language(edit: WordEdit, finding: Finding) -> None:
    """The language of the text, where another one or none is named."""
    spot, language = finding.spot, detail(finding, "language")
    details = finding.repair.details if finding.repair else {}
    styles = edit.related("styles")
    if spot.part == styles:
        for holder in _style_properties(edit.root(styles), details.get("style", ""), spot):
            property_put(holder, "lang", language)
        return
    before = details.get("from")
    runs = [run for each in finding.spots if each.paragraph >= 0 for run in _runs(edit, each)]
    if spot.paragraph < 0:
        runs = list(part_at(edit, spot).root.iter(f"{W}r", f"{W}pPr"))
    for run in runs:
        named = run.find(f"{W}rPr/{W}lang")
        if before is None and run.tag == f"{W}r":
            property_put(property_of(run, "rPr"), "lang", language)
        elif named is not None and before in {None, named.get(_VAL)}:
            named.set(_VAL, language)


def mark_decorative(edit: WordEdit, finding: Finding) -> None:
    """A picture that tells nothing, which a screen reader passes over."""
    wanted = detail(finding, "picture")
    found = False
    for each in everywhere(paragraph_at(edit, finding.spot)):
        for picture in each.element.iter(f"{_WP}docPr"):
            if picture.get("id") == wanted:
                _mark_decorative(picture)
                found = True
    if not found:
        raise changed_meanwhile(finding.spot.file)


def mark_header_row(edit: WordEdit, finding: Finding) -> None:
    """The row of the spot is the header of its table, and of those before it."""
    paragraph = paragraph_at(edit, finding.spot)
    row = next(paragraph.element.iterancestors(f"{W}tr"), None)
    if row is None:
        raise changed_meanwhile(finding.spot.file)
    property_put(property_of(row, "trPr"), "tblHeader", None)


def _runs(edit: WordEdit, spot: Spot) -> Iterator[etree._Element]:
    for each in everywhere(paragraph_at(edit, spot)):
        yield from runs_in(TextParagraph(-1, each.element), spot.start, spot.end)


def _without(holder: etree._Element, properties: str, names: list[str]) -> None:
    """Take these properties out of w:rPr or w:pPr, and that itself when it is empty then."""
    found = holder.find(f"{W}{properties}")
    if found is None:
        return
    for name in names:
        for each in found.findall(f"{W}{name}"):
            found.remove(each)
    if not len(found):
        holder.remove(found)


def _use_everywhere(edit: WordEdit, before: str, style: str) -> None:
    for part in edit.parts:
        _name_instead(part.root, before, style)
    for kind in ("styles", "numbering"):
        if name := edit.related(kind):
            _name_instead(edit.root(name), before, style)


def _name_instead(root: etree._Element, before: str, style: str) -> None:
    for name in _NAMED_BY:
        for named in root.iter(f"{W}{name}"):
            owner = named.getparent()
            own = owner.get(f"{W}styleId") if owner is not None else None
            if named.get(_VAL) == before and own not in {before, style}:
                named.set(_VAL, style)


def _rename_style(edit: WordEdit, style_id: str, name: str, spot: Spot) -> None:
    sheet = edit.related("styles")
    styles = [] if not sheet else edit.root(sheet).findall(f"{W}style")
    style = next((each for each in styles if each.get(f"{W}styleId") == style_id), None)
    if style is None:
        raise changed_meanwhile(spot.file)
    names = (each.find(f"{W}name") for each in styles if each is not style)
    if name.casefold() in {each.get(_VAL, "").casefold() for each in names if each is not None}:
        raise UnusableInput(
            _("There is a style “{name}” already. Give the text that style in Word.").format(name=name)
        )
    property_put(style, "name", name)
    if f"{W}customStyle" in style.attrib:
        del style.attrib[f"{W}customStyle"]


def _style_properties(sheet: etree._Element, style: str, spot: Spot) -> Iterator[etree._Element]:
    """The w:rPr of a style, or of all text; made where there is none."""
    if not style:
        holder = sheet.find(f"{W}docDefaults")
        if holder is None:
            holder = sheet.makeelement(f"{W}docDefaults", {})
            sheet.insert(0, holder)
        of_runs = holder.find(f"{W}rPrDefault")
        if of_runs is None:
            of_runs = holder.makeelement(f"{W}rPrDefault", {})
            holder.insert(0, of_runs)
        yield property_of(of_runs, "rPr")
        return
    found = [each for each in sheet.findall(f"{W}style") if each.get(f"{W}styleId") == style]
    if not found:
        raise changed_meanwhile(spot.file)
    yield property_of(found[0], "rPr")


def _mark_decorative(picture: etree._Element) -> None:
    for name in ("descr", "title"):
        if name in picture.attrib:
            del picture.attrib[name]
    listed = picture.find(f"{{{_A}}}extLst")
    if listed is None:
        listed = etree.SubElement(picture, f"{{{_A}}}extLst", nsmap={"a": _A})
    mark = next(listed.iter(f"{{{_DECORATIVE}}}decorative"), None)
    if mark is None:
        extension = etree.SubElement(listed, f"{{{_A}}}ext", {"uri": _DECORATIVE_URI})
        mark = etree.SubElement(extension, f"{{{_DECORATIVE}}}decorative", nsmap={"adec": _DECORATIVE})
    mark.set("val", "1")
