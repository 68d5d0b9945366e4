"""Packs that mean harm are refused with a sentence, soon and in little memory, and leave nothing behind."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmaker.errors import UnusablePack
from briefmaker.publishing import trial
from briefmaker.publishing.gate import admitted, admitted_folder
from briefmaker.publishing.limits import MEMORY
from briefmaker.publishing.opening import opened
from briefmaker.publishing.packing import packed
from tests.publishing.hostile_packs import ATTACKS, MANIFEST, SAMPLE, TEMPLATE, docx_with, good_files, signed
from tests.publishing.packs import pack_in, release

pytestmark = pytest.mark.skipif(not hasattr(os, "wait4"), reason="the system doesn't tell what a child took")
PEAKS: list[int] = []
SPENT: list[float] = []


class Measured(subprocess.Popen):
    """A process of which the memory that it took, looked at twenty times a second, and the processor's time
    are noted. What the system says at its end of its memory counts that of who started it."""

    def _try_wait(self, wait_flags: int) -> tuple[int, int]:
        with contextlib.suppress(OSError):
            said = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii", errors="replace")
            PEAKS.extend(int(kilobytes) << 10 for kilobytes in re.findall(r"VmHWM:\s+(\d+) kB", said))
        try:
            pid, status, usage = os.wait4(self.pid, wait_flags)
        except ChildProcessError:
            return self.pid, 0
        if pid:
            SPENT.append(usage.ru_utime + usage.ru_stime)
        return pid, status


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial.subprocess, "Popen", Measured)
    PEAKS.clear()
    SPENT.clear()


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return good_files(tmp_path_factory.mktemp("pack") / "haarlem")


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for what is temporary: empty again afterwards."""
    folder = tmp_path / "tijdelijk"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert not [*folder.iterdir()]


def test_a_good_pack_is_admitted(good: dict[str, bytes], watched: Path) -> None:
    found = admitted(signed(good), pack="haarlem", number=1)
    assert found.files == good
    assert found.release.pack == "haarlem"
    assert SPENT
    assert max(PEAKS, default=0) < MEMORY


def test_the_shipped_packs_are_admitted(project_root: Path, watched: Path) -> None:
    for name in ("haarlem", "haarlemmermeer"):
        assert "pack.toml" in admitted_folder(project_root / "templates" / name)


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_pack_is_refused(attack: str, good: dict[str, bytes], watched: Path) -> None:
    data = ATTACKS[attack](good)
    begun = time.process_time()
    with pytest.raises(UnusablePack) as refused:
        admitted(data)
    assert time.process_time() - begun + sum(SPENT) < 10  # whatever else the machine does
    assert max(PEAKS, default=0) <= MEMORY
    said = str(refused.value)
    assert "\n" not in said
    assert 20 < len(said) < 600
    assert "Traceback" not in said
    assert str(watched) not in said


def test_a_trial_that_takes_too_long_is_ended(project_root: Path) -> None:
    with pytest.raises(UnusablePack, match="te lang"):
        trial.try_in_child(project_root / "templates" / "haarlem", seconds=0.05)


def test_a_trial_that_goes_on_is_ended_by_the_processor_s_time() -> None:
    endless = (
        "from briefmaker.publishing.limits import limit_this_process as l\nl(seconds=1)\nwhile True: pass"
    )
    done = subprocess.run([sys.executable, "-B", "-c", endless], check=False)
    assert done.returncode == -signal.SIGXCPU


def test_a_trial_that_takes_too_much_memory_is_ended() -> None:
    greedy = "from briefmaker.publishing.limits import limit_this_process as l\nl()\nbytearray(600 << 20)"
    done = subprocess.run([sys.executable, "-B", "-c", greedy], check=False, capture_output=True, text=True)
    assert "MemoryError" in done.stderr


