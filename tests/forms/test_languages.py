"""A letter is in the language that was chosen; without a choice in that of its document type."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs, schema_of
from briefmaker.app.languages import language_names
from briefmaker.app.letters import new_letter
from briefmaker.content.importing import import_text
from briefmaker.forms.filling import Filled, fill
from briefmaker.forms.searching import Query, matches
from briefmaker.i18n import set_language
from briefmaker.letter.answers import Answers
from briefmaker.letter.body import Body
from briefmaker.letter.document_type import DocumentType, FieldKind, LetterField
from briefmaker.letter.letter import Gap, TextPart
from tests.forms.json_schema import mistakes

TODAY = datetime.date(2026, 11, 23)
PACKS = installed_packs()
LETTER = PACKS.type("haarlem/wethoudersbrief").type


def with_fields(change: Callable[[LetterField], LetterField | None]) -> DocumentType:
    """The letter's type with other fields."""
    sections = tuple(
        section.model_copy(
            update={"fields": tuple(new for each in section.fields if (new := change(each)) is not None)}
        )
        for section in LETTER.sections
    )
    own = {name: getattr(LETTER, name) for name in DocumentType.model_fields}
    return DocumentType(**{**own, "sections": sections})


def filled(**answers: str | Body) -> Filled:
    return fill(LETTER, Answers(answers), TODAY)


def about_the_language(made: Filled) -> list[str]:
    return [problem.sentence for problem in made.problems if problem.where.field == "taal"]


def test_a_letter_without_a_choice_is_in_the_language_of_its_type() -> None:
    for made in (filled(), filled(taal=""), filled(taal=" ")):
        assert made.letter.language == "nl-NL"
        assert made.letter.parts["taal"] == TextPart(value="nl-NL")
        assert about_the_language(made) == []


@pytest.mark.parametrize("tag", ["nl-NL", "en-GB"])
def test_a_letter_is_in_the_language_that_was_chosen(tag: str) -> None:
    made = filled(taal=tag)
    assert made.letter.language == tag
    assert made.letter.parts["taal"] == TextPart(value=tag)
    assert about_the_language(made) == []


@pytest.mark.parametrize("wrong", ["fr-FR", "Engels", "en_GB", "'; --"])
def test_a_language_that_is_no_choice_keeps_the_letter_from_leaving(wrong: str) -> None:
    made = filled(taal=wrong)
    assert made.letter.language == "nl-NL"
    assert isinstance(made.letter.parts["taal"], Gap)
    assert about_the_language(made) == [
        f"“{wrong}” is geen taal van dit soort brief. Kies er een uit de lijst."
    ]
    assert not made.may_leave


def test_what_is_no_text_is_no_language() -> None:
    made = fill(LETTER, Answers({"taal": Body.model_validate({"blocks": [{"type": "page_break"}]})}), TODAY)
    assert made.letter.language == "nl-NL"
    assert about_the_language(made)


def test_a_type_that_does_not_ask_has_one_language() -> None:
    silent = with_fields(lambda field: None if field.kind is FieldKind.LANGUAGE else field)
    assert silent.language_field is None
    assert fill(silent, Answers({"taal": "en-GB"}), TODAY).letter.language == "nl-NL"


def test_a_letter_file_takes_the_choices_and_nothing_else() -> None:
    schema = schema_of(PACKS, LETTER.id)
    assert schema["properties"]["answers"]["properties"]["taal"]["enum"] == ["nl-NL", "en-GB"]
    assert schema["properties"]["answers"]["properties"]["taal"]["default"] == "nl-NL"
    for tag, is_good in (("en-GB", True), ("nl-NL", True), ("Engels", False)):
        letter = {"format": 1, "document_type": LETTER.id, "answers": {"taal": tag}}
        assert (mistakes(schema, letter) == []) is is_good, tag


def test_a_new_letter_and_one_that_is_read_in_have_the_default_if_the_pack_gives_one(tmp_path) -> None:
    assert fill(LETTER, new_letter(PACKS, LETTER.id, TODAY).answers, TODAY).letter.language == "nl-NL"
    source = tmp_path / "brief.txt"
    source.write_text("Taal: Engels\n\nGeachte leden,\n\nEen tekst.\n", encoding="utf-8")
    read = import_letter(PACKS, source, LETTER.id, TODAY).letter.answers
    assert fill(LETTER, read, TODAY).letter.language == "nl-NL"
    assert not about_the_language(fill(LETTER, read, TODAY))
    english = with_fields(
        lambda field: field.model_copy(update={"default": "en-GB"}) if field.id == "taal" else field
    )
    assert import_text("Dear all,\n\nText.", english, today=TODAY).answers.text("taal") == "en-GB"


def test_searching_does_not_find_the_language() -> None:
    found = matches(LETTER, Answers({"taal": "en-GB", "onderwerp": "en-GB"}), Query("en-GB"))
    assert [each.where.field for each in found] == ["onderwerp"]


def test_languages_are_called_by_the_names_of_the_interface() -> None:
    assert language_names(("nl-NL", "en-GB")) == ("Nederlands", "Engels")
    assert language_names(("fr-FR", "xx-QQ")) == ("Frans", "xx-QQ")
    assert language_names(("en-GB", "en-US", "nl-NL")) == (
        "Engels (Verenigd Koninkrijk)",
        "Engels (Verenigde Staten)",
        "Nederlands",
    )
    set_language("en")
    try:
        assert language_names(("nl-NL", "en-GB", "de-DE")) == ("Dutch", "English", "German")
    finally:
        set_language("nl")
