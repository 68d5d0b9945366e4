"""What a new version of a pack does to samples and letters is known before it is published."""

from __future__ import annotations

import datetime
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefmaker import places
from briefmaker.app.engines import layout_engine
from briefmaker.app.impact import Impact, Outcome, impact, impact_in_words, recent_letters_of
from briefmaker.drafts.recent import RecentLetter
from briefmaker.errors import Cancelled
from briefmaker.output import LayoutEngine
from briefmaker.packs.reading import Pack, read_pack

TODAY = datetime.date(2026, 11, 23)
KIND = "memo"
OF_A_PAGE = "voorbeeld_kort"


@pytest.fixture(scope="module")
def engine() -> Iterator[LayoutEngine]:
    made = layout_engine("embedded")
    yield made
    made.close()


@pytest.fixture(scope="module")
def old() -> Pack:
    return read_pack(places.shipped_packs_folder() / "haarlem", only={KIND})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "haarlem"
    shutil.copytree(places.shipped_packs_folder() / "haarlem", made)
    return made


def changed(folder: Path, change: Callable[[bytes], bytes]) -> Pack:
    """The pack after a maintainer changed the template of the memo."""
    template = folder / KIND / "template.docx"
    data = io.BytesIO()
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(data, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            after.writestr(name, change(content) if name == "word/document.xml" else content)
    template.write_bytes(data.getvalue())
    return read_pack(folder, only={KIND})


def with_page_break(document: bytes) -> bytes:
    return document.replace(b"<w:body>", b'<w:body><w:p><w:r><w:br w:type="page"/></w:r></w:p>', 1)


def broken(document: bytes) -> bytes:
    return document.replace(b"{{ onderwerp }}", b"{{ onderwerp", 1)


def of(found: list[Impact], name: str) -> Impact:
    return next(each for each in found if each.name == name)


def test_what_did_not_change_stays_the_same(engine: LayoutEngine, old: Pack) -> None:
    found = list(impact(old, old, (), engine, TODAY))
    assert {each.outcome for each in found} == {Outcome.SAME}
    assert all(each.is_sample and not each.is_worth_a_look for each in found)
    assert impact_in_words(found[0]) == "blijft hetzelfde"


def test_letters_that_gain_or_lose_a_page_are_named(engine: LayoutEngine, old: Pack, folder: Path) -> None:
    longer = changed(folder, with_page_break)
    found = of(list(impact(old, longer, (), engine, TODAY)), OF_A_PAGE)
    assert found.outcome is Outcome.LONGER
    assert impact_in_words(found) == "wordt een pagina langer"
    assert found.comparison is not None
    back = of(list(impact(longer, old, (), engine, TODAY)), OF_A_PAGE)
    assert back.outcome is Outcome.SHORTER


def test_letters_that_fail_and_that_are_mended_are_named(
    engine: LayoutEngine, old: Pack, folder: Path
) -> None:
    failing = changed(folder, broken)
    found = list(impact(old, failing, (), engine, TODAY))
    assert {each.outcome for each in found} == {Outcome.FAILING}
    assert found[0].reason
    assert found[0].reason in impact_in_words(found[0])
    assert {each.outcome for each in impact(failing, old, (), engine, TODAY)} == {Outcome.MENDED}
    assert {each.outcome for each in impact(failing, failing, (), engine, TODAY)} == {Outcome.BROKEN}
    assert {each.outcome for each in impact(None, old, (), engine, TODAY)} == {Outcome.NEW}


def test_letters_of_the_user_are_looked_at_and_those_of_other_packs_passed_over(
    engine: LayoutEngine, old: Pack, folder: Path, tmp_path: Path
) -> None:
    mine, other, gone = tmp_path / "mijn.json", tmp_path / "ander.json", tmp_path / "weg.brief"
    letter = json.loads((folder / KIND / "samples" / "voorbeeld.json").read_text(encoding="utf-8"))
    mine.write_text(json.dumps(letter), encoding="utf-8")
    other.write_text(json.dumps({**letter, "document_type": "elders/memo"}), encoding="utf-8")
    new = changed(folder, lambda document: document.replace(b"Onderwerp", b"Betreft", 1))
    found = [each for each in impact(old, new, (mine, other, gone), engine, TODAY) if not each.is_sample]
    assert [(each.name, each.outcome) for each in found] == [
        ("mijn.json", Outcome.CHANGED),
        ("weg.brief", Outcome.SKIPPED),
    ]
    assert "weg.brief" in impact_in_words(found[1])


def test_a_field_that_got_another_name_changes_no_letter(
    engine: LayoutEngine, old: Pack, folder: Path, tmp_path: Path
) -> None:
    manifest = folder / KIND / "manifest.toml"
    text = manifest.read_text(encoding="utf-8").replace('"onderwerp"', '"waarover"')
    text = text.replace("{onderwerp}", "{waarover}")
    renamed = '\n[[renamed]]\nfrom = "onderwerp"\nto = "waarover"\nsince = "2.0.0"\n'
    manifest.write_text(text + renamed, encoding="utf-8")
    head = folder / "pack.toml"
    version = head.read_text(encoding="utf-8").replace('version = "1.0.0"', 'version = "2.0.0"')
    head.write_text(version, encoding="utf-8")
    new = changed(folder, lambda document: document.replace(b"onderwerp }}", b"waarover }}"))
    mine = tmp_path / "mijn.json"
    shutil.copyfile(folder / KIND / "samples" / "voorbeeld.json", mine)
    assert {each.outcome for each in impact(old, new, (mine,), engine, TODAY)} == {Outcome.SAME}


def test_of_recent_letters_only_those_of_the_pack_are_opened() -> None:
    recent = [
        RecentLetter("/a.brief", document_type="haarlem/memo"),
        RecentLetter("/b.brief", document_type="elders/memo"),
        RecentLetter("/c.brief"),
    ]
    assert recent_letters_of("haarlem", recent) == (Path("/a.brief"), Path("/c.brief"))


def test_it_comes_one_by_one_and_can_be_stopped(engine: LayoutEngine, old: Pack) -> None:
    stop = False
    found = impact(old, old, (), engine, TODAY, lambda: stop)
    assert next(found).outcome is Outcome.SAME
    stop = True
    with pytest.raises(Cancelled):
        next(found)
