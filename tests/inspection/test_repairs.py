"""One click mends a finding and changes nothing else: every other paragraph and member is as it was."""

from __future__ import annotations

import io
import zipfile

import pytest
from openxml_audit import OpenXmlValidator

from briefmaker.errors import UnusableInput
from briefmaker.inspection.finding import Finding, Repair, Spot
from briefmaker.inspection.repairs import repaired, repaired_text
from briefmaker.inspection.word_file import WordFile
from briefmaker.problems import Severity
from tests.inspection.changed_files import (
    DOCUMENT,
    finding,
    member,
    p,
    paragraphs,
    raw_members,
    spot,
    table,
    with_member,
    word_file,
    xml_of,
)

PROOF = '<w:proofErr w:type="spellEnd"/>'
BODY = (
    p("Haarlem, ", "<w:r><w:rPr><w:b/></w:rPr><w:t>{{ on</w:t></w:r>", PROOF, "derwrep }}", " einde")
    + p("Tweede alinea")
    + table(("Naam", "Bedrag"), ("{{ naam }}", "{{ bedrag }}"))
    + p("Derde alinea")
    + p("")
    + p("Slot")
)  # fmt: skip


@pytest.fixture
def docx() -> bytes:
    return word_file(BODY)


def only_changed(before: bytes, after: bytes, *numbers: int, members: tuple[str, ...] = (DOCUMENT,)) -> None:
    """Nothing but these paragraphs and members differs; members keep their order and compression."""
    old, new = raw_members(before), raw_members(after)
    assert [*old] == [*new]
    assert {name for name in old if old[name] != new[name]} <= set(members)
    assert all(old[name][1:] == new[name][1:] for name in old)
    one, other = xml_of(before), xml_of(after)
    assert len(one) == len(other)
    assert {number for number in range(len(one)) if one[number] != other[number]} == set(numbers)


def is_valid(docx: bytes, tmp_path) -> None:
    (tmp_path / "na.docx").write_bytes(docx)
    assert not [error.description for error in OpenXmlValidator().validate(tmp_path / "na.docx").errors]


def test_a_misspelt_placeholder_gets_its_name(docx: bytes) -> None:
    wrong = finding(
        "replace_text", spot(docx, 0, "{{ onderwrep }}"), old="{{ onderwrep }}", new="{{ onderwerp }}"
    )
    mended = repaired(docx, wrong)
    assert paragraphs(mended)[0] == "Haarlem, {{ onderwerp }} einde"
    only_changed(docx, mended, 0)
    assert "<w:b/>" in member(mended)


def test_a_place_that_changed_meanwhile_is_left_alone(docx: bytes) -> None:
    wrong = finding("replace_text", spot(docx, 0, "{{ onderwrep }}"), new="{{ onderwerp }}")
    changed = word_file(p("Een nieuwe alinea vooraf") + BODY)
    with pytest.raises(UnusableInput, match="opnieuw"):
        repaired(changed, wrong)
    with pytest.raises(UnusableInput):
        repaired(repaired(docx, wrong), wrong)


def test_a_torn_tag_is_joined_and_bookmarks_stay() -> None:
    docx = word_file(
        p("Aan ", "{{ na", PROOF, "<w:r><w:tab/></w:r>",
          '<w:bookmarkStart w:id="4" w:name="hier"/>', "<w:r><w:br/><w:t>am }}</w:t></w:r>",
          '<w:bookmarkEnd w:id="4"/>', " einde")
        + p("Rest")
    )  # fmt: skip
    mended = repaired(docx, finding("join_tag", spot(docx, 0, "{{ na\t\nam }}"), new="{{ naam }}"))
    assert paragraphs(mended)[0] == "Aan {{ naam }} einde"
    assert '<w:t xml:space="preserve">{{ naam }}</w:t>' in member(mended)
    assert member(mended).count("<w:bookmark") == 2
    assert "proofErr" not in member(mended)
    only_changed(docx, mended, 0)


