"""Many findings about a pack mended at once: written together or not at all, and one change to take back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from briefmaker.app.pack_changes import Undo, change
from briefmaker.app.template_check import check_pack, check_template
from briefmaker.app.template_repairs import mended
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.packs.reading import Pack

__all__ = ["Repaired", "repair_many", "repairable"]

_ROUNDS = 20
_LEFT_OUT = shutil.ignore_patterns(".*", "~$*")


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was mended; how to take it back, None when nothing was; the findings that could not be mended."""

    mended: tuple[Finding, ...]
    undo: Undo | None
    left: tuple[Finding, ...]


def repairable(
    folder: Path, type_folder: str = "", *, rule: str = "", published: Pack | None = None
) -> tuple[Finding, ...]:
    """The findings about a pack, or one document type of it, that one click mends; rule: only its own."""
    if type_folder:
        findings = check_template(folder, type_folder, published=published).findings
    else:
        findings = check_pack(folder, published=published).findings
    return tuple(finding for finding in findings if finding.repair is not None and rule in ("", finding.rule))


def repair_many(
    folder: Path, type_folder: str = "", *, rule: str = "", published: Pack | None = None
) -> Repaired:
    """Mend every repairable finding, also those that only show once another is mended.

    Raises BriefmakerError when a file was changed meanwhile, NotSaved when one can't be written; then every
    file is as it was.
    """
    with tempfile.TemporaryDirectory(prefix="briefmaker-", ignore_cleanup_errors=True) as place:
        trial = Path(place) / (folder.resolve().name or "pakket")
        shutil.copytree(folder, trial, ignore=_LEFT_OUT)
        before: dict[str, bytes] = {}
        done, left = _mend_all(
            trial, before, lambda: repairable(trial, type_folder, rule=rule, published=published)
        )
        files = {path: (data, (trial / path).read_bytes()) for path, data in before.items()}
    if not done:
        return Repaired((), None, left)
    return Repaired(done, change(folder, files, _("Repairs: {count}").format(count=len(done))), left)


def _mend_all(
    trial: Path, before: dict[str, bytes], look: Callable[[], Iterable[Finding]]
) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What was mended in the files of `trial`, and what could not be; notes in `before` what stood there."""
    done: list[Finding] = []
    left: tuple[Finding, ...] = ()
    for _round in range(_ROUNDS):
        count, refused = len(done), []
        for finding in reversed([*look()]):  # from the end: what stands before keeps its place
            try:
                old, new = mended(trial, finding)
            except BriefmakerError:
                refused.append(finding)
                continue
            before.setdefault(finding.spot.file, old)
            (trial / finding.spot.file).write_bytes(new)
            done.append(finding)
        left = tuple(reversed(refused))
        if len(done) == count:
            break
    return tuple(done), left
