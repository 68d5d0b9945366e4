"""Every sample of Haarlem, printed in Word, is imported to what was filled in, its kind recognised."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefmaker.app.importing import import_letter
from briefmaker.app.installed import installed_packs
from briefmaker.letter.answers import Answer, Enclosure
from briefmaker.letter.body import Body
from tests.rendering.readable import without_ids
from tests.templates.haarlem_types import SAMPLES, TODAY, answers_of, word_file


def _known(answer: Answer) -> Any:
    """An answer without the ids of its blocks, which are made anew."""
    if isinstance(answer, Body):
        return without_ids(answer)
    if isinstance(answer, str):
        return answer
    return [
        (each.title, without_ids(each.body))
        if isinstance(each, Enclosure)
        else {name: _known(value) for name, value in each.values.items() if value}
        for each in answer
    ]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_sample_comes_back_from_its_word_document(sample: str, tmp_path: Path) -> None:
    source = tmp_path / "document.docx"
    source.write_bytes(word_file(sample))
    imported = import_letter(installed_packs(), source, "", TODAY)
    assert imported.letter.document_type == f"haarlem/{sample.partition('/')[0]}"
    assert not imported.report.unplaced
    wanted, got = answers_of(sample), imported.letter.answers
    switches = {name for name in {*wanted, *got} if name.startswith("met_")}
    assert {name: _known(got[name]) for name in got if got[name] and name not in switches} == {
        name: _known(wanted[name]) for name in wanted if wanted[name] and name not in switches
    }