def test_a_tag_with_a_field_inside_is_joined() -> None:
    code = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    docx = word_file(
        p("{{ ", code.format("begin"), "<w:r><w:instrText>QUOTE</w:instrText></w:r>",
          code.format("separate"), "naam", code.format("end"), " }}")
    )  # fmt: skip
    mended = repaired(docx, finding("join_tag", spot(docx, 0, "{{ naam }}"), new="{{ naam }}"))
    assert paragraphs(mended) == ["{{ naam }}"]
    assert "fldChar" not in member(mended)
    assert "instrText" not in member(mended)


@pytest.mark.parametrize(
    ("place", "tag", "expected"),
    [
        ("text", "{% endif %}", ["Een {% if x %}twee{% endif %} drie", "Laatste"]),
        ("paragraph", "{%p endif %}", ["Een {% if x %}twee drie", "{%p endif %}", "Laatste"]),
        ("part", "{%p endif %}", ["Een {% if x %}twee drie", "Laatste", "{%p endif %}"]),
    ],
)
def test_a_block_gets_its_end(place: str, tag: str, expected: list[str], tmp_path) -> None:
    docx = word_file(p("Een {% if x %}", "twee", " drie", style="Salutation") + p("Laatste"))
    wrong = finding("insert_end", spot(docx, 0, "{% if x %}"), spot(docx, 0, "twee"), tag=tag, place=place)
    mended = repaired(docx, wrong)
    assert paragraphs(mended) == expected
    is_valid(mended, tmp_path)


def test_a_loop_over_rows_gets_its_end_in_a_row_of_its_own(docx: bytes, tmp_path) -> None:
    wrong = finding(
        "insert_end",
        spot(docx, 4, "{{ naam }}"),
        spot(docx, 5, "{{ bedrag }}"),
        tag="{%tr endfor %}",
        place="row",
    )
    mended = repaired(docx, wrong)
    assert paragraphs(mended)[4:8] == ["{{ naam }}", "{{ bedrag }}", "{%tr endfor %}", "Derde alinea"]
    cells = [each.cell for each in WordFile.of(mended).document.paragraphs]
    assert cells[6] is not None
    assert (cells[6].row, cells[6].column) == (3, 1)
    is_valid(mended, tmp_path)


def test_a_paragraph_tag_gets_a_paragraph_of_its_own(tmp_path) -> None:
    docx = word_file(p("Geachte ", "{%p if na", "am %} ", "{{ naam }}", style="Salutation") + p("Slot"))
    mended = repaired(docx, finding("own_paragraph", spot(docx, 0, "{%p if naam %}")))
    assert paragraphs(mended) == ["Geachte", "{%p if naam %}", "{{ naam }}", "Slot"]
    assert member(mended).count('<w:pStyle w:val="Salutation"/>') == 3
    is_valid(mended, tmp_path)


@pytest.mark.parametrize(("tag", "row"), [("{%tr for x in y %}", 2), ("{%tr endfor %}", 3)])
def test_a_row_tag_gets_a_row_of_its_own(tag: str, row: int, tmp_path) -> None:
    docx = word_file(table(("Naam", "Bedrag"), (f"{tag}An", "Twee")) + p("Slot"))
    mended = repaired(docx, finding("own_paragraph", spot(docx, 2, tag), place="row"))
    found = {each.text: each.cell for each in WordFile.of(mended).document.paragraphs}
    cell = found[tag]
    assert cell is not None
    assert (cell.row, cell.column) == (row, 1)
    assert {"Naam", "Bedrag", "An", "Twee", "Slot"} < found.keys()
    is_valid(mended, tmp_path)


