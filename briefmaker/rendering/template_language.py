"""A template in another language: what Word spells and a screen reader reads it in (w:lang, 17.3.2.20)."""

from __future__ import annotations

from lxml import etree

from briefmaker.rendering.cleaning import member, serialised
from briefmaker.rendering.package import Package

__all__ = ["with_language"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{_W}val"
_EAST_ASIA = f"{_W}eastAsia"


def with_language(package: Package, parts: tuple[str, ...], language: str, before: str) -> Package:
    """`package` with `language` wherever its styles, settings and `parts` name the language it has.

    before: the language of its letters until now. What is marked as another language stays so.
    """
    members = dict(package.members)
    own = {before}
    sheets = tuple(package.related(package.document, "styles"))
    for name in sheets:
        root = package.xml(name)
        default = _default(root)
        own.add(default.get(_VAL, before))
        default.set(_VAL, language)
        _change(root, own, language)
        members[name] = member(serialised(root))
    for name in (*parts, *package.related(package.document, "numbering")):
        root = package.xml(name)
        if _change(root, own, language):
            members[name] = member(serialised(root))
    for name in package.related(package.document, "settings"):
        root = package.xml(name)
        for theme in root.iter(f"{_W}themeFontLang"):
            theme.set(_VAL, language)
            members[name] = member(serialised(root))
    return Package(members, package.content_types, package.document)


def _default(styles: etree._Element) -> etree._Element:
    """The language of all text without one of its own; made where the styles don't have it."""
    defaults = styles.find(f"{_W}docDefaults")
    if defaults is None:
        defaults = styles.makeelement(f"{_W}docDefaults", {})
        styles.insert(0, defaults)
    of_runs = defaults.find(f"{_W}rPrDefault")
    if of_runs is None:
        of_runs = styles.makeelement(f"{_W}rPrDefault", {})
        defaults.insert(0, of_runs)
    look = of_runs.find(f"{_W}rPr")
    if look is None:
        look = etree.SubElement(of_runs, f"{_W}rPr")
    found = look.find(f"{_W}lang")
    return etree.SubElement(look, f"{_W}lang") if found is None else found


def _change(root: etree._Element, own: set[str], language: str) -> bool:
    """Set `language` where one of `own` is named; say whether there was one."""
    found = False
    for element in root.iter(f"{_W}lang"):
        for attribute in (_VAL, _EAST_ASIA):
            if element.get(attribute) in own:
                element.set(attribute, language)
                found = True
    return found
