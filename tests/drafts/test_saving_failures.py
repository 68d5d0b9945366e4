"""When a file can't be written, the old one is whole, nothing is left, and a sentence says what to do."""

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.failures import not_saved
from briefmaker.drafts.saving import save_atomically, save_new
from briefmaker.drafts.settings import Settings, write_settings
from briefmaker.errors import NotSaved
from tests.drafts.strategies import everyday_letter
from tests.drafts.test_file_names import HOSTILE

OLD, NEW = b"oude brief", b"nieuwe brief" * 1_000
linux = pytest.mark.skipif(sys.platform != "linux", reason="mounts and users as on Linux")
ROOT = Path(__file__).resolve().parents[2]


def _says_what_to_do(error: NotSaved, name: str = "") -> str:
    sentence = str(error)
    assert sentence.endswith(".")
    assert any(verb in sentence for verb in ("Sla ", "Kies ", "Sluit ", "Maak ")), sentence
    assert "Errno" not in sentence
    assert name in sentence
    return sentence


# --- A fault at every single call ---------------------------------------------------------------------

CALLS = ("open", "write", "fsync", "close", "replace", "link", "chown", "utime")


class _FaultAt:
    """Lets the n-th of the calls that write fail; n = 0 counts them only."""

    def __init__(self, monkeypatch, position: int, code: int) -> None:
        self.seen: list[str] = []
        for name in CALLS:
            monkeypatch.setattr(os, name, self._wrapped(name, getattr(os, name), position, code))

    def _wrapped(self, name, real, position, code):
        def call(*arguments, **keywords):
            self.seen.append(name)
            if len(self.seen) == position:
                if name == "write":  # half of it is on the disk already
                    real(arguments[0], bytes(arguments[1])[:10])
                if name == "close":
                    real(*arguments, **keywords)
                raise OSError(code, os.strerror(code))
            return real(*arguments, **keywords)

        return call


def _positions(action, tmp_path, monkeypatch) -> list[str]:
    with monkeypatch.context() as patch:
        fault = _FaultAt(patch, 0, 0)
        action(tmp_path / "proef.docx")
    (tmp_path / "proef.docx").unlink()
    return fault.seen


@pytest.mark.parametrize(
    "code", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EACCES, errno.EROFS, errno.ESTALE]
)
@pytest.mark.parametrize("existing", [True, False])
def test_a_fault_at_any_call_leaves_the_old_file_or_the_new_one_whole(tmp_path, monkeypatch, code, existing):
    def action(path: Path) -> None:
        if existing and not path.exists():
            path.write_bytes(OLD)
        save_atomically(path, NEW)

    path = tmp_path / "Brief.docx"
    calls = _positions(action, tmp_path, monkeypatch)
    assert {"open", "write", "fsync", "close", "replace"} <= set(calls)
    for position in range(1, len(calls) + 1):
        path.unlink(missing_ok=True)
        if existing:
            path.write_bytes(OLD)
        error = None
        with monkeypatch.context() as patch:
            _FaultAt(patch, position, code)
            try:
                save_atomically(path, NEW)
            except NotSaved as caught:
                error = caught
        now = path.read_bytes() if path.exists() else None
        confirmed = "replace" not in calls[: position - 1]
        if error is None:
            assert now == NEW, f"{position} {calls}"
        elif confirmed:
            assert now == (OLD if existing else None), f"{position} {calls}"
            said = _says_what_to_do(error, "Brief.docx")
            assert ("Het eerdere bestand is ongewijzigd." in said) == existing
        else:  # the folder's fsync: the new file is there, whole, and the user is told of the doubt
            assert now == NEW
            assert "de schijf bevestigt dat niet" in str(error)
        assert sorted(p.name for p in tmp_path.iterdir()) == (["Brief.docx"] if now is not None else [])


def test_a_fault_in_a_new_file_leaves_nothing(tmp_path, monkeypatch):
    path = tmp_path / "Brief.docx"
    calls = _positions(lambda where: save_new(where, NEW), tmp_path, monkeypatch)
    for position in range(1, calls.index("link") + 1):
        with monkeypatch.context() as patch:
            _FaultAt(patch, position, errno.ENOSPC)
            with pytest.raises(NotSaved):
                save_new(path, NEW)
        assert not list(tmp_path.iterdir())


