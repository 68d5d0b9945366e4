"""A copy of a Word file with what is wrong with it as Word comments, each at its place.

Comments stand in the text of a letter only: what is wrong in a page header, a text box or the file as a whole
is said at its nearest place there, with the place in words.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable

from lxml import etree

from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.repairing.places import is_still
from briefmaker.inspection.word_editing import CT, REL, WordEdit
from briefmaker.inspection.word_file import TextParagraph, W, WordPart
from briefmaker.problems import Severity
from briefmaker.rendering.package import CONTENT_TYPES

__all__ = ["AUTHOR", "with_comments"]

AUTHOR = "Briefmaker"
_NAMESPACE = W[1:-1]
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_RELATION = "rIdBriefmakerComments"
_EMPTY = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:comments xmlns:w="{_NAMESPACE}"></w:comments>'
)


def with_comments(docx: bytes, findings: Iterable[Finding], file: str = "") -> bytes:
    """`docx` with a comment of Briefmaker's for every spot of every finding; comments it has stay.

    file: the path of the Word file in its pack; of the findings those about it are said, of findings with
    spots in several files the spots in this one. "": all of them. Raises UnusablePack for a damaged file.
    """
    edit = WordEdit(docx, file)
    document = edit.parts[0]
    said = [
        (spot, _text(finding, first=number == 0))
        for finding in findings
        for number, spot in enumerate(finding.spots)
        if not file or spot.file == file
    ]
    if not said:
        return docx
    comments = _comments(edit)
    first = 1 + max((int(each.get(f"{W}id", "-1")) for each in comments.iter(f"{W}comment")), default=-1)
    numbered = list(enumerate(said, first))
    for number, (spot, text) in numbered:
        there = _is_in_the_text(document, spot)
        lines = (
            [text]
            if there
            else [_("{place}:").format(place=spot.in_words), text]
            if spot.in_words
            else [text]
        )
        comments.append(_comment(comments, number, lines))
    # From the end, so that putting one in leaves the places of those before it.
    for number, (spot, _said) in sorted(numbered, key=lambda each: _order(each[1][0]), reverse=True):
        if _is_in_the_text(document, spot):
            paragraph = document.paragraphs[spot.paragraph]
            _mark(TextParagraph(paragraph.number, paragraph.element), spot.start, spot.end, number)
        else:
            _mark_nearest(document, spot, number)
    return edit.docx()


def _order(spot: Spot) -> tuple[int, int, int]:
    return spot.paragraph, spot.start, spot.end


def _text(finding: Finding, *, first: bool) -> str:
    beginning = {
        Severity.ERROR: _("Error: {sentence}"),
        Severity.WARNING: _("Look at this: {sentence}"),
        Severity.HINT: _("Hint: {sentence}"),
    }[finding.severity]
    sentence = beginning.format(sentence=finding.sentence)
    return sentence if first else _("This belongs to it too. {sentence}").format(sentence=sentence)


def _is_in_the_text(document: WordPart, spot: Spot) -> bool:
    if spot.paragraph < 0 or spot.part != document.name or not is_still(document, spot):
        return False
    element = document.paragraphs[spot.paragraph].element
    return next(element.iterancestors(f"{W}txbxContent"), None) is None


def _mark_nearest(document: WordPart, spot: Spot, number: int) -> None:
    """Mark the paragraph that a text box hangs on, or else the first one of the letter."""
    paragraphs = [each.element for each in document.paragraphs]
    host = paragraphs[0] if paragraphs else None
    if spot.part == document.name and 0 <= spot.paragraph < len(paragraphs):
        host = next(
            reversed([*paragraphs[spot.paragraph].iterancestors(f"{W}p")]), paragraphs[spot.paragraph]
        )
    if host is None:
        body = document.root.find(f"{W}body")
        host = document.root.makeelement(f"{W}p", {})
        (document.root if body is None else body).insert(0, host)
    _mark(TextParagraph(-1, host), 0, len(TextParagraph(-1, host).text), number)


def _mark(paragraph: TextParagraph, start: int, end: int, number: int) -> None:
    """Put the marks of a comment round a stretch of a paragraph, its runs split where need be."""
    _split(paragraph, end)
    _split(TextParagraph(-1, paragraph.element), start)
    pieces = TextParagraph(-1, paragraph.element).pieces_in(start, max(end, start + 1))
    runs = [piece.run for piece in pieces if piece.run is not None]
    own = {f"{W}id": str(number)}
    begin, finish = (
        paragraph.element.makeelement(f"{W}{name}", own) for name in ("commentRangeStart", "commentRangeEnd")
    )
    reference = paragraph.element.makeelement(f"{W}r", {})
    etree.SubElement(reference, f"{W}commentReference", own)
    if start < end and runs:
        runs[0].addprevious(begin)
        runs[-1].addnext(finish)
    else:
        properties = paragraph.element.find(f"{W}pPr")
        paragraph.element.insert(0 if properties is None else 1, begin)
        begin.addnext(finish)
    finish.addnext(reference)


def _split(paragraph: TextParagraph, at: int) -> None:
    """Have no run reach across this place of the text."""
    inside = next((piece for piece in paragraph.pieces if piece.start < at <= piece.end), None)
    if inside is None or inside.run is None:
        return
    run, element = inside.run, inside.element
    following = list(element.itersiblings())
    text = element.text or ""
    rest = text[at - inside.start :] if element.tag == f"{W}t" else ""
    if not rest and not following:
        return
    made = run.makeelement(f"{W}r", {str(name): str(value) for name, value in run.attrib.items()})
    properties = run.find(f"{W}rPr")
    if properties is not None:
        made.append(copy.deepcopy(properties))
    if rest:
        behind = etree.SubElement(made, f"{W}t", {_SPACE: "preserve"})
        behind.text = rest
        element.text = text[: at - inside.start]
        element.set(_SPACE, "preserve")
    for each in following:
        made.append(each)
    run.addnext(made)


def _comments(edit: WordEdit) -> etree._Element:
    """The root of the comments part, made where there is none."""
    if name := edit.related("comments"):
        return edit.root(name)
    folder = edit.package.document.rpartition("/")[0]
    name = f"{folder}/comments.xml".lstrip("/")
    number = 1
    while edit.has(name):
        number += 1
        name = f"{folder}/comments{number}.xml".lstrip("/")
    edit.add_member(name, _EMPTY.encode())
    etree.SubElement(
        edit.root(CONTENT_TYPES), f"{CT}Override", {"PartName": f"/{name}", "ContentType": _TYPE}
    )
    relationships = edit.relationships(edit.package.document)
    assert relationships is not None, "an opened document has relationships"
    target = {"Id": _RELATION, "Type": _KIND, "Target": name.rpartition("/")[2]}
    etree.SubElement(relationships, f"{REL}Relationship", target)
    return edit.root(name)


def _comment(comments: etree._Element, number: int, lines: list[str]) -> etree._Element:
    made = comments.makeelement(
        f"{W}comment", {f"{W}id": str(number), f"{W}author": AUTHOR, f"{W}initials": AUTHOR[0]}
    )
    for at, line in enumerate(lines):
        paragraph = etree.SubElement(made, f"{W}p")
        if at == 0:
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
        text = etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t", {_SPACE: "preserve"})
        text.text = "".join(sign for sign in line if sign.isprintable() or sign == " ")
    return made
