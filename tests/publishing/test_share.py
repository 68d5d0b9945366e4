"""A share that hangs, is gone, is full or may not be written keeps nobody waiting, and changes nothing."""

from __future__ import annotations

import errno
import itertools
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefmaker.errors import Cancelled, UnusablePack
from briefmaker.packs.pointers import current_number
from briefmaker.publishing.installing import install_lines
from briefmaker.publishing.line import Line
from briefmaker.publishing.opening import NewerRelease, opened
from briefmaker.publishing.share import ShareTask
from briefmaker.publishing.share_failures import PublishedMeanwhile, RefusedRelease, ShareUnavailable
from tests.publishing.hostile_packs import newer_format
from tests.publishing.packs import MOMENT, pack_in
from tests.publishing.rivals import KILLED, Rivals, content_of
from tests.without_room import environment, said_without_room

SHARES_AND_MOUNTS = pytest.mark.skipif(sys.platform != "linux", reason="as on Linux")
PATIENCE = 30.0


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "gedeeld"
    folder.mkdir()
    return folder


def publish(shared: Path, text: str, based_on: int = 0, **others: object) -> None:
    Line(shared, "haarlem").publish(
        content_of(text), version=text, by="Sanne", changes="Nieuw", now=MOMENT, based_on=based_on, **others
    )


def a_hanging_release(shared: Path, number: int = 1) -> None:
    """One that never answers whoever reads it."""
    folder = shared / "haarlem" / f"{number:04d}"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "haarlem-1.0.briefpakket")


@SHARES_AND_MOUNTS
def test_a_share_that_hangs_is_given_up_in_time(shared: Path, tmp_path: Path) -> None:
    a_hanging_release(shared)
    began = time.monotonic()
    with pytest.raises(ShareUnavailable, match="de map reageert niet"):
        ShareTask("install", shared=str(shared), root=str(tmp_path / "hier")).result(1.5)
    assert time.monotonic() - began < 10
    assert current_number(tmp_path / "hier" / "haarlem") == 0


@SHARES_AND_MOUNTS
def test_a_task_is_stopped_from_elsewhere_though_the_share_hangs(shared: Path) -> None:
    a_hanging_release(shared)
    task = ShareTask("history", shared=str(shared), pack="haarlem")
    stopping = threading.Timer(0.3, task.stop)
    stopping.start()
    with pytest.raises(Cancelled):
        task.result(PATIENCE)
    stopping.join()
    with pytest.raises(Cancelled):
        task.result(PATIENCE)


def test_a_share_that_is_gone_is_said_with_its_name(tmp_path: Path) -> None:
    gone = str(tmp_path / "weg")
    tasks = (
        ShareTask("install", shared=gone, root=str(tmp_path / "hier")),
        ShareTask("history", shared=gone, pack="haarlem"),
        ShareTask("withdraw", shared=gone, pack="haarlem", by="Anna", now=MOMENT.isoformat()),
    )
    for task in tasks:
        with pytest.raises(ShareUnavailable, match=r"gedeelde map “.*weg” is niet te bereiken"):
            task.result(PATIENCE)


def test_what_is_refused_in_the_other_process_is_refused_here(shared: Path, tmp_path: Path) -> None:
    pack = pack_in(tmp_path / "haarlem", "1.1")
    signed = {
        "shared": str(shared), "pack": "haarlem", "folder": str(pack), "now": MOMENT.isoformat(),
        "version": "1.1", "by": "Sanne", "changes": "Nieuw", "based_on": 0,
    }  # fmt: skip
    ShareTask("publish", **signed).result(PATIENCE)
    with pytest.raises(PublishedMeanwhile, match="door Sanne") as overtaken:
        ShareTask("publish", **signed).result(PATIENCE)
    assert overtaken.value.release.number == 1
    with pytest.raises(RefusedRelease, match="Er is niets gewijzigd"):
        ShareTask("publish", **{**signed, "based_on": 1, "version": "1.2"}).result(PATIENCE)
    (pack / "woordenlijst.txt").write_text("kenmerk", encoding="utf-8")
    with pytest.raises(RefusedRelease, match=r"Versie 1\.1 is al eerder gepubliceerd"):
        ShareTask("publish", **{**signed, "based_on": 1}).result(PATIENCE)


def test_a_bug_over_there_is_a_bug_here(shared: Path) -> None:
    with pytest.raises(RuntimeError, match="TypeError"):
        ShareTask("history", shared=str(shared)).result(PATIENCE)


# --- Disks --------------------------------------------------------------------------------------------


