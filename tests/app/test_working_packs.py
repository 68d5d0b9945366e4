"""The packs a maintainer sees, and the copies they work in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefmaker import places
from briefmaker.app.working_packs import (
    Origin,
    begin_work,
    folder_of_pack,
    is_changed_copy,
    known_packs,
    opened_packs,
    pack_in,
)
from briefmaker.errors import NotSaved, UnusableInput
from briefmaker.publishing.basis import read_basis

HAARLEM = places.shipped_packs_folder() / "haarlem"


@pytest.fixture
def shipped():
    return pack_in(HAARLEM, Origin.SHIPPED)


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "uitgave.json"
    }


def test_the_shipped_packs_are_known_with_their_types_samples_and_house_styles():
    packs = {pack.id: pack for pack in known_packs()}
    haarlem = packs["haarlem"]
    assert haarlem.origin is Origin.SHIPPED
    assert haarlem.types[0].title == "Brief van een wethouder"
    assert "voorbeeld.json" in haarlem.types[0].samples
    assert [style.id for style in haarlem.house_styles] == ["vanaf-2018", "tot-2018"]


def test_a_working_copy_has_every_file_and_says_what_it_began_from(shipped):
    folder = begin_work(shipped)
    assert folder == places.working_packs_folder() / "haarlem"
    assert files(folder) == files(HAARLEM)
    assert read_basis(folder).version == shipped.version
    assert not is_changed_copy(folder)


def test_work_is_gone_on_with_where_it_was_left(shipped):
    folder = begin_work(shipped)
    (folder / "pack.toml").write_text((folder / "pack.toml").read_text("utf-8") + "\n# anders\n", "utf-8")
    assert begin_work(shipped) == folder
    assert "# anders" in (folder / "pack.toml").read_text("utf-8")
    assert is_changed_copy(folder)


def test_what_is_worked_on_stands_first(shipped):
    folder = begin_work(shipped)
    packs = known_packs()
    assert (packs[0].origin, packs[0].folder) == (Origin.WORKING, folder)


def test_folders_that_were_opened_are_listed_in_their_order_those_that_are_gone_only_when_shown(tmp_path):
    second, first = tmp_path / "tweede", tmp_path / "eerste"
    for folder in (second, first):
        shutil.copytree(HAARLEM, folder)
    gone = tmp_path / "weg"
    listed = opened_packs([first, gone, second])
    assert [pack.folder for pack in listed] == [first, second]
    assert {pack.origin for pack in listed} == {Origin.OPENED}
    assert [pack.folder for pack in opened_packs([gone], {gone})] == [gone]


def test_the_release_that_the_organisation_uses_is_listed_as_its_own():
    folder = places.organisation_packs_folder() / "haarlem"
    for number in ("0001", "0002"):
        shutil.copytree(HAARLEM, folder / number)
    (folder / "huidig.json").write_text('{"number": 1}', "utf-8")
    listed = [pack for pack in known_packs() if pack.origin is Origin.ORGANISATION]
    assert [pack.folder for pack in listed] == [folder / "0001"]


def test_a_folder_that_was_opened_is_changed_where_it_is(tmp_path):
    shutil.copytree(HAARLEM, tmp_path / "mijn pakket")
    pack = pack_in(tmp_path / "mijn pakket")
    assert begin_work(pack) == tmp_path / "mijn pakket"
    assert not places.working_packs_folder().exists()


def test_files_of_word_and_the_system_are_not_copied(tmp_path):
    source = tmp_path / "bron"
    shutil.copytree(HAARLEM, source)
    for name in ("~$mplate.docx", ".~lock.template.docx#", ".DS_Store"):
        (source / "memo" / name).write_bytes(b"x")
    folder = begin_work(pack_in(source, Origin.USER))
    assert files(folder) == files(HAARLEM)


def test_a_copy_that_cannot_be_made_leaves_nothing(shipped, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", full)
    with pytest.raises(NotSaved):
        begin_work(shipped)
    assert list(places.working_packs_folder().iterdir()) == []


def test_a_broken_pack_is_still_listed(tmp_path):
    folder = tmp_path / "kapot"
    (folder / "nota").mkdir(parents=True)
    (folder / "pack.toml").write_text("id = ", "utf-8")
    (folder / "nota" / "manifest.toml").write_bytes(b"\xff")
    pack = pack_in(folder)
    assert (pack.id, [each.title for each in pack.types]) == ("kapot", ["nota"])


def test_a_folder_without_a_pack_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(UnusableInput, match=r"pack\.toml"):
        folder_of_pack(tmp_path)


def test_the_only_pack_below_a_folder_is_meant(tmp_path):
    shutil.copytree(HAARLEM, tmp_path / "haarlem")
    assert folder_of_pack(tmp_path) == tmp_path / "haarlem"
