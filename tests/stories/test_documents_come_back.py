"""Each sample, printed by us and by LibreOffice as Word document and as PDF, imports to the same answers.

What can't come back is listed here, each with its reason.
"""

from __future__ import annotations

import datetime
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefmaker.app.importing import ImportedLetter, import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import open_letter
from briefmaker.app.typesetting import Typesetter
from briefmaker.forms.filling import fill
from briefmaker.forms.logic import worked_out
from briefmaker.letter.answers import Answer, Answers, Entry
from briefmaker.letter.body import Body
from briefmaker.output import EmbeddedEngine
from briefmaker.output.office import find_soffice
from briefmaker.places import resources_folder

TODAY = datetime.date(2026, 11, 23)
PACKS = installed_packs()
NOT_READ_BACK = {
    "haarlem/wethoudersbrief/voorbeeld_concept": "what is missing prints as a gap",
    "haarlem/wethoudersbrief/voorbeeld_bijlagen": "several texts behind a letter come back as one",
}
SAMPLES = {
    f"{name}/{sample.stem}": (name, sample)
    for name, found in PACKS.types.items()
    for sample in found.samples
    if f"{name}/{sample.stem}" not in NOT_READ_BACK
}
TAGGED = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
WORD, PDF = "docx", "pdf"
EMPTY = [{"type": "paragraph", "inlines": []}]
"""What an empty cell holds in Word."""

DIFFERENCES = {
    # (type, field, what it came from): why the answer is another
    ("haarlem/raadsvoorstel", "openbaarheid", ""): "the default, which is not printed",
    ("haarlem/informatienota", "eerdere_besluiten", PDF): "a line that happens to be full is no end",
    ("haarlem/informatienota", "kernboodschap", PDF): "a motto is a paragraph there",
    ("haarlem/opdrachtformulering", "afbakening", ""): "its house style has no letters before items",
    ("haarlem/opdrachtformulering", "resultaat", PDF): "a PDF leaves out no heading level",
    ("haarlem/opdrachtformulering", "werkwijze", PDF): "a page ends between two names",
}


@dataclass(frozen=True)
class Printed:
    """The files of all samples, by what they are and by name."""

    folders: dict[str, Path]

    def file(self, sample: str, kind: str) -> Path:
        ending = PDF if kind.endswith(PDF) else WORD
        return self.folders[kind] / f"{sample.replace('/', '_')}.{ending}"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    folder = tmp_path_factory.mktemp("gedrukt")
    folders = {kind: folder / kind for kind in ("docx", "pdf", "lodocx", "lopdf")}
    for each in folders.values():
        each.mkdir()
    engine = EmbeddedEngine()
    try:
        for sample, (name, path) in SAMPLES.items():
            letter = fill(PACKS.type(name).type, open_letter(path).answers, TODAY).letter
            docx = Typesetter(PACKS).typeset(letter).docx  # without the letter file in it
            made = Printed(folders)
            made.file(sample, "docx").write_bytes(docx)
            made.file(sample, "pdf").write_bytes(engine.pdf(docx, title=letter.title))
    finally:
        engine.close()
    if (soffice := find_soffice()) is not None:
        files = [str(path) for path in sorted(folders["docx"].iterdir())]
        # A machine without these fonts would slant upright letters, which no PDF calls italic.
        data = folder / "data"
        data.mkdir()
        (data / "fonts").symlink_to(resources_folder() / "fonts", target_is_directory=True)
        environment = {**os.environ, "XDG_DATA_HOME": str(data)}
        for kind, filter_name in (("lodocx", "docx:MS Word 2007 XML"), ("lopdf", TAGGED)):
            subprocess.run(
                [str(soffice), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
                 "--convert-to", filter_name, "--outdir", str(folders[kind]), *files],
                check=True, capture_output=True, timeout=240, env=environment,
            )  # fmt: skip
    return Printed(folders)


def plain(answer: Answer) -> Any:
    """An answer as JSON without ids."""

    def without_ids(value: Any) -> Any:
        if isinstance(value, dict):
            bare = {key: without_ids(each) for key, each in value.items() if key != "id"}
            return {**bare, "blocks": bare["blocks"] or EMPTY} if "row_span" in bare else bare
        return [without_ids(each) for each in value] if isinstance(value, list) else value

    if isinstance(answer, Body):
        return without_ids(answer.model_dump(mode="json"))
    if isinstance(answer, tuple):
        return [
            {name: plain(value) for name, value in each.values.items() if value}
            if isinstance(each, Entry)
            else [each.title, plain(each.body)]
            for each in answer
        ]
    return answer


def words_in(text: Body) -> list[str]:
    return " ".join(text.texts()).split()


def differing(wanted: Answers, got: Answers) -> dict[str, tuple[str, str]]:
    fields = dict.fromkeys([*wanted, *got])
    pairs = {field: (wanted.get(field, ""), got.get(field, "")) for field in fields}
    return {
        field: (json.dumps(plain(one))[:3000], json.dumps(plain(other))[:3000])
        for field, (one, other) in pairs.items()
        if (one or other) and plain(one) != plain(other)
    }


@pytest.mark.parametrize("kind", ["docx", "pdf", "lodocx", "lopdf"])
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_imports_to_the_same_answers(printed: Printed, sample: str, kind: str) -> None:
    if kind.startswith("lo") and find_soffice() is None:
        pytest.skip("no LibreOffice here")
    name, path = SAMPLES[sample]
    back: ImportedLetter = import_letter(PACKS, printed.file(sample, kind), "", TODAY)
    asked = PACKS.type(name).type
    assert back.letter.document_type == name
    assert back.type_is_certain
    ending = PDF if kind.endswith(PDF) else WORD
    differences = {
        field: texts
        for field, texts in differing(
            # What follows from other answers may be typed or not: it prints the same.
            worked_out(asked, open_letter(path).answers, TODAY).answers,
            worked_out(asked, back.letter.answers, TODAY).answers,
        ).items()
        if (name, field, "") not in DIFFERENCES and (name, field, ending) not in DIFFERENCES
    }
    assert not differences
    assert not back.report.unplaced
    # Where the form of a text can't come back, its words do, in their order.
    for of, field, came_from in DIFFERENCES:
        if of == name and came_from in ("", ending):
            wanted = open_letter(path).answers.get(field, "")
            if isinstance(wanted, Body):
                assert words_in(back.letter.answers.body(field)) == words_in(wanted), field
