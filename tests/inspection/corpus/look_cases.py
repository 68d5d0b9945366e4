"""Templates whose looks were broken, or in which something was left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.inspection.corpus.cases import Case, good
from tests.inspection.corpus.damage import Change, changed, changed_docx
from tests.inspection.corpus.look_damage import (
    STYLES,
    after,
    emptied_row_after,
    field,
    formatted,
    hyperlink,
    in_paragraph,
    inserted,
    line,
    old_picture,
    picture,
    png,
    styled,
    table,
    text_box,
    torn_at,
    with_content_type,
    with_deletion,
    with_link,
    with_part,
    with_properties,
    with_style,
    without_header_rows,
    written_paragraph,
)

MEMO, LETTER, PROPOSAL, NOTE = (
    "haarlem/memo",
    "haarlem/wethoudersbrief",
    "haarlem/raadsvoorstel",
    "haarlem/informatienota",
)
OTHER, TASK = "haarlemmermeer/brief", "haarlem/opdrachtformulering"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS: Final = "application/vnd.ms-word.document.macroEnabled.main+xml"
_VBA: Final = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"


def _styled(document_type: str, style: str, *changes: Change) -> Callable[[], bytes]:
    """A template with a style more, and these changes to its text."""
    return lambda: changed_docx(changed(document_type, with_style(style), part=STYLES), *changes)


def _made(document_type: str, *changes: Change) -> Callable[[], bytes]:
    return lambda: changed(document_type, *changes)


def _pictured(run: str, data: bytes = png(200, 200), document_type: str = MEMO) -> Callable[[], bytes]:
    """A memo with a picture below its title."""
    return lambda: with_part(
        changed(document_type, after(1, f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{run}</w:p>')),
        "word/media/plaat.png",
        data,
        "image",
    )


def _linked(target: str, text: str = "de website") -> Callable[[], bytes]:
    return lambda: with_link(changed(LETTER, in_paragraph(13, hyperlink(text))), "hyperlink", target)


def _embedded(name: str, kind: str, content_type: str, run: str) -> Callable[[], bytes]:
    return lambda: with_part(
        changed(MEMO, in_paragraph(1, run)), name, b"\xd0\xcf\x11\xe0", kind, content_type
    )


def _commented() -> bytes:
    docx = changed(
        MEMO,
        in_paragraph(
            25,
            '<w:commentRangeStart w:id="0"/>',
            '<w:commentRangeEnd w:id="0"/>',
            '<w:r><w:commentReference w:id="0"/></w:r>',
        ),
    )
    data = (
        b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b'<w:comment w:id="0" w:author="J. de Vries" w:date="2026-11-02T09:00:00Z" w:initials="JV"><w:p><w:r>'
        b"<w:t>Klopt dit?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
    return with_part(docx, "word/comments.xml", data, "comments", kind)


def _with_table(*rows: tuple[str, ...], first: str = "TableText") -> Callable[[], bytes]:
    text = '<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
    styles = [
        with_style(text.format(id=name.replace(" ", ""), name=name))
        for name in ("Table Text", "Table Heading")
    ]
    rows_of_it = table(*rows, first=first)
    return lambda: changed_docx(changed(MEMO, *styles, part=STYLES), after(26, rows_of_it))


_HEADING = '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
_OWN = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="{id}"><w:name w:val="{name}"/>'
    '<w:basedOn w:val="Normal"/>{looks}</w:style>'
)
_BIG_RED = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:color w:val="FF0000"/><w:sz w:val="36"/>'

STYLE_CASES: Final = (
    Case(
        "a misspelt style of a paragraph",
        _made(MEMO, styled(5, "Blokwarde")),
        MEMO,
        "styles.missing",
        "{{ van }}",
        5,
        (1, 2, 2),
        repairable=True,
    ),
    Case(
        "a style that is nowhere",
        _made(LETTER, styled(13, "Zwierig")),
        LETTER,
        "styles.missing",
        "retouradres",
        13,
    ),
    Case(
        "a misspelt style of words",
        _made(LETTER, formatted(19, "Datum", '<w:rStyle w:val="KenmerkLabels"/>')),
        LETTER,
        "styles.missing",
        "Datum",
        19,
        repairable=True,
    ),
    Case(
        "a heading under its Dutch name",
        _styled(
            MEMO,
            _OWN.format(id="Kop1", name="Kop 1", looks=""),
            after(1, written_paragraph("Vooraf", "Kop1")),
        ),
        MEMO,
        "styles.localised",
        "Vooraf",
        2,
        repairable=True,
    ),
    Case(
        "a quotation under its Dutch name",
        _styled(LETTER, _OWN.format(id="Citaat", name="Citaat", looks=""), styled(13, "Citaat")),
        LETTER,
        "styles.localised",
        "retouradres",
        13,
        repairable=True,
    ),
)

FORMAT_CASES: Final = (
    Case(
        "bold by hand",
        _made(MEMO, formatted(5, "", "<w:b/><w:bCs/>")),
        MEMO,
        "format.direct",
        "{{ van }}",
        5,
        (1, 2, 2),
        repairable=True,
    ),
    Case(
        "font, size and colour by hand",
        _made(OTHER, formatted(26, "{{ onderwerp }}", _BIG_RED)),
        OTHER,
        "format.direct",
        "onderwerp",
        26,
        repairable=True,
    ),
    Case(
        "some words larger",
        _made(PROPOSAL, formatted(37, "commissie", '<w:sz w:val="32"/><w:szCs w:val="32"/>')),
        PROPOSAL,
        "format.direct",
        "commissie",
        37,
        (1, 27, 1),
        repairable=True,
    ),
    Case(
        "bold on runs that Word tore",
        _made(MEMO, formatted(22, "", "<w:b/>"), torn_at(22)),
        MEMO,
        "format.direct",
        "kenmerk",
        22,
        (1, 14, 2),
        repairable=True,
    ),
    Case(
        "a paragraph centred by hand",
        _made(MEMO, with_properties(1, '<w:jc w:val="center"/>')),
        MEMO,
        "format.direct",
        "memo",
        1,
        repairable=True,
    ),
    Case(
        "space above by hand",
        _made(NOTE, with_properties(1, '<w:spacing w:before="900" w:after="0"/>')),
        NOTE,
        "format.direct",
        "",
        1,
        repairable=True,
    ),
    Case(
        "an indent by hand",
        _made(LETTER, with_properties(13, '<w:ind w:left="1440"/>')),
        LETTER,
        "format.direct",
        "retouradres",
        13,
        repairable=True,
    ),
    Case(
        "a yellow mark left",
        _made(LETTER, formatted(25, "Uw kenmerk", '<w:highlight w:val="yellow"/>')),
        LETTER,
        "format.direct",
        "Uw kenmerk",
        25,
        repairable=True,
    ),
    Case(
        "a footer in another colour",
        lambda: changed(PROPOSAL, formatted(0, "", '<w:color w:val="FF0000"/>'), part="word/footer1.xml"),
        PROPOSAL,
        "format.direct",
        "nummer",
        0,
        part="word/footer1.xml",
        repairable=True,
    ),
    Case(
        "two paragraphs alike",
        _made(
            LETTER,
            with_properties(19, '<w:spacing w:before="240"/>'),
            with_properties(22, '<w:spacing w:before="240"/>'),
        ),
        LETTER,
        "format.direct",
        "Datum",
        19,
        repairable=True,
    ),
)

FONT_CASES: Final = (
    Case(
        "a font of one's own",
        _made(MEMO, formatted(5, "", '<w:rFonts w:ascii="Comic Sans MS" w:hAnsi="Comic Sans MS"/>')),
        MEMO,
        "fonts.unavailable",
        "{{ van }}",
        5,
        (1, 2, 2),
        repairable=True,
    ),
    Case(
        "a font of one's own on torn runs",
        _made(
            LETTER,
            formatted(22, "Ons kenmerk", '<w:rFonts w:ascii="Papyrus" w:hAnsi="Papyrus"/>'),
            torn_at(22),
        ),
        LETTER,
        "fonts.unavailable",
        "Ons kenmerk",
        22,
        repairable=True,
    ),
    Case(
        "a style with a font that nobody has",
        _styled(
            MEMO,
            _OWN.format(
                id="Sier",
                name="Sierregel",
                looks='<w:rPr><w:rFonts w:ascii="Papyrus" w:hAnsi="Papyrus"/></w:rPr>',
            ),
            styled(29, "Sier"),
        ),
        MEMO,
        "fonts.unavailable",
        "Sierregel",
        part=STYLES,
    ),
)

PICTURE_CASES: Final = (
    Case("a picture that nobody described", _pictured(picture("")), MEMO, "pictures.alternative", "", 2),
    Case(
        "a picture described by its file's name",
        _pictured(picture("plaat.png")),
        MEMO,
        "pictures.alternative",
        "",
        2,
    ),
    Case(
        "an old picture that nobody described", _pictured(old_picture()), MEMO, "pictures.alternative", "", 2
    ),
    Case(
        "a drawn line",
        _made(MEMO, after(1, written_paragraph("").replace("</w:p>", f"{line()}</w:p>"))),
        MEMO,
        "pictures.alternative",
        "",
        2,
        repairable=True,
    ),
    Case(
        "a coarse picture",
        _pictured(picture("De nieuwe brug", inches=3.0)),
        MEMO,
        "pictures.resolution",
        "",
        2,
    ),
    Case(
        "a picture that is coarse after it was cut",
        _pictured(picture("De nieuwe brug", cut='<a:srcRect l="50000" t="50000"/>')),
        MEMO,
        "pictures.resolution",
        "",
        2,
    ),
)

ORDER_CASES: Final = (
    Case(
        "a first heading of level 2",
        _styled(
            MEMO,
            _HEADING.format(id="Heading2", name="heading 2"),
            after(1, written_paragraph("Vooraf", "Heading2")),
        ),
        MEMO,
        "headings.order",
        "Vooraf",
        2,
        repairable=True,
    ),
    Case(
        "a heading of level 3 below one of level 1",
        lambda: changed_docx(
            changed(
                MEMO,
                with_style(_HEADING.format(id="Kop1", name="heading 1").replace("Heading1", "Kop1")),
                with_style(_HEADING.format(id="Kop3", name="heading 3")),
                part=STYLES,
            ),
            after(1, written_paragraph("Vooraf", "Kop1"), written_paragraph("Details", "Kop3")),
        ),
        MEMO,
        "headings.order",
        "Details",
        3,
        repairable=True,
    ),
    Case(
        "a label marked as English",
        _made(LETTER, formatted(22, "Ons kenmerk", '<w:lang w:val="en-US"/>')),
        LETTER,
        "language.other",
        "Ons kenmerk",
        22,
        repairable=True,
    ),
    Case(
        "a placeholder marked as German on torn runs",
        _made(MEMO, formatted(25, "", '<w:lang w:val="de-DE"/>'), torn_at(25)),
        MEMO,
        "language.other",
        "onderwerp",
        25,
        (1, 16, 2),
        repairable=True,
    ),
    Case(
        "a table of data without a header row",
        _with_table(
            ("Wat", "Bedrag"),
            ("{%tr for bijlage in bijlagen %}", ""),
            ("{{ bijlage.titel }}", "{{ bijlage.nummer }}"),
            ("{%tr endfor %}", ""),
        ),
        MEMO,
        "tables.header",
        "Wat",
        27,
        (2, 1, 1),
        repairable=True,
    ),
    Case(
        "a row that looks like a header and isn't one",
        _with_table(
            ("Fase", "Wanneer"), ("Ontwerp", "voorjaar"), ("Uitvoering", "najaar"), first="TableHeading"
        ),
        MEMO,
        "tables.header",
        "Fase",
        27,
        (2, 1, 1),
        repairable=True,
    ),
    Case(
        "a header row no longer marked",
        _made(TASK, without_header_rows),
        TASK,
        "tables.header",
        "onderwerp",
        11,
        (1, 1, 1),
        repairable=True,
    ),
)

LEFT_CASES: Final = (
    Case(
        "two empty paragraphs",
        _made(LETTER, after(50, written_paragraph(""), written_paragraph(""))),
        LETTER,
        "paragraphs.empty",
        "",
        51,
        ends=(52,),
        repairable=True,
    ),
    Case(
        "a paragraph of blanks",
        _made(OTHER, after(36, written_paragraph("  ", "Closing"))),
        OTHER,
        "paragraphs.empty",
        "",
        37,
        repairable=True,
    ),
    Case(
        "an empty paragraph in a cell",
        _made(MEMO, after(25, written_paragraph("", "Blokwaarde"))),
        MEMO,
        "paragraphs.empty",
        "",
        26,
        (1, 16, 2),
        repairable=True,
    ),
    Case(
        "an empty row",
        _made(MEMO, emptied_row_after(25)),
        MEMO,
        "paragraphs.empty",
        "",
        26,
        (1, 17, 1),
        repairable=True,
    ),
    Case(
        "an insertion that is tracked",
        _made(LETTER, inserted(13)),
        LETTER,
        "changes.tracked",
        "retouradres",
        13,
        repairable=True,
    ),
    Case(
        "a deletion that is tracked",
        _made(MEMO, with_deletion(29, " bij dit stuk")),
        MEMO,
        "changes.tracked",
        "Bijlagen",
        29,
        repairable=True,
    ),
    Case(
        "formatting that is tracked",
        _made(
            MEMO,
            formatted(
                5, "", '<w:rPrChange w:id="9" w:author="J. de Vries"><w:rPr><w:b/></w:rPr></w:rPrChange>'
            ),
        ),
        MEMO,
        "changes.tracked",
        "{{ van }}",
        5,
        (1, 2, 2),
        repairable=True,
    ),
    Case("a comment", _commented, MEMO, "comments.left", "onderwerp", 25, (1, 16, 2), repairable=True),
)


def _in_a_box(*paragraphs: str) -> Callable[[], bytes]:
    return lambda: changed(MEMO, after(26, f"<w:p>{text_box(*paragraphs)}</w:p>"))


_TRACKED = 'w:id="9" w:author="J. de Vries" w:date="2026-11-02T09:00:00Z"'
_ROWS = table(("Een", "Twee"), ("Drie", "Vier"), ("Vijf", "Zes"))
_EMPTY_ROW = table(("Een", "Twee"), ("", ""), ("Vijf", "Zes")) + written_paragraph("Slot")

PLACE_CASES: Final = (
    Case(
        "an empty paragraph in a text box",
        _in_a_box(written_paragraph("Een"), written_paragraph(""), written_paragraph("Twee")),
        MEMO,
        "paragraphs.empty",
        "",
        29,
        repairable=True,
    ),
    Case(
        "an empty row in a text box",
        _in_a_box(_EMPTY_ROW),
        MEMO,
        "paragraphs.empty",
        "",
        30,
        (2, 2, 1),
        repairable=True,
    ),
    Case(
        "an empty paragraph in a content control",
        lambda: changed(
            MEMO,
            after(
                26,
                "<w:sdt><w:sdtContent>"
                f"{written_paragraph('Een')}{written_paragraph('')}{written_paragraph('Twee')}"
                "</w:sdtContent></w:sdt>",
            ),
        ),
        MEMO,
        "paragraphs.empty",
        "",
        28,
        repairable=True,
    ),
    Case(
        "a row that was inserted and is tracked",
        lambda: changed(
            MEMO,
            after(
                26,
                f"<w:p>{text_box(_ROWS, written_paragraph('Slot'))}</w:p>".replace(
                    "<w:tr>", f"<w:tr><w:trPr><w:ins {_TRACKED}/></w:trPr>", 1
                ),
            ),
        ),
        MEMO,
        "changes.tracked",
        "Een",
        28,
        (2, 1, 1),
        repairable=True,
    ),
    Case(
        "a row that looks like a header in the house style only",
        lambda: changed(
            MEMO,
            after(
                26,
                table(("Fase", "Wanneer"), ("Ontwerp", "voorjaar"), first="TableHeading"),
                written_paragraph("Slot"),
            ),
        ),
        MEMO,
        "tables.header",
        "Fase",
        27,
        (2, 1, 1),
        repairable=True,
    ),
)

REFUSED_CASES: Final = (
    Case(
        "a macro",
        lambda: with_part(
            good(MEMO),
            "word/vbaProject.bin",
            b"\xd0\xcf\x11\xe0",
            _VBA,
            "application/vnd.ms-office.vbaProject",
        ),
        MEMO,
        "refused.macros",
        part="word/vbaProject.bin",
        repairable=True,
    ),
    Case(
        "a document that says it has macros",
        lambda: with_content_type(good(MEMO), _MAIN, _MACROS),
        MEMO,
        "refused.macros",
        repairable=True,
    ),
    Case(
        "a link to a file on a share",
        _linked("file:///\\\\server\\map\\besluit.docx"),
        LETTER,
        "refused.external",
        "de website",
        13,
        repairable=True,
    ),
    Case(
        "a link that starts a script",
        _linked("javascript:alert(1)"),
        LETTER,
        "refused.external",
        "de website",
        13,
        repairable=True,
    ),
    Case(
        "a link that isn't safe",
        _linked("http://www.voorbeeld.nl/"),
        LETTER,
        "refused.external",
        "de website",
        13,
        repairable=True,
    ),
    Case(
        "a picture fetched from the web",
        lambda: with_link(
            changed(MEMO, in_paragraph(1, picture("Plaat").replace("r:embed", "r:link"))),
            "image",
            "https://www.voorbeeld.nl/plaat.png",
        ),
        MEMO,
        "refused.external",
        "memo",
        1,
    ),
    Case(
        "a template fetched from the web",
        lambda: with_link(
            good(MEMO), "attachedTemplate", "https://www.voorbeeld.nl/x.dotm", part="word/settings.xml"
        ),
        MEMO,
        "refused.external",
        part="word/settings.xml",
        repairable=True,
    ),
    Case(
        "an embedded workbook",
        _embedded(
            "word/embeddings/oleObject1.bin",
            "oleObject",
            "application/vnd.openxmlformats-officedocument.oleObject",
            '<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.8" r:id="rIdNew"/>'
            "</w:object></w:r>",
        ),
        MEMO,
        "refused.objects",
        "memo",
        1,
        repairable=True,
    ),
    Case(
        "a web page taken in",
        lambda: with_part(
            changed(MEMO, after(29, '<w:altChunk r:id="rIdNew"/>')),
            "word/stuk.html",
            b"<html/>",
            "aFChunk",
            "text/html",
        ),
        MEMO,
        "refused.objects",
        repairable=True,
    ),
    Case(
        "a button that does something",
        _embedded(
            "word/activeX/activeX1.xml",
            "control",
            "application/vnd.ms-office.activeX+xml",
            '<w:r><w:object><w:control r:id="rIdNew" w:name="Knop"/></w:object></w:r>',
        ),
        MEMO,
        "refused.objects",
        "memo",
        1,
        repairable=True,
    ),
    Case(
        "a field that starts a program",
        _made(
            LETTER, in_paragraph(13, *field(' DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc" ', "x"))
        ),
        LETTER,
        "refused.fields",
        "retouradres",
        13,
        repairable=True,
    ),
    Case(
        "a field that fetches a file, in torn runs",
        _made(LETTER, in_paragraph(13, *field(' INCLUDETEXT "c:\\\\geheim.docx" ', "tekst", pieces=7))),
        LETTER,
        "refused.fields",
        "retouradres",
        13,
        repairable=True,
    ),
    Case(
        "a simple field that runs a macro",
        _made(
            LETTER,
            in_paragraph(
                13, '<w:fldSimple w:instr=" MACROBUTTON Druk hier "><w:r><w:t>hier</w:t></w:r></w:fldSimple>'
            ),
        ),
        LETTER,
        "refused.fields",
        "retouradres",
        13,
        repairable=True,
    ),
    Case(
        "a link to a file, as a field",
        _made(LETTER, in_paragraph(13, *field(' HYPERLINK "file:///c:/besluit.docx" ', "besluit"))),
        LETTER,
        "refused.external",
        "retouradres",
        13,
        repairable=True,
    ),
)

LOOK_CASES: Final = (
    *STYLE_CASES,
    *FORMAT_CASES,
    *FONT_CASES,
    *PICTURE_CASES,
    *ORDER_CASES,
    *LEFT_CASES,
    *PLACE_CASES,
    *REFUSED_CASES,
)

SAVED_BY_LIBREOFFICE: Final = frozenset(
    (
        "bold by hand",
        "font, size and colour by hand",
        "some words larger",
        "a paragraph centred by hand",
        "space above by hand",
        "an indent by hand",
        "a yellow mark left",
        "a font of one's own",
        "a picture that nobody described",
        "a coarse picture",
        "a first heading of level 2",
        "a label marked as English",
        "a header row no longer marked",
        "two empty paragraphs",
        "an empty paragraph in a cell",
        "an empty row",
        "an insertion that is tracked",
        "a deletion that is tracked",
        "a comment",
        "a link to a file on a share",
    )
)
"""Those that LibreOffice saves with what is wrong still in it."""
