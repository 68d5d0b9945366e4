"""How the files of a pack are at a moment: changed, open in Word, half-written, out of reach."""

from __future__ import annotations

import os
import shutil

import pytest

from briefmaker import places
from briefmaker.app.watched_pack import PackState, is_whole, look_at


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "haarlem"
    shutil.copytree(places.shipped_packs_folder() / "haarlem", made)
    return made


def test_nothing_changed_is_nothing(folder):
    before = look_at(folder)
    assert "memo/template.docx" in before.stamps
    assert look_at(folder).changed_since(before) == frozenset()


@pytest.mark.parametrize(
    "name",
    [
        "pack.toml",
        "memo/manifest.toml",
        "memo/template.docx",
        "memo/samples/voorbeeld.json",
        "huisstijlen/vanaf-2018/huisstijl.docx",
        "lists/afdelingen.toml",
        "woordenlijst.txt",
    ],
)
def test_every_file_of_the_pack_is_watched(folder, name):
    before = look_at(folder)
    file = folder / name
    os.utime(file, ns=(1, file.stat().st_mtime_ns + 1))
    assert look_at(folder).changed_since(before) == {name}
    file.unlink()
    assert look_at(folder).changed_since(before) == {name}


def test_files_of_word_are_no_files_of_the_pack(folder):
    before = look_at(folder)
    for name in ("~$mplate.docx", "~WRL0001.tmp", ".~lock.template.docx#"):
        (folder / "memo" / name).write_bytes(b"x")
    assert look_at(folder).changed_since(before) == frozenset()


@pytest.mark.parametrize("name", ["~$mplate.docx", "~$template.docx", ".~lock.template.docx#"])
def test_a_template_that_is_open_elsewhere_is_known_by_its_lock(folder, name):
    (folder / "memo" / name).write_bytes(b"x")
    assert look_at(folder).held == {"memo/template.docx"}


def test_a_lock_without_its_file_holds_nothing(folder):
    (folder / "memo" / "~$ngewoon.docx").write_bytes(b"x")
    assert look_at(folder).held == frozenset()


def test_a_folder_that_is_gone_is_said_to_be(folder):
    shutil.rmtree(folder)
    assert look_at(folder) == PackState(None)


def test_half_a_word_file_is_not_whole_at_any_length(folder):
    file = folder / "memo" / "template.docx"
    whole = file.read_bytes()
    assert is_whole(file)
    for length in (0, 1, 30, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert not is_whole(file), length


def test_half_a_manifest_is_not_whole(folder):
    file = folder / "memo" / "manifest.toml"
    assert is_whole(file)
    file.write_text('title = "Mem', "utf-8")
    assert not is_whole(file)
    file.unlink()
    assert not is_whole(file)
