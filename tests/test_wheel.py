"""A wheel brings everything along that the program needs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's files, as pip lays them into site-packages."""
    root = Path(__file__).resolve().parent.parent
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_it_holds_the_packs_and_resources(installed: Path) -> None:
    data = installed / "briefmaker" / "_data"
    assert (data / "templates" / "haarlem" / "wethoudersbrief" / "template.docx").is_file()
    assert (data / "resources" / "locale" / "nl" / "LC_MESSAGES" / "briefmaker.mo").is_file()
    assert list((data / "resources" / "fonts").glob("*.ttf"))
    assert (data / "resources" / "help" / "sjablonen.md").is_file()
    assert (data / "templates" / "haarlem" / "woordenlijst.txt").is_file()
    for name in ("nl/nl.dic", "nl/checking/nl.aff", "nl/LICENSE-OpenTaal.md", "en-GB/en-GB.dic"):
        assert (data / "resources" / "dictionaries" / name).is_file()


def test_it_holds_no_tests_and_no_tools(installed: Path) -> None:
    assert {path.name.partition("-")[0] for path in installed.iterdir()} == {"briefmaker"}


def test_the_program_in_it_finds_its_packs_and_speaks_dutch(installed: Path, tmp_path: Path) -> None:
    code = (
        "import pathlib, sys, briefmaker\n"
        "assert 'site' in pathlib.Path(briefmaker.__file__).parts, briefmaker.__file__\n"
        "from briefmaker.__main__ import main\n"
        "sys.exit(main(['types']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(installed)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "haarlem/wethoudersbrief" in done.stdout
    assert "Brief van een wethouder" in done.stdout
