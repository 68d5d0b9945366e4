"""The real papers lie beside the project: no sentence of theirs is in it."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST = 8
"""Words in a row that a label, an address or a turn of phrase may share with a real paper."""
OF_THE_GENRE = (
    "Retouradres: Stadhuis, Postbus 511, 2003 PB Haarlem Aan de leden van de commissie Samenleving Datum",
    "Retouradres: Postbus 511, 2003 PB Haarlem Aan de leden van de commissie",
    "Kosten en dekking: (algemene dekking, begroting project, externe dekking) Er",
    "Het college van burgemeester en wethouders, de secretaris de burgemeester",
    "Raadsvergadering Raadsvoorstelnummer Voorstel Collegebesluit(en) Het college heeft besloten om",
    "Collegebesluit(en) Het college heeft besloten om op basis van het",
    "te laten vervallen Het college besluit de raad voor te stellen om het",
    "Wanneer en hoe zal de raad/het college over de voortgang worden geïnformeerd?",
    "Wie is daarvoor verantwoordelijk? De raad aanspreekpunten",
    "Welke overige relevante informatie is beschikbaar? Wanneer",
    "Ondertekening Burgemeester en wethouders van de gemeente Haarlemmermeer, de secretaris,",
    "Projectleider/trekker Nader te bepalen Uitdragen beleid(sadvies)",
)
"""What papers of a kind have in common: labels, fixed headings, the address of the town hall."""
READ = {".json", ".md", ".toml", ".txt", ".po", ".py", ".xml", ".svg"}
OF_SEEDS = {"test_importing.py", "test_make_letters.py", "test_own_words.py"}
"""Tests that name the facts of a real letter one by one."""


def words(text: str) -> list[str]:
    """The words of a text, without numbers (those of a list are typed in the one and not in the other)."""
    plain = html.unescape(re.sub(r"<[^>]+>", " ", text)).casefold()
    return re.findall(r"[^\W\d_]+", plain)


def rows(text: str) -> Iterator[tuple[str, ...]]:
    found = words(text)
    return (tuple(found[at : at + LONGEST]) for at in range(len(found) - LONGEST + 1))


@pytest.fixture(scope="module")
def theirs(seeds: Path) -> set[tuple[str, ...]]:
    allowed = {row for phrase in OF_THE_GENRE for row in rows(phrase)}
    said = {row for path in seeds.glob("*.txt") for row in rows(path.read_text(encoding="utf-8"))}
    return said - allowed


def names_of_files(folder: Path) -> list[str]:
    """The files of the project: those that git knows; where there is no git, all but the hidden ones."""
    if shutil.which("git") is not None:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=folder, capture_output=True, check=True)
        return listed.stdout.decode().split("\0")
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [path.as_posix() for path in paths if not any(part.startswith(".") for part in path.parts)]


def test_no_sentence_of_a_real_paper_is_in_the_project(
    theirs: set[tuple[str, ...]], project_root: Path
) -> None:
    found = {}
    for name in names_of_files(project_root):
        path = project_root / name
        if path.suffix not in READ or path.name in OF_SEEDS or not path.is_file():
            continue
        shared = {row for row in rows(path.read_text(encoding="utf-8", errors="replace")) if row in theirs}
        if shared:
            found[name] = sorted(" ".join(row) for row in shared)
    assert not found
