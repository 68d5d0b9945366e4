"""Everything wrong with a Word file of a pack, in the order of the document."""

from __future__ import annotations

from briefmaker.errors import UnusablePack
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.looks import look_findings
from briefmaker.inspection.subject import Subject
from briefmaker.inspection.tag_rules import UNREADABLE_FILE
from briefmaker.inspection.tags import tag_findings

__all__ = ["Subject", "inspect_template"]


def inspect_template(subject: Subject) -> tuple[Finding, ...]:
    """All findings about a template or a house style's Word file, as they stand in it; never raises for
    what the file holds."""
    try:
        parts = [part.name for part in subject.file.parts]
    except UnusablePack as error:
        return (UNREADABLE_FILE.finding(str(error), "", Spot(file=subject.file.file)),)
    place = {name: at for at, name in enumerate(parts)}

    def order(finding: Finding) -> tuple[int, int, int]:
        spot = finding.spot
        return place.get(spot.part, len(place)), spot.paragraph, spot.start

    return tuple(sorted((*tag_findings(subject), *look_findings(subject)), key=order))
