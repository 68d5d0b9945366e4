"""Text blocks for one letter: found by what one types, filled in as it prints, kept as one's own."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.app.engines import layout_engine
from briefmaker.app.exporting import export_letter
from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import new_letter
from briefmaker.app.text_blocks import (
    OfferedBlock,
    block_from_body,
    blocks_beginning,
    blocks_found,
    offered_blocks,
    starting_answers,
    text_of_block,
)
from briefmaker.app.typesetting import Typesetter
from briefmaker.content.text_blocks import (
    Question,
    QuestionKind,
    TextBlock,
    read_text_block,
    written_text_block,
)
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.drafts.own_blocks import OwnBlocks
from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answers
from briefmaker.letter.body import Body, Paragraph, inlines

TODAY = datetime.date(2026, 11, 23)
LETTERS = Path(__file__).parent.parent / "letters"
TYPE = "haarlem/wethoudersbrief"


@pytest.fixture(scope="module")
def packs():
    return installed_packs()


@pytest.fixture
def printed(packs):
    """What a block puts in a letter with these answers, as texts."""

    def put(block: TextBlock, answers: dict[str, str], **fields: str) -> list[str]:
        asked = packs.type(TYPE).type
        begun = new_letter(packs, TYPE, TODAY).answers
        letter = fill(asked, Answers({**begun, **fields}), TODAY).letter
        return list(text_of_block(block, letter, asked, answers, TODAY).texts())

    return put


def offered(*names: str, **values: object) -> tuple[OfferedBlock, ...]:
    return tuple(OfferedBlock(TextBlock(name=name, markdown="Tekst", **values)) for name in names)


def names(found: tuple[OfferedBlock, ...]) -> list[str]:
    return [each.block.name for each in found]


def test_blocks_of_the_pack_and_of_the_user_are_offered_together_by_name(packs, tmp_path: Path) -> None:
    own = OwnBlocks(tmp_path)
    own.add(TextBlock(name="bedankt, van mijzelf", markdown="Dank."))
    found = offered_blocks(packs, packs.type(TYPE).type, own)
    assert names(found)[:3] == ["Beantwoording van vragen", "Bedankt voor uw inbreng", "bedankt, van mijzelf"]
    assert [each.is_own for each in found[:3]] == [False, False, True]


def test_letters_find_the_beginning_of_a_name_first_then_of_a_word_or_keyword() -> None:
    there = (*offered("Groet aan de raad", "Raadsvragen"), *offered("Slot", keywords=("Raad",)))
    assert names(blocks_beginning(there, "raad")) == ["Raadsvragen", "Groet aan de raad", "Slot"]
    assert names(blocks_beginning(offered("Één vraag"), "een")) == ["Één vraag"]


def test_words_are_searched_in_name_keywords_description_and_text() -> None:
    there = (
        *offered("Een", description="Over bomen in de wijk"),
        *offered("Bomen"),
        *offered("Twee", keywords=("bomen",)),
    )
    assert names(blocks_found(there, "bomen")) == ["Bomen", "Twee", "Een"]
    assert names(blocks_found(there, "wijk bomen")) == ["Een"]
    assert len(blocks_found(there, "")) == 3
    assert blocks_found(there, "struiken") == ()


def test_fields_come_in_as_the_letter_prints_them(printed) -> None:
    block = TextBlock(
        name="Proef",
        markdown="{{ datum }}; {{ geadresseerde }}; {{ onderwerp }}; {{ vandaag }}; {{ organisatie }}",
    )
    assert printed(block, {}, geadresseerde="De raad\nHaarlem", datum="18-8-2026") == [
        "18 augustus 2026; De raad\nHaarlem; [Onderwerp]; 23 november 2026; Gemeente Haarlem"
    ]


def test_answers_come_in_as_they_were_given_and_dates_in_full(printed) -> None:
    block = TextBlock(
        name="Proef",
        markdown="{{ dag }} {{ reden }} {{ plaats }}",
        questions=(
            Question(id="dag", label="Wanneer?", kind=QuestionKind.DATE, default="vandaag"),
            Question(id="reden", label="Waarom?"),
            Question(id="plaats", label="Waar?", kind=QuestionKind.CHOICE, choices=("a", "b"), default="b"),
        ),
    )
    assert starting_answers(block, TODAY) == {"dag": "2026-11-23", "reden": "", "plaats": "b"}
    assert printed(block, {"dag": "1-12", "reden": "**{{ datum }}**"}) == [
        "1 december 2026 **{{ datum }}** b"
    ]
    assert printed(block, {}) == ["23 november 2026 [Waarom?] b"]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), min_size=1))
@settings(deadline=None)
def test_what_is_saved_from_a_letter_comes_back_as_it_was(text: str) -> None:
    body = Body(blocks=(Paragraph(inlines=inlines(text)),))
    kept = read_text_block(written_text_block(block_from_body("Eigen", (), body)))[0]
    assert kept is not None
    from briefmaker.content.text_block_filling import filled_text_block

    assert list(filled_text_block(kept, {}).texts()) == [text]


def test_a_changed_block_keeps_its_fields_unless_its_braces_name_nothing() -> None:
    before = TextBlock(name="Oud", markdown="{{ ons_kenmerk }}")
    body = Body(blocks=(Paragraph(inlines=inlines("Kenmerk: {{ ons_kenmerk }}")),))
    changed = block_from_body("Nieuw", (" a ", "", "a"), body, before=before)
    assert changed.names == ("ons_kenmerk",)
    assert changed.keywords == ("a",)
    broken = Body(blocks=(Paragraph(inlines=inlines("{{ Ons kenmerk }} en {{")),))
    assert block_from_body("Nieuw", (), broken, before=before).literal


def test_every_shipped_block_leaves_in_a_letter_as_word_and_pdf(packs, tmp_path: Path) -> None:
    asked = packs.type(TYPE).type
    imported = import_letter(packs, LETTERS / "motie.txt", TYPE, TODAY).letter
    letter = fill(asked, imported.answers, TODAY).letter
    blocks = [
        made
        for each in offered_blocks(packs, asked, OwnBlocks(tmp_path))
        for made in text_of_block(each.block, letter, asked, {}, TODAY).blocks
    ]
    answers = imported.answers.with_answer("brieftekst", Body(blocks=tuple(blocks)).with_ids())
    engine = layout_engine("embedded")
    try:
        paths = [tmp_path / "brief.docx", tmp_path / "brief.pdf"]
        exported = export_letter(Typesetter(packs), engine, LetterFile(TYPE, "", answers), paths, today=TODAY)
    finally:
        engine.close()
    assert exported.findings == ()
