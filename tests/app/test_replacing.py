"""A text is found everywhere in a pack, replaced everywhere at once, and every byte comes back."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefmaker.app.pack_changes import last_change, undo
from briefmaker.app.replacing import (
    Occurrence,
    Options,
    find_everywhere,
    left_out,
    replace_everywhere,
)
from briefmaker.errors import BriefmakerError, UnusableInput
from briefmaker.inspection.word_file import WordFile
from tests.inspection.changed_files import raw_members

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of a shipped pack."""
    return Path(shutil.copytree(TEMPLATES / "haarlem", tmp_path / "haarlem"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def chosen(folder: Path, text: str, options: Options | None = None) -> list[Occurrence]:
    return [each for each in find_everywhere(folder, text, options) if each.is_chosen]


def test_a_text_is_found_in_letters_house_styles_forms_lists_and_text_blocks(folder: Path) -> None:
    files = {each.file for each in find_everywhere(folder, "contact")}
    assert {
        "wethoudersbrief/template.docx", "wethoudersbrief/manifest.toml", "lists/contactpersonen.toml",
        "tekstblokken/contact.md",
    } <= files  # fmt: skip
    assert "huisstijlen/vanaf-2018/huisstijl.docx" in {
        each.file for each in find_everywhere(folder, "kenmerk")
    }
    assert find_everywhere(folder, "") == ()
    block = next(
        each for each in find_everywhere(folder, "contact op") if each.file == "tekstblokken/contact.md"
    )
    assert (block.place, block.words) == ("regel 7", "contact op")
    assert block.before.endswith("brief? Neem dan ")
    assert block.after.startswith(" met {{ contactpersoon }}")


def test_everything_of_a_text_is_replaced_and_comes_back_to_the_byte(folder: Path) -> None:
    before = contents(folder)
    found = chosen(folder, "Contactpersoon")
    replace_everywhere(folder, found, 'Uw "vraagbaak" \\')
    after = contents(folder)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {each.file for each in found}
    assert not chosen(folder, "Contactpersoon")
    assert len(chosen(folder, 'Uw "vraagbaak" \\')) == len(found)
    for name in changed:
        if name.endswith(".docx"):
            old, new = raw_members(before[name]), raw_members(after[name])
            assert [part for part in old if old[part] != new[part]] == ["word/document.xml"]
    assert left_out(folder) == ()
    # As after a restart: what can be taken back is read from the disk.
    last = last_change(folder)
    assert last is not None
    assert "Contactpersoon" in last.what
    undo(last)
    assert contents(folder) == before


def test_codes_and_names_are_found_but_left_alone(folder: Path) -> None:
    found = find_everywhere(folder, "onderwerp")
    assert {each.reason for each in found} == {
        "", "deel van een code tussen accolades", "een naam die andere bestanden van het pakket gebruiken",
    }  # fmt: skip
    codes = {name: _codes(data) for name, data in contents(folder).items() if name.endswith("template.docx")}
    replace_everywhere(folder, [each for each in found if each.is_chosen], "zaak")
    after = contents(folder)
    assert codes == {name: _codes(after[name]) for name in codes}
    assert 'id = "onderwerp"' in after["wethoudersbrief/manifest.toml"].decode()
    assert 'file_name = "{datum} {onderwerp}"' in after["wethoudersbrief/manifest.toml"].decode()
    assert 'label = "zaak"' in after["wethoudersbrief/manifest.toml"].decode()


def _codes(docx: bytes) -> list[str]:
    import re

    texts = (each.text for part in WordFile.of(docx).parts for each in part.paragraphs)
    return [code for text in texts for code in re.findall(r"\{[{%].*?[}%]\}", text)]


def test_a_name_that_is_chosen_is_replaced_too(folder: Path) -> None:
    found = find_everywhere(folder, "doorkiesnummer", Options(whole_words=True))
    replace_everywhere(folder, found, "telefoon_direct")
    assert not find_everywhere(folder, "doorkiesnummer", Options(whole_words=True))
    assert b"telefoon {{ telefoon_direct }}," in contents(folder)["tekstblokken/contact.md"]


def test_capitals_and_whole_words_count_when_asked_for(folder: Path) -> None:
    (folder / "tekstblokken" / "proef.md").write_text("Kan kanaal kan. KAN_x kan", "utf-8")

    def columns(options: Options) -> list[int]:
        found = find_everywhere(folder, "kan", options)
        return [each.spot.start for each in found if each.file == "tekstblokken/proef.md"]

    assert columns(Options()) == [0, 4, 11, 16, 22]
    assert columns(Options(match_case=True)) == [4, 11, 22]
    assert columns(Options(whole_words=True)) == [0, 11, 22]
    assert columns(Options(match_case=True, whole_words=True)) == [11, 22]


def test_a_file_that_changed_meanwhile_is_noticed_and_nothing_is_touched(folder: Path) -> None:
    found = chosen(folder, "Contactpersoon")
    block = folder / "wethoudersbrief" / "manifest.toml"
    block.write_bytes(block.read_bytes() + b"# iemand anders\n")
    before = contents(folder)
    with pytest.raises(BriefmakerError, match=r"wethoudersbrief/manifest\.toml.*veranderd"):
        replace_everywhere(folder, found, "Vraagbaak")
    (folder / "collegebrief" / "template.docx").unlink()
    with pytest.raises(BriefmakerError, match=r"collegebrief/template\.docx"):
        replace_everywhere(folder, found, "Vraagbaak")
    before.pop("collegebrief/template.docx")
    assert contents(folder) == before


def test_what_can_t_be_searched_is_said(folder: Path) -> None:
    (folder / "memo" / "manifest.toml").write_bytes(b"title = Memo")
    (folder / "memo" / "template.docx").write_bytes(b"PK")
    (folder / "lists" / "bestuur.toml").write_bytes(b'naam = "Andr\xe9"')
    assert [each.split("”")[0] for each in left_out(folder)] == [
        "“lists/bestuur.toml", "“memo/manifest.toml", "“memo/template.docx",
    ]  # fmt: skip
    assert find_everywhere(folder, "Contactpersoon")


@pytest.mark.parametrize("new", ["twee\nregels", "nul\0", "\udc80"])
def test_what_can_t_stand_in_a_text_is_refused(folder: Path, new: str) -> None:
    before = contents(folder)
    with pytest.raises(UnusableInput):
        replace_everywhere(folder, chosen(folder, "Contactpersoon"), new)
    with pytest.raises(UnusableInput):
        replace_everywhere(folder, [], "x")
    assert contents(folder) == before
