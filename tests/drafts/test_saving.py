"""A file is saved whole or not at all, in the right order, with its rights, wherever a link leads."""

import os
import stat
import sys
from pathlib import Path

import pytest

from briefmaker.drafts.saving import FileInUse, save_atomically, save_new, save_or_beside
from briefmaker.drafts.temporary_files import sweep, temporary_name
from briefmaker.errors import NotSaved

linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("name", ["Brief.brief", "Brief.docx", "Brief.pdf"])
def test_a_new_and_a_changed_file_hold_just_what_was_saved(tmp_path, name):
    for data in (b"eerst", b"", b"x" * 3_000_000):
        save_atomically(tmp_path / name, data)
        assert (tmp_path / name).read_bytes() == data
        assert _names(tmp_path) == [name]


@linux
def test_write_fsync_replace_and_fsync_of_the_folder_come_in_this_order(tmp_path, monkeypatch):
    steps = []

    def recorded(name):
        real = getattr(os, name)

        def call(*arguments, **keywords):
            if name == "replace":
                steps.append((name, Path(arguments[0]).suffix, Path(arguments[1]).name))
            else:
                target = Path(f"/proc/self/fd/{arguments[0]}").readlink()
                steps.append((name, "folder" if target.is_dir() else target.suffix))
            return real(*arguments, **keywords)

        monkeypatch.setattr(os, name, call)

    for name in ("write", "fsync", "replace"):
        recorded(name)
    save_atomically(tmp_path / "Brief.docx", b"x" * 100)
    assert steps == [
        ("write", ".tmp"),
        ("fsync", ".tmp"),
        ("replace", ".tmp", "Brief.docx"),
        ("fsync", "folder"),
    ]


@linux
def test_half_written_blocks_are_written_on(tmp_path, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))
    save_atomically(tmp_path / "Brief.docx", bytes(range(100)))
    assert (tmp_path / "Brief.docx").read_bytes() == bytes(range(100))


def test_rights_of_an_existing_file_stay(tmp_path):
    path = tmp_path / "Brief.docx"
    path.write_bytes(b"oud")
    for mode in (0o600, 0o640, 0o664):
        path.chmod(mode)
        save_atomically(path, b"nieuw")
        assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_has_the_usual_rights_and_a_private_one_is_for_the_user_only(tmp_path):
    old = os.umask(0o022)
    try:
        save_atomically(tmp_path / "Brief.docx", b"x")
        save_atomically(tmp_path / "geheim.draft", b"x", private=True)
        save_new(tmp_path / "nieuw.docx", b"x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "Brief.docx").stat().st_mode) == 0o644
    assert stat.S_IMODE((tmp_path / "geheim.draft").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "nieuw.docx").stat().st_mode) == 0o644


def test_the_time_of_change_is_that_of_the_save(tmp_path):
    path = tmp_path / "Brief.docx"
    path.write_bytes(b"oud")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    save_atomically(path, b"nieuw")
    assert path.stat().st_mtime > 1_700_000_000


@linux
def test_owner_and_extended_attributes_stay(tmp_path):
    path = tmp_path / "Brief.docx"
    path.write_bytes(b"oud")
    try:
        os.setxattr(path, "user.zaak", b"2026/1")
    except OSError:
        pytest.skip("this disk has no extended attributes")
    if os.geteuid() == 0:
        os.chown(path, 65534, 65534)
    before = path.stat()
    save_atomically(path, b"nieuw")
    assert os.getxattr(path, "user.zaak") == b"2026/1"
    assert (path.stat().st_uid, path.stat().st_gid) == (before.st_uid, before.st_gid)


