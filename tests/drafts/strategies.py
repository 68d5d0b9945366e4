"""Letters of every kind for hypothesis, and an everyday one."""

from hypothesis import strategies as st

from briefmaker.drafts.letter_file import LetterFile
from briefmaker.letter.answers import Answers, Enclosure, Entry
from briefmaker.letter.body import (
    Body,
    Cell,
    Footnote,
    Heading,
    Image,
    LineBreak,
    ListBlock,
    ListItem,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ids = st.text("abcdefb0123456789", max_size=6)
inlines = st.lists(
    st.one_of(
        st.builds(Text, text=texts, strong=st.booleans(), emphasis=st.booleans(), link=texts),
        st.just(LineBreak()),
        st.builds(Footnote, note=st.lists(st.builds(Text, text=texts), max_size=2).map(tuple)),
    ),
    max_size=4,
).map(tuple)
PICTURES = tuple(b"\x89PNG\r\n\x1a\n" + bytes([number]) * 40 for number in range(3))
"""Not pictures, but what a letter file takes for ones."""


def _blocks(inner):
    return st.lists(inner, max_size=3).map(tuple)


_leaf = st.one_of(
    st.builds(Paragraph, id=ids, inlines=inlines),
    st.builds(Heading, id=ids, level=st.integers(1, 3), inlines=inlines),
    st.builds(PageBreak, id=ids),
    st.builds(
        Image, id=ids, data=st.sampled_from((*PICTURES, b"\xff\xd8\xff\xe0" + b"x" * 20, b"")), alt=texts
    ),
)
blocks = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.builds(Quote, id=ids, blocks=_blocks(inner)),
        st.builds(
            ListBlock,
            id=ids,
            kind=st.sampled_from(["bullet", "numbered"]),
            start=st.integers(0, 32767),
            numerals=st.sampled_from(["decimal", "letter", "roman"]),
            continues=st.booleans(),
            items=st.lists(st.builds(ListItem, id=ids, blocks=_blocks(inner)), max_size=3).map(tuple),
        ),
        st.builds(
            Table,
            id=ids,
            header_rows=st.integers(0, 3),
            header_column=st.booleans(),
            rows=st.lists(
                st.builds(
                    Row,
                    cells=st.lists(
                        st.builds(Cell, blocks=_blocks(inner), span=st.integers(1, 63)), max_size=2
                    ).map(tuple),
                ),
                max_size=2,
            ).map(tuple),
        ),
    ),
    max_leaves=8,
)
bodies = st.builds(Body, blocks=_blocks(blocks))
answers = st.dictionaries(
    texts,
    st.one_of(
        texts.filter(bool),
        bodies,
        st.lists(st.builds(Enclosure, title=texts, body=bodies), min_size=1, max_size=2).map(tuple),
        st.lists(
            st.dictionaries(texts | st.just("type"), texts | st.just("image") | bodies, max_size=3).map(
                lambda values: Entry(values=values)
            ),
            min_size=1,
            max_size=2,
        ).map(tuple),
    ),
    max_size=6,
).map(Answers)
letters = st.builds(
    LetterFile,
    document_type=st.sampled_from(["haarlem/wethoudersbrief", "een/ander-type_2", "Zuid.Holland/Brief"]),
    pack_version=st.sampled_from(["", "1.0.0", "2026.11"]),
    answers=answers,
    further=st.dictionaries(
        st.sampled_from(["labels", "kleur", "x"]), st.one_of(texts, st.lists(texts, max_size=2)), max_size=2
    ),
)


def everyday_letter(subject: str = "Meer groen in de wijk") -> LetterFile:
    """A letter as a secretary writes it."""
    return LetterFile(
        document_type="haarlem/wethoudersbrief",
        pack_version="1.0.0",
        answers=Answers(
            {
                "onderwerp": subject,
                "datum": "2026-11-23",
                "geadresseerde": "Bewonersgroep De Linde\nLindelaan 4\n2011 AB Haarlem",
                "brieftekst": Body(
                    blocks=(
                        Paragraph(id="b1", inlines=(Text(text="Dank voor uw brief over R&D <BV> 😀."),)),
                        ListBlock(
                            id="b2",
                            items=(
                                ListItem(
                                    id="b3",
                                    blocks=(Paragraph(id="b4", inlines=(Text(text="bomen", strong=True),)),),
                                ),
                            ),
                        ),
                    )
                ),
                "bijlagen": (Enclosure(title="Plan", body=Body(blocks=(Paragraph(id="c1"),))),),
            }
        ),
    )
