"""Word's fields that start a program or fetch something, and links that are kept as fields."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Repair
from briefmaker.inspection.look_rules import EXTERNAL, FIELDS
from briefmaker.inspection.looking.contents import is_allowed_link, link_remedy, link_severity
from briefmaker.inspection.looking.looks_of_elements import W
from briefmaker.inspection.looking.seen import FALLBACK, Seen
from briefmaker.inspection.word_file import WordPart

__all__ = ["dangerous_fields"]

_REFUSED: Final = frozenset(
    ("DDE", "DDEAUTO", "LINK", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "DATABASE", "RD",
     "MACROBUTTON", "EMBED", "AUTOTEXT", "AUTOTEXTLIST", "PRINT")
)  # fmt: skip
_ADDRESS: Final = re.compile(r'HYPERLINK\s+(?:\\\w\s+)*"?([^"\s\\][^"]*)', re.IGNORECASE)
_NUMBERS: Final = re.compile(r"QUOTE(?:\s+\d+){2,}", re.IGNORECASE)
"""Letters written as numbers: another field hidden in this one."""


@dataclass(slots=True)
class _Open:
    """A field that has begun: what it is told so far, and the element with which it begins."""

    element: etree._Element
    told: list[str] = field(default_factory=list)
    is_told: bool = False


def dangerous_fields(seen: Seen) -> Iterator[Finding]:
    """A finding for each."""
    for part in seen.parts:
        for element, told in _fields(part):
            words = told.split()
            name = words[0].upper() if words else ""
            repair = Repair("remove_external", _("Remove the field, keep its text"), {"field": "1"})
            spot = seen.around(part, element)
            address = _ADDRESS.match(told.strip()) if name == "HYPERLINK" else None
            if name in _REFUSED or _NUMBERS.match(told.strip()):
                yield FIELDS.finding(
                    _("Here is a field {field}, which starts or fetches something.").format(field=name),
                    _("Remove the field; its text can stay."),
                    spot,
                    repair=repair,
                )
            elif address is not None and not is_allowed_link(address[1]):
                yield EXTERNAL.finding(
                    _("This link goes to “{target}”.").format(target=address[1].strip()[:120]),
                    link_remedy(address[1]),
                    spot,
                    repair=repair,
                    severity=link_severity(address[1]),
                )


def _fields(part: WordPart) -> Iterator[tuple[etree._Element, str]]:
    """Every field with what it is told (17.16.18, 17.16.19), those within fields too."""
    stack: list[_Open] = []
    for element in part.root.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
        if next(element.iterancestors(FALLBACK), None) is not None:
            continue
        if element.tag == f"{W}fldSimple":
            yield element, element.get(f"{W}instr", "")
        elif element.tag == f"{W}instrText":
            if stack and not stack[-1].is_told:
                stack[-1].told.append(element.text or "")
        elif (kind := element.get(f"{W}fldCharType", "")) == "begin":
            stack.append(_Open(element))
        elif stack and kind == "separate":
            stack[-1].is_told = True
        elif stack and kind == "end":
            done = stack.pop()
            yield done.element, "".join(done.told)
    yield from ((each.element, "".join(each.told)) for each in stack)
