"""Text blocks: read with plain words about what is wrong, and filled in without reading the values."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.content.text_block_filling import filled_text_block
from briefmaker.content.text_blocks import (
    Question,
    QuestionKind,
    TextBlock,
    read_text_block,
    unknown_names,
    written_text_block,
)
from briefmaker.letter.body import Footnote, Image, LineBreak, Paragraph, Text, plain_text

GOOD = """+++
naam = "Ontvangst"
omschrijving = "Uw brief is ontvangen."
trefwoorden = ["ontvangen", "termijn"]
soorten = ["wethoudersbrief"]

[[vraag]]
id = "dag"
vraag = "Wanneer?"
soort = "datum"
begin = "vandaag"

[[vraag]]
id = "waar"
vraag = "Waar?"
soort = "keuze"
keuzes = ["hier", "daar"]
+++

Op {{ dag }} ontving ik *uw* brief over {{onderwerp}}.
"""


def block(markdown: str, **values: object) -> TextBlock:
    return TextBlock(name="Proef", markdown=markdown, **values)


def test_a_block_has_a_name_keywords_questions_and_a_text() -> None:
    found, mistakes = read_text_block(GOOD)
    assert mistakes == ()
    assert found is not None
    assert found.name == "Ontvangst"
    assert found.keywords == ("ontvangen", "termijn")
    assert found.types == ("wethoudersbrief",)
    assert found.questions == (
        Question(id="dag", label="Wanneer?", kind=QuestionKind.DATE, default="vandaag"),
        Question(id="waar", label="Waar?", kind=QuestionKind.CHOICE, choices=("hier", "daar")),
    )
    assert found.names == ("dag", "onderwerp")


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("Zomaar tekst", 1, "moet beginnen met een regel"),
        ('+++\nnaam = "A"\ntekst', 1, "geen tweede"),
        ('+++\nnaam = "A\n+++\ntekst', 2, "fout in de notatie"),
        ('+++\nnaam = "A"\ntrefworden = ["b"]\n+++\ntekst', 3, "Bedoelt u “trefwoorden”?"),
        ('+++\nomschrijving = "A"\n+++\ntekst', 2, "geen naam"),
        ('+++\nnaam = "A"\n+++\n\n', 3, "geen tekst"),
        ('+++\nnaam = "A"\ntrefwoorden = "b"\n+++\ntekst', 3, "vierkante haken"),
        ('+++\nnaam = "A"\n+++\n\nGoed.\n\nHier {% if x %}', 7, "“{%”"),
        ('+++\nnaam = "A"\n+++\nHier {{ Onderwerp }}', 4, "“{{”"),
        ('+++\nnaam = "A"\n[[vraag]]\nid = "b"\nvraag = "C?"\nsoort = "x"\n+++\nt', 6, "datum, keuze"),
        ('+++\nnaam = "A"\n[[vraag]]\nid = "b"\nvraag = "C?"\nsoort = "keuze"\n+++\nt', 3, "keuzes"),
        ('+++\nnaam = "A"\n[[vraag]]\nid = "b"\n+++\nt', 3, "vraagt niets"),
    ],
)  # fmt: skip
def test_a_mistake_is_said_with_its_line(source: str, line: int, said: str) -> None:
    found, mistakes = read_text_block(source)
    assert found is None
    assert [mistake.line for mistake in mistakes] == [line]
    assert said in mistakes[0].sentence


def test_an_unknown_field_is_named_with_what_was_meant() -> None:
    found, _mistakes = read_text_block(GOOD.replace("{{onderwerp}}", "{{ onderwrp }}"))
    assert found is not None
    (mistake,) = unknown_names(found, ["onderwerp", "datum"])
    assert mistake.line == 20
    assert "Bedoelt u “onderwerp”?" in mistake.sentence


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("*_{}[]<>#|`\\&"), min_size=1)
)
@settings(deadline=None)
def test_a_value_comes_out_as_it_was_typed(value: str) -> None:
    body = filled_text_block(block("**Over** {{ a }} en *{{ b }}*."), {"a": value, "b": "{{ a }}"})
    (paragraph,) = body.blocks
    assert isinstance(paragraph, Paragraph)
    assert plain_text(paragraph.inlines) == f"Over {value} en {{{{ a }}}}."
    assert paragraph.inlines[-2] == Text(text="{{ a }}", emphasis=True)


def test_lines_of_a_value_stay_lines_and_what_is_missing_is_a_visible_gap() -> None:
    body = filled_text_block(block("{{ adres }} {{ niets }}"), {"adres": "Straat 1\nHaarlem"})
    assert body.blocks[0].inlines == (
        Text(text="Straat 1"),
        LineBreak(),
        Text(text="Haarlem [niets]"),
    )


def test_values_come_in_links_footnotes_and_alternative_texts_too() -> None:
    picture = b"\x89PNG\r\n\x1a\n"
    made = block(
        "[mail](<mailto:{{ e_mail }}>) [weg](<{{ weg }}>)[^1]\n\n"
        "![Kaart van {{ wijk }}](kaart.png)\n\n[^1]: Zie {{ wijk }}.",
        pictures={"kaart.png": picture},
    )
    values = {"e_mail": "a@b.example", "wijk": "Oost", "weg": "javascript:alert(1)"}
    first, second = filled_text_block(made, values).blocks
    assert first.inlines == (
        Text(text="mail", link="mailto:a@b.example"),
        Text(text=" weg"),
        Footnote(note=(Text(text="Zie Oost."),)),
    )
    assert isinstance(second, Image)
    assert (second.alt, second.data) == ("Kaart van Oost", picture)
    assert filled_text_block(made, {**values, "e_mail": "[E-mail]"}).blocks[0].inlines[0] == Text(
        text="mail weg"
    )


def test_in_a_literal_block_braces_are_braces() -> None:
    body = filled_text_block(block("Typ {{ onderwerp }}.", literal=True), {"onderwerp": "Groen"})
    assert list(body.texts()) == ["Typ {{ onderwerp }}."]


NAMES = st.text(min_size=1).map(lambda text: " ".join(text.split())).filter(bool)


@given(
    st.builds(
        TextBlock,
        name=NAMES,
        description=st.text(),
        keywords=st.lists(st.text(), max_size=3).map(tuple),
        types=st.just(("wethoudersbrief",)) | st.just(()),
        literal=st.booleans(),
        questions=st.just(())
        | st.builds(
            lambda label: (
                Question(id="dag", label=label, kind=QuestionKind.CHOICE, choices=("a", "b"), default="b"),
            ),
            st.text().filter(str.strip),
        ),
        markdown=st.just("Een *tekst* met \\+++ en {{ dag }}.\n\n+++\n\nEinde."),
    )
)
@settings(deadline=None)
def test_a_block_written_as_a_file_reads_back_as_the_same_block(made: TextBlock) -> None:
    found, mistakes = read_text_block(written_text_block(made))
    assert mistakes == ()
    assert found is not None
    assert found.model_copy(update={"first_line": 1}) == made
