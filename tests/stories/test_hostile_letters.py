"""Whatever is typed in any field stands in the Word document and in the PDF as it was typed, or is refused
with a sentence that names it."""

from __future__ import annotations

import datetime
import io
import os
import random
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from fontTools.ttLib import TTFont

from briefmaker.app.exporting import pdf_of_letter, word_of_letter
from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import letter_file_of
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.errors import RefusedExport
from briefmaker.letter.answers import Answers, Enclosure
from briefmaker.letter.body import Body, Heading, ListBlock, ListItem, Paragraph, Text, inlines
from briefmaker.letter.characters import illegal_characters
from briefmaker.letter.document_type import FieldKind
from briefmaker.output import EmbeddedEngine, text_of_pdf

TODAY = datetime.date(2026, 11, 23)
TYPE = "haarlem/wethoudersbrief"
ORDER = "R&D <BV> {{ x }} {% raw %} \\ \" ' € 😀"
"""What the requirements name."""
PRINTABLE = (
    ORDER, "&", "<", ">", "]]>", "<![CDATA[", "<!--", "&amp;", "&#0;", "</w:t></w:r></w:p><w:p>",
    "{%", "%}", "{#",
    "{_{ a }_}", "{%p if x %}", "{{p x }}", "\\n", "%s", "e\u0301", "één", "ﬁ", "S. Özoğul-Özen",
    "x" * 200, "1.000.000",
    "Ελληνικά", "Кириллица", "→ ½ √ ≤", "👍 ✓ ★", "„quotes” ‘enkel’", "–—…", "$1", "C:\\map",
    "\u00a0", "a\tb", "  ",
)  # fmt: skip
ILLEGAL = ("\x00", "\x07", "\x0b", "\x0c", "\x1f", "\ud800", "\ufffe")
NO_GLYPH = ("漢字", "한국어", "\U0010ffff", "\U00012000")
EXAMPLES = int(os.environ.get("HOSTILE_PDFS", "500"))


def letter_full_of(text: str) -> LetterFile:
    """A letter with `text` in every field and in every kind of block."""
    packs = installed_packs()
    document_type = packs.type(TYPE).type
    runs = (Text(text=text), Text(text=text, strong=True), Text(text=text, emphasis=True))
    body = Body(
        blocks=(
            Heading(level=1, inlines=inlines(text)),
            Paragraph(inlines=runs),
            ListBlock(kind="numbered", items=(ListItem(blocks=(Paragraph(inlines=inlines(text)),)),)),
        )
    ).with_ids()
    # A language is chosen, and anything else refused by name: tests/forms/test_languages.py.
    asked = (field for field in document_type.fields.values() if field.kind is not FieldKind.LANGUAGE)
    answers = {field.id: text for field in asked}
    answers |= {"datum": "2026-11-23"}
    whole = {**answers, "brieftekst": body, "bijlagen": (Enclosure(title=text, body=body),)}
    return letter_file_of(document_type, Answers(whole))


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(installed_packs())


@pytest.fixture(scope="module")
def engine() -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def glyphs(project_root: Path) -> frozenset[int]:
    """Every character that some bundled font can print."""
    found: set[int] = set()
    for path in (project_root / "resources" / "fonts").glob("*.[to]tf"):
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)


def bare(text: str) -> str:
    """The text as a PDF can be held against it: white space and characters without a form aside."""
    normal = unicodedata.normalize("NFC", text)
    return "".join(c for c in normal if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))


def printed_by(
    typesetter: Typesetter, engine: EmbeddedEngine, text: str, glyphs: frozenset[int], *, times: int
) -> bool:
    """Whether the PDF was made; fails when it says something else, or is refused without a reason."""
    letter = letter_full_of(text)
    try:
        pdf = pdf_of_letter(typesetter, engine, letter, TODAY)
    except RefusedExport as refused:
        named = " ".join(problem.sentence for problem in refused.problems)
        if not text.strip():
            return False
        culprits = illegal_characters(text) or [c for c in text if ord(c) not in glyphs]
        assert culprits, f"refused without a reason: {text!r}: {named}"
        assert any(f"U+{ord(c):04X}" in named or c in named for c in culprits), named
        return False
    assert not illegal_characters(text)
    said = bare("".join(text_of_pdf(pdf)))
    assert said.count(bare(text)) >= times if bare(text) else True
    return True


