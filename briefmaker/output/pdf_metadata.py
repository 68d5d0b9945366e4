"""What a PDF says about itself: title, language, author, and the standards it keeps to.

The XMP packet is written anew and whole: PDF/A-2 (ISO 19005-2, 6.6) wants it equal to the information
dictionary, and wants a description of every schema that it doesn't know itself, such as that of PDF/UA.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Any

__all__ = ["DocumentFacts", "write_metadata"]


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """What is written into a PDF about it.

    title: never empty; language: a BCP 47 tag; author: "" for none; created: None leaves dates out;
    conformance: "B" or "A", the level of PDF/A-2 to claim. A check for level b refuses a PDF that
    claims a, though a asks for more; so b is the default and a is for who asks for it. is_archivable,
    is_accessible: whether PDF/A-2 and PDF/UA-1 are claimed at all: who writes it has it checked.
    """

    title: str
    language: str = "nl-NL"
    author: str = ""
    created: datetime | None = None
    conformance: str = "B"
    is_archivable: bool = True
    is_accessible: bool = True


_PRODUCER = "Briefmaker"
_LONGEST = 1_000
"""Characters of a title or author. PDF/A-2 allows a string 32,767 bytes (ISO 19005-2, 6.1.13)."""


def write_metadata(pdf: Any, facts: DocumentFacts) -> None:
    """Write language, title, information dictionary and XMP into an open pikepdf.Pdf."""
    import pikepdf

    facts = replace(facts, title=_short(facts.title), author=_short(facts.author))
    catalog = pdf.Root
    catalog.Lang = pikepdf.String(facts.language)
    preferences = catalog.get("/ViewerPreferences", pikepdf.Dictionary())
    preferences.DisplayDocTitle = True
    catalog.ViewerPreferences = preferences
    catalog.MarkInfo = pikepdf.Dictionary(Marked=True)
    information = pikepdf.Dictionary(Title=facts.title, Creator=_PRODUCER, Producer=_PRODUCER)
    if facts.author:
        information.Author = facts.author
    if facts.created:
        information.CreationDate = information.ModDate = _pdf_date(facts.created)
    pdf.trailer.Info = pdf.make_indirect(information)
    packet = pdf.make_stream(_xmp(facts).encode("utf-8"))
    packet.Type, packet.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    catalog.Metadata = packet


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _pdf_date(moment: datetime) -> str:
    zone = moment.strftime("%z")
    return moment.strftime("D:%Y%m%d%H%M%S") + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")


def _xmp(facts: DocumentFacts) -> str:
    title, author = _clean(facts.title), _clean(facts.author)
    creator = f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>" if author else ""
    moment = facts.created.isoformat(timespec="seconds") if facts.created else ""
    dates = (
        f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>"
        if moment
        else ""
    )
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
{creator}<dc:language><rdf:Bag><rdf:li>{_clean(facts.language)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{_PRODUCER}</xmp:CreatorTool>{dates}
<pdf:Producer>{_PRODUCER}</pdf:Producer>
{_claims(facts)}</rdf:Description>
{_UA_SCHEMA if facts.is_accessible else ""}</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def _claims(facts: DocumentFacts) -> str:
    archivable = f"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>{facts.conformance}</pdfaid:conformance>\n"
    accessible = "<pdfuaid:part>1</pdfuaid:part>\n"
    return (archivable if facts.is_archivable else "") + (accessible if facts.is_accessible else "")


def _clean(text: str) -> str:
    """`text` for an XML element; what XML can't hold is left out."""
    return escape(
        "".join(c for c in text if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")
    )


_UA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
