# ruff: noqa: E501
"""The finished file: what it says about itself, what it carries along, and that it is written whole."""

from __future__ import annotations

import datetime
import io
import posixpath
import re
import struct
import zipfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from lxml import etree

from briefmaker.errors import RenderingFailed
from briefmaker.letter.body import Body, Paragraph, Text
from briefmaker.letter.letter import EnclosuresPart
from briefmaker.rendering import compile_template, embedded_letter, letter_in_docx
from briefmaker.rendering.body_writer import BodyWriter
from tests.rendering.letters import body, items, letter, par
from tests.rendering.word_files import STYLES, W, p, parts, shipped_letter, with_parts, word_file

ROOT = Path(__file__).parents[2] / "templates" / "haarlem"
REAL = shipped_letter()
LETTER = letter(onderwerp="Meer & groen", brieftekst=body(par("Een"), items("a", "b", kind="numbered")))
TEMPLATE = word_file(p("{{ onderwerp }}") + p("{{p brieftekst }}"))


def docx(**how: object) -> bytes:
    return compile_template(TEMPLATE, STYLES).render(LETTER, **how).docx


# --- Properties and privacy -------------------------------------------------------------------------


def test_the_document_says_what_it_is_and_not_whose_template_it_was() -> None:
    core = parts(docx())["docProps/core.xml"].decode()
    assert "<dc:title>Titel</dc:title>" in core
    assert "<dc:creator>A. Bee</dc:creator>" in core
    assert "<dc:language>nl-NL</dc:language>" in core
    assert "Sjabloon" not in core
    assert "created" not in core


def test_the_moment_of_making_is_written_when_it_is_given() -> None:
    moment = datetime.datetime(2026, 11, 23, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    assert b"2026-11-23T08:30:00Z" in parts(docx(created=moment))["docProps/core.xml"]


def test_nothing_of_the_template_maker_travels_along() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    extra = {
        "docProps/app.xml": b"<Properties><Company>Bureau Jansen</Company><Manager>Piet</Manager>"
        b"<Template>\\\\srv01\\jansen\\brief.dotx</Template></Properties>",
        "docProps/custom.xml": b"<Properties><p>Geheim kenmerk</p></Properties>",
        "docProps/thumbnail.jpeg": b"\xff\xd8voorbeeld",
        "word/settings.xml": f'<w:settings xmlns:w="{W}" xmlns:r="{office}"><w:zoom w:percent="100"/>'
        '<w:attachedTemplate r:id="rId1"/></w:settings>'.encode(),
        "word/_rels/settings.xml.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
        f'Type="{office}/attachedTemplate" TargetMode="External" Target="file:///c:/jansen/brief.dotx"/>'
        "</Relationships>".encode(),
        "_rels/.rels": f'<Relationships xmlns="{package}">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{package}/metadata/core-properties" Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{office}/extended-properties" Target="docProps/app.xml"/>'
        f'<Relationship Id="rId4" Type="{package}/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
        f'<Relationship Id="rId5" Type="{office}/custom-properties" Target="docProps/custom.xml"/>'
        "</Relationships>".encode(),
    }
    links = f'<Relationship Id="rId50" Type="{office}/settings" Target="settings.xml"/>'
    template = word_file(p("{{ onderwerp }}"), extra=extra, document_links=links)
    made = parts(compile_template(template, STYLES).render(LETTER).docx)
    everything = b"\n".join(made.values())
    for secret in (
        b"Jansen",
        b"jansen",
        b"Piet",
        b"brief.dotx",
        b"Geheim",
        b"voorbeeld",
        b"thumbnail",
        b"attachedTemplate",
    ):
        assert secret not in everything
    assert b"<w:zoom" in made["word/settings.xml"]
    assert "word/_rels/settings.xml.rels" not in made


def test_a_template_saved_by_libreoffice_gets_one_core_part() -> None:
    changed = parts(TEMPLATE)["_rels/.rels"].replace(
        b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
        b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties",
    )
    made = compile_template(with_parts(TEMPLATE, {"_rels/.rels": changed}), STYLES).render(LETTER).docx
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist().count("docProps/core.xml") == 1
    assert parts(made)["_rels/.rels"].count(b"core-properties") == 1


# --- The file ---------------------------------------------------------------------------------------


def test_equal_input_gives_equal_bytes() -> None:
    assert docx(letter_json=b"{}") == docx(letter_json=b"{}")


def test_every_part_has_a_content_type_and_every_relationship_a_target() -> None:
    made = parts(docx(letter_json=b'{"format":1}'))
    types = etree.fromstring(made["[Content_Types].xml"])
    named = {entry.get("PartName", "").lstrip("/") for entry in types}
    assert named - {""} <= made.keys()
    for name, data in made.items():
        if name.endswith(".rels"):
            folder = name.rsplit("_rels/", 1)[0]
            for link in etree.fromstring(data):
                if link.get("TargetMode") != "External":
                    target = link.get("Target")
                    full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                    assert full in made, (name, target)


def test_word_and_python_docx_can_open_it() -> None:
    import docx as python_docx

    opened = python_docx.Document(io.BytesIO(docx(letter_json=b"{}")))
    assert [paragraph.text for paragraph in opened.paragraphs] == ["Meer & groen", "Een", "a", "b"]


def test_letters_made_in_threads_equal_those_made_one_by_one() -> None:
    template = compile_template(TEMPLATE, STYLES)
    made = [letter(onderwerp=f"Brief {number}", brieftekst=body(par(str(number)))) for number in range(40)]
    alone = [template.render(one, letter_json=b"{}").docx for one in made]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda one: template.render(one, letter_json=b"{}").docx, made)) == alone


