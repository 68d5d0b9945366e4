"""Whatever a Word file holds: its looks are judged without an exception."""

from __future__ import annotations

import copy
import dataclasses
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from briefmaker.errors import UnusablePack
from briefmaker.inspection.inspecting import inspect_template
from briefmaker.inspection.looks import look_findings
from briefmaker.inspection.word_file import WordFile
from tests.inspection.corpus.cases import Case, subject_of
from tests.inspection.corpus.damage import member, with_members
from tests.inspection.corpus.look_cases import LOOK_CASES
from tests.inspection.corpus.look_subjects import HOUSE_STYLES, house_style_subject

PARTS = (
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "word/theme/theme1.xml",
    "word/numbering.xml",
    "word/footer1.xml",
    "word/header1.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
    "_rels/.rels",
    "word/media/plaat.png",
)
ODD = (b"-1", b"9999999999999999999999", b"", b"1e999", b"nan", "éà".encode(), b"{{ x }}")


def damaged(data: bytes, seed: int) -> bytes:
    """Bytes of a part after an accident: values made odd, elements renamed, a stretch lost or doubled."""
    chance = random.Random(seed)
    match chance.randrange(7):
        case 0:
            places = data.split(b'w:val="')
            at = chance.randrange(len(places))
            if at:
                places[at] = chance.choice(ODD) + b'"' + places[at].partition(b'"')[2]
            return b'w:val="'.join(places)
        case 1:
            names = [b"w:p", b"w:r", b"w:tbl", b"w:tc", b"w:tr", b"w:style", b"w:t", b"w:pPr", b"w:rPr"]
            one, other = chance.sample(names, 2)
            return data.replace(b"<" + one + b">", b"<" + other + b">").replace(
                b"</" + one + b">", b"</" + other + b">"
            )
        case 2:
            start = chance.randrange(len(data) + 1)
            return data[:start] + data[start + chance.randrange(1, 200) :]
        case 3:
            start = chance.randrange(len(data) + 1)
            return data[:start] + data[start : start + 80] + data[start:]
        case 4 | 5:
            return shuffled(data, chance)
        case _:
            return bytes(chance.randrange(256) for _each in range(chance.randrange(40)))


def shuffled(data: bytes, chance: random.Random) -> bytes:
    """The XML with elements lost, doubled elsewhere, and without what they say."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    for _each in range(chance.randrange(1, 12)):
        elements = [*root.iter(etree.Element)][1:]
        if not elements:
            break
        one = chance.choice(elements)
        match chance.randrange(4):
            case 0:
                one.getparent().remove(one)
            case 1:
                chance.choice(elements).append(copy.deepcopy(one))
            case 2:
                one.attrib.clear()
            case _:
                one.tag = chance.choice(elements).tag
    return etree.tostring(root)


@settings(max_examples=120, deadline=None)
@given(case=st.sampled_from(LOOK_CASES), part=st.sampled_from(PARTS), seed=st.integers(0, 2**32))
def test_no_damage_to_a_template_raises(case: Case, part: str, seed: int) -> None:
    docx = case.made()
    try:
        docx = with_members(docx, {part: damaged(member(docx, part), seed)})
        subject = subject_of(docx, case.document_type)
    except (UnusablePack, KeyError):
        return  # no Word file any more, or none with this part
    inspect_template(subject)
    look_findings(dataclasses.replace(subject, house_style=None))
    look_findings(dataclasses.replace(subject, house_style=subject.file))


@settings(max_examples=60, deadline=None)
@given(name=st.sampled_from(sorted(HOUSE_STYLES)), part=st.sampled_from(PARTS), seed=st.integers(0, 2**32))
def test_no_damage_to_a_house_style_raises(name: str, part: str, seed: int) -> None:
    like = HOUSE_STYLES[name]
    try:
        docx = with_members(like.docx, {part: damaged(member(like.docx, part), seed)})
        subject = house_style_subject(docx, like)
    except (UnusablePack, KeyError):
        return
    look_findings(subject)
    template = subject_of(LOOK_CASES[0].made(), LOOK_CASES[0].document_type)
    look_findings(dataclasses.replace(template, house_style=WordFile.of(docx)))
