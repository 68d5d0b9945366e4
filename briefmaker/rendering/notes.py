"""Footnotes: their text in Word's XML, and the part of a document that holds them.

A note is one paragraph: its sign, a space, its text. Notes are few, so that here what is plain goes before
what is fast.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from html import escape
from typing import Final

from briefmaker.letter.body import NoteInline, Text
from briefmaker.letter.characters import normalised_line_ends
from briefmaker.rendering.links import link_target
from briefmaker.rendering.package import Package, relationships_path
from briefmaker.rendering.styles import TextStyles
from briefmaker.rendering.word_text import strictly_parsed, word_text

__all__ = ["ENDNOTES_TYPE", "FOOTNOTES_TYPE", "FootnotesPart", "NoteWriter"]

FOOTNOTES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
ENDNOTES_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.endnotes+xml"
_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LINK: Final = "rIdBriefmaker"
_END: Final = b"</w:footnotes>"
_NOTE_ID: Final = re.compile(rb'<w:footnote\b[^>]*? w:id="(-?[0-9]+)"')
_SPACING: Final = '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
_LINES: Final = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p>{_SPACING}<w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
"""The line above the notes, and the one above notes that go on from the page before (17.11.23)."""
_SPACE: Final = b'<w:r><w:t xml:space="preserve"> </w:t></w:r>'
_PRESERVED: Final = '<w:t xml:space="preserve">'


class NoteWriter:
    """Writes the notes of one letter; the links they need are gathered on the way."""

    __slots__ = ("_links", "_styles", "notes")

    def __init__(self, styles: TextStyles) -> None:
        self._styles = styles
        self._links: dict[str, str] = {}
        self.notes: list[bytes] = []

    def add(self, note: Sequence[NoteInline]) -> bytes:
        """Write a note; the run that refers to it. Raises ValueError for lone surrogates."""
        number = self._styles.first_free_note + len(self.notes)
        pieces = [
            b'<w:footnote w:id="%d">%b<w:r>%b<w:footnoteRef/></w:r>%b'
            % (number, self._styles.note_text.xml, self._styles.note_reference, _SPACE)
        ]
        pieces += [self._run(run) if isinstance(run, Text) else b"<w:r><w:br/></w:r>" for run in note]
        pieces.append(b"</w:p></w:footnote>")
        self.notes.append(b"".join(pieces))
        return b'<w:r>%b<w:footnoteReference w:id="%d"/></w:r>' % (self._styles.note_reference, number)

    def _run(self, run: Text) -> bytes:
        text = escape(normalised_line_ends(run.text), quote=False)
        for sign, tag in (("\t", "tab"), ("\n", "br")):
            text = text.replace(sign, f"</w:t><w:{tag}/>{_PRESERVED}")
        target = link_target(run.link) if run.link else ""
        start = self._styles.runs[bool(target), run.strong, run.emphasis]
        xml = b"%b%b</w:t></w:r>" % (start, text.encode())
        if not target:
            return xml
        name = self._links.setdefault(target, f"{_LINK}{len(self._links) + 1}")
        return (
            f'<w:hyperlink r:id="{name}" w:history="1" xmlns:r="{_OFFICE}">'.encode()
            + xml
            + b"</w:hyperlink>"
        )

    @property
    def relationships_xml(self) -> str:
        """The relationships of all links in notes so far, to be added to footnotes.xml.rels."""
        return "".join(
            f'<Relationship Id="{name}" TargetMode="External" Target="{escape(target)}" '
            f'Type="{_OFFICE}/hyperlink"/>'
            for target, name in self._links.items()
        )


class FootnotesPart:
    """The footnotes part of a template, or the one it gets when a letter has notes.

    relationship and content_type: what must be added to the document for it, "" when it is there.
    """

    def __init__(self, package: Package) -> None:
        document = package.document
        found = next(package.related(document, "footnotes"), None)
        self.name: Final = found or posixpath.join(posixpath.dirname(document), "footnotes.xml")
        self.links_name: Final = relationships_path(self.name)
        self.is_new: Final = found is None
        self.relationship: Final = (
            ""
            if found
            else f'<Relationship Id="rIdBriefmakerNotes" Type="{_OFFICE}/footnotes" Target="footnotes.xml"/>'
        )
        self.content_type: Final = (
            "" if found else f'<Override PartName="/{self.name}" ContentType="{FOOTNOTES_TYPE}"/>'
        )
        self._own = (
            package.members[found].data
            if found
            else f'{_DECLARATION}<w:footnotes xmlns:w="{_W}">{_LINES}</w:footnotes>'.encode()
        )
        links = package.members.get(self.links_name)
        self._links = (
            links.data
            if links
            else f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()
        )

    @property
    def first_free_id(self) -> int:
        """The lowest positive id that no note of the template has."""
        return max([0, *(int(number) for number in _NOTE_ID.findall(self._own))]) + 1

    @property
    def own_text(self) -> str:
        """The text of the template's own notes, if none of it is a placeholder."""
        return word_text(strictly_parsed(self._own))

    def with_notes(self, notes: Sequence[bytes], own: bytes | None = None) -> bytes:
        """The part with a letter's notes after its own; `own` is the part as filled for this letter."""
        head, _end, tail = (self._own if own is None else own).rpartition(_END)
        return b"".join([head, *notes, _END, tail])

    def links_with(self, relationships: str) -> bytes:
        """The part's relationships with these added."""
        head, end, tail = self._links.rpartition(b"</Relationships>")
        return b"".join([head, relationships.encode(), end, tail])
