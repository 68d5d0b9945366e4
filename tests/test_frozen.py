"""A frozen program is one file: it starts its child processes as itself, by a flag."""

from __future__ import annotations

import os
import sys

import pytest

from briefmaker import places
from briefmaker.__main__ import main
from briefmaker.output import EmbeddedEngine
from briefmaker.publishing.share import ShareTask
from briefmaker.publishing.trial import try_in_child
from briefmaker.spelling.process import SpellingProcess
from tests.output.word_files import two_page_letter


@pytest.fixture
def frozen(monkeypatch, tmp_path):
    """This program as if it were one file; in truth a script of one line."""
    if os.name != "posix":
        pytest.skip("the script is one for a shell")
    program = tmp_path / "briefmaker"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m briefmaker "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))


def test_a_frozen_program_lays_letters_out(frozen):
    engine = EmbeddedEngine()
    try:
        assert engine.preview(two_page_letter(), scale=0.1).page_count == 2
    finally:
        engine.close()


def test_a_frozen_program_knows_its_spelling(frozen):
    process = SpellingProcess("nl-NL")
    try:
        assert process.check(["straat", "straatt"]) == {"straat": True, "straatt": False}
    finally:
        process.close()


def test_a_frozen_program_tries_packs(frozen):
    folder = places.shipped_packs_folder() / "haarlemmermeer"
    assert try_in_child(folder)["id"] == "haarlemmermeer"


def test_a_frozen_program_looks_in_the_shared_folder(frozen, tmp_path):
    assert ShareTask("history", shared=str(tmp_path), pack="haarlem").result(20) == []


def test_a_flag_that_no_worker_has_is_refused(capsys):
    with pytest.raises(SystemExit) as refused:
        main(["--briefmaker-iets-anders"])
    assert refused.value.code == 2
