"""Where files lie, in a checkout, in an installed package and for a user."""

from pathlib import Path

import pytest

from briefmaker import places


def test_a_home_of_nobody_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFMAKER_DATA", "~niemandhier/briefmaker")
    assert places.user_data_folder().is_absolute()


def test_a_checkout_brings_its_resources_and_packs_along(project_root: Path) -> None:
    assert places.resources_folder() == project_root / "resources"
    assert places.shipped_packs_folder() == project_root / "templates"
    assert (places.shipped_packs_folder() / "haarlem").is_dir()


def test_an_installed_package_brings_them_inside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "briefmaker" / "_data" / "resources").mkdir(parents=True)
    (tmp_path / "briefmaker" / "_data" / "templates").mkdir()
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "briefmaker")
    assert places.resources_folder() == tmp_path / "briefmaker" / "_data" / "resources"
    assert places.shipped_packs_folder() == tmp_path / "briefmaker" / "_data" / "templates"


def test_one_variable_moves_everything_of_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFMAKER_DATA", str(tmp_path / "all"))
    folders = [
        places.user_data_folder(), places.user_packs_folder(), places.drafts_folder(),
        places.settings_folder(), places.log_folder(),
    ]  # fmt: skip
    assert all(folder.is_relative_to(tmp_path / "all") for folder in folders)
    assert len(set(folders)) == len(folders)
    assert not (tmp_path / "all").exists(), "asking where a folder lies makes none"


def test_packs_can_lie_elsewhere_than_the_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFMAKER_PACKS", str(tmp_path / "packs"))
    assert places.user_packs_folder() == tmp_path / "packs"
    assert not places.drafts_folder().is_relative_to(tmp_path / "packs")


def test_without_variables_the_system_says_where(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BRIEFMAKER_DATA")
    for folder in (places.user_data_folder(), places.settings_folder(), places.log_folder()):
        assert folder.is_absolute()
        assert "briefmaker" in str(folder).casefold()
        assert folder.is_relative_to(own_home)


def test_a_relative_or_empty_variable_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEFMAKER_DATA", "here")
    assert places.user_data_folder() == Path.cwd() / "here"
    monkeypatch.setenv("BRIEFMAKER_DATA", "  ")
    assert places.user_data_folder().is_absolute()
