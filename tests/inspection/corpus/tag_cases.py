# ruff: noqa: E501, RUF100
"""Templates with broken placeholders, conditions and loops."""

from __future__ import annotations

from collections.abc import Callable

from tests.inspection.corpus.cases import Case, good
from tests.inspection.corpus.damage import (
    changed,
    in_field,
    in_link_partly,
    member,
    moved,
    paragraph_after,
    replacing,
    torn,
    with_members,
    without_paragraph,
    without_row,
)
from tests.inspection.corpus.look_damage import (
    NS,
    after,
    in_paragraph,
    line,
    table,
    with_part,
    written_paragraph,
)

MEMO, NOTA, BRIEF, VOORSTEL = (
    "haarlem/memo", "haarlem/informatienota", "haarlem/wethoudersbrief", "haarlem/raadsvoorstel",
)  # fmt: skip
TASK = "haarlem/opdrachtformulering"
ASKED = "{{ onderwerp }}"
HEADERS = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
HEADER = f"<w:hdr {NS}>{written_paragraph('Over {{ onderwerp }}')}</w:hdr>"


def _memo(*changes: Callable[..., None]) -> Callable[[], bytes]:
    return lambda: changed(MEMO, *changes)


def _nota(*changes: Callable[..., None]) -> Callable[[], bytes]:
    return lambda: changed(NOTA, *changes)


def _brief(*changes: Callable[..., None]) -> Callable[[], bytes]:
    return lambda: changed(BRIEF, *changes)


NAMES = (
    Case("a letter too few", _memo(replacing(25, "onderwerp", "onderwrp")), MEMO, "tags.unknown",
         words="onderwrp", paragraph=25, cell=(1, 16, 2), repairable=True),
    Case("letters exchanged", _memo(replacing(22, "kenmerk", "kenmrek")), MEMO, "tags.unknown",
         words="kenmrek", paragraph=22, cell=(1, 14, 2), repairable=True),
    Case("a capital that Word put", _brief(replacing(46, "aanhef", "Aanhef")), BRIEF, "tags.unknown",
         words="Aanhef", paragraph=46, repairable=True),
    Case("a hyphen for an underscore", _brief(replacing(22, "ons_kenmerk", "ons-kenmerk")), BRIEF, "tags.unknown",
         words="ons-kenmerk", paragraph=22, repairable=True),
    Case("a space for an underscore", _brief(replacing(25, "uw_kenmerk", "uw kenmerk")), BRIEF, "tags.unknown",
         words="uw kenmerk", paragraph=25, repairable=True),
    Case("misspelt in a condition", _brief(replacing(36, "onderwerp", "onderwrep")), BRIEF, "tags.unknown",
         words="onderwrep", paragraph=36, repairable=True),
    Case("misspelt in the second half of a condition", _brief(replacing(52, "functie", "funtie")), BRIEF,
         "tags.unknown", words="funtie", paragraph=52, repairable=True),
    Case("misspelt list of a loop", _memo(replacing(31, "bijlagen", "bijlagn")), MEMO, "tags.unknown",
         words="bijlagn", paragraph=31, repairable=True),
    Case("misspelt name of an enclosure's part", _memo(replacing(36, "titel", "tietel")), MEMO, "tags.unknown",
         words="tietel", paragraph=36, repairable=True),
    Case("misspelt name of a group's part", _nota(replacing(55, "titel", "titl")), NOTA, "tags.unknown",
         words="titl", paragraph=55, repairable=True),
    Case("misspelt name that a loop gives", _nota(replacing(55, "hoofdstuk.", "hofdstuk.")), NOTA, "tags.unknown",
         words="hofdstuk.titel", paragraph=55, repairable=True),
    Case("misspelt and torn by Word", _memo(replacing(25, "onderwerp", "onderwrp"), torn(25, "{", "{ onder", "wrp }", "}")),
         MEMO, "tags.unknown", words="onderwrp", paragraph=25, cell=(1, 16, 2), repairable=True),
    Case("something that is not asked", _memo(paragraph_after(27, "{{ geboorteplaats }}")), MEMO, "fields.unasked",
         words="geboorteplaats", paragraph=28),
    Case("a condition on what is not asked", _brief(replacing(18, "datum", "spoedeisend")), BRIEF, "fields.unasked",
         words="spoedeisend", paragraph=18),
    Case("not asked, torn by Word", _memo(paragraph_after(27, "{{ bouwjaar }}"), torn(28, "{{ bo", "uw", "jaar", " }}")),
         MEMO, "fields.unasked", words="bouwjaar", paragraph=28),
    Case("an enclosure's part outside its loop", _memo(paragraph_after(27, "{{ bijlagen.titel }}")), MEMO, "tags.place",
         words="bijlagen.titel", paragraph=28),
)  # fmt: skip