def test_no_empty_paragraph_stays_where_a_row_tag_stood() -> None:
    docx = word_file(
        table(("Naam", "Bedrag"), ("An", "Twee")).replace("<w:p>", f"{p('{%tr if x %}')}<w:p>", 1)
    )
    mended = repaired(docx, finding("own_paragraph", spot(docx, 0, "{%tr if x %}"), place="row"))
    assert paragraphs(mended) == ["{%tr if x %}", "Naam", "Bedrag", "An", "Twee"]


def test_tags_for_paragraphs_become_plain_ones() -> None:
    docx = word_file(p("Een {%p if", " x %}ja{%p endif %} en {{p y }}") + p("Rest"))
    places = [spot(docx, 0, tag) for tag in ("{%p if x %}", "{%p endif %}", "{{p y }}")]
    mended = repaired(docx, finding("plain_tag", *places))
    assert paragraphs(mended)[0] == "Een {% if x %}ja{% endif %} en {{ y }}"
    only_changed(docx, mended, 0)


def test_a_stray_tag_goes_with_its_paragraph_when_it_stood_alone() -> None:
    docx = word_file(p("Een{% endif %} twee") + p("{%p endif %}") + p("Rest"))
    mended = repaired(docx, finding("remove_tag", spot(docx, 0, "{% endif %}"), spot(docx, 1)))
    assert paragraphs(mended) == ["Een twee", "Rest"]


def test_a_paragraph_gets_another_style(docx: bytes, tmp_path) -> None:
    mended = repaired(docx, finding("use_style", spot(docx, 1), style="Salutation"))
    only_changed(docx, mended, 1)
    assert (
        '<w:p><w:pPr><w:pStyle w:val="Salutation"/></w:pPr><w:r><w:t xml:space="preserve">Tweede'
        in member(mended)
    )
    is_valid(mended, tmp_path)


def test_a_style_is_replaced_wherever_it_is_used() -> None:
    docx = word_file(p("Een", style="Kop1") + p("Twee") + p("Drie", style="Kop1"))
    mended = repaired(
        docx,
        finding("use_style", Spot("t/template.docx", "word/styles.xml"), from_="Kop1", style="Salutation"),
    )
    assert member(mended).count("Salutation") == 2
    only_changed(docx, mended, 0, 2)


def test_a_style_of_ones_own_becomes_the_one_of_word(docx: bytes) -> None:
    styles = member(docx, "word/styles.xml")
    own = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Kop9"><w:name w:val="Kop 9"/></w:style>'
        "</w:styles>"
    )
    docx = with_member(docx, {"word/styles.xml": styles.replace("</w:styles>", own)})
    wrong = Spot("t/template.docx", "word/styles.xml", words="Kop 9")
    mended = repaired(docx, finding("use_style", wrong, from_="Kop9", rename="heading 9"))
    assert '<w:style w:type="paragraph" w:styleId="Kop9"><w:name w:val="heading 9"/></w:style>' in member(
        mended, "word/styles.xml"
    )
    only_changed(docx, mended, members=("word/styles.xml",))


def test_formatting_goes_and_the_rest_of_a_run_stays() -> None:
    look = (
        '<w:rPr><w:rStyle w:val="KenmerkLabel"/><w:rFonts w:ascii="Arial"/><w:sz w:val="30"/>'
        '<w:lang w:val="nl-NL"/></w:rPr>'
    )
    docx = word_file(
        '<w:p><w:pPr><w:pStyle w:val="Salutation"/><w:spacing w:after="99"/>'
        '<w:rPr><w:sz w:val="30"/></w:rPr></w:pPr>'
        f"<w:r>{look}<w:t>Een</w:t></w:r>"
        f"<w:r><w:rPr><w:sz w:val='30'/></w:rPr><w:t>twee</w:t></w:r></w:p>{p('Rest')}"
    )
    mended = repaired(docx, finding("clear_format", spot(docx, 0), run="rFonts sz", paragraph="spacing"))
    assert (
        '<w:p><w:pPr><w:pStyle w:val="Salutation"/></w:pPr><w:r><w:rPr><w:rStyle w:val="KenmerkLabel"/>'
        '<w:lang w:val="nl-NL"/>'
        "</w:rPr><w:t>Een</w:t></w:r><w:r><w:t>twee</w:t></w:r></w:p>"
    ) in member(mended)
    only_changed(docx, mended, 0)
    partly = repaired(docx, finding("clear_format", spot(docx, 0, "twee"), run="sz"))
    assert member(partly).count("w:sz ") == 2


