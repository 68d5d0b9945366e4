"""Markdown as a body and a body as Markdown, without loss.

CommonMark with tables and footnotes. What standard Markdown has no sign for is written so that every
reader of Markdown still shows the text, and ours gets the body back as it was:

- a page break as the HTML that word processors know;
- a table with cells over several columns or rows, a header column, or more than a paragraph in a cell as
  `<table>`, with Markdown in its cells;
- letters, roman numerals and counting on as a comment above a numbered list,
  `<!-- lijst: letters, vervolg -->`;
- a motto as a quotation with the comment `<!-- motto -->` above it;
- an empty paragraph as an empty comment;
- a picture as `![alternative text](data:image/png;base64,...)`.

Lost on the way through: heading levels below 3, links that run programs ("javascript:").
"""

from __future__ import annotations

from briefmaker.content.markdown_reading import body_from_markdown
from briefmaker.content.markdown_writing import markdown_from_body

__all__ = ["body_from_markdown", "markdown_from_body"]
