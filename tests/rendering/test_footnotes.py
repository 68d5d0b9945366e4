"""Footnotes in Word: numbered through the letter and its enclosures, with marks and links of their own."""

from __future__ import annotations

import posixpath

import pytest
from lxml import etree

from briefmaker.errors import RefusedExport, UnusablePack
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body, Cell, Footnote, LineBreak, Paragraph, Row, Table, Text, inlines
from briefmaker.letter.document_type import BodyStyles
from briefmaker.letter.letter import EnclosuresPart
from briefmaker.rendering import compile_template, embedded_letter
from tests.rendering.letters import body, letter, par
from tests.rendering.word_files import STYLES, W, p, parts, with_parts, word_file, zipped

W_ = f"{{{W}}}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ENCLOSURES = p("{%p for bijlage in bijlagen %}") + p("{{p bijlage.tekst }}") + p("{%p endfor %}")
DOCX = word_file(p("{{p brieftekst }}") + ENCLOSURES)
FOOTNOTES = "word/footnotes.xml"


def noted(text: str, *notes: str) -> Paragraph:
    """A paragraph with these notes at its end."""
    return Paragraph(inlines=(Text(text=text), *(Footnote(note=inlines(note)) for note in notes)))


def rendered(*blocks: object, enclosure: Body | None = None, docx: bytes = DOCX, **how: object) -> bytes:
    enclosures = () if enclosure is None else (Enclosure(title="Bijlage", body=enclosure),)
    given = letter(brieftekst=body(*blocks), bijlagen=EnclosuresPart(enclosures=enclosures), voetnoot="vast")
    return compile_template(docx, STYLES).render(given, **how).docx


def notes_of(docx: bytes) -> dict[str, str]:
    """What each note says, with its sign as its style, by its id; separators left out."""
    root = etree.fromstring(parts(docx)[FOOTNOTES])
    return {
        note.get(f"{W_}id", ""): "".join(
            {f"{W_}t": node.text or "", f"{W_}br": "\n", f"{W_}footnoteRef": "#"}.get(node.tag, "")
            for node in note.iter()
        )
        for note in root
        if note.get(f"{W_}type") is None
    }


def references(docx: bytes) -> list[str]:
    root = etree.fromstring(parts(docx)["word/document.xml"])
    return [sign.get(f"{W_}id", "") for sign in root.iter(f"{W_}footnoteReference")]


def test_notes_are_numbered_on_from_the_letter_into_its_enclosures() -> None:
    table = Table(rows=(Row(cells=(Cell(blocks=(noted("cel", "drie"),)),)),))
    docx = rendered(noted("a", "een", "twee"), table, enclosure=body(noted("b", "vier & <vijf>")))
    assert references(docx) == ["1", "2", "3", "4"]
    assert notes_of(docx) == {"1": "# een", "2": "# twee", "3": "# drie", "4": "# vier & <vijf>"}


def test_a_letter_without_notes_gets_no_part_for_them() -> None:
    assert FOOTNOTES not in parts(rendered(par("a")))


def test_the_new_part_is_known_to_the_document_and_has_lines_above_the_notes() -> None:
    made = parts(rendered(noted("a", "b")))
    assert made["[Content_Types].xml"].count(b"footnotes+xml") == 1
    links = etree.fromstring(made["word/_rels/document.xml.rels"])
    assert [link.get("Target") for link in links if link.get("Type", "").endswith("/footnotes")] == [
        "footnotes.xml"
    ]
    kinds = [note.get(f"{W_}type") for note in etree.fromstring(made[FOOTNOTES])]
    assert kinds == ["separator", "continuationSeparator", None]


def test_a_note_has_marks_links_and_line_breaks() -> None:
    note = (
        Text(text="vet", strong=True),
        LineBreak(),
        Text(text="hier", emphasis=True, link="https://example.nl/?a=1&b=2"),
        Text(text="nergens", link="javascript:x"),
        Text(text="a\tb\r\nc"),
    )
    made = parts(rendered(Paragraph(inlines=(Text(text="x", link="https://tekst.nl"), Footnote(note=note)))))
    root = etree.fromstring(made[FOOTNOTES])
    assert [style.get(f"{W_}val") for style in root.iter(f"{W_}rStyle")] == ["Strong", "Hyperlink"]
    links = {
        link.get("Id"): link.get("Target") for link in etree.fromstring(made["word/_rels/footnotes.xml.rels"])
    }
    (link,) = root.iter(f"{W_}hyperlink")
    assert links == {link.get(R_ID): "https://example.nl/?a=1&b=2"}
    assert b"example.nl" not in made["word/_rels/document.xml.rels"]
    assert len([*root.iter(f"{W_}br")]) == 2
    assert len(root.findall(f".//{W_}r/{W_}tab")) == 1


