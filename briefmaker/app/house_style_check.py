"""Everything wrong with the Word files of a pack's house styles."""

from __future__ import annotations

from collections.abc import Collection

from briefmaker.errors import UnusablePack
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.packs.reading import Pack

__all__ = ["check_house_styles", "fonts_of_everybody"]


def check_house_styles(pack: Pack, fonts: Collection[str]) -> tuple[Finding, ...]:
    """The findings about each house style's own Word file; never raises for what lies there. fonts: the names
    of the fonts that can be counted on, () when that is not known."""
    from briefmaker.inspection.inspecting import inspect_template
    from briefmaker.inspection.subject import Subject
    from briefmaker.inspection.tag_rules import UNREADABLE_FILE
    from briefmaker.inspection.word_file import WordFile

    found: list[Finding] = []
    for name, each in pack.house_styles.items():
        file = f"huisstijlen/{name}/huisstijl.docx"
        try:
            subject = Subject(
                WordFile.of(each.docx, file), fonts=fonts, styles=each.house_style.styles, mark=each.mark
            )
        except UnusablePack as error:
            found.append(UNREADABLE_FILE.finding(str(error), "", Spot(file=file)))
        else:
            found += inspect_template(subject)
    return tuple(found)


def fonts_of_everybody() -> frozenset[str]:
    """The names of the fonts that are the same wherever Briefmaker runs."""
    from briefmaker.output.fonts import FontLibrary

    return FontLibrary.bundled().names
