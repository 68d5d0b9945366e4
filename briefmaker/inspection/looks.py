"""Everything wrong with how a template looks."""

from __future__ import annotations

from typing import Final

from briefmaker.inspection.finding import Finding
from briefmaker.inspection.looking.contents import external_links, macros, objects
from briefmaker.inspection.looking.fonts import unavailable_fonts
from briefmaker.inspection.looking.formatting import direct_formatting
from briefmaker.inspection.looking.headings import headings_out_of_order
from briefmaker.inspection.looking.language import languages
from briefmaker.inspection.looking.leftovers import comments, empty_paragraphs, tracked_changes
from briefmaker.inspection.looking.pictures import coarse_pictures, pictures_without_description
from briefmaker.inspection.looking.seen import Seen
from briefmaker.inspection.looking.styles import localised_styles, missing_styles
from briefmaker.inspection.looking.tables import empty_rows, tables_without_header
from briefmaker.inspection.looking.word_fields import dangerous_fields
from briefmaker.inspection.subject import Subject

__all__ = ["look_findings"]

_ALL: Final = (
    macros, objects, external_links, dangerous_fields, missing_styles, localised_styles, direct_formatting,
    unavailable_fonts, pictures_without_description, coarse_pictures, headings_out_of_order, languages,
    tables_without_header, empty_rows, empty_paragraphs, tracked_changes, comments,
)  # fmt: skip


def look_findings(subject: Subject) -> tuple[Finding, ...]:
    """The findings about styles, formatting, fonts, pictures, tables and what is left over, in the order of
    the rules. Never raises, whatever the file holds."""
    seen = Seen(subject)
    return tuple(found for rule in _ALL for found in rule(seen))
