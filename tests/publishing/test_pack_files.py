"""A pack as one file: the same bytes for the same content, and nothing but the pack in it."""

import contextlib
import datetime
import io
import json
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefmaker.errors import UnusablePack
from briefmaker.publishing.basis import Basis, read_basis, write_basis
from briefmaker.publishing.opening import opened, release_of
from briefmaker.publishing.packing import content_hash, hashes, pack_files, packed
from briefmaker.publishing.release import read_release, release_json
from tests.publishing.packs import MOMENT, pack_in, release

FILES = {"pack.toml": b"id", "memo/template.docx": b"PK", "lists/wethouders.toml": b""}


def test_a_pack_comes_out_of_its_file_as_it_went_in(tmp_path):
    files = pack_files(pack_in(tmp_path / "haarlem"))
    assert "memo/template.docx" in files
    found = opened(packed(release(), files))
    assert found.files == files
    assert found.release.files == hashes(files)
    assert found.release.changes == "Nieuw adres"
    assert release_of(packed(release(), files)) == found.release


def test_the_release_comes_first_and_equal_packs_are_equal_files():
    made = packed(release(), FILES)
    assert made == packed(release(), dict(reversed(FILES.items())))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = archive.namelist()
        values = json.loads(archive.read("uitgave.json"))
    assert names == [
        "uitgave.json",
        "pakket/lists/wethouders.toml",
        "pakket/memo/template.docx",
        "pakket/pack.toml",
    ]
    assert values["published_at"] == "2026-11-23T09:30:00Z"
    assert values["published_by"] == "Sanne de Wit"


@given(
    st.text(max_size=50), st.text(max_size=200), st.datetimes(), st.integers(0, 999_999),
    st.none() | st.integers(1, 999_999),
)  # fmt: skip
def test_whatever_is_signed_off_is_read_again(by, changes, moment, number, restores):
    moment = moment.replace(tzinfo=datetime.UTC, microsecond=0)
    signed = release(
        published_by=by, changes=changes, published_at=moment, number=number, restores=restores, files={}
    )
    assert read_release(release_json(signed)) == signed


@given(st.binary(max_size=300) | st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["format", "pack", "version", "number", "files", "restores", "published_at"]), inner
    ),
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_what_is_no_release_is_refused_and_nothing_else_happens(data):
    with pytest.raises(ValueError):
        read_release(data)


def test_a_changed_or_cut_off_file_is_noticed_wherever_it_is(tmp_path):
    made = packed(release(), FILES)
    for at in range(0, len(made), 7):
        with pytest.raises(UnusablePack):
            opened(made[:at])
    noticed = 0
    for at in range(0, len(made), 3):
        changed = bytearray(made)
        changed[at] ^= 0x40
        try:
            found = opened(bytes(changed))
        except UnusablePack:
            noticed += 1
        else:  # a date or an attribute that means nothing
            assert found.files == FILES
    assert noticed > len(made) / 3 / 3


def test_files_that_were_not_signed_off_are_refused():
    signed = packed(release(), FILES)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(signed)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"anders" if name.endswith("pack.toml") else old.read(name))
    with pytest.raises(UnusablePack, match="beschadigd"):
        opened(made.getvalue())


def test_what_word_and_systems_leave_is_not_published(tmp_path):
    pack = pack_in(tmp_path / "haarlem")
    before = pack_files(pack)
    write_basis(pack, Basis("haarlem", 3, "1.0", "af"))
    for name in ("~$mplate.docx", ".~lock.template.docx#", ".DS_Store", "Thumbs.db", "template.docx.tmp"):
        (pack / "memo" / name).write_bytes(b"x")
    (pack / ".git").mkdir()
    (pack / ".git" / "config").write_bytes(b"x")
    assert pack_files(pack) == before
    assert content_hash(hashes(before)) == content_hash(hashes(pack_files(pack)))


def test_a_link_or_a_name_that_windows_can_not_hold_is_refused_with_its_name(tmp_path):
    pack = pack_in(tmp_path / "haarlem")
    (pack / "memo" / "elders.docx").symlink_to(tmp_path)
    with pytest.raises(UnusablePack, match=r"memo/elders\.docx"):
        pack_files(pack)
    (pack / "memo" / "elders.docx").unlink()
    (pack / "memo" / "nul.toml").write_bytes(b"")
    with pytest.raises(UnusablePack, match=r"memo/nul\.toml"):
        pack_files(pack)


@contextlib.contextmanager
def who_may_not_read_everything() -> Iterator[None]:
    """Root is somebody else for a moment; nobody else changes."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(own)


@pytest.mark.skipif(sys.platform == "win32", reason="rights as on Linux and macOS")
def test_a_file_that_can_not_be_read_is_named():
    with tempfile.TemporaryDirectory() as folder:  # others may not look into the folder of the tests
        Path(folder).chmod(0o755)
        pack = pack_in(Path(folder) / "haarlem")
        assert "pack.toml" in pack_files(pack)
        (pack / "pack.toml").chmod(0)
        with who_may_not_read_everything(), pytest.raises(UnusablePack, match=r"pack\.toml"):
            pack_files(pack)


def test_an_empty_folder_holds_no_pack(tmp_path):
    with pytest.raises(UnusablePack, match="geen sjabloonpakket"):
        pack_files(tmp_path)
    with pytest.raises(UnusablePack):
        pack_files(tmp_path / "weg")


def test_a_working_copy_remembers_what_it_began_from(tmp_path):
    assert read_basis(tmp_path) == Basis()
    write_basis(tmp_path, Basis("haarlem", 7, "1.2", "ab"))
    assert read_basis(tmp_path) == Basis("haarlem", 7, "1.2", "ab")
    for damaged in ("{", "[]", '{"number": -1}', '{"number": true, "pack": 3}'):
        (tmp_path / "uitgave.json").write_text(damaged)
        assert read_basis(tmp_path) == Basis()


def test_nobody_is_named_where_values_are_logged():
    assert "Sanne" not in repr(release())
    assert MOMENT.tzinfo is not None
