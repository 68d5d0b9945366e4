"""The template is made of features on which the embedded engine and LibreOffice agree; this holds it so.

Why the heights of lines differ by a constant stands in docs/huisstijl.md.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.app.typesetting import Typesetter
from briefmaker.forms.filling import fill
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.laying_out import pdf_of
from briefmaker.output.pdf_metadata import DocumentFacts
from tests.templates.page_lines import (
    Line,
    lines_of_pages,
    share_of_equal_line_ends,
    share_of_words_in_place,
    text_of,
)
from tests.templates.test_rich_letter import rich_word

pytestmark = [pytest.mark.libreoffice, pytest.mark.slow]

TYPE = "haarlem/wethoudersbrief"
TODAY = datetime.date(2026, 11, 23)
INVENTED = ("raadsmarkt", "motie", "wijkteam")
SEEDS = ("000", "001", "002")
FONT_SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same"><family>Arial</family><accept><family>Liberation Sans</family></accept></alias>
</fontconfig>
"""

Pages = list[list[Line]]


@dataclass(frozen=True)
class Printed:
    """One letter by both engines."""

    embedded: Pages
    libreoffice: Pages


def word_files(sources: Mapping[str, Path], folder: Path) -> dict[str, Path]:
    """Each source imported and typeset."""
    packs = installed_packs()
    typesetter, document_type = Typesetter(packs), packs.type(TYPE).type
    made = {}
    for name, source in sources.items():
        answers = import_letter(packs, source, TYPE, TODAY).report.answers
        made[name] = folder / f"{name}.docx"
        made[name].write_bytes(typesetter.typeset(fill(document_type, answers, TODAY).letter).docx)
    return made


def by_libreoffice(files: Mapping[str, Path], fonts: Path, folder: Path) -> dict[str, Pages]:
    """All files in one call of LibreOffice, which sees the bundled fonts and no others."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    settings = folder / "fonts.conf"
    settings.write_text(FONT_SETTINGS.format(fonts=fonts, cache=folder / "fonts"), encoding="utf-8")
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, files.values()),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(settings), "HOME": str(folder)},
        capture_output=True,
        timeout=180,
        check=False,
    )
    return {name: lines_of_pages((folder / f"{name}.pdf").read_bytes()) for name in files}


@pytest.fixture(scope="module")
def print_letters(
    project_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Mapping[str, Path]], dict[str, Printed]]:
    fonts = project_root / "resources" / "fonts"
    library = FontLibrary.of_folder(fonts)

    def printed(sources: Mapping[str, Path]) -> dict[str, Printed]:
        folder = tmp_path_factory.mktemp("letters")
        files = word_files(sources, folder)
        others = by_libreoffice(files, fonts, folder)
        return {
            name: Printed(
                lines_of_pages(pdf_of(path.read_bytes(), DocumentFacts(title="Brief"), library)), others[name]
            )
            for name, path in files.items()
        }

    return printed


@pytest.fixture(scope="module")
def invented(print_letters, project_root: Path) -> dict[str, Printed]:
    return print_letters({name: project_root / "tests" / "letters" / f"{name}.txt" for name in INVENTED})


@pytest.fixture(scope="module")
def real(print_letters, seeds: Path) -> dict[str, Printed]:
    return print_letters({name: next(seeds.glob(f"{name}*.txt")) for name in SEEDS})


@pytest.fixture(scope="module")
def rich(project_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    fonts, folder = project_root / "resources" / "fonts", tmp_path_factory.mktemp("rich")
    path = folder / "rich.docx"
    path.write_bytes(rich_word())
    other = by_libreoffice({"rich": path}, fonts, folder)["rich"]
    pdf = pdf_of(path.read_bytes(), DocumentFacts(title="Brief"), FontLibrary.of_folder(fonts))
    return Printed(lines_of_pages(pdf), other)


def test_libreoffice_breaks_notes_cells_and_lists_where_the_embedded_engine_does(rich: Printed) -> None:
    assert_alike(rich)


def assert_alike(letter: Printed) -> None:
    ours, theirs = letter.embedded, letter.libreoffice
    assert len(ours) == len(theirs), "another number of pages"
    for number, (one, other) in enumerate(zip(ours, theirs, strict=True), start=1):
        # The first line is that of the page header: the first of the text is the second.
        assert [text_of(line) for line in one[:2]] == [text_of(line) for line in other[:2]], f"page {number}"
        assert text_of(one[-1]) == text_of(other[-1]), f"page {number}"
    assert share_of_equal_line_ends(ours, theirs) >= 0.99
    assert share_of_words_in_place(ours, theirs, within=3) >= 0.95


@pytest.mark.parametrize("name", INVENTED)
def test_libreoffice_breaks_an_invented_letter_where_the_embedded_engine_does(
    invented: dict[str, Printed], name: str
) -> None:
    assert_alike(invented[name])


@pytest.mark.parametrize("name", SEEDS)
def test_libreoffice_breaks_a_real_letter_where_the_embedded_engine_does(
    real: dict[str, Printed], name: str
) -> None:
    assert_alike(real[name])


@pytest.mark.parametrize("name", INVENTED)
def test_heights_differ_by_no_more_than_a_line_of_exact_height_explains(
    invented: dict[str, Printed], name: str
) -> None:
    letter = invented[name]
    for ours, theirs in zip(letter.embedded, letter.libreoffice, strict=True):
        apart = [a[0].y - b[0].y for a, b in zip(ours, theirs, strict=True)]
        assert -2.6 <= min(apart) <= max(apart) <= 0.5


@pytest.mark.parametrize("name", INVENTED)
def test_nothing_is_printed_outside_the_margins(invented: dict[str, Printed], name: str) -> None:
    for page in invented[name].embedded:
        words = [word for line in page for word in line]
        assert min(word.x for word in words) >= 70
        assert max(word.y for word in words) <= 842 - 70
