"""Whether a PDF says exactly what the Word document says, and where every word of it stands.

Headers, footers, page numbers and list labels are aside; white space, composition (NFC) and characters
without a printed form don't count (`characters.bare`). What one glyph prints for two characters (an emoji
and its variant in another skin tone, a micro sign and a mu) can't be told apart by the PDF's own
character map; such a word is given back with the text it must carry as its /ActualText.
In a paragraph with right-to-left script the order of the glyphs is the order of the eye: there only which
characters there are, and how many of each, is compared.
Time is linear in the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from briefmaker.output.characters import INVISIBLE, bare, clusters, is_right_to_left
from briefmaker.output.failures import Failure, LayoutProblem
from briefmaker.output.pdf_text import PageText
from briefmaker.output.tagged_text import HEADINGS, Block, Word

__all__ = ["CheckedText", "Sign", "SignPlaces", "checked_text", "refuse_text_off_page", "words_with_marks"]

_TONES = re.compile("[\U0001f3fb-\U0001f3ff]")

_NUMBER = re.compile(r"(\w{1,5}[.)])*\w{1,5}[.)]?")
"""What numbers a heading: 3, 3., 3.1, B), iv."""

_TWO_SIGNS = ("\u0e33", "\u0eb3")
"""The Thai and Lao vowel AM, which every text shaper prints as two signs."""

SignPlaces = Mapping[int, Sequence[tuple[int, int]]]
"""By the number of a paragraph: the offset and the number of each footnote's sign in it."""

Alike = Callable[[str, str], bool]
"""Whether two characters may be printed by one and the same glyph."""


@dataclass(frozen=True, slots=True)
class CheckedText:
    """The outcome for a PDF whose text is right.

    labels: the words that are list labels, each with its block; repairs: words with the text that they
    must carry as /ActualText; signs: of footnotes, by their numbers.
    """

    labels: list[tuple[Block, Word]]
    repairs: list[tuple[Word, str]]
    signs: dict[int, Sign] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sign:
    """The sign of a footnote: the paragraph it stands in, its page, and the word that it is.

    word: None when it isn't printed as a word of its own.
    """

    block: Block
    page: int
    word: Word | None


def words_with_marks(blocks: Iterable[Block]) -> list[tuple[Word, str]]:
    """The words that hold a space without width, and what they say without it.

    The engine draws characters without a printed form, and our own marks for its lines, with the glyph
    of the space and no width; read back they would be spaces in the middle of words. At the end of a
    line the width can't be told, and a space stays.
    """
    found = []
    for block in blocks:
        for word, following in zip_longest(block.words, block.words[1:]):
            glyphs = word.shown.glyphs
            if " " not in glyphs or _ends_in_a_space(word, following):
                continue
            kept = _without_marks(word, following)
            if len(kept) < len(glyphs):
                found.append((word, "".join(kept)))
    return found


def _ends_in_a_space(word: Word, following: Word | None) -> bool:
    """Whether a word has one space, at its end, and the next word leaves it some width: nearly all."""
    edges = word.shown.edges
    if word.shown.glyphs.index(" ") != len(edges) - 2 or edges[-1] - edges[-2] <= _NO_WIDTH:
        return False
    return following is None or abs(following.shown.edges[0] - edges[-2]) > _NO_WIDTH


def _without_marks(word: Word, following: Word | None) -> list[str]:
    glyphs, edges = word.shown.glyphs, [*word.shown.edges]
    if following and following.page == word.page and following.shown.baseline == word.shown.baseline:
        start = following.shown.edges[0]
        if edges[-2] - _NO_WIDTH < start < edges[-1]:
            edges[-1] = start
    return [g for i, g in enumerate(glyphs) if g != " " or edges[i + 1] - edges[i] > _NO_WIDTH]


def refuse_text_off_page(pages: Iterable[PageText]) -> None:
    """Raises LayoutProblem(OFF_PAGE) with the number of the first page where text runs off the paper."""
    for number, page in enumerate(pages):
        for shown in page.shown:
            off_side = shown.edges[0] < -1 or shown.edges[-1] > page.width + 1
            if (off_side or not 0 <= shown.baseline <= page.height) and not shown.text.isspace():
                raise LayoutProblem(Failure.OFF_PAGE, (str(number + 1),))


_NO_WIDTH = 0.05


def checked_text(
    paragraphs: Sequence[str],
    blocks: Sequence[Block],
    *,
    print_alike: Alike,
    capitals: bool = False,
    signs: SignPlaces | None = None,
) -> CheckedText:
    """Compare the paragraphs of a Word document with the blocks of its PDF.

    capitals: a style may print text in capitals, so letter case doesn't count. signs: where in the
    paragraphs the signs of footnotes stand.
    Raises LayoutProblem: MISSING_GLYPHS when a box was printed for a character, TEXT_DIFFERS with the
    number of the first page where something else is printed than the document says.
    """
    _refuse_missing_glyphs(blocks)
    return _Comparison(paragraphs, print_alike, capitals, signs or {}).compared(blocks)


def _may_begin_with_label(block: Block) -> bool:
    """Whether an engine may have put a label in front: in an item, in a table's cell, where it tags no lists
    at all, and in a heading its number."""
    if block.in_item or (block.tag in HEADINGS and _NUMBER.fullmatch(block.words[0].shown.text.strip())):
        return True
    parent = block.element.get("/P") if block.element is not None else None
    return parent is not None and str(parent.get("/S", "")) in ("/TD", "/TH")


