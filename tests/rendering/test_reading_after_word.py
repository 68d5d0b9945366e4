# ruff: noqa: E501
"""Documents as Word leaves them: runs torn apart, changes tracked, fields, content controls, other styles."""

from __future__ import annotations

import pytest

from briefmaker.letter.body import (
    Body,
    Footnote,
    Heading,
    Image,
    LineBreak,
    ListBlock,
    PageBreak,
    Paragraph,
    Quote,
    Table,
    Text,
    plain_text,
)
from briefmaker.letter.document_type import BodyStyles
from briefmaker.rendering.body_reader import WordBody, read_body
from tests.rendering.letters import png
from tests.rendering.word_files import STYLES, numbering_xml, p, parts, styles_xml, with_parts, word_file

HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"


def read(xml: str, **more: object) -> Body:
    return read_body(word_file(xml, **more), STYLES)


def only(xml: str, **more: object) -> Paragraph:
    """The one paragraph of a document."""
    (block,) = read(f"<w:p>{xml}</w:p>", **more).blocks
    assert isinstance(block, Paragraph)
    return block


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def styled(style: str, text: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{run(text)}</w:p>'


def numbered(text: str, number: int, level: int = 0, style: str = "Listnumber") -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return styled(style, text, numbering)


def lists(body: Body) -> list[tuple[str, int, bool, list[str]]]:
    """(kind and numerals, start, continues, first paragraphs) of the lists of a text."""
    return [
        (
            block.kind if block.kind == "bullet" else block.numerals,
            block.start,
            block.continues,
            [plain_text(item.blocks[0].inlines) for item in block.items],
        )
        for block in body.blocks
        if isinstance(block, ListBlock)
    ]


# --- Runs -------------------------------------------------------------------------------------------


def test_what_word_tore_apart_is_one_text() -> None:
    torn = (
        '<w:r w:rsidR="00AB"><w:t xml:space="preserve">Beste </w:t></w:r><w:proofErr w:type="spellStart"/>'
        '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/><w:r><w:lastRenderedPageBreak/>'
        '<w:t>bu</w:t></w:r><w:smartTag w:uri="x" w:element="place"><w:r><w:t>ren</w:t></w:r></w:smartTag>'
        "<w:sdt><w:sdtPr><w:rPr/></w:sdtPr><w:sdtContent><w:r><w:t>!</w:t></w:r></w:sdtContent></w:sdt>"
        '<w:commentRangeStart w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
    )
    assert only(torn).inlines == (Text(text="Beste buren!"),)


def test_tracked_insertions_are_there_and_deletions_are_not() -> None:
    changed = (
        f'{run("Wij ")}<w:del w:id="1"><w:r><w:delText>kunnen </w:delText></w:r></w:del>'
        f'<w:ins w:id="2">{run("gaan ")}<w:del w:id="4">{run("weg")}</w:del></w:ins>'
        f'<w:moveFrom w:id="3">{run("oud")}</w:moveFrom><w:moveTo w:id="5">{run("beginnen")}</w:moveTo>'
    )
    assert only(changed).inlines == (Text(text="Wij gaan beginnen"),)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    first = f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{run("Een ")}</w:p>'
    gone = f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2">{run("weg")}</w:del></w:p>'
    assert read(first + gone + p("zin.")).blocks == (Paragraph(id="b1", inlines=(Text(text="Een zin."),)),)


@pytest.mark.parametrize(
    ("properties", "strong", "emphasis"),
    [
        ("<w:b/>", True, False),
        ('<w:b w:val="0"/><w:i w:val="true"/>', False, True),
        ('<w:rStyle w:val="Strong"/>', True, False),
        ('<w:rStyle w:val="Strong"/><w:b w:val="false"/>', False, False),
        ('<w:rStyle w:val="Emphasis"/><w:b/>', True, True),
        ('<w:rStyle w:val="Onbekend"/><w:u w:val="single"/><w:color w:val="FF0000"/>', False, False),
    ],
)
def test_marks_come_from_styles_and_from_hand(properties: str, strong: bool, emphasis: bool) -> None:
    assert only(run("x", properties)).inlines == (Text(text="x", strong=strong, emphasis=emphasis),)


def test_hidden_text_is_not_there() -> None:
    assert only(run("zie") + run("geheim", "<w:vanish/>")).inlines == (Text(text="zie"),)


def test_signs_that_are_no_characters_in_word_are_characters_here() -> None:
    signs = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:softHyphen/><w:cr/><w:br/>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F0B7"/>'
        '<w:sym w:font="Wingdings" w:char="F001"/><w:sym w:font="Arial" w:char="20AC"/></w:r>'
    )
    assert only(signs).inlines == (
        Text(text="a\tb\u2011\u00ad"),
        LineBreak(),
        LineBreak(),
        Text(text="✓•\ufffd€"),
    )


