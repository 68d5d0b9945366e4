"""The names under which a template reaches what is no field of the form.

They are part of the notation of templates, so that they are Dutch.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "ENCLOSURE_KIND",
    "ENCLOSURE_NUMBER",
    "ENCLOSURE_TEXT",
    "ENCLOSURE_TITLE",
    "LIST_SUFFIX",
    "OF_FILE",
    "OF_TEXT",
    "ORGANISATION",
    "PAGE_NUMBER",
    "STATUS",
    "WORDMARK",
]

LIST_SUFFIX: Final = "_lijst"
"""With it the name of a field of enclosures gives their numbered list, as long as one of them is a file:
text enclosures alone need no announcement, they stand behind the letter."""

PAGE_NUMBER: Final = "paginanummer"
"""The placeholder for the word before the number of a page, which is there by itself; it is empty where the
type's own footer numbers the pages."""

WORDMARK: Final = "woordmerk"
ORGANISATION: Final = "organisatie"
STATUS: Final = "status"
"""What stands on a letter that isn't finished."""

ENCLOSURE_TITLE: Final = "titel"
ENCLOSURE_TEXT: Final = "tekst"
ENCLOSURE_NUMBER: Final = "nummer"
ENCLOSURE_KIND: Final = "soort"
"""The names of an enclosure's title, text, number (from 1) and kind."""

OF_TEXT: Final = "tekst"
OF_FILE: Final = "bestand"
"""The kinds: an enclosure is printed with the letter, or a file that goes along with it."""
