"""Small Word documents of invented text, written as XML."""

import io
import zipfile
from xml.sax.saxutils import escape

SENTENCE = (
    "Naar aanleiding van uw vraag over het buurtplein laat ik u weten dat de werkzaamheden in het voorjaar "
    "beginnen en dat de bewoners van de omliggende straten daarover een brief ontvangen. "
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def run(text: str, properties: str = "") -> str:
    pieces = escape(text).split("\n")
    body = "<w:br/>".join(f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces)
    body = body.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{body}</w:r>"


def paragraph(text: str = "", style: str = "Normal", *, runs: str | None = None) -> str:
    inner = run(text) if runs is None and text else runs or ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def heading(text: str, level: int = 1) -> str:
    return paragraph(text, f"Heading{level}")


def bullet(text: str) -> str:
    return paragraph(text, "ListBullet")


def numbered(text: str) -> str:
    return paragraph(text, "ListNumber")


def link(text: str, relation: str = "rIdLink") -> str:
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def cell(text: str, span: int = 1, merge: str = "") -> str:
    properties = f'<w:tcW w:w="{2500 * span}" w:type="dxa"/>'
    properties += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def row(*cells: str, header: bool = False) -> str:
    return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if header else ''}{''.join(cells)}</w:tr>"


def table(*rows: str, columns: int = 3) -> str:
    grid = '<w:gridCol w:w="2500"/>' * columns
    return (
        '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def document(*blocks: str, header: str = "Gemeente Duinstad", font: str = "Arial") -> bytes:
    """A .docx of these blocks on A4, with a page header and "Pagina n" in its footer."""
    body = "".join(blocks)
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("rId1", f"{R}/officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("rIdStyles", f"{R}/styles", "styles.xml"),
            ("rIdNumbering", f"{R}/numbering", "numbering.xml"),
            ("rIdHeader", f"{R}/header", "header1.xml"),
            ("rIdFooter", f"{R}/footer", "footer1.xml"),
            ("rIdLink", f"{R}/hyperlink", "https://www.duinstad.example/plein"),
            ("rIdMail", f"{R}/hyperlink", "mailto:post@duinstad.example"),
        ),
        "word/document.xml": f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}<w:sectPr>'
        '<w:headerReference w:type="default" r:id="rIdHeader"/>'
        '<w:footerReference w:type="default" r:id="rIdFooter"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1417" w:bottom="1417" w:left="1417" '
        'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>',
        "word/styles.xml": _styles(font),
        "word/numbering.xml": _numbering(),
        "word/header1.xml": f'<w:hdr xmlns:w="{W}">{paragraph(header)}</w:hdr>',
        "word/footer1.xml": f'<w:ftr xmlns:w="{W}">{paragraph(runs=run("Pagina ") + _PAGE)}</w:ftr>',
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return stream.getvalue()


_PAGE = '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def two_page_letter() -> bytes:
    """Everything at once: label rows, headings, lists, a table, a link, two pages."""
    return document(
        *(paragraph(f"{label}\t{value}") for label, value in LABELS),
        paragraph("Geachte leden van de wijkraad,"),
        *(paragraph(SENTENCE * 3) for _ in range(4)),
        heading("Planning"),
        paragraph(SENTENCE * 2),
        *(bullet(f"{word} punt: {SENTENCE}") for word in ("Eerste", "Tweede", "Derde")),
        *(numbered(f"stap: {SENTENCE}") for _ in range(3)),
        table(
            row(cell("Straat"), cell("Begin"), cell("Eind"), header=True),
            row(cell("Zandpad"), cell("maart"), cell("april")),
            row(cell("Helmgras"), cell("mei"), cell("juni")),
        ),
        paragraph(
            runs=run("Zie ") + link("de pagina over het plein") + run(" of schrijf naar ") + _MAIL + run(".")
        ),
        *(paragraph(SENTENCE * 3) for _ in range(3)),
        paragraph("Met vriendelijke groet,"),
        paragraph("Noor Duin\nwethouder"),
    )


_MAIL = link("post@duinstad.example", "rIdMail")
LABELS = (
    ("Datum", "3 maart 2026"),
    ("Ons kenmerk", "2026/118"),
    ("Onderwerp", "Werk aan het plein"),
)


def _relations(*relations: tuple[str, str, str]) -> str:
    items = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if kind.endswith("hyperlink") else "/>")
        for name, kind, target in relations
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{items}</Relationships>'


def _types() -> str:
    parts = {"document": "document.main", "styles": "styles", "numbering": "numbering"}
    parts |= {"header1": "header", "footer1": "footer"}
    items = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{items}</Types>'
    )


def _styles(font: str) -> str:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/>'

    def style(identifier: str, name: str, properties: str = "", *, default: bool = False) -> str:
        first = ' w:default="1"' if default else ""
        based = "" if default else '<w:basedOn w:val="Normal"/>'
        return (
            f'<w:style w:type="paragraph"{first} w:styleId="{identifier}"><w:name w:val="{name}"/>{based}'
            f"<w:pPr>{properties}</w:pPr></w:style>"
        )

    def listed(number: int) -> str:
        return f'<w:numPr><w:numId w:val="{number}"/></w:numPr><w:ind w:left="360" w:hanging="360"/>'

    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="22"/>'
        '<w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("Normal", "Normal", '<w:widowControl/><w:spacing w:after="120"/>', default=True)
        + "".join(
            style(f"Heading{n}", f"heading {n}", f'<w:keepNext/><w:outlineLvl w:val="{n - 1}"/>')
            for n in (1, 2)
        )
        + style("Quote", "Quote", '<w:ind w:left="360"/>')
        + style("ListBullet", "List Bullet", listed(1))
        + style("ListNumber", "List Number", listed(2))
        + "</w:styles>"
    )


def _numbering() -> str:
    def abstract(number: int, form: str, text: str) -> str:
        return (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            '<w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
        )

    return (
        f'<w:numbering xmlns:w="{W}">{abstract(0, "bullet", "•")}{abstract(1, "decimal", "%1.")}'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
