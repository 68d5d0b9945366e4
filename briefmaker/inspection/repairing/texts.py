"""Texts and tags put right in their place."""

from __future__ import annotations

import re

from lxml import etree

from briefmaker.inspection.finding import Finding
from briefmaker.inspection.repairing.places import (
    changed_meanwhile,
    detail,
    ends_its_holder,
    everywhere,
    paragraph_at,
    spots_backwards,
)
from briefmaker.inspection.text_editing import replace_in
from briefmaker.inspection.text_editing import replace_text as put_text
from briefmaker.inspection.word_editing import WordEdit
from briefmaker.inspection.word_file import TextParagraph, W

__all__ = ["join_tag", "plain_tag", "remove_tag", "replace_text"]

_PLACED = re.compile(r"(\{[{%]-?)(?:p|tr|tc|r)(?=\s)")
_INSIDE = (f"{W}proofErr", f"{W}bookmarkStart", f"{W}bookmarkEnd")


def replace_text(edit: WordEdit, finding: Finding) -> None:
    """Other words in the place of the spot's."""
    spot, paragraph = finding.spot, paragraph_at(edit, finding.spot)
    old = (finding.repair.details if finding.repair else {}).get("old")
    if old is not None and paragraph.text[spot.start : spot.end] != old:
        raise changed_meanwhile(spot.file)
    replace_in(paragraph, spot.start, spot.end, detail(finding, "new"))


def join_tag(edit: WordEdit, finding: Finding) -> None:
    """A torn tag in one run again: what stands in between goes, bookmarks stay behind it."""
    spot, paragraph = finding.spot, paragraph_at(edit, finding.spot)
    new = detail(finding, "new")
    for each in everywhere(paragraph):
        _take_out_fields(each, spot.start, spot.end)
        _join(TextParagraph(each.number, each.element, each.cell), spot.start, spot.end, new)


def plain_tag(edit: WordEdit, finding: Finding) -> None:
    """Tags for whole paragraphs, rows or cells become tags within the text."""
    for spot, paragraph in spots_backwards(edit, finding):
        found = _PLACED.match(paragraph.text, spot.start, spot.end)
        if found is None:
            raise changed_meanwhile(spot.file)
        replace_in(paragraph, found.end(1), found.end(), "")


def remove_tag(edit: WordEdit, finding: Finding) -> None:
    """Stray tags go; and their paragraph, where nothing else stands in it."""
    for spot, paragraph in spots_backwards(edit, finding):
        alone = not (paragraph.text[: spot.start] + paragraph.text[spot.end :]).strip()
        for each in everywhere(paragraph):
            parent = each.element.getparent()
            if alone and parent is not None and _is_plain(each.element) and not ends_its_holder(each.element):
                parent.remove(each.element)
            else:
                replace_in(each, spot.start, spot.end, "")


def _is_plain(paragraph: etree._Element) -> bool:
    """Whether a paragraph holds no more than text: no picture, no end of a section, no mark."""
    kept = ("drawing", "pict", "object", "sectPr", "bookmarkStart", "footnoteReference", "commentReference")
    return not any(True for name in kept for _each in paragraph.iter(f"{W}{name}"))


def _join(paragraph: TextParagraph, start: int, end: int, new: str) -> None:
    pieces = paragraph.pieces_in(start, end)
    first = pieces[0].run if pieces else None
    put_text(paragraph, start, end, new, in_one_run=True)
    if first is None or first.getparent() is None:
        return
    # What Word put between the runs is between no runs of the tag any more; its marks of spelling go.
    following = first.getnext()
    while following is not None and following.tag in _INSIDE:
        after = following.getnext()
        if following.tag == f"{W}proofErr":
            first.getparent().remove(following)  # type: ignore[union-attr]
        following = after


def _take_out_fields(paragraph: TextParagraph, start: int, end: int) -> None:
    """Take out the codes of fields that begin and end inside a tag; their printed text stays."""
    pieces = paragraph.pieces_in(start, end)
    runs = list(paragraph.element.iter(f"{W}r"))
    holding = [piece.run for piece in pieces if piece.run in runs]
    if not holding:
        return
    first, last = runs.index(holding[0]), runs.index(holding[-1])
    inside = runs[first : last + 1]
    depth = 0
    for run in inside:
        for mark in run.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(mark.get(f"{W}fldCharType", ""), 0)
            if depth < 0:
                return
    if depth:
        return
    for run in inside:
        for code in [*run.iter(f"{W}fldChar", f"{W}instrText")]:
            run.remove(code)
        if not any(child.tag != f"{W}rPr" for child in run):
            run.getparent().remove(run)  # type: ignore[union-attr]