def test_a_language_is_set_where_another_one_is_named() -> None:
    english = '<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>Een</w:t></w:r>'
    docx = word_file(p(english) + p(english) + p("Rest"))
    mended = repaired(docx, finding("set_language", spot(docx, 1), language="nl-NL", from_="en-US"))
    assert member(mended).count('w:val="nl-NL"') == 1
    only_changed(docx, mended, 1)
    whole = repaired(docx, finding("set_language", Spot("", DOCUMENT), language="nl-NL", from_="en-US"))
    assert member(whole).count('w:val="nl-NL"') == 2


def test_a_file_without_a_language_gets_one(docx: bytes, tmp_path) -> None:
    styles = member(docx, "word/styles.xml")
    start = styles.index("<w:lang")
    docx = with_member(docx, {"word/styles.xml": styles[:start] + styles[styles.index("/>", start) + 2 :]})
    mended = repaired(docx, finding("set_language", Spot("", "word/styles.xml"), language="nl-NL"))
    assert '<w:lang w:val="nl-NL"/>' in member(mended, "word/styles.xml")
    only_changed(docx, mended, members=("word/styles.xml",))
    is_valid(mended, tmp_path)


def test_a_picture_is_marked_decorative() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="Lijn"/><a:graphic>'
        '<a:graphicData uri="x"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    docx = word_file(p(picture) + p("Rest"))
    mended = repaired(docx, finding("mark_decorative", spot(docx, 0), picture="7"))
    assert (
        'decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"'
        in member(mended)
    )
    assert '<wp:docPr id="7" name="Lijn"><a:extLst>' in member(mended)
    only_changed(docx, mended, 0)
    with pytest.raises(UnusableInput):
        repaired(docx, finding("mark_decorative", spot(docx, 0), picture="8"))


def test_a_table_gets_its_header_row(docx: bytes, tmp_path) -> None:
    mended = repaired(docx, finding("mark_header_row", spot(docx, 2)))
    assert "<w:tr><w:trPr><w:tblHeader/></w:trPr>" in member(mended)
    assert member(mended).count("tblHeader") == 1
    only_changed(docx, mended)
    is_valid(mended, tmp_path)


def test_empty_paragraphs_and_rows_go(docx: bytes) -> None:
    mended = repaired(docx, finding("remove_paragraphs", spot(docx, 7)))
    assert paragraphs(mended) == [text for text in paragraphs(docx) if text]
    fewer = repaired(docx, finding("remove_paragraphs", spot(docx, 4), spot(docx, 5), what="rows"))
    assert "{{ naam }}" not in paragraphs(fewer)
    assert len(paragraphs(fewer)) == len(paragraphs(docx)) - 2
    with pytest.raises(UnusableInput, match="nodig"):
        repaired(docx, finding("remove_paragraphs", spot(docx, 2)))


CHANGES = (
    '<w:p><w:r><w:t>Een</w:t></w:r><w:ins w:id="1" w:author="A"><w:r><w:t> erbij</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="A"><w:r><w:delText> eraf</w:delText></w:r></w:del></w:p>'
    '<w:p><w:pPr><w:rPr><w:del w:id="3" w:author="A"/></w:rPr></w:pPr><w:r><w:t>Twee </w:t></w:r></w:p>'
    '<w:p><w:pPr><w:pStyle w:val="Salutation"/>'
    '<w:pPrChange w:id="4" w:author="A"><w:pPr/></w:pPrChange></w:pPr>'
    '<w:r><w:rPr><w:b/><w:rPrChange w:id="5" w:author="A"><w:rPr/></w:rPrChange></w:rPr>'
    '<w:t>drie</w:t></w:r></w:p>'
    '<w:p><w:moveFrom w:id="6" w:author="A"><w:r><w:t>Weg</w:t></w:r></w:moveFrom>'
    '<w:moveTo w:id="7" w:author="A"><w:r><w:t>Hier</w:t></w:r></w:moveTo></w:p>'
)  # fmt: skip


