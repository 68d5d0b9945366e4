# ruff: noqa: E501, ISC004, PT017, RUF018, RUF100
"""How bodies look in Word: styles by name, real lists, tables, links; nothing formatted by hand."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from briefmaker.letter.body import (
    Body,
    Cell,
    Heading,
    LineBreak,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
    inlines,
)
from briefmaker.letter.document_type import BodyStyles
from briefmaker.letter.letter import EnclosuresPart
from briefmaker.rendering import compile_template
from tests.rendering.letters import body, items, letter, par
from tests.rendering.word_files import STYLES, W, p, parts, shipped_letter, styles_xml, word_file

W_ = f"{{{W}}}"
DOCX = word_file(p("{{p brieftekst }}"))
SHIPPED = shipped_letter()
SHIPPED_PARTS = dict.fromkeys(
    compile_template(SHIPPED, STYLES).placeholders - {"brieftekst", "bijlagen"}, ""
) | {"bijlagen": EnclosuresPart()}


def rendered(*blocks: object, docx: bytes = DOCX) -> dict[str, etree._Element]:
    """The parts of a letter with these blocks."""
    made = compile_template(docx, STYLES).render(letter(brieftekst=body(*blocks))).docx
    return {
        name: etree.fromstring(data) for name, data in parts(made).items() if name.endswith((".xml", ".rels"))
    }


def document(*blocks: object) -> etree._Element:
    return rendered(*blocks)["word/document.xml"]


def styles_of(root: etree._Element) -> list[tuple[str, str]]:
    """(style, text) of each paragraph."""
    found = []
    for paragraph in root.iter(f"{W_}p"):
        style = paragraph.find(f"{W_}pPr/{W_}pStyle")
        text = "".join(node.text or "" for node in paragraph.iter(f"{W_}t"))
        found.append(("" if style is None else style.get(f"{W_}val", ""), text))
    return found


def numbers(parts_: dict[str, etree._Element]) -> list[str]:
    """What Word prints before each numbered paragraph, counted from numbering.xml."""
    starts, levels = {}, {}
    for number in parts_["word/numbering.xml"].iter(f"{W_}num"):
        override = number.find(f"{W_}lvlOverride")
        if override is not None:
            starts[number.get(f"{W_}numId")] = int(override.find(f"{W_}startOverride").get(f"{W_}val"))
            levels[number.get(f"{W_}numId")] = override.get(f"{W_}ilvl")
    counted: dict[str, int] = {}
    printed = []
    for properties in parts_["word/document.xml"].iter(f"{W_}numPr"):
        number = properties.find(f"{W_}numId").get(f"{W_}val")
        assert levels[number] == properties.find(f"{W_}ilvl").get(f"{W_}val")
        counted[number] = counted.get(number, starts[number] - 1) + 1
        printed.append(f"{levels[number]}:{counted[number]}")
    return printed


def test_each_numbered_list_begins_at_one_again() -> None:
    made = rendered(items("a", "b", kind="numbered"), par("tussen"), items("c", "d", kind="numbered"))
    assert numbers(made) == ["0:1", "0:2", "0:1", "0:2"]


def test_a_numbered_list_may_begin_at_another_number() -> None:
    assert numbers(rendered(items("a", "b", kind="numbered", start=4))) == ["0:4", "0:5"]


def test_nested_lists_have_their_own_level_style_and_count() -> None:
    inner = items("b1", "b2", kind="numbered")
    outer = ListBlock(
        kind="numbered",
        items=(
            ListItem(blocks=(par("a"), inner)),
            ListItem(blocks=(par("c"), items("punt"))),
            ListItem(blocks=(par("d"),)),
        ),
    )
    made = rendered(outer)
    assert numbers(made) == ["0:1", "1:1", "1:2", "0:2", "0:3"]
    assert styles_of(made["word/document.xml"]) == [
        ("Listnumber", "a"), ("Listnumber2", "b1"), ("Listnumber2", "b2"), ("Listnumber", "c"),
        ("Listbullet2", "punt"), ("Listnumber", "d"),
    ]  # fmt: skip


def test_a_list_that_continues_counts_on_with_the_number_of_the_other() -> None:
    on = items("d", kind="numbered").model_copy(update={"continues": True})
    between = Table(rows=(Row(cells=(Cell(blocks=(items("x", "y", kind="numbered"),)),)),))
    made = rendered(items("a", "b", "c", kind="numbered", start=2), par("tussen"), between, on)
    assert numbers(made) == ["0:2", "0:3", "0:4", "0:1", "0:2", "0:5"]


def test_a_list_goes_on_after_the_last_of_its_own_numerals_at_its_own_depth() -> None:
    def numbered(*texts: str, numerals: str = "decimal", continues: bool = False) -> ListBlock:
        made = items(*texts, kind="numbered")
        return made.model_copy(update={"numerals": numerals, "continues": continues})

    nested = ListItem(blocks=(par("c"), numbered("i", "ii"), par("x"), numbered("iii", continues=True)))
    made = rendered(
        numbered("a", "b"),
        numbered("A", numerals="letter"),
        ListBlock(kind="numbered", continues=True, items=(nested,)),
        numbered("B", numerals="letter", continues=True),
        numbered("d", continues=True),
    )
    assert numbers(made) == ["0:1", "0:2", "0:1", "0:3", "1:1", "1:2", "1:3", "0:2", "0:4"]


def test_a_list_with_nothing_to_go_on_after_begins_at_its_own_start() -> None:
    alone = items("a", kind="numbered", start=3).model_copy(update={"continues": True})
    assert numbers(rendered(alone)) == ["0:3"]


def test_letters_and_roman_numerals_have_styles_of_their_own_or_else_those_of_numbers() -> None:
    def styles_with(numerals: str, styles: BodyStyles) -> list[tuple[str, str]]:
        block = items("x", kind="numbered").model_copy(update={"numerals": numerals})
        table = Table(rows=(Row(cells=(Cell(blocks=(block,)),)),))
        made = compile_template(SHIPPED, styles).render(
            letter(**SHIPPED_PARTS, brieftekst=body(block, table))
        )
        root = etree.fromstring(parts(made.docx)["word/document.xml"])
        return [style for style, text in styles_of(root) if text == "x"]

    own = BodyStyles(letters=("Lijstletters",), romans=("Lijst Romeins",))
    assert styles_with("letter", own) == ["Lijstletters", "TabelLijstletters"]
    assert styles_with("roman", own) == ["LijstRomeins", "TabelLijstRomeins"]
    assert styles_with("roman", STYLES) == ["ListNumber", "TableListNumber"]


def test_what_stands_in_a_cell_has_the_looks_of_the_table() -> None:
    item = ListItem(blocks=(par("a"), par("b")))
    blocks = (Heading(level=3, inlines=inlines("k")), ListBlock(items=(item,)), Quote(blocks=(par("c"),)))
    table = Table(rows=(Row(cells=(Cell(blocks=blocks),)),))
    made = compile_template(SHIPPED, STYLES).render(letter(**SHIPPED_PARTS, brieftekst=body(table)))
    styles = {
        text: style for style, text in styles_of(etree.fromstring(parts(made.docx)["word/document.xml"]))
    }
    assert {text: styles[text] for text in "kabc"} == {
        "k": "TabelKop3", "a": "TableListBullet", "b": "TabelLijstvoortzetting", "c": "TabelCitaat",
    }  # fmt: skip


def test_a_list_deeper_than_there_are_styles_takes_the_last() -> None:
    deep = items("onder")
    for _ in range(4):
        deep = ListBlock(items=(ListItem(blocks=(par("boven"), deep)),))
    assert styles_of(document(deep))[-1] == ("Listbullet3", "onder")


def test_further_paragraphs_of_an_item_are_indented_without_a_number() -> None:
    item = ListItem(blocks=(par("eerste"), par("tweede")))
    root = document(ListBlock(kind="numbered", items=(item,)))
    assert styles_of(root) == [("Listnumber", "eerste"), ("Listcontinue", "tweede")]
    assert len(list(root.iter(f"{W_}numPr"))) == 1


def test_a_style_is_found_by_its_name_in_a_localised_template() -> None:
    ids = {"heading 1": "Kop1", "List Bullet": "Lijstopsomteken", "Body Text": "Plattetekst"}
    docx = word_file(p("{{p brieftekst }}"), styles=styles_xml(ids).replace('"Body Text"', '"body text"'))
    root = rendered(Heading(inlines=inlines("K")), par("t"), items("i"), docx=docx)["word/document.xml"]
    assert styles_of(root) == [("Kop1", "K"), ("Plattetekst", "t"), ("Lijstopsomteken", "i")]


def test_marks_are_character_styles_and_white_space_is_kept() -> None:
    root = document(
        Paragraph(
            inlines=(
                Text(text="gewoon "), Text(text="vet", strong=True), Text(text=" cursief ", emphasis=True),
                LineBreak(), Text(text="beide", strong=True, emphasis=True),
            )
        )
    )  # fmt: skip
    styles = [style.get(f"{W_}val") for style in root.iter(f"{W_}rStyle")]
    assert styles == ["Strong", "Emphasis", "Strong"]
    assert len(root.findall(f".//{W_}i")) == 1
    assert all(
        node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve" for node in root.iter(f"{W_}t")
    )
    assert len(root.findall(f".//{W_}r/{W_}br")) == 1


def test_tabs_and_line_ends_inside_a_text_become_tabs_and_breaks() -> None:
    root = document(Paragraph(inlines=(Text(text="a\tb\nc\r\nd"),)))
    assert [child.tag.removeprefix(W_) for child in root.find(f".//{W_}r")] == [
        "t",
        "tab",
        "t",
        "br",
        "t",
        "br",
        "t",
    ]


def test_links_are_relationships_and_only_safe_addresses_become_links() -> None:
    addresses = ["https://example.nl/?a=1&b=2", "mailto:a@example.nl", "javascript:alert(1)", "file:///etc/passwd",
                 "https://example.nl/met spatie", "HTTP://[", "https://example.nl/?a=1&b=2", r"\\server\x"]  # fmt: skip
    made = rendered(*(Paragraph(inlines=(Text(text="hier", link=address),)) for address in addresses))
    links = {
        link.get("Id"): link.get("Target")
        for link in made["word/_rels/document.xml.rels"]
        if link.get("Type", "").endswith("/hyperlink")
    }
    assert sorted(links.values()) == [
        "https://example.nl/?a=1&b=2", "https://example.nl/met%20spatie", "mailto:a@example.nl",
    ]  # fmt: skip
    used = [
        link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        for link in made["word/document.xml"].iter(f"{W_}hyperlink")
    ]
    assert [links[name] for name in used] == [
        "https://example.nl/?a=1&b=2", "mailto:a@example.nl", "https://example.nl/met%20spatie",
        "https://example.nl/?a=1&b=2",
    ]  # fmt: skip
    assert [text for _style, text in styles_of(made["word/document.xml"])] == ["hier"] * len(addresses)


def test_a_table_has_header_rows_spans_and_a_paragraph_in_every_cell() -> None:
    table = Table(
        header_rows=1,
        header_column=True,
        rows=(
            Row(cells=(Cell(span=2, blocks=(par("Kop"),)),)),
            Row(cells=(Cell(blocks=(par("label"),)), Cell())),
            Row(cells=(Cell(blocks=(items("a"),)),)),
        ),
    )
    root = document(table)
    rows = root.findall(f".//{W_}tr")
    assert [row.find(f"{W_}trPr/{W_}tblHeader") is not None for row in rows] == [True, False, False]
    assert rows[0].find(f".//{W_}gridSpan").get(f"{W_}val") == "2"
    assert len(root.findall(f".//{W_}gridCol")) == 2
    assert all(cell[-1].tag == f"{W_}p" for cell in root.iter(f"{W_}tc"))
    assert all(len(row.findall(f"{W_}tc")) in {1, 2} for row in rows)
    assert styles_of(root) == [
        ("Tableheading", "Kop"), ("Tableheading", "label"), ("Tabletext", ""), ("Listbullet", "a"), ("Tabletext", ""),
    ]  # fmt: skip
    widths = [int(column.get(f"{W_}w")) for column in root.iter(f"{W_}gridCol")]
    assert sum(widths) == 11906 - 2 * 1417


def test_a_cell_over_rows_goes_on_in_empty_cells_of_the_same_width() -> None:
    high = Cell(blocks=(par("hoog"),), span=2, row_span=3)
    rows = (Row(cells=(Cell(blocks=(par("a"),)), high)), Row(cells=(Cell(blocks=(par("b"),)),)), Row())
    root = document(Table(rows=rows))
    merged = [
        [
            (
                cell.find(f"{W_}tcPr/{W_}vMerge").get(f"{W_}val"),
                cell.find(f"{W_}tcPr/{W_}gridSpan").get(f"{W_}val"),
            )
            for cell in row.findall(f"{W_}tc")
            if cell.find(f"{W_}tcPr/{W_}vMerge") is not None
        ]
        for row in root.iter(f"{W_}tr")
    ]
    assert merged == [[("restart", "2")], [(None, "2")], [(None, "2")]]
    assert [text for _style, text in styles_of(root)] == ["a", "hoog", "b", "", "", ""]


def test_every_header_row_is_repeated_and_shaded_as_the_first() -> None:
    rows = tuple(Row(cells=(Cell(blocks=(par(text),)),)) for text in "abc")
    made = compile_template(SHIPPED, STYLES).render(
        letter(**SHIPPED_PARTS, brieftekst=body(Table(header_rows=2, rows=rows)))
    )
    found = [*etree.fromstring(parts(made.docx)["word/document.xml"]).iter(f"{W_}tr")]
    assert [row.find(f"{W_}trPr/{W_}tblHeader") is not None for row in found] == [True, True, False]
    shading = [row.find(f"{W_}tc/{W_}tcPr/{W_}shd") for row in found]
    assert [None if each is None else each.get(f"{W_}fill") for each in shading] == [None, "E8EEF5", None]


def test_a_long_word_gets_its_room_at_the_cost_of_columns_that_have_it() -> None:
    def widths(word: str) -> list[int]:
        cells = (Cell(blocks=(par(word),)), Cell(blocks=(par("Een zin " * 80),)))
        return [
            int(column.get(f"{W_}w"))
            for column in document(Table(rows=(Row(cells=cells),))).iter(f"{W_}gridCol")
        ]

    short, long = widths("ja"), widths("Waterschapsheffing")
    assert long[0] >= 18 * 100 + 216 > short[0]
    assert sum(long) == sum(short)


def test_a_table_in_a_cell_is_no_wider_than_the_cell() -> None:
    inner = Table(rows=(Row(cells=(Cell(blocks=(par("x"),)),)),))
    root = document(Table(rows=(Row(cells=(Cell(blocks=(inner,)), Cell())),)))
    column = int(root.find(f".//{W_}gridCol").get(f"{W_}w"))
    _outer, nested = (int(found.get(f"{W_}w")) for found in root.iter(f"{W_}tblW"))
    assert column - 300 < nested < column


def test_two_tables_do_not_become_one() -> None:
    one = Table(rows=(Row(cells=(Cell(blocks=(par("x"),)),)),))
    root = document(one, one)
    tags = [child.tag.removeprefix(W_) for child in root.find(f"{W_}body")]
    assert tags[:3] == ["tbl", "p", "tbl"]


def test_a_list_stands_as_far_from_a_table_as_a_paragraph_would() -> None:
    table = Table(rows=(Row(cells=(Cell(blocks=(items("in de cel"),)),)),))
    blocks = (table, items("a", "b", kind="numbered"), par("tussen"), items("c"), table, items("d", "e"))
    root = etree.fromstring(
        parts(
            compile_template(SHIPPED, STYLES).render(letter(**SHIPPED_PARTS, brieftekst=body(*blocks))).docx
        )["word/document.xml"]
    )
    apart = {}
    for paragraph in root.iter(f"{W_}p"):
        spacing = paragraph.find(f"{W_}pPr/{W_}spacing")
        text = "".join(node.text or "" for node in paragraph.iter(f"{W_}t"))
        apart[text] = None if spacing is None else dict(spacing.attrib)
    space = {f"{W_}before": "180"}  # as "Body Text" has it
    assert {text: apart[text] for text in ("in de cel", "a", "b", "tussen", "c", "d", "e")} == {
        "in de cel": None, "a": space, "b": None, "tussen": None, "c": None, "d": space, "e": None,
    }  # fmt: skip


def test_what_follows_a_page_break_begins_on_a_new_page() -> None:
    root = document(par("een"), PageBreak(), par("twee"), PageBreak())
    paragraphs = root.findall(f".//{W_}p")
    assert [found.find(f"{W_}pPr/{W_}pageBreakBefore") is not None for found in paragraphs[:2]] == [
        False,
        True,
    ]
    assert paragraphs[2].find(f"{W_}r/{W_}br").get(f"{W_}type") == "page"


def test_a_quote_is_set_apart_with_its_lists() -> None:
    root = document(Quote(blocks=(par("citaat"), items("a"))))
    assert styles_of(root) == [("Quote", "citaat"), ("Listbullet", "a")]


def test_nothing_is_formatted_by_hand() -> None:
    root = document(Heading(level=3, inlines=inlines("K")), par("t"), items("a"), Quote(blocks=(par("c"),)))
    allowed = {"pStyle", "pPr"}
    assert {
        node.tag.removeprefix(W_) for node in root.find(f"{W_}body").iter() if "Pr" in node.tag
    } <= allowed | {"sectPr"}


def test_an_empty_text_leaves_no_paragraph() -> None:
    made = compile_template(DOCX, STYLES).render(letter(brieftekst=Body())).docx
    assert not re.search(rb"<w:p[ >]", parts(made)["word/document.xml"])


@pytest.mark.parametrize("kind", ["bullet", "numbered"])
def test_an_item_without_a_paragraph_keeps_its_sign(kind: str) -> None:
    root = document(ListBlock(kind=kind, items=(ListItem(), ListItem(blocks=(items("x"),)))))
    style = "Listbullet" if kind == "bullet" else "Listnumber"
    assert styles_of(root) == [(style, ""), (style, ""), ("Listbullet2", "x")]
