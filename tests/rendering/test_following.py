"""What follows a text in a template: where its last lines go along with that, and where not."""

from __future__ import annotations

from lxml import etree

from briefmaker.rendering.following import texts_before_headings

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = etree.fromstring(
    f'<w:styles {NS}><w:style w:styleId="Kop"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:styleId="Hoofdstuk"><w:basedOn w:val="Kop"/></w:style><w:style w:styleId="Slot"/></w:styles>'
)


def found(*paragraphs: str) -> frozenset[str]:
    """Each paragraph as "style: text"."""
    xml = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, _colon, text in (paragraph.partition(": ") for paragraph in paragraphs)
    )
    document = etree.fromstring(f"<w:document {NS}><w:body>{xml}</w:body></w:document>")
    return texts_before_headings(document, STYLES)


def test_a_text_before_a_heading_may_end_its_page() -> None:
    assert found("Tekst: {{p inleiding }}", "Hoofdstuk: Vervolg") == {"inleiding"}


def test_a_text_before_a_closing_goes_along_with_it() -> None:
    assert not found("Tekst: {{p inleiding }}", "Slot: Met vriendelijke groet,")


def test_conditions_and_loops_in_between_don_t_count() -> None:
    between = ("Tekst: {%p endif %}", "Tekst: {%p if vervolg %}")
    assert found("Tekst: {{p inleiding }}", *between, "Kop: Vervolg") == {"inleiding"}


def test_a_text_in_a_loop_is_named_after_its_list() -> None:
    loop = ("Tekst: {%p for deel in delen %}", "Tekst: {{p deel.tekst }}", "Tekst: {%p endfor %}")
    assert found(*loop, "Kop: Ondertekening") == {"delen/tekst"}
