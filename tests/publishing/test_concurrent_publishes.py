"""Several maintainers publish at the same moment: one wins, the others are told, nobody reads half."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from briefmaker.publishing.line import Line
from tests.publishing.rivals import KILLED, Rivals, content_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks and kills as on Linux")

LINES, ROUNDS, RIVALS = 8, 25, 3


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    folder = tmp_path / "gedeeld"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("line_number", range(LINES))  # of 25 rounds each: 200 races of three
def test_of_publishes_at_the_same_moment_one_wins_and_the_others_are_told_by_whom(
    shared: Path, line_number: int
) -> None:
    with Rivals() as rivals, Rivals() as readers:
        readers._mother.stdin.write(_reading(shared))
        readers._mother.stdin.flush()
        for round_number in range(ROUNDS):
            names = [f"r{round_number}-{rival}" for rival in range(RIVALS)]
            answers = rivals.together(
                *({"program": "publish", "shared": str(shared), "by": name, "based_on": round_number}
                  for name in names)
            )  # fmt: skip
            winners = [
                name
                for name, answer in zip(names, answers, strict=True)
                if answer == {"number": round_number + 1}
            ]
            assert len(winners) == 1, answers
            losers = [answer for answer in answers if "overtaken" in answer]
            assert len(losers) == RIVALS - 1, answers
            for loser in losers:
                assert (loser["overtaken"], loser["number"]) == (winners[0], round_number + 1)
                assert f"door {winners[0]} op 23-11-2026" in loser["said"]
                assert f"van {winners[0]}" in loser["said"]
        reads = readers._mother.stdout.readline()
    assert '"reads"' in reads, reads
    line = Line(shared, "haarlem")
    entries = line.entries()
    assert [entry.number for entry in entries] == list(range(ROUNDS, 0, -1))
    assert all(entry.release is not None for entry in entries)
    newest = line.newest().found
    assert newest is not None
    assert newest.files == content_of(newest.release.published_by)
    assert not hidden(line.folder), "something is left"


def hidden(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def _reading(shared: Path) -> str:
    return json.dumps([{"program": "read", "shared": str(shared), "until": ROUNDS}]) + "\n"


def test_two_hundred_at_once_on_one_folder_have_one_winner(shared: Path) -> None:
    with Rivals() as rivals:
        answers = rivals.together(
            *({"program": "publish", "shared": str(shared), "by": f"m{number}", "based_on": 0}
              for number in range(200))
        )  # fmt: skip
    assert len([answer for answer in answers if answer == {"number": 1}]) == 1
    winner = Line(shared, "haarlem").newest().found.release.published_by
    assert {answer.get("overtaken") for answer in answers} == {None, winner}
    assert len(list((shared / "haarlem").iterdir())) == 1


def test_taking_back_and_publishing_at_once_is_one_or_the_other(shared: Path) -> None:
    with Rivals() as rivals:
        for number, name in enumerate(("een", "twee")):
            rivals.alone(program="publish", shared=str(shared), by=name, based_on=number)
        answers = rivals.together(
            {"program": "publish", "shared": str(shared), "by": "drie", "based_on": 2},
            {"program": "withdraw", "shared": str(shared), "by": "Anna"},
        )
    assert {"number": 3} in answers
    newest = Line(shared, "haarlem").newest().found
    assert newest.files in (content_of("een"), content_of("twee"), content_of("drie"))
    if answers[0] == {"number": 3}:  # the other took that back, or was told of it
        assert answers[1] == {"number": 4} or answers[1]["overtaken"] == "drie"
    else:
        assert answers[0]["overtaken"] == "Anna"


# --- Killed at every step -----------------------------------------------------------------------------


def test_a_kill_at_each_step_of_publishing_leaves_the_old_or_the_new(shared: Path) -> None:
    line = Line(shared, "haarlem")
    deaths = after = 0
    with Rivals() as rivals:
        rivals.alone(program="publish", shared=str(shared), by="eerst", based_on=0)
        number = 1
        for name in (f"k{count}" for count in range(1_000)):
            position = deaths % 400 + 1
            answer = rivals.alone(
                program="publish", shared=str(shared), by=name, based_on=number, die_at=position,
                halfway=deaths % 2 == 1,
            )  # fmt: skip
            newest = line.newest()
            assert not newest.damaged
            assert newest.number in (number, number + 1)
            assert newest.found.files == content_of(newest.found.release.published_by)
            if KILLED not in answer:
                break
            deaths += 1
            after += newest.number > number
            number = newest.number
        assert answer == {"number": number + 1}, "after all deaths publishing works"
    assert deaths > 6
    assert after, "no kill came after the release was there"
    assert not hidden(line.folder), "left-overs stay"


def test_a_kill_at_each_step_of_taking_back_leaves_the_old_or_the_new(shared: Path) -> None:
    line = Line(shared, "haarlem")
    seen = set()
    with Rivals() as rivals:
        for number, name in enumerate(("een", "twee")):
            rivals.alone(program="publish", shared=str(shared), by=name, based_on=number)
        for position in range(1, 100):
            answer = rivals.alone(program="withdraw", shared=str(shared), by="Anna", die_at=position)
            newest = line.newest()
            assert not newest.damaged
            seen.add((newest.number, newest.found.release.version))
            if newest.number == 3:
                break
        assert KILLED in answer, "it died after the release was there"
    assert seen == {(2, "twee"), (3, "een")}
    assert position > 4


def test_a_kill_at_each_step_of_installing_leaves_the_old_or_the_new(shared: Path, tmp_path: Path) -> None:
    from briefmaker.packs.pointers import current_number, pack_folders

    deaths = 0
    with Rivals() as rivals:
        for number, name in enumerate(("een", "twee")):
            rivals.alone(program="publish", shared=str(shared), by=name, based_on=number)
            before = number
            for halfway in (False, True):
                root = tmp_path / f"{number}{halfway}"
                if number:
                    rivals.alone(program="publish", shared=str(shared), by="nul", based_on=9)  # refused
                for position in range(1, 200):
                    fresh = root / str(position)
                    if before:
                        _installed_before(rivals, shared, fresh, before)
                    answer = rivals.alone(
                        program="install",
                        shared=str(shared),
                        root=str(fresh),
                        die_at=position,
                        halfway=halfway,
                    )
                    held = current_number(fresh / "haarlem")
                    assert held in (before, before + 1)
                    found = pack_folders(fresh)
                    assert [folder.name for folder in found] == ([f"{held:04d}"] if held else [])
                    for folder in found:
                        assert _files(folder) == content_of(("een", "twee")[held - 1])
                    if KILLED not in answer:
                        assert held == before + 1
                        break
                    deaths += 1
                    again = rivals.alone(program="install", shared=str(shared), root=str(fresh))
                    assert current_number(fresh / "haarlem") == before + 1, again
                    left = [name for name in hidden(fresh / "haarlem") if name.startswith(".~bm")]
                    assert not left, "left-overs stay"
    assert deaths > 40


def _installed_before(rivals: Rivals, shared: Path, root: Path, number: int) -> None:
    """As this desktop was before the newest release was published."""
    import shutil

    earlier = root.parent / f"gedeeld-{number}"
    if not earlier.exists():
        (earlier / "haarlem").mkdir(parents=True)
        shutil.copytree(shared / "haarlem" / "0001", earlier / "haarlem" / "0001")
    rivals.alone(program="install", shared=str(earlier), root=str(root))


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*") if path.is_file() and path.name != "uitgave.json"
    }  # fmt: skip


def test_two_desktops_install_at_once(shared: Path, tmp_path: Path) -> None:
    from briefmaker.packs.pointers import current_number

    with Rivals() as rivals:
        rivals.alone(program="publish", shared=str(shared), by="een", based_on=0)
        for round_number in range(20):
            one, two = tmp_path / f"a{round_number}", tmp_path / f"b{round_number}"
            answers = rivals.together(
                *({"program": "install", "shared": str(shared), "root": str(root)}
                  for root in (one, two, one, one))
            )  # fmt: skip
            assert answers[1] == {"installed": [1], "said": []}
            of_one = [answer["installed"] for answer in (answers[0], *answers[2:])]
            assert of_one.count([1]) == 1, (
                "two windows of one user: one installs, the others leave it to that"
            )
            for root in (one, two):
                assert current_number(root / "haarlem") == 1
                assert _files(root / "haarlem" / "0001") == content_of("een")


def test_a_kill_at_each_step_of_installing_a_single_file_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    from briefmaker.packs.pointers import current_number, pack_folders
    from briefmaker.publishing.packing import packed
    from tests.publishing.packs import release

    files = []
    for name in ("een", "twee"):
        files.append(tmp_path / f"{name}.briefpakket")
        files[-1].write_bytes(packed(release(version=name, number=0), content_of(name)))
    seen = set()
    with Rivals() as rivals:
        for position in range(1, 200):
            root = tmp_path / str(position)
            rivals.alone(program="install_file", path=str(files[0]), root=str(root))
            answer = rivals.alone(program="install_file", path=str(files[1]), root=str(root), die_at=position)
            (folder,) = pack_folders(root)
            seen.add(held := current_number(root / "haarlem"))
            assert _files(folder) == content_of(("een", "twee")[held - 1])
            if KILLED not in answer:
                break
    assert seen == {1, 2}
    assert held == 2
    assert position > 10
