"""Breaks good templates as people, Word and LibreOffice do.

A change is a function of the root of word/document.xml; paragraphs are counted as `WordFile` counts them.
"""

from __future__ import annotations

import copy
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from lxml import etree

from briefmaker.inspection.word_file import TextParagraph, WordPart
from tests.inspection.corpus.cases import good

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT = "word/document.xml"

Change = Callable[[etree._Element], None]


def with_members(docx: bytes, changed: Mapping[str, bytes | None]) -> bytes:
    """A .docx with other members; None takes one out."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = changed.get(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
        for name, data in changed.items():
            if name not in old.namelist() and data is not None:
                new.writestr(name, data)
    return made.getvalue()


def member(docx: bytes, name: str) -> bytes:
    """What a member holds."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return archive.read(name)


def changed(document_type: str, *changes: Change, part: str = DOCUMENT) -> bytes:
    """The template of a shipped type after these changes to one of its parts."""
    return changed_docx(good(document_type), *changes, part=part)


def changed_docx(docx: bytes, *changes: Change, part: str = DOCUMENT) -> bytes:
    """A .docx after these changes to one of its parts."""
    root = etree.fromstring(member(docx, part))
    for change in changes:
        change(root)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return with_members(docx, {part: data})


def paragraph(root: etree._Element, number: int) -> TextParagraph:
    """A paragraph by its number."""
    return WordPart("", root, "").paragraphs[number]


def replacing(number: int, old: str, new: str) -> Change:
    """Other words in one paragraph, in a single run: "\\t" is a tab, "\\n" a line break."""

    def change(root: etree._Element) -> None:
        found = paragraph(root, number)
        assert old in found.text, found.text
        written(found.element, found.text.replace(old, new, 1))

    return change


def written(element: etree._Element, text: str, pieces: tuple[str, ...] = ()) -> None:
    """Give a paragraph this text, in one run or in a run for each of `pieces`, in the looks of its first."""
    runs = element.findall(f".//{W}r")
    looks = runs[0].find(f"{W}rPr") if runs else None
    for child in [child for child in element if child.tag != f"{W}pPr"]:
        element.remove(child)
    for piece in pieces or (text,):
        element.append(run_of(piece, looks))


def run_of(text: str, looks: etree._Element | None = None) -> etree._Element:
    """A run."""
    run = etree.Element(f"{W}r")
    if looks is not None:
        run.append(copy.deepcopy(looks))
    plain = ""
    for sign in [*text, ""]:
        if sign in {"\t", "\n", ""}:
            if plain:
                node = etree.SubElement(run, f"{W}t")
                node.text = plain
                node.set(SPACE, "preserve")
                plain = ""
            if sign:
                etree.SubElement(run, f"{W}{'tab' if sign == chr(9) else 'br'}")
        else:
            plain += sign
    return run


def torn(number: int, *pieces: str) -> Change:
    """The paragraph's text in these runs, with what Word leaves between them: revision ids, marks of its
    spelling, a bookmark."""

    def change(root: etree._Element) -> None:
        found = paragraph(root, number)
        assert "".join(pieces) == found.text, (pieces, found.text)
        written(found.element, "", pieces)
        for at, run in enumerate(found.element.findall(f"{W}r")):
            run.set(f"{W}rsidR", f"00A{at:05X}")
            if at % 2:
                run.addprevious(run.makeelement(f"{W}proofErr", {f"{W}type": "spellStart"}))
                run.addnext(run.makeelement(f"{W}proofErr", {f"{W}type": "spellEnd"}))
            elif at:
                run.addprevious(
                    run.makeelement(f"{W}bookmarkStart", {f"{W}id": str(900 + at), f"{W}name": f"_Goto{at}"})
                )
                run.addnext(run.makeelement(f"{W}bookmarkEnd", {f"{W}id": str(900 + at)}))

    return change


def torn_everywhere(root: etree._Element) -> None:
    """Every paragraph with a tag in runs of three characters, as Word has them after much correcting."""
    for found in WordPart("", root, "").paragraphs:
        plain = "\n" not in found.text and "\t" not in found.text
        if "{" in found.text and plain and found.element.find(f".//{W}hyperlink") is None:
            pieces = tuple(found.text[at : at + 3] for at in range(0, len(found.text), 3))
            torn(found.number, *pieces)(root)


def without_paragraph(number: int) -> Change:
    """A paragraph taken out."""

    def change(root: etree._Element) -> None:
        element = paragraph(root, number).element
        element.getparent().remove(element)

    return change


def without_row(number: int) -> Change:
    """The row of a paragraph taken out."""

    def change(root: etree._Element) -> None:
        row = next(paragraph(root, number).element.iterancestors(f"{W}tr"))
        row.getparent().remove(row)

    return change


def paragraph_after(number: int, text: str) -> Change:
    """A paragraph more, in the style of the one it stands behind."""

    def change(root: etree._Element) -> None:
        before = paragraph(root, number).element
        new = copy.deepcopy(before)
        written(new, text)
        before.addnext(new)

    return change


def swapped(one: int, other: int) -> Change:
    """Two paragraphs in each other's place."""

    def change(root: etree._Element) -> None:
        first, second = paragraph(root, one).element, paragraph(root, other).element
        place = second.makeelement("place", {})
        second.addprevious(place)
        first.addprevious(second)
        place.addprevious(first)
        place.getparent().remove(place)

    return change


@cache
def office() -> str:
    """LibreOffice's program, "" where it isn't installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def saved_by_libreoffice(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """These .docx files as LibreOffice saves them, in one run of it."""
    given, made = folder / "given", folder / "made"
    given.mkdir(parents=True)
    for name, docx in files.items():
        (given / f"{name}.docx").write_bytes(docx)
    subprocess.run(
        [
            office(), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
            "docx:MS Word 2007 XML", "--outdir", str(made), *(str(path) for path in sorted(given.iterdir())),
        ],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    return {name: (made / f"{name}.docx").read_bytes() for name in files}


def in_field(number: int) -> Change:
    """A field of Word begins within the paragraph's only tag: its code and printed text, in runs of their
    own."""

    def change(root: etree._Element) -> None:
        found = paragraph(root, number)
        middle = len(found.text) // 2
        written(found.element, "", (found.text[:middle], found.text[middle:]))
        last = found.element.findall(f"{W}r")[-1]
        for kind in ("begin", "separate", "end"):
            run = last.makeelement(f"{W}r", {})
            etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", kind)
            last.addprevious(run)
            if kind == "begin":
                code = last.makeelement(f"{W}r", {})
                etree.SubElement(code, f"{W}instrText").text = " DATE "
                last.addprevious(code)

    return change


def in_link_partly(number: int) -> Change:
    """The last half of the paragraph's only tag is a link within the document."""

    def change(root: etree._Element) -> None:
        found = paragraph(root, number)
        middle = len(found.text) // 2
        written(found.element, "", (found.text[:middle], found.text[middle:]))
        last = found.element.findall(f"{W}r")[-1]
        link = last.makeelement(f"{W}hyperlink", {f"{W}anchor": "_Goto"})
        last.addprevious(link)
        link.append(last)

    return change


def moved(number: int, behind: int) -> Change:
    """A paragraph put behind another."""

    def change(root: etree._Element) -> None:
        element, other = paragraph(root, number).element, paragraph(root, behind).element
        other.addnext(element)

    return change
