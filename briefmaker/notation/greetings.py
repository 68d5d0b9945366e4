"""How a Dutch letter greets: the line above its text and the one below it."""

from __future__ import annotations

import re

__all__ = ["closing_parts", "is_salutation", "salutation_parts"]

_LONGEST = 150
_FORMAL = re.compile(
    r"(?:zeer\s+)?(?:geachte?|hoogge(?:achte?|leerde)|waarde|edelachtbare?|hoogedelachtbare?|(?:hoog)?edelgestrenge?"
    r"|wel\s?edel\w+|excellentie|majesteit|l\.?\s?s\.?)(?!\w)",
    re.IGNORECASE,
)
_INFORMAL = re.compile(
    r"(?:beste|lieve|hallo|hoi|dag|goede(?:morgen|middag|navond)|aan)(?!\w)", re.IGNORECASE
)
_WITH_TEXT = re.compile(r"(?P<greeting>[^,.!?]{3,90},)\s+(?P<text>[A-Z‘“'\"].{40,})", re.DOTALL)
_CLOSING = re.compile(
    r"(?:(?:met|onder)\s+(?:de\s+|een\s+)?(?:[\w-]+,?\s+){0,4}(?:groet(?:en|jes)?|hoogachting)"
    r"|(?:[\w-]+\s+){0,2}groet(?:en|jes)?|hoogachtend|mvg|m\.v\.g\.?|vr\.?\s?gr\.?)(?!\w)"
    r"(?:\s+(?:uit|namens|van|aan)\s.{1,80}?)?(?P<stop>\s*[,.!]?)(?:\s+(?P<name>\S.{1,80}))?",
    re.IGNORECASE,
)


def is_salutation(text: str, *, lone: bool) -> bool:
    """Whether a line greets the reader: "Geachte leden,", "Beste bewoners,", also without comma where
    the greeting leaves no doubt and the line stands alone."""
    bare = text.strip()
    if salutation_parts(bare)[1]:
        return True
    if len(bare) > _LONGEST:
        return False
    if bare.casefold().replace(" ", "") in ("l.s.", "ls", "l.s.,", "ls,"):
        return True
    if _FORMAL.match(bare):
        return bare.endswith((",", "!", ":")) or (lone and not bare.endswith((".", "?", ";")))
    informal = lone and bare[:1].isupper() and len(bare) <= 90 and bare.endswith((",", "!"))
    return informal and _INFORMAL.match(bare) is not None


def salutation_parts(text: str) -> tuple[str, str]:
    """The greeting and the text that goes on behind it on the same line, usually ""."""
    match = _WITH_TEXT.fullmatch(text.strip())
    if match and _FORMAL.match(match["greeting"]):
        return match["greeting"], match["text"]
    return text.strip(), ""


def closing_parts(text: str) -> tuple[str, str] | None:
    """The closing words and a name that follows them on the same line, usually ""; None when the line
    closes no letter."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return None
    match = _CLOSING.fullmatch(bare)
    if match is None:
        return None
    name = match["name"] or ""
    if name and not (match["stop"].strip() and name[:1].isupper()):
        return None
    return (bare[: match.start("name")].strip() if name else bare), name
