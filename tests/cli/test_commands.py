"""The command line: what it prints, what it writes, and its exit codes."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from briefmaker.__main__ import main
from briefmaker.output import text_of_docx
from tests.rendering.word_files import parts
from tests.stories.words import words_of_pdf

TYPE = "haarlem/wethoudersbrief"
LETTERS = Path(__file__).parent.parent / "letters"


def answers_in(letter: Path) -> dict[str, object]:
    with zipfile.ZipFile(letter) as file:
        made = json.loads(file.read("letter.json"))
    assert made["document_type"] == TYPE
    return dict(made["answers"])


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    """An invented letter, imported."""
    made = tmp_path / "brief.brief"
    assert main(["import", str(LETTERS / "raadsmarkt.txt"), "--type", TYPE, "-o", str(made)]) == 0
    return made


def test_the_types_are_listed_by_id_and_title(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["types"]) == 0
    rows = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == [TYPE, "Brief van een wethouder"]
    assert ["haarlem/informatienota", "Informatienota"] in rows


def test_a_new_letter_has_the_defaults_and_is_not_finished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "nieuw.brief"
    assert main(["new", TYPE, "-o", str(made)]) == 0
    assert answers_in(made)["afzender_organisatie"] == "Gemeente Haarlem"
    capsys.readouterr()
    assert main(["check", str(made)]) == 1
    assert "onderwerp: “Onderwerp” is nog leeg. Vul het in." in capsys.readouterr().out.splitlines()


def test_a_bare_json_letter_is_written_and_read(tmp_path: Path) -> None:
    made = tmp_path / "nieuw.json"
    assert main(["new", TYPE, "-o", str(made)]) == 0
    assert next(iter(json.loads(made.read_text(encoding="utf-8")))) == "format"
    assert main(["render", str(made), "--concept", "-o", str(tmp_path / "n.docx")]) == 0


def test_a_letter_with_gaps_is_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made, word = tmp_path / "nieuw.brief", tmp_path / "nieuw.docx"
    assert main(["new", TYPE, "-o", str(made)]) == 0
    capsys.readouterr()
    assert main(["render", str(made), "-o", str(word)]) == 1
    said = capsys.readouterr().err
    assert "geadresseerde: “Aan” is nog leeg." in said
    assert not word.exists()


def test_a_concept_says_so_on_its_page(tmp_path: Path) -> None:
    made, pdf = tmp_path / "nieuw.brief", tmp_path / "nieuw.pdf"
    main(["new", TYPE, "-o", str(made)])
    assert main(["render", str(made), "--concept", "-o", str(pdf)]) == 0
    words = words_of_pdf(pdf)
    assert "Concept" in words
    assert "[Onderwerp]" in words


def test_check_as_json_names_rule_field_and_severity(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "nieuw.brief"
    main(["new", TYPE, "-o", str(made)])
    capsys.readouterr()
    main(["check", str(made), "--json"])
    found = json.loads(capsys.readouterr().out)
    assert {"rule": "required", "severity": "error", "field": "onderwerp"}.items() <= next(
        one for one in found if one["field"] == "onderwerp"
    ).items()


def test_a_finished_letter_has_no_findings_but_hints(
    letter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["check", str(letter)]) == 0
    (hint,) = capsys.readouterr().out.splitlines()
    assert hint.startswith("doorkiesnummer: ")
    assert hint.endswith("Schrijf “023 555 01 42”.")
    assert main(["check", str(letter), "--json"]) == 0
    assert [found["severity"] for found in json.loads(capsys.readouterr().out)] == ["hint"]


def test_what_was_left_out_by_the_import_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["import", str(LETTERS / "wijkteam.txt"), "-o", str(tmp_path / "b.brief")])
    said = capsys.readouterr().err
    assert "Weggelaten:" in said
    assert "regel 5: Haarlem" in said


def test_a_letter_is_rendered_in_the_house_style_that_is_asked(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same letter, in the other of two house styles; one that isn't there is refused by name."""
    usual, old, older = (tmp_path / f"{name}.docx" for name in ("gewoon", "oud", "ouder"))
    assert main(["render", str(letter), "-o", str(usual)]) == 0
    assert main(["render", str(letter), "--house-style", "tot-2018", "-o", str(old)]) == 0
    assert text_of_docx(usual.read_bytes()) == text_of_docx(old.read_bytes())
    assert parts(usual.read_bytes())["word/styles.xml"] != parts(old.read_bytes())["word/styles.xml"]
    capsys.readouterr()
    assert main(["render", str(letter), "--house-style", "ooit", "-o", str(older)]) == 2
    assert "geen huisstijl “ooit”. Er is: tot-2018, vanaf-2018." in capsys.readouterr().err
    assert not older.exists()


