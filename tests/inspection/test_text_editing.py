"""Text is replaced across runs as in a plain text, and every other run keeps its look."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefmaker.inspection.text_editing import replace_in, replace_text
from briefmaker.inspection.word_editing import WordEdit
from briefmaker.inspection.word_file import TextParagraph, W
from tests.inspection.changed_files import DOCUMENT, NAMESPACES, member, paragraphs, word_file

LETTERS = st.text(alphabet='abc é&<>"{}%', max_size=8)
LOOKS = ("", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>')


@st.composite
def torn(draw: st.DrawFn) -> tuple[etree._Element, str]:
    """A paragraph in random runs, with what Word puts between them, and its text."""
    pieces, text = [], ""
    for _run in range(draw(st.integers(0, 7))):
        look = draw(st.sampled_from(LOOKS))
        inside = ""
        for _piece in range(draw(st.integers(0, 3))):
            kind = draw(st.sampled_from(("text", "text", "tab", "break", "mark")))
            if kind == "text":
                words = draw(LETTERS)
                escaped = words.replace("&", "&amp;").replace("<", "&lt;")
                inside += f'<w:t xml:space="preserve">{escaped}</w:t>'
                text += words
            elif kind == "mark":
                inside += "<w:lastRenderedPageBreak/>"
            else:
                inside += "<w:tab/>" if kind == "tab" else "<w:br/>"
                text += "\t" if kind == "tab" else "\n"
        run = f"<w:r><w:rPr>{look}</w:rPr>{inside}</w:r>"
        wrapper = draw(st.sampled_from(("", "", "hyperlink", "smartTag", "ins")))
        pieces.append(f"<w:{wrapper}>{run}</w:{wrapper}>" if wrapper else run)
        pieces.append(
            draw(st.sampled_from(("", '<w:proofErr w:type="spellStart"/>', '<w:bookmarkEnd w:id="1"/>')))
        )
    root = etree.fromstring(f"<w:document {NAMESPACES}><w:p>{''.join(pieces)}</w:p></w:document>")
    return root[0], text


def looks_of(paragraph: TextParagraph) -> list[bytes]:
    """The look of each character."""
    looks = []
    for piece in paragraph.pieces:
        look = (
            etree.tostring(piece.run.find(f"{W}rPr"), method="c14n", with_tail=False)
            if piece.run is not None and piece.run.find(f"{W}rPr") is not None
            else b""
        )
        looks += [look] * (piece.end - piece.start)
    return looks


@given(torn(), st.data())
def test_text_in_torn_runs_is_replaced_as_in_plain_text(
    made: tuple[etree._Element, str], data: st.DataObject
) -> None:
    element, text = made
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = data.draw(st.text(alphabet="abx\t\n <&", max_size=8))
    before = looks_of(TextParagraph(0, element))
    marks = len(list(element.iter(f"{W}bookmarkEnd", f"{W}lastRenderedPageBreak")))
    replace_text(TextParagraph(0, element), start, end, new)
    after = TextParagraph(0, element)
    assert after.text == text[:start] + new + text[end:]
    looks = looks_of(after)
    assert looks[:start] == before[:start], "what stands before keeps its look"
    assert looks[start + len(new) :] == before[end:], "what stands behind keeps its look"
    if start < end and new:
        assert set(looks[start : start + len(new)]) <= set(before[start:end]), "no look comes from elsewhere"
    assert len(list(element.iter(f"{W}bookmarkEnd", f"{W}lastRenderedPageBreak"))) == marks
    assert not [
        text
        for text in element.iter(f"{W}t")
        if text.text and text.text != text.text.strip() and "preserve" not in text.values()
    ]


@given(torn(), st.data())
def test_a_joined_text_stands_in_one_run(made: tuple[etree._Element, str], data: st.DataObject) -> None:
    element, text = made
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start == end:
        return
    replace_text(TextParagraph(0, element), start, end, "{{ naam }}", in_one_run=True)
    after = TextParagraph(0, element)
    assert after.text == f"{text[:start]}{{{{ naam }}}}{text[end:]}"
    assert len({piece.run for piece in after.pieces_in(start, start + 10)}) == 1


@given(st.lists(torn(), min_size=1, max_size=3), st.data())
def test_the_rest_of_a_part_keeps_every_byte(
    made: list[tuple[etree._Element, str]], data: st.DataObject
) -> None:
    body = "\r\n  <!-- opmerking -->".join(etree.tostring(each).decode() for each, _text in made)
    docx = word_file(f"{body}<w:p w:rsidR='00AB'  ><w:r ><w:t>Ongemoeid &#233; &gt;</w:t></w:r></w:p>")
    edit = WordEdit(docx)
    part = edit.part(DOCUMENT)
    assert part is not None
    number = data.draw(st.integers(0, len(made) - 1))
    paragraph = part.paragraphs[number]
    before = member(docx)
    replace_in(paragraph, 0, 0, "Nieuw")
    after = member(edit.docx())
    assert paragraphs(edit.docx())[number] == "Nieuw" + made[number][1]
    place = before.split("\r\n  <!-- opmerking -->")
    changed = after.split("\r\n  <!-- opmerking -->")
    assert [a for n, a in enumerate(place) if n not in {number}][1:] == [
        a for n, a in enumerate(changed) if n != number
    ][1:]
    assert after.endswith(before[before.index("<w:p w:rsidR='00AB'") :])
    assert after.startswith(before[: before.index("<w:body>")])


_IN_BOX = "<w:txbxContent><w:p><w:r><w:t>Postbus 1</w:t></w:r></w:p></w:txbxContent>"
TEXT_BOX = (
    f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{_IN_BOX}</w:drawing></mc:Choice>'
    f"<mc:Fallback><w:pict><v:textbox>{_IN_BOX}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def test_what_word_keeps_for_old_programs_changes_along() -> None:
    edit = WordEdit(word_file(TEXT_BOX))
    part = edit.part(DOCUMENT)
    assert part is not None
    replace_in(part.paragraphs[1], 0, 9, "Postbus 2")
    assert member(edit.docx()).count("Postbus 2") == 2
    assert "Postbus 1" not in member(edit.docx())
