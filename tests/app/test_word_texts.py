"""A letter that was changed in Word opens as Word has it, as far as that can be told."""

from __future__ import annotations

import datetime

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import open_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.app.word_texts import WordLetter, letter_in_word, text_in_word
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.errors import BriefmakerError
from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answers, Enclosure, Entry
from briefmaker.letter.body import Body, Heading, inlines
from tests.rendering.letters import body, items, par
from tests.rendering.word_files import STYLES, parts, with_parts

TODAY = datetime.date(2026, 11, 23)
TYPE = "haarlem/wethoudersbrief"
PACKS = installed_packs()
TYPESETTER = Typesetter(PACKS)
TEXT = body(
    par("De wijkraad vroeg om meer bomen."),
    Heading(level=2, inlines=inlines("Wat wij doen")),
    items("planten", "snoeien", kind="numbered"),
    par("Wij beginnen in maart."),
)
ENCLOSURE = body(par("Lijst van straten."), items("Zandpad", "Helmgras"))
ANSWERS = Answers(
    {
        "onderwerp": "Meer bomen",
        "datum": "2026-11-20",
        "geadresseerde": "Wijkraad Duinzicht",
        "retouradres": "Postbus 1, 1000 AA Duinstad",
        "aanhef": "Geachte leden,",
        "brieftekst": TEXT,
        "slotgroet": "Met vriendelijke groet,",
        "ondertekenaar": "N. Duin",
        "bijlagen": (Enclosure(title="Straten", body=ENCLOSURE),),
    }
)


def printed(answers: Answers = ANSWERS) -> bytes:
    """The letter as a Word document that carries its letter file."""
    filled = fill(PACKS.type(TYPE).type, answers, TODAY)
    return TYPESETTER.typeset(filled.letter, answers).docx


def changed(*changes: tuple[str, str], docx: bytes | None = None) -> bytes:
    """The document after somebody replaced texts in it, each of which stands there once."""
    docx = docx or printed()
    xml = parts(docx)["word/document.xml"].decode()
    for old, new in changes:
        assert xml.count(old) == 1, old
        xml = xml.replace(old, new)
    return with_parts(docx, {"word/document.xml": xml.encode()})


def opened(docx: bytes) -> WordLetter:
    found = letter_in_word(docx, PACKS, TODAY)
    assert found is not None
    return found


def rules(found: WordLetter) -> list[tuple[str, str]]:
    return [(problem.rule, problem.where.field) for problem in found.problems]


NEW_PARAGRAPH = "</w:t></w:r></w:p><w:p><w:r><w:t>"


def test_a_letter_that_word_left_alone_opens_as_it_was_without_a_word() -> None:
    found = opened(printed())
    assert found.letter.answers == ANSWERS
    assert found.problems == ()


def test_a_paragraph_that_was_changed_in_word_is_changed_in_the_form() -> None:
    found = opened(changed(("meer bomen.", "meer bomen en bankjes.")))
    text = found.letter.answers.body("brieftekst")
    assert next(iter(text.texts())) == "De wijkraad vroeg om meer bomen en bankjes."
    assert text.blocks[1:] == TEXT.blocks[1:]
    assert rules(found) == [("word.followed", "brieftekst")]
    assert "in Word gewijzigd" in found.problems[0].sentence


def test_paragraphs_that_were_added_at_the_beginning_and_end_are_there() -> None:
    found = opened(
        changed(
            (">Geachte leden,<", f">Geachte leden,{NEW_PARAGRAPH}Vooraf.<"),
            ("in maart.", f"in maart.{NEW_PARAGRAPH}Tot slot."),
        )
    )
    texts = list(found.letter.answers.body("brieftekst").texts())
    assert texts[0] == "Vooraf."
    assert texts[-2:] == ["Wij beginnen in maart.", "Tot slot."]
    assert rules(found) == [("word.followed", "brieftekst")]


def test_a_text_that_was_deleted_is_empty() -> None:
    xml = parts(printed())["word/document.xml"].decode()
    start, end = xml.index("De wijkraad vroeg"), xml.index("Met vriendelijke groet")
    start, end = xml.rindex("<w:p>", 0, start), xml.rindex("<w:p>", 0, end)
    found = opened(with_parts(printed(), {"word/document.xml": (xml[:start] + xml[end:]).encode()}))
    assert found.letter.answers.body("brieftekst") == Body()
    assert rules(found) == [("word.followed", "brieftekst")]


def test_the_text_of_an_enclosure_is_followed_too() -> None:
    found = opened(changed((">Zandpad<", ">Zeepad<")))
    (enclosure,) = found.letter.answers.enclosures("bijlagen")
    assert enclosure.title == "Straten"
    assert list(enclosure.body.texts()) == ["Lijst van straten.", "Zeepad", "Helmgras"]
    assert found.letter.answers.body("brieftekst") == TEXT
    assert rules(found) == [("word.followed", "bijlagen/0/tekst")]


