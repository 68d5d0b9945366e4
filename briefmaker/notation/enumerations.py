"""Several things in one sentence: "a, b en c"."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["enumerated"]


def enumerated(items: Sequence[str], word: str = "en") -> str:
    """The items with commas, and `word` before the last: "a, b en c"; blank items are left out.

    No comma before the word, as Dutch has it (taaladvies.net, komma voor en).
    """
    kept = [text for item in items if (text := item.strip())]
    if len(kept) < 2:
        return "".join(kept)
    return f"{', '.join(kept[:-1])} {word} {kept[-1]}"
