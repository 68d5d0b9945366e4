"""Enclosures that a document only lists."""

from __future__ import annotations

import datetime

import pytest

from briefmaker.forms.filling import fill
from briefmaker.letter.answers import Answers, Enclosure
from briefmaker.letter.document_type import (
    DocumentType,
    FieldKind,
    LetterField,
    Organisation,
    PackInfo,
    Section,
)


def document_type(*, titles_suffice: bool) -> DocumentType:
    field = LetterField(
        id="bijlagen", kind=FieldKind.ENCLOSURES, label="Bijlagen", titles_suffice=titles_suffice
    )
    return DocumentType(
        id="proef/voorstel",
        title="Voorstel",
        sections=(Section(id="bijlagen", label="Bijlagen", fields=(field,)),),
        pack=PackInfo(id="proef", version="1", title="Proef", organisation=Organisation(name="Proef")),
    )


@pytest.mark.parametrize("titles_suffice", [True, False])
def test_an_enclosure_without_text_is_complete_only_where_titles_suffice(titles_suffice: bool) -> None:
    answers = Answers({"bijlagen": (Enclosure(title="Advies van de dorpsraden"),)})
    problems = fill(
        document_type(titles_suffice=titles_suffice), answers, datetime.date(2026, 11, 23)
    ).problems
    assert [problem.where.field for problem in problems] == ([] if titles_suffice else ["bijlagen/0/tekst"])


def test_an_enclosure_without_title_is_never_complete() -> None:
    answers = Answers({"bijlagen": (Enclosure(),)})
    (problem,) = fill(document_type(titles_suffice=True), answers, datetime.date(2026, 11, 23)).problems
    assert problem.where.field == "bijlagen/0/titel"
