"""The guide for maintainers says what the code does, in the window and in docs/sjablonen.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.app.template_guide import GuideCommand, GuideSection, as_markdown, guide
from briefmaker.cli.main import run
from briefmaker.cli.templates.guide import template_commands
from briefmaker.forms.placeholders import placeholders_of
from briefmaker.i18n import _
from briefmaker.inspection.rules import all_rules

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def raadsvoorstel():
    return installed_packs().type("haarlem/raadsvoorstel").type


@pytest.fixture(scope="module")
def sections(raadsvoorstel) -> tuple[GuideSection, ...]:
    return guide(raadsvoorstel, template_commands())


def test_the_file_in_docs_is_what_the_code_makes(sections):
    """`briefmaker templates guide -o docs/sjablonen.md --force` writes it anew."""
    assert (ROOT / "docs" / "sjablonen.md").read_text("utf-8") == as_markdown(sections)


def test_every_rule_has_a_section_of_its_own_that_its_findings_open(sections):
    by_key = {each.key: each for each in sections}
    for rule in all_rules():
        assert by_key[rule.id].title == _(rule.title)
        assert _(rule.meaning) in by_key[rule.id].text


def test_every_placeholder_of_the_type_is_listed_with_its_meaning(sections, raadsvoorstel):
    text = as_markdown(sections)
    for each in placeholders_of(raadsvoorstel):
        assert f"| `{each.tag}` | {each.meaning} |" in text


def test_every_command_is_listed_as_it_is_written(sections):
    text = as_markdown(sections)
    names = {command.usage.split()[2] for command in template_commands()}
    assert {"check", "publish", "where-used", "guide"} <= names
    assert all(f"`briefmaker templates {name} " in text for name in names)


def test_no_place_is_left_unfilled_and_links_within_the_guide_arrive(sections):
    text = "\n".join(each.text for each in sections)
    assert "<!--" not in text
    keys = {each.key for each in sections}
    links = re.findall(r"\]\(#([^)]+)\)", text)
    assert links
    assert set(links) <= keys
    assert len(keys) == len(sections)


def test_it_is_dutch_throughout(sections):
    text = as_markdown(sections)
    assert not re.search(r"\b(the|with|placeholder|tag|run|part|template)\b", re.sub(r"`[^`]*`", "", text))


def test_without_a_type_and_commands_it_is_whole_all_the_same():
    made = guide(None)
    assert "woordmerk" in as_markdown(made)
    assert "briefmaker templates --help" in made[-1].text


def test_a_code_block_is_no_heading_and_a_bar_doesnt_break_a_table(raadsvoorstel):
    made = guide(raadsvoorstel, [GuideCommand("a | b", "c")])
    assert "| `a \\| b` | c |" in made[-1].text


def test_the_command_writes_it_and_never_over_a_file_unasked(tmp_path, capsys):
    file = tmp_path / "uitleg.md"
    assert run(["templates", "guide", "haarlem/memo", "-o", str(file)]) == 0
    assert "“Memo”" in file.read_text("utf-8")
    file.write_text("van mij")
    assert run(["templates", "guide", "-o", str(file)]) == 2
    assert file.read_text() == "van mij"
    assert "is er al" in capsys.readouterr().err
