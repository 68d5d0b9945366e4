"""The links with which programs tie a footnote's sign to its text, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["named_note", "note_back", "note_sign"]

# Word: #_ftn1, back #_ftnref1; LibreOffice: #sdfootnote1sym, back #sdfootnote1anc; Google Docs: #ftnt1,
# back #ftnt_ref1; pandoc and many sites: #fn1, back #fnref1.
_SIGN = re.compile(r"#_?(ftn|edn|ftnt|fn:?|sdfootnote|sdendnote)(\d{1,5})(?:sym)?")
_BACK = re.compile(r"#_?(?:(ftn|edn|ftnt_|fn)ref:?(\d{1,5})|(sdfootnote|sdendnote)(\d{1,5})anc)")
_NAME = re.compile(r"_?(ftn|edn|ftnt|fn:?|sdfootnote|sdendnote)(\d{1,5})")


def note_sign(attributes: Mapping[str, str]) -> str:
    """The name of the footnote that a link `<a>` is the sign of, "" if it is none."""
    match = _SIGN.fullmatch(_fragment(attributes))
    return match[1].rstrip(":") + match[2] if match else ""


def note_back(attributes: Mapping[str, str]) -> str:
    """The name of the footnote before whose text this link stands, back to its sign; "" if it does not."""
    match = _BACK.fullmatch(_fragment(attributes))
    return (match[1] or match[3]).rstrip("_") + (match[2] or match[4]) if match else ""


def named_note(id_: str) -> str:
    """The name of the footnote that an element with this id holds, "" if it holds none."""
    match = _NAME.fullmatch(id_)
    return match[1].rstrip(":") + match[2] if match else ""


def _fragment(attributes: Mapping[str, str]) -> str:
    address = attributes.get("href", "")
    # Browsers make the whole address of it; LibreOffice and Word write the mere fragment.
    return address[address.rfind("#") :] if "#" in address and len(address) < 2_000 else ""
