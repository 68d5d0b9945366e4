"""Which type's pages stand beside what is chosen in the list of packs."""

from __future__ import annotations

from briefmaker.app.working_packs import KnownPack
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.qt.workshop.looking import Shown
from briefmaker.qt.workshop.pack_tree import Chosen

__all__ = ["in_order_sentence", "samples_of", "type_beside", "type_of_finding"]


def type_beside(chosen: Chosen, before: Shown | None) -> str:
    """The folder of the type whose pages are shown: the chosen one; beside a pack or house style the one
    shown before, else the first; "" when there is none."""
    names = [each.folder for each in chosen.pack.types]
    if chosen.type_folder:
        return chosen.type_folder
    if before is not None and before.folder == chosen.pack.folder and before.type_folder in names:
        return before.type_folder
    return names[0] if names else ""


def samples_of(pack: KnownPack, type_folder: str) -> tuple[str, ...]:
    """The file names of a type's samples; none when the type isn't there."""
    return next((each.samples for each in pack.types if each.folder == type_folder), ())


def type_of_finding(pack: KnownPack, finding: Finding) -> str:
    """The folder of the type that a finding is about, "" for what types share."""
    folder = finding.spot.file.partition("/")[0]
    return folder if any(each.folder == folder for each in pack.types) else ""


def in_order_sentence(shown: Shown) -> str:
    """What is said when nothing is wrong with what is shown."""
    if not shown.about:
        return _("Nothing to mend: this pack can be published.")
    if shown.about != shown.type_folder:
        return _("Nothing to mend in this house style.")
    return _("Nothing to mend: this template can be published.")