def test_an_interrupted_save_leaves_nothing_half(tmp_path, monkeypatch):
    path = tmp_path / "Brief.docx"
    path.write_bytes(OLD)

    def interrupted(*_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        save_atomically(path, NEW)
    assert path.read_bytes() == OLD
    assert [p.name for p in tmp_path.iterdir()] == ["Brief.docx"]


@pytest.mark.parametrize("call", ["fsync", "chown", "utime"])
def test_a_share_that_cannot_do_everything_is_still_saved_on(tmp_path, monkeypatch, call):
    path = tmp_path / "Brief.docx"
    path.write_bytes(OLD)

    def cannot(*_arguments, **_keywords):
        raise OSError(errno.ENOTSUP, "Operation not supported")

    monkeypatch.setattr(os, call, cannot)
    save_atomically(path, NEW)
    assert path.read_bytes() == NEW


def test_every_code_of_the_system_has_a_sentence_with_a_remedy(tmp_path):
    for code in sorted(errno.errorcode):
        error = not_saved(OSError(code, os.strerror(code)), tmp_path / "Brief.docx", 36_000)
        assert "“Brief.docx” is niet opgeslagen" in _says_what_to_do(error)
    for code in range(1, 1500):
        windows = OSError(errno.EINVAL, "x")
        windows.winerror = code
        _says_what_to_do(not_saved(windows, tmp_path / "Brief.docx", 1))
    _says_what_to_do(not_saved(OSError(), tmp_path / "Brief.docx", 0))


def test_a_full_disk_is_named_with_the_room_that_is_needed(tmp_path):
    full = not_saved(OSError(errno.ENOSPC, "x"), tmp_path / "Brief.docx", 36_001)
    assert "er is geen ruimte meer op “/" in str(full)
    assert "37 kB nodig" in str(full)
    assert "3 MB nodig" in str(not_saved(OSError(errno.ENOSPC, "x"), tmp_path / "Brief.docx", 2_000_001))


# --- Names and places that won't do -------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", [name for name in HOSTILE if name not in {"/", "/etc/passwd", "../../etc/passwd", ".", ".."}]
)
def test_a_name_that_not_every_system_holds_is_refused_with_a_better_one(tmp_path, name):
    folder = tmp_path / "brieven"
    folder.mkdir()
    outside = set(tmp_path.iterdir())
    try:
        save_atomically(folder / name, NEW)
    except NotSaved as error:
        _says_what_to_do(error)
        assert not list(folder.iterdir())
    else:
        assert [p.read_bytes() for p in folder.iterdir()] == [NEW]
    assert set(tmp_path.iterdir()) == outside


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("CON.docx", "“_CON.docx”"),
        ("a:b.docx", "“a-b.docx”"),
        ("x\u202exod.docx", "“xxod.docx”"),
        ("brief.", "“brief”"),
    ],
)
def test_the_better_name_is_given(tmp_path, name, good):
    with pytest.raises(NotSaved, match="niet elke computer") as refusal:
        save_atomically(tmp_path / name, NEW)
    assert f"bijvoorbeeld {good}" in str(refusal.value)


def test_an_old_file_of_an_odd_name_is_saved_again(tmp_path):
    path = tmp_path / "a:b?.docx"
    path.write_bytes(OLD)
    save_atomically(path, NEW)
    assert path.read_bytes() == NEW


