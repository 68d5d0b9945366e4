"""A letter that is written is read again as it was."""

import json
import time
import zipfile
from io import BytesIO

import pytest
from hypothesis import given

from briefmaker.drafts.formats import upgraded
from briefmaker.drafts.letter_file import (
    LetterFile,
    letter_hash,
    letter_json,
    read_letter_file,
    write_letter_file,
)
from briefmaker.errors import NotSaved, UnreadableLetter
from briefmaker.letter.answers import Answers
from briefmaker.letter.body import Body, ListBlock, ListItem, Paragraph, Quote, Text
from tests.drafts.strategies import everyday_letter, letters


@given(letter=letters)
def test_what_is_written_is_read_again(letter):
    assert read_letter_file(write_letter_file(letter)) == letter
    assert read_letter_file(letter_json(letter)) == letter


@given(letter=letters)
def test_equal_letters_give_equal_files(letter):
    again = read_letter_file(letter_json(letter))
    assert write_letter_file(again) == write_letter_file(letter)
    assert letter_hash(again) == letter_hash(letter)


def test_a_changed_word_gives_another_hash():
    assert letter_hash(everyday_letter("Groen")) != letter_hash(everyday_letter("groen"))


def test_a_letter_file_is_a_zip_with_the_letter_first_and_no_date_of_today():
    with zipfile.ZipFile(BytesIO(write_letter_file(everyday_letter()))) as archive:
        assert archive.namelist() == ["letter.json"]
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
        text = archive.read("letter.json").decode()
    assert text.startswith('{"format":1,"document_type":"haarlem/wethoudersbrief","pack_version":"1.0.0"')


def test_a_bare_letter_may_begin_with_a_byte_order_mark_and_come_from_a_script():
    data = '﻿{"document_type": "p/t", "format": 1, "answers": {"brieftekst": "Dag", "x": null}}'.encode()
    letter = read_letter_file(data)
    assert letter == LetterFile("p/t", "", Answers({"brieftekst": "Dag"}))


def test_answers_of_unknown_fields_and_unknown_members_are_kept():
    data = json.dumps(
        {
            "format": 1,
            "document_type": "p/t",
            "pack_version": "0.1",
            "answers": {"vroeger": "waarde"},
            "extra": [1],
        }
    ).encode()
    written = json.loads(letter_json(read_letter_file(data)))
    assert written["answers"] == {"vroeger": "waarde"}
    assert written["extra"] == [1]


def test_half_characters_of_a_faulty_paste_become_visible_and_the_letter_stays_readable():
    letter = LetterFile("p/t", "1", Answers({"onderwerp": "a\ud800b\ud83d\ude00"}))
    assert read_letter_file(write_letter_file(letter)).answers["onderwerp"] == "a\ufffdb😀"


def test_control_characters_stay_as_typed():
    letter = LetterFile("p/t", "1", Answers({"onderwerp": "".join(map(chr, range(32))) + "\x7f\u2028\ufeff"}))
    assert read_letter_file(write_letter_file(letter)) == letter


def _lists(depth: int) -> Answers:
    block = Paragraph(inlines=(Text(text="x"),))
    for _ in range(depth):
        block = ListBlock(items=(ListItem(blocks=(block,)),))
    return Answers({"brieftekst": Body(blocks=(block,))})


def _quotes(depth: int) -> Answers:
    block = Paragraph(inlines=(Text(text="x"),))
    for _ in range(depth):
        block = Quote(blocks=(block,))
    return Answers({"brieftekst": Body(blocks=(block,))})


@pytest.mark.parametrize("answers", [_lists(60), _quotes(120)])
def test_lists_sixty_deep_are_kept(answers):
    letter = LetterFile("p/t", "1", answers)
    assert read_letter_file(write_letter_file(letter)) == letter


@pytest.mark.parametrize("answers", [_lists(61), _quotes(125), _quotes(240), _quotes(900)])
def test_what_could_not_be_read_again_is_not_written(answers):
    with pytest.raises(NotSaved, match="niveaus diep"):
        write_letter_file(LetterFile("p/t", "1", answers))


def test_a_megabyte_of_text_is_kept_in_a_blink():
    body = Body(
        blocks=tuple(
            Paragraph(
                id=f"b{n}", inlines=(Text(text="Een zin van vijftig tekens, en nog een paar erbij. " * 4),)
            )
            for n in range(5_000)
        )
    )
    letter = LetterFile("p/t", "1", Answers({"brieftekst": body}))
    began = time.perf_counter()
    assert read_letter_file(write_letter_file(letter)) == letter
    assert time.perf_counter() - began < 5


def test_a_letter_without_a_kind_is_a_mistake_of_the_program():
    for wrong in ("", "brief", "../brief", "a/b/c", "a/..", "c:\\x/y"):
        with pytest.raises(ValueError):
            LetterFile(wrong, "1", Answers())


def test_nothing_of_a_letter_shows_in_its_repr():
    assert "groen" not in repr(everyday_letter())


def test_an_older_format_is_led_through_every_upgrade():
    upgrades = {
        1: lambda raw: {**raw, "answers": {f"nieuw_{k}": v for k, v in raw["answers"].items()}},
        2: lambda raw: {**raw, "seen": raw["format"]},
    }
    raw = {"format": 1, "answers": {"a": "x"}}
    assert upgraded(raw, upgrades, newest=3) == {"format": 3, "answers": {"nieuw_a": "x"}, "seen": 2}
    assert raw == {"format": 1, "answers": {"a": "x"}}


def test_a_newer_format_is_refused_with_what_to_do():
    with pytest.raises(UnreadableLetter, match=r"nieuwere versie.*indeling 2.*Installeer"):
        read_letter_file(b'{"format": 2, "document_type": "p/t", "answers": {}}')
