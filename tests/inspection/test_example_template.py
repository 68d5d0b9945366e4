"""The example template that is made of a manifest: every field has its place, in the looks of the house."""

import re
import shutil
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from briefmaker.__main__ import main
from briefmaker.inspection.example_template import example_template
from briefmaker.inspection.word_file import WordFile
from briefmaker.letter.document_type import BodyStyles, FieldKind
from briefmaker.output import text_of_docx
from briefmaker.packs.reading import InstalledType, Pack, read_pack

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
SHIPPED = sorted(
    path.parent.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/*/manifest.toml")
)
NOT_PRINTED = {FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE}


@pytest.fixture(params=SHIPPED)
def shipped(request: pytest.FixtureRequest) -> tuple[Pack, InstalledType]:
    """Each document type that comes along, with its pack."""
    pack = read_pack(TEMPLATES / request.param.partition("/")[0])
    return pack, next(each for each in pack.types if each.type.id == request.param)


def looks_of(pack: Pack) -> bytes:
    return next(reversed(pack.house_styles.values())).docx


def test_every_field_has_a_place(shipped: tuple[Pack, InstalledType]) -> None:
    pack, found = shipped
    made = WordFile.of(example_template(found.type, looks_of(pack)))
    tags = " ".join(
        tag
        for paragraph in made.document.paragraphs
        for tag in re.findall(r"\{\{.*?\}\}|\{%p? for .*?%\}", paragraph.text)
    )
    without = [
        field.id
        for field in found.type.fields.values()
        if field.kind not in NOT_PRINTED and not re.search(rf"\b{field.id}\b", tags)
    ]
    assert not without


@pytest.mark.parametrize("dressed", [True, False], ids=["house style", "plain"])
def test_it_is_a_word_document_as_the_standard_has_it(
    shipped: tuple[Pack, InstalledType], dressed: bool, tmp_path: Path
) -> None:
    pack, found = shipped
    path = tmp_path / "template.docx"
    path.write_bytes(example_template(found.type, looks_of(pack) if dressed else None))
    # The checker asks for a theme, which Word and the standard do without.
    errors = [error.description for error in OpenXmlValidator().validate(path).errors]
    assert [error for error in errors if "relationships/theme" not in error] == []


def test_the_samples_come_out_of_it_whole(
    shipped: tuple[Pack, InstalledType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack, found = shipped
    folder = tmp_path / "packs" / pack.info.id
    shutil.copytree(TEMPLATES / pack.info.id, folder)
    own = folder / found.type.id.partition("/")[2]
    (own / "template.docx").write_bytes(example_template(found.type, looks_of(pack)))
    monkeypatch.setenv("BRIEFMAKER_PACKS", str(tmp_path / "packs"))
    with_theirs, with_ours = tmp_path / "theirs.docx", tmp_path / "ours.docx"
    assert main(["render", str(found.samples[0]), "-o", str(with_ours)]) == 0
    monkeypatch.delenv("BRIEFMAKER_PACKS")
    assert main(["render", str(found.samples[0]), "-o", str(with_theirs)]) == 0
    labels = {word for field in found.type.fields.values() for word in _words(field.label)}
    fixed = {word for each in WordFile.of(found.template).parts for word in _words_of(each.root)}
    lost = _printed(with_theirs) - _printed(with_ours) - fixed - labels
    assert not lost


def _words_of(root: object) -> set[str]:
    return _words(" ".join(root.itertext()))  # type: ignore[attr-defined]


def _printed(path: Path) -> set[str]:
    return _words(" ".join(text_of_docx(path.read_bytes())))


def test_without_a_house_style_it_has_every_style_that_texts_are_written_in() -> None:
    pack = read_pack(TEMPLATES / "haarlem")
    sheet = WordFile.of(example_template(pack.types[0].type)).related("styles")
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    names = {style.find(f"{w}name").get(f"{w}val") for style in sheet.iter(f"{w}style")}
    wanted = BodyStyles()
    roles = (wanted.paragraph, *wanted.headings, *wanted.bullets, *wanted.numbers, wanted.quote, wanted.table)
    assert {
        *roles,
        wanted.strong,
        wanted.emphasis,
        wanted.link,
        wanted.table_text,
        wanted.table_heading,
    } <= names


def _words(text: str) -> set[str]:
    return {word.strip(",.:;()") for word in text.split()} - {""}
