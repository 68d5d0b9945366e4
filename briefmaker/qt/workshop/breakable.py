"""Words in a narrow column: codes stay together where they can, names that are too long break."""

from __future__ import annotations

import re

__all__ = ["breakable"]

_CODE = re.compile(r"\{\{ (\S{1,24}) \}\}")
_LONG = re.compile(r"\S{25,}")
_SEAM = re.compile(r"(?<=[_/.\-])(?=\w)")


def breakable(text: str) -> str:
    """The text as it is shown: only invisible characters are added, so that lines break elsewhere."""
    text = _CODE.sub("{{\N{NO-BREAK SPACE}\\1\N{NO-BREAK SPACE}}}", text)
    return _LONG.sub(_broken, text)


def _broken(found: re.Match[str]) -> str:
    return _SEAM.sub("\N{ZERO WIDTH SPACE}", found[0])
