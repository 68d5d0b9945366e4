# ruff: noqa: E501, ISC004, PT017, RUF018, RUF100
"""Whatever is typed comes out as typed, or is refused with a sentence; nothing changes in silence."""

from __future__ import annotations

import io
import os
import random
import re
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from briefmaker.errors import RefusedExport
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import (
    Body,
    Cell,
    Footnote,
    Heading,
    Image,
    Inline,
    LineBreak,
    ListBlock,
    ListItem,
    Paragraph,
    Row,
    Table,
    Text,
)
from briefmaker.letter.characters import illegal_characters
from briefmaker.letter.letter import EnclosuresPart, Letter, LinesPart
from briefmaker.rendering import CompiledTemplate, compile_template
from tests.rendering.letters import (
    HOSTILE,
    ILLEGAL,
    NASTY,
    any_text,
    bodies,
    enclosures,
    legal_text,
    letter,
    par,
    png,
)
from tests.rendering.word_files import STYLES, W, p, shipped_letter, word_file

DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
TEMPLATE = word_file(
    p("{{ onderwerp }}")
    + p("{%p for regel in geadresseerde %}")
    + p("{{ regel }}")
    + p("{%p endfor %}")
    + p("{{p brieftekst }}")
    + p("{%p for bijlage in bijlagen %}")
    + p("{{ bijlage.titel }}")
    + p("{{p bijlage.tekst }}")
    + p("{%p endfor %}"),
    headers=(p("{{ ons_kenmerk }}"),),
    footers=(p("{{ woordmerk }}"),),
    footnotes=f'<w:footnote w:id="1">{p("{{ voetnoot }}")}</w:footnote>',
)


@pytest.fixture(scope="module")
def template() -> CompiledTemplate:
    return compile_template(TEMPLATE, STYLES)


