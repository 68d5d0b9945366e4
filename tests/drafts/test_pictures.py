"""Pictures in letter files and drafts: once, whole, and never in the way."""

import json
import os
import zipfile
from io import BytesIO

import pytest

from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.letter_file import (
    LetterFile,
    letter_hash,
    letter_json,
    read_letter_file,
    write_letter_file,
)
from briefmaker.errors import UnreadableLetter
from briefmaker.letter.answers import Answers, Enclosure
from briefmaker.letter.body import Body, Cell, Image, Paragraph, Row, Table
from tests.drafts.strategies import PICTURES

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256))


def letter_with(*pictures: bytes) -> LetterFile:
    """A letter with pictures in its text, and the first once more in a table of an enclosure."""
    images = tuple(Image(id=f"i{n}", data=data, alt="Een kaart") for n, data in enumerate(pictures))
    table = Table(rows=(Row(cells=(Cell(blocks=images[:1]),)),))
    return LetterFile(
        "p/t",
        "1",
        Answers(
            {
                "brieftekst": Body(blocks=(Paragraph(id="a"), *images)),
                "bijlagen": (Enclosure(title="Kaart", body=Body(blocks=(table,))),),
            }
        ),
    )


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def pictures_in(letter: LetterFile) -> list[bytes]:
    return [block.data for block in letter.answers.body("brieftekst").blocks if isinstance(block, Image)]


def test_a_picture_lies_once_in_the_file_under_its_hash():
    letter = letter_with(PICTURES[0], JPEG, PICTURES[0])
    parts = members(write_letter_file(letter))
    assert [name.rpartition(".")[2] for name in parts] == ["json", "png", "jpg"]
    assert set(parts.values()) >= {PICTURES[0], JPEG}
    assert b"data" not in parts["letter.json"]
    assert read_letter_file(write_letter_file(letter)) == letter


def test_a_bare_letter_holds_its_pictures_itself_and_has_the_same_hash():
    letter = letter_with(PICTURES[0], JPEG)
    again = read_letter_file(letter_json(letter))
    assert again == letter
    assert letter_hash(again) == letter_hash(read_letter_file(write_letter_file(letter)))
    assert letter_hash(letter_with(PICTURES[1], JPEG)) != letter_hash(letter)


def test_a_picture_that_is_not_in_the_file_leaves_its_place():
    parts = members(write_letter_file(letter_with(PICTURES[0], JPEG)))
    gone = packed({name: content for name, content in parts.items() if not name.endswith("jpg")})
    letter = read_letter_file(gone)
    assert pictures_in(letter) == [PICTURES[0], b""]
    assert letter.answers.body("brieftekst").blocks[2].alt == "Een kaart"
    assert read_letter_file(write_letter_file(letter)) == letter


def test_a_picture_that_is_not_what_its_name_says_leaves_its_place():
    parts = members(write_letter_file(letter_with(PICTURES[0])))
    changed = {name: PICTURES[1] if name.endswith("png") else content for name, content in parts.items()}
    assert pictures_in(read_letter_file(packed(changed))) == [b""]


@pytest.mark.parametrize("data", ["PHNjcmlwdD4=", "geen base64", 3, None, "aGFsbG8"])
def test_what_is_no_picture_is_not_taken_for_one(data):
    block = {"type": "image", "id": "i", "alt": "x", "data": data}
    raw = {"format": 1, "document_type": "p/t", "answers": {"brieftekst": {"blocks": [block]}}}
    assert pictures_in(read_letter_file(json.dumps(raw).encode())) == [b""]
    hidden = json.dumps(raw).replace('"image"', '"\\u0069mage"').encode()
    assert pictures_in(read_letter_file(hidden)) == [b""]


def test_a_name_that_climbs_out_of_the_file_finds_nothing():
    block = {"type": "image", "id": "i", "alt": "x", "file": "../../etc/passwd"}
    raw = {"format": 1, "document_type": "p/t", "answers": {"brieftekst": {"blocks": [block]}}}
    assert pictures_in(read_letter_file(packed({"letter.json": json.dumps(raw).encode()}))) == [b""]


def test_a_picture_that_unpacks_to_gigabytes_is_refused_at_once():
    name = "images/" + "0" * 64 + ".png"
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("letter.json", members(write_letter_file(letter_with()))["letter.json"])
        with archive.open(name, "w") as stream:
            for _ in range(300):
                stream.write(bytes(1_000_000))
    assert len(made.getvalue()) < 1_000_000
    with pytest.raises(UnreadableLetter, match="groter"):
        read_letter_file(made.getvalue())


def test_a_picture_that_stands_twice_in_the_zip_is_refused():
    data = write_letter_file(letter_with(PICTURES[0]))
    made = BytesIO(data)
    name = next(name for name in members(data) if name.endswith("png"))
    with zipfile.ZipFile(made, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(name, PICTURES[1])
    with pytest.raises(UnreadableLetter):
        read_letter_file(made.getvalue())


def test_a_draft_is_written_without_the_pictures_it_has_written_before(tmp_path):
    store = DraftStore(tmp_path)
    large = PICTURES[0] + os.urandom(2_000_000)
    draft = Draft(letter_with(large), title="Met kaart")
    store.write("d1", draft)
    sizes = {path.name.rpartition(".")[2]: path.stat().st_size for path in tmp_path.glob("*/*")}
    assert sizes["picture"] == len(large)
    assert sizes["draft"] < 2_000
    kept = next(tmp_path.glob("*/*.picture"))
    before = kept.stat().st_mtime_ns
    store.write("d1", draft)
    assert kept.stat().st_mtime_ns == before
    store.close()
    # The program ended without closing its letters: all of it comes back, pictures too.
    again = DraftStore(tmp_path)
    (found,) = again.recoverable()
    assert found.draft.letter == draft.letter
    again.remove("d1")
    assert not list(tmp_path.glob("*/*"))
    again.close()


def test_a_draft_whose_picture_is_gone_is_still_a_letter(tmp_path):
    store = DraftStore(tmp_path)
    store.write("d1", Draft(letter_with(PICTURES[0]), title="Met kaart"))
    store.close()
    next(tmp_path.glob("*/*.picture")).unlink()
    again = DraftStore(tmp_path)
    (found,) = again.recoverable()
    assert pictures_in(found.draft.letter) == [b""]
    again.close()
