"""References (kenmerk): which texts are one, and how a house spaces them.

Haarlem: a year and a number, with department codes before them or not: "2016/450610", "2009 / 25177",
"STZ/WWGZ/2012/172892"; motions "BG062". Haarlemmermeer: "7532520", "10178584", "2022.0000058",
"2024.10309432"; with six digits behind the year ("2022.000375", printed so in a real proposal) one is
missing. All from published papers of both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefmaker.i18n import _
from briefmaker.letter.notation import ReferenceForm, ReferenceSpacing
from briefmaker.notation.advice import Advice

__all__ = ["is_reference", "is_short_reference", "reference_advice", "written_reference"]

_LONGEST = 60
_SLASH = re.compile(r"(?P<before>(?:[A-Z&]{2,6}/){0,3}(?:19|20)\d\d) ?/ ?(?P<number>\d{4,7})")
_MOTION = re.compile(r"[A-Z]{2}\d{3}")
_POINT = re.compile(r"(?:(?:19|20)\d\d\.)?\d{7,8}")
_POINT_SHORT = re.compile(r"(?:19|20)\d\d\.\d{6}")


def is_reference(text: str, form: ReferenceForm = ReferenceForm.ANY) -> bool:
    """Whether this is a reference of a house with this form."""
    bare = text.strip()
    if len(bare) > _LONGEST:
        return False
    with_slash = _SLASH.fullmatch(bare) is not None or _MOTION.fullmatch(bare) is not None
    with_point = _POINT.fullmatch(bare) is not None
    return (with_slash and form is not ReferenceForm.POINT) or (
        with_point and form is not ReferenceForm.SLASH
    )


def is_short_reference(text: str, form: ReferenceForm = ReferenceForm.ANY) -> bool:
    """Whether a digit seems to be missing from what would else be a reference."""
    bare = text.strip()
    known = len(bare) <= _LONGEST and form is not ReferenceForm.SLASH
    return known and _POINT_SHORT.fullmatch(bare) is not None


def written_reference(text: str, spacing: ReferenceSpacing = ReferenceSpacing.TIGHT) -> str:
    """ "2009 / 25177" with or without the spaces, as the house has it; another text as it was typed."""
    match = _SLASH.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if match is None:
        return text
    slash = "/" if spacing is ReferenceSpacing.TIGHT else " / "
    return f"{match['before']}{slash}{match['number']}"


def reference_advice(text: str, form: ReferenceForm, spacing: ReferenceSpacing) -> Iterator[Advice]:
    """That a reference is spaced otherwise than in this house."""
    bare = text.strip()
    if is_reference(bare, form) and (written := written_reference(bare, spacing)) != bare:
        yield Advice("reference.spacing", _("A reference is usually spaced otherwise here."), written)