BROKEN = (
    Case("quotes made curly", _memo(replacing(35, '"tekst"', "“tekst”")), MEMO, "tags.broken",
         words="“tekst”", paragraph=35, repairable=True),
    Case("one quote made curly", _memo(replacing(35, '"tekst"', '“tekst"')), MEMO, "tags.broken",
         words="“tekst", paragraph=35, repairable=True),
    Case("quotes made curly, in torn runs", _memo(replacing(35, '"tekst"', "“tekst”"),
         torn(35, "{%p if bij", "lage.soort ", "== “", "tekst", "” %}")), MEMO, "tags.broken",
         words="“tekst”", paragraph=35, repairable=True),
    Case("curly quotes within straight ones", _memo(paragraph_after(27, "{% if onderwerp == 'Zo’n brief' %}x{% endif %}")), MEMO,
         "tags.broken", words="Zo’n", paragraph=28),
    Case("a no-break space behind the p", _memo(replacing(27, "{{p tekst", "{{p\u00a0tekst")), MEMO, "tags.broken",
         words="tekst", paragraph=27, repairable=True),
    Case("a blank before the p", _memo(replacing(27, "{{p tekst", "{{ p tekst")), MEMO, "tags.broken",
         words="{{ p tekst", paragraph=27, repairable=True),
    Case("a blank between p and if", _memo(replacing(28, "{%p if", "{% p if")), MEMO, "tags.broken",
         words="{% p if", paragraph=28, repairable=True),
    Case("no blank behind the tr", _memo(replacing(6, "{%tr if", "{%trif")), MEMO, "tags.broken",
         words="{%trif", paragraph=6, cell=(1, 3, 1), repairable=True),
    Case("a tab within", _memo(replacing(25, "onderwerp", "onder\twerp")), MEMO, "tags.broken",
         words="werp", paragraph=25, cell=(1, 16, 2), repairable=True),
    Case("a new line within", _memo(replacing(28, "if bijlagen", "if\nbijlagen")), MEMO, "tags.broken",
         words="bijlagen", paragraph=28, repairable=True),
    Case("a brace too many", _memo(replacing(25, ASKED, "{{{ onderwerp }}}")), MEMO, "tags.broken",
         words="{{{ onderwerp }}}", paragraph=25, cell=(1, 16, 2), repairable=True),
    Case("braces apart", _memo(replacing(25, ASKED, "{ { onderwerp } }")), MEMO, "tags.broken",
         words="{ { onderwerp } }", paragraph=25, cell=(1, 16, 2), repairable=True),
    Case("another kind of end", _memo(replacing(25, ASKED, "{{ onderwerp %}")), MEMO, "tags.broken",
         words="{{ onderwerp %}", paragraph=25, cell=(1, 16, 2), repairable=True),
    Case("a capital in a condition", _memo(replacing(28, "if bijlagen", "If bijlagen")), MEMO, "tags.broken",
         words="If bijlagen", paragraph=28, repairable=True),
    Case("a field begins within", _memo(in_field(25)), MEMO, "tags.broken", words="onderwerp", paragraph=25,
         cell=(1, 16, 2), repairable=True),
    Case("a link begins within", _brief(in_link_partly(46)), BRIEF, "tags.broken", words="aanhef", paragraph=46,
         repairable=True),
    Case("over two paragraphs", _brief(replacing(46, "{{ aanhef }}", "{{ aan"), paragraph_after(46, "hef }}")), BRIEF,
         "tags.broken", words="{{ aan", paragraph=46, ends=(47,)),
    Case("a brace missing at the end", _memo(replacing(25, ASKED, "{{ onderwerp }")), MEMO, "tags.loose",
         words="{{ onderwerp }", paragraph=25, cell=(1, 16, 2), repairable=True),
    Case("a brace missing at the beginning", _memo(replacing(25, ASKED, "{ onderwerp }}")), MEMO, "tags.loose",
         words="{ onderwerp }}", paragraph=25, cell=(1, 16, 2), repairable=True),
    Case("single braces", _memo(replacing(25, ASKED, "{onderwerp}")), MEMO, "tags.loose",
         words="{onderwerp}", paragraph=25, cell=(1, 16, 2), repairable=True),
    Case("no end at all", _brief(paragraph_after(48, "Zie {{ ook de bijlage.")), BRIEF, "tags.loose",
         words="Zie {{ ook", paragraph=49),
    Case("a percent sign missing", _memo(replacing(28, "%}", "}")), MEMO, "tags.loose", words="{%p if bijlagen }",
         paragraph=28, repairable=True),
)  # fmt: skip