def test_what_was_changed_outside_the_text_is_named_and_not_taken_over() -> None:
    found = opened(changed((">Meer bomen<", ">Minder bomen<"), ("in maart.", "in april.")))
    assert found.letter.answers.text("onderwerp") == "Meer bomen"
    assert list(found.letter.answers.body("brieftekst").texts())[-1] == "Wij beginnen in april."
    assert rules(found) == [("word.followed", "brieftekst"), ("word.others_changed", "")]
    assert "Minder bomen" in found.problems[1].sentence


@pytest.mark.parametrize("around", [">Geachte leden,<", ">Met vriendelijke groet,<"])
def test_a_text_whose_edge_was_changed_too_is_left_as_it_was_made(around: str) -> None:
    found = opened(changed((around, ">Dag,<"), ("in maart.", "in april.")))
    assert found.letter.answers.body("brieftekst") == TEXT
    assert ("word.not_followed", "brieftekst") in rules(found)


def test_a_greeting_that_stands_in_the_text_too_does_not_mislead() -> None:
    answers = ANSWERS.with_answer(
        "brieftekst", body(par("Geachte leden,"), par("Met vriendelijke groet,"), par("x"))
    )
    docx = printed(answers)
    found = opened(changed((">x<", ">y<"), docx=docx))
    texts = list(found.letter.answers.body("brieftekst").texts())
    assert texts == ["Geachte leden,", "Met vriendelijke groet,", "y"]


def test_a_letter_of_a_type_that_is_not_here_opens_as_it_was_made() -> None:
    letter = LetterFile("elders/brief", "1", ANSWERS)
    from briefmaker.drafts.letter_file import letter_json

    filled = fill(PACKS.type(TYPE).type, ANSWERS, TODAY)
    docx = (
        TYPESETTER._template(PACKS.type(TYPE), PACKS.pack_of(TYPE).house_styles["vanaf-2018"])
        .render(filled.letter, {"woordmerk": "W", "status": ""}, letter_json=letter_json(letter))
        .docx
    )
    found = opened(changed(("in maart.", "in april."), docx=docx))
    assert found.letter.answers == ANSWERS
    assert rules(found) == [("word.not_followed", "")]


def test_a_gap_that_was_filled_in_word_is_filled() -> None:
    docx = printed(ANSWERS.without("brieftekst"))
    found = opened(changed((">[Brieftekst]<", ">Eindelijk tekst.<"), docx=docx))
    assert list(found.letter.answers.body("brieftekst").texts()) == ["Eindelijk tekst."]
    same = opened(changed((">N. Duin<", ">N. Zand<"), docx=docx))
    assert same.letter.answers.body("brieftekst") == Body()


# --- A text for another letter ----------------------------------------------------------------------


def test_of_a_letter_of_ours_only_its_text_is_taken() -> None:
    found = text_in_word(changed(("in maart.", "in april.")), STYLES, PACKS, TODAY)
    assert found.from_letter
    assert list(found.body.texts())[-1] == "Wij beginnen in april."


def test_of_another_document_everything_is_taken() -> None:
    docx = printed()
    without = {name: data for name, data in parts(docx).items() if not name.startswith("customXml")}
    from tests.rendering.word_files import zipped

    found = text_in_word(zipped(without), STYLES, PACKS, TODAY)
    assert not found.from_letter
    assert {"Geachte leden,", "Wij beginnen in maart.", "Helmgras"} <= set(found.body.texts())


def test_what_is_no_word_document_is_refused_in_dutch() -> None:
    with pytest.raises(BriefmakerError, match="geen Word-document"):
        text_in_word(b"niets", STYLES, PACKS, TODAY)
    assert letter_in_word(b"niets", PACKS, TODAY) is None


def test_of_texts_in_a_table_of_the_template_only_the_changed_one_is_named() -> None:
    kind = PACKS.type("haarlem/opdrachtformulering")
    answers = open_letter(next(path for path in kind.samples if path.stem == "voorbeeld")).answers
    result = "Een voorstel dat de raad in één avond kan bespreken."
    answers = answers.with_answer("resultaat", body(par(result)))
    docx = TYPESETTER.typeset(fill(kind.type, answers, TODAY).letter, answers).docx
    found = opened(changed((result, "Iets anders."), docx=docx))
    assert rules(found) == [("word.not_followed", "resultaat")]
    assert found.letter.answers.body("resultaat") == answers.body("resultaat")


def test_a_text_in_an_entry_follows_what_was_changed_in_word() -> None:
    kind = PACKS.type("haarlemmermeer/raadsvoorstel")
    answers = open_letter(next(path for path in kind.samples if path.suffix == ".json")).answers
    extra = (Entry(values={"titel": "Nog iets", "tekst": body(par("De brug gaat in mei open."))}),)
    answers = answers.with_answer("extra", extra)
    docx = TYPESETTER.typeset(fill(kind.type, answers, TODAY).letter, answers).docx
    found = opened(changed(("in mei open", "in juni open"), docx=docx))
    assert rules(found) == [("word.followed", "extra/0/tekst")]
    text = found.letter.answers.entries("extra")[0].values["tekst"]
    assert isinstance(text, Body)
    assert list(text.texts()) == ["De brug gaat in juni open."]
