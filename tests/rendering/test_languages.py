"""A letter in another language than its template is so in Word: for its spelling, and for reading aloud."""

from __future__ import annotations

import datetime
import re

import pytest

from briefmaker.letter.letter import DatePart, EnclosuresPart, Letter
from briefmaker.rendering import CompiledTemplate, compile_template
from tests.rendering.letters import body, letter, par, png
from tests.rendering.word_files import STYLES, p, parts, shipped_letter, styles_xml, with_parts, word_file

REAL = shipped_letter()
RUN = '<w:p><w:r><w:rPr><w:lang w:val="{tag}"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'
BODY = (
    RUN.format(tag="nl-NL", text="vast")
    + RUN.format(tag="fr-FR", text="à bientôt")
    + p("{{ onderwerp }} {{ datum }}")
)
DAY = DatePart(day=datetime.date(2026, 8, 18))


def in_language(tag: str) -> Letter:
    return letter(onderwerp="Park", datum=DAY).model_copy(update={"language": tag})


def shipped(template: CompiledTemplate) -> Letter:
    """A letter for the shipped template."""
    texts = dict.fromkeys(template.placeholders - {"brieftekst", "bijlagen"}, "x")
    return letter(**texts, brieftekst=body(par("Een tekst.")), bijlagen=EnclosuresPart())


def languages(xml: bytes) -> list[str]:
    return re.findall(r'<w:lang [^>]*w:val="([^"]*)"', xml.decode())


def test_letters_in_the_template_s_own_language_are_as_they_were() -> None:
    template = compile_template(REAL, STYLES)
    given = shipped(template)
    made = parts(template.render(given).docx)
    kept = parts(REAL)
    for name in ("word/styles.xml", "word/settings.xml", "word/numbering.xml"):
        assert made[name] == kept[name], name
    template.render(given.model_copy(update={"language": "en-GB"}))
    assert parts(template.render(given).docx) == made


def test_a_letter_in_english_is_so_in_the_styles_and_the_settings() -> None:
    template = compile_template(REAL, STYLES)
    given = shipped(template)
    made = parts(template.render(given.model_copy(update={"language": "en-GB"})).docx)
    assert languages(made["word/styles.xml"]) == ["en-GB"]
    assert b'<w:themeFontLang w:val="en-GB"/>' in made["word/settings.xml"]
    assert b"<dc:language>en-GB</dc:language>" in made["docProps/core.xml"]
    assert not [name for name, data in made.items() if b"nl-NL" in data]


def test_what_stands_in_the_template_s_language_follows_and_what_is_french_stays() -> None:
    template = compile_template(word_file(BODY, headers=(p("{{ onderwerp }}"),)), STYLES)
    assert languages(parts(template.render(in_language("nl-NL")).docx)["word/document.xml"]) == [
        "nl-NL",
        "fr-FR",
    ]
    made = parts(template.render(in_language("en-GB")).docx)["word/document.xml"]
    assert languages(made) == ["en-GB", "fr-FR"]
    assert "Park 18 August 2026" in made.decode()


@pytest.mark.parametrize(
    "defaults",
    [
        "",
        "<w:docDefaults/>",
        "<w:docDefaults><w:pPrDefault/></w:docDefaults>",
        "<w:docDefaults><w:rPrDefault/></w:docDefaults>",
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>',
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US"/></w:rPr></w:rPrDefault></w:docDefaults>',
    ],
)
def test_a_template_that_does_not_say_its_language_says_it_in_english(defaults: str) -> None:
    sheet = re.sub(
        r"(<w:styles[^>]*>)", rf"\1{defaults}", styles_xml().split("<w:docDefaults", 1)[0], count=1
    )
    if "<w:docDefaults" in styles_xml():
        sheet += styles_xml().split("</w:docDefaults>", 1)[1]
    docx = with_parts(word_file(BODY), {"word/styles.xml": sheet.encode()})
    made = parts(compile_template(docx, STYLES).render(in_language("en-GB")).docx)["word/styles.xml"]
    assert re.search(
        r'<w:docDefaults><w:rPrDefault><w:rPr>(<w:sz [^>]*/>)?<w:lang w:val="en-GB"/></w:rPr>',
        made.decode(),
    )


def test_another_mark_and_another_language_go_together() -> None:
    template = compile_template(REAL, STYLES)
    given = shipped(template)
    mark = png(9, 4)
    english = given.model_copy(update={"language": "en-GB"})
    made = [parts(template.render(each, mark=mark).docx) for each in (given, english, given, english)]
    assert [languages(each["word/styles.xml"]) for each in made] == [["nl-NL"], ["en-GB"]] * 2
    assert all(each["word/media/briefmaker-merk.png"] == mark for each in made)
    assert made[0] == made[2]
    assert made[1] == made[3]


def test_a_template_is_made_ready_once_for_each_language() -> None:
    template = compile_template(word_file(BODY), STYLES, language="en-GB")
    assert languages(parts(template.render(in_language("en-GB")).docx)["word/document.xml"])[0] == "nl-NL"
    template.render(in_language("de-DE"))
    ready = dict(template._variants)
    template.render(in_language("de-DE"))
    assert template._variants == ready
    assert len(ready) == 1
