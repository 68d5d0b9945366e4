"""What a template may not carry along: macros, embedded objects, and what is fetched from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from lxml import etree

from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Repair, Spot
from briefmaker.inspection.look_rules import EXTERNAL, MACROS, OBJECTS
from briefmaker.inspection.looking.seen import Seen
from briefmaker.problems import Severity
from briefmaker.rendering.package import Relationship

__all__ = ["external_links", "is_allowed_link", "link_remedy", "link_severity", "macros", "objects"]

_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ALLOWED: Final = ("https:", "mailto:", "tel:", "#")
_OBJECTS: Final = frozenset(
    (
        "aFChunk",
        "oleObject",
        "subDocument",
        "frame",
        "control",
        "package",
        "attachedToolbars",
        "activeXControlBinary",
    )
)
_MACRO_TYPES: Final = ("vbaproject", "macroenabled", "vbadata")
_OBJECT_TYPES: Final = ("oleobject", "vnd.ms-office.activex")


def macros(seen: Seen) -> Iterator[Finding]:
    """One finding when the file holds programs."""
    found = [
        name
        for name, kind in seen.package.content_types.items()
        if any(word in kind.casefold() for word in _MACRO_TYPES)
    ]
    found += [
        link.target
        for _part, link in seen.relationships()
        if link.kind in {"vbaProject", "wordVbaData"} and link.target not in found
    ]
    if found:
        first = next((name for name in found if name != seen.package.document), found[0])
        yield MACROS.finding(
            _("The template holds a macro ({part}).").format(part=first.rsplit("/", 1)[-1]),
            _("Save it in Word as a Word document (.docx), without macros."),
            Spot(seen.file, part=first),
            repair=Repair("remove_external", _("Remove the macros"), {"macros": "1"}),
        )


def objects(seen: Seen) -> Iterator[Finding]:
    """A finding for each embedded object."""
    named: set[str] = set()
    for part, link in seen.relationships():
        if link.kind not in _OBJECTS or (link.kind == "package" and part not in _text_parts(seen)):
            continue
        named.add(link.target)
        yield OBJECTS.finding(
            _("Here a file of another program is embedded ({part}).").format(part=_own_name(link.target)),
            _("Remove it, or insert it as a picture or table."),
            _place(seen, part, link),
            repair=Repair("remove_external", _("Remove the object"), {"relationship": link.id}),
        )
    for name, kind in seen.package.content_types.items():
        if name not in named and any(word in kind.casefold() for word in _OBJECT_TYPES):
            if "activex" in kind.casefold() and any("activeX" in known for known in named):
                continue
            yield OBJECTS.finding(
                _("Here a file of another program is embedded ({part}).").format(part=_own_name(name)),
                _("Remove it, or insert it as a picture or table."),
                Spot(seen.file, part=name),
            )


def external_links(seen: Seen) -> Iterator[Finding]:
    """A finding for each link that isn't one to a website, e-mail address or telephone number, and for all
    that is fetched when a letter is opened."""
    for part, link in seen.relationships():
        if not link.external or link.kind in _OBJECTS:
            continue
        target = unquote(link.target).strip()
        if link.kind == "hyperlink":
            if is_allowed_link(target):
                continue
            yield EXTERNAL.finding(
                _("This link goes to “{target}”.").format(target=target[:120]),
                link_remedy(target),
                _place(seen, part, link),
                repair=Repair("remove_external", _("Remove the link"), {"relationship": link.id}),
                severity=link_severity(target),
            )
        elif link.kind == "attachedTemplate":
            if not target.casefold().startswith(("http:", "https:", "ftp:")):
                continue  # the path of a Word template on a computer, which no letter takes along
            yield EXTERNAL.finding(
                _("A template is fetched from “{target}”.").format(target=target[:120]),
                _("Remove the attached template."),
                Spot(seen.file, part=part),
                repair=Repair(
                    "remove_external", _("Remove the attached template"), {"relationship": link.id}
                ),
            )
        else:
            yield EXTERNAL.finding(
                _("Here “{target}” is fetched from elsewhere.").format(target=target[:120]),
                _("Put it into the template itself."),
                _place(seen, part, link),
            )


def is_allowed_link(target: str) -> bool:
    """Whether a link may go there. What is filled in later is judged when it is."""
    known = target.strip().casefold()
    return known.startswith((*_ALLOWED, "{{", "{%")) or not known


def link_remedy(target: str) -> str:
    """What to do about a link that isn't allowed."""
    if _is_plain_web(target):
        return _("Use the safe address, which begins with https.")
    return _("Let it go to a website (https), an e-mail address or a telephone number, or remove it.")


def link_severity(target: str) -> Severity:
    """How much such a link weighs: one to a website that isn't safe harms nobody who gets the letter."""
    return Severity.WARNING if _is_plain_web(target) else Severity.ERROR


def _is_plain_web(target: str) -> bool:
    return target.strip().casefold().startswith("http:")


def _text_parts(seen: Seen) -> set[str]:
    return {part.name for part in seen.parts} | {seen.package.document}


def _own_name(target: str) -> str:
    return target.rstrip("/").rsplit("/", 1)[-1] or target


def _place(seen: Seen, part: str, link: Relationship) -> Spot:
    """Where a relationship is used; the part that has it when no text does."""
    found = next((each for each in seen.parts if each.name == part), None)
    if found is None:
        return Spot(seen.file, part=part)
    user = _user(found.root, link.id)
    return found.spot(seen.file) if user is None else seen.around(found, user)


def _user(root: etree._Element, link_id: str) -> etree._Element | None:
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if value == link_id and str(name).startswith(_R):
                return element
    return None