UNREADABLE = (
    Case("one sign for equal", _memo(replacing(35, "==", "=")), MEMO, "tags.unreadable", words='= "tekst"',
         paragraph=35, repairable=True),
    Case("a Dutch word in a condition", _brief(replacing(52, " or ", " of ")), BRIEF, "tags.unreadable",
         words="ondertekenaar of functie", paragraph=52, repairable=True),
    Case("a misspelt keyword", _memo(replacing(30, "endif", "endfi")), MEMO, "tags.unreadable", words="endfi",
         paragraph=30, repairable=True),
    Case("an end in two words", _memo(replacing(30, "endif", "end if")), MEMO, "tags.unreadable", words="end if",
         paragraph=30, repairable=True),
    Case("nothing within", _memo(paragraph_after(27, "Zie {{ }}.")), MEMO, "tags.unreadable", words="Zie {{ }}",
         paragraph=28, repairable=True),
    Case("a condition as a placeholder", _brief(replacing(53, "{% if ondertekenaar and functie %}",
         "{{ if ondertekenaar and functie }}")), BRIEF, "tags.unreadable", words="{{ if", paragraph=53, repairable=True),
    Case("a setting", _memo(paragraph_after(27, "{% set a = 1 %}")), MEMO, "tags.forbidden", words="{% set",
         paragraph=28),
    Case("a call", _memo(paragraph_after(27, "{{ onderwerp.upper() }}")), MEMO, "tags.forbidden",
         words="onderwerp.upper", paragraph=28),
    Case("one line of a list by its number", _memo(paragraph_after(27, "{{ aan[0] }}")), MEMO, "tags.forbidden",
         words="{{ aan[0] }}", paragraph=28),
    Case("a way to Python's insides", _memo(paragraph_after(27, "{{ onderwerp.__class__ }}")), MEMO, "tags.forbidden",
         words="__class__", paragraph=28),
    Case("an unknown filter", _memo(paragraph_after(27, "{{ onderwerp|safe }}")), MEMO, "tags.forbidden",
         words="safe", paragraph=28),
)  # fmt: skip

BLOCKS = (
    Case("a condition without end", _brief(without_paragraph(20)), BRIEF, "tags.unclosed",
         words="{%p if datum %}", paragraph=18, ends=(19,), repairable=True),
    Case("a condition that could end in two places", _brief(without_paragraph(47)), BRIEF, "tags.unclosed",
         words="{%p if aanhef %}", paragraph=45, ends=(47,)),
    Case("a condition of rows without end", _memo(without_row(9)), MEMO, "tags.unclosed",
         words="{%tr if afdeling %}", paragraph=6, cell=(1, 3, 1), repairable=True),
    Case("a condition within a loop without end", _memo(without_paragraph(38)), MEMO, "tags.unclosed",
         words="{%p if bijlage.soort", paragraph=35, ends=(38,)),
    Case("a condition in a line without end", _brief(replacing(53, "{% endif %}", "")), BRIEF, "tags.unclosed",
         words="{% if ondertekenaar and functie %}", paragraph=53, repairable=True),
    Case("a loop in a line without end", _brief(replacing(7, "{% endfor %}", "")), BRIEF, "tags.unclosed",
         words="{% for regel", paragraph=7, ends=(7,), repairable=True),
    Case("a condition in a cell without end", _nota(without_paragraph(66)), NOTA, "tags.unclosed",
         words="{%p if secretaris %}", paragraph=64, cell=(2, 1, 1), ends=(65,), repairable=True),
    Case("an end of another kind", _memo(replacing(33, "endfor", "endif")), MEMO, "tags.unclosed",
         words="{%p endif %}", paragraph=33, ends=(31,), repairable=True),
    Case("an end too many", _brief(paragraph_after(47, "{%p endif %}")), BRIEF, "tags.unopened",
         words="{%p endif %}", paragraph=48, repairable=True),
    Case("a beginning taken away", _brief(without_paragraph(45)), BRIEF, "tags.unopened",
         words="{%p endif %}", paragraph=46, repairable=True),
    Case("an else without a condition", _brief(paragraph_after(48, "{%p else %}")), BRIEF, "tags.unopened",
         words="{%p else %}", paragraph=49),
    Case("a second else", _memo(paragraph_after(27, "{% if datum %}a{% else %}b{% else %}c{% endif %}")), MEMO,
         "tags.unopened", words="b{% else %}c", paragraph=28, ends=(28,)),
    Case("a further condition behind the else", _memo(paragraph_after(27, "{% if datum %}a{% else %}b{% elif onderwerp %}c{% endif %}")), MEMO,
         "tags.unopened", words="b{% elif", paragraph=28, ends=(28,)),
    Case("ends in the wrong order", _memo(moved(38, 39)), MEMO, "tags.crossed", words="{%p endfor %}", paragraph=38,
         ends=(39, 35, 34)),
)  # fmt: skip