@pytest.mark.parametrize("text", ["{{ voetnoot }}", "Van het sjabloon"])
def test_the_notes_of_the_template_stay(text: str) -> None:
    own = (
        f'<w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
        f'<w:footnote w:type="continuationSeparator" w:id="1">{p("")}</w:footnote>'
        f'<w:footnote w:id="7">{p(text)}</w:footnote>'
    )
    docx = word_file(p("{{p brieftekst }}") + ENCLOSURES, footnotes=own)
    printed = "vast" if "{" in text else text
    assert notes_of(rendered(noted("a", "b"), docx=docx)) == {"7": printed, "8": "# b"}
    assert notes_of(rendered(par("a"), docx=docx)) == {"7": printed}
    links = parts(rendered(noted("a", "b"), docx=docx))["word/_rels/document.xml.rels"]
    assert links.count(b"/footnotes") == 1


def test_endnotes_of_the_template_are_filled_in_too() -> None:
    own = f'<w:footnote w:id="7">{p("{{ voetnoot }}")}</w:footnote>'
    members = parts(word_file(p("{{p brieftekst }}") + ENCLOSURES, footnotes=own))
    members["word/endnotes.xml"] = members.pop(FOOTNOTES).replace(b"footnote", b"endnote")
    for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
        members[name] = members[name].replace(b"footnotes", b"endnotes")
    made = etree.fromstring(parts(rendered(par("a"), docx=zipped(members)))["word/endnotes.xml"])
    assert "".join(node.text or "" for node in made.iter(f"{W_}t")) == "vast"


def test_a_footer_with_a_condition_only_is_filled_in_too() -> None:
    docx = word_file(p("{{p brieftekst }}") + ENCLOSURES, footers=(p("{% if voetnoot %}Vast{% endif %}"),))
    made = etree.fromstring(parts(rendered(par("a"), docx=docx))["word/footer1.xml"])
    assert "".join(node.text or "" for node in made.iter(f"{W_}t")) == "Vast"


def test_links_of_the_templates_own_notes_stay() -> None:
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'hyperlink" '
        b'TargetMode="External" Target="https://vast.nl"/></Relationships>'
    )
    docx = word_file(
        p("{{p brieftekst }}") + ENCLOSURES,
        footnotes=f'<w:footnote w:id="1">{p("x")}</w:footnote>',
        extra={"word/_rels/footnotes.xml.rels": rels},
    )
    linked = Paragraph(inlines=(Footnote(note=(Text(text="y", link="https://los.nl"),)),))
    made = parts(rendered(linked, docx=docx))["word/_rels/footnotes.xml.rels"]
    assert [link.get("Target") for link in etree.fromstring(made)] == ["https://vast.nl", "https://los.nl"]


def test_every_relationship_and_part_is_there() -> None:
    made = parts(rendered(noted("a", "b"), letter_json=b"{}"))
    types = etree.fromstring(made["[Content_Types].xml"])
    assert {entry.get("PartName", "").lstrip("/") for entry in types} - {""} <= made.keys()
    for name, data in made.items():
        if name.endswith(".rels"):
            folder = name.rsplit("_rels/", 1)[0]
            for link in etree.fromstring(data):
                assert posixpath.normpath(posixpath.join(folder, link.get("Target", ""))).lstrip("/") in made


def test_a_note_that_was_changed_in_word_is_noticed() -> None:
    docx = rendered(noted("a", "een noot"), letter_json=b"{}")
    found = embedded_letter(docx)
    assert found is not None
    assert found.text_is_unchanged
    changed = parts(docx)[FOOTNOTES].replace(b"een noot", b"een andere")
    found = embedded_letter(with_parts(docx, {FOOTNOTES: changed}))
    assert found is not None
    assert not found.text_is_unchanged


def test_a_character_that_word_cannot_carry_is_named_in_a_note_too() -> None:
    with pytest.raises(RefusedExport) as refused:
        rendered(Paragraph(id="p", inlines=(Footnote(note=inlines("a\x07b")),)))
    assert [(problem.where.field, problem.where.block) for problem in refused.value.problems] == [
        ("brieftekst", "p")
    ]
    assert "U+0007" in str(refused.value)


def test_the_place_of_a_note_is_the_block_it_belongs_to() -> None:
    made = compile_template(DOCX, STYLES).render(
        letter(
            brieftekst=body(Paragraph(id="p", inlines=(Text(text="x"), Footnote(note=inlines("noot"))))),
            bijlagen=EnclosuresPart(),
        )
    )
    (note,) = made.header_paragraphs
    assert note.text == " noot"
    assert note.place is not None
    assert (note.place.field, note.place.block) == ("brieftekst", "p")


def test_a_template_from_before_footnotes_prints_them_raised() -> None:
    root = etree.fromstring(parts(rendered(noted("a", "b")))["word/document.xml"])
    (sign,) = root.iter(f"{W_}footnoteReference")
    assert sign.getparent().find(f"{W_}rPr/{W_}vertAlign").get(f"{W_}val") == "superscript"


def test_a_style_that_was_asked_for_by_name_must_be_there() -> None:
    with pytest.raises(UnusablePack, match="Voetnootteken"):
        compile_template(DOCX, BodyStyles(footnote_reference="Voetnootteken"))


def test_a_short_last_paragraph_with_a_note_goes_along_with_the_closing() -> None:
    root = etree.fromstring(parts(rendered(par("a"), noted("slot", "noot")))["word/document.xml"])
    kept = [found.find(f"{W_}pPr/{W_}keepNext") is not None for found in root.iter(f"{W_}p")]
    assert kept == [False, True]