def test_a_link_stays_a_link_and_the_file_it_points_at_is_saved(tmp_path):
    (tmp_path / "echt").mkdir()
    target = tmp_path / "echt" / "Brief.docx"
    target.write_bytes(b"oud")
    (tmp_path / "tussen.docx").symlink_to("echt/Brief.docx")
    link = tmp_path / "snelkoppeling.docx"
    link.symlink_to(tmp_path / "tussen.docx")
    save_atomically(link, b"nieuw")
    assert link.is_symlink()
    assert target.read_bytes() == b"nieuw"
    assert _names(tmp_path / "echt") == ["Brief.docx"]


def test_a_link_to_nothing_yet_makes_the_file_it_points_at(tmp_path):
    link = tmp_path / "link.docx"
    link.symlink_to(tmp_path / "Brief.docx")
    save_atomically(link, b"nieuw")
    assert link.is_symlink()
    assert (tmp_path / "Brief.docx").read_bytes() == b"nieuw"


def test_a_new_file_is_never_put_over_another(tmp_path):
    path = tmp_path / "Brief.docx"
    save_new(path, b"een")
    with pytest.raises(FileExistsError):
        save_new(path, b"twee")
    assert path.read_bytes() == b"een"
    assert _names(tmp_path) == ["Brief.docx"]


def test_a_new_file_is_made_where_there_are_no_hard_links(tmp_path, monkeypatch):
    def no_links(*_arguments, **_keywords):
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "Brief.docx"
    save_new(path, b"een")
    with pytest.raises(FileExistsError):
        save_new(path, b"twee")
    assert path.read_bytes() == b"een"
    assert _names(tmp_path) == ["Brief.docx"]


# --- Held by Word on Windows --------------------------------------------------------------------------


class _Clock:
    def __init__(self) -> None:
        self.now = 100.0
        self.pauses = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.now += seconds


def _held(monkeypatch, code: int, times: int, names=("Brief.docx",)) -> list[str]:
    """`os.replace` as Windows does it while a program has the target open."""
    real = os.replace
    tried = []

    def replace(source, target):
        if Path(target).name in names:
            tried.append(Path(target).name)
            if len(tried) <= times:
                error = PermissionError(13, "Toegang geweigerd")
                error.winerror = code
                raise error
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    return tried


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_word_holds_for_a_moment_is_saved_after_all(tmp_path, monkeypatch, code):
    path = tmp_path / "Brief.docx"
    path.write_bytes(b"oud")
    clock = _Clock()
    tried = _held(monkeypatch, code, times=9)
    save_atomically(path, b"nieuw", clock=clock, sleep=clock.sleep)
    assert len(tried) == 10
    assert path.read_bytes() == b"nieuw"
    assert sum(clock.pauses) <= 2.5


@pytest.mark.parametrize("code", [5, 32, 33])
def test_a_file_that_word_keeps_is_left_alone_and_another_name_offered(tmp_path, monkeypatch, code):
    path = tmp_path / "Brief.docx"
    path.write_bytes(b"oud")
    (tmp_path / "Brief (2).docx").write_bytes(b"van een ander")
    clock = _Clock()
    tried = _held(monkeypatch, code, times=99)
    with pytest.raises(FileInUse, match=r"Word.*sla de brief op als “Brief \(3\)\.docx”") as refusal:
        save_atomically(path, b"nieuw", clock=clock, sleep=clock.sleep)
    assert refusal.value.free == tmp_path / "Brief (3).docx"
    assert len(tried) == 10
    assert sum(clock.pauses) <= 2.5
    assert path.read_bytes() == b"oud"
    assert _names(tmp_path) == ["Brief (2).docx", "Brief.docx"]


