"""What the Word files of a pack from elsewhere may not hold, beside what no template may: fields that fetch
or run something, addresses of other kinds than a letter has, fonts, pictures that don't fit into memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from briefmaker.i18n import _
from briefmaker.rendering.package import Package
from briefmaker.rendering.pictures import pixels_of

__all__ = ["refused_contents"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_PIXELS: Final = 50_000_000
_FETCHING = frozenset(
    [
        "DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "EMBED", "RD",
        "MACROBUTTON", "GOTOBUTTON", "DATABASE", "AUTOTEXT", "AUTOTEXTLIST", "CONTROL", "HTMLCONTROL",
        "ADDIN", "FILLIN", "ASK", "PRINT",
    ]
)  # fmt: skip
"""Fields by the first word of their instruction (ISO/IEC 29500-1, 17.16.5)."""
_ADDRESS = re.compile(r"(https?://|mailto:|tel:|#|\{\{|[^:/\\]*$)", re.IGNORECASE)
_FONTS = (".odttf", ".ttf", ".otf", ".fntdata", ".woff", ".woff2")


def refused_contents(package: Package) -> Iterator[str]:
    """A sentence for everything of these kinds in the package."""
    for name, member in package.members.items():
        lower = name.lower()
        if lower.endswith(_FONTS):
            yield _("The template holds a font ({part}); save it without embedded fonts.").format(part=name)
        elif lower.endswith((".png", ".jpg", ".jpeg")) and _is_too_large(member.data):
            yield _("The picture {part} in the template is damaged, or far too large.").format(part=name)
        elif lower.endswith(".xml") and (word := _field(package, name)):
            yield _("The template holds a field “{field}”, which fetches or starts something.").format(
                field=word
            )
        elif lower.endswith(".rels"):
            for link in package.xml(name):
                target = link.get("Target", "")
                is_link = link.get("Type", "").endswith("/hyperlink")
                if is_link and not _ADDRESS.match(unquote(target).strip()):
                    yield _("The template links to {target}, which is no web or e-mail address.").format(
                        target=target[:100]
                    )


def _is_too_large(data: bytes) -> bool:
    try:
        across, down = pixels_of(data)
    except ValueError:
        return True
    return across * down > _MOST_PIXELS


def _field(package: Package, name: str) -> str:
    """The first forbidden field of a part, "" when there is none. Word may tear an instruction over runs."""
    if not any(word in package.members[name].data for word in (b"instrText", b"fldSimple")):
        return ""
    root = package.xml(name)
    found = [each.get(f"{_W}instr", "") for each in root.iter(f"{_W}fldSimple")]
    begun: list[list[str]] = []
    for each in root.iter(f"{_W}fldChar", f"{_W}instrText"):
        if each.tag == f"{_W}instrText":
            (begun[-1] if begun else found).append(each.text or "")
        elif each.get(f"{_W}fldCharType") == "begin":
            begun.append([])
        elif each.get(f"{_W}fldCharType") == "end" and begun:
            found.append("".join(begun.pop()))
    found += ["".join(each) for each in begun]
    for instruction in found:
        words = instruction.strip().strip('"\\').upper().split(None, 1)
        if words and words[0] in _FETCHING:
            return words[0]
    return ""
