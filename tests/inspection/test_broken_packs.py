# ruff: noqa: E501, RUF100
"""A broken pack is checked as far as it can be: each mistake with its file and line, and nothing raised."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefmaker.__main__ import main
from briefmaker.app.template_check import check_pack, check_template
from briefmaker.inspection.finding import Finding
from briefmaker.packs.reading import read_pack
from briefmaker.problems import Severity
from tests.inspection.corpus.cases import TEMPLATES
from tests.inspection.corpus.damage import changed, paragraph_after, replacing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack with one house style and two document types."""
    made = tmp_path / "haarlem"
    keep = {"memo", "opdrachtformulering", "huisstijlen", "lists", "tekstblokken"}
    shutil.copytree(
        TEMPLATES / "haarlem", made,
        ignore=lambda place, names: [
            name for name in names
            if (Path(place).name == "haarlem" and (Path(place) / name).is_dir() and name not in keep)
            or name == "tot-2018"
        ],
    )  # fmt: skip
    blocks = made / "tekstblokken"
    for path in blocks.glob("*.md"):
        path.unlink()
    for name in ("bedankt", "contact"):
        text = f'+++\nnaam = "{name}"\n+++\nDank voor uw bericht over {{{{ onderwerp }}}}.\n'
        (blocks / f"{name}.md").write_text(text, "utf-8")
    return made