def test_slow_tries_end_within_the_time_too(tmp_path, monkeypatch):
    path = tmp_path / "Brief.docx"
    path.write_bytes(b"oud")
    clock = _Clock()
    tried = _held(monkeypatch, 32, times=99)
    slow = os.replace

    def replace(source, target):
        clock.now += 1.0
        slow(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(FileInUse):
        save_atomically(path, b"nieuw", clock=clock, sleep=clock.sleep)
    assert len(tried) <= 3


def test_saving_beside_never_overwrites_a_file_that_comes_between(tmp_path, monkeypatch):
    path = tmp_path / "Brief.docx"
    path.write_bytes(b"oud")
    clock = _Clock()
    _held(monkeypatch, 32, times=99)
    real = os.link

    def link(source, target):
        if Path(target).name == "Brief (2).docx" and not Path(target).exists():
            Path(target).write_bytes(b"net van een ander")
        real(source, target)

    monkeypatch.setattr(os, "link", link)
    assert save_or_beside(path, b"nieuw", clock=clock, sleep=clock.sleep) == tmp_path / "Brief (3).docx"
    assert (tmp_path / "Brief (3).docx").read_bytes() == b"nieuw"
    assert (tmp_path / "Brief (2).docx").read_bytes() == b"net van een ander"
    assert path.read_bytes() == b"oud"
    assert len(_names(tmp_path)) == 3


def test_where_nobody_holds_the_file_it_is_saved_under_its_name(tmp_path):
    path = tmp_path / "Brief.docx"
    assert save_or_beside(path, b"nieuw") == path
    assert path.read_bytes() == b"nieuw"


def test_a_refusal_that_is_no_sharing_fault_is_not_waited_for(tmp_path, monkeypatch):
    clock = _Clock()
    tried = _held(monkeypatch, 1117, times=99)
    with pytest.raises(NotSaved, match="meldt een storing"):
        save_atomically(tmp_path / "Brief.docx", b"nieuw", clock=clock, sleep=clock.sleep)
    assert len(tried) == 1


# --- What a crash leaves ------------------------------------------------------------------------------


def _left_by_a_dead_process(folder: Path) -> Path:
    """A temporary file whose name says another process of this machine, with a number that none has."""
    name = temporary_name().split("-")
    name[2] = f"{4_194_303:x}"
    path = folder / "-".join(name)
    path.write_bytes(b"half")
    return path


def test_what_a_crash_left_is_swept_away(tmp_path):
    left = _left_by_a_dead_process(tmp_path)
    assert sweep(tmp_path, older_than=0) == 1
    assert not left.exists()


def test_a_young_one_stays_until_it_is_old_enough(tmp_path):
    left = _left_by_a_dead_process(tmp_path)
    moment = left.stat().st_mtime
    assert sweep(tmp_path, older_than=3600, now=moment + 3599) == 0
    assert sweep(tmp_path, older_than=3600, now=moment - 86400) == 0, "a clock set back"
    assert sweep(tmp_path, older_than=3600, now=moment + 3600) == 1


def test_nothing_else_is_ever_swept(tmp_path):
    kept = [
        tmp_path / "Brief.docx",
        tmp_path / "~$Brief.docx",
        tmp_path / "x.tmp",
        tmp_path / temporary_name(),  # of this process, which lives
        tmp_path / temporary_name().replace(temporary_name().split("-")[1], "00000000"),  # another machine
        tmp_path / ("x" + temporary_name()),
    ]
    parts = temporary_name().split("-")
    parts[2] = f"{os.getppid():x}"
    parts[3] = "0"  # a process that lives and whose begin is not known
    kept.append(tmp_path / "-".join(parts))
    for path in kept:
        path.write_bytes(b"x")
    folder = _left_by_a_dead_process(tmp_path)
    folder.unlink()
    folder.mkdir()
    assert sweep(tmp_path, older_than=0, now=9e9) == 0
    assert all(path.exists() for path in kept)


@linux
def test_a_process_number_given_out_again_is_recognised(tmp_path):
    parts = temporary_name().split("-")
    parts[3] = "0123456789ab"
    (tmp_path / "-".join(parts)).write_bytes(b"x")
    assert sweep(tmp_path, older_than=0) == 1


def test_sweeping_a_folder_that_is_not_there_is_fine(tmp_path):
    assert sweep(tmp_path / "weg", older_than=0) == 0
