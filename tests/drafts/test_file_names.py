"""File names that every system can hold, that stay in their folder and never meet another file."""

import unicodedata
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmaker.drafts.file_names import (
    LONGEST_NAME,
    free_name,
    is_portable,
    portable_name,
    proposed_file_name,
)
from briefmaker.drafts.saving import save_new

HOSTILE = [
    "../../etc/passwd", "/etc/passwd", "..", ".", "...", "", " ", "\t", "\0", "a\0b", "\n", "a\nb", "~",
    "~root", "~$brief", "-rf", "--help", ".bashrc", ".~lock.brief#", "C:\\Windows\\x", "c:x",
    "\\\\server\\share\\x", "\\\\?\\C:\\x", "\\\\.\\PhysicalDrive0", "a:b", "brief:verborgen", "CON",
    "con", "PRN", "AUX", "NUL", "nul.txt", "COM1", "com9.log", "LPT1", "LPT¹", "COM³", "CONIN$",
    "CONOUT$", "NUL .brief", "brief.", "brief ", "brief. . .", " brief", "a/b", "a\\b", "a|b", "a<b>c",
    'a"b', "a?b*c", "a\u202ecod.exe", "\u2066brief\u2069", "a\u200bb", "\ufeffbrief", "a\u2028b", "é",
    "e\u0301", "😀", "x", "👩‍👩‍👧‍👦 familie", "\ud800", "a\ufffeb", "\ue000", "%00", "$(reboot)", "`id`",
    "${HOME}", "brief.docx.exe", "\x1b[31mrood", "\x85", "/", "\\", "desktop.ini", "ﬁ", "K", "ſ", "İ",
    "ß",
]  # fmt: skip
assert len(set(HOSTILE)) >= 60

anything = st.one_of(
    st.text(max_size=60), st.sampled_from(HOSTILE), st.text("./\\: ~$conulptaxy19", max_size=12)
)
suffixes = st.sampled_from([".brief", ".docx", ".pdf", ""])


def _holds_everywhere(name: str) -> bool:
    """Said again in other words than the program's own."""
    units = name.encode("utf-16-le")
    return (
        PurePosixPath(name).name == name
        and PureWindowsPath(name).name == name
        and not PureWindowsPath(name).is_reserved()
        and len(units) // 2 <= 255
        and len(name.encode()) <= 255
        and name[-1] not in " ."
        and not set('<>:"/\\|?*') & set(name)
        and all(unicodedata.category(c) not in {"Cc", "Cs", "Cf", "Zl", "Zp"} for c in name)
        and unicodedata.normalize("NFC", name) == name
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_gives_a_name_that_stays_in_its_folder(text, tmp_path):
    name = proposed_file_name(text, ".brief")
    assert _holds_everywhere(name)
    assert is_portable(name)
    save_new(tmp_path / name, b"x")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).resolve().parent == tmp_path.resolve()


@given(text=anything, suffix=suffixes)
@settings(max_examples=500)
def test_any_text_gives_a_name_for_every_system(text, suffix):
    name = proposed_file_name(text, suffix)
    assert _holds_everywhere(name)
    assert is_portable(name)
    assert name.endswith(suffix)
    assert len(name.encode()) <= LONGEST_NAME + 1
    assert not name.startswith((".", "-", "~", " "))
    assert proposed_file_name(name.removesuffix(suffix), suffix) == name or name.startswith("_")


@given(texts=st.lists(anything, max_size=12))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_free_names_never_collide_and_never_leave_the_folder(texts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("namen")
    taken = set()
    for text in texts:
        name = free_name(folder, text if text.isprintable() and text else proposed_file_name(text, ".docx"))
        path = folder / name
        assert Path(path.resolve()).parent == folder.resolve()
        same = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
        assert same not in taken
        taken.add(same)
        path.touch(exist_ok=False)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Meer groen in de wijk", "Meer groen in de wijk.docx"),
        ("2015/123456", "2015-123456.docx"),
        ("  Brief  aan\nde raad ", "Brief aan de raad.docx"),
        ("Vraag: mag dit?", "Vraag- mag dit.docx"),
        ('De "Linde"', "De 'Linde'.docx"),
        ("R&D <BV> 😀", "R&D BV 😀.docx"),
        ("CON", "_CON.docx"),
        ("", "Brief.docx"),
        ("...", "Brief.docx"),
        ("cafe\u0301", "café.docx"),
        ("x\u202excod", "xxcod.docx"),
    ],
)
def test_names_stay_as_people_wrote_them_as_far_as_they_can(text, name):
    assert proposed_file_name(text, ".docx") == name


def test_a_long_name_ends_with_a_whole_word_and_its_suffix():
    name = proposed_file_name("Beantwoording van vragen over het groen in de wijk " * 9, ".docx")
    assert (
        name.endswith(" de.docx")
        or name.removesuffix(".docx").split()[-1] in "Beantwoording van vragen over het groen in de wijk"
    )
    assert 100 < len(name.encode()) <= LONGEST_NAME


def test_an_accent_is_not_cut_off_its_letter():
    name = proposed_file_name("x\u0323\u0302\u0301" * 60, "")
    assert name.endswith("\u0301")


def test_the_next_letter_of_a_name_gets_a_number(tmp_path):
    for expected in ("Brief.docx", "Brief (2).docx", "Brief (3).docx"):
        name = free_name(tmp_path, "Brief.docx")
        assert name == expected
        (tmp_path / name).touch()
    assert free_name(tmp_path, "Brief (2).docx") == "Brief (4).docx"
    assert free_name(tmp_path, "Brief.pdf") == "Brief.pdf"


def test_names_that_windows_or_a_mac_takes_for_one_are_not_both_given(tmp_path):
    (tmp_path / "BRIEF café.docx").touch()
    assert free_name(tmp_path, "Brief cafe\u0301.docx") == "Brief cafe\u0301 (2).docx"


def test_a_broken_link_counts_as_taken(tmp_path):
    (tmp_path / "Brief.docx").symlink_to(tmp_path / "nergens")
    assert free_name(tmp_path, "Brief.docx") == "Brief (2).docx"


def test_a_name_of_full_length_still_gets_a_number(tmp_path):
    name = "x" * 250 + ".docx"
    (tmp_path / name).touch()
    other = free_name(tmp_path, name)
    assert other.endswith(" (2).docx")
    assert len(other.encode()) <= 255


def test_a_name_keeps_its_suffix_when_it_is_made_fit():
    assert portable_name("a:b.brief") == "a-b.brief"
    assert portable_name("con.docx") == "_con.docx"


def test_a_suffix_is_given_by_the_program_only():
    with pytest.raises(ValueError):
        proposed_file_name("brief", "/../x")