PLACES = (
    Case("text beside a tag of paragraphs", _brief(replacing(45, "{%p if aanhef %}", "Aanhef: {%p if aanhef %}")), BRIEF,
         "tags.place", words="Aanhef: {%p if aanhef %}", paragraph=45, repairable=True),
    Case("text beside a whole text", _memo(replacing(27, "{{p tekst }}", "Tekst: {{p tekst }}")), MEMO, "tags.place",
         words="Tekst: {{p tekst }}", paragraph=27, repairable=True),
    Case("a condition of paragraphs within a line", _brief(replacing(37, ASKED, "{%p if onderwerp %}{{ onderwerp }}{%p endif %}")),
         BRIEF, "tags.place", words="{%p if onderwerp %}", paragraph=37, ends=(37,), repairable=True),
    Case("a whole text as a line", _memo(replacing(27, "{{p tekst }}", "{{ tekst }}")), MEMO, "tags.place",
         words="{{ tekst }}", paragraph=27, repairable=True),
    Case("a whole text in a sentence", _memo(paragraph_after(27, "Samengevat: {{ tekst }}.")), MEMO,
         "tags.place", words="{{ tekst }}", paragraph=28),
    Case("text beside a tag of rows", _memo(replacing(6, "{%tr if afdeling %}", "Afdeling {%tr if afdeling %}")), MEMO,
         "tags.place", words="{%tr if afdeling %}", paragraph=6, cell=(1, 3, 1), repairable=True),
    Case("a tag of rows outside a table", _brief(replacing(45, "{%p", "{%tr"), replacing(47, "{%p", "{%tr")), BRIEF,
         "tags.place", words="{%tr if aanhef %}", paragraph=45, ends=(47,)),
    Case("an end without the p", _brief(replacing(47, "{%p endif", "{% endif")), BRIEF, "tags.place",
         words="{% endif %}", paragraph=47, ends=(45,), repairable=True),
    Case("an end without the tr, torn", _memo(replacing(9, "{%tr endif", "{% endif"), torn(9, "{", "% endif", " %", "}")),
         MEMO, "tags.place", words="{% endif %}", paragraph=9, cell=(1, 5, 1), ends=(6,), repairable=True),
    Case("begins in one cell, ends in the next", _nota(moved(66, 67)), NOTA, "tags.place",
         words="{%p if secretaris %}", paragraph=64, cell=(2, 1, 1), ends=(67,)),
    Case("a placeholder in the place of a run", _memo(replacing(25, ASKED, "{{r onderwerp }}")), MEMO, "tags.place",
         words="{{r onderwerp }}", paragraph=25, cell=(1, 16, 2), repairable=True),
    Case("a placeholder in the place of a row", _memo(replacing(25, ASKED, "{{tr onderwerp }}")), MEMO, "tags.place",
         words="{{tr onderwerp }}", paragraph=25, cell=(1, 16, 2), repairable=True),
)  # fmt: skip

