"""Word documents with a paragraph more."""

from __future__ import annotations

import io
import re
import zipfile

_MARK = "Versieregel: "


def with_words(docx: bytes, words: str) -> bytes:
    """The same document with these words in its last paragraph, in place of earlier ones of this kind."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = _with_paragraph(data.decode("utf-8"), words).encode("utf-8")
            new.writestr(name, data)
    return made.getvalue()


def _with_paragraph(document: str, words: str) -> str:
    document = re.sub(rf"<w:p><w:r><w:t>{_MARK}.*?</w:p>", "", document)
    at = document.rindex("<w:sectPr")
    return f"{document[:at]}<w:p><w:r><w:t>{_MARK}{words}</w:t></w:r></w:p>{document[at:]}"
