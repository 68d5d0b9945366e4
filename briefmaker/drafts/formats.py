"""The formats a letter file has had, and how an older one becomes the newest.

Each upgrade is a pure function from the dictionary of one format to that of the next; a letter of any
age is led through all of them in turn. An upgrade never drops a value: what has no place any more
stays under its old name. A format that was ever written is never taken out of the table, and a letter
of it lies in `tests/old_files/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefmaker.errors import UnreadableLetter
from briefmaker.i18n import _

__all__ = ["NEWEST_FORMAT", "UPGRADES", "Upgrade", "upgraded"]

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]

NEWEST_FORMAT = 1
"""The format this program writes."""

UPGRADES: Mapping[int, Upgrade] = {}
"""Format number -> the function that makes the next format of it. Format 1 is the first."""


def upgraded(
    raw: dict[str, Any], upgrades: Mapping[int, Upgrade] = UPGRADES, newest: int = NEWEST_FORMAT
) -> dict[str, Any]:
    """The same letter in the newest format.

    raw: the dictionary of `letter.json`, as read. Raises UnreadableLetter when it names no format, or
    one that is newer than this program.
    """
    found = raw.get("format")
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise UnreadableLetter(
            _(
                "This is not a letter file of Briefmaker: it doesn't say which format it has. Choose a file"
                " that ends in .brief."
            )
        )
    if found > newest:
        raise UnreadableLetter(
            _(
                "This letter was saved by a newer version of Briefmaker (format {found}; this version reads"
                " up to {newest}). Install the newest version and open the letter again."
            ).format(found=found if found < 1_000_000 else "?", newest=newest)
        )
    for number in range(found, newest):
        raw = {**upgrades[number](raw), "format": number + 1}
    return raw