def test_a_letter_after_another_has_its_own_header_and_links() -> None:
    file = word_file(
        p("{{ onderwerp }}") + p("{{p brieftekst }}"), headers=(p("Ons kenmerk {{ ons_kenmerk }}"),)
    )
    template = compile_template(file, STYLES)
    for number in (1, 2, 2, 1):
        link = Paragraph(inlines=(Text(text="hier", link=f"https://example.nl/{number}"),))
        made = parts(
            template.render(letter(onderwerp="x", ons_kenmerk=f"{number}", brieftekst=body(link))).docx
        )
        assert f">{number}<" in made["word/header1.xml"].decode().replace("Ons kenmerk ", "")
        assert f"https://example.nl/{number}" in made["word/_rels/document.xml.rels"].decode()


@pytest.mark.parametrize("lists", [1, 8, 60])
def test_every_numbered_list_has_its_number_however_many_there_are(lists: int) -> None:
    text = body(*(items("a", "b", kind="numbered", start=7) for _ in range(lists)))
    made = parts(compile_template(TEMPLATE, STYLES).render(letter(onderwerp="x", brieftekst=text)).docx)
    numbering = etree.fromstring(made["word/numbering.xml"])
    used = {
        node.get(f"{{{W}}}val") for node in etree.fromstring(made["word/document.xml"]).iter(f"{{{W}}}numId")
    }
    starts = numbering.findall(f"{{{W}}}num[{{{W}}}lvlOverride]")
    assert {number.get(f"{{{W}}}numId") for number in starts} == used
    assert len(used) == lists


def test_a_renderer_that_loses_text_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    template = compile_template(TEMPLATE, STYLES)
    whole = BodyWriter.write
    for damage in (
        lambda xml: xml.replace(b"Een", b"En"),
        lambda xml: xml.replace(b"</w:p>", b"", 1) + b"</w:p>",
        lambda xml: b"",
        lambda xml: xml.replace(b"<w:t ", b"<w:tab/><w:t ", 1),
        lambda xml: xml.replace(b"a</w:t>", b"</w:t>").replace(b"b</w:t>", b"ab</w:t>"),
        lambda xml: xml.replace(b"</w:p>", b"</w:p><w:p></w:p>", 1),
        lambda xml: xml.replace(b"Een", b"Een\x0b"),
        lambda xml: xml.replace(b"Een", b"Een\xff"),
    ):
        monkeypatch.setattr(BodyWriter, "write", lambda self, text, damage=damage: damage(whole(self, text)))
        with pytest.raises(RenderingFailed):
            template.render(LETTER)


