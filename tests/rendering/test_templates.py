# ruff: noqa: E501, ISC004, PT017, RUF018, RUF100
"""Which templates are taken, and what their makers are told."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from briefmaker.errors import RenderingFailed, UnusablePack
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.letter import EnclosuresPart
from briefmaker.rendering import compile_template
from tests.rendering.letters import body, letter, par
from tests.rendering.word_files import STYLES, p, parts, styles_xml, with_parts, word_file, zipped


def objections(body_xml: str, **more: object) -> list[str]:
    """What is said about a template with this body."""
    with pytest.raises(UnusablePack) as refused:
        compile_template(word_file(body_xml, **more), STYLES)
    return str(refused.value).split("\n")


PAYLOADS = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ lipsum.__globals__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ onderwerp.__class__ }}",
    "{{ onderwerp|attr('__class__') }}",
    "{{ '{0.__class__}'.format(onderwerp) }}",
    "{{ geadresseerde|map(attribute='__class__')|list }}",
    "{{ self._TemplateReference__context }}",
    "{{ onderwerp.upper() }}",
    "{{ geadresseerde.append('x') }}",
    "{{ range(1000000000) }}",
    "{% for a in range(99999) %}x{% endfor %}",
    "{{ 'A' * 10**10 }}",
    "{{ 'A' * 100 }}",
    "{{ onderwerp * 9 }}",
    "{{ '%9999999999d' % 1 }}",
    "{{ onderwerp|center(99999999) }}",
    "{{ onderwerp|wordwrap(1) }}",
    "{{ onderwerp|replace('a', 'aaaa') }}",
    "{{ onderwerp|safe }}",
    "{{ onderwerp|list }}",
    "{{ 2 ** 99999 }}",
    "{% autoescape false %}{{ onderwerp }}{% endautoescape %}",
    "{% include 'x' %}",
    "{% import 'x' as y %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% macro a() %}x{% endmacro %}",
    "{% set x = 1 %}{{ x }}",
    "{% filter upper %}x{% endfilter %}",
    "{% call x() %}y{% endcall %}",
    "{% do x %}",
    "{% debug %}",
    "{% for a in geadresseerde %}{% for b in geadresseerde %}x{% endfor %}{% endfor %}",
    "{% for a in geadresseerde recursive %}{{ loop(a) }}{% endfor %}",
    "{% for a in [1, 2, 3] %}x{% endfor %}",
    "{% for a, b in geadresseerde %}x{% endfor %}",
    "{{ {'a': 1} }}",
    "{{ geadresseerde[0:9] }}",
    "{{ geadresseerde[0] }}",
    "{{ onderwerp['__class__'] }}",
    "{{ loop.__init__ }}",
    "{% for r in geadresseerde %}{{ loop.__init__ }}{% endfor %}",
    "{% for r in geadresseerde %}{{ loop.cycle('a') }}{% endfor %}",
    "{{ onderwerp is callable }}",
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_template_cannot_run_programs_or_run_away(payload: str) -> None:
    start = time.perf_counter()
    escaped = payload.replace("<", "&lt;")
    assert objections(p(escaped))
    assert time.perf_counter() - start < 2


def test_a_loop_over_a_text_takes_lines_and_not_characters() -> None:
    template = compile_template(word_file(p("{% for c in onderwerp %}[{{ c }}]{% endfor %}")), STYLES)
    assert template.render(letter(onderwerp="ab")).paragraphs[0].text == "[ab]"


def test_every_broken_tag_is_named_with_words_around_it() -> None:
    found = objections(
        p("Onderwerp: {{ onder werp }}")
        + p("Datum {{ datum")
        + p("{% if x %}")
        + p("{% hocus %}")
        + p("{% endfor %}")
    )
    text = "\n".join(found)
    assert "onder werp" in text
    assert "Onderwerp:" in text
    assert "hocus" in text
    assert "endfor" in text
    assert len(found) >= 4
    assert all("de brief zelf" in sentence for sentence in found)


def test_problems_in_all_parts_are_found_at_once() -> None:
    found = objections(p("{{ a b }}"), headers=(p("{{ c d }}"),), footers=(p("{{ e f }}"),))
    assert [("header1.xml" in sentence, "footer1.xml" in sentence) for sentence in found] == [
        (False, False), (True, False), (False, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body_xml",
    [
        p("Tekst naast {{p brieftekst }}"),
        p("{%p if x %} en meer") + p("{%p endif %}"),
        p("{%p if x %}ja{%p endif %}"),
    ],
)
def test_words_beside_a_paragraph_tag_would_be_lost_and_are_reported(body_xml: str) -> None:
    assert "p" in objections(body_xml)[0]


@pytest.mark.parametrize(
    "body_xml",
    [
        p("{% if x %}") + p("tekst") + p("{%p endif %}"),
        p("{%p if x %}") + "<w:tbl><w:tblGrid/><w:tr><w:tc>" + p("{%p endif %}") + "</w:tc></w:tr></w:tbl>",
    ],
)
def test_a_condition_that_ends_elsewhere_than_it_begins_is_reported(body_xml: str) -> None:
    assert objections(body_xml)


def test_a_condition_over_two_paragraphs_that_stays_in_their_text_is_allowed() -> None:
    template = compile_template(word_file(p("{% if x %}een") + p("twee{% endif %} drie")), STYLES)
    assert [found.text for found in template.render(letter(x="j")).paragraphs] == ["een", "twee drie"]
    assert [found.text for found in template.render(letter(x="")).paragraphs] == [" drie"]


def test_a_placeholder_in_a_field_instruction_is_refused() -> None:
    assert objections('<w:p><w:r><w:instrText> INCLUDETEXT "{{ onderwerp }}" </w:instrText></w:r></w:p>')


def test_an_unknown_placeholder_is_named_with_what_was_probably_meant() -> None:
    with pytest.raises(UnusablePack) as refused:
        compile_template(word_file(p("Betreft {{ ondewerp }}")), STYLES, known=["onderwerp", "datum"])
    assert "ondewerp" in str(refused.value)
    assert "onderwerp" in str(refused.value)


def test_what_a_template_asks_of_an_entry_must_be_one_of_its_fields() -> None:
    loop = p("{%p for x in wie %}") + p("{{ x.nam }}") + p("{%p endfor %}")
    with pytest.raises(UnusablePack) as refused:
        compile_template(word_file(loop), STYLES, known=["wie", "wie.naam", "wie.rol"])
    assert "“wie.nam”" in str(refused.value)
    assert "Bedoelt u “wie.naam”?" in str(refused.value)
    compile_template(word_file(loop.replace("nam }", "rol }")), STYLES, known=["wie", "wie.naam", "wie.rol"])


def test_a_placeholder_without_a_value_is_named() -> None:
    template = compile_template(word_file(p("{{ onderwerp }} {{ bijzonder }}")), STYLES)
    with pytest.raises(RenderingFailed, match="bijzonder"):
        template.render(letter(onderwerp="x"))


def test_an_attribute_that_enclosures_do_not_have_is_named() -> None:
    template = compile_template(word_file(p("{% for b in bijlagen %}{{ b.title }}{% endfor %}")), STYLES)
    with pytest.raises(RenderingFailed, match="title"):
        template.render(
            letter(bijlagen=EnclosuresPart(enclosures=(Enclosure(title="x", body=body(par("y"))),)))
        )


def test_missing_styles_are_all_named() -> None:
    with pytest.raises(UnusablePack) as refused:
        compile_template(word_file(p("x"), styles=styles_xml(drop=("heading 2", "Emphasis"))), STYLES)
    assert "heading 2" in str(refused.value)
    assert "Emphasis" in str(refused.value)


def test_a_text_beside_constants_with_entities_is_printed_once_escaped() -> None:
    template = compile_template(word_file(p('{{ onderwerp ~ " &amp; " ~ datum }}')), STYLES)
    assert template.render(letter(onderwerp="a", datum="b")).paragraphs[0].text == "a & b"


# --- Files ------------------------------------------------------------------------------------------

GOOD = word_file(p("{{ onderwerp }}"))


def without(name: str) -> bytes:
    return zipped({other: data for other, data in parts(GOOD).items() if other != name})


def encrypted() -> bytes:
    data = bytearray(GOOD)
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\1\2":
            data[at + 8] |= 1
    return bytes(data)


def twice() -> bytes:
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def linked(kind: str, target: str, mode: str = "External") -> bytes:
    link = (
        f'<Relationship Id="rId99" TargetMode="{mode}" Target="{target}" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    )
    return word_file(p("x"), document_links=link)


DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "'
    + b"a" * 1000
    + b'">'
    + b"".join(b'<!ENTITY b%d "%b">' % (n, (b"&a;" if not n else b"&b%d;" % (n - 1)) * 100) for n in range(6))
    + b"]><x>&b5;</x>"
)

BAD = {
    "empty": b"",
    "not a zip": b"%PDF-1.7 " * 100,
    "cut off": GOOD[: len(GOOD) // 2],
    "encrypted": encrypted(),
    "a part twice": twice(),
    "no content types": without("[Content_Types].xml"),
    "no document": without("word/document.xml"),
    "no relationships": without("word/_rels/document.xml.rels"),
    "no styles": without("word/styles.xml"),
    "broken document": with_parts(GOOD, {"word/document.xml": b"<w:document><w:body>"}),
    "broken styles": with_parts(GOOD, {"word/styles.xml": b"<x"}),
    "broken relationships": with_parts(GOOD, {"word/_rels/document.xml.rels": b"\xff\xfe"}),
    "doctype": with_parts(GOOD, {"word/document.xml": DOCTYPE}),
    "billion laughs": with_parts(GOOD, {"word/styles.xml": BOMB}),
    "another root": with_parts(GOOD, {"word/document.xml": b"<x/>"}),
    "xml bomb": with_parts(GOOD, {"word/document.xml": b"<x>" + b"<w/>" * 3_000_000 + b"</x>"}),
    "escaping name": zipped({**parts(GOOD), "../../x.xml": b"<x/>"}),
    "linked picture": linked("image", "http://example.nl/x.png"),
    "picture on a share": linked("image", r"\\server\share\x.png"),
    "html chunk": linked("aFChunk", "http://example.nl/x.html"),
    "ole object": linked("oleObject", "x.bin", "Internal"),
    "dangling": linked("image", "media/weg.png", "Internal"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_sentence(name: str) -> None:
    start = time.perf_counter()
    with pytest.raises(UnusablePack) as refused:
        compile_template(BAD[name], STYLES)
    assert str(refused.value).endswith((".", "."))
    assert time.perf_counter() - start < 5


def test_mutated_templates_give_sentences_or_letters_but_no_raw_exceptions() -> None:
    import random

    chance = random.Random(7)
    good = parts(GOOD)
    for _ in range(300):
        name = chance.choice(sorted(good))
        data = bytearray(good[name])
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 9)] = bytes(
                chance.choice(b"<>/\"'&{}% w:abp1") for _ in range(chance.randint(0, 5))
            )
        try:
            template = compile_template(with_parts(GOOD, {name: bytes(data)}), STYLES)
            template.render(letter(onderwerp="x"))
        except (UnusablePack, RenderingFailed) as refused:
            assert str(refused)
