"""Samples of a working copy: rendered, accepted, held against what was accepted, also in a broken pack."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmaker import places
from briefmaker.app.accepted_pages import SampleState, accepted_file
from briefmaker.app.engines import layout_engine
from briefmaker.app.page_differences import differences_in_words, in_words, page_in_words
from briefmaker.app.sample_pages import SamplePages
from briefmaker.app.workshop_pages import WorkshopPages
from briefmaker.errors import UnusableInput, UnusablePack
from briefmaker.output import Change
from tests.output.word_files import document, paragraph

KIND = "wethoudersbrief"
NEW, OLD = "vanaf-2018", "tot-2018"


@pytest.fixture(scope="module")
def workshop() -> Iterator[WorkshopPages]:
    made = WorkshopPages(layout_engine("embedded"))
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A working copy of the pack."""
    made = tmp_path / "haarlem"
    shutil.copytree(places.shipped_packs_folder() / "haarlem", made)
    return made


def edit(template: Path, old: str, new: str) -> None:
    """What a maintainer does in Word and saves."""
    data = io.BytesIO()
    with zipfile.ZipFile(template) as before, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(name, content)
    template.write_bytes(data.getvalue())


def test_the_pages_are_those_of_the_working_copy(workshop: WorkshopPages, folder: Path) -> None:
    before = workshop.pages(folder, KIND, "voorbeeld", scale=1.0, wanted=(0,))
    assert (before.page_count, before.house_style, before.failing) == (3, NEW, "")
    assert [image.page for image in before.images] == [0]
    assert "Geachte" in [word.text for word in before.words()[0]]
    edit(folder / KIND / "template.docx", "Onderwerp", "Betreffende")
    after = workshop.pages(folder, KIND, "voorbeeld", scale=1.0, wanted=(0,))
    assert "Betreffende" in [word.text for word in after.words()[0]]


def test_the_same_pages_are_made_of_the_same_bytes(workshop: WorkshopPages, folder: Path) -> None:
    first = workshop.pages(folder, KIND, "voorbeeld", wanted=())
    again = WorkshopPages(layout_engine("embedded"))
    try:
        assert again.pages(folder, KIND, "voorbeeld", wanted=()).pdf == first.pdf
    finally:
        again.close()


def test_a_sample_is_looked_at_in_every_house_style_unless_it_chooses_one(
    workshop: WorkshopPages, folder: Path
) -> None:
    samples = folder / KIND / "samples"
    letter = json.loads((samples / "voorbeeld.json").read_text(encoding="utf-8"))
    letter["answers"]["huisstijl"] = OLD
    for path in samples.glob("*.json"):
        if path.name != "voorbeeld.json":
            path.unlink()
    (samples / "oud.json").write_text(json.dumps(letter), encoding="utf-8")
    choices = workshop.choices(folder, KIND)
    assert [(each.sample, each.house_style) for each in choices] == [
        ("oud", OLD),
        ("voorbeeld", NEW),
        ("voorbeeld", OLD),
    ]
    assert choices[2].house_style_title == "Tot 2018"


def test_other_types_of_the_pack_may_be_broken(workshop: WorkshopPages, folder: Path) -> None:
    (folder / "memo" / "manifest.toml").write_text("dit is geen manifest", encoding="utf-8")
    (folder / "collegebrief" / "template.docx").unlink()
    assert workshop.pages(folder, KIND, "voorbeeld", wanted=()).page_count == 3
    assert "manifest.toml" in workshop.pages(folder, "memo", "voorbeeld", wanted=()).failing
    with pytest.raises(UnusablePack):
        workshop.choices(folder, "memo")


def test_what_cannot_be_made_says_why(workshop: WorkshopPages, folder: Path) -> None:
    samples = folder / KIND / "samples"
    (samples / "stuk.json").write_text("{", encoding="utf-8")
    other = json.loads((samples / "voorbeeld.json").read_text(encoding="utf-8"))
    other["document_type"] = "haarlem/memo"
    (samples / "ander.json").write_text(json.dumps(other), encoding="utf-8")
    assert "stuk.json" in workshop.pages(folder, KIND, "stuk").failing
    assert "haarlem/memo" in workshop.pages(folder, KIND, "ander").failing
    assert "weg" in workshop.pages(folder, KIND, "weg").failing
    edit(folder / KIND / "template.docx", "{{ onderwerp }}", "{{ onderwerp")
    failing = workshop.pages(folder, KIND, "voorbeeld")
    assert failing.failing
    assert not failing.pdf
    assert workshop.checked(folder, KIND, failing).state is SampleState.FAILING
    with pytest.raises(UnusableInput):
        workshop.accept(folder, KIND, failing)