PUBLISHING = """
import signal, sys
from pathlib import Path
from briefmaker.publishing.line import Line
from briefmaker.publishing.share_failures import ShareUnavailable
from tests.publishing.test_share import publish
try:
    publish(Path(sys.argv[1]), "twee", 1)
except ShareUnavailable as error:
    print(error)
else:
    print("published")
line = Line(Path(sys.argv[1]), "haarlem")
print([(line.newest().number, line.newest().damaged), sorted(path.name for path in line.folder.iterdir())])
"""
UNTOUCHED = "[(1, ()), ['0001']]"


def on_a_disk_of_its_own(shared: Path, prepare: str) -> list[str]:
    """What publishing a second release says on a small disk that is mounted in `shared` for it alone."""
    script = (
        f"mount -t tmpfs -o size=256k tmpfs {shared} &&"
        f" {sys.executable} -c 'import sys; from pathlib import Path;"
        f'from tests.publishing.test_share import publish; publish(Path(sys.argv[1]), "een")\' {shared}'
        f" && {prepare} && exec {sys.executable} -c '{PUBLISHING}' {shared}"
    )
    may_mount = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode == 0
    if not may_mount:
        pytest.skip("this user may not mount a disk of its own")
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=True, env=environment()
    )
    return done.stdout.splitlines()


@SHARES_AND_MOUNTS
def test_a_full_share_keeps_what_it_has(shared: Path) -> None:
    said, state = on_a_disk_of_its_own(shared, f"(cat /dev/zero > {shared}/vol; true) 2>/dev/null")
    assert "geen ruimte meer" in said
    assert state == UNTOUCHED


@SHARES_AND_MOUNTS
def test_a_share_that_may_only_be_read_is_said(shared: Path) -> None:
    said, state = on_a_disk_of_its_own(shared, f"mount -o remount,ro {shared}")
    assert "U mag niets wijzigen" in said
    assert state == UNTOUCHED


@SHARES_AND_MOUNTS
@pytest.mark.parametrize("room", range(0, 900, 90))
def test_wherever_room_runs_out_nothing_is_left_of_a_publish(shared: Path, room: int) -> None:
    publish(shared, "een")
    said, state = said_without_room(PUBLISHING, shared, room)
    assert "geen ruimte meer" in said
    assert state == UNTOUCHED


# --- Damage and clocks --------------------------------------------------------------------------------


def installed(shared: Path, root: Path) -> tuple[int, list[str]]:
    with Rivals() as rivals:
        answer = rivals.alone(program="install", shared=str(shared), root=str(root))
    assert KILLED not in answer
    return current_number(root / "haarlem"), answer["said"]