def test_places_where_no_letter_can_be_are_refused(tmp_path):
    (tmp_path / "map.docx").mkdir()
    (tmp_path / "bestand").write_bytes(OLD)
    (tmp_path / "a.docx").symlink_to(tmp_path / "b.docx")
    (tmp_path / "b.docx").symlink_to(tmp_path / "a.docx")
    os.mkfifo(tmp_path / "pijp.docx")
    for path, said in (
        (tmp_path / "map.docx", "er is al een map met deze naam"),
        (tmp_path / "weg" / "Brief.docx", "bestaat niet meer"),
        (tmp_path / "bestand" / "Brief.docx", "bestaat niet meer"),
        (tmp_path / "a.docx", "niet opgeslagen"),
        (tmp_path / "pijp.docx", "niet opgeslagen"),
        (tmp_path / ("x" * 300 + ".docx"), "niet opgeslagen"),
        (tmp_path.joinpath(*["x" * 200] * 25, "Brief.docx"), "te lang"),
        (Path("/dev/full"), "niet opgeslagen"),
        (Path("/proc/Brief.docx"), "niet opgeslagen"),
        (Path(), "niet opgeslagen"),
        (tmp_path / "..", "niet opgeslagen"),
    ):
        with pytest.raises(NotSaved, match=said) as refusal:
            save_atomically(path, NEW)
        _says_what_to_do(refusal.value)
    assert (tmp_path / "bestand").read_bytes() == OLD
    assert stat.S_ISFIFO((tmp_path / "pijp.docx").stat().st_mode)


# --- Real disks and users -----------------------------------------------------------------------------


def _in_child(script: str, *arguments: str, prefix=(), **keywords) -> dict:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*prefix, sys.executable, "-c", script, *arguments],
        capture_output=True, text=True, timeout=60, env=environment, **keywords,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _mounted(tmp_path: Path, options: str, script: str) -> dict:
    """Run the script in a mount namespace of its own, with a tmpfs on the folder that it gets."""
    folder = tmp_path / "schijf"
    folder.mkdir()
    prefix = ("unshare", "-m", "sh", "-c", f'mount -t tmpfs -o {options} none "$0" && exec "$@"', str(folder))
    if (
        os.geteuid()
        or not shutil.which("unshare")
        or subprocess.run([*prefix, "true"], capture_output=True).returncode
    ):
        pytest.skip("may not mount here; the injected faults above stand in for it")
    return _in_child(script, str(folder), prefix=prefix)


FULL = """
import json, os, sys
from pathlib import Path
from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.recent import RecentLetters
from briefmaker.drafts.saving import save_atomically
from briefmaker.drafts.settings import Settings, write_settings
from briefmaker.errors import NotSaved
from tests.drafts.strategies import everyday_letter
import datetime

disk = Path(sys.argv[1])
files = {disk / f"oud.{kind}": os.urandom(30_000) for kind in ("brief", "docx", "pdf")}
for path, data in files.items():
    save_atomically(path, data)
drafts = DraftStore(disk / "drafts")
drafts.write("een", Draft(everyday_letter("eerst")))
write_settings(disk / "settings.json", Settings(zoom=1.5))
RecentLetters(disk / "recent.json").add(disk / "oud.brief", "Oud", "p/t", datetime.datetime(2026, 11, 23))
kept = {path: path.read_bytes() for path in disk.rglob("*") if path.is_file()}
filler = disk / "vulling"
said, saved, harmed, left = [], 0, 0, 0
# Fifty amounts of room, from none to enough for one of the two letters.
for room in range(50):
    with open(filler, "wb", buffering=0) as stream:
        try:
            while True:
                stream.write(b"x" * 4096)
        except OSError:
            pass
    os.truncate(filler, max(0, filler.stat().st_size - 4096 * room) // 4096 * 4096)
    for path in files:
        try:
            save_atomically(path, os.urandom(120_000))
        except NotSaved as error:
            said.append(str(error))
        else:
            saved += 1
            os.unlink(filler)
            save_atomically(path, kept[path])
            break
    for action in (
        lambda: drafts.write("twee", Draft(everyday_letter("x" * 200_000))),
        lambda: write_settings(disk / "settings.json", Settings(mark_file="x" * 300_000)),
    ):
        try:
            action()
        except NotSaved as error:
            said.append(str(error))
    harmed += sum(path.read_bytes() != data for path, data in kept.items() if path.name != "settings.json")
    left += sum(path.suffix == ".tmp" for path in disk.rglob("*"))
    try:
        os.unlink(filler)
    except FileNotFoundError:
        pass
    drafts.remove("twee")
    write_settings(disk / "settings.json", Settings(zoom=1.5))
print(json.dumps({"said": said, "saved": saved, "harmed": harmed, "left": left, "disk": str(disk)}))
"""


