"""What differs between two sets of pages, in words."""

from __future__ import annotations

from briefmaker.i18n import N_, _, _n
from briefmaker.output import Change, Comparison, Matter, PageDifference

__all__ = ["differences_in_words", "in_words", "page_in_words"]

_LONGEST = 60

_TEXT = {
    Change.CHANGED: N_("“{old}” became “{new}”."),
    Change.ADDED: N_("“{new}” came."),
    Change.REMOVED: N_("“{old}” is gone."),
    Change.REFLOWED: N_("“{new}” breaks into lines elsewhere; the words are the same."),
    Change.RESTYLED: N_("“{new}” is in another type, size or colour."),
}
_DRAWN = {
    (Matter.PICTURE, Change.CHANGED): N_("The picture is another one, or has another size."),
    (Matter.PICTURE, Change.ADDED): N_("A picture came."),
    (Matter.PICTURE, Change.REMOVED): N_("A picture is gone."),
    (Matter.LINE, Change.CHANGED): N_("The line has another length, thickness or colour."),
    (Matter.LINE, Change.ADDED): N_("A line came."),
    (Matter.LINE, Change.REMOVED): N_("A line is gone."),
    (Matter.AREA, Change.CHANGED): N_("The coloured area has another size or colour."),
    (Matter.AREA, Change.ADDED): N_("A coloured area came."),
    (Matter.AREA, Change.REMOVED): N_("A coloured area is gone."),
    (Matter.PAGE, Change.CHANGED): N_("The page has another size."),
    (Matter.PAGE, Change.ADDED): N_("This page came."),
    (Matter.PAGE, Change.REMOVED): N_("This page is gone."),
}
_MOVED = {
    Matter.PICTURE: N_("The picture moved {way}."),
    Matter.LINE: N_("A line moved {way}."),
    Matter.AREA: N_("A coloured area moved {way}."),
}


def in_words(difference: PageDifference) -> str:
    """One difference as a sentence, without its page."""
    old, new = _short(difference.old_text), _short(difference.new_text)
    if difference.matter is Matter.PAGE_NUMBER:
        return _("The page number {old} became {new}.").format(old=old, new=new)
    if difference.change is Change.MOVED:
        return _moved(difference, new)
    if difference.matter is Matter.TEXT:
        return _(_TEXT[difference.change]).format(old=old, new=new)
    found = _DRAWN.get((difference.matter, difference.change))
    if not found:
        return _("Something that is no text looks different here.")
    return _in_places(_(found), difference)


def page_in_words(difference: PageDifference) -> str:
    """On which page, as people count, a difference is."""
    if difference.new:
        return _("Page {number}").format(number=difference.new[0].page + 1)
    return _("Old page {number}").format(number=difference.old[0].page + 1)


def differences_in_words(comparison: Comparison) -> str:
    """How much differs, in one sentence."""
    if comparison.is_same:
        return _("The pages are the same.")
    said = [
        _n("{count} difference", "{count} differences", len(comparison.differences)).format(
            count=len(comparison.differences)
        )
    ]
    more = len(comparison.new_sizes) - len(comparison.old_sizes)
    if more > 0:
        said.append(_n("{count} page more", "{count} pages more", more).format(count=more))
    elif more < 0:
        said.append(_n("{count} page less", "{count} pages less", -more).format(count=-more))
    return ", ".join(said) + "."


def _moved(difference: PageDifference, text: str) -> str:
    if difference.old[0].page != difference.new[0].page and difference.matter is Matter.TEXT:
        sentence = _("“{text}” moved from page {old} to page {new}.")
        return sentence.format(text=text, old=difference.old[0].page + 1, new=difference.new[0].page + 1)
    way = _way(difference.right, difference.down)
    if difference.matter is Matter.TEXT:
        return _("“{text}” moved {way}.").format(text=text, way=way)
    return _in_places(_(_MOVED[difference.matter]).format(way=way), difference)


def _in_places(sentence: str, difference: PageDifference) -> str:
    """A sentence about lines or areas, with how many there are."""
    count = max(len(difference.old), len(difference.new))
    return sentence if count == 1 else _("{sentence} ({count} times)").format(sentence=sentence, count=count)


def _way(right: float, down: float) -> str:
    said = []
    if abs(down) >= 0.05:
        sentence = _("{points} pt down") if down > 0 else _("{points} pt up")
        said.append(sentence.format(points=_number(abs(down))))
    if abs(right) >= 0.05:
        sentence = _("{points} pt to the right") if right > 0 else _("{points} pt to the left")
        said.append(sentence.format(points=_number(abs(right))))
    return _(" and ").join(said)


def _number(points: float) -> str:
    return f"{points:.1f}".removesuffix(".0").replace(".", ",")


def _short(text: str) -> str:
    """The first words of a text, and its last if it is long: enough to find it."""
    if len(text) <= _LONGEST:
        return text
    return f"{text[: _LONGEST * 2 // 3].rsplit(' ', 1)[0]} … {text[-_LONGEST // 4 :].partition(' ')[2]}"
