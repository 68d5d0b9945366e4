"""A template in a house style that is a Word file of its own: whatever way the two files were made."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from briefmaker.errors import UnusablePack
from briefmaker.letter.letter import EnclosuresPart
from briefmaker.rendering import compile_template
from briefmaker.rendering.house_style import with_house_style
from briefmaker.rendering.package import opened
from tests.rendering.letters import body, items, letter, par
from tests.rendering.word_files import (
    HAARLEM,
    STYLES,
    W,
    dressed,
    house_style_file,
    p,
    parts,
    shipped_letter,
    styles_xml,
    with_parts,
    word_file,
)

W_ = f"{{{W}}}"
DUTCH = {"heading 1": "Kop1", "List Number": "Lijstnummering", "Quote": "Citaat"}
"""The ids that a Dutch Word gives these styles."""
NAMES = {"w": W}
OTHERS = {"brieftekst", "bijlagen", "woordmerk", "status", "paginanummer"}
LETTER = (HAARLEM / "wethoudersbrief" / "template.docx").read_bytes()


def styled(style: str, text: str, more: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def document(docx: bytes) -> etree._Element:
    return etree.fromstring(parts(docx)["word/document.xml"])


def style_of(docx: bytes, text: str) -> str:
    """The name of the style of the paragraph that holds `text`."""
    for paragraph in document(docx).iter(f"{W_}p"):
        if text in "".join(paragraph.itertext()):
            used = paragraph.find(f"{W_}pPr/{W_}pStyle").get(f"{W_}val")
            sheet = etree.fromstring(parts(docx)["word/styles.xml"])
            found = sheet.xpath("w:style[@w:styleId=$id]/w:name/@w:val", namespaces=NAMES, id=used)
            assert len(found) == 1, f"{len(found)} styles have the id {used}"
            return str(found[0])
    raise AssertionError(text)


def list_of(docx: bytes, text: str) -> tuple[str, str]:
    """The number and the sign of the list in which the paragraph that holds `text` is told to be."""
    number = next(
        paragraph.find(f"{W_}pPr/{W_}numPr/{W_}numId").get(f"{W_}val")
        for paragraph in document(docx).iter(f"{W_}p")
        if text in "".join(paragraph.itertext())
    )
    numbering = etree.fromstring(parts(docx)["word/numbering.xml"])
    abstract = numbering.xpath("w:num[@w:numId=$id]/w:abstractNumId/@w:val", namespaces=NAMES, id=number)[0]
    path = "w:abstractNum[@w:abstractNumId=$id]/w:lvl[1]/w:lvlText/@w:val"
    return number, str(numbering.xpath(path, namespaces=NAMES, id=abstract)[0])


def with_style(sheet: str, kind: str, own: str, name: str, content: str = "") -> str:
    made = (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{own}"><w:name w:val="{name}"/>{content}'
        "</w:style></w:styles>"
    )
    return sheet.replace("</w:styles>", made)


# --- styles ---


def test_styles_are_found_by_name_whatever_their_ids() -> None:
    template = word_file(styled("Kop1", "Titel") + styled("Citaat", "Woorden"), styles=styles_xml(DUTCH))
    made = dressed(template, word_file(p("")))
    assert style_of(made, "Titel") == "heading 1"
    assert style_of(made, "Woorden") == "Quote"


@pytest.mark.parametrize(("dutch", "english"), [("Kop 1", "heading 1"), ("Citaat", "Quote")])
def test_a_style_that_a_program_named_in_dutch_is_that_of_word(dutch: str, english: str) -> None:
    sheet = styles_xml().replace(f'w:val="{english}"', f'w:val="{dutch}"')
    own = re.search(rf'w:styleId="([^"]*)"><w:name w:val="{dutch}"', sheet)
    assert own is not None
    template = word_file(styled(own[1], "Hier"), styles=sheet)
    assert style_of(dressed(template, word_file(p(""))), "Hier") == english


def test_a_style_of_this_very_name_goes_before_one_that_means_the_same() -> None:
    house = word_file(p(""), styles=with_style(styles_xml(), "paragraph", "Eigen", "Citaat"))
    template = word_file(styled("X", "Hier"), styles=with_style(styles_xml(), "paragraph", "X", "Citaat"))
    assert style_of(dressed(template, house), "Hier") == "Citaat"


def test_a_style_that_the_house_style_lacks_comes_along_with_what_it_is_based_on_and_is_named() -> None:
    sheet = with_style(styles_xml(), "paragraph", "Basis", "Basis", '<w:basedOn w:val="Normal"/>')
    sheet = with_style(
        sheet,
        "paragraph",
        "Quote2",
        "Kader",
        '<w:basedOn w:val="Basis"/><w:pPr><w:jc w:val="center"/></w:pPr>',
    )
    template = word_file(styled("Quote2", "In een kader") + styled("Bodytext", "Gewoon"), styles=sheet)
    house = word_file(p(""), styles=with_style(styles_xml(), "paragraph", "Quote2", "Iets anders"))
    found = with_house_style(opened(template), opened(house))
    assert found.own_styles == ("Kader",)
    made = dressed(template, house)
    assert style_of(made, "In een kader") == "Kader"
    assert b'w:val="Basis"' in parts(made)["word/styles.xml"]
    assert b'w:val="center"' in parts(made)["word/styles.xml"]
    assert compile_template(template, STYLES, house_style=house).own_styles == ("Kader",)


def test_looks_are_those_of_the_house_style_not_of_the_template() -> None:
    red = styles_xml().replace(
        '<w:name w:val="Quote"/>', '<w:name w:val="Quote"/><w:rPr><w:color w:val="FF0000"/></w:rPr>'
    )
    made = parts(dressed(word_file(styled("Quote", "Hier"), styles=red), word_file(p(""))))
    assert b"FF0000" not in made["word/styles.xml"]


# --- lists ---


def in_list(number: int, text: str) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return styled("Listnumber", text, numbered)


def linked(numbering: bytes, sign: str) -> bytes:
    """The numbered list as that of the style List Number, counting with `sign`."""
    text = numbering.decode()
    start, _numbers, end = text.rpartition(
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    )
    link = '<w:pStyle w:val="Listnumber"/>'
    return (start + _numbers + link + end.replace('w:val="%1."', f'w:val="{sign}"', 1)).encode()


def test_lists_of_the_template_count_as_the_house_style_does_and_begin_anew() -> None:
    template = word_file(in_list(2, "een") + in_list(7, "twee"))
    numbering = parts(template)["word/numbering.xml"]
    again = b'<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    numbering = numbering.replace(b"</w:numbering>", again)
    template = with_parts(template, {"word/numbering.xml": linked(numbering, "%1.")})
    house = word_file(p(""))
    house = with_parts(house, {"word/numbering.xml": linked(parts(house)["word/numbering.xml"], "%1:")})
    made = dressed(template, house)
    first, second = list_of(made, "een"), list_of(made, "twee")
    assert first[1] == second[1] == "%1:"
    assert first[0] != second[0]
    overrides = etree.fromstring(parts(made)["word/numbering.xml"]).xpath(
        "w:num[@w:numId=$id]//w:startOverride/@w:val", namespaces=NAMES, id=second[0]
    )
    assert overrides == ["1"]


def test_a_list_that_only_the_template_has_keeps_its_signs() -> None:
    template = word_file(in_list(2, "een"))
    numbering = parts(template)["word/numbering.xml"].replace(b'w:val="%1."', b'w:val="Besluit %1"')
    made = dressed(with_parts(template, {"word/numbering.xml": numbering}), word_file(p("")))
    assert list_of(made, "een")[1] == "Besluit %1"


def test_a_numbered_style_that_comes_along_still_counts() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>'
    sheet = with_style(styles_xml(), "paragraph", "Stap", "Stap", numbered)
    template = word_file(styled("Stap", "een"), styles=sheet)
    numbering = parts(template)["word/numbering.xml"].decode()
    numbering = numbering.replace(
        '<w:numFmt w:val="decimal"/>', '<w:numFmt w:val="decimal"/><w:pStyle w:val="Stap"/>', 1
    )
    made = parts(dressed(with_parts(template, {"word/numbering.xml": numbering.encode()}), word_file(p(""))))
    style = etree.fromstring(made["word/styles.xml"]).xpath("w:style[@w:styleId='Stap']", namespaces=NAMES)[0]
    number = style.find(f"{W_}pPr/{W_}numPr/{W_}numId").get(f"{W_}val")
    lists = etree.fromstring(made["word/numbering.xml"])
    abstract = lists.xpath("w:num[@w:numId=$id]/w:abstractNumId/@w:val", namespaces=NAMES, id=number)[0]
    path = "w:abstractNum[@w:abstractNumId=$id]//w:pStyle/@w:val"
    assert lists.xpath(path, namespaces=NAMES, id=abstract) == ["Stap"]


def test_a_house_style_without_lists_gets_those_of_the_template() -> None:
    house = parts(word_file(p("")))
    del house["word/numbering.xml"]
    types = re.sub(rb'<Override PartName="/word/numbering.xml"[^>]*/>', b"", house["[Content_Types].xml"])
    links = re.sub(rb"<Relationship [^>]*numbering[^>]*/>", b"", house["word/_rels/document.xml.rels"])
    plain = styles_xml()
    plain = re.sub(r"<w:pPr><w:numPr>.*?</w:numPr></w:pPr>", "", plain)
    from tests.rendering.word_files import zipped

    changed = {"[Content_Types].xml": types, "word/_rels/document.xml.rels": links, "word/styles.xml": plain}
    made = dressed(word_file(in_list(2, "een")), zipped({**house, **changed}))
    assert list_of(made, "een")[1] == "%1."
    opened(made)


# --- pages ---


def test_headers_paper_and_margins_come_from_the_house_style() -> None:
    template = word_file(p("Brief"), headers=(p("Kop van het sjabloon"),))
    house = word_file(p("Voorbeeldtekst"), headers=(p("Huisstijl"), p("Eerste blad")))
    sheet = parts(house)["word/document.xml"].replace(b'w:h="16838"', b'w:h="15840"')
    made = parts(dressed(template, with_parts(house, {"word/document.xml": sheet})))
    assert b"Kop van het sjabloon" not in b"".join(made.values())
    assert b"Voorbeeldtekst" not in b"".join(made.values())
    assert {name for name in made if "header" in name} == {"word/header1.xml", "word/header2.xml"}
    assert b'w:h="15840"' in made["word/document.xml"]


def test_a_footer_of_the_template_takes_the_place_of_the_house_styles() -> None:
    template = word_file(p("Brief"), footers=(p("Mijn voet"),))
    house = word_file(p(""), headers=(p("{{ paginanummer }}"),), footers=(p("Huisvoet"), p("Huisvoet 1")))
    made = parts(dressed(template, house))
    feet = b"".join(data for name, data in made.items() if name.startswith("word/footer"))
    assert b"Mijn voet" in feet
    assert b"Huisvoet" not in feet
    compiled = compile_template(template, STYLES, house_style=house)
    assert compiled.own_footers
    assert b"Pagina" not in parts(compiled.render(letter()).docx)["word/header1.xml"]
    plain = compile_template(word_file(p("Brief")), STYLES, house_style=house)
    assert b"Pagina" in parts(plain.render(letter()).docx)["word/header1.xml"]


def test_a_wide_section_stays_wide() -> None:
    size = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    wide = f"<w:p><w:pPr><w:sectPr>{size}</w:sectPr></w:pPr></w:p>"
    made = document(dressed(word_file(wide + p("Smal")), word_file(p(""), headers=(p("Kop"),))))
    sizes = [size.get(f"{W_}w") for size in made.iter(f"{W_}pgSz")]
    assert sizes == ["16838", "11906"]
    assert len(made.findall(f".//{W_}headerReference")) == 1


# --- what a template brings along ---


def test_pictures_and_links_of_the_template_come_along_under_names_that_are_free() -> None:
    link = (
        '<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'hyperlink" Target="https://voorbeeld.example/" TargetMode="External"/>'
    )
    text = '<w:p><w:hyperlink r:id="rId3"><w:r><w:t>hier</w:t></w:r></w:hyperlink></w:p>'
    made = parts(dressed(word_file(text, document_links=link), word_file(p(""), headers=(p("Kop"),))))
    used = re.search(rb'<w:hyperlink r:id="([^"]+)"', made["word/document.xml"])
    assert used is not None
    links = etree.fromstring(made["word/_rels/document.xml.rels"])
    targets = {each.get("Id"): each.get("Target") for each in links}
    assert targets[used[1].decode()] == "https://voorbeeld.example/"
    assert len(targets) == len(links)
    assert "header1.xml" in targets.values()


def note(number: int, text: str, kind: str = "") -> str:
    what = f' w:type="{kind}"' if kind else ""
    return f'<w:footnote{what} w:id="{number}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'


def test_notes_of_the_template_stand_under_the_lines_of_the_house_style() -> None:
    refers = '<w:p><w:r><w:t>Tekst</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    template = word_file(refers, footnotes=note(0, "", "separator") + note(2, "Bron van het sjabloon"))
    house = word_file(p(""), footnotes=note(0, "streep", "separator") + note(2, "Noot in het voorbeeld"))
    made = parts(dressed(template, house))
    notes = made["word/footnotes.xml"]
    assert b"streep" in notes
    assert b"Noot in het voorbeeld" not in notes
    found = re.search(rb'w:id="(\d+)"><w:p><w:r><w:t>Bron van het sjabloon', notes)
    assert found is not None
    assert b'<w:footnoteReference w:id="%b"/>' % found[1] in made["word/document.xml"]


# --- the whole ---


@pytest.mark.parametrize("house_style", ["tot-2018", "vanaf-2018"])
def test_a_template_in_its_house_style_keeps_to_the_schemas(house_style: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.docx"
    path.write_bytes(shipped_letter(house_style))
    assert not [error.description for error in OpenXmlValidator().validate(path).errors]
    looks = tmp_path / "huisstijl.docx"
    looks.write_bytes(house_style_file(house_style))
    assert not [error.description for error in OpenXmlValidator().validate(looks).errors]


def test_equal_files_give_equal_bytes() -> None:
    assert shipped_letter("tot-2018") == shipped_letter("tot-2018")
    assert shipped_letter("tot-2018") != shipped_letter("vanaf-2018")


def test_a_placeholder_in_a_header_of_the_house_style_that_is_none_is_named() -> None:
    house = word_file(p(""), headers=(p("{{ woordmerkk }}"),))
    with pytest.raises(UnusablePack, match="Bedoelt u “woordmerk”"):
        compile_template(word_file(p("Brief")), STYLES, known={"woordmerk"}, house_style=house)


def test_a_house_style_that_is_no_word_file_is_refused() -> None:
    with pytest.raises(UnusablePack):
        compile_template(word_file(p("Brief")), STYLES, house_style=b"geen Word")


@pytest.mark.libreoffice
def test_a_house_style_that_libreoffice_saved_still_gives_its_looks(tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    source = tmp_path / "huisstijl.docx"
    source.write_bytes(house_style_file("vanaf-2018"))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(tmp_path / "uit"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    house = (tmp_path / "uit" / "huisstijl.docx").read_bytes()
    template = compile_template(LETTER, STYLES, house_style=house)
    assert template.own_styles == ()
    values = dict.fromkeys(template.placeholders - OTHERS, "Tekst") | {"bijlagen": EnclosuresPart()}
    written = body(par("Een alinea"), items("een", "twee", kind="numbered"))
    made = template.render(letter(**values, brieftekst=written), {"woordmerk": "Haarlem", "status": ""}).docx
    assert style_of(made, "Een alinea").casefold() == "body text"
    assert b"Haarlem" in b"".join(data for name, data in parts(made).items() if "header" in name)
