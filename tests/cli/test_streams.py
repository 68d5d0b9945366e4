"""Whatever the command line is connected to, it ends with a result or a sentence, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TYPE = "haarlem/wethoudersbrief"

posix_only = pytest.mark.skipif(os.name == "nt", reason="redirections of a POSIX shell")


def briefmaker(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "briefmaker", *map(str, arguments)],
        capture_output=True, check=False, timeout=60, env={**os.environ, **environment},
    )  # fmt: skip


def in_shell(line: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["sh", "-c", line, "sh", sys.executable, *map(str, arguments)],
        capture_output=True, check=False, timeout=60,
    )  # fmt: skip


@pytest.fixture
def unfinished(tmp_path: Path) -> Path:
    made = tmp_path / "brief.json"
    assert briefmaker("new", TYPE, "-o", made).returncode == 0
    letter = json.loads(made.read_text(encoding="utf-8"))
    letter["answers"]["datum"] = "gauw 😀"
    made.write_text(json.dumps(letter), encoding="utf-8")
    return made


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_terminal_of_few_characters_gets_the_findings_all_the_same(unfinished: Path, encoding: str) -> None:
    found = briefmaker("check", unfinished, PYTHONIOENCODING=encoding)
    assert found.returncode == 1
    assert "gauw ?" in found.stdout.decode(encoding)
    assert found.stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_json_is_whole_in_every_encoding(unfinished: Path, encoding: str) -> None:
    found = briefmaker("check", unfinished, "--json", PYTHONIOENCODING=encoding)
    messages = [one["message"] for one in json.loads(found.stdout.decode(encoding))]
    assert any("gauw 😀" in message for message in messages)


@posix_only
def test_closed_streams_leave_the_exit_code(unfinished: Path) -> None:
    ended = in_shell('"$1" -m briefmaker check "$2" >&- 2>&-', unfinished)
    assert ended.returncode == 1


@posix_only
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_for_the_result_is_said(unfinished: Path) -> None:
    ended = in_shell('"$1" -m briefmaker check "$2" >/dev/full', unfinished)
    assert ended.returncode == 2
    said = ended.stderr.decode()
    assert "Het resultaat is niet te schrijven" in said
    assert "Traceback" not in said


@posix_only
def test_a_reader_that_has_enough_is_no_failure() -> None:
    ended = in_shell('{ "$1" -m briefmaker schema "$2"; echo "code $?" >&2; } | true', TYPE)
    assert ended.stderr.decode().split() in (["code", "0"],)


def test_names_cannot_steer_the_terminal(tmp_path: Path) -> None:
    ended = briefmaker("check", tmp_path / "weg\x1b[31m.brief")
    assert ended.returncode == 2
    assert b"\x1b" not in ended.stderr


@posix_only
def test_a_letter_may_come_from_a_pipe(unfinished: Path) -> None:
    ended = in_shell('"$1" -m briefmaker check /dev/stdin <"$2"', unfinished)
    assert ended.returncode == 1
    assert "“gauw 😀”" in ended.stdout.decode()
