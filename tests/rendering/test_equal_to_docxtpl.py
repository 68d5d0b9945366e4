# ruff: noqa: E501, ISC004, PT017, RUF018, RUF100
"""What the compiled renderer writes is what docxtpl writes, part by part."""

from __future__ import annotations

import datetime
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmaker.letter.answers import Enclosure
from briefmaker.letter.letter import EnclosuresPart, Gap, Letter, LinesPart, TextPart
from briefmaker.rendering import CompiledTemplate, compile_template
from briefmaker.rendering.body_writer import BodyWriter
from briefmaker.rendering.context import letter_context
from tests.rendering.letters import bodies, body, enclosures, items, legal_text, letter, par
from tests.rendering.word_files import (
    STYLES,
    WordXml,
    docxtpl_output,
    p,
    shipped_letter,
    text_parts,
    word_file,
)

_DRAWING_ID = re.compile(rb' id="[0-9]+"(?= name=")')
"""docxtpl numbers all drawings anew."""
BOLD = "<w:rPr><w:b/></w:rPr>"
CELL = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{}</w:tc>'


def row(*cells: str) -> str:
    return "<w:tr>" + "".join(CELL.format(p(cell)) for cell in cells) + "</w:tr>"


def table(*rows: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


def picture(number: int) -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="{number}" name="p{number}"/>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


PLACEHOLDERS = p("{{ onderwerp }}") + p("Datum: {{ datum }}", BOLD)
VARIATIONS = {
    "plain": word_file(PLACEHOLDERS),
    "a body and enclosures": word_file(
        p("{{p brieftekst }}")
        + p("{%p for bijlage in bijlagen %}")
        + p("{{ bijlage.titel }}")
        + p("{{p bijlage.tekst }}")
        + p("{%p endfor %}")
    ),
    "lines as paragraphs": word_file(
        p("{%p if geadresseerde %}")
        + p("{%p for regel in geadresseerde %}")
        + p("{{ regel }}", BOLD)
        + p("{%p endfor %}")
        + p("{%p else %}")
        + p("Niemand")
        + p("{%p endif %}")
    ),
    "lines with breaks": word_file(
        p(
            "{% for regel in geadresseerde %}{{ regel }}{% if not loop.last %}</w:t><w:br/><w:t>{% endif %}{% endfor %}"
        )
    ),
    "rows that vanish": word_file(
        table(
            row("Onderwerp", "{{ onderwerp }}"),
            f"<w:tr>{CELL.format(p('{%tr if ons_kenmerk %}'))}{CELL.format(p(''))}</w:tr>",
            row("Ons kenmerk", "{{ ons_kenmerk }}"),
            f"<w:tr>{CELL.format(p('{%tr endif %}'))}{CELL.format(p(''))}</w:tr>",
        )
    ),
    "rows that loop": word_file(
        table(
            row("{%tr for regel in geadresseerde %}", ""),
            row("{{ loop.index }}", "{{ regel }}"),
            row("{%tr endfor %}", ""),
        )
    ),
    "columns that loop": word_file(
        table(
            "<w:tr>"
            + "".join(
                CELL.format(p(text))
                for text in ("{%tc for regel in geadresseerde %}", "{{ regel }}", "{%tc endfor %}")
            )
            + "</w:tr>"
        )
    ),
    "tags torn apart by Word": word_file(
        '<w:p><w:r><w:t>{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:i/></w:rPr><w:t>{ </w:t></w:r>'
        "<w:r><w:rPr><w:b/></w:rPr><w:t>onder</w:t></w:r><w:r><w:t>werp }</w:t></w:r><w:r><w:t>}</w:t></w:r>"
        '<w:r><w:t xml:space="preserve"> na</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>{% if</w:t></w:r><w:r><w:t> datum == “x” %}ja{% else %}nee{% endif %}</w:t></w:r></w:p>"
    ),
    "white space control": word_file(
        p("Voor {%- if onderwerp %}")
        + p("{{ onderwerp }}")
        + p("{%- endif %} na")
        + p("{#p een opmerking #}")
    ),
    "filters": word_file(
        p("{{ onderwerp|upper }} {{ geadresseerde|join(', ') }} {{ ons_kenmerk|default('geen') }}")
    ),
    "headers, footers and footnotes": word_file(
        p("{{ onderwerp }}"),
        headers=(
            p("{{ woordmerk }}")
            + p("{%p if ons_kenmerk %}")
            + p("{{ ons_kenmerk }}", BOLD)
            + p("{%p endif %}"),
            p("Vast <w:tab/>"),
        ),
        footers=(
            '<w:p><w:r><w:t>{{ woordmerk }}</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            "<w:r><w:instrText> PAGE </w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        ),
        footnotes=f'<w:footnote w:id="1">\n {p("{{ onderwerp }} &amp; meer")}\n</w:footnote>',
    ),
    "pictures": word_file(picture(7) + PLACEHOLDERS + picture(7)),
    "pictures that loop": word_file(
        p("{%p for regel in geadresseerde %}") + picture(3) + p("{{ regel }}") + p("{%p endfor %}")
    ),
    "escaped braces in the template": word_file(p("Typ {_{ naam }_} en {_% if %_} &amp; {{ onderwerp }}")),
    "an attribute": word_file(
        '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="Merk {{ onderwerp }}"/></wp:inline>'
        "</w:drawing></w:r></w:p>"
    ),
    "pretty-printed": word_file(
        "\n  <w:p>\n   <w:r>\n    <w:t>{{ onderwerp }}</w:t>\n   </w:r>\n  </w:p>\n"
        + table("\n" + row("a", "{{ datum }}") + "\n")
    ),
}
COMPILED = {name: compile_template(docx, STYLES) for name, docx in VARIATIONS.items()}


def assert_equal_to_docxtpl(docx: bytes, template: CompiledTemplate, given_letter: Letter) -> None:
    house_style = {"woordmerk": "Merk & Co"}
    ours = text_parts(template.render(given_letter, house_style).docx)
    writer = BodyWriter(template._styles)
    context = letter_context(
        given_letter,
        house_style,
        template._shapes,
        None,
        lambda body, _field, _cell: WordXml(writer.write(body).decode()),
    )
    theirs = text_parts(docxtpl_output(docx, context))
    added = {"word/footnotes.xml"} if writer.notes.notes else set()  # docxtpl knows of no further notes
    assert ours.keys() == theirs.keys() | added
    for name in theirs.keys() - added:
        assert _DRAWING_ID.sub(b"", ours[name]) == _DRAWING_ID.sub(b"", theirs[name]), name


SIMPLE = letter(
    onderwerp="R&D <BV>\tmet tab\nen regel",
    datum=datetime.date(2015, 8, 18),
    geadresseerde=["De raad", "Postbus 1 & 2", "x"],
    ons_kenmerk="",
    brieftekst=body(par("Een"), items("a", "b", kind="numbered")),
    bijlagen=EnclosuresPart(),
)


@pytest.mark.parametrize("name", VARIATIONS)
def test_a_template_with(name: str) -> None:
    assert_equal_to_docxtpl(VARIATIONS[name], COMPILED[name], SIMPLE)


letters = st.builds(
    letter,
    onderwerp=legal_text.map(lambda text: TextPart(value=text)) | st.just(Gap(label="Onderwerp")),
    datum=st.dates(datetime.date(1900, 1, 1)),
    geadresseerde=st.lists(legal_text, max_size=4).map(lambda lines: LinesPart(lines=tuple(lines))),
    ons_kenmerk=legal_text,
    brieftekst=bodies(legal_text),
    bijlagen=enclosures(legal_text),
)


# docxtpl can only be given a typed `{_{` as finished XML, which its filters would change
@given(st.sampled_from(sorted(VARIATIONS.keys() - {"filters"})), letters)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_letter_in_any_template(name: str, given_letter: Letter) -> None:
    assert_equal_to_docxtpl(VARIATIONS[name], COMPILED[name], given_letter)


REAL = shipped_letter()


@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_letter_in_our_own_template(data: st.DataObject) -> None:
    docx = REAL
    template = compile_template(docx, STYLES)
    texts = {name: TextPart(value=data.draw(legal_text)) for name in template.placeholders - {"woordmerk"}}
    texts |= {
        "brieftekst": data.draw(bodies(legal_text).map(lambda found: letter(x=found).parts["x"])),
        "bijlagen": data.draw(enclosures(legal_text)),
        "geadresseerde": data.draw(
            st.lists(legal_text, max_size=4).map(lambda found: LinesPart(lines=tuple(found)))
        ),
    }
    assert_equal_to_docxtpl(docx, template, letter(**texts))


@pytest.mark.libreoffice
@pytest.mark.filterwarnings(
    "ignore:Duplicate name:UserWarning"
)  # docxtpl writes docProps/core.xml twice here
def test_a_template_that_libreoffice_saved(tmp_path: Path) -> None:
    source = tmp_path / "sjabloon.docx"
    source.write_bytes(REAL)
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
    docx = (tmp_path / "uit" / source.name).read_bytes()
    template = compile_template(docx, STYLES)
    parts = dict.fromkeys(template.placeholders - {"woordmerk"}, "R&D\ten <x>\nregel twee")
    filled = letter(
        **parts
        | {
            "geadresseerde": ["De raad & co", "Postbus 1"],
            "brieftekst": body(par("Een {{ x }}"), items("a", "b", kind="numbered"), items("c")),
            "bijlagen": EnclosuresPart(enclosures=(Enclosure(title="Bijlage", body=body(par("tekst"))),)),
        }
    )
    assert_equal_to_docxtpl(docx, template, filled)
    assert_equal_to_docxtpl(
        docx, template, letter(**parts | {"brieftekst": "", "bijlagen": EnclosuresPart()})
    )
