"""A file is read whole, within bounds, or a sentence says why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefmaker.drafts.reading import file_content
from briefmaker.errors import UnusableInput


def test_all_bytes_are_given_up_to_the_bound(tmp_path: Path) -> None:
    file = tmp_path / "brief 😀.txt"
    file.write_bytes(b"x" * 10)
    assert file_content(file, 10) == b"x" * 10
    with pytest.raises(UnusableInput, match=r"“brief 😀\.txt” is te groot"):
        file_content(file, 9)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no /dev/zero here")
def test_a_device_without_end_is_too_large_and_not_read_for_ever() -> None:
    with pytest.raises(UnusableInput, match="meer dan 1 MB"):
        file_content(Path("/dev/zero"), 1_000_000)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied"), "U mag “brief.txt” niet lezen."),
        (OSError(5, "Input/output error"), "“brief.txt” is niet te lezen: Input/output error."),
    ],
)
def test_what_the_system_refuses_is_said(
    error: OSError, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnusableInput, match=sentence.replace(".", r"\.")):
        file_content(tmp_path / "brief.txt", 10)


@pytest.mark.parametrize("name", ["weg.txt", "a\0b", "x" * 300])
def test_a_name_of_no_file_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(UnusableInput, match="bestaat niet"):
        file_content(tmp_path / name, 10)


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text_can_be_shown(tmp_path: Path) -> None:
    with pytest.raises(UnusableInput) as refused:
        file_content(tmp_path / os.fsdecode(b"\xff.txt"), 10)
    assert str(refused.value).encode()
