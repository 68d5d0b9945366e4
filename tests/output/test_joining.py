"""A letter and its enclosures in one PDF: nothing lost, nothing dangerous, and no word more than is true."""

from __future__ import annotations

import io
import sys
from functools import partial
from typing import Any

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from briefmaker.errors import LayoutFailed
from briefmaker.output import BookmarkedText, EmbeddedEngine, Joined, Part, Remark, RemarkKind
from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.memory_limit import bounded_memory
from briefmaker.output.pdf_joining import join as join_here
from briefmaker.output.pdf_metadata import DocumentFacts
from briefmaker.output.validation import validate
from tests.output.enclosed_pdfs import (
    elements,
    jpeg,
    outline_of,
    plain_pdf,
    png,
    saved,
    texts_of,
    with_file,
    with_form,
    with_hidden_file,
    with_launch,
    with_script,
)
from tests.output.rich_files import sign, with_parts
from tests.output.word_files import document, heading, link, paragraph, run, two_page_letter

ALT = "Een rode cirkel op een blauwe grond"


@pytest.fixture(scope="module")
def letter(engine: EmbeddedEngine) -> bytes:
    """Two pages, with a table, lists and links."""
    return engine.pdf(two_page_letter(), title="Werk aan het plein")


@pytest.fixture(scope="module")
def report(engine: EmbeddedEngine) -> bytes:
    """A sound PDF with headings and a footnote, whose elements have names."""
    text = document(
        heading("Aanleiding"),
        paragraph(runs=run("Het plein is oud.") + sign(1)),
        heading("Kosten", 2),
        paragraph(runs=run("Zie ") + link("de begroting") + run(".")),
    )
    return engine.pdf(with_parts(text, run("Uit 1953.")), title="Rapport")


def part(data: bytes, number: int = 1, title: str = "Rapport", **more: Any) -> Part:
    return Part(data, f"Bijlage {number}: {title}", f"Bijlage {number}", **more)


def joined(
    engine: EmbeddedEngine, letter: bytes, *parts: Part, texts: tuple[BookmarkedText, ...] = ()
) -> Joined:
    return engine.join(letter, texts, parts, title="Werk aan het plein")


