"""The copy with comments: each at its place, the text as it was, valid for the checkers of Word."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from briefmaker.inspection.comments import with_comments
from briefmaker.inspection.finding import Spot
from briefmaker.inspection.repairs import repaired
from briefmaker.inspection.word_file import W, WordFile
from tests.inspection.changed_files import finding, member, p, paragraphs, raw_members, spot, table, word_file
from tests.inspection.corpus.cases import Case, findings_of
from tests.inspection.corpus.look_cases import LOOK_CASES
from tests.inspection.corpus.tag_cases import TAG_CASES

_CHECKER = shutil.which("ooxml-validator")


def commented(docx: bytes) -> dict[str, str]:
    """What each comment says -> the text it stands at."""
    file = WordFile.of(docx)
    said = {
        each.get(f"{W}id"): "".join(text.text or "" for text in each.iter(f"{W}t"))
        for each in file.package.xml("word/comments.xml").iter(f"{W}comment")
    }
    at, open_ones = dict.fromkeys(said, ""), set()
    for node in file.document.root.iter("*"):
        if node.tag == f"{W}commentRangeStart":
            open_ones.add(node.get(f"{W}id"))
        elif node.tag == f"{W}commentRangeEnd":
            open_ones.discard(node.get(f"{W}id"))
        elif node.tag == f"{W}t":
            for number in open_ones:
                at[number] += node.text or ""
    references = [node.get(f"{W}id") for node in file.document.root.iter(f"{W}commentReference")]
    assert sorted(references) == sorted(said)
    return {text: at[number] for number, text in said.items()}


def test_each_finding_stands_at_its_words_and_the_text_is_as_it_was() -> None:
    docx = word_file(p("Geachte ", "{{ na", "am }} en {{ ander }}") + table(("Een", "{{ bedrag }}")))
    both = finding("x", spot(docx, 0, "{{ naam }}"), spot(docx, 2, "{{ bedrag }}"))
    other = finding("x", spot(docx, 0, "{{ ander }}"))
    made = with_comments(docx, [both, other])
    assert commented(made) == {
        "Fout: Er is iets. Verbeter het.": "{{ ander }}",
        "Dit hoort er ook bij. Fout: Er is iets. Verbeter het.": "{{ bedrag }}",
    }
    assert paragraphs(made) == paragraphs(docx)
    assert member(made).count("commentRangeStart") == 3
    old, new = raw_members(docx), raw_members(made)
    assert [*new] == [*old, "word/comments.xml"]
    changed = {name for name in old if old[name] != new[name]}
    assert changed == {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}


def test_what_has_no_place_in_the_text_is_said_at_its_beginning() -> None:
    docx = word_file(p("Eerste") + p("Tweede"))
    made = with_comments(
        docx, [finding("x", Spot("t", "word/footer1.xml", 2, words="x", part_label="de voettekst"))]
    )
    assert commented(made) == {"de voettekst, alinea 3, bij “x”:Fout: Er is iets. Verbeter het.": "Eerste"}


def test_comments_that_are_there_stay_and_all_go_again() -> None:
    docx = word_file(p("Eerste") + p("Tweede") + p(""))
    once = with_comments(docx, [finding("x", spot(docx, 0))])
    twice = with_comments(once, [finding("x", spot(docx, 1)), finding("x", spot(docx, 2))])
    assert len(WordFile.of(twice).package.xml("word/comments.xml")) == 3
    bare = repaired(twice, finding("remove_comments", Spot()))
    assert "omment" not in member(bare)
    assert [*raw_members(bare)] == [*raw_members(docx)]
    assert paragraphs(bare) == paragraphs(docx)


def test_findings_of_other_files_are_left_out() -> None:
    docx = word_file(p("Eerste"))
    assert with_comments(docx, [finding("x", Spot("anders/template.docx"))], "t/template.docx") == docx


CASES = [*LOOK_CASES, *TAG_CASES]


def _errors(docx: bytes, path: Path) -> set[str]:
    path.write_bytes(docx)
    return {error.description for error in OpenXmlValidator().validate(path).errors}


@pytest.mark.parametrize("case", CASES[::9], ids=lambda case: case.name)
def test_the_copy_of_a_broken_template_keeps_to_the_schemas(case: Case, tmp_path: Path) -> None:
    docx = case.made()
    made = with_comments(docx, findings_of(docx, case.document_type))
    assert _errors(made, tmp_path / "na.docx") <= _errors(docx, tmp_path / "voor.docx")
    assert paragraphs(made) == paragraphs(docx)


if _CHECKER is not None:

    def _sdk(path: Path, docx: bytes) -> list[str]:
        path.write_bytes(docx)
        done = subprocess.run(
            [str(_CHECKER), str(path)], capture_output=True, text=True, timeout=120, check=False
        )
        return [json.dumps(error.get("description", error)) for error in json.loads(done.stdout)["errors"]]

    @pytest.mark.parametrize("case", CASES[::3], ids=lambda case: case.name)
    def test_the_sdk_of_microsoft_finds_nothing_in_the_copy(case: Case, tmp_path: Path) -> None:
        docx = case.made()
        made = with_comments(docx, findings_of(docx, case.document_type))
        found = _sdk(tmp_path / "na.docx", made)
        if found:  # some are broken to begin with
            before = _sdk(tmp_path / "voor.docx", docx)
            assert sorted(found) == sorted(before)
