"""Groups print what was typed in their entries, whatever that is."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmaker.errors import RefusedExport, RenderingFailed
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.document_type import PrintedAs
from briefmaker.letter.letter import BodyPart, EnclosuresPart, Gap, GroupPart, LinesPart, TextPart
from briefmaker.rendering import CompiledTemplate, compile_template
from tests.rendering.letters import HOSTILE, bodies, legal_text, letter
from tests.rendering.word_files import STYLES, p, word_file

SUB_FIELDS = ("naam", "regels", "tekst")
TEMPLATE = word_file(
    p("{%p for x in wie %}")
    + p("{{ x.naam }}")
    + p("{%p for regel in x.regels %}")
    + p("{{ regel }}")
    + p("{%p endfor %}")
    + p("{{p x.tekst }}")
    + p("{%p endfor %}")
    + p("Tussen")
    + p("{{p besluiten }}")
    + p("{{ samen }}")
)


@pytest.fixture(scope="module")
def template() -> CompiledTemplate:
    return compile_template(TEMPLATE, STYLES)


lines = st.lists(legal_text.map(lambda text: " ".join(text.split())).filter(bool), max_size=3)
entries = st.fixed_dictionaries(
    {
        "naam": st.builds(TextPart, value=legal_text) | st.just(Gap(label="Naam")),
        "regels": lines.map(lambda found: LinesPart(lines=tuple(found))),
        "tekst": bodies(legal_text).map(lambda body: BodyPart(body=body.with_ids())),
    }
)
groups = st.builds(
    GroupPart, entries=st.lists(entries, max_size=3).map(tuple), printed_as=st.sampled_from(PrintedAs)
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(groups)
def test_whatever_stands_in_entries_is_printed_as_it_was_typed(
    template: CompiledTemplate, group: GroupPart
) -> None:
    """`render` reads its own text back, and raises when it isn't what was given."""
    made = template.render(letter(wie=group, besluiten=group, samen=group))
    said = "\n".join(paragraph.text for paragraph in made.paragraphs)
    for entry in group.entries:
        regels = entry["regels"]
        assert isinstance(regels, LinesPart)
        assert all(said.count(line) >= 2 for line in regels.lines)
    fields = {span.place.field for paragraph in made.paragraphs for span in paragraph.spans}
    known = {f"{name}/{at}/{sub}" for name in ("wie", "besluiten") for at in range(3) for sub in SUB_FIELDS}
    assert fields <= known | {"samen"}


def test_a_character_that_word_cannot_carry_is_named_with_its_entry(template: CompiledTemplate) -> None:
    good = {"naam": TextPart(value=HOSTILE), "regels": LinesPart(), "tekst": BodyPart()}
    bad = {**good, "naam": TextPart(value="a\x0bb")}
    group = GroupPart(entries=(good, bad))
    with pytest.raises(RefusedExport) as refused:
        template.render(letter(wie=group, besluiten=GroupPart(), samen=GroupPart()))
    assert {problem.where.field for problem in refused.value.problems} == {"wie/1/naam"}


def test_titles_of_enclosures_are_printed_at_once_also_where_their_texts_are_printed_one_by_one() -> None:
    docx = word_file(
        p("Bijlagen: {{ bijlagen }}")
        + p("{%p for bijlage in bijlagen %}")
        + p("{{p bijlage.tekst }}")
        + p("{%p endfor %}")
    )
    enclosures = tuple(Enclosure(title=title) for title in ("Begroting", "Kaart"))
    made = compile_template(docx, STYLES).render(letter(bijlagen=EnclosuresPart(enclosures=enclosures)))
    assert [paragraph.text for paragraph in made.paragraphs] == ["Bijlagen: Begroting\nKaart"]


def test_an_entry_of_a_group_is_never_printed_as_a_program_sees_it() -> None:
    docx = word_file(p("{% for x in wie %}{{ x.naam }}{% endfor %}, dus {{ wie }}"))
    entry = {"naam": TextPart(value="An")}
    with pytest.raises(RenderingFailed, match="deel"):
        compile_template(docx, STYLES).render(letter(wie=GroupPart(entries=(entry,))))
