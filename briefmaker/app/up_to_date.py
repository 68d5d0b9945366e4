"""Letters of earlier versions of a pack, and of packs that aren't here: opened without losing anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from briefmaker.content.answer_text import answer_text
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.errors import UnusableInput
from briefmaker.forms.versions import brought_up_to_date, type_now, without_field
from briefmaker.i18n import _
from briefmaker.letter.renames import is_before
from briefmaker.packs.installed import InstalledPacks
from briefmaker.problems import Place, Problem, Severity

__all__ = ["not_here", "orphans", "up_to_date", "values_in_words"]


def up_to_date(packs: InstalledPacks, letter: LetterFile) -> LetterFile:
    """The letter as the installed version of its pack has its kind and fields; as it is without them.

    It then names the installed version, unless it was written with a later one.
    """
    pack_id, _slash, folder = letter.document_type.partition("/")
    pack = packs.packs.get(pack_id)
    if pack is None:
        return letter
    info, types = pack.info, packs.types
    names = [
        type_now(info.renamed, folder, letter.pack_version, info.version) if letter.pack_version else folder,
        folder,
        type_now(info.renamed, folder, "", info.version),
    ]
    here = next((f"{pack_id}/{name}" for name in names if f"{pack_id}/{name}" in types), "")
    if not here:
        return letter
    brought = brought_up_to_date(types[here].type, letter.answers, letter.pack_version)
    is_later = is_before(info.version, letter.pack_version)
    version = letter.pack_version if is_later else info.version
    return replace(letter, document_type=here, pack_version=version, answers=brought.answers)


def not_here(packs: InstalledPacks, letter: LetterFile) -> str:
    """Why no pages can be made of a letter that is `up_to_date`; "" when its kind is installed."""
    if letter.document_type in packs.types:
        return ""
    pack, _slash, kind = letter.document_type.partition("/")
    if pack in packs.packs:
        said = _(
            "The template pack “{pack}” has no kind of document “{type}” any more, so no pages can be made "
            "of this letter. What was filled in can be read and copied; the file stays as it is."
        )
    else:
        said = _(
            "The template pack “{pack}” of this letter (“{type}”) is not installed here, so no pages can be "
            "made of it. What was filled in can be read and copied; the file stays as it is."
        )
    return said.format(pack=pack, type=kind)


def orphans(packs: InstalledPacks, letter: LetterFile) -> tuple[Problem, ...]:
    """A problem for each value of the letter that no field prints. Raises UnusableInput, with the sentence of
    `not_here`, for a letter whose kind isn't installed."""
    if said := not_here(packs, letter):
        raise UnusableInput(said)
    document_type = packs.type(letter.document_type).type
    dropped = {each.id for each in document_type.dropped}
    found = without_field(document_type, letter.answers)
    return tuple(_problem(place, _path(place) in dropped) for place in found)


def _problem(place: str, is_dropped: bool) -> Problem:
    return Problem(
        "value.without_field",
        Place(),
        _("What was filled in for “{field}” has no field any more and is not printed.").format(field=place),
        _("It stays in the letter file."),
        Severity.HINT if is_dropped else Severity.WARNING,
    )


def _path(place: str) -> str:
    """ "besluiten/0/wie" as a manifest has it: "besluiten.wie"."""
    steps = place.partition("~")[0].split("/")
    return ".".join(steps[::2])


def values_in_words(letter: LetterFile) -> Mapping[str, str]:
    """Everything filled in, as text by the name of its field."""
    found = {name: answer_text(value) for name, value in letter.answers.items()}
    return {name: text for name, text in found.items() if text.strip()}
