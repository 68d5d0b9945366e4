"""What a pack must stand before it is used: every template compiled in every house style, every sample made
into a Word document in each of them.

Runs in the child process of `trial`, since nothing bounds the time and memory of a single step.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from briefmaker.drafts.letter_file import read_letter_file
from briefmaker.errors import BriefmakerError, UnusablePack
from briefmaker.forms.filling import fill
from briefmaker.forms.placeholders import placeholders_of
from briefmaker.forms.versions import brought_up_to_date
from briefmaker.i18n import _
from briefmaker.letter.document_type import PackInfo
from briefmaker.letter.letter import Letter
from briefmaker.letter.printed_names import ORGANISATION, STATUS, WORDMARK
from briefmaker.packs.house_styles import InstalledHouseStyle
from briefmaker.packs.reading import InstalledType, Pack, read_pack
from briefmaker.rendering import compile_template
from briefmaker.rendering.package import opened
from briefmaker.rendering.refused_contents import refused_contents

__all__ = ["sample_letters", "try_pack"]

_DAY = datetime.date(2026, 1, 1)
"""The day on which samples are tried: the same for everybody, so that the verdict is."""


def try_pack(folder: Path) -> PackInfo:
    """What the pack in `folder` says of itself. Raises UnusablePack with what is wrong with it, and whatever
    its contents provoke."""
    pack = read_pack(folder)
    if not pack.types:
        raise UnusablePack(_("There is no document type in this pack."))
    for docx in (
        *(each.docx for each in pack.house_styles.values()),
        *(each.template for each in pack.types),
    ):
        if said := [*refused_contents(opened(docx))]:
            raise UnusablePack("\n".join(dict.fromkeys(said)))
    for installed in pack.types:
        samples = [*sample_letters(installed)]
        for looks in pack.house_styles.values() or (None,):
            _try_looks(pack, installed, looks, samples)
    return pack.info


def _try_looks(
    pack: Pack, installed: InstalledType, looks: InstalledHouseStyle | None, samples: list[tuple[str, Letter]]
) -> None:
    document_type = installed.type
    house_style = "" if looks is None else looks.house_style.id
    organisation = document_type.pack.organisation_in(house_style)
    texts = {
        WORDMARK: organisation.wordmark or organisation.name,
        ORGANISATION: organisation.name,
        STATUS: "",
    }
    template = compile_template(
        installed.template,
        document_type.styles_in(house_style),
        known={each.name for each in placeholders_of(document_type)},
        language=document_type.language,
        house_style=None if looks is None else looks.docx,
    )
    mark = pack.mark if looks is None else looks.mark
    for name, letter in samples:
        try:
            template.render(letter.model_copy(update={"house_style": house_style}), texts, mark=mark)
        except BriefmakerError as error:
            raise _failing_sample(installed, name, error) from None


def sample_letters(installed: InstalledType) -> Iterator[tuple[str, Letter]]:
    """The samples of a type as letters with the names of their files, those of earlier versions as they are
    opened now. Raises UnusablePack."""
    for path in installed.samples:
        try:
            letter = read_letter_file(path.read_bytes())
        except BriefmakerError as error:
            raise _failing_sample(installed, path.name, error) from None
        brought = brought_up_to_date(installed.type, letter.answers, letter.pack_version)
        yield path.name, fill(installed.type, brought.answers, _DAY).letter


def _failing_sample(installed: InstalledType, name: str, error: BriefmakerError) -> UnusablePack:
    said = _("The sample “{sample}” of “{type}” can't be made into a document: {reason}")
    return UnusablePack(said.format(sample=name, type=installed.type.title, reason=error))