def test_a_sample_with_gaps_is_printed_as_a_draft(workshop: WorkshopPages, folder: Path) -> None:
    sample = folder / KIND / "samples" / "voorbeeld.json"
    letter = json.loads(sample.read_text(encoding="utf-8"))
    del letter["answers"]["onderwerp"]
    sample.write_text(json.dumps(letter), encoding="utf-8")
    made = workshop.pages(folder, KIND, "voorbeeld", wanted=())
    assert made.is_draft
    assert "[Onderwerp]" in made.text


def test_accepted_pages_stay_right_until_the_template_changes(workshop: WorkshopPages, folder: Path) -> None:
    pages = workshop.pages(folder, KIND, "voorbeeld", wanted=())
    assert workshop.checked(folder, KIND, pages).state is SampleState.NOT_ACCEPTED
    file = workshop.accept(folder, KIND, pages)
    assert file == accepted_file(folder, KIND, "voorbeeld", NEW)
    assert file.read_bytes().startswith(b"%PDF")
    same = workshop.checked(folder, KIND, workshop.pages(folder, KIND, "voorbeeld", wanted=()))
    assert same.state is SampleState.SAME
    assert same.comparison is not None
    assert differences_in_words(same.comparison) == "De pagina’s zijn hetzelfde."
    edit(folder / KIND / "template.docx", "Onderwerp", "Betreft")
    changed = workshop.checked(folder, KIND, workshop.pages(folder, KIND, "voorbeeld", wanted=()))
    assert changed.state is SampleState.DIFFERENT
    assert changed.comparison is not None
    first = changed.comparison.differences[0]
    assert first.change is Change.CHANGED
    assert in_words(first) == "“Onderwerp” is “Betreft” geworden."
    workshop.accept(folder, KIND, changed.pages)
    again = workshop.checked(folder, KIND, workshop.pages(folder, KIND, "voorbeeld", wanted=()))
    assert again.state is SampleState.SAME


def test_damaged_accepted_pages_are_said_to_be_damaged(workshop: WorkshopPages, folder: Path) -> None:
    pages = workshop.pages(folder, KIND, "voorbeeld", wanted=())
    workshop.accept(folder, KIND, pages).write_bytes(b"%PDF-1.7 afgebroken")
    found = workshop.checked(folder, KIND, pages)
    assert found.state is SampleState.NOT_ACCEPTED
    assert "voorbeeld" in found.remark


def test_all_samples_of_a_type_are_checked_in_all_house_styles(workshop: WorkshopPages, folder: Path) -> None:
    found = list(workshop.check_all(folder, KIND))
    assert len({each.pages.sample for each in found}) >= 5
    assert {each.pages.house_style for each in found} == {NEW, OLD}
    assert not [each for each in found if each.pages.failing]
    stopped = list(workshop.check_all(folder, KIND, lambda: True))
    assert len(stopped) == 1


@pytest.mark.parametrize("pack", ["haarlem", "haarlemmermeer"])
def test_every_shipped_type_has_samples_that_can_be_made(workshop: WorkshopPages, pack: str) -> None:
    shipped = places.shipped_packs_folder() / pack
    for manifest in sorted(shipped.glob("*/manifest.toml")):
        found = list(workshop.check_all(shipped, manifest.parent.name))
        assert len({each.pages.sample for each in found}) >= 2
        assert not [each.pages.failing for each in found if each.pages.failing], manifest.parent.name


def test_a_saved_template_is_seen_in_all_of_its_samples(workshop: WorkshopPages, folder: Path) -> None:
    list(workshop.check_all(folder, KIND))
    edit(folder / KIND / "template.docx", "Onderwerp", "Betreft")
    shown: SamplePages = workshop.pages(folder, KIND, "voorbeeld", scale=1.5, wanted=(0, 1))
    assert len(shown.images) == 2
    rest = list(workshop.check_all(folder, KIND))  # how long it takes is measured in bench/
    assert len({each.pages.sample for each in rest}) >= 5
    assert all("Betreft" in each.pages.text for each in rest)


PARTS = st.lists(
    st.sampled_from(["Het plein wordt bestraat. " * 3, "Groet", "een twee drie " * 40, "Bijlage 1", "-" * 9]),
    min_size=1,
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=PARTS, new=PARTS)
def test_whatever_differs_is_said_in_words_and_has_its_place(
    workshop: WorkshopPages, old: list[str], new: list[str]
) -> None:
    made = [
        workshop.engine.preview(document(*(paragraph(text) for text in texts)), pages=()).pdf
        for texts in (old, new)
    ]
    found = workshop.engine.compared(made[0], made[1])
    assert found.is_same == (old == new)
    assert differences_in_words(found)
    for each in found.differences:
        sentence = in_words(each)
        assert sentence.endswith((".", ")"))
        assert "  " not in sentence
        assert page_in_words(each)
        assert all(box.page < len(found.old_sizes) for box in each.old)
        assert all(box.page < len(found.new_sizes) for box in each.new)
        assert each.old or each.new