# --- Links and fields -------------------------------------------------------------------------------


def field(code: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_a_link_is_a_link_however_word_writes_it() -> None:
    address = "https://example.nl/a?b=1&amp;c=2"
    link = f'<w:hyperlink r:id="rIdA"><w:ins w:id="1">{run("hier")}</w:ins></w:hyperlink>'
    rels = f'<Relationship Id="rIdA" Type="{HYPERLINK}" Target="{address}" TargetMode="External"/>'
    expected = (Text(text="hier", link="https://example.nl/a?b=1&c=2"),)
    assert only(link, document_links=rels).inlines == expected
    code = f' HYPERLINK "{address}" \\o "wijs" '
    assert only(field(code, run("hi") + run("er"))).inlines == expected
    assert only(f"<w:fldSimple w:instr='{code}'>{run('hier')}</w:fldSimple>").inlines == expected


def test_a_link_inside_the_document_and_a_dangerous_one_are_plain_text() -> None:
    assert only(f'<w:hyperlink w:anchor="a">{run("x")}</w:hyperlink>').inlines == (Text(text="x"),)
    assert only(field('HYPERLINK \\l "a"', run("x"))).inlines == (Text(text="x"),)
    assert only(field('HYPERLINK "javascript:alert(1)"', run("x"))).inlines == (Text(text="x"),)


def test_of_a_field_only_the_result_is_read() -> None:
    inner = field("MERGEFIELD naam", run("Noor"))
    assert only(field(f"IF </w:instrText></w:r>{inner}<w:r><w:instrText> = 1", run("ja"))).inlines == (
        Text(text="ja"),
    )


def test_a_field_that_never_ends_loses_nothing_of_what_follows() -> None:
    broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
    assert list(read(broken + p("verder")).texts()) == ["", "verder"]


# --- Styles -----------------------------------------------------------------------------------------


def test_styles_are_known_by_name_whatever_their_ids() -> None:
    ids = {
        "heading 2": "Kop2",
        "List Bullet": "Lijstopsomteken",
        "Quote": "Citaat",
        "Body Text": "Plattetekst",
    }
    xml = (
        styled("Kop2", "K")
        + styled("Lijstopsomteken", "i")
        + styled("Citaat", "c")
        + styled("Plattetekst", "t")
    )
    read_ = read(xml, styles=styles_xml(ids))
    assert [type(block) for block in read_.blocks] == [Heading, ListBlock, Quote, Paragraph]
    assert read_.blocks[0].level == 2


def test_a_style_of_ones_own_is_what_it_is_based_on() -> None:
    own = (
        '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Mijn kop"/><w:basedOn w:val="Heading1"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="Rond"><w:name w:val="Rond"/><w:basedOn w:val="Rond"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="Kop"><w:name w:val="Los"/><w:pPr>'
        '<w:outlineLvl w:val="4"/></w:pPr></w:style></w:styles>'
    )
    styles = styles_xml().replace("</w:styles>", own)
    xml = styled("Eigen", "a") + styled("Rond", "b") + styled("Kop", "c") + styled("Weg", "d")
    blocks = read(xml, styles=styles).blocks
    assert [type(block) for block in blocks] == [Heading, Paragraph, Heading, Paragraph]
    assert [block.level for block in blocks if isinstance(block, Heading)] == [1, 3]


def test_the_house_style_says_which_style_is_which() -> None:
    styles = BodyStyles(paragraph="Quote", quote="Body Text", strong="Emphasis")
    docx = word_file(styled("Quote", "a") + styled("Bodytext", "b"))
    assert [type(block) for block in read_body(docx, styles).blocks] == [Paragraph, Quote]


# --- Lists ------------------------------------------------------------------------------------------


def numbering(*numbers: str) -> dict[str, bytes]:
    xml = numbering_xml().replace("</w:numbering>", "".join(numbers) + "</w:numbering>")
    return {"word/numbering.xml": xml.encode()}


def number(own: int, abstract: int, level: int = 0, start: int | None = None) -> str:
    override = (
        ""
        if start is None
        else f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
    )
    return f'<w:num w:numId="{own}"><w:abstractNumId w:val="{abstract}"/>{override}</w:num>'


def test_numbers_that_word_counts_on_continue() -> None:
    xml = (
        numbered("a", 5) + p("tussen") + numbered("b", 5) + p("tussen") + numbered("c", 6) + numbered("d", 2)
    )
    docx = with_parts(word_file(xml), numbering(number(5, 1, 0, 3), number(6, 1, 0, 1)))
    assert lists(read_body(docx, STYLES)) == [
        ("decimal", 3, False, ["a"]),
        ("decimal", 1, True, ["b"]),
        ("decimal", 1, False, ["c", "d"]),
    ]


def test_a_list_of_many_levels_nests_and_begins_again_under_each_item() -> None:
    xml = (
        numbered("1", 2)
        + numbered("1a", 2, 1)
        + numbered("1b", 2, 1)
        + numbered("2", 2)
        + numbered("2a", 2, 1)
    )
    (outer,) = read(xml).blocks
    inner = [item.blocks[1] for item in outer.items]
    assert [(block.start, len(block.items), block.continues) for block in inner] == [
        (1, 2, False),
        (1, 1, False),
    ]


def test_a_list_that_goes_on_elsewhere_in_the_text_begins_at_its_number() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{numbered('c', 2)}</w:tc></w:tr></w:tbl>"
    body = read(numbered("a", 2) + numbered("b", 2) + cell + p("einde"))
    (inside,) = body.blocks[1].rows[0].cells[0].blocks
    assert (inside.start, inside.continues) == (3, False)


@pytest.mark.parametrize(
    ("format_", "kind"),
    [("upperLetter", "letter"), ("lowerRoman", "roman"), ("bullet", "bullet"), ("ordinal", "decimal")],
)
def test_a_list_made_by_hand_is_what_its_numbering_says(format_: str, kind: str) -> None:
    made = (
        f'<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="{format_}"/>'
        "</w:lvl></w:abstractNum>"
    )
    xml = numbering_xml().replace("<w:num ", made + "<w:num ", 1)
    xml = xml.replace("</w:numbering>", number(9, 9) + "</w:numbering>")
    docx = with_parts(word_file(numbered("a", 9, style="Normal")), {"word/numbering.xml": xml.encode()})
    assert lists(read_body(docx, STYLES)) == [(kind, 1 if kind == "bullet" else 2, False, ["a"])]


def test_a_further_paragraph_belongs_to_its_item_and_a_plain_one_ends_the_list() -> None:
    xml = styled("Listbullet", "a") + styled("Listcontinue", "nog") + styled("Listbullet", "b") + p("los")
    first, last = read(xml).blocks
    assert [len(item.blocks) for item in first.items] == [2, 1]
    assert plain_text(last.inlines) == "los"


def test_a_list_style_without_its_number_is_a_further_paragraph() -> None:
    none = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    (block,) = read(styled("Listbullet", "a") + styled("Listbullet", "nog", none)).blocks
    assert len(block.items[0].blocks) == 2


def test_lists_are_lists_when_the_numbering_is_lost() -> None:
    docx = with_parts(word_file(styled("Listnumber", "a") + styled("Listnumber", "b")), numbering())
    members = {name: data for name, data in parts(docx).items() if name != "word/numbering.xml"}
    from tests.rendering.word_files import zipped

    assert lists(read_body(zipped(members), STYLES)) == [("decimal", 1, False, ["a", "b"])]


# --- Breaks, tables, notes, pictures ----------------------------------------------------------------


def test_a_page_break_divides_the_paragraph_it_stands_in() -> None:
    middle = f'<w:p>{run("voor")}<w:r><w:br w:type="page"/></w:r>{run("na")}</w:p>'
    assert [type(block) for block in read(middle).blocks] == [Paragraph, PageBreak, Paragraph]
    alone = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    assert [type(block) for block in read(p("a") + alone + p("b")).blocks] == [
        Paragraph,
        PageBreak,
        Paragraph,
    ]


def test_cells_span_columns_and_rows_as_word_shows_them() -> None:
    span, begin = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    rows = (
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell('kop', span)}{cell('k')}</w:tr>"
        f"<w:sdt><w:sdtContent><w:tr>{cell('a', begin)}{cell('b')}{cell('c')}</w:tr>"
        f"</w:sdtContent></w:sdt><w:tr>{cell('', '<w:vMerge/>')}{cell('d')}{cell('e')}</w:tr>"
        f'<w:tr><w:trPr><w:del w:id="1"/></w:trPr>{cell("weg")}</w:tr>'
        f'<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>{cell("f")}</w:tr>'
    )
    (table,) = read(f"<w:tbl>{rows}</w:tbl>").blocks
    assert isinstance(table, Table)
    assert table.header_rows == 1
    shape = [
        [(plain_text(cell.blocks[0].inlines), cell.span, cell.row_span) for cell in row.cells]
        for row in table.rows
    ]
    assert shape == [
        [("kop", 2, 1), ("k", 1, 1)],
        [("a", 1, 2), ("b", 1, 1), ("c", 1, 1)],
        [("d", 1, 1), ("e", 1, 1)],
        [("", 2, 1), ("f", 1, 1)],
    ]