def test_a_file_cut_off_anywhere_is_refused(good: dict[str, bytes]) -> None:
    whole = signed(good)
    for at in {*range(0, len(whole), len(whole) // 200), *range(len(whole) - 30, len(whole))}:
        with pytest.raises(UnusablePack):
            admitted(whole[:at])
    assert not SPENT  # nothing of it was ever tried


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(min_value=0), st.integers(0, 7)), min_size=1, max_size=5), st.data())
def test_flipped_bits_are_noticed(
    good: dict[str, bytes], flips: list[tuple[int, int]], data: st.DataObject
) -> None:
    made = bytearray(signed(good))
    tail = data.draw(st.booleans())  # the directory and the end are small: half of the flips go there
    for place, bit in flips:
        at = len(made) - 1 - place % 3000 if tail else place % len(made)
        made[at] ^= 1 << bit
    try:
        found = opened(bytes(made))
    except UnusablePack:
        return
    assert found.files == good  # a date, or who made it: means nothing


PIECES = st.sampled_from([
    b"", b"\0", b"<", b">", b'"', b"'", b"]", b"[[", b"= ", b"{{", b"}}", b"{%", b"%}", b"\xff", b"9" * 40,
    b"<w:p/>", b"</w:p>", b"<w:tbl>", b"\n", b"true", b"{{ onderwerp }}", b"&", b"-1", b"w:val",
])  # fmt: skip
PARTS = ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "[Content_Types].xml")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([MANIFEST, SAMPLE, "pack.toml", "huisstijlen/vanaf-2018/huisstijl.toml", TEMPLATE]),
    st.sampled_from(PARTS),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 20), PIECES), min_size=1, max_size=4),
)
def test_a_pack_with_mistakes_is_refused_or_can_be_used(
    good: dict[str, bytes], file: str, part: str, edits: list[tuple[float, int, bytes]]
) -> None:
    def edited(content: bytes) -> bytes:
        for where, gone, new in edits:
            at = int(where * len(content))
            content = content[:at] + new + content[at + gone :]
        return content

    changed = docx_with(good[file], {part: edited}) if file == TEMPLATE else edited(good[file])
    try:
        found = admitted(signed({**good, file: changed}))
    except UnusablePack:
        return
    assert found.files[file] == changed


def test_a_folder_given_by_hand_passes_the_same_gate(tmp_path: Path, watched: Path) -> None:
    folder = pack_in(tmp_path / "haarlem")
    assert admitted_folder(folder)[TEMPLATE] == (folder / TEMPLATE).read_bytes()
    (folder / "memo" / "geheim.txt").symlink_to("/etc/passwd")
    with pytest.raises(UnusablePack):
        admitted_folder(folder)


def test_what_lies_in_a_wrong_place_is_refused(good: dict[str, bytes]) -> None:
    data = packed(release(number=7), good)
    for place in ({"pack": "amsterdam"}, {"number": 8}):
        with pytest.raises(UnusablePack, match="ander pakket of nummer"):
            admitted(data, **place)
    assert not SPENT


def test_a_trial_writes_and_fetches_nothing(tmp_path: Path) -> None:
    """What a hostile pack would do, done in a process with a trial's bounds."""
    tried = (
        "import sys, socket, subprocess, os, pathlib\n"
        "from briefmaker.publishing.limits import limit_this_process, refuse_writing_and_fetching\n"
        "limit_this_process(); refuse_writing_and_fetching()\n"
        "place = pathlib.Path(sys.argv[1])\n"
        "done = []\n"
        "for name, act in {\n"
        "    'write': lambda: (place / 'a').write_bytes(b'x'),\n"
        "    'folder': lambda: (place / 'b').mkdir(),\n"
        "    'remove': lambda: (place / 'c').unlink(),\n"
        "    'connect': lambda: socket.create_connection(('127.0.0.1', 9), 1),\n"
        "    'resolve': lambda: socket.getaddrinfo('localhost', 80),\n"
        "    'start': lambda: subprocess.run(['true']),\n"
        "    'shell': lambda: os.system('true'),\n"
        "}.items():\n"
        "    try:\n"
        "        act()\n"
        "    except PermissionError:\n"
        "        continue\n"
        "    done.append(name)\n"
        "print(done)\n"
    )
    (tmp_path / "c").write_text("blijft")
    said = subprocess.run(
        [sys.executable, "-B", "-c", tried, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"
    assert [each.name for each in tmp_path.iterdir()] == ["c"]
