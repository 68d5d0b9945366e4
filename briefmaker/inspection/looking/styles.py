"""Styles that are asked for and are nowhere, and Word's own styles under translated names."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Final

from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Repair, Spot
from briefmaker.inspection.look_rules import LOCALISED, MISSING
from briefmaker.inspection.looking.seen import Seen
from briefmaker.inspection.looking.sheet import Sheet
from briefmaker.inspection.looking.used_styles import style_references, used_styles
from briefmaker.problems import Severity
from briefmaker.rendering.style_names import english_name

__all__ = ["localised_styles", "missing_styles"]

_LISTS: Final = frozenset(("bullets", "numbers", "letters", "romans"))
_IN_SMALL: Final = ("heading", "header", "footer", "caption", "footnote", "endnote")
_ID: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId"


def missing_styles(seen: Seen) -> Iterator[Finding]:
    """Styles that the text names and that neither the file nor its house style has; then those of roles."""
    sheets = [seen.sheet] + ([seen.house] if seen.house is not None else [])
    spots: dict[tuple[str, str], list[Spot]] = {}
    for each in style_references(seen):
        if not seen.sheet.has(each.kind, each.style) and seen.in_house_style(each.kind, each.style) is None:
            spots.setdefault((each.kind, each.style), []).append(seen.around(each.part, each.element))
    for (kind, style), places in spots.items():
        near = _near(kind, style, sheets)
        remedy = _("Choose another style for it.")
        if near:
            remedy = _("Did you mean “{name}”?").format(name=near[0])
        yield MISSING.finding(
            _("There is no style “{style}”.").format(style=style),
            remedy,
            *dict.fromkeys(places),
            repair=Repair(
                "use_style", _("Use “{style}”").format(style=near[0]), {"from": style, "style": near[1]}
            )
            if near
            else None,
        )
    yield from _missing_roles(seen)


def _missing_roles(seen: Seen) -> Iterator[Finding]:
    """Roles that the file with the looks has no style for. A house style's are said of its own file; of a
    template only those that it names itself."""
    looks = seen.sheet if seen.house is None else seen.house
    for role, kind, name in seen.roles:
        own = looks.id_named(kind, name)
        if own is not None or looks.part == "":
            yield from _without_numbers(seen, looks, role, own)
            continue
        if seen.house is not None and seen.sheet.id_named(kind, name) is not None:
            continue
        if _translated(looks, kind, name) is not None:
            continue
        near = difflib.get_close_matches(name, looks.names(kind), 1, 0.75)
        remedy = _("Make the style, or name another for “{role}” under [styles].").format(role=role)
        if near:
            remedy = _("Did you mean “{name}”?").format(name=near[0]) + " " + remedy
        yield MISSING.finding(
            _("The text needs the style “{style}”, which there isn't.").format(style=name),
            remedy,
            seen.in_styles(name),
        )


def _without_numbers(seen: Seen, looks: Sheet, role: str, style: str | None) -> Iterator[Finding]:
    """A style of a list that has no bullets or numbers, which nobody sees before a list is written in it."""
    if role not in _LISTS or style is None or looks.paragraph(style).get("numPr.numId", "0") != "0":
        return
    what = (
        _("The style “{style}” has no bullets.")
        if role == "bullets"
        else _("The style “{style}” has no numbering.")
    )
    yield MISSING.finding(
        what.format(style=looks.name(style)),
        _("Give it a list in Word: Modify style, Format, Numbering."),
        seen.in_styles(looks.name(style)),
    )


def localised_styles(seen: Seen) -> Iterator[Finding]:
    """Styles that are used and bear the Dutch name of one of Word's own."""
    sheet = seen.sheet
    roles = {name.casefold() for _role, _kind, name in seen.roles}
    found = dict.fromkeys(used_styles_and_house(seen))
    if seen.house is None:
        found |= {
            (own, kind): None
            for _role, kind, name in seen.roles
            if sheet.id_named(kind, name) is None and (own := _translated(sheet, kind, name)) is not None
        }
    for style, kind in found:
        name = sheet.name(style)
        meant = english_name(name)
        if (
            meant == name.casefold()
            or name.casefold() in roles
            or _is_its_own(seen, kind, style, name, meant)
        ):
            continue
        written = _as_word_writes(meant)
        built_in = sheet.id_named(kind, meant)
        places = [
            seen.around(each.part, each.element)
            for each in style_references(seen)
            if (each.kind, each.style) == (kind, style)
        ]
        details = {"from": style} | ({"style": built_in} if built_in is not None else {"rename": written})
        needed = seen.house is None and built_in is None and meant in roles
        yield LOCALISED.finding(
            _("The style “{style}” is Word's own style “{name}” under a translated name.").format(
                style=name, name=written
            ),
            _("Use Word's own style; Word shows it in Dutch by itself."),
            *(dict.fromkeys(places) or (seen.in_styles(name),)),
            repair=Repair("use_style", _("Make it “{style}”").format(style=written), details),
            severity=Severity.ERROR if needed else None,
        )


def used_styles_and_house(seen: Seen) -> Iterator[tuple[str, str]]:
    """(id, kind) of the file's own styles that its text names, also where the house style has one for it."""
    yield from used_styles(seen)
    for each in style_references(seen):
        if seen.sheet.has(each.kind, each.style):
            yield each.style, each.kind


def _is_its_own(seen: Seen, kind: str, style: str, name: str, meant: str) -> bool:
    """Whether a style bears a Dutch name on purpose: the house style has one of exactly that name, or it is
    based on the one that it would be."""
    if seen.house is not None and seen.house.id_named(kind, name) is not None:
        return True
    lineage = [*seen.sheet.lineage(style)][1:]
    return any(seen.sheet.name(each.get(_ID, "")).casefold() == meant for each in lineage)


def _translated(sheet: Sheet, kind: str, name: str) -> str | None:
    """The id of a style that has this name in translation only."""
    return sheet.index.named(kind, name) if sheet.id_named(kind, name) is None else None


def _as_word_writes(name: str) -> str:
    """The name of a style of Word with the capitals that it has in files."""
    return name if name.startswith(_IN_SMALL) else name.title()


def _near(kind: str, style: str, sheets: list[Sheet]) -> tuple[str, str] | None:
    """(name, id) of the style whose id or name is nearest to this id, None when none is near."""
    for sheet in sheets:
        known = {own: own for own in sheet.index.by_id if sheet.has(kind, own)}
        known = {sheet.name(own): own for own in known} | known
        close = difflib.get_close_matches(style, known, 1, 0.75)
        if close:
            own = known[close[0]]
            return sheet.name(own), own
    return None
