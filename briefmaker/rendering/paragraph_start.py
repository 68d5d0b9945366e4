"""The start of a paragraph as it is written, ready for many paragraphs."""

from __future__ import annotations

from typing import Final

__all__ = ["PLAIN_RUN", "TEXT_PARAGRAPH_END", "ParagraphStart"]

PLAIN_RUN: Final = b'<w:r><w:t xml:space="preserve">'
TEXT_PARAGRAPH_END: Final = b"</w:t></w:r></w:p>"
_NATURAL_HEIGHT: Final = b'<w:spacing w:line="240" w:lineRule="auto"/>'


class ParagraphStart:
    """The start of a paragraph in a style, as bytes: without a run, up to the text of a plain run, and
    the same after the text of another paragraph. `indent`: how much narrower than the text its lines are."""

    __slots__ = ("after_text", "indent", "with_run", "xml")

    def __init__(self, xml: bytes, indent: int = 0) -> None:
        self.indent: Final = indent
        self.xml: Final = xml
        self.with_run: Final = xml + PLAIN_RUN
        self.after_text: Final = TEXT_PARAGRAPH_END + self.with_run

    def on_a_new_page(self) -> ParagraphStart:
        """The same, beginning on a new page."""
        return ParagraphStart(self.xml.replace(b"/>", b"/><w:pageBreakBefore/>", 1), self.indent)

    def marked(self, mark: bytes) -> ParagraphStart:
        """The same with a mark before its text."""
        return ParagraphStart(self.xml + mark, self.indent)

    def for_a_picture(self) -> ParagraphStart:
        """The same, as high as what stands in it: lines of an exact height would cut a picture off."""
        return ParagraphStart(self.xml.replace(b"</w:pPr>", _NATURAL_HEIGHT + b"</w:pPr>", 1), self.indent)

    def apart(self, space: int) -> ParagraphStart:
        """The same with so much space above it, in twentieths of a point."""
        spacing = f'<w:spacing w:before="{space}"/></w:pPr>'.encode()
        return ParagraphStart(self.xml.replace(b"</w:pPr>", spacing, 1), self.indent)
