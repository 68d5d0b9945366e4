"""House styles' own Word files as what is inspected, and files as Word saves them."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from briefmaker.inspection.finding import Finding
from briefmaker.inspection.inspecting import inspect_template
from briefmaker.inspection.subject import Subject
from briefmaker.inspection.word_file import WordFile
from briefmaker.output.fonts import FontLibrary
from briefmaker.packs.house_styles import InstalledHouseStyle
from tests.inspection.corpus.cases import pack
from tests.inspection.corpus.damage import DOCUMENT, W, changed_docx
from tests.inspection.corpus.look_damage import made

HOUSE_STYLES = {
    f"{name}/{each}": found
    for name in ("haarlem", "haarlemmermeer")
    for each, found in pack(name).house_styles.items()
}


def house_style_subject(docx: bytes, like: InstalledHouseStyle) -> Subject:
    """A Word file as that of a shipped house style."""
    file = f"huisstijlen/{like.house_style.id}/huisstijl.docx"
    fonts = FontLibrary.bundled().names
    return Subject(WordFile.of(docx, file), fonts=fonts, styles=like.house_style.styles)


def house_style_findings(docx: bytes, like: InstalledHouseStyle) -> tuple[Finding, ...]:
    """What the check says of it."""
    return inspect_template(house_style_subject(docx, like))


def changed_house_style(name: str, *changes: Callable[[etree._Element], None], part: str = DOCUMENT) -> bytes:
    """A shipped house style's file after these changes to one of its parts."""
    return changed_docx(HOUSE_STYLES[name].docx, *changes, part=part)


def as_word_saves(docx: bytes) -> bytes:
    """A file after Word opened and saved it: revision ids, marks of spelling and of the last page break, a
    bookmark where the cursor was, what language and script its words are in."""
    return changed_docx(docx, _as_word_saves)


def _as_word_saves(root: etree._Element) -> None:
    for at, element in enumerate(root.iter(f"{W}p")):
        element.set(f"{W}rsidR", f"00C{at:05X}")
        element.set(f"{W}rsidRDefault", f"00C{at:05X}")
    for at, run in enumerate(root.iter(f"{W}r")):
        looks = run.find(f"{W}rPr")
        if looks is None:
            looks = made("<w:rPr/>")
            run.insert(0, looks)
        if at % 3 == 0:
            looks.append(made("<w:noProof/>"))
        if at % 4 == 0:
            looks.insert(len(looks), made('<w:lang w:val="nl-BE"/>'))
        if at % 5 == 0:
            looks.insert(0, made('<w:rFonts w:hint="eastAsia"/>'))
        if at % 6 == 0:
            run.insert(1, made("<w:lastRenderedPageBreak/>"))
        run.set(f"{W}rsidRPr", f"00D{at:05X}")
        run.addprevious(made('<w:proofErr w:type="spellStart"/>'))
    first = next(root.iter(f"{W}p"))
    first.append(made('<w:bookmarkStart w:id="0" w:name="_GoBack"/>'))
    first.append(made('<w:bookmarkEnd w:id="0"/>'))
