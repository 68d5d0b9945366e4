# ruff: noqa: E501
"""Where on the page each field and block stands."""

from __future__ import annotations

import datetime
import io

import docx

from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import (
    Cell,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
    inlines,
)
from briefmaker.letter.document_type import PrintedAs
from briefmaker.letter.letter import BodyPart, EnclosuresPart, Gap, GroupPart, LinesPart, TextPart
from briefmaker.problems import Place
from briefmaker.rendering import Rendered, compile_template
from tests.rendering.letters import body, items, letter, par
from tests.rendering.word_files import STYLES, p, word_file


def rendered(body_xml: str, headers: tuple[str, ...] = (), **parts: object) -> Rendered:
    return compile_template(word_file(body_xml, headers=headers), STYLES).render(
        letter(**parts), {"woordmerk": "Merk"}
    )


def places(made: Rendered) -> list[tuple[str, list[tuple[str, Place]]]]:
    """(text, [(piece, place)]) of each paragraph."""
    return [
        (found.text, [(found.text[span.start : span.end], span.place) for span in found.spans])
        for found in made.paragraphs
    ]


def test_a_line_with_one_field_belongs_to_it_with_its_label() -> None:
    made = rendered(p("Datum:\t{{ datum }}"), datum=datetime.date(2015, 8, 18))
    assert places(made) == [("Datum:\t18 augustus 2015", [("Datum:\t18 augustus 2015", Place("datum"))])]


def test_a_line_with_two_fields_is_divided() -> None:
    made = rendered(p("{{ naam }} van {{ plaats }}"), naam="Jan", plaats="Haarlem")
    assert places(made) == [("Jan van Haarlem", [("Jan", Place("naam")), ("Haarlem", Place("plaats"))])]


def test_a_row_of_a_table_belongs_to_its_field_with_its_label_cell() -> None:
    row = "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
    made = rendered(row.format(p("Onderwerp"), p("{{ onderwerp }}")), onderwerp="Groen")
    assert places(made) == [
        ("Onderwerp", [("Onderwerp", Place("onderwerp"))]),
        ("Groen", [("Groen", Place("onderwerp"))]),
    ]


def test_lines_belong_to_their_field() -> None:
    made = rendered(
        p("{%p for r in geadresseerde %}") + p("{{ r }}") + p("{%p endfor %}"),
        geadresseerde=["De raad", "Postbus 1"],
    )
    assert [spans for _text, spans in places(made)] == [
        [("De raad", Place("geadresseerde"))],
        [("Postbus 1", Place("geadresseerde"))],
    ]


def test_a_gap_has_a_place_and_an_empty_field_has_none() -> None:
    made = rendered(p("{{ onderwerp }}") + p("{{ functie }}"), onderwerp=Gap(label="Onderwerp"), functie="")
    assert places(made) == [("[Onderwerp]", [("[Onderwerp]", Place("onderwerp"))]), ("", [])]


def test_a_gap_in_a_text_is_a_paragraph_and_in_lines_a_line() -> None:
    made = rendered(
        p("{{p brieftekst }}") + p("{%p for r in wie %}") + p("{{ r }}") + p("{%p endfor %}"),
        brieftekst=Gap(label="Brieftekst"),
        wie=Gap(label="Geadresseerde"),
    )
    assert places(made) == [
        ("[Brieftekst]", [("[Brieftekst]", Place("brieftekst"))]),
        ("[Geadresseerde]", [("[Geadresseerde]", Place("wie"))]),
    ]


def test_every_paragraph_of_a_text_knows_its_block() -> None:
    nested = ListBlock(items=(ListItem(blocks=(par("a", "pa"), items("b"))),))
    table = Table(rows=(Row(cells=(Cell(blocks=(par("c", "pc"),)), Cell(blocks=(par("d", "pd"),)))),))
    run = Paragraph(id="p1", inlines=(Text(text="een"), LineBreak(), Text(text="twee", strong=True)))
    made = rendered(
        p("{{p brieftekst }}"), brieftekst=body(Heading(id="h", inlines=inlines("Kop")), run, nested, table)
    )
    found = places(made)
    assert [text for text, _spans in found] == ["Kop", "een\ntwee", "a", "b", "c", "d"]
    blocks = [spans[0][1].block for _text, spans in found]
    assert blocks[:3] == ["h", "p1", "pa"]
    assert blocks[4:] == ["pc", "pd"]
    assert all(spans == [(text, spans[0][1])] and spans[0][1].field == "brieftekst" for text, spans in found)