# --- The letter inside ------------------------------------------------------------------------------

JSON = b'{"format":1,"answers":{"onderwerp":"\xe2\x82\xac \\u0007"}}'


def test_a_letter_carries_its_letter_file_along() -> None:
    found = embedded_letter(docx(letter_json=JSON))
    assert found is not None
    assert found.letter_json == JSON
    assert found.text_is_unchanged
    assert letter_in_docx(docx(letter_json=JSON)) == JSON


def test_a_text_that_was_changed_in_word_is_noticed() -> None:
    made = docx(letter_json=JSON)
    changed = parts(made)["word/document.xml"].replace(b">Een<", b">Twee<")
    found = embedded_letter(with_parts(made, {"word/document.xml": changed}))
    assert found is not None
    assert not found.text_is_unchanged


def test_a_text_that_word_only_wrote_anew_counts_as_unchanged() -> None:
    made = docx(letter_json=JSON)
    split = parts(made)["word/document.xml"].replace(
        b">Een<",
        b'>E</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:lastRenderedPageBreak/><w:t>en<',
    )
    moved = {name.replace("item1.xml", "item7.xml"): data for name, data in parts(made).items()}
    from tests.rendering.word_files import zipped

    found = embedded_letter(zipped({**moved, "word/document.xml": split}))
    assert found is not None
    assert found.text_is_unchanged


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rommel", b"%PDF", TEMPLATE, docx()])
def test_a_file_without_a_letter_has_none(data: bytes) -> None:
    assert embedded_letter(data) is None


def test_a_template_that_has_a_custom_part_keeps_it() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    template = word_file(
        p("{{ onderwerp }}"),
        extra={"customXml/item1.xml": b"<eigen/>"},
        document_links=f'<Relationship Id="rId60" Type="{office}/customXml" Target="../customXml/item1.xml"/>',
    )
    made = compile_template(template, STYLES).render(LETTER, letter_json=JSON).docx
    assert parts(made)["customXml/item1.xml"] == b"<eigen/>"
    assert letter_in_docx(made) == JSON


# --- The mark ---------------------------------------------------------------------------------------


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def real_letter(template: object) -> object:
    names = template.placeholders - {"woordmerk", "status", "brieftekst", "bijlagen"}
    return letter(**dict.fromkeys(names, "x"), brieftekst=Body(), bijlagen=EnclosuresPart())


def test_another_mark_takes_the_place_of_the_templates_without_being_distorted() -> None:
    template = compile_template(REAL, STYLES)
    mark = png(40, 10)
    made = parts(template.render(real_letter(template), {"woordmerk": "W", "status": ""}, mark=mark).docx)
    headers = [
        name for name in made if re.fullmatch(r"word/header\d\.xml", name) and b'name="merk"' in made[name]
    ]
    target = re.search(rb'Target="(media/[^"]*)"', made[headers[0].replace("word/", "word/_rels/") + ".rels"])
    assert made[f"word/{target[1].decode()}"] == mark
    wide, high = map(int, re.search(rb'<wp:extent cx="(\d+)" cy="(\d+)"', made[headers[0]]).groups())
    assert abs(wide / high - 4) < 0.01
    before = parts(template.render(real_letter(template), {"woordmerk": "W", "status": ""}).docx)
    old = re.search(rb'<wp:extent cx="(\d+)" cy="(\d+)"', before[headers[0]])
    assert wide <= int(old[1])
    assert high <= int(old[2])


def test_a_mark_that_is_no_picture_is_refused() -> None:
    template = compile_template(REAL, STYLES)
    for mark in (b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", png(1, 1)[:18]):
        with pytest.raises(RenderingFailed, match="PNG"):
            template.render(real_letter(template), {"woordmerk": "W", "status": ""}, mark=mark)
