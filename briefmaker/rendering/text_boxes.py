"""Text boxes of a Word document, taken out of their drawings: their text stands before the paragraph that
they hang on, as a screen reader would say it."""

from __future__ import annotations

from typing import Final

from lxml import etree

from briefmaker.rendering.styles import W

__all__ = ["open_text_boxes"]

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CONTENT: Final = f"{W}txbxContent"
_MOST: Final = 500


def open_text_boxes(body: etree._Element) -> None:
    """Change a document's body: what its text boxes hold becomes paragraphs and tables of its own.

    Word writes a box twice, for new and for old programs; only one of them is taken. Boxes in boxes are
    opened as far as there are few.
    """
    for alternate in list(body.iter(f"{_MC}AlternateContent")):
        choice = alternate.find(f"{_MC}Choice")
        if choice is not None and next(choice.iter(_CONTENT), None) is not None:
            for fallback in alternate.findall(f"{_MC}Fallback"):
                alternate.remove(fallback)
    for _round in range(_MOST):
        content = next(body.iter(_CONTENT), None)
        if content is None:
            return
        host = next((above for above in content.iterancestors(f"{W}p")), None)
        holder = content.getparent()
        if holder is not None:
            holder.remove(content)
        place = None if host is None else host.getparent()
        if host is None or place is None:
            continue
        at = place.index(host)
        for offset, element in enumerate(list(content)):
            place.insert(at + offset, element)