USES = (
    Case("a field as a whole text and in a line", _brief(paragraph_after(51, "{{p functie }}")), BRIEF, "tags.place",
         words="{{p functie }}", paragraph=52, ends=(54,), repairable=True),
    Case("lines as a whole text and repeated", _brief(paragraph_after(51, "{{p kopie_aan }}")), BRIEF, "tags.place",
         words="{{p kopie_aan }}", paragraph=52, ends=(40,), repairable=True),
    Case("a whole text that is also repeated", _nota(paragraph_after(57, "{% for x in inleiding %}{{ x }}{% endfor %}")), NOTA,
         "tags.place", words="{{p inleiding }}", paragraph=44, ends=(58,)),
    Case("a group as a whole and in parts", _nota(paragraph_after(57, "{{ hoofdstukken }}")), NOTA, "tags.place",
         words="{{ hoofdstukken }}", paragraph=58, ends=(55,)),
    Case("a word of the house style as a whole text", _memo(paragraph_after(27, "{{p organisatie }}")), MEMO, "tags.place",
         words="{{p organisatie }}", paragraph=28, repairable=True),
    Case("the numbered list of enclosures as a whole text", _memo(paragraph_after(27, "{{p bijlagen_lijst }}")), MEMO,
         "tags.place", words="{{p bijlagen_lijst }}", paragraph=28, repairable=True),
    Case("a picture beside a condition", _memo(in_paragraph(28, line().replace("<wp:docPr ", '<wp:docPr descr="Streep" '))), MEMO,
         "tags.place", words="{%p if bijlagen %}", paragraph=28),
    Case("a page break beside the end of a condition", _memo(in_paragraph(30, '<w:r><w:br w:type="page"/></w:r>')), MEMO,
         "tags.place", words="{%p endif %}", paragraph=30),
    Case("a field in a page header that isn't printed", lambda: with_part(good(NOTA), "word/header7.xml", HEADER.encode(), "header", HEADERS),
         NOTA, "tags.place", words="{{ onderwerp }}", paragraph=0, part="word/header7.xml"),
    Case("a whole text in a line, elsewhere in a cell", lambda: changed(TASK, paragraph_after(56, "{{ doel }}")), TASK, "tags.place",
         words="{{ doel }}", paragraph=57),
    Case("a whole text in cells of two widths", lambda: changed(TASK, after(5, table(("{{p doel }}", "Doel")))), TASK, "tags.place",
         words="{{p doel }}", paragraph=24, cell=(2, 9, 2), ends=(6,)),
)  # fmt: skip

ELSEWHERE = (
    Case("misspelt in a page footer", lambda: changed(NOTA, replacing(0, "{{ nummer", "{{ numer"), part="word/footer1.xml"),
         NOTA, "tags.unknown", words="numer", paragraph=0, part="word/footer1.xml", repairable=True),
    Case("a condition in a page footer without end", lambda: changed(NOTA, replacing(0, "{% endif %}", ""), part="word/footer2.xml"),
         NOTA, "tags.unclosed", words="{% if nummer %}", paragraph=0, part="word/footer2.xml", repairable=True),
    Case("misspelt in the address of a link", lambda: with_members(changed(BRIEF), {"word/_rels/document.xml.rels": member(changed(BRIEF), "word/_rels/document.xml.rels").replace(b"e_mail", b"e_mial")}),
         BRIEF, "tags.unknown", words="{{ e_mail }}", paragraph=34),
    Case("a whole text in a cell and outside", _memo(replacing(25, ASKED, "{{p tekst }}"), paragraph_after(27, "{{ onderwerp }}")), MEMO, "tags.place",
         words="{{p tekst }}", paragraph=27, ends=(25,)),
)  # fmt: skip

TAG_CASES = (*NAMES, *BROKEN, *UNREADABLE, *BLOCKS, *PLACES, *USES, *ELSEWHERE)
SAVED_BY_LIBREOFFICE = (
    "a letter too few", "letters exchanged", "misspelt in a condition", "misspelt list of a loop",
    "something that is not asked", "quotes made curly", "a brace too many", "braces apart", "no end at all",
    "one sign for equal", "a misspelt keyword", "a condition without end", "a condition of rows without end",
    "a condition within a loop without end", "an end too many", "ends in the wrong order",
    "text beside a whole text", "a whole text as a line", "an end without the p",
    "begins in one cell, ends in the next",
)  # fmt: skip
"""The cases that are looked at as LibreOffice saves them, too."""