def _refuse_missing_glyphs(blocks: Sequence[Block]) -> None:
    missing = [word.shown.text.strip() for block in blocks for word in block.words if word.shown.notdef]
    if missing:
        raise LayoutProblem(Failure.MISSING_GLYPHS, tuple(dict.fromkeys("".join(missing))))


class _Comparison:
    """Walks through the document's paragraphs while the PDF's blocks are read one by one."""

    def __init__(
        self, paragraphs: Sequence[str], print_alike: Alike, capitals: bool, places: SignPlaces
    ) -> None:
        self.raw = paragraphs
        self.places = places
        self.signs: dict[int, Sign] = {}
        self.capitals = capitals
        self.print_alike = print_alike
        self.index = 0
        self.target = ""
        self.position = 0
        self.labels: list[tuple[Block, Word]] = []
        self.repairs: list[tuple[Word, str]] = []
        self._advance(-1)

    def compared(self, blocks: Sequence[Block]) -> CheckedText:
        page = 0
        for block in blocks:
            if block.words:
                page = block.words[0].page
            if block.tag == "/Lbl":
                continue
            index, position, labels = self.index, self.position, len(self.labels)
            if self._takes(block):
                if index in self.places:
                    self._find_signs(block, index, position, len(self.labels) - labels)
                continue
            raise LayoutProblem(Failure.TEXT_DIFFERS, (str(page + 1),))
        if self.index < len(self.raw):
            raise LayoutProblem(Failure.TEXT_DIFFERS, (str(page + 1),))
        return CheckedText(self.labels, self.repairs, self.signs)

    def _find_signs(self, block: Block, index: int, position: int, labels: int) -> None:
        """Find the signs in a block that said a paragraph from `position` on, after this many labels."""
        wanted = {
            len(self._comparable(self.raw[index][:offset])): number for offset, number in self.places[index]
        }
        for word in block.words[labels:]:
            text = self._comparable(word.shown.text)
            for place, number in wanted.items():
                if position <= place < position + len(text):
                    whole = place == position and text == str(number)
                    self.signs[number] = Sign(block, word.page, word if whole else None)
            position += len(text)

    def _advance(self, index: int) -> None:
        """Go to the first paragraph after `index` that has any text."""
        self.position = 0
        for following in range(index + 1, len(self.raw)):
            self.target = self._comparable(self.raw[following])
            if self.target:
                self.index = following
                return
        self.index, self.target = len(self.raw), ""

    def _comparable(self, text: str) -> str:
        return bare(text).casefold() if self.capitals else bare(text)

    def _takes(self, block: Block) -> bool:
        words = block.words
        text = self._comparable(block.text)
        if not text or self._consume(text):
            return True
        if _may_begin_with_label(block):
            rest = self._comparable("".join(word.shown.text for word in words[1:]))
            if not rest or self._consume(rest):
                self.labels.append((block, words[0]))
                return True
        if self._takes_glyph_by_glyph(words):
            return True
        if _may_begin_with_label(block) and self._takes_glyph_by_glyph(words[1:]):
            self.labels.append((block, words[0]))
            return True
        return False

    def _consume(self, text: str) -> bool:
        if not self.target.startswith(text, self.position):
            return False
        self.position += len(text)
        if self.position == len(self.target):
            self._advance(self.index)
        return True

    def _takes_glyph_by_glyph(self, words: list[Word]) -> bool:
        """Take a block whose glyphs don't say all by themselves; note what they must be given."""
        if self.position or self.index >= len(self.raw):
            return False  # the rest of a paragraph that was begun elsewhere: no such case is known
        if is_right_to_left(self.target):
            return self._takes_in_any_order(words)
        wanted = [cluster for cluster in clusters(self.raw[self.index]) if bare(cluster)]
        repairs: list[tuple[Word, str]] = []
        place = 0
        for word in words:
            taken = self._clusters_of(word, wanted, place)
            if taken is None:
                return False
            actual = "".join(wanted[place : place + taken])
            if bare(actual) != bare(word.shown.text) and not self.capitals:
                repairs.append((word, actual))
            place += taken
        if place != len(wanted):
            return False
        self.repairs.extend(repairs)
        self._advance(self.index)
        return True

    def _takes_in_any_order(self, words: list[Word]) -> bool:
        """Take a paragraph with right-to-left script, whose glyphs stand in the order in which they are seen.

        The same characters, each as often, must be there; the paragraph's text goes to its first word.
        """
        printed = self._comparable("".join(word.shown.text for word in words))
        if sorted(printed) != sorted(self.target):
            return False
        said = INVISIBLE.sub("", self.raw[self.index])
        self.repairs += [(word, "" if number else said) for number, word in enumerate(words)]
        self._advance(self.index)
        return True

    def _clusters_of(self, word: Word, wanted: list[str], place: int) -> int | None:
        """How many of the clusters from `place` on this word prints; None if it prints something else."""
        taken, printed, said = 0, "", ""
        for glyph in word.shown.glyphs:
            printed += self._comparable(glyph)
            while len(said) < len(printed) and place + taken < len(wanted):
                said += self._said(wanted[place + taken])
                taken += 1
            if self._alike(printed, said):
                printed = said = ""
            elif not said.startswith(printed):
                return None
        return taken if not printed and not said else None

    def _said(self, cluster: str) -> str:
        text = self._comparable(cluster)
        return unicodedata.normalize("NFKD", text) if text in _TWO_SIGNS else text

    def _alike(self, printed: str, said: str) -> bool:
        if printed == said or _TONES.sub("", printed) == _TONES.sub("", said) != "":
            return True
        return self.print_alike(printed, said)
