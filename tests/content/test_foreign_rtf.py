"""RTF from programs that give no HTML."""

from __future__ import annotations

import subprocess
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefmaker.content.foreign.dropped import Dropped
from briefmaker.content.foreign.rtf import blocks_from_rtf
from briefmaker.letter.body import Body, Table
from briefmaker.output.office import find_soffice
from tests.content.clipboards import short
from tests.content.test_foreign import FODT

WORD = r"""{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman Times New Roman;}{\f1 Symbol;}}
{\colortbl;\red255\green0\blue0;}{\stylesheet{\ql\snext0 Normal;}{\s1\ql\snext0 \b\fs32 heading 1;}
{\*\cs10 Default Paragraph Font;}}
{\*\listtable{\list\listtemplateid1{\listlevel\levelnfc23{\leveltext\'01\'b7;}}}}
{\info{\author Niemand}}\paperw11906
\pard\plain \s1\ql \b\fs32 Planning\par
\pard\plain \ql\fs24 Caf\'e9 {\b vet}\b  ook\b0  en {\i schuin}; prijs \u8364?10\~000 {\v geheim}\par
\pard\plain \ql {\listtext\pard\plain\f1 \'b7\tab}\ls1\ilvl0 punt\par
{\listtext\pard\plain\f1 o\tab}\ls1\ilvl1 dieper\par
\pard\plain {\listtext 3.\tab}\ls2\ilvl0 derde\par
\pard\plain Zie {\field{\*\fldinst { HYPERLINK "https://www.voorbeeld.nl/" }}{\fldrslt {\ul de site}}}
 en {\field{\*\fldinst HYPERLINK "file:///etc"}{\fldrslt dat}}
{\cs20\super \chftn {\footnote \pard\plain \chftn  De
 noot.}}.\line Slot \ldblquote hier\rdblquote  \u-10179?\u-8704?{\pict\pngblip 89504e47}\par
\trowd\trhdr\cellx1000\cellx2000\pard\intbl Jaar\cell Bedrag\cell\row
\trowd\clvmgf\cellx1000\cellx2000\pard\intbl 2026\cell a\par b\cell\row
\trowd\clvmrg\cellx1000\cellx2000\pard\intbl\cell c\cell\row
\trowd\cellx2000\pard\intbl samen\cell\row
\pard na\par{\*\onbekend weg}}"""


def read(rtf: str) -> list[str]:
    return short(blocks_from_rtf(rtf).blocks)


def test_the_structure_of_rtf_is_kept() -> None:
    assert read(WORD) == [
        "# Planning",
        "Café *vet ook* en _schuin_; prijs €10\u00a0000",
        "-", "  punt", "  -", "    dieper",
        "3 decimal", "  derde",
        "Zie <https://www.voorbeeld.nl/ de site> en dat[^De noot.].|Slot “hier” 😀",
        "table 1 header rows",
        "row", "cell", "  Jaar", "cell", "  Bedrag",
        "row", "cell 1x2", "  2026", "cell", "  a", "  b",
        "row", "cell", "  c",
        "row", "cell 2x1", "  samen",
        "na",
    ]  # fmt: skip
    assert blocks_from_rtf(WORD).dropped == (Dropped.PICTURES, Dropped.HIDDEN)


@pytest.mark.libreoffice
@pytest.mark.skipif(find_soffice() is None, reason="no LibreOffice here")
def test_the_rtf_that_libreoffice_makes_is_read(tmp_path) -> None:
    (tmp_path / "stuk.fodt").write_text(FODT, encoding="utf-8")
    subprocess.run(
        [find_soffice(), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "rtf", "--outdir", tmp_path, tmp_path / "stuk.fodt"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert read((tmp_path / "stuk.rtf").read_text(encoding="latin-1")) == [
        "# Samen aan de slag",
        (
            "Wij vragen u om *vóór* vrijdag te _antwoorden_[^Zie het besluit van _maart_.], zie "
            "<https://www.voorbeeld.nl/ de site>.|Tweede regel."
        ),
        "1 decimal", "  een", "  1 letter", "    letter a", "    1 roman", "      romeins", "- twee",
        "Tussendoor.",
        "+ decimal", "  drie",
        "-", "  bolletje", "  -", "    rondje",
        "table",
        "row", "cell", "  Jaar", "cell", "  Bedrag",
        "row", "cell 1x2", "  2026", "cell", "  10",
        "row", "cell", "  20",
        "row", "cell 2x1", "  samen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "piece",
    ["{", "}", "\\b ", "\\'e9", "\\par x", "\\cell x", "\\row\\trowd\\cellx9 ", "{\\footnote x", "\\", "x"],
)
def test_a_megabyte_of_it_costs_its_length(piece: str) -> None:
    started = time.process_time()
    blocks_from_rtf("{\\rtf1 " + piece * (1_000_000 // len(piece)))
    assert time.process_time() - started < 30


PIECES = st.sampled_from(
    [
        "{", "}", "\\b ", "\\i0 ", "\\par ", "\\pard ", "\\plain ", "\\cell ", "\\row ", "\\trowd",
        "\\cellx10",
        "\\cellx20", "\\cellx-5", "\\clmrg", "\\clvmrg", "\\intbl ", "\\trhdr ", "{\\footnote ",
        "{\\listtext 1.}",
        "{\\field", '{\\*\\fldinst HYPERLINK "https://a.nl"}', "{\\fldrslt ", "\\u8364?",
        "\\u-10179?", "\\uc9 ",
        "\\'", "\\'e9", "\\*", "\\line ", "\\page ", "\\ls3\\ilvl9 ", "\\outlinelevel8 ", "\\deleted ",
        "\\v ",        "\\bin99999999 ", "woord", "\\", "\x00", "\\u99999999 ",
        "{\\stylesheet{\\s4 Kop 2;}}", "\\s4 ",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_no_rtf_is_too_broken(text: str) -> None:
    blocks = blocks_from_rtf("{\\rtf1" + text).blocks
    Body(blocks=blocks).with_ids()
    for table in (block for block in blocks if isinstance(block, Table)):
        taken = set()
        for y, row in enumerate(table.rows):
            for cell in row.cells:
                x = next(column for column in range(99) if (y, column) not in taken)
                area = {(y + j, x + i) for j in range(cell.row_span) for i in range(cell.span)}
                assert not area & taken
                taken |= area
        width = max(x for _, x in taken) + 1
        assert taken == {(y, x) for y in range(len(table.rows)) for x in range(width)}


def test_what_is_no_rtf_is_nothing() -> None:
    assert blocks_from_rtf("gewoon").blocks == ()
