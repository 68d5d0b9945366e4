"""Every character that is typed is printed as typed, or named before anything leaves."""

import pytest

from briefmaker.errors import RefusedExport
from briefmaker.output import missing_glyphs, text_of_docx, text_of_pdf
from briefmaker.output.characters import bare, clusters
from briefmaker.output.fonts import FontLibrary
from tests.output.word_files import bullet, cell, document, heading, link, paragraph, row, run, table


def letters_of(texts):
    return [bare(text) for text in texts if bare(text)]


ODD = {
    "markup": "R&D <BV> {{ x }} {% raw %} \\ \" ' € 😀",
    "emoji in a row": "😀😃 👍👍🏽👍🏿 👩🏽‍🚀 👨‍👩‍👧 🏳️‍🌈 ❤️‍🔥",
    "keycaps and flags": "1️⃣ #️⃣ 🇳🇱🇧🇪 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ☎︎ ☎️ ⚕️",
    "soft hyphens and joiners": "af\u00adbreken a\u200bb a\u200dc a\u200cd \u2060e\ufeff",
    "marks of direction": "a\u200e b\u200f c\u202ed\u202c e\u2066f\u2069",
    "composed and not": "é e\u0301 ä a\u0308 g\u0301 q\u0323\u0301 ñ n\u0303",
    "hebrew": "shalom: שלום עולם, 123. ok",
    "arabic": "سلام, مرحبا 12 ok",
    "greek and cyrillic": "Ωμέγα Привіт µ μ Ω ∆ Δ",
    "mathematics": "x² ≤ ∑ √2 ∞ 𝔸 ∈ ℝ ½ ⅞ − – —",
    "signs": "→ ⇒ ✓ ☑ ☐ ⚖ ★ § ¶ † ‡ • … ‰ № ™ ℓ",
    "spaces": "a\u00a0b\u202fc\u2009d\u2003e\u3000f\u2028g",
    "hyphens": "a-b a\u2010b a\u2011b",
    "ligatures": "office ﬁn ﬂuit ĳs ǆ",
    "dutch": "coördinator reünie ’s-Gravenhage Ĳ ĳ geïnd",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_characters_come_out_as_typed(engine, text):
    letter = document(
        heading(text),
        paragraph(f"Vooraf {text} en daarna."),
        paragraph(runs=run("vet ", "<w:b/>") + run(text, "<w:b/>") + link(text)),
        bullet(text),
        table(row(cell("kop"), header=True), row(cell(text)), columns=1),
    )
    assert missing_glyphs(letter) == ()
    pdf = engine.pdf(letter, title=text)
    assert letters_of(text_of_pdf(pdf)) == letters_of(text_of_docx(letter))
    assert engine.validate(pdf) == ()


def test_no_space_appears_in_a_word_with_invisible_characters(engine):
    letter = document(paragraph("af\u00adbreken Gemeente/Jeugd a\u200bb tel\u200e123 einde"))
    assert text_of_pdf(engine.pdf(letter, title="Brief")) == ("afbreken Gemeente/Jeugd ab tel123 einde",)


def test_a_skin_tone_is_read_back_although_the_glyph_has_none(engine):
    letter = document(paragraph("👍🏽 en 👍"))
    assert text_of_pdf(engine.pdf(letter, title="Brief")) == ("👍🏽 en 👍",)


@pytest.mark.slow
def test_every_character_of_every_bundled_font_is_printed(engine):
    library = FontLibrary.bundled()
    points = sorted(set().union(*(library.regular(family).coverage for family in library.families)))
    typed = [chr(point) for point in points if point >= 0x20 and not 0x7F <= point < 0xA0]
    assert len(typed) > 9000
    for start in range(0, len(typed), 3000):
        letter = document(*(paragraph(f"a{character}b") for character in typed[start : start + 3000]))
        pdf = engine.pdf(letter, title="Brief")
        assert letters_of(text_of_pdf(pdf)) == letters_of(text_of_docx(letter))


def test_what_no_font_has_is_named_before_export(engine):
    letter = document(paragraph("Geachte 漢字, \ue000 en \x85 en 漢."))
    assert missing_glyphs(letter) == ("漢", "字", "\ue000", "\x85")
    with pytest.raises(RefusedExport, match=r"漢 \(U\+6F22\), 字 \(U\+5B57\), U\+E000, U\+0085") as told:
        engine.pdf(letter, title="Brief")
    assert [problem.rule for problem in told.value.problems] == ["pdf.missing-glyph"]
    assert "Word-document" in str(told.value)


def test_what_no_font_has_is_found_in_a_page_header_too(engine):
    letter = document(paragraph("Brief"), header="Gemeente 漢")
    assert missing_glyphs(letter) == ("漢",)
    with pytest.raises(RefusedExport):
        engine.pdf(letter, title="Brief")


def test_a_preview_shows_a_stand_in_for_what_no_font_has(engine):
    preview = engine.preview(document(paragraph("Geachte 漢 lezer")))
    assert preview.missing == ("漢",)
    assert text_of_pdf(preview.pdf) == ("Geachte \ufffd lezer",)


def test_a_label_sign_that_no_font_has_is_refused(engine):
    from io import BytesIO
    from zipfile import ZipFile

    stream = BytesIO()
    with ZipFile(BytesIO(document(bullet("punt")))) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace("•".encode(), "漢".encode()))
    with pytest.raises(RefusedExport):
        engine.pdf(stream.getvalue(), title="Brief")


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("abc", ["a", "b", "c"]),
        ("e\u0301a", ["e\u0301", "a"]),
        ("👩🏽\u200d🚀x", ["👩🏽\u200d🚀", "x"]),
        ("🇳🇱🇧🇪", ["🇳🇱", "🇧🇪"]),
        ("1\ufe0f\u20e32", ["1\ufe0f\u20e3", "2"]),
        ("a\u200db", ["a\u200d", "b"]),
    ],
)
def test_what_belongs_together_is_not_torn(text, pieces):
    assert list(clusters(text)) == pieces
