"""Pictures in Word: read safely, as large as they want to be and fit, described, and stored once."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image as Pillow

from briefmaker.errors import RefusedExport
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Cell, Image, ListBlock, ListItem, PageBreak, Quote, Row, Table
from briefmaker.letter.letter import EnclosuresPart
from briefmaker.rendering import compile_template, embedded_letter
from briefmaker.rendering.pictures import picture_of
from tests.rendering.letters import body, letter, par, png
from tests.rendering.word_files import STYLES, W, p, parts, with_parts, word_file

W_ = f"{{{W}}}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
INCH = 914_400
TEXT_WIDTH = (11906 - 2 * 1417) * 635
DOCX = word_file(p("{{p brieftekst }}"))


def made_by_pillow(
    mode: str = "RGB", kind: str = "JPEG", size: tuple[int, int] = (30, 20), **how: object
) -> bytes:
    out = io.BytesIO()
    Pillow.new(mode, size).save(out, kind, **how)
    return out.getvalue()


def rendered(*blocks: object, **how: object) -> bytes:
    return compile_template(DOCX, STYLES).render(letter(brieftekst=body(*blocks)), **how).docx


def document(*blocks: object) -> etree._Element:
    return etree.fromstring(parts(rendered(*blocks))["word/document.xml"])


def sizes(root: etree._Element) -> list[tuple[int, int]]:
    return [(int(found.get("cx")), int(found.get("cy"))) for found in root.iter(f"{WP}extent")]


# --- Reading -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "kind", "inches"),
    [
        (png(96, 48), "png", (1, 0.5)),
        (png(300, 150, 300), "png", (1, 0.5)),
        (png(96, 48, 5), "png", (1, 0.5)),
        (made_by_pillow(size=(96, 48)), "jpeg", (1, 0.5)),
        (made_by_pillow(size=(200, 100), dpi=(200, 200)), "jpeg", (1, 0.5)),
        (made_by_pillow(size=(96, 48), progressive=True), "jpeg", (1, 0.5)),
        (made_by_pillow("P", "PNG", (96, 48)), "png", (1, 0.5)),
    ],
)
def test_a_picture_is_as_large_as_it_says(data: bytes, kind: str, inches: tuple[float, float]) -> None:
    found = picture_of(data)
    assert found.extension == kind
    assert [found.width / INCH, found.height / INCH] == pytest.approx(inches, rel=0.01)


WHOLE = [png(5, 5), made_by_pillow(), made_by_pillow("L", "PNG")]


@pytest.mark.parametrize("data", WHOLE)
def test_a_picture_that_breaks_off_anywhere_is_refused(data: bytes) -> None:
    for end in range(len(data)):
        with pytest.raises(ValueError, match=r"."):
            picture_of(data[:end])


@given(st.sampled_from(WHOLE), st.data())
def test_a_damaged_picture_is_read_or_refused_and_nothing_else(whole: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:at] + data.draw(st.binary(min_size=1, max_size=8)) + whole[at + 1 :]
    try:
        found = picture_of(damaged)
    except ValueError:
        return
    assert found.width > 0
    assert found.height > 0


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xd9", b"<svg/>"])
def test_what_is_no_picture_is_refused_with_its_place(data: bytes) -> None:
    enclosures = (Enclosure(title="B", body=body(Image(id="m", data=data, alt="a"))),)
    template = compile_template(
        word_file(p("{%p for bijlage in bijlagen %}") + p("{{p bijlage.tekst }}") + p("{%p endfor %}")),
        STYLES,
    )
    with pytest.raises(RefusedExport) as refused:
        template.render(letter(bijlagen=EnclosuresPart(enclosures=enclosures)))
    (problem,) = refused.value.problems
    assert (problem.where.field, problem.where.block) == ("bijlagen/0/tekst", "m")
    assert "PNG" in str(refused.value)


# --- Writing -----------------------------------------------------------------------------------------


def test_a_picture_stands_in_a_paragraph_of_its_own_with_its_description() -> None:
    root = document(par("voor"), Image(data=png(96, 48), alt='Een "plein" & <bomen>\nin de stad'), par("na"))
    drawing = root.findall(f"{W_}body/{W_}p")[1].find(f"{W_}r/{W_}drawing/{WP}inline/{WP}docPr")
    assert drawing.get("descr") == 'Een "plein" & <bomen>\nin de stad'
    assert sizes(root) == [(INCH, INCH // 2)]


def test_every_drawing_has_an_id_of_its_own_and_equal_pictures_lie_in_the_file_once() -> None:
    one, other = png(4, 4), made_by_pillow()
    made = parts(rendered(*(Image(data=data, alt="a") for data in (one, other, one))))
    media = {name: data for name, data in made.items() if "/media/" in name}
    assert sorted(media.values()) == sorted([one, other])
    root = etree.fromstring(made["word/document.xml"])
    assert len({found.get("id") for found in root.iter(f"{WP}docPr")}) == 3
    targets = {
        link.get("Id"): "word/" + link.get("Target", "")
        for link in etree.fromstring(made["word/_rels/document.xml.rels"])
    }
    assert [media[targets[blip.get(EMBED)]] for blip in root.iter(f"{A}blip")] == [one, other, one]
    assert b'Extension="jpeg"' in made["[Content_Types].xml"]
    assert made["[Content_Types].xml"].count(b'Extension="png"') == 1


def test_a_picture_is_never_wider_than_the_text_nor_higher_than_the_page() -> None:
    wide, high = sizes(
        document(Image(data=png(400, 100, 30), alt="a"), Image(data=png(30, 900, 30), alt="a"))
    )
    assert wide == pytest.approx((TEXT_WIDTH, TEXT_WIDTH / 4), abs=1)
    assert high[1] < 16838 * 635
    assert high[0] == pytest.approx(high[1] / 30, rel=0.01)


def test_a_picture_in_a_cell_is_no_wider_than_the_cell_has_room() -> None:
    image = Image(data=png(900, 100, 30), alt="a")
    table = Table(rows=(Row(cells=(Cell(blocks=(par("x" * 60),)), Cell(blocks=(image, par("y"))))),))
    root = document(table)
    column = int(root.findall(f".//{W_}gridCol")[1].get(f"{W_}w"))
    ((width, _height),) = sizes(root)
    assert (column - 300) * 635 < width < column * 635


def test_a_picture_among_other_things_stands_as_they_do() -> None:
    image = Image(data=png(), alt="a")
    cell = Cell(blocks=(image,))
    root = document(
        ListBlock(items=(ListItem(blocks=(par("x"), image)),)),
        Quote(blocks=(image,)),
        Table(rows=(Row(cells=(cell,)),)),
    )
    holding = [drawing.getparent().getparent() for drawing in root.iter(f"{W_}drawing")]
    assert [found.find(f"{W_}pPr/{W_}pStyle").get(f"{W_}val") for found in holding] == [
        "Listcontinue", "Quote", "Tabletext",
    ]  # fmt: skip
    assert all(found.find(f"{W_}pPr/{W_}spacing").get(f"{W_}lineRule") == "auto" for found in holding)


def test_a_picture_may_begin_a_page() -> None:
    root = document(par("x"), PageBreak(), Image(data=png(), alt="a"))
    assert root.findall(f".//{W_}p")[1].find(f"{W_}pPr/{W_}pageBreakBefore") is not None


def test_a_description_that_was_changed_in_word_is_noticed() -> None:
    docx = rendered(Image(data=png(), alt="een plein"), letter_json=b"{}")
    changed = parts(docx)["word/document.xml"].replace(b"een plein", b"een straat")
    unchanged, other = (
        embedded_letter(docx),
        embedded_letter(with_parts(docx, {"word/document.xml": changed})),
    )
    assert unchanged is not None
    assert unchanged.text_is_unchanged
    assert other is not None
    assert not other.text_is_unchanged


def test_equal_letters_with_pictures_give_equal_bytes() -> None:
    image = Image(data=png(), alt="a")
    assert rendered(image, image) == rendered(image, image)