def test_a_footnote_is_where_its_sign_is_without_its_number() -> None:
    note = (
        '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/>'
        f"</w:r>{run(' Zie ')}{run('ook', '<w:i/>')}</w:p>{p('verder')}</w:footnote>"
    )
    block = only(
        run("x") + '<w:r><w:footnoteReference w:id="2"/><w:footnoteReference w:id="9"/></w:r>', footnotes=note
    )
    said = (Text(text="Zie "), Text(text="ook", emphasis=True), LineBreak(), Text(text="verder"))
    assert block.inlines == (Text(text="x"), Footnote(note=said))


def picture(relation: str = "rIdP", alt: str = "Een boom") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


@pytest.mark.parametrize("data", [png(), b"GIF89a", b"\x89PNG\r\n\x1a\nkapot"])
def test_a_picture_stands_by_itself_and_one_of_another_kind_is_reported(data: bytes) -> None:
    rels = f'<Relationship Id="rIdP" Type="{IMAGE}" Target="media/a.png"/>'
    docx = word_file(
        f"<w:p>{run('voor')}{picture()}{run('na')}</w:p>",
        document_links=rels,
        extra={"word/media/a.png": data},
    )
    found = WordBody(docx, STYLES)
    images = [block for block in found.body().blocks if isinstance(block, Image)]
    if data == png():
        assert [(image.data, image.alt) for image in images] == [(data, "Een boom")]
        assert [type(block) for block in found.body().blocks] == [Paragraph, Image, Paragraph]
        assert found.lost == set()
    else:
        assert not images
        assert found.lost == {"picture"}
        assert list(found.body().texts()) == ["voorna"]


def test_a_picture_elsewhere_is_never_fetched() -> None:
    rels = f'<Relationship Id="rIdP" Type="{IMAGE}" Target="https://example.nl/a.png" TargetMode="External"/>'
    found = WordBody(word_file(f"<w:p>{picture()}</w:p>", document_links=rels), STYLES)
    assert found.lost == {"picture"}


def test_word_saved_as_strict_open_xml_is_read_the_same() -> None:
    docx = word_file(styled("Heading1", "Kop") + p("tekst"))
    strict = {
        name: data.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/",
            b"http://purl.oclc.org/ooxml/officeDocument/",
        )
        for name, data in parts(docx).items()
    }
    from tests.rendering.word_files import zipped

    assert read_body(zipped(strict), STYLES) == read_body(docx, STYLES)
