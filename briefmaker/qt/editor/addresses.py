"""Addresses of links: what is typed made whole, and what in a text is one."""

from __future__ import annotations

import re

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _

__all__ = ["address_in", "completed_address"]

_MAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"/]+\.[^\W\d_]{2,}")
_SCHEME = re.compile(r"(?i)([a-z][a-z0-9+.-]*):")
_HOST = re.compile(r"(?i)[^\s/:@?#.]+(?:\.[^\s/:@?#.]+)*\.[^\W\d_]{2,}(?::\d+)?(?:[/?#].*)?")
_WEB = re.compile(r"(?i)(?:https?://[^\s/]+\.[^\s/]|www\.[^\s.]+\.[^\s.])\S*")
_AROUND = ".,;:!?\"'\u2018\u2019\u201c\u201d\u2026<>()[]{}"


def completed_address(typed: str) -> str:
    """The whole address of what somebody typed: "haarlem.nl" is on the web, "a@b.nl" gets mail.

    Raises UnusableInput, with a sentence, for what is neither a web address, a mail address nor a telephone
    number: other addresses do something else on every computer, or nothing.
    """
    address = typed.strip()
    if not address:
        raise UnusableInput(_("Fill in an address, for example www.haarlem.nl or naam@haarlem.nl."))
    if any(sign.isspace() for sign in address):
        raise UnusableInput(_("There is a space in this address. Take it out, or type %20 in its place."))
    if _MAIL.fullmatch(address):
        return f"mailto:{address}"
    scheme = _SCHEME.match(address)
    if scheme is not None and not _HOST.fullmatch(address):
        name = scheme.group(1).lower()
        rest = address[scheme.end() :]
        if name in ("http", "https") and rest.startswith("//") and len(rest) > 2:
            return name + ":" + rest
        if name == "mailto" and _MAIL.fullmatch(rest.partition("?")[0]):
            return "mailto:" + rest
        if name == "tel" and re.fullmatch(r"\+?[\d().-]+", rest):
            return "tel:" + rest
        raise UnusableInput(
            _("A link in a letter goes to a web page or a mail address; “{scheme}:” is neither.").format(
                scheme=name[:20]
            )
        )
    if _HOST.fullmatch(address):
        return f"https://{address}"
    raise UnusableInput(_("This is no web or mail address. Type it as www.haarlem.nl or naam@haarlem.nl."))


def address_in(word: str) -> tuple[int, int, str] | None:
    """Where in a word typed in a text an address stands, and the whole of it; None when it holds none.
    Signs around it belong to the sentence; a bare name such as "haarlem.nl" stays a name."""
    start = len(word) - len(word.lstrip(_AROUND))
    end = len(word.rstrip(_AROUND))
    inside = word[start:end]
    if inside.count("(") > inside.count(")") and word[end : end + 1] == ")":
        end += 1
        inside = word[start:end]
    if not _MAIL.fullmatch(inside) and not _WEB.fullmatch(inside):
        return None
    try:
        return start, end, completed_address(inside)
    except UnusableInput:
        return None
