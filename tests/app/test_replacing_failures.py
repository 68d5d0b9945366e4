"""Replacing that is killed, or for which there is no room or right, leaves all files old or all new."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefmaker.app.pack_changes import last_change, settle, undo
from briefmaker.places import pack_changes_folder
from tests.inspection.changed_files import paragraphs, word_file
from tests.publishing.rivals import KILLED, Rivals
from tests.without_room import environment, said_without_room

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="kills and mounts as on Linux")
BODY = "<w:p><w:r><w:t>Het oude w</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>oord hier</w:t></w:r></w:p>"
TEMPLATE = word_file(BODY)  # once: it holds the time at which it was made


def pack_of(folder: Path) -> dict[str, bytes]:
    """A small pack, made anew, and its files."""
    files = {
        "pack.toml": b'id = "proef"\ntitle = "Oude woord"\n',
        "brief/manifest.toml": b"title = 'het oude woord' # oude woord\r\n",
        "brief/template.docx": TEMPLATE,
        "tekstblokken/slot.md": b'+++\nnaam = "Slot"\n+++\nDit oude woord.\n',
    }
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return files


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@LINUX
@pytest.mark.parametrize("program", ["replace", "take_back"])
@pytest.mark.parametrize("halfway", [False, True])
def test_a_kill_at_each_step_leaves_all_files_old_or_all_new(
    tmp_path: Path, program: str, halfway: bool
) -> None:
    folder = tmp_path / "proef"
    words = {"old": "oude woord", "new": "nieuwe"}
    seen = []
    with Rivals() as rivals:
        old = pack_of(folder)
        rivals.alone(program="replace", folder=str(folder), **words)
        new = contents(folder)
        assert all(old[name] != new[name] for name in old)
        assert paragraphs(new["brief/template.docx"]) == ["Het nieuwe hier"]
        for position in range(1, 200):
            shutil.rmtree(pack_changes_folder(), ignore_errors=True)
            pack_of(folder)
            if program == "take_back":
                rivals.alone(program="replace", folder=str(folder), **words)
            arguments = words if program == "replace" else {}
            answer = rivals.alone(
                program=program, folder=str(folder), die_at=position, halfway=halfway, **arguments
            )
            settle(folder)
            found = contents(folder)
            assert found in (old, new), f"half a change is left by a kill at step {position}"
            seen.append(found == new)
            if found == new:
                last = last_change(folder)
                assert last is not None
                undo(last)
                assert contents(folder) == old
            if KILLED not in answer:
                break
    assert "files" in answer, answer
    assert position > 20
    assert set(seen[:-1]) == {True, False}, "kills on either side of the change"
    assert seen[-1] == (program == "replace")


REPLACING = """
import sys
from pathlib import Path
from briefmaker.app.replacing import find_everywhere, replace_everywhere
from briefmaker.errors import NotSaved
from tests.app.test_replacing_failures import contents
folder = Path(sys.argv[1])
before = contents(folder)
try:
    replace_everywhere(folder, find_everywhere(folder, "oude woord"), "nieuwe")
except NotSaved as error:
    print(error)
else:
    print("replaced")
print(contents(folder) == before)
"""


@LINUX
@pytest.mark.parametrize("prepare", ["cat /dev/zero > {0}/vol", "mount -o remount,ro {0}"])
def test_a_full_disk_or_one_that_may_only_be_read_is_said_and_nothing_changes(
    tmp_path: Path, prepare: str
) -> None:
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a disk of its own")
    disk, script = tmp_path / "schijf", tmp_path / "script.py"
    disk.mkdir()
    pack_of(tmp_path / "proef")
    script.write_text(REPLACING, "utf-8")
    commands = (
        f"mount -t tmpfs -o size=256k tmpfs {disk} && cp -r {tmp_path}/proef {disk}/proef &&"
        f" ({prepare.format(disk)}; true) 2>/dev/null && exec {sys.executable} {script} {disk}/proef"
    )
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", commands],
        capture_output=True, text=True, check=True, env=environment(),
    )  # fmt: skip
    said, is_unchanged = done.stdout.splitlines()
    assert ("geen ruimte meer" if "zero" in prepare else "U mag de bestanden in") in said
    assert said.endswith("Er is niets veranderd.")
    assert is_unchanged == "True"


@LINUX
@pytest.mark.parametrize("room", range(0, 5000, 1000))
def test_wherever_room_runs_out_nothing_changes(tmp_path: Path, room: int) -> None:
    folder = tmp_path / "proef"
    old = pack_of(folder)
    said, is_unchanged = said_without_room(REPLACING, folder, room)
    assert (said.endswith("Er is niets veranderd."), is_unchanged) == (True, "True"), said
    assert contents(folder) == old
