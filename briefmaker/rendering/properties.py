"""docProps: what a document says about itself. Written by us, so that nothing of a template's author,
company or computer travels along with a letter."""

from __future__ import annotations

import datetime
from html import escape
from typing import Final

from briefmaker.letter.letter import Letter

__all__ = ["APP_PART", "APP_XML", "CORE_PART", "core_xml"]

CORE_PART: Final = "docProps/core.xml"
APP_PART: Final = "docProps/app.xml"

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

APP_XML: Final = (
    _DECLARATION
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Briefmaker</Application></Properties>"
).encode()

_CORE_HEAD: Final = (
    _DECLARATION
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
)


def core_xml(letter: Letter, created: datetime.datetime | None) -> str:
    """The core properties of a letter. `created` (aware, or taken as UTC) is left out when None, so
    that equal letters give equal files."""
    properties = [
        ("dc:title", letter.title),
        ("dc:subject", letter.subject),
        ("dc:creator", letter.author),
        ("cp:lastModifiedBy", letter.author),
        ("dc:language", letter.language),
    ]
    lines = [
        f"<{name}>{escape(_one_line(value), quote=False)}</{name}>" for name, value in properties if value
    ]
    if created is not None:
        moment = created.astimezone(datetime.UTC) if created.tzinfo else created
        stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        lines += [
            f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{name}>'
            for name in ("created", "modified")
        ]
    return f"{_CORE_HEAD}{''.join(lines)}</cp:coreProperties>"


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text or "\t" in text else text