def test_enclosures_have_fields_of_their_own() -> None:
    enclosure = Enclosure(title="Opdracht", body=body(par("tekst", "x")))
    made = rendered(
        p("{%p for b in bijlagen %}") + p("{{ b.titel }}") + p("{{p b.tekst }}") + p("{%p endfor %}"),
        bijlagen=EnclosuresPart(enclosures=(enclosure, enclosure)),
    )
    assert [spans[0][1] for _text, spans in places(made)] == [
        Place("bijlagen/0/titel"), Place("bijlagen/0/tekst", "x"), Place("bijlagen/1/titel"), Place("bijlagen/1/tekst", "x"),
    ]  # fmt: skip


def test_a_filtered_value_keeps_its_place() -> None:
    made = rendered(p("{{ onderwerp|upper }}: {{ datum }}"), onderwerp="groen", datum="vandaag")
    assert places(made)[0][1] == [("GROEN", Place("onderwerp")), ("vandaag", Place("datum"))]


def test_texts_of_the_house_style_have_no_place() -> None:
    made = rendered(
        p("{{ woordmerk }}") + p("{{ naam }}"), naam="Jan", headers=(p("{{ woordmerk }}") + p("{{ naam }}"),)
    )
    assert places(made)[0] == ("Merk", [])
    assert [(found.text, found.place) for found in made.header_paragraphs] == [
        ("Merk", None),
        ("Jan", Place("naam")),
    ]


def test_a_date_is_written_in_the_language_of_the_letter() -> None:
    template = compile_template(word_file(p("{{ datum }}")), STYLES)
    dated = letter(datum=datetime.date(2015, 8, 18))
    english = dated.model_copy(update={"language": "en-GB"})
    unknown = dated.model_copy(update={"language": "xx-klingon"})
    assert [template.render(one).paragraphs[0].text for one in (dated, english, unknown)] == [
        "18 augustus 2015", "18 August 2015", "18 augustus 2015",
    ]  # fmt: skip


SIGNERS = GroupPart(
    entries=(
        {"naam": TextPart(value="J. Wienen"), "functie": TextPart(value="burgemeester")},
        {"naam": Gap(label="Naam"), "functie": TextPart(value="secretaris")},
    )
)


def test_each_field_of_an_entry_in_a_loop_has_its_own_place() -> None:
    made = rendered(
        p("{%p for x in wie %}") + p("{{ x.naam }}, {{ x.functie }}") + p("{%p endfor %}"), wie=SIGNERS
    )
    assert places(made) == [
        (
            "J. Wienen, burgemeester",
            [("J. Wienen", Place("wie/0/naam")), ("burgemeester", Place("wie/0/functie"))],
        ),
        ("[Naam], secretaris", [("[Naam]", Place("wie/1/naam")), ("secretaris", Place("wie/1/functie"))]),
    ]


def test_a_group_printed_as_one_list_leads_to_its_entries() -> None:
    decisions = GroupPart(
        entries=(
            {"tekst": TextPart(value="Vaststellen"), "delen": LinesPart(lines=("a & b", "c"))},
            {"tekst": BodyPart(body=body(Paragraph(id="b7", inlines=inlines("Zenden"))))},
        ),
        printed_as=PrintedAs.NUMBERS,
    )
    made = rendered(p("{{p besluiten }}"), besluiten=decisions)
    assert [(text, spans[0][1]) for text, spans in places(made)] == [
        ("Vaststellen", Place("besluiten/0/tekst")),
        ("a & b", Place("besluiten/0/delen")),
        ("c", Place("besluiten/0/delen")),
        ("Zenden", Place("besluiten/1/tekst", "b7")),
    ]


def test_a_group_in_a_line_is_joined() -> None:
    made = rendered(p("Aan: {{ wie }}"), wie=SIGNERS)
    assert places(made)[0][0] == "Aan: J. Wienen, [Naam]"


def test_two_groups_printed_as_lists_count_each_from_one() -> None:
    group = GroupPart(entries=({"tekst": TextPart(value="Een")},), printed_as=PrintedAs.NUMBERS)
    made = rendered(p("{{p eerste }}") + p("Tussen") + p("{{p tweede }}"), eerste=group, tweede=group)
    document = docx.Document(io.BytesIO(made.docx))
    numbers = [
        paragraph._p.pPr.numPr.numId.val
        for paragraph in document.paragraphs
        if paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    ]
    assert len(set(numbers)) == 2
