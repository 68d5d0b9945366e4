"""The mark that the user chose: on the documents of the organisation it is of, and on no other's."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path

import pytest

from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import new_letter
from briefmaker.app.own_mark import OwnMark
from briefmaker.app.settings import mark_of
from briefmaker.app.typesetting import Typesetter
from briefmaker.drafts.settings import Settings
from briefmaker.forms.filling import fill

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def image(project_root: Path) -> Path:
    return project_root / "templates" / "haarlem" / "huisstijlen" / "vanaf-2018" / "merk.png"


def mark_on(document_type: str, own: OwnMark | None) -> bytes:
    """The picture in the head of a new document."""
    packs = installed_packs()
    letter = new_letter(packs, document_type, TODAY)
    filled = fill(packs.type(document_type).type, letter.answers, TODAY)
    docx = Typesetter(packs, mark=own).typeset(filled.letter).docx
    with zipfile.ZipFile(io.BytesIO(docx)) as word:
        links = "".join(word.read(n).decode() for n in word.namelist() if "_rels/header" in n)
        (target,) = re.findall(r'Target="(media/[^"]+)"', links)
        return word.read(f"word/{target}")


@pytest.mark.parametrize("pack", ["", "haarlemmermeer"])
def test_a_mark_stands_on_the_documents_of_its_organisation(image: Path, pack: str) -> None:
    own = mark_of(Settings(mark_file=str(image), mark_pack=pack))
    assert mark_on("haarlemmermeer/brief", own) == image.read_bytes()


def test_documents_of_another_organisation_keep_their_mark(image: Path) -> None:
    own = mark_of(Settings(mark_file=str(image), mark_pack="haarlem"))
    assert mark_on("haarlemmermeer/brief", own) == mark_on("haarlemmermeer/brief", None) != image.read_bytes()