def said_in(pdf: bytes) -> tuple[bool, bool]:
    """Whether a PDF says of itself that it is accessible, and archivable."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        packet = file.Root.Metadata.read_bytes()
    return b"<pdfuaid:part>1<" in packet, b"<pdfaid:part>2<" in packet


# --- What is true ---------------------------------------------------------------------------------------


def test_parts_that_keep_to_both_standards_make_a_pdf_that_does(engine, letter, report) -> None:
    made = joined(
        engine, letter, part(report), part(png(), 2, "Kaart", is_picture=True, alt=ALT), part(report, 3)
    )
    assert (made.is_accessible, made.is_archivable, made.remarks) == (True, True, ())
    assert said_in(made.pdf) == (True, True)
    assert engine.validate(made.pdf) == ()


def test_one_plain_pdf_takes_both_claims_away_and_is_named(engine, letter, report) -> None:
    parts = (
        part(report),
        part(plain_pdf(), 2, "Tarieven"),
        part(png(), 3, "Kaart", is_picture=True, alt=ALT),
    )
    made = joined(engine, letter, *parts)
    assert (made.is_accessible, made.is_archivable) == (False, False)
    assert said_in(made.pdf) == (False, False)
    assert made.remarks == (
        Remark(1, RemarkKind.NOT_ACCESSIBLE),
        Remark(1, RemarkKind.NOT_ARCHIVABLE),
    )


def test_a_sound_looking_pdf_that_never_said_so_is_archivable_but_not_called_accessible(
    engine, letter, report
) -> None:
    with pikepdf.open(io.BytesIO(report)) as file:
        packet = file.Root.Metadata.read_bytes()
        file.Root.Metadata = file.make_stream(
            packet.replace(b"<pdfuaid:part>1</pdfuaid:part>", b""), Type=Name.Metadata, Subtype=Name.XML
        )
        silent = saved(file)
    made = joined(engine, letter, part(silent))
    assert (made.is_accessible, made.is_archivable) == (False, True)
    assert said_in(made.pdf) == (False, True)
    assert made.remarks == (Remark(0, RemarkKind.NOT_ACCESSIBLE),)
    assert engine.validate(made.pdf, ("PDF/A-2b",)) == ()


def test_a_pdf_that_says_it_is_accessible_and_is_not_is_not_believed(engine, letter, report) -> None:
    with pikepdf.open(io.BytesIO(report)) as file:
        del file.Root.StructTreeRoot
        liar = saved(file)
    made = joined(engine, letter, part(liar))
    assert not made.is_accessible
    assert Remark(0, RemarkKind.FALSELY_ACCESSIBLE) in made.remarks


def test_a_picture_without_a_description_is_not_accessible(engine, letter) -> None:
    made = joined(engine, letter, part(png(), is_picture=True))
    assert (made.is_accessible, made.is_archivable) == (False, True)


# --- What is in it --------------------------------------------------------------------------------------


def test_every_page_and_word_is_there_in_the_order_of_the_list(engine, letter, report) -> None:
    plain = plain_pdf("Eerste blad", "Tweede blad")
    made = joined(engine, letter, part(plain), part(png(), 2, is_picture=True, alt=ALT), part(report, 3))
    assert texts_of(made.pdf) == [*texts_of(letter), *texts_of(plain), "", *texts_of(report)]
    assert made.pages == len(texts_of(made.pdf))


def test_each_part_is_an_element_of_its_own_and_its_tree_is_whole(engine, letter, report) -> None:
    made = joined(
        engine, letter, part(report), part(png(), 2, "Kaart", is_picture=True, alt=ALT), part(report, 3)
    )
    with pikepdf.open(io.BytesIO(made.pdf)) as file, pikepdf.open(io.BytesIO(report)) as alone:
        tree = elements(file)
        parts = [(str(each.S), str(each.T)) for depth, each in tree if depth == 1]
        assert parts == [
            ("/Part", "Werk aan het plein"),
            ("/Part", "Bijlage 1: Rapport"),
            ("/Part", "Bijlage 2: Kaart"),
            ("/Part", "Bijlage 3: Rapport"),
        ]
        kinds = [str(each.S) for _depth, each in elements(alone)][1:]
        assert [str(each.S) for _depth, each in tree][-len(kinds) :] == kinds
        (figure,) = [each for _depth, each in tree if each.S == "/Figure"]
        assert str(figure.Alt) == ALT
        names = [bytes(each.ID) for _depth, each in tree if "/ID" in each]
        assert len(names) == len(set(names)) == 2
        check_parents(file)


def check_parents(file: Any) -> None:
    """Every piece of marked content of every page has an element, which holds it."""
    parents = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
    numbers = [int(page.obj.StructParents) for page in file.pages]
    assert len(set(numbers)) == len(numbers)
    for page, number in zip(file.pages, numbers, strict=True):
        for mark, element in enumerate(parents[number]):
            if element is None:
                continue
            kids = element.K if isinstance(element.K, Array) else [element.K]
            held = [
                int(kid) if isinstance(kid, int) else int(kid.MCID)
                for kid in kids
                if isinstance(kid, int)
                or ("/MCID" in kid and kid.get("/Pg", element.get("/Pg")).objgen == page.obj.objgen)
            ]
            assert mark in held
    for _depth, element in elements(file):
        assert element.P is not None


def test_the_bookmarks_name_the_letter_and_each_enclosure_with_its_own_below(engine, letter, report) -> None:
    def with_place(pdf: Any) -> None:
        pdf.Root.Dests = Dictionary(slot=Array([pdf.pages[1].obj, Name.Fit]))
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Begin", 0))
            outline.root.append(pikepdf.OutlineItem("Slot", action=Dictionary(S=Name.GoTo, D=Name.slot)))
            outline.root.append(pikepdf.OutlineItem("Weg", action=Dictionary(S=Name.Launch, F=String("x"))))

    plain = plain_pdf("een", "twee", change=with_place)
    made = joined(engine, letter, part(report), part(plain, 2, "Tarieven"))
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        assert outline_of(file) == [
            ("Werk aan het plein", 0, [("Planning", 0, [])]),
            ("Bijlage 1: Rapport", 2, [("Aanleiding", 2, [("Kosten", 2, [])])]),
            ("Bijlage 2: Tarieven", 3, [("Begin", 3, []), ("Slot", 4, [])]),
        ]
        labels = file.Root.PageLabels.Nums
        assert [str(page.label) for page in file.pages] == [
            "1",
            "2",
            "Bijlage 1 – 1",
            "Bijlage 2 – 1",
            "Bijlage 2 – 2",
        ]
        assert len(labels) == 6


def test_a_text_enclosure_has_its_bookmark_beside_the_files(engine, report) -> None:
    text = document(
        heading("Planning"), paragraph("Tekst"), heading("Plan"), paragraph("Het plan"), heading("Later", 2)
    )
    made = joined(
        engine,
        engine.pdf(text, title="Brief"),
        part(report, 2),
        texts=(BookmarkedText("Plan", "Bijlage 1: Plan"),),
    )
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        found = outline_of(file)
    assert [title for title, _page, _below in found] == [
        "Werk aan het plein",
        "Bijlage 1: Plan",
        "Bijlage 2: Rapport",
    ]
    assert found[0][2] == [("Planning", 0, [])]
    assert found[1][2] == [("Later", 0, [])]


def test_links_within_an_enclosure_still_go_to_its_pages(engine, letter) -> None:
    def with_link(pdf: Any) -> None:
        pdf.Root.Names = Dictionary(
            Dests=Dictionary(Names=Array([String("a"), Array([pdf.pages[1].obj, Name.Fit])]))
        )
        rect = Array([72, 690, 300, 720])
        pdf.pages[0].obj.Annots = Array(
            [
                pdf.make_indirect(
                    Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, Dest=String("a"))
                ),
                pdf.make_indirect(
                    Dictionary(
                        Type=Name.Annot,
                        Subtype=Name.Link,
                        Rect=rect,
                        Dest=Array([pdf.pages[1].obj, Name.Fit]),
                    )
                ),
            ]
        )

    plain = plain_pdf("een", "twee", change=with_link)
    made = joined(engine, letter, part(plain), part(plain, 2))
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        for first in (2, 4):
            named, direct = file.pages[first].obj.Annots
            assert direct.Dest[0].objgen == file.pages[first + 1].obj.objgen
            place = pikepdf.NameTree(file.Root.Names.Dests)[str(named.Dest)]
            place = place.D if isinstance(place, Dictionary) else place
            assert place[0].objgen == file.pages[first + 1].obj.objgen


def test_a_part_without_tags_is_read_aloud_page_by_page(engine, letter) -> None:
    def half_tagged(pdf: Any) -> None:
        page = pdf.pages[1].obj
        page.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC " + page.Contents.read_bytes() + b" EMC")

    made = joined(engine, letter, part(plain_pdf("een", "twee", change=half_tagged)))
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        paragraphs = [each for depth, each in elements(file) if depth == 2][-2:]
        assert [each.K[0].Pg.objgen for each in paragraphs] == [
            page.obj.objgen for page in list(file.pages)[2:]
        ]
        check_parents(file)
        page = file.pages[3]
        page.contents_coalesce()
        assert page.obj.Contents.read_bytes().count(b"BDC") == 1


def test_a_language_of_its_own_is_said_of_the_part(engine, letter) -> None:
    english = engine.pdf(document(paragraph("An English report")), title="Report", language="en-GB")
    made = joined(engine, letter, part(english))
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        parts = [each for depth, each in elements(file) if depth == 1]
        assert [str(each.get("/Lang", "")) for each in parts] == ["", "en-GB"]
    assert made.is_accessible


def test_names_of_roles_that_mean_something_else_are_kept_apart(engine, letter, report) -> None:
    def with_role(pdf: bytes, role: str) -> bytes:
        with pikepdf.open(io.BytesIO(pdf)) as file:
            root = file.Root.StructTreeRoot
            root.RoleMap = Dictionary({"/Kop": Name(role)})
            first = next(each for _depth, each in elements(file) if each.S == "/H1")
            first.S = Name("/Kop")
            return saved(file)

    made = joined(engine, letter, part(with_role(report, "/H1")), part(with_role(report, "/P"), 2))
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        roles = file.Root.StructTreeRoot.RoleMap
        used = [str(each.S) for _depth, each in elements(file) if "Kop" in str(each.S)]
        assert [str(roles[name]) for name in used] == ["/H1", "/P"]


def test_a_layer_that_was_hidden_stays_hidden(engine, letter) -> None:
    def with_layer(pdf: Any) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Concept")))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))

    plain = plain_pdf(change=with_layer)
    made = joined(engine, letter, part(plain), part(plain, 2))
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        layers = file.Root.OCProperties
        assert len(layers.OCGs) == len(layers.D.OFF) == 2


def test_the_same_parts_give_the_same_bytes(engine, letter, report) -> None:
    parts = (part(report), part(png(), 2, is_picture=True, alt=ALT))
    assert joined(engine, letter, *parts).pdf == joined(engine, letter, *parts).pdf


# --- Pictures -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "LA", "1", "I;16"])
def test_a_png_of_any_kind_is_drawn(engine, letter, mode) -> None:
    picture = png(mode=mode) if mode != "I;16" else _sixteen_bits()
    made = joined(engine, letter, part(picture, is_picture=True, alt=ALT))
    assert (made.is_accessible, made.is_archivable) == (True, True)
    assert _colours_of_last_page(engine, made.pdf) > 1


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_of_any_kind_is_drawn(engine, letter, mode) -> None:
    made = joined(engine, letter, part(jpeg(mode=mode), is_picture=True, alt=ALT))
    assert (made.is_accessible, made.is_archivable) == (True, True)
    assert _colours_of_last_page(engine, made.pdf) > 1


def _sixteen_bits() -> bytes:
    made = io.BytesIO()
    Image.new("I;16", (60, 40), 20_000).save(made, "PNG")
    return made.getvalue()


def _colours_of_last_page(engine: EmbeddedEngine, pdf: bytes) -> int:
    last = len(texts_of(pdf)) - 1
    (page,) = engine.page_images(pdf, scale=0.2, pages=[last])
    return len({bytes(page.data[at : at + 3]) for at in range(0, len(page.data), 4)})


def test_a_photograph_is_upright_and_says_nothing_of_where_it_was_taken(engine, letter) -> None:
    size = (1800, 1200)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter
    exif[0x9286] = "Grote Markt 2"
    turned = joined(engine, letter, part(jpeg(exif.tobytes(), size), is_picture=True, alt=ALT))
    del exif[0x0112]
    straight = joined(engine, letter, part(jpeg(exif.tobytes(), size), is_picture=True, alt=ALT))
    for made, upright in ((turned, True), (straight, False)):
        assert b"Grote Markt" not in made.pdf
        with pikepdf.open(io.BytesIO(made.pdf)) as file:
            image = file.pages[-1].obj.Resources.XObject.Im0
            assert (image.Height > image.Width) is upright
            width, height = (float(value) for value in file.pages[-1].mediabox[2:])
            assert (height > width) is upright


# --- What doesn't come along ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "kind", "sign_of_it"),
    [
        (with_script, RemarkKind.ACTIONS_REMOVED, b"app.alert"),
        (with_launch, RemarkKind.ACTIONS_REMOVED, b"cmd.exe"),
        (with_file, RemarkKind.FILES_REMOVED, b"virus"),
        (with_hidden_file, RemarkKind.FILES_REMOVED, b"MZ virus"),
    ],
)
def test_scripts_programs_and_files_are_left_out_and_that_is_said(
    engine, letter, change, kind, sign_of_it
) -> None:
    made = joined(engine, letter, part(plain_pdf("Tarieven", change=change)))
    assert Remark(0, kind) in made.remarks
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        everything = saved(
            file,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
        )
    for trace in (sign_of_it, b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/EF"):
        assert trace not in everything
    assert texts_of(made.pdf)[-1] == "Tarieven"


def test_what_was_filled_in_in_a_form_is_printed_and_the_signature_is_spoken_of(engine, letter) -> None:
    made = joined(engine, letter, part(plain_pdf("Naam:", change=with_form)))
    assert Remark(0, RemarkKind.FORM_FLATTENED) in made.remarks
    assert "Ingevuld" in texts_of(made.pdf)[-1]
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        assert "/AcroForm" not in file.Root
        assert not file.pages[-1].obj.get("/Annots")
    signed = joined(engine, letter, part(plain_pdf("Naam:", change=partial(with_form, signed=True))))
    assert Remark(0, RemarkKind.SIGNATURE_LOST) in signed.remarks


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (plain_pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "beveiligd met een wachtwoord"),
        (plain_pdf(encryption=pikepdf.Encryption(owner="a", user="")), "beveiligd met een wachtwoord"),
        (plain_pdf(change=partial(with_form, xfa=True)), "alleen programma’s van Adobe"),
        (b"%PDF-1.7\nrommel", "De PDF is niet te lezen"),
        (b"geen PDF", "De PDF is niet te lezen"),
    ],
    ids=["password", "restrictions", "xfa", "rubbish", "no pdf"],
)
def test_what_can_not_be_shown_honestly_is_refused_by_its_number(
    engine, letter, report, data, sentence
) -> None:
    with pytest.raises(LayoutFailed) as refused:
        joined(engine, letter, part(report), part(data, 2))
    assert str(refused.value).startswith("Bijlage 2 kan niet in de PDF worden opgenomen. ")
    assert sentence in str(refused.value)


def test_a_damaged_picture_is_refused(engine, letter) -> None:
    with pytest.raises(LayoutFailed, match=r"Bijlage 1 kan niet .* beschadigd"):
        joined(engine, letter, part(png()[:400], is_picture=True, alt=ALT))


def _tree_without_end(pdf: Any) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=root))
    element.K = Array([element])
    root.K = Array([element])
    root.ParentTree = Dictionary(Nums=Array([0, element]))
    pdf.Root.StructTreeRoot = root


def _bookmarks_without_end(pdf: Any) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("a"), Dest=Array([pdf.pages[0].obj, Name.Fit])))
    item.Next = item
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def _numbers_without_end(pdf: Any) -> None:
    tree = pdf.make_indirect(Dictionary())
    tree.Kids = Array([tree])
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=element, ParentTree=tree))


def _of_other_kinds(pdf: Any) -> None:
    pdf.Root.StructTreeRoot = Array([1, 2])
    pdf.Root.Outlines = String("x")
    pdf.Root.Names = Array([])
    pdf.Root.AcroForm = Name.X
    pdf.Root.OCProperties = Dictionary(OCGs=3)
    pdf.Root.Lang = 5
    pdf.pages[0].obj.Annots = Dictionary(A=1)
    pdf.pages[0].obj.StructParents = String("a")


@pytest.mark.parametrize(
    "change", [_tree_without_end, _bookmarks_without_end, _numbers_without_end, _of_other_kinds]
)
def test_a_pdf_that_is_malformed_inside_costs_its_tags_and_bookmarks_but_no_words(
    engine, letter, change
) -> None:
    made = joined(engine, letter, part(plain_pdf("Toch te lezen", change=change)))
    assert texts_of(made.pdf)[-1] == "Toch te lezen"
    assert not made.is_accessible


@given(st.data())
@settings(max_examples=60)
def test_whatever_is_done_to_a_pdf_it_is_joined_or_refused_and_the_letter_stays_whole(
    letter, report, data
) -> None:
    harmed = bytearray(
        data.draw(st.sampled_from((plain_pdf("a", change=with_form), report, plain_pdf(change=with_file))))
    )
    for _time in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(harmed) - 1))
        harmed[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
        if not harmed:
            return
    try:
        made = join_here(letter, [], [part(bytes(harmed))], DocumentFacts("Werk"))
    except LayoutProblem:
        return
    assert texts_of(made.pdf)[:2] == texts_of(letter)
    assert said_in(made.pdf) == (made.is_accessible, made.is_archivable)
    if made.is_accessible:
        assert validate(made.pdf, ("PDF/UA-1",)) == ()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux says how much memory a process has")
def test_a_file_that_unpacks_to_more_than_any_memory_is_refused() -> None:
    with pytest.raises(LayoutProblem) as refused, bounded_memory(100_000_000):
        bytearray(400_000_000)
    assert refused.value.failure is Failure.PART_TOO_LONG
    assert len(bytearray(400_000_000)) == 400_000_000


def test_more_pages_than_any_letter_has_are_refused(engine, letter) -> None:
    def repeated(pdf: Any) -> None:
        for _time in range(3_000):
            pdf.pages.append(pdf.pages[0])

    with pytest.raises(LayoutFailed, match=r"^Bijlage 1 kan niet .* groter dan samengevoegd kan worden"):
        joined(engine, letter, part(plain_pdf(change=repeated)))