def printed(docx: bytes, part: str = "word/document.xml", *, alternatives: bool = True) -> str:
    """The text of a part, read with a walk of the tests' own; that of a picture is its alternative text."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name), etree.XMLParser(recover=False))
        root = etree.fromstring(archive.read(part))
    signs = {f"{{{W}}}tab": "\t", f"{{{W}}}br": "\n"}
    out = []
    for element in root.iter():
        if element.tag == f"{{{W}}}t":
            out.append(element.text or "")
        elif element.tag in signs and element.getparent().tag == f"{{{W}}}r":
            out.append(signs[element.tag])
        elif element.tag == DOC_PR and alternatives:
            out.append(element.get("descr", ""))
    return "".join(out)


def typed(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def everywhere(text: str) -> Letter:
    """A letter with the same text in every part."""
    note: tuple[Inline, ...] = (Text(text=text), Footnote(note=(Text(text=text, link="https://example.nl"),)))
    made = Body(
        blocks=(
            Paragraph(id="p", inlines=(Text(text=text), LineBreak(), Text(text=text, strong=True))),
            Heading(id="h", level=2, inlines=(Text(text=text, link="https://example.nl"),)),
            ListBlock(
                id="l",
                kind="numbered",
                items=(ListItem(id="i", blocks=(Paragraph(id="q", inlines=(Text(text=text),)),)),),
            ),
            Image(id="m", data=png(), alt=text),
            Table(
                id="t",
                rows=(Row(cells=(Cell(row_span=2, blocks=(Paragraph(id="c", inlines=note),)),)), Row()),
            ),
        )
    )
    return letter(
        onderwerp=text,
        geadresseerde=LinesPart(lines=(text, text)),
        ons_kenmerk=text,
        voetnoot=text,
        brieftekst=made,
        bijlagen=EnclosuresPart(enclosures=(Enclosure(title=text, body=made),)),
    ).model_copy(update={"title": text, "subject": text})


def assert_as_typed_or_refused(template: CompiledTemplate, text: str) -> bool:
    """Whether it was printed; fails when it was changed, or refused without a reason."""
    bad = illegal_characters(text)
    try:
        docx = template.render(everywhere(text), {"woordmerk": text}, letter_json=b"{}").docx
    except RefusedExport as refusal:
        assert bad, f"refused without a reason: {text!r}"
        for character in bad:
            assert f"U+{ord(character):04X}" in str(refusal)
        assert {problem.where.field for problem in refusal.problems} >= {
            "onderwerp",
            "brieftekst",
            "bijlagen/0/titel",
        }
        return False
    assert not bad
    one = typed(text)
    in_body = f"{one}\n{one}{one}{one}{one}{one}"
    assert printed(docx) == f"{one}{one}{one}{in_body}{one}{in_body}"
    assert printed(docx, "word/header1.xml") == one
    assert printed(docx, "word/footer1.xml") == one
    assert printed(docx, "word/footnotes.xml") == f"{one} {one} {one}"
    return True


@pytest.mark.parametrize("text", [HOSTILE, *NASTY, "&" * 3 + "\r", "a\tb\n\nc", " voor en na ", ""])
def test_is_printed_as_typed(template: CompiledTemplate, text: str) -> None:
    assert assert_as_typed_or_refused(template, text)


@pytest.mark.parametrize("character", ILLEGAL)
def test_a_character_that_word_cannot_carry_is_named(template: CompiledTemplate, character: str) -> None:
    assert not assert_as_typed_or_refused(template, f"voor {character} na")


def test_the_refusal_says_where_and_what_to_do(template: CompiledTemplate) -> None:
    with pytest.raises(RefusedExport) as refused:
        template.render(everywhere("a\x07b"), {"woordmerk": "x"})
    assert "U+0007" in str(refused.value)
    places = {(problem.where.field, problem.where.block) for problem in refused.value.problems}
    assert {("onderwerp", ""), ("brieftekst", "p"), ("brieftekst", "q"), ("bijlagen/0/tekst", "h")} <= places


EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "5000"))


def test_thousands_of_hostile_values_in_every_part_of_a_letter(template: CompiledTemplate) -> None:
    chance = random.Random(20261123)
    accepted = 0
    for number in range(EXAMPLES):
        pieces = [
            chance.choice(NASTY) if chance.random() < 0.7 else _anything(chance)
            for _ in range(chance.randint(1, 6))
        ]
        if number % 3 == 0:
            pieces.insert(chance.randrange(len(pieces)), chance.choice(ILLEGAL))
        accepted += assert_as_typed_or_refused(template, "".join(pieces))
    assert accepted >= EXAMPLES / 2


def _anything(chance: random.Random) -> str:
    """Some characters of any planes, surrogates and controls among them now and then."""
    return "".join(
        chr(chance.choice((chance.randrange(0x20, 0x250), chance.randrange(0x20, 0x110000))))
        for _ in range(3)
    )


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_letter_is_printed_whole_or_refused(template: CompiledTemplate, data: st.DataObject) -> None:
    texts = data.draw(st.sampled_from([legal_text, any_text]))
    given_letter = letter(
        onderwerp=data.draw(texts),
        geadresseerde=data.draw(st.lists(texts, max_size=3)),
        ons_kenmerk=data.draw(texts),
        voetnoot=(voetnoot := data.draw(texts)),
        brieftekst=data.draw(bodies(texts, nested_tables=True)),
        bijlagen=data.draw(enclosures(texts)),
    )
    body = given_letter.parts["brieftekst"].body
    try:
        rendered = template.render(given_letter, {"woordmerk": "x"})
    except RefusedExport as refusal:
        assert refusal.problems
        return
    read = printed(rendered.docx)
    at = 0
    for text in body.texts():
        assert (found := read.find(typed_runs(text), at)) >= 0
        at = found
    at = 0
    for image in body.images():
        assert (found := read.find(typed(image.alt), at)) >= 0
        at = found
    without_pictures = printed(rendered.docx, alternatives=False)
    assert "".join(paragraph.text for paragraph in rendered.paragraphs) == without_pictures
    notes = "".join(paragraph.text for paragraph in rendered.header_paragraphs)
    assert notes.endswith(printed(rendered.docx, "word/footnotes.xml").removeprefix(typed(voetnoot)))


def typed_runs(text: str) -> str:
    """The first run of text up to a carriage return, which may stand at the border of two runs."""
    return re.split("[\r\n]", text)[0]


def test_a_megabyte_of_text_is_printed_in_time_linear_in_its_length(template: CompiledTemplate) -> None:
    import time

    sentence = "Dit is een zin van de brief, met een komma & een en-teken. "
    times = []
    for size in (250_000, 1_000_000):
        count = size // len(sentence) // 10
        blocks = tuple(par(sentence * 10, f"b{number}") for number in range(count))
        long_letter = letter(
            onderwerp="x", geadresseerde=[], ons_kenmerk="", voetnoot="", brieftekst=Body(blocks=blocks),
            bijlagen=EnclosuresPart(),
        )  # fmt: skip
        best = 9.0
        for _ in range(3):
            start = time.process_time()
            docx = template.render(long_letter, {"woordmerk": "x"}).docx
            best = min(best, time.process_time() - start)
        times.append(best)
        assert printed(docx) == "x" + sentence * 10 * count
    assert times[1] < 8 * times[0] + 0.05


def test_a_megabyte_in_one_paragraph_is_printed(template: CompiledTemplate) -> None:
    assert assert_as_typed_or_refused(template, "woord " * 160_000)


def test_a_text_that_no_word_processor_opens_is_refused_with_its_place(template: CompiledTemplate) -> None:
    with pytest.raises(RefusedExport) as refused:
        template.render(everywhere("€" * 4_000_000), {"woordmerk": ""})
    assert refused.value.problems[0].where.field == "onderwerp"


def test_no_value_is_run_as_a_template(template: CompiledTemplate) -> None:
    rendered = template.render(everywhere("{{ 7*7 }} {% for x in y %}"), {"woordmerk": "{{ 7*7 }}"})
    assert "49" not in printed(rendered.docx)


def test_control_characters_cannot_fake_a_place(template: CompiledTemplate) -> None:
    with pytest.raises(RefusedExport):
        template.render(everywhere("\x01aanhef\x1f\x02x\x03"), {"woordmerk": ""})


REAL = shipped_letter()


HOUSE_STYLES_OWN = {"woordmerk", "status", "paginanummer"}


@pytest.mark.parametrize("field", sorted(compile_template(REAL, STYLES).placeholders - HOUSE_STYLES_OWN))
def test_hostile_text_in_a_field_of_our_own_template(field: str) -> None:
    template = compile_template(REAL, STYLES)
    parts = dict.fromkeys(template.placeholders - HOUSE_STYLES_OWN - {"bijlagen", "brieftekst"}, "")
    if field == "bijlagen":
        value = EnclosuresPart(enclosures=(Enclosure(title=HOSTILE, body=Body(blocks=(par(HOSTILE),))),))
    elif field == "brieftekst":
        value = Body(blocks=(par(HOSTILE),))
    else:
        value = HOSTILE
    given_letter = letter(**{"brieftekst": Body(), "bijlagen": EnclosuresPart(), **parts, field: value})
    assert HOSTILE in printed(
        template.render(given_letter, {"woordmerk": "x", "status": "", "paginanummer": "Pagina"}).docx
    )
