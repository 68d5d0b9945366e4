"""The letters and the template that rendering is measured with."""

from __future__ import annotations

import datetime
import io
import random
import zipfile
from pathlib import Path

from briefmaker.letter.body import (
    Block,
    Body,
    Cell,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
    inlines,
    plain_text,
)
from briefmaker.letter.letter import BodyPart, DatePart, EnclosuresPart, Letter, LinesPart, TextPart
from briefmaker.rendering.house_style import with_house_style
from briefmaker.rendering.package import opened

ROOT = Path(__file__).resolve().parent.parent
_PACK = ROOT / "templates" / "haarlem"


def _dressed_template() -> bytes:
    """The template in its house style as one file, which docxtpl can open too."""
    looks = opened((_PACK / "huisstijlen" / "vanaf-2018" / "huisstijl.docx").read_bytes())
    dressed = with_house_style(opened((_PACK / "wethoudersbrief" / "template.docx").read_bytes()), looks)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in dressed.package.members.items():
            archive.writestr(name, member.data)
    return out.getvalue()


TEMPLATE = _dressed_template()
HOUSE_STYLE = {"paginanummer": "Pagina", "woordmerk": "Haarlem", "status": ""}

_WORDS = [
    "de",
    "het",
    "een",
    "wethouder",
    "raad",
    "commissie",
    "brief",
    "over",
    "naar",
    "voor",
    "met",
    "plan",
    "stad",
    "wijk",
    "jongeren",
    "zorg",
    "samen",
    "gesprek",
    "motie",
    "ondersteuning",
    "gemeente",
    "bewoners",
    "&",
    "–",
    "één",
    "coördinatie",
    "voorstel",
    "hierbij",
    "graag",
    "werken",
    "straat",
    "groen",
    "water",
]


