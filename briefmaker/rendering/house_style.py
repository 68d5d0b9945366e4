"""A template in its house style: the text of the one, the looks of the other, as one Word file.

The house style gives styles, lists, theme, fonts, settings, paper, headers, footers and mark; the template
its document and what only that uses (pictures, links, notes). Styles are found by name.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from briefmaker.errors import UnusablePack
from briefmaker.i18n import _
from briefmaker.rendering.list_merging import ListMerge, empty_numbering
from briefmaker.rendering.note_merging import merge_notes
from briefmaker.rendering.package import Package
from briefmaker.rendering.package_merging import PackageMerge
from briefmaker.rendering.sections import dress_sections
from briefmaker.rendering.style_merging import StyleMerge
from briefmaker.rendering.style_names import style_sheet
from briefmaker.rendering.table_widening import fit_tables

__all__ = ["Dressed", "with_house_style"]


@dataclass(frozen=True, slots=True)
class Dressed:
    """A template in its house style. own_styles: names of the styles that its text uses and the house style
    doesn't have, so that they look as the template has them. own_footers: whether its footers are its own."""

    package: Package
    own_styles: tuple[str, ...] = ()
    own_footers: bool = False


def with_house_style(template: Package, house: Package) -> Dressed:
    """The text of `template` in the looks of `house`. Equal input gives equal output.

    Raises `UnusablePack` when either is damaged or the house style has no styles.
    """
    sheet_name = next(house.related(house.document, "styles"), None)
    if sheet_name is None:
        raise UnusablePack(_("The house style has no styles."))
    sheet = house.xml(sheet_name)
    own_numbering, numbering = _numbering(template), _numbering(house)
    numbers = empty_numbering() if numbering is None else numbering

    def number(of_template: str) -> str:
        return lists.number(of_template)

    styles = StyleMerge(style_sheet(template), sheet, number)
    lists = ListMerge(own_numbering, numbers, styles.house_id, styles.own_id)

    def dress(root: etree._Element) -> None:
        styles.replace_in(root)
        lists.replace_in(root)

    merge = PackageMerge(template, house, dress)
    document = template.xml(template.document)
    dress(document)
    merge.carry_links(document)
    merge_notes(merge, document, dress)
    house_document = house.xml(house.document)
    fit_tables(document, house_document)
    own_footers = dress_sections(document, house_document)
    if styles.own:
        merge.put(sheet_name, sheet)
    if lists.changed and numbering is None:
        merge.add_part("numbering", "numbering.xml", numbers)
    elif lists.changed:
        merge.put(next(house.related(house.document, "numbering")), numbers)
    return Dressed(merge.package(document), styles.own, own_footers)


def _numbering(package: Package) -> etree._Element | None:
    name = next(package.related(package.document, "numbering"), None)
    return None if name is None else package.xml(name)
