"""A whole text in a cell of the template's own tables: in the styles for cells, with everything in it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from lxml import etree

from briefmaker.errors import UnusablePack
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body, Heading, Quote, Table
from briefmaker.letter.document_type import BodyStyles
from briefmaker.letter.letter import EnclosuresPart, Part
from briefmaker.rendering import compile_template
from tests.rendering.letters import bodies, body, items, legal_text, letter, par
from tests.rendering.word_files import STYLES, W, p, parts, shipped_letter, with_parts, word_file

NAMES = {"w": W}
REAL = shipped_letter()
HAARLEM = BodyStyles(
    letters=("Lijstletters", "Lijstletters 2"), romans=("Lijst Romeins",), image="Afbeelding"
)


def row(label: str, tag: str) -> str:
    """A row of a label and a value."""
    cells = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{inside}</w:tc>'
             for width, inside in ((2000, p(label)), (6000, p(tag)))]  # fmt: skip
    return f"<w:tr>{''.join(cells)}</w:tr>"


def tag_row(tag: str) -> str:
    return f"<w:tr><w:tc><w:tcPr/>{p(tag)}</w:tc></w:tr>"


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="6000"/></w:tblGrid>'
    return f'<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr>{grid}{"".join(rows)}</w:tbl>{p("")}'


TABLE = table(
    row("Titel", "{{ titel }}"),
    tag_row("{%tr if doel %}"), row("Doel", "{{p doel }}"), tag_row("{%tr endif %}"),
    row("Planning", "{{p planning }}"),
)  # fmt: skip


def printed(template: bytes, styles: BodyStyles = STYLES, **fields: Part | str | Body) -> etree._Element:
    made = compile_template(template, styles).render(letter(**fields), {"woordmerk": "Haarlem", "status": ""})
    return etree.fromstring(parts(made.docx)["word/document.xml"])


def cell(document: etree._Element, label: str) -> etree._Element:
    """The second cell of the row that this label begins."""
    for found in document.iter(f"{{{W}}}tr"):
        if "".join(found[0].itertext()) == label:
            return found[1]
    raise AssertionError(label)


def styled(inside: etree._Element) -> list[tuple[str, str]]:
    """The paragraphs of a cell: style and text."""
    return [
        ("".join(each.xpath("w:pPr/w:pStyle/@w:val", namespaces=NAMES)), "".join(each.itertext()))
        for each in inside.iter(f"{{{W}}}p")
    ]


def in_real_template(content: str) -> bytes:
    """The Haarlem template, whose styles know cells, with this content."""
    document = parts(REAL)["word/document.xml"]
    start, end = document.index(b"<w:body>") + len(b"<w:body>"), document.rindex(b"<w:sectPr")
    return with_parts(REAL, {"word/document.xml": document[:start] + content.encode() + document[end:]})


RICH = body(
    Heading(level=2, inlines=par("Stuurgroep").inlines),
    par("De stuurgroep bestaat uit:"),
    items("P. de Wit", "S. Bakker", kind="numbered"),
    Quote(blocks=(par("Samen verder"),)),
    items("eerst dit", "dan dat"),
)


def test_a_text_in_a_cell_is_set_in_the_styles_for_cells() -> None:
    document = printed(in_real_template(TABLE), HAARLEM, titel="Proef", doel=RICH, planning=body(par("Mei")))
    assert styled(cell(document, "Doel")) == [
        ("TabelKop2", "Stuurgroep"),
        ("TableText", "De stuurgroep bestaat uit:"),
        ("TableListNumber", "P. de Wit"),
        ("TableListNumber", "S. Bakker"),
        ("TabelCitaat", "Samen verder"),
        ("TableListBullet", "eerst dit"),
        ("TableListBullet", "dan dat"),
    ]


def test_a_text_after_the_table_is_set_as_text_again() -> None:
    template = in_real_template(TABLE + p("{{p slot }}"))
    document = printed(
        template, HAARLEM, titel="Proef", doel=RICH, planning=Body(), slot=body(par("Tot slot"))
    )
    assert styled(document)[-1] == ("BodyText", "Tot slot")


@pytest.mark.parametrize("empty", [Body(), body(par(""))])
def test_a_row_without_text_vanishes_where_the_template_says_so(empty: Body) -> None:
    document = printed(word_file(TABLE), titel="Proef", doel=empty, planning=body(par("Mei")))
    assert ["".join(each[0].itertext()) for each in document.iter(f"{{{W}}}tr")] == ["Titel", "Planning"]


def test_a_row_that_stays_without_text_holds_the_paragraph_that_a_cell_must_have() -> None:
    document = printed(word_file(TABLE), titel="Proef", doel=Body(), planning=Body())
    assert styled(cell(document, "Planning")) == [("Tabletext", "")]


def test_a_table_in_a_cell_is_as_wide_as_the_cell_and_ends_in_a_paragraph() -> None:
    inner = Table.model_validate(
        {"rows": [{"cells": [{"blocks": [par("a")]}, {"blocks": [par("b")]}]}], "header_rows": 0}
    )
    document = printed(word_file(TABLE), titel="Proef", doel=body(inner), planning=Body())
    inside = cell(document, "Doel")
    widths = [int(each.get(f"{{{W}}}w")) for each in inside.iter(f"{{{W}}}gridCol")]
    assert 5500 < sum(widths) < 6000
    assert inside[-1].tag == f"{{{W}}}p"


def test_places_lead_from_a_cell_to_its_field_and_block() -> None:
    template = compile_template(word_file(TABLE), STYLES)
    made = template.render(letter(titel="Proef", doel=RICH, planning=Body()))
    places = {span.place.field for paragraph in made.paragraphs for span in paragraph.spans}
    blocks = [span.place.block for paragraph in made.paragraphs for span in paragraph.spans]
    assert {"titel", "doel"} <= places
    assert RICH.blocks[1].id in blocks


def test_one_text_in_a_cell_and_outside_it_is_refused() -> None:
    with pytest.raises(UnusablePack, match="tabelcel"):
        compile_template(word_file(TABLE + p("{{p doel }}")), STYLES)


def test_a_text_per_row_of_a_loop_stands_in_its_cell() -> None:
    rows = table(
        row("Titel", "{{ titel }}"),
        tag_row("{%tr for b in bijlagen %}"),
        row("{{ b.titel }}", "{{p b.tekst }}"),
        tag_row("{%tr endfor %}"),
    )
    enclosures = EnclosuresPart(enclosures=(Enclosure(title="Kaart", body=RICH), Enclosure(title="Leeg")))
    document = printed(in_real_template(rows), HAARLEM, titel="Proef", bijlagen=enclosures)
    assert styled(cell(document, "Kaart"))[1] == ("TableText", "De stuurgroep bestaat uit:")
    assert styled(cell(document, "Leeg")) == [("TableText", "")]


@given(bodies(legal_text))
def test_whatever_is_typed_in_a_cell_is_printed_there(text: Body) -> None:
    fields: Mapping[str, Part | str | Body] = {"titel": "Proef", "doel": text, "planning": text}
    document = printed(_ANY, **fields)
    for inside in document.iter(f"{{{W}}}tc"):
        assert inside[-1].tag == f"{{{W}}}p"


_ANY = word_file(TABLE)