def test_what_the_requirements_name_stands_in_word_as_typed(typesetter: Typesetter) -> None:
    word = docx.Document(io.BytesIO(word_of_letter(typesetter, letter_full_of(ORDER), TODAY)))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert ORDER in texts
    assert ORDER * 3 in texts
    assert f"Onderwerp\t{ORDER}" in texts


def test_what_the_requirements_name_stands_in_the_pdf_as_typed(
    typesetter: Typesetter, engine: EmbeddedEngine, glyphs: frozenset[int]
) -> None:
    assert printed_by(typesetter, engine, ORDER, glyphs, times=20)


@pytest.mark.parametrize("character", ILLEGAL)
def test_a_control_character_is_refused_by_name(
    typesetter: Typesetter, engine: EmbeddedEngine, glyphs: frozenset[int], character: str
) -> None:
    assert not printed_by(typesetter, engine, f"voor{character}na", glyphs, times=1)


@pytest.mark.parametrize("text", NO_GLYPH)
def test_what_no_bundled_font_has_is_printed_by_word_and_named_for_pdf(
    typesetter: Typesetter, engine: EmbeddedEngine, glyphs: frozenset[int], text: str
) -> None:
    word = docx.Document(io.BytesIO(word_of_letter(typesetter, letter_full_of(text), TODAY)))
    assert text in [paragraph.text for paragraph in word.paragraphs]
    assert not printed_by(typesetter, engine, text, glyphs, times=1)


@pytest.mark.slow
def test_hundreds_of_hostile_letters_are_printed_as_typed_or_refused_by_name(
    typesetter: Typesetter, engine: EmbeddedEngine, glyphs: frozenset[int]
) -> None:
    chance = random.Random(20261123)
    printable = [chr(code) for code in sorted(glyphs) if code > 0x20 and chr(code).isprintable()]
    # Right-to-left signs and stray combining marks may be refused too; PRINTABLE has those that may not.
    printable = [
        sign
        for sign in printable
        if unicodedata.bidirectional(sign) not in ("R", "AL") and unicodedata.category(sign)[0] in "LPSN"
    ]
    accepted = 0
    for number in range(EXAMPLES):
        pieces = [
            chance.choice(PRINTABLE) if chance.random() < 0.6 else "".join(chance.choices(printable, k=4))
            for _piece in range(chance.randint(1, 4))
        ]
        if number % 4 == 0:
            pieces.insert(chance.randrange(len(pieces)), chance.choice(ILLEGAL + NO_GLYPH))
        accepted += printed_by(typesetter, engine, "".join(pieces), glyphs, times=10)
    assert accepted >= EXAMPLES / 2


def test_a_megabyte_of_text_is_printed_whole_in_time_that_grows_with_its_length(
    typesetter: Typesetter, engine: EmbeddedEngine
) -> None:
    sentence = "De raad besluit vandaag over het zwembad, de bibliotheek en het nieuwe park. "

    def seconds(count: int) -> float:
        body = Body(
            blocks=tuple(Paragraph(inlines=inlines(f"{number} {sentence * 12}")) for number in range(count))
        ).with_ids()
        document_type = installed_packs().type(TYPE).type
        letter = letter_full_of("x")
        made = letter_file_of(document_type, letter.answers.with_answer("brieftekst", body))
        begin = time.perf_counter()
        pdf = pdf_of_letter(typesetter, engine, made, TODAY)
        spent = time.perf_counter() - begin
        said = bare("".join(text_of_pdf(pdf)))
        assert said.count(bare(sentence)) == 12 * count
        return spent

    seconds(20)
    small, large = seconds(280), seconds(1_120)
    assert 1_120 * 12 * len(sentence) > 1_000_000
    assert large < small * 4 * 2.5


def test_a_subject_of_a_hundred_thousand_characters_keeps_the_pdf_archivable(
    typesetter: Typesetter, engine: EmbeddedEngine
) -> None:
    letter = letter_full_of("kort")
    long = letter_file_of(
        typesetter.packs.type(TYPE).type, letter.answers.with_answer("onderwerp", "heel lang " * 10_000)
    )
    pdf = pdf_of_letter(typesetter, engine, long, TODAY)
    assert engine.validate(pdf) == ()
    assert "".join(text_of_pdf(pdf)).count("heel") == 10_000