@pytest.mark.parametrize("damage", ["cut off", "changed", "empty", "gone", "of another number"])
def test_a_damaged_newest_file_gives_the_one_before_it_and_it_is_said(
    shared: Path, tmp_path: Path, damage: str
) -> None:
    for number, text in enumerate(("een", "twee", "drie")):
        publish(shared, text, number)
    path = shared / "haarlem" / "0003" / "haarlem-drie.briefpakket"
    data = path.read_bytes()
    path.write_bytes(
        {
            "cut off": data[: len(data) // 2], "changed": data[:200] + b"?" + data[201:], "empty": b"",
            "gone": b"",
            "of another number": (shared / "haarlem" / "0002" / "haarlem-twee.briefpakket").read_bytes(),
        }[damage]
    )  # fmt: skip
    if damage == "gone":
        path.unlink()
    for _start in range(2):
        number, (said,) = installed(shared, tmp_path / "hier")
        assert number == 2
        assert "nummer 3, is beschadigd en wordt niet gebruikt" in said
        assert "nummer 2, versie twee, door Sanne op 23-11-2026" in said
    publish(shared, "vier", 2)  # what is based on the one that holds goes behind the damaged one
    assert installed(shared, tmp_path / "hier") == (4, [])
    assert [entry.number for entry in Line(shared, "haarlem").entries()] == [4, 3, 2, 1]


def test_a_single_damaged_release_is_said_and_nothing_is_installed(shared: Path, tmp_path: Path) -> None:
    publish(shared, "een")
    (shared / "haarlem" / "0001" / "haarlem-een.briefpakket").write_bytes(b"PK")
    number, (said,) = installed(shared, tmp_path / "hier")
    assert number == 0
    assert "is beschadigd en er is geen eerdere" in said


def test_a_release_of_a_later_program_is_not_called_damaged_and_nothing_takes_its_place(
    shared: Path, tmp_path: Path
) -> None:
    publish(shared, "een")
    assert installed(shared, tmp_path / "hier") == (1, [])
    publish(shared, "twee", 1)
    path = shared / "haarlem" / "0002" / "haarlem-twee.briefpakket"
    path.write_bytes(newer_format(content_of("twee")))
    number, (said,) = installed(shared, tmp_path / "hier")
    assert number == 1
    assert "nummer 2" in said
    assert "nieuwere versie van Briefmaker" in said
    assert "beschadigd" not in said
    with pytest.raises(UnusablePack, match="nieuwere versie van Briefmaker"):
        publish(shared, "drie", 1)
    task = {"shared": str(shared), "pack": "haarlem", "by": "Sanne", "now": MOMENT.isoformat()}
    with pytest.raises(NewerRelease, match="nieuwere versie van Briefmaker"):
        ShareTask("withdraw", **task).result(PATIENCE)
    entries = Line(shared, "haarlem").entries()
    assert [(each.number, each.release is None) for each in entries] == [(2, True), (1, False)]


def test_a_clock_that_is_wrong_changes_no_order(shared: Path, tmp_path: Path) -> None:
    line = Line(shared, "haarlem")
    for number, (text, year) in enumerate((("een", 2026), ("twee", 1971), ("drie", 2099), ("vier", 2026))):
        line.publish(
            content_of(text), version=text, by="Sanne", changes="Nieuw", based_on=number,
            now=MOMENT.replace(year=year),
        )  # fmt: skip
    for entry in line.folder.iterdir():
        os.utime(entry, (0, 0) if entry.name == "0004" else (4e9, 4e9))
    assert [entry.release.published_at.year for entry in line.entries()] == [2026, 2099, 1971, 2026]
    assert line.newest().number == 4
    assert installed(shared, tmp_path / "hier") == (4, [])
    assert line.withdraw(by="Anna", now=MOMENT.replace(year=1985)).restores == 3


def test_what_another_machine_writes_is_left_alone_and_goes_after_a_day(shared: Path) -> None:
    publish(shared, "een")
    fresh = shared / "haarlem" / ".~bm-0123abcd-1-0-89abcdef.tmp"
    old = shared / "haarlem" / ".~bm-0123abcd-2-0-89abcdef.tmp"
    for folder in (fresh, old):
        folder.mkdir()
        (folder / "haarlem-1.0.briefpakket").write_bytes(b"half")
    a_day_ago = fresh.stat().st_mtime - 90_000
    os.utime(old, (a_day_ago, a_day_ago))
    publish(shared, "twee", 1)
    assert fresh.exists()
    assert not old.exists()


def test_an_installation_that_was_damaged_is_mended(shared: Path, tmp_path: Path) -> None:
    publish(shared, "een")
    root = tmp_path / "hier"
    assert installed(shared, root) == (1, [])
    pack = root / "haarlem" / "0001" / "pack.toml"
    whole = pack.read_bytes()
    pack.write_bytes(b"")
    assert installed(shared, root) == (1, [])
    assert pack.read_bytes() == whole
    (root / "haarlem" / "huidig.json").write_text("{")
    assert current_number(root / "haarlem") == 1, "the newest that is there"


# --- Answers that are lost, and room that runs out here ------------------------------------------------


def test_a_publish_whose_answer_was_lost_is_known_by_its_bytes(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(shared, "een")
    renamed = os.rename

    def rename_and_lose_the_answer(source: Path, target: Path) -> None:
        renamed(source, target)
        raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(os, "rename", rename_and_lose_the_answer)
    publish(shared, "twee", 1)
    monkeypatch.undo()
    assert Line(shared, "haarlem").newest().number == 2


def test_a_publish_that_the_share_never_got_is_said(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_names: Path) -> None:
        raise OSError(errno.EIO, "I/O error")

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(ShareUnavailable, match="is niet te bereiken"):
        publish(shared, "een")
    monkeypatch.undo()
    assert [*(shared / "haarlem").iterdir()] == []


def test_wherever_room_runs_out_on_a_desktop_it_goes_on_with_what_it_has(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(shared, "een")
    root = tmp_path / "hier"
    assert install_lines(shared, root, opened).sentences == ()
    publish(shared, "twee", 1)
    write, said = os.write, []
    for fatal in range(1, 30):
        calls = itertools.count(1)

        def full(descriptor: int, data: bytes, fatal: int = fatal, calls: Iterator[int] = calls) -> int:
            if next(calls) == fatal:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return write(descriptor, data)

        monkeypatch.setattr(os, "write", full)
        outcome = install_lines(shared, root, opened)
        monkeypatch.undo()
        assert not [path for path in (root / "haarlem").iterdir() if path.name.startswith(".~bm")]
        if outcome.installed:
            break
        assert current_number(root / "haarlem") == 1
        said += outcome.sentences
    assert fatal > 3
    assert len(said) == fatal - 1
    assert all("op deze computer is geen ruimte meer" in sentence for sentence in said)
    assert current_number(root / "haarlem") == 2
