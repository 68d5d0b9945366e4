"""The list of letters that were open last."""

import json
import os
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefmaker.drafts.recent import MOST_RECENT, RecentLetters
from briefmaker.errors import NotSaved

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture
def recent(tmp_path):
    return RecentLetters(tmp_path / "gegevens" / "recent.json")


def _add(recent, name, title="Titel", moment=NOW):
    recent.add(Path("/brieven") / name, title, "haarlem/wethoudersbrief", moment)


def _names(recent):
    return [Path(letter.path).name for letter in recent.letters()]


def test_without_a_file_the_list_is_empty(recent):
    assert recent.letters() == ()


def test_the_last_opened_letter_is_on_top_and_stands_there_once(recent):
    for name in ("a.brief", "b.brief", "a.brief"):
        _add(recent, name)
    assert _names(recent) == ["a.brief", "b.brief"]
    top = recent.letters()[0]
    assert (top.title, top.document_type, top.opened) == (
        "Titel",
        "haarlem/wethoudersbrief",
        "2026-11-23T09:30:00+00:00",
    )


def test_a_clock_that_goes_back_changes_nothing_in_the_order(recent):
    for number in range(5):
        _add(recent, f"{number}.brief", moment=NOW - timedelta(days=number))
    assert _names(recent) == [f"{number}.brief" for number in (4, 3, 2, 1, 0)]


def test_the_list_does_not_grow_for_ever(recent):
    for number in range(MOST_RECENT + 5):
        _add(recent, f"{number}.brief")
    assert len(recent.letters()) == MOST_RECENT
    assert _names(recent)[0] == f"{MOST_RECENT + 4}.brief"


def test_a_letter_can_be_taken_off_and_the_list_emptied(recent):
    _add(recent, "a.brief")
    _add(recent, "b.brief")
    recent.remove(recent.letters()[0].path)
    assert _names(recent) == ["a.brief"]
    recent.clear()
    assert recent.letters() == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"letters": 1}',
     b'{"letters": [1, null, {}, {"path": 5}, {"path": ""}]}',
     b'{"letters": {"a": 1}}', b"[" * 100_000, b'{"x": 1}'],
)  # fmt: skip
def test_a_damaged_list_begins_anew(recent, tmp_path, data):
    path = tmp_path / "gegevens" / "recent.json"
    path.parent.mkdir()
    path.write_bytes(data)
    assert recent.letters() == ()
    _add(recent, "a.brief")
    assert _names(recent) == ["a.brief"]


def test_one_odd_entry_does_not_cost_the_others(recent, tmp_path):
    _add(recent, "a.brief")
    path = tmp_path / "gegevens" / "recent.json"
    raw = json.loads(path.read_text())
    raw["letters"] = [{"path": 3}, *raw["letters"], "x", *raw["letters"]]
    path.write_text(json.dumps(raw))
    assert _names(recent) == ["a.brief"]


def test_names_that_are_no_text_are_kept_without_harm(recent):
    _add(recent, os.fsdecode(b"brief-\xff.brief"), title="half \ud800")
    assert len(recent.letters()) == 1


def test_the_list_is_for_the_user_only_and_shows_nothing_in_its_repr(recent, tmp_path):
    _add(recent, "geheim.brief", title="Geheim")
    path = tmp_path / "gegevens" / "recent.json"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "eheim" not in repr(recent.letters())


def test_a_list_that_can_not_be_written_is_reported(tmp_path):
    (tmp_path / "bestand").write_bytes(b"")
    with pytest.raises(NotSaved):
        _add(RecentLetters(tmp_path / "bestand" / "recent.json"), "a.brief")


def test_programs_that_add_at_the_same_time_lose_nothing(tmp_path):
    script = (
        "import sys, datetime\nfrom pathlib import Path\nfrom briefmaker.drafts.recent import RecentLetters\n"
        "recent = RecentLetters(Path(sys.argv[1]))\n"
        "for n in range(7):\n"
        "    path = Path(f'/brieven/{sys.argv[2]}-{n}.brief')\n"
        "    recent.add(path, '', 'p/t', datetime.datetime(2026, 11, 23))\n"
    )
    root = str(Path(__file__).resolve().parents[2])
    path = tmp_path / "recent.json"
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(path), str(number)], cwd=root)
        for number in range(4)
    ]
    assert [program.wait(60) for program in running] == [0] * 4
    assert len(RecentLetters(path).letters()) == 28
