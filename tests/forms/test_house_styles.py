"""In which house style a letter is: what was chosen in it, what the user set, its date, the newest."""

from __future__ import annotations

import datetime
from pathlib import Path
from shutil import copytree

import pytest

from briefmaker.app.house_styles import check_house_style, house_style_choices
from briefmaker.app.installed import installed_packs, schema_of
from briefmaker.app.typesetting import Typesetter
from briefmaker.errors import UnusableInput, UnusablePack
from briefmaker.forms.filling import Filled, fill
from briefmaker.forms.starting import starting_answers
from briefmaker.letter.answers import Answers
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import read_pack
from briefmaker.problems import Severity

TODAY = datetime.date(2026, 11, 23)
TYPE = "haarlem/wethoudersbrief"
PACKS = installed_packs()
SET = installed_packs({"haarlem": "tot-2018", "elders": "rood"})


def filled(packs: InstalledPacks = PACKS, **answers: str) -> Filled:
    return fill(packs.type(TYPE).type, Answers(answers), TODAY)


@pytest.mark.parametrize(
    ("answers", "of_date", "as_set"),
    [
        ({}, "vanaf-2018", "tot-2018"),
        ({"datum": "2026-01-05"}, "vanaf-2018", "tot-2018"),
        ({"datum": "28 januari 2018"}, "tot-2018", "tot-2018"),
        ({"datum": "29-1-2018"}, "vanaf-2018", "tot-2018"),
        ({"datum": "5 februari 2009"}, "tot-2018", "tot-2018"),
        ({"datum": "ooit"}, "vanaf-2018", "tot-2018"),
        ({"datum": "2009-02-05", "huisstijl": "vanaf-2018"}, "vanaf-2018", "vanaf-2018"),
        ({"datum": "2026-02-05", "huisstijl": " tot-2018 "}, "tot-2018", "tot-2018"),
    ],
)
def test_a_choice_goes_before_a_setting_and_that_before_the_date(
    answers: dict[str, str], of_date: str, as_set: str
) -> None:
    assert filled(**answers).letter.house_style == of_date
    assert filled(SET, **answers).letter.house_style == as_set


def test_a_house_style_that_is_gone_is_said_and_keeps_no_letter() -> None:
    made = filled(datum="2009-02-05", huisstijl="jaren-tachtig")
    assert made.letter.house_style == "tot-2018"
    found = [problem for problem in made.problems if problem.where.field == "huisstijl"]
    assert [problem.rule for problem in found] == ["house_style.unknown"]
    assert "“jaren-tachtig”" in found[0].sentence
    assert found[0].severity is Severity.WARNING


def test_the_schema_names_the_house_styles() -> None:
    asked = schema_of(PACKS, TYPE)["properties"]["answers"]["properties"]["huisstijl"]
    assert asked["enum"] == ["", "tot-2018", "vanaf-2018"]


def test_packs_with_a_choice_are_listed_with_the_newest_first() -> None:
    (found,) = (choice for choice in house_style_choices(PACKS) if choice.pack == "haarlem")
    assert found.house_styles == (("vanaf-2018", "Vanaf 2018"), ("tot-2018", "Tot 2018"))


def test_an_unknown_house_style_is_refused_with_those_there_are() -> None:
    check_house_style(PACKS, TYPE, "tot-2018")
    with pytest.raises(UnusableInput, match="tot-2018, vanaf-2018"):
        check_house_style(PACKS, TYPE, "ooit")


# --- what the files of a house style say ---


@pytest.fixture
def pack(tmp_path: Path, project_root: Path) -> Path:
    return Path(copytree(project_root / "templates" / "haarlem", tmp_path / "packs" / "haarlem"))


def settings_of(pack: Path, house_style: str = "tot-2018") -> Path:
    return pack / "huisstijlen" / house_style / "huisstijl.toml"


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def complaints(pack: Path) -> str:
    with pytest.raises(UnusablePack) as found:
        read_pack(pack)
    return str(found.value)


def test_a_house_style_may_have_texts_and_an_organisation_of_its_own(pack: Path) -> None:
    add(
        settings_of(pack),
        '[organisation]\nwordmark = "Stad Haarlem"\n[texts]\nslotgroet = "Hoogachtend,"\n'
        '[notation]\nreference = "point"\n',
    )
    packs = InstalledPacks([pack.parent], {"haarlem": "tot-2018"})
    asked = packs.type(TYPE).type
    assert starting_answers(asked, TODAY).text("slotgroet") == "Hoogachtend,"
    assert starting_answers(PACKS.type(TYPE).type, TODAY).text("slotgroet") == "Met vriendelijke groet,"
    old = asked.pack.house_style_named("tot-2018")
    assert old is not None
    assert (old.organisation.name, old.organisation.wordmark) == ("Gemeente Haarlem", "Stad Haarlem")
    assert old.notation.reference.value == "point"
    made = Typesetter(packs).typeset(fill(asked, Answers(), TODAY).letter)
    assert "Stad Haarlem" in [paragraph.text.strip() for paragraph in made.header_paragraphs]


def test_a_types_own_styles_go_over_those_of_every_house_style(pack: Path) -> None:
    manifest = pack / "wethoudersbrief" / "manifest.toml"
    text = manifest.read_text(encoding="utf-8")
    text = text.replace("[metadata]", '[styles]\nquote = "Motto"\n\n[metadata]')
    manifest.write_text(text, encoding="utf-8")
    add(settings_of(pack), 'quote = "Bron"\nimage = "Body Text"\n'.replace('image = "Body Text"\n', ""))
    (asked,) = (found.type for found in read_pack(pack).types if found.type.id == TYPE)
    for house_style in ("tot-2018", "vanaf-2018"):
        styles = asked.styles_in(house_style)
        assert styles.quote == "Motto"
        assert styles.letters[0] == "Lijstletters"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('kleur = "rood"', "huisstijl.toml: kleur"),
        ('since = "eens"', "huisstijl.toml: since"),
        ("since = 2018-06-01", "“until” ligt voor “since”"),
        ("title = 5", "huisstijl.toml: title"),
    ],
)
def test_what_is_wrong_with_a_house_style_is_said_with_its_file(pack: Path, line: str, said: str) -> None:
    path = settings_of(pack)
    name = line.partition(" ")[0]
    kept = [each for each in path.read_text(encoding="utf-8").splitlines() if not each.startswith(f"{name} ")]
    path.write_text("\n".join([line, *kept]), encoding="utf-8")
    assert said in complaints(pack)


@pytest.mark.parametrize("name", ["huisstijl.docx", "huisstijl.toml", "merk.png"])
def test_a_missing_file_of_a_house_style_is_named(pack: Path, name: str) -> None:
    (pack / "huisstijlen" / "tot-2018" / name).unlink()
    assert name in complaints(pack)
