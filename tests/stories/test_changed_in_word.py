"""Somebody changes a finished letter in Word; it is opened in Briefmaker again."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefmaker.__main__ import main
from tests.qt.conftest import *  # noqa: F403 (the fixtures of the window)
from tests.rendering.word_files import parts, with_parts

LETTERS = Path(__file__).parent.parent / "letters"
WAS, IS = "Op 9 november 2023 heeft", "Op donderdag 9 november 2023 heeft"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The Word document of an imported letter, with a word added."""
    letter, word = tmp_path / "brief.brief", tmp_path / "brief.docx"
    assert main(["import", str(LETTERS / "motie.txt"), "-o", str(letter)]) in {0, 1}
    assert main(["render", str(letter), "-o", str(word)]) == 0
    xml = parts(word.read_bytes())["word/document.xml"].decode()
    assert xml.count(WAS) == 1
    word.write_bytes(with_parts(word.read_bytes(), {"word/document.xml": xml.replace(WAS, IS).encode()}))
    return word


def test_the_command_line_goes_on_with_the_changed_text_and_says_so(
    changed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(changed)]) == 1
    assert "brieftekst: Deze tekst is in Word gewijzigd" in capsys.readouterr().out
    again = tmp_path / "opnieuw.docx"
    assert main(["render", str(changed), "-o", str(again)]) == 0
    assert "in Word gewijzigd" in capsys.readouterr().err
    assert IS in parts(again.read_bytes())["word/document.xml"].decode()
    assert main(["check", str(again)]) == 0


def test_the_window_shows_the_changed_text_and_says_so(qtbot, program, dialogs, changed: Path) -> None:
    program.open_path(changed)
    qtbot.waitUntil(lambda: bool(dialogs.told), timeout=20_000)
    (window,) = program.windows
    texts = list(window.session.answers.body("brieftekst").texts())
    assert any(text.startswith(IS) for text in texts)
    assert "in Word gewijzigd" in dialogs.told[0]
    assert window.session.path is None
