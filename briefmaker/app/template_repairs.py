"""A finding about a pack mended with one click: a file written whole or not at all, to be taken back."""

from __future__ import annotations

from pathlib import Path

from briefmaker.app.pack_changes import Undo, change, undo
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding
from briefmaker.inspection.repairs import repaired, repaired_text

__all__ = ["Undo", "mended", "repair", "undo"]


def repair(folder: Path, finding: Finding) -> Undo:
    """Mend a finding about the pack in `folder`; `undo` puts back what stood there.

    Raises UnusableInput when the place isn't as it was when it was checked, or can't be mended so; NotSaved
    when the file can't be written. Then it is as it was.
    """
    before, after = mended(folder, finding)
    label = finding.repair.label if finding.repair else ""
    return change(folder, {finding.spot.file: (before, after)}, label or finding.what)


def mended(folder: Path, finding: Finding) -> tuple[bytes, bytes]:
    """The bytes of the file that a finding is about, and the same with the finding mended; raises as
    `repair`."""
    path = finding.spot.file
    try:
        before = (folder / path).read_bytes()
    except OSError as error:
        raise UnusableInput(
            _("“{name}” can't be read: {reason}.").format(name=path, reason=error.strerror)
        ) from error
    if path.endswith(".docx"):
        return before, repaired(before, finding)
    try:
        return before, repaired_text(before.decode("utf-8"), finding).encode()
    except UnicodeDecodeError:
        raise UnusableInput(
            _("{file} is not saved as UTF-8. Save it again as UTF-8.").format(file=path)
        ) from None