def test_tracked_changes_are_accepted(tmp_path) -> None:
    docx = word_file(CHANGES + p("Rest"))
    settings = member(docx, "word/settings.xml")
    at = settings.index(">", settings.index("<w:settings")) + 1
    docx = with_member(docx, {"word/settings.xml": settings[:at] + "<w:trackRevisions/>" + settings[at:]})
    mended = repaired(docx, finding("accept_changes", Spot("t/template.docx")))
    assert paragraphs(mended) == ["Een erbij", "Twee drie", "Hier", "Rest"]
    assert not [name for name in ("w:ins", "w:del", "Change", "move", "trackRev") if name in member(mended)]
    assert "trackRevisions" not in member(mended, "word/settings.xml")
    assert "<w:b/>" in member(mended)
    is_valid(mended, tmp_path)


def test_the_end_of_a_renamed_field_is_said_in_the_manifest_and_remarks_stay() -> None:
    manifest = '# Uitleg\r\ntitle = "Brief"   # de titel\r\n\r\n[[section]]\r\nid = "a"\r\n'
    wrong = finding("say_renamed", Spot("t/manifest.toml", line=1), from_="oud", to="nieuw", since="1.2.0")
    mended = repaired_text(manifest, wrong)
    assert mended.startswith(manifest)
    assert (
        mended.removeprefix(manifest)
        == '\r\n[[renamed]]\r\nfrom = "oud"\r\nto = "nieuw"\r\nsince = "1.2.0"\r\n'
    )
    again = repaired_text(
        mended, finding("say_renamed", Spot("t/manifest.toml"), from_="b", to="c", since="1.2.0")
    )
    assert again.count("[[renamed]]") == 2
    dropped = repaired_text(again, finding("say_dropped", Spot("t/manifest.toml"), id="weg", since="1.2.0"))
    assert dropped.startswith(again)
    assert '[[dropped]]\r\nid = "weg"' in dropped


def test_words_on_a_line_of_a_text_file_are_replaced() -> None:
    text = "+++\nnaam = 'x'\n+++\nBel {{ telefon }}.\n"
    wrong = Spot("tekstblokken/x.md", line=4)
    mended = repaired_text(text, finding("replace_text", wrong, old="{{ telefon }}", new="{{ telefoon }}"))
    assert mended == text.replace("telefon", "telefoon")
    with pytest.raises(UnusableInput):
        repaired_text(mended, finding("replace_text", wrong, old="{{ telefon }}", new="{{ telefoon }}"))


def test_a_finding_without_a_repair_is_refused_in_words(docx: bytes) -> None:
    bare = Finding("proef", Severity.HINT, "Iets.", "", (Spot(),), Repair("onbekend", ""))
    with pytest.raises(UnusableInput, match="Word"):
        repaired(docx, bare)


def test_a_streamed_zip_keeps_its_members(docx: bytes) -> None:
    """Members whose sizes stand behind them, as programs write that can't go back in a file."""

    class OneWay(io.RawIOBase):
        def __init__(self) -> None:
            self.data = b""

        def writable(self) -> bool:
            return True

        def write(self, data) -> int:
            self.data += bytes(data)
            return len(data)

    out = OneWay()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, old.read(info))
    mended = repaired(out.data, finding("replace_text", spot(docx, 1), new="Anders"))
    assert paragraphs(mended)[1] == "Anders"
    only_changed(out.data, mended, 1)
