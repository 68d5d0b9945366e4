"""Markdown as a body and a body as Markdown.

CommonMark with tables. A page break is written as the HTML that word processors know, a table cell
that holds more than one paragraph as HTML paragraphs and lists. Not said in Markdown, and so lost on
the way through: cells over several columns, a header column, heading levels below 3.
"""

from __future__ import annotations

from briefmaker.content.markdown_reading import body_from_markdown
from briefmaker.content.markdown_writing import markdown_from_body

__all__ = ["body_from_markdown", "markdown_from_body"]