def edited(path: Path, old: str, new: str) -> int:
    """Change a text file; the line of the change."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def errors(folder: Path) -> list[Finding]:
    return [finding for finding in check_pack(folder).findings if finding.severity is Severity.ERROR]


def only(folder: Path, rule: str) -> Finding:
    findings = check_pack(folder).findings
    assert [each.rule for each in findings] == [rule], [each.sentence for each in findings]
    return findings[0]


def test_nothing_is_found_in_the_pack_as_it_was(folder: Path) -> None:
    assert check_pack(folder).findings == ()
    assert not check_pack(folder).has_errors


BROKEN: dict[str, tuple[str, str, str, str]] = {
    "a quote is missing": ("memo/manifest.toml", 'label = "Onderwerp"', 'label = "Onderwerp', "manifest.notation"),
    "a kind that isn't there": ("memo/manifest.toml", 'kind = "phone"', 'kind = "foon"', "manifest.values"),
    "a key misspelt": ("memo/manifest.toml", 'label = "Telefoonnummer"\n',
                       'label = "Telefoonnummer"\n  exampel = "x"\n', "manifest.values"),
    "a list that isn't there": ("memo/manifest.toml", 'completes_from = "afdelingen"',
                                'completes_from = "afdelinge"', "manifest.contradictions"),
    "a name of the title that isn't there": ("memo/manifest.toml", 'author = "van"', 'author = "vann"',
                                             "manifest.contradictions"),
    "a list with a mistake": ("lists/afdelingen.toml", "[[entry]]", "[[entry]", "manifest.notation"),
    "pack.toml with a mistake": ("pack.toml", "[organisation]", "[organisation", "manifest.notation"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_in_a_file_is_found_on_its_line(name: str, folder: Path) -> None:
    file, old, new, rule = BROKEN[name]
    line = edited(folder / file, old, new)
    if "exampel" in new:
        line += 1
    found = [each for each in errors(folder) if each.spot.file == file]
    assert [each.rule for each in found] == [rule], [each.sentence for each in found]
    assert found[0].spot.line == line
    assert check_pack(folder).pack is None


def test_mistakes_in_several_files_are_found_at_once_and_the_rest_is_checked(folder: Path) -> None:
    edited(folder / "memo" / "manifest.toml", 'kind = "phone"', 'kind = "foon"')
    (folder / "memo" / "template.docx").write_bytes(
        changed("haarlem/memo", replacing(25, "onderwerp", "onderwrp"))
    )
    edited(folder / "opdrachtformulering" / "manifest.toml", "[[section]]", "[[section")
    (folder / "tekstblokken" / "bedankt.md").write_text("zonder kop", "utf-8")
    found = {(each.rule, each.spot.file) for each in check_pack(folder).findings}
    assert found >= {
        ("manifest.values", "memo/manifest.toml"), ("tags.unknown", "memo/template.docx"),
        ("manifest.notation", "opdrachtformulering/manifest.toml"),
    }  # fmt: skip


def test_a_field_that_can_not_be_used_raises_no_further_findings(folder: Path) -> None:
    edited(folder / "memo" / "manifest.toml", '  label = "Onderwerp"\n', "")
    assert only(folder, "manifest.values").spot.file == "memo/manifest.toml"


@pytest.mark.parametrize(
    ("file", "rule"),
    [
        ("memo/template.docx", "files.missing"), ("memo/manifest.toml", "files.missing"),
        ("pack.toml", "files.missing"), ("huisstijlen/vanaf-2018/huisstijl.docx", "files.missing"),
        ("huisstijlen/vanaf-2018/huisstijl.toml", "files.missing"),
    ],
)  # fmt: skip
def test_a_file_that_is_missing_is_named(file: str, rule: str, folder: Path) -> None:
    (folder / file).unlink()
    assert (rule, file) in {(each.rule, each.spot.file) for each in errors(folder)}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half a file \xeb" * 40])
@pytest.mark.parametrize(
    "file",
    ["memo/template.docx", "memo/manifest.toml", "pack.toml", "huisstijlen/vanaf-2018/huisstijl.docx",
     "lists/afdelingen.toml", "memo/samples/voorbeeld.json", "tekstblokken/contact.md"],
)  # fmt: skip
def test_a_damaged_file_is_named_and_nothing_raises(file: str, content: bytes, folder: Path) -> None:
    (folder / file).write_bytes(content)
    found = {each.spot.file for each in check_pack(folder).findings}
    assert file in found or (file.startswith("lists") and not content)


def test_a_half_written_template_is_named(folder: Path) -> None:
    whole = (folder / "memo" / "template.docx").read_bytes()
    (folder / "memo" / "template.docx").write_bytes(whole[: len(whole) // 2])
    assert only(folder, "files.unreadable").spot.file == "memo/template.docx"


def test_a_broken_text_block_is_a_warning_on_its_line(folder: Path) -> None:
    line = edited(folder / "tekstblokken" / "contact.md", "{{", "{{ x")
    found = only(folder, "text_blocks.broken")
    assert (found.spot.file, found.spot.line) == ("tekstblokken/contact.md", line)
    assert found.severity is Severity.WARNING


def test_a_sample_that_can_not_be_read_is_named(folder: Path) -> None:
    (folder / "memo" / "samples" / "voorbeeld.json").write_text("{}", "utf-8")
    assert only(folder, "samples.failing").spot.file == "memo/samples/voorbeeld.json"


def test_a_sample_of_another_type_is_named(folder: Path) -> None:
    sample = folder / "memo" / "samples" / "voorbeeld.json"
    shutil.copy(folder / "opdrachtformulering" / "samples" / "voorbeeld.json", sample)
    assert only(folder, "samples.failing").spot.file == "memo/samples/voorbeeld.json"


@pytest.mark.parametrize(
    "tag", ["{% if onderwerp > 3 %}lang{% endif %}", "{{ onderwerp + 1 }}", "{{ 1 + (onderwerp or 2) }}"]
)
def test_what_can_not_be_worked_out_is_said_at_its_place(folder: Path, tag: str) -> None:
    docx = changed("haarlem/memo", paragraph_after(27, f"Zie ook {tag}"))
    (folder / "memo" / "template.docx").write_bytes(docx)
    found = only(folder, "template.unusable")
    assert (found.spot.file, found.spot.paragraph) == ("memo/template.docx", 28)
    assert "niet mee rekenen" in found.sentence
    assert "passen niet bij elkaar" not in found.sentence


def test_a_sample_of_which_no_letter_can_be_made_is_named(folder: Path) -> None:
    sample = folder / "memo" / "samples" / "voorbeeld.json"
    written = json.loads(sample.read_text("utf-8"))
    sample.write_text(
        json.dumps({**written, "answers": {**written["answers"], "onderwerp": "Zomer"}}), "utf-8"
    )
    only_then = "{% if onderwerp == 'Zomer' %}{{ onderwerp + 1 }}{% endif %}"
    docx = changed("haarlem/memo", paragraph_after(27, only_then))
    (folder / "memo" / "template.docx").write_bytes(docx)
    assert only(folder, "samples.failing").spot.file == "memo/samples/voorbeeld.json"


def test_a_type_without_samples_gets_a_hint(folder: Path) -> None:
    shutil.rmtree(folder / "memo" / "samples")
    assert only(folder, "samples.missing").severity is Severity.HINT


def test_accepted_pages_of_a_sample_that_was_renamed_are_named(folder: Path) -> None:
    samples = folder / "memo" / "samples"
    (samples / "goedgekeurd").mkdir()
    for name in ("voorbeeld.vanaf-2018.pdf", "weg.vanaf-2018.pdf"):
        (samples / "goedgekeurd" / name).write_bytes(b"%PDF-1.7")
    found = only(folder, "samples.left")
    assert found.spot.file == "memo/samples/goedgekeurd/weg.vanaf-2018.pdf"
    assert found.severity is Severity.HINT


def test_the_check_says_that_pages_are_no_longer_those_that_were_accepted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["templates", "accept", str(folder), "memo"]) == 0
    assert main(["templates", "check", str(folder / "memo")]) == 0
    template = folder / "memo" / "template.docx"
    template.write_bytes(changed("haarlem/memo", paragraph_after(27, "Een zin erbij.")))
    capsys.readouterr()
    assert main(["templates", "check", str(folder / "memo")]) == 1
    said = capsys.readouterr().out
    assert "voorbeeld.vanaf-2018.pdf" in said
    assert "samples.different" in said


def test_a_kind_of_document_that_is_gone_is_named_unless_it_has_another_name(folder: Path) -> None:
    published = read_pack(folder)
    (folder / "memo").rename(folder / "notitie")
    for sample in (folder / "notitie" / "samples").iterdir():
        sample.write_text(sample.read_text("utf-8").replace("haarlem/memo", "haarlem/notitie"), "utf-8")
    (found,) = check_pack(folder, published=published).findings
    assert (found.rule, found.spot.file, found.spot.words) == ("types.dropped", "pack.toml", "memo")
    with (folder / "pack.toml").open("a", encoding="utf-8") as head:
        head.write('\n[[renamed]]\nfrom = "memo"\nto = "notitie"\nsince = "1.1"\n')
    assert not check_pack(folder, published=published).findings


def test_a_field_that_is_never_printed_is_named_on_its_line(folder: Path) -> None:
    line = edited(
        folder / "memo" / "manifest.toml", '  [[section.field]]\n  id = "afdeling"',
        '  [[section.field]]\n  id = "kamernummer"\n  label = "Kamer"\n\n  [[section.field]]\n  id = "afdeling"',
    )  # fmt: skip
    found = only(folder, "fields.unused")
    assert (found.spot.file, found.spot.line) == ("memo/manifest.toml", line + 1)
    assert "kamernummer" in found.what


def test_a_field_that_is_gone_without_a_word_is_named_with_what_it_is_now(folder: Path) -> None:
    published = read_pack(folder)
    manifest = folder / "memo" / "manifest.toml"
    edited(manifest, '  id = "kenmerk"', '  id = "kenmerk_nieuw"')
    (folder / "memo" / "template.docx").write_bytes(
        changed(
            "haarlem/memo",
            replacing(20, "kenmerk", "kenmerk_nieuw"),
            replacing(22, "kenmerk", "kenmerk_nieuw"),
        )
    )
    found = check_template(folder, "memo", published=published).findings
    assert [each.rule for each in found] == ["fields.dropped"]
    assert found[0].repair is not None
    assert found[0].repair.kind == "say_renamed"
    assert (found[0].repair.details["from"], found[0].repair.details["to"]) == ("kenmerk", "kenmerk_nieuw")
    assert manifest.read_text("utf-8").split("\n")[found[0].spot.line - 1].strip() == 'id = "kenmerk_nieuw"'


def test_a_field_that_is_said_to_be_renamed_or_dropped_is_no_finding(folder: Path) -> None:
    published = read_pack(folder)
    manifest = folder / "memo" / "manifest.toml"
    edited(manifest, '  id = "kenmerk"', '  id = "kenmerk_nieuw"')
    edited(folder / "pack.toml", f'version = "{published.info.version}"', 'version = "9.0"')
    changes = [replacing(at, "kenmerk", "kenmerk_nieuw") for at in (20, 22)]
    (folder / "memo" / "template.docx").write_bytes(changed("haarlem/memo", *changes))
    text = manifest.read_text("utf-8")
    said = '\n[[renamed]]\nfrom = "kenmerk"\nto = "kenmerk_nieuw"\nsince = "9.0"\n'
    manifest.write_text(text + said, "utf-8")
    assert check_template(folder, "memo", published=published).findings == ()
    manifest.write_text(text + '\n[[dropped]]\nid = "kenmerk"\nsince = "9.0"\n', "utf-8")
    assert check_template(folder, "memo", published=published).findings == ()


def test_a_dropped_field_is_named(folder: Path) -> None:
    published = read_pack(folder)
    manifest = folder / "memo" / "manifest.toml"
    text = manifest.read_text("utf-8")
    begin = text.index('  [[section.field]]\n  id = "cc"')
    end = text.index("  [[section.field]]", begin + 5)
    manifest.write_text(text[:begin] + text[end:], "utf-8")
    docx = changed("haarlem/memo", replacing(14, "if cc", "if afdeling"),
                   replacing(16, "{% for regel in cc %}{{ regel }}{% if not loop.last %}\n{% endif %}{% endfor %}", "{{ afdeling }}"))  # fmt: skip
    (folder / "memo" / "template.docx").write_bytes(docx)
    found = check_template(folder, "memo", published=published).findings
    assert [(each.rule, each.repair.kind if each.repair else "") for each in found] == [
        ("fields.dropped", "say_dropped")
    ]


_SCRAPS = st.sampled_from(
    ['"', "[", "]", "\n", " = ", "true", "12", "[[section]]\n", "[[section.field]]\n", "[[section.field.field]]\n",
     'id = "x"\n', 'kind = "group"\n', "[section]\n", 'shown_if = "a b"\n', "\ufeff", "\0"]
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(accidents=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 60), _SCRAPS), min_size=1, max_size=3))
def test_no_accident_to_a_manifest_raises_and_lines_are_there(
    folder: Path, accidents: list[tuple[float, int, str]]
) -> None:
    text = (TEMPLATES / "haarlem" / "memo" / "manifest.toml").read_text("utf-8")
    for place, lost, new in accidents:
        at = int(place * len(text))
        text = text[:at] + new + text[at + lost :]
    (folder / "memo" / "manifest.toml").write_text(text, "utf-8")
    for finding in check_template(folder, "memo").findings:
        assert finding.sentence
        assert finding.spot.line <= text.count("\n") + 1


class TestCommandLine:
    def run(self, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
        code = main(["templates", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    def test_a_good_pack_gives_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _err = self.run(capsys, "check", str(TEMPLATES / "haarlemmermeer"))
        assert (code, out) == (0, "")

    def test_findings_are_told_with_place_and_rule(
        self, folder: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        docx = changed("haarlem/memo", paragraph_after(27, "{{ onderwrp }}"))
        (folder / "memo" / "template.docx").write_bytes(docx)
        code, out, _err = self.run(capsys, "check", str(folder / "memo"))
        assert code == 1
        assert "memo/template.docx" in out
        assert "alinea 29" in out
        assert "[tags.unknown]" in out
        code, out, _err = self.run(capsys, "check", str(folder / "memo"), "--json")
        found = json.loads(out)
        assert code == 1
        assert [(each["rule"], each["places"][0]["paragraph"]) for each in found] == [("tags.unknown", 29)]
        assert found[0]["repair"]["kind"] == "replace_text"

    def test_a_pack_that_is_not_there_can_not_be_checked(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, _out, err = self.run(capsys, "check", "nergens")
        assert code == 2
        assert "nergens" in err

    def test_an_installed_type_is_checked_by_its_id(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert self.run(capsys, "check", "haarlem/memo")[0] == 0

    def test_placeholders_are_listed(self, capsys: pytest.CaptureFixture[str]) -> None:
        code, out, _err = self.run(capsys, "fields", "haarlem/memo")
        assert code == 0
        assert "{{p tekst }}" in out
        listed = json.loads(self.run(capsys, "fields", "haarlem/memo", "--json")[1])
        assert {"onderwerp", "bijlagen.titel", "bijlagen_lijst", "status"} <= {
            each["name"] for each in listed
        }
