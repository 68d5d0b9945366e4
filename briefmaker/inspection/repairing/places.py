"""The paragraphs and text ranges that a finding names, found again in the file as it is now."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.text_editing import same_elsewhere
from briefmaker.inspection.word_editing import WordEdit
from briefmaker.inspection.word_file import TextParagraph, W, WordPart

__all__ = [
    "changed_meanwhile",
    "detail",
    "ends_its_holder",
    "everywhere",
    "is_still",
    "paragraph_at",
    "part_at",
    "runs_in",
    "spots_backwards",
]


def changed_meanwhile(file: str) -> UnusableInput:
    """The place of a finding is not what it was."""
    return UnusableInput(
        _(
            "“{file}” was changed since it was checked, so that this can't be mended with certainty. Check it"
            " again, and mend it then."
        ).format(file=file)
    )


def detail(finding: Finding, name: str) -> str:
    """What the repair was given under this name; raises UnusableInput when it is missing."""
    repair = finding.repair
    if repair is None or name not in repair.details:
        raise UnusableInput(_("This can't be mended with one click. Mend it in Word."))
    return repair.details[name]


def part_at(edit: WordEdit, spot: Spot) -> WordPart:
    """The part of a spot; of one for the file as a whole the document."""
    part = edit.part(spot.part or edit.package.document)
    if part is None:
        raise changed_meanwhile(spot.file)
    return part


def is_still(part: WordPart, spot: Spot) -> bool:
    """Whether the words of a spot still stand there."""
    if not 0 <= spot.paragraph < len(part.paragraphs):
        return spot.paragraph < 0
    now = part.spot(spot.file, spot.paragraph, spot.start, spot.end)
    length = len(part.paragraphs[spot.paragraph].text)
    return now.words == spot.words and now.cell == spot.cell and spot.start <= spot.end <= length


def paragraph_at(edit: WordEdit, spot: Spot) -> TextParagraph:
    """The paragraph of a spot; raises UnusableInput when something else stands there now."""
    part = part_at(edit, spot)
    if spot.paragraph < 0 or not is_still(part, spot):
        raise changed_meanwhile(spot.file)
    return part.paragraphs[spot.paragraph]


def spots_backwards(edit: WordEdit, finding: Finding) -> tuple[tuple[Spot, TextParagraph], ...]:
    """The spots of a finding with their paragraphs, the last one first, so that changing one leaves the
    places of the next; all are looked up before the first is changed."""
    spots = sorted(set(finding.spots), key=lambda spot: (spot.part, spot.paragraph, spot.start), reverse=True)
    found = [(spot, paragraph_at(edit, spot)) for spot in spots]
    # A paragraph's text is read again for each spot: the one before may have changed it.
    return tuple((spot, TextParagraph(each.number, each.element, each.cell)) for spot, each in found)


def everywhere(paragraph: TextParagraph) -> Iterator[TextParagraph]:
    """A paragraph, and the same one as Word keeps it for old programs."""
    yield paragraph
    yield from same_elsewhere(paragraph)


def runs_in(paragraph: TextParagraph, start: int, end: int) -> tuple[etree._Element, ...]:
    """The runs of which some text stands between these places; all of its own when that is all of it."""
    if start == 0 and end >= len(paragraph.text):
        return tuple(run for run in paragraph.element.iter(f"{W}r") if _holder_of(run) is paragraph.element)
    found: list[etree._Element] = []
    for piece in paragraph.pieces_in(start, end):
        if piece.run is not None and piece.run not in found:
            found.append(piece.run)
    return tuple(found)


def ends_its_holder(paragraph: etree._Element) -> bool:
    """Whether a paragraph must stay: the only one in its holder, or one that a table needs behind it."""
    blocks = {f"{W}p", f"{W}tbl", f"{W}sdt"}
    before = next((each for each in paragraph.itersiblings(preceding=True) if each.tag in blocks), None)
    behind = next((each for each in paragraph.itersiblings() if each.tag in blocks), None)
    if behind is not None and behind.tag != f"{W}tbl":
        return False
    return _is_table(before) or (before is None and behind is None)


def _is_table(element: etree._Element | None) -> bool:
    return element is not None and element.tag == f"{W}tbl"


def _holder_of(run: etree._Element) -> etree._Element | None:
    return next(run.iterancestors(f"{W}p"), None)
