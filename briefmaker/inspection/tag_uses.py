"""Names that a template uses in ways that don't go together: one field can be given in one way only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from briefmaker.forms.placeholders import Placeholder, PlaceholderKind
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Repair
from briefmaker.inspection.tag_blocks import spot_of
from briefmaker.inspection.tag_rules import MISPLACED
from briefmaker.inspection.tag_scanning import Tag
from briefmaker.inspection.word_file import WordPart

__all__ = ["Use", "conflicts"]

_IN_LINES = {PlaceholderKind.TEXT, PlaceholderKind.LINES}


@dataclass(frozen=True, slots=True)
class Use:
    """One thing that a tag does with a name, entries as "besluiten.tekst".

    how: "whole": prints it in a paragraph of its own; "line": prints it in a line; "loop": repeats
    something for each of its entries or lines; "entry": prints such an entry as it is; "parts": uses a part
    of an entry.
    """

    name: str
    how: Literal["whole", "line", "loop", "entry", "parts"]
    part: WordPart
    tag: Tag


def conflicts(file: str, uses: Sequence[Use], placeholders: Mapping[str, Placeholder]) -> Iterator[Finding]:
    """A finding for each tag that can't be what it is because of another tag: of each name that is printed
    as a whole text and elsewhere otherwise, and of each group that is printed at once and in parts."""
    by_name: dict[str, list[Use]] = {}
    for use in uses:
        by_name.setdefault(use.name, []).append(use)
    for name, own in by_name.items():
        placeholder = placeholders.get(name)
        if placeholder is None or placeholder.kind is PlaceholderKind.HOUSE_STYLE:
            continue
        whole = [use for use in own if use.how == "whole"]
        parts = next((use for use in own if use.how == "parts"), None)
        in_line = (
            [] if placeholder.kind is PlaceholderKind.BODY else [use for use in own if use.how == "line"]
        )
        loop = next((use for use in own if use.how == "loop"), None)
        other = next(iter(in_line), loop)
        if other is not None:
            yield from (_whole_and_not(file, use, other, placeholder) for use in whole)
        if parts is not None and placeholder.kind is PlaceholderKind.GROUP:
            at_once = [use for use in own if use.how in {"line", "entry"}]
            yield from (_at_once_and_in_parts(file, use, parts) for use in at_once)


def _whole_and_not(file: str, use: Use, other: Use, placeholder: Placeholder) -> Finding:
    what = _("“{tag}” is a whole text here, while “{other}” uses the field otherwise.").format(
        tag=use.tag.written, other=other.tag.written
    )
    spots = spot_of(file, use.part, use.tag), spot_of(file, other.part, other.tag)
    if placeholder.kind in _IN_LINES:
        remedy = _("Make it “{tag}”.").format(tag=use.tag.at_level(""))
        details = {"old": use.tag.written, "new": use.tag.at_level("")}
        return MISPLACED.finding(what, remedy, *spots, repair=Repair("replace_text", remedy, details))
    return MISPLACED.finding(what, _("Take one of them out."), *spots)


def _at_once_and_in_parts(file: str, use: Use, other: Use) -> Finding:
    what = _("“{tag}” prints entries at once, while “{other}” uses a part of them.").format(
        tag=use.tag.written, other=other.tag.written
    )
    remedy = _("Name the part that is to be printed here, within a loop.")
    spots = spot_of(file, use.part, use.tag), spot_of(file, other.part, other.tag)
    return MISPLACED.finding(what, remedy, *spots)
