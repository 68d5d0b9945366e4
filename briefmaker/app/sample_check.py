"""The samples of a document type as a trial: of each a Word document is made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from briefmaker.app.accepted_pages import accepted_file
from briefmaker.app.letters import open_letter
from briefmaker.app.sample_pages import SAMPLE_DAY
from briefmaker.app.typesetting import Typesetter
from briefmaker.app.up_to_date import up_to_date
from briefmaker.errors import BriefmakerError, UnusableInput
from briefmaker.forms.filling import fill
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.tag_rules import FAILING_SAMPLE, LEFT_PAGES, NO_SAMPLE, UNUSABLE
from briefmaker.letter.answers import Answers
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import TEMPLATE, InstalledType, Pack

__all__ = ["sample_findings"]


def sample_findings(
    folder: Path, pack: Pack, installed: InstalledType, *, can_be_tried: bool
) -> Iterator[Finding]:
    """What is wrong with a type's samples, and what keeps letters from being made of its template.

    can_be_tried: whether nothing is known yet that keeps them from it; otherwise samples are only read.
    """
    name = installed.type.id.partition("/")[2]
    typesetter = Typesetter(InstalledPacks.holding(pack))
    if not installed.samples:
        what = _("There are no samples yet.")
        remedy = _("Fill in a letter, and save it in the folder “{folder}”.").format(folder=f"{name}/samples")
        yield NO_SAMPLE.finding(what, remedy, Spot(file=f"{name}/samples"))
    yield from _left_pages(folder, name, pack, installed)
    if can_be_tried:
        unusable = [*_unusable(typesetter, pack, installed)]
        yield from unusable
        can_be_tried = not unusable
    for path in installed.samples:
        spot = Spot(file=path.relative_to(folder).as_posix())
        try:
            letter = up_to_date(typesetter.packs, open_letter(path))
            if letter.document_type.partition("/")[2] != name:
                raise UnusableInput(
                    _("This sample is for “{other}”, not for “{type}”.").format(
                        other=letter.document_type, type=installed.type.id
                    )
                )
            if can_be_tried:
                filled = fill(installed.type, letter.answers, SAMPLE_DAY)
                typesetter.typeset(filled.letter, letter.answers, as_concept=True)
        except BriefmakerError as error:
            what = _("No letter could be made of the sample “{name}”:").format(name=path.stem)
            yield FAILING_SAMPLE.finding(f"{what} {error}", "", spot)


def _left_pages(folder: Path, name: str, pack: Pack, installed: InstalledType) -> Iterator[Finding]:
    """Accepted pages of samples and house styles that there are no more."""
    house_styles = ("", *pack.house_styles)
    samples = [path.stem for path in installed.samples]
    own = {accepted_file(folder, name, sample, looks).name for sample in samples for looks in house_styles}
    for path in sorted(accepted_file(folder, name, "", "").parent.glob("*.pdf")):
        if path.name not in own:
            what = _("“{file}” holds accepted pages of a sample that is not there.").format(file=path.name)
            remedy = _("Throw the file away, or give the sample its former name.")
            yield LEFT_PAGES.finding(what, remedy, Spot(file=path.relative_to(folder).as_posix()))


def _unusable(typesetter: Typesetter, pack: Pack, installed: InstalledType) -> Iterator[Finding]:
    """What keeps an empty letter from being made, in each house style."""
    empty = fill(installed.type, Answers(), SAMPLE_DAY).letter
    said: set[str] = set()
    for house_style in reversed([*pack.house_styles] or [""]):
        try:
            typesetter.typeset(empty.model_copy(update={"house_style": house_style}))
        except BriefmakerError as error:
            for sentence in str(error).split("\n"):
                if sentence not in said:
                    said.add(sentence)
                    yield UNUSABLE.finding(sentence, "", _spot(installed, sentence))


def _spot(installed: InstalledType, sentence: str) -> Spot:
    """The paragraph whose words a sentence quotes, else the template as a whole."""
    from briefmaker.inspection.word_file import WordFile

    file = f"{installed.type.id.partition('/')[2]}/{TEMPLATE}"
    quoted = [words.rstrip("…") for words in re.findall("“([^”]*)”", sentence)]
    longest, found = "", Spot(file=file)
    for part in WordFile.of(installed.template, file).parts:
        for paragraph in part.paragraphs:
            text = " ".join(paragraph.text.split())
            if text and any(words and text.startswith(words) for words in quoted):
                return part.spot(file, paragraph.number)
            # Codes that stand alone in the next paragraphs are quoted with the words of this one.
            if len(text) > len(longest) and any(words.startswith(text) for words in quoted):
                longest, found = text, part.spot(file, paragraph.number)
    return found