def _sentence(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize() + "."


def _paragraph(chance: random.Random, words: int) -> Paragraph:
    return Paragraph(inlines=inlines(" ".join(_sentence(chance, 15) for _ in range(words // 15))))


def _items(chance: random.Random) -> tuple[ListItem, ...]:
    return tuple(ListItem(blocks=(_paragraph(chance, 15),)) for _ in range(3))


def _page(chance: random.Random) -> tuple[Block, ...]:
    """About a page: heading, paragraphs, one with an italic run, a bullet list, a numbered list."""
    marked = Paragraph(
        inlines=(
            Text(text=_sentence(chance, 20) + " "),
            Text(text=_sentence(chance, 5), emphasis=True),
            Text(text=" " + _sentence(chance, 20)),
        )
    )
    return (
        Heading(inlines=inlines(_sentence(chance, 3))),
        _paragraph(chance, 75),
        _paragraph(chance, 60),
        ListBlock(items=_items(chance)),
        marked,
        _paragraph(chance, 45),
        ListBlock(kind="numbered", items=_items(chance)),
    )


def _table(chance: random.Random) -> Table:
    rows = tuple(
        Row(cells=tuple(Cell(blocks=(Paragraph(inlines=inlines(_sentence(chance, 3))),)) for _ in range(3)))
        for _ in range(4)
    )
    return Table(header_rows=1, rows=rows)


def letter_of(pages: int, number: int) -> Letter:
    """Letter `number` of about this many pages; each number gives another text."""
    chance = random.Random(f"{pages}-{number}")
    blocks: list[Block] = []
    for _ in range(pages):
        blocks += _page(chance)
    blocks.append(_table(chance))
    texts = {
        "afzender_organisatie": "Gemeente Haarlem",
        "afzender_naam": "Drs. Sanne Hofland",
        "retouradres": "Retouradres: Postbus 511, 2003 PB Haarlem",
        "ons_kenmerk": f"2026/{100_000 + number}",
        "uw_kenmerk": "",
        "contactpersoon": "L. Brouwer",
        "doorkiesnummer": "023 5550193",
        "e_mail": "lbrouwer@example.nl",
        "onderwerp": _sentence(chance, 6),
        "aanhef": "Geachte leden,",
        "slotgroet": "Met vriendelijke groet,",
        "ondertekenaar": "Drs. Sanne Hofland",
        "functie": "wethouder",
    }
    return Letter(
        document_type="haarlem/wethoudersbrief",
        language="nl-NL",
        title=texts["onderwerp"],
        author=texts["ondertekenaar"],
        parts={name: TextPart(value=value) for name, value in texts.items()}
        | {
            "afzender_portefeuille": LinesPart(lines=("wethouder Zorg, Jeugd, Sport", "Cultuur")),
            "geadresseerde": LinesPart(lines=("Aan de leden van de commissie Samenleving",)),
            "kopie_aan": LinesPart(),
            "datum": DatePart(day=datetime.date(2026, 11, 1) + datetime.timedelta(days=number % 28)),
            "brieftekst": BodyPart(body=Body(blocks=tuple(blocks)).with_ids()),
            "bijlagen": EnclosuresPart(),
        },
    )


# --- The same letter for docxtpl ---------------------------------------------------------------------


def _tag(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def _styled(style: str, text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p>'


def _marked() -> str:
    def run(name: str, properties: str = "") -> str:
        return f'<w:r>{properties}<w:t xml:space="preserve">{{{{ blok.{name} }}}}</w:t></w:r>'

    emphasis = '<w:rPr><w:rStyle w:val="Emphasis"/></w:rPr>'
    runs = run("voor") + run("schuin", emphasis) + run("na")
    return f'<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr>{runs}</w:p>'


def _looped_table() -> str:
    def row(*texts: str) -> str:
        cells = (f"<w:tc><w:tcPr/>{_styled('TableText', text)}</w:tc>" for text in texts)
        return f"<w:tr>{''.join(cells)}</w:tr>"

    grid = '<w:tblGrid><w:gridCol w:w="2835"/><w:gridCol w:w="2835"/><w:gridCol w:w="2835"/></w:tblGrid>'
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="HuisstijlTabel"/></w:tblPr>{grid}'
        + row("{%tr for rij in blok.rijen %}", "", "")
        + row("{{ rij[0] }}", "{{ rij[1] }}", "{{ rij[2] }}")
        + row("{%tr endfor %}", "", "")
        + "</w:tbl>"
    )


def docxtpl_template() -> bytes:
    """Our template with the body written by docxtpl's own loops, as its manual advises."""
    branches = (
        ("kop", _styled("Heading1", "{{ blok.tekst }}")),
        ("alinea", _styled("BodyText", "{{ blok.tekst }}")),
        ("schuin", _marked()),
        ("punt", _styled("ListBullet", "{{ blok.tekst }}")),
        ("nummer", _styled("ListNumber", "{{ blok.tekst }}")),
        ("tabel", _looped_table()),
    )
    loop = _tag("{%p for blok in blokken %}")
    for index, (kind, content) in enumerate(branches):
        loop += _tag(f"{{%p {'elif' if index else 'if'} blok.soort == '{kind}' %}}") + content
    loop += _tag("{%p endif %}") + _tag("{%p endfor %}")
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(TEMPLATE)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "word/document.xml":
                text = data.decode()
                at = text.index("{{p brieftekst }}")
                start, end = text.rindex("<w:p>", 0, at), text.index("</w:p>", at) + len("</w:p>")
                data = (text[:start] + loop + text[end:]).encode()
            target.writestr(info, data)
    return out.getvalue()


def docxtpl_context(letter: Letter) -> dict[str, object]:
    """The letter as plain values, ready before the clock starts."""
    context: dict[str, object] = {**HOUSE_STYLE, "bijlagen": [], "datum": "1 november 2026"}
    for name, part in letter.parts.items():
        if isinstance(part, TextPart):
            context[name] = part.value
        elif isinstance(part, LinesPart):
            context[name] = list(part.lines)
        elif isinstance(part, DatePart):
            context[name] = f"{part.day.day} november 2026"
        elif isinstance(part, BodyPart):
            context["blokken"] = [found for block in part.body.blocks for found in _plain(block)]
    return context


def _plain(block: Block) -> list[dict[str, object]]:
    if isinstance(block, Heading):
        return [{"soort": "kop", "tekst": plain_text(block.inlines)}]
    if isinstance(block, Paragraph):
        if len(block.inlines) == 3:
            before, slanted, after = (plain_text((run,)) for run in block.inlines)
            return [{"soort": "schuin", "voor": before, "schuin": slanted, "na": after}]
        return [{"soort": "alinea", "tekst": plain_text(block.inlines)}]
    if isinstance(block, ListBlock):
        kind = "punt" if block.kind == "bullet" else "nummer"
        texts = (text for item in block.items for text in Body(blocks=item.blocks).texts())
        return [{"soort": kind, "tekst": text} for text in texts]
    assert isinstance(block, Table)
    rows = [[next(Body(blocks=cell.blocks).texts()) for cell in row.cells] for row in block.rows]
    return [{"soort": "tabel", "rijen": rows}]
