"""Enclosures as they go along with a letter, and what is still to do about each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefmaker.forms.cleaning import cleaned_body, cleaned_text
from briefmaker.forms.pictures import picture_problems
from briefmaker.i18n import N_, _
from briefmaker.letter.answers import EnclosedFile, Enclosure
from briefmaker.letter.enclosed_files import LARGEST_FILE, MOST_FILES, FileFlaw
from briefmaker.letter.letter import Gap
from briefmaker.problems import Place, Problem

__all__ = ["checked_enclosures", "flaw_sentences"]

_FLAWS = {
    FileFlaw.MISSING: (
        N_("{file} is empty, or is gone from the letter file."),
        N_("Add the file again, or remove the enclosure."),
    ),
    FileFlaw.UNSUPPORTED: (
        N_("{file} is of a kind that can't be enclosed."),
        N_("Save it as PDF or .docx first, and add that. Pictures can be PNG or JPEG."),
    ),
    FileFlaw.ENCRYPTED: (
        N_("{file} is protected with a password or with restrictions."),
        N_("Ask for a copy without protection, or print it to a new PDF."),
    ),
    FileFlaw.DAMAGED: (
        N_("{file} is damaged: its end is missing."),
        N_("Ask for it again, or take another copy."),
    ),
    FileFlaw.MACROS: (
        N_("{file} holds macros, which are not sent along."),
        N_("Save it as an ordinary .docx or as PDF, and add that."),
    ),
    FileFlaw.TOO_LARGE: (
        N_("{file} is larger than {size} MB."),
        N_("Make it smaller, or send it another way."),
    ),
}


def flaw_sentences(flaw: FileFlaw, file: str) -> tuple[str, str]:
    """What is wrong with a file and what to do about it; file: how it is called where a sentence begins."""
    what, remedy = _FLAWS[flaw]
    return _(what).format(file=file, size=LARGEST_FILE // 1_000_000), _(remedy)


def checked_enclosures(
    field: str, enclosures: Sequence[Enclosure], *, titles_suffice: bool = False
) -> tuple[tuple[Enclosure, ...], list[Problem]]:
    """The enclosures of a field as they are printed, gaps included, and all that is wrong with them.

    titles_suffice: one without text or file is complete, as it is only listed.
    """
    problems: list[Problem] = []
    printed: list[Enclosure] = []
    for number, enclosure in enumerate(enclosures):
        path = f"{field}/{number}"
        label = _("Enclosure {number}").format(number=number + 1)
        title, found = cleaned_text(enclosure.title, Place(f"{path}/titel"), label)
        problems += found
        body, found = cleaned_body(enclosure.body, f"{path}/tekst", label)
        problems += found
        problems += picture_problems(body, f"{path}/tekst", label)
        if not title.strip():
            problems.append(
                _missing(
                    f"{path}/titel",
                    _("{field} has no title.").format(field=label),
                    _("Fill in a title, or remove the enclosure."),
                )
            )
            title = Gap(label=label).printed
        if enclosure.file is None:
            if body.is_blank and not titles_suffice:
                problems.append(
                    _missing(
                        f"{path}/tekst",
                        _("{field} has no text.").format(field=label),
                        _("Type its text, or remove the enclosure."),
                    )
                )
        else:
            problems += _file_problems(enclosure.file, path, number + 1)
            if not body.is_blank:
                problems.append(_both(path, label))
        printed.append(enclosure.model_copy(update={"title": title.strip(), "body": body}))
    if sum(each.file is not None for each in enclosures) > MOST_FILES:
        problems.append(_too_many(field))
    return tuple(printed), problems


def _file_problems(file: EnclosedFile, path: str, number: int) -> Iterator[Problem]:
    if file.flaw is not None:
        called = _("The file of enclosure {number}").format(number=number)
        what, remedy = flaw_sentences(file.flaw, called)
        yield Problem(f"enclosure.{file.flaw.value}", Place(f"{path}/bestand"), what, remedy)
    elif file.kind.is_picture and not file.alt.strip():
        yield Problem(
            "image.description",
            Place(f"{path}/beschrijving"),
            _("The picture of enclosure {number} has no description.").format(number=number),
            _("Say in a sentence what it shows, for those who can't see it."),
        )


def _missing(field: str, what: str, remedy: str) -> Problem:
    return Problem("required", Place(field), what, remedy)


def _both(path: str, label: str) -> Problem:
    return Problem(
        "enclosure.both",
        Place(f"{path}/tekst"),
        _("{field} has a text as well as a file.").format(field=label),
        _("Make two enclosures of them."),
    )


def _too_many(field: str) -> Problem:
    return Problem(
        "enclosure.too-many",
        Place(field),
        _("There are more than {count} files among the enclosures.").format(count=MOST_FILES),
        _("Join some of them, or send them another way."),
    )