@linux
def test_a_full_disk_harms_nothing_at_fifty_amounts_of_room(tmp_path):
    seen = _mounted(tmp_path, "size=512k", FULL)
    assert seen["harmed"] == 0
    assert seen["left"] == 0
    assert len(seen["said"]) >= 100
    assert seen["saved"] >= 10
    for sentence in seen["said"]:
        assert "er is geen ruimte meer op “" + seen["disk"] in sentence
        assert " kB nodig" in sentence


READ_ONLY = """
import json, os, subprocess, sys
from pathlib import Path
from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.locks import Held, LetterLock
from briefmaker.drafts.saving import save_atomically, save_new
from briefmaker.drafts.settings import Settings, write_settings
from briefmaker.errors import NotSaved
from tests.drafts.strategies import everyday_letter

disk = Path(sys.argv[1])
if len(sys.argv) > 2:  # as somebody without rights, once all modules and sentences are read
    try:
        save_atomically(Path("/nergens/x"), b"")
    except NotSaved:
        pass
    os.setgroups([])
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))
elif os.geteuid() == 0:
    (disk / "oud.brief").write_bytes(b"oud")
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
said = []
for action in (
    lambda: save_atomically(disk / "oud.brief", b"nieuw"),
    lambda: save_atomically(disk / "nieuw.brief", b"nieuw"),
    lambda: save_new(disk / "nieuw.brief", b"nieuw"),
    lambda: DraftStore(disk / "drafts").write("een", Draft(everyday_letter())),
    lambda: write_settings(disk / "nieuw" / "settings.json", Settings()),
):
    try:
        action()
    except NotSaved as error:
        said.append(str(error))
lock = LetterLock.acquire(disk / "oud.brief", "Anna")
print(json.dumps({
    "said": said, "names": sorted(os.listdir(disk)), "old": (disk / "oud.brief").read_text(),
    "opens": isinstance(lock, Held) and not lock.protects,
    "drafts": DraftStore(disk / "drafts").recoverable(),
}))
"""


@linux
def test_on_a_disk_that_may_only_be_read_nothing_changes_and_letters_open(tmp_path):
    seen = _mounted(tmp_path, "size=512k", READ_ONLY)
    assert seen["names"] == ["oud.brief"]
    assert seen["old"] == "oud"
    assert len(seen["said"]) == 5
    assert all(
        "kan niets worden gewijzigd" in sentence or "alleen-lezen" in sentence for sentence in seen["said"]
    )
    assert seen["opens"]


@linux
def test_in_a_folder_without_rights_nothing_changes_and_letters_open():
    folder = Path(tempfile.mkdtemp(prefix="briefmaker-zonder-rechten-"))
    try:
        (folder / "oud.brief").write_bytes(b"oud")
        folder.chmod(0o555)
        seen = _in_child(READ_ONLY, str(folder), *(["65534"] if os.geteuid() == 0 else []))
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
    assert seen["names"] == ["oud.brief"]
    assert seen["old"] == "oud"
    assert len(seen["said"]) == 5
    for sentence in seen["said"]:
        assert "u mag niet schrijven in de map" in sentence or "alleen-lezen" in sentence
    assert seen["opens"]


def test_a_file_that_may_only_be_read_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "Brief.docx"
    path.write_bytes(OLD)
    path.chmod(0o444)
    # root may write everything; the question is put to the system all the same
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(NotSaved, match=r"alleen-lezen.*andere naam"):
        save_atomically(path, NEW)
    assert path.read_bytes() == OLD


def test_drafts_and_settings_report_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "bestand").write_bytes(b"x")
    with pytest.raises(NotSaved):
        DraftStore(tmp_path / "bestand" / "drafts").write("een", Draft(everyday_letter()))
    with pytest.raises(NotSaved):
        write_settings(tmp_path / "bestand" / "settings.json", Settings())