def test_a_word_document_of_ours_is_a_letter_too(letter: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "een.docx", tmp_path / "twee.docx"
    assert main(["render", str(letter), "-o", str(first)]) == 0
    assert main(["render", str(first), "-o", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["schema", "haarlem/ansichtkaart"],
            "Het soort document “haarlem/ansichtkaart” is niet geïnstalleerd.",
        ),
        (["check", "weg.brief"], "Het bestand “weg.brief” bestaat niet."),
        (["import", "oud.doc", "-o", "x.brief"], "“oud.doc” is niet te importeren."),
        (["check", "."], "“.” is een map. Kies een bestand."),
        (["render"], "briefmaker render kan dit niet: dit ontbreekt: LETTER, -o/--output."),
        (["render", "a", "-o"], "na -o/--output ontbreekt een waarde"),
        (["render", "a", "-o", "b.pdf", "--engine", "x"], "“x” is hier niet bekend; kies uit automatic,"),
        (["check", "a", "b"], "dit is niet bekend: b"),
        (["check", "a", "--json=ja"], "--json heeft geen waarde nodig"),
        (["maak"], "briefmaker kan dit niet: “maak” is hier niet bekend; kies uit types, schema,"),
        (["new", TYPE, "-o", "brief.docx"], "“brief.docx” is geen naam voor een briefbestand."),
        (["new", TYPE, "-o", "."], "“.” is geen naam voor een briefbestand."),
    ],
)
def test_unusable_input_is_named_and_exits_with_two(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str],
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    try:
        code = main([*arguments, "--help"][:-1])
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code == 2
    assert sentence in capsys.readouterr().err


def test_another_ending_is_refused_before_anything_is_written(
    letter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word, odd = tmp_path / "b.docx", tmp_path / "b.rtf"
    assert main(["render", str(letter), "-o", str(word), "-o", str(odd)]) == 2
    assert "“b.rtf”" in capsys.readouterr().err
    assert not word.exists()


def test_the_messages_are_english_when_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BRIEFMAKER_LANGUAGE", "en")
    assert main(["schema", "haarlem/ansichtkaart"]) == 2
    assert "There is no document type" in capsys.readouterr().err


def test_the_help_is_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("Gebruik: briefmaker")
    for command in ("types", "schema", "new", "import", "check", "render"):
        assert command in said


def test_the_command_line_works_without_qt(letter: Path, tmp_path: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; sys.modules['PySide6'] = None\n"
        "from briefmaker.__main__ import main\n"
        f"raise SystemExit(main(['render', {str(letter)!r}, '-o', {str(tmp_path / 'x.pdf')!r}]))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_an_import_never_overwrites_its_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "oud.txt"
    source.write_bytes(text := (LETTERS / "motie.txt").read_bytes())
    assert main(["import", str(source), "-o", str(source)]) == 2
    assert "“oud.txt” is geen naam voor een briefbestand." in capsys.readouterr().err
    assert source.read_bytes() == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_read_however_it_was_saved(tmp_path: Path, encoding: str, end: str) -> None:
    text = (LETTERS / "motie.txt").read_text(encoding="utf-8")
    source, made, plain = tmp_path / "oud.txt", tmp_path / "brief.brief", tmp_path / "gewoon.brief"
    source.write_bytes(text.replace("\n", end).encode(encoding))
    assert main(["import", str(source), "-o", str(made)]) == 0
    assert main(["import", str(LETTERS / "motie.txt"), "-o", str(plain)]) == 0
    assert made.read_bytes() == plain.read_bytes()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "In “oud.txt” staat geen tekst."),
        (b" \r\n\t\n", "In “oud.txt” staat geen tekst."),
        (bytes(range(256)) * 4, "“oud.txt” is geen tekst."),
        (b"\0" * 100, "“oud.txt” is geen tekst."),
    ],
)
def test_what_is_no_text_is_not_imported(
    content: bytes, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, made = tmp_path / "oud.txt", tmp_path / "brief.brief"
    source.write_bytes(content)
    assert main(["import", str(source), "-o", str(made)]) == 2
    assert sentence in capsys.readouterr().err
    assert not made.exists()


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("briefmaker ")
