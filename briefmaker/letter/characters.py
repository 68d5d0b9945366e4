"""Which characters a letter can carry, and how they are named to a user.

Word documents are XML 1.0 (section 2.2 "Characters"): control characters, lone surrogates and the
two non-characters U+FFFE and U+FFFF can't stand in one, not even escaped. Everything else can.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["character_name", "illegal_characters", "normalised_line_ends"]

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def illegal_characters(text: str) -> tuple[str, ...]:
    """The characters of `text` that no Word document can carry: each once, in order of appearance."""
    return tuple(dict.fromkeys(_ILLEGAL.findall(text)))


def normalised_line_ends(text: str) -> str:
    """`text` with "\\r\\n" and "\\r" as "\\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def character_name(character: str) -> str:
    """How a character is shown in a message, e.g. "U+0007" or "😀 (U+1F600)"."""
    code = f"U+{ord(character):04X}"
    printable = unicodedata.category(character)[0] not in "CZM"
    return f"{character} ({code})" if printable else code
