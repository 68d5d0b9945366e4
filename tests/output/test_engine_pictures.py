"""Pictures of every kind are drawn by the embedded engine, in their own colour."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image as Pillow

from briefmaker.letter.body import Image
from briefmaker.output.engine_pictures import pictures_to_replace
from briefmaker.output.fonts import FontLibrary
from briefmaker.output.laying_out import lay_out
from briefmaker.output.word_document import WordDocument
from briefmaker.rendering import compile_template
from tests.rendering.letters import body, letter
from tests.rendering.word_files import STYLES, p, word_file


def picture(mode: str, kind: str) -> bytes:
    """A grey picture, as every mode can hold it."""
    made = Pillow.new("L", (200, 100), 90).convert("RGB")
    if mode == "I;16":
        made = Pillow.new("I;16", (200, 100), 90 * 257)
    elif mode != "RGB":
        made = made.quantize(4) if mode == "P" else made.convert(mode)
    out = io.BytesIO()
    made.save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("P", "PNG"),
        ("I;16", "PNG"),
        ("L", "PNG"),
        ("RGB", "PNG"),
        ("RGBA", "PNG"),
        ("L", "JPEG"),
        ("RGB", "JPEG"),
    ],
)
def test_a_picture_is_drawn(project_root: Path, mode: str, kind: str) -> None:
    text = body(Image(data=picture(mode, kind), alt="Grijs vlak"))
    docx = compile_template(word_file(p("{{p brieftekst }}")), STYLES).render(letter(brieftekst=text)).docx
    library = FontLibrary.of_folder(project_root / "resources" / "fonts")
    pdf = lay_out(WordDocument.of_bytes(docx), library).pdf
    document = pypdfium2.PdfDocument(pdf)
    try:
        colours = document[0].render(scale=1).to_pil().convert("L").getcolors(256)
    finally:
        document.close()
    assert sum(count for count, colour in colours if 80 <= colour <= 100) > 5_000


def test_what_the_engine_draws_and_what_cannot_be_read_stay_as_they_are() -> None:
    plain = {"word/media/a.png": picture("RGB", "PNG"), "word/media/b.jpeg": picture("RGB", "JPEG")}
    broken = {"word/media/c.png": picture("P", "PNG")[:60], "word/document.xml": b"\xff\xd8"}
    assert pictures_to_replace(plain | broken) == {}
