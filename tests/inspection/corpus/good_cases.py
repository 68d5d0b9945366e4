"""Good templates: the shipped ones, what maintainers rightly do in them, the example templates made of
manifests; and all of these as Word and LibreOffice save them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from briefmaker.inspection.example_template import example_template
from tests.inspection.corpus.cases import good, installed, pack
from tests.inspection.corpus.damage import changed, member, saved_by_libreoffice
from tests.inspection.corpus.look_damage import (
    STYLES,
    after,
    field,
    formatted,
    hyperlink,
    in_paragraph,
    line,
    picture,
    png,
    table,
    text_box,
    with_link,
    with_part,
    with_properties,
    written_paragraph,
)
from tests.inspection.corpus.look_subjects import as_word_saves

TYPES: Final = [each.type.id for name in ("haarlem", "haarlemmermeer") for each in pack(name).types]
MEMO, LETTER = "haarlem/memo", "haarlem/wethoudersbrief"
GOOD: Final[Mapping[str, Callable[[], bytes]]] = {
    "a picture with a description": lambda: with_part(
        changed(MEMO, after(1, f"<w:p>{picture('De nieuwe brug')}</w:p>")),
        "word/media/plaat.png",
        png(200, 200),
        "image",
    ),
    "a line marked as decorative": lambda: changed(
        MEMO,
        after(
            1,
            "<w:p>"
            + line().replace(
                '<wp:docPr id="78" name="Lijn 1"/>',
                '<wp:docPr id="78" name="Lijn 1"><a:extLst>'
                '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
                'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
                "</a:ext></a:extLst></wp:docPr>",
            )
            + "</w:p>",
        ),
    ),
    "a link to a website": lambda: with_link(
        changed(LETTER, in_paragraph(13, hyperlink("haarlem.nl"))), "hyperlink", "https://www.haarlem.nl/"
    ),
    "a link that is filled in": lambda: with_link(
        changed(LETTER, in_paragraph(13, hyperlink("meer"))), "hyperlink", "%7B%7B%20e_mail%20%7D%7D"
    ),
    "a page number": lambda: changed(LETTER, in_paragraph(13, *field(" PAGE ", "1"))),
    "words that are English": lambda: changed(
        LETTER,
        after(50, written_paragraph("With kind regards")),
        formatted(51, "", '<w:lang w:val="en-GB"/>'),
    ),
    "formatting that says what the style says": lambda: changed(
        LETTER,
        with_properties(19, '<w:ind w:left="1984" w:hanging="1984"/><w:jc w:val="start"/>'),
        formatted(22, "Ons kenmerk", '<w:color w:val="626266"/><w:b w:val="0"/>'),
    ),
    "formatting of what is never printed": lambda: changed(LETTER, formatted(18, "", "<w:b/>")),
    "a Word template that it was made with": lambda: with_link(
        good(MEMO), "attachedTemplate", "file:///C:/sjablonen/Normaal.dotm", part="word/settings.xml"
    ),
    "an empty paragraph that a table needs behind it": lambda: changed(
        MEMO, after(26, table(("Een", "Twee")), written_paragraph(""))
    ),
    "tags of paragraphs in a text box": lambda: changed(
        LETTER,
        after(
            50,
            "<w:p>"
            + text_box(
                written_paragraph("{%p if functie %}"),
                written_paragraph("{{ functie }}"),
                written_paragraph("{%p endif %}"),
            )
            + "</w:p>",
        ),
    ),
    "titles of enclosures at once, and their texts": lambda: changed(
        MEMO, after(26, written_paragraph("Bij dit memo: {{ bijlagen }}"))
    ),
    "a page break": lambda: changed(MEMO, after(29, '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')),
    "a style in the language of the house": lambda: changed(
        LETTER,
        lambda root: root.find("{*}docDefaults//{*}lang").set(root.tag[:-6] + "val", "en-US"),
        part=STYLES,
    ),
}
"""What maintainers rightly do."""

BROKEN_BY_LIBREOFFICE: Final = {
    "a line marked as decorative",
    "a link that is filled in",
    "an empty paragraph that a table needs behind it",
}
"""LibreOffice 7.4 forgets that a drawing is decorative, takes a tag for the name of a file beside the
template, and lays the text of a table without a grid outside it: these are good no more."""


def example(document_type: str) -> bytes:
    """The example template of a shipped type, in the newest house style."""
    looks = [*pack(document_type.partition("/")[0]).house_styles.values()]
    return example_template(installed(document_type).type, looks[-1].docx)


def type_of(docx: bytes) -> str:
    """Of which type a template of `GOOD` is."""
    return LETTER if b"Geadresseerde" in member(docx, "word/document.xml") else MEMO


def good_templates() -> dict[str, tuple[bytes, str]]:
    """Every good template that no other program has saved: name, bytes and document type."""
    found = {f"{each}, as shipped": (good(each), each) for each in TYPES}
    found |= {f"{each}, as Word saves it": (as_word_saves(good(each)), each) for each in TYPES}
    found |= {f"{each}, the example": (example(each), each) for each in TYPES}
    made = {name: make() for name, make in GOOD.items()}
    return found | {name: (docx, type_of(docx)) for name, docx in made.items()}


def good_templates_of_libreoffice(folder: Path) -> dict[str, tuple[bytes, str]]:
    """Those that LibreOffice leaves whole, as it saves them; `folder` is for its files."""
    asked = {
        name: each
        for name, each in good_templates().items()
        if name not in BROKEN_BY_LIBREOFFICE and not name.endswith("as Word saves it")
    }
    by_number = {f"goed{number}": name for number, name in enumerate(asked)}
    saved = saved_by_libreoffice({number: asked[name][0] for number, name in by_number.items()}, folder)
    return {
        f"{name}, saved by LibreOffice": (saved[number], asked[name][1]) for number, name in by_number.items()
    }
