"""What holds for a piece of text by the elements it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from briefmaker.content.foreign.dropped import Dropped
from briefmaker.content.foreign.styles import Style

__all__ = ["PLAIN", "Marks", "inner_marks", "safe_link"]

_LINK = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>\"\x00-\x20]+", re.IGNORECASE)
_LONGEST_LINK = 2_000
_STRONG = frozenset(("b", "strong"))
_EMPHASIS = frozenset(("i", "em", "cite", "dfn", "var"))
_UNSEEN: dict[str, Dropped | None] = {
    "del": Dropped.CHANGES,
    "math": Dropped.FORMULAS,
    "select": Dropped.FORMS, "audio": Dropped.SOUNDS, "video": Dropped.SOUNDS,
    "template": None, "noscript": None, "object": None, "svg": Dropped.PICTURES, "canvas": Dropped.PICTURES,
    "xml": None, "rt": None, "rp": None, "datalist": None,
}  # fmt: skip
_NO_COLOUR = frozenset(
    ("black", "#000", "#000000", "windowtext", "auto", "inherit", "initial", "currentcolor", "unset",
     "transparent", "white", "#fff", "#ffffff", "none", "none transparent", "rgba(0, 0, 0, 0)", "canvastext")
)  # fmt: skip
_RGB = re.compile(r"rgba?\((\d{1,3}),\s*(\d{1,3}),\s*(\d{1,3})")
_HEX = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})")


class Marks(NamedTuple):
    """strong, emphasis, link: as in a letter. unseen: not shown in the other program, or nothing a
    letter has. label: a list's number or bullet. raised: superscript. spread: white space that only
    stands for a tab. kept: white space counts. looks: what is lost of its looks."""

    strong: bool = False
    emphasis: bool = False
    link: str = ""
    unseen: bool = False
    label: bool = False
    raised: bool = False
    spread: bool = False
    kept: bool = False
    looks: frozenset[Dropped] = frozenset()


PLAIN = Marks()


def safe_link(address: str) -> str:
    """A web, mail or telephone address as a link, "" for any other."""
    bare = "".join(address.split()) if len(address) <= _LONGEST_LINK else ""
    return bare if _LINK.fullmatch(bare) else ""


def inner_marks(outer: Marks, tag: str, attributes: Mapping[str, str], style: Style) -> Marks:
    """The marks within an element that stands in text with the marks `outer`."""
    changes: dict[str, Any] = {}
    looks = _looks(tag, attributes, style)
    if tag in _STRONG:
        changes["strong"] = True
    elif tag in _EMPHASIS:
        changes["emphasis"] = True
    elif tag == "a" and (link := safe_link(attributes.get("href", ""))):
        changes["link"] = link
    elif tag == "sup":
        changes["raised"] = True
    elif tag == "pre":
        changes["kept"] = True
    if tag in _UNSEEN:
        changes["unseen"] = True
        if kind := _UNSEEN[tag]:
            looks.add(kind)
    if style:
        _styled(style, changes, looks)
    if "hidden" in attributes:
        changes["unseen"] = True
        looks.add(Dropped.HIDDEN)
    if looks and not looks <= outer.looks:
        changes["looks"] = outer.looks | looks
    return outer._replace(**changes) if changes else outer


def _styled(style: Style, changes: dict[str, Any], looks: set[Dropped]) -> None:
    if weight := style.get("font-weight"):
        changes["strong"] = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= 600)
    if slant := style.get("font-style"):
        changes["emphasis"] = slant.startswith(("italic", "oblique"))
    if style.get("mso-list", "").startswith("ignore"):
        changes["label"] = True
    if style.get("vertical-align") == "super":
        changes["raised"] = True
    if "mso-tab-count" in style or style.get("mso-spacerun") == "yes":
        changes["spread"] = True
    if style.get("white-space") == "pre":
        changes["kept"] = True
    hidden = style.get("display") == "none" or style.get("visibility") == "hidden"
    if hidden or style.get("mso-hide") == "all":
        changes["unseen"] = True
        looks.add(Dropped.HIDDEN)
    if "mso-comment-reference" in style or style.get("mso-element", "").startswith("comment"):
        changes["unseen"] = style.get("mso-element", "").startswith("comment")
        looks.add(Dropped.COMMENTS)
    if style.get("mso-element", "").startswith("field-"):
        changes["unseen"] = True


def _looks(tag: str, attributes: Mapping[str, str], style: Style) -> set[Dropped]:
    looks: set[Dropped] = set()
    if tag == "u":
        looks.add(Dropped.UNDERLINES)
    elif tag in ("s", "strike"):
        looks.add(Dropped.STRIKES)
    elif tag == "font":
        if attributes.get("face") or attributes.get("size"):
            looks.add(Dropped.FONTS)
        if _is_colour(attributes.get("color", "")):
            looks.add(Dropped.COLOURS)
    if style:
        if "font-family" in style or "font-size" in style or "font" in style:
            looks.add(Dropped.FONTS)
        if any(_is_colour(style.get(name, "")) for name in ("color", "background", "background-color")):
            looks.add(Dropped.COLOURS)
        line = style.get("text-decoration", "") + style.get("text-decoration-line", "")
        if "underline" in line and tag != "a":
            looks.add(Dropped.UNDERLINES)
        if "line-through" in line:
            looks.add(Dropped.STRIKES)
    return looks


def _is_colour(value: str) -> bool:
    """Whether a colour is one that a reader would call so: no black, grey or white."""
    value = value.lower()
    if not value or value in _NO_COLOUR:
        return False
    if match := _RGB.match(value):
        parts = [int(part) for part in match.groups()]
    elif match := _HEX.fullmatch(value):
        parts = [int(part, 16) for part in match.groups()]
    else:
        return not value.startswith(("var(", "url(", "grey", "gray"))
    return max(parts) - min(parts) > 24
