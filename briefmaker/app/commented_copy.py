"""A copy of a template with a Word comment at the place of each finding, to be read or passed on."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from briefmaker.drafts.saving import save_atomically
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.inspection.comments import with_comments
from briefmaker.inspection.finding import Finding

__all__ = ["commented_copy"]


def commented_copy(folder: Path, file: str, findings: Iterable[Finding], target: Path) -> None:
    """Write a copy of a Word file of the pack in `folder` to `target`, with comments for those of the
    findings that are about it. Raises UnusableInput for a file that can't be read, NotSaved."""
    try:
        docx = (folder / file).read_bytes()
    except OSError as error:
        raise UnusableInput(
            _("“{name}” can't be read: {reason}.").format(name=file, reason=error.strerror)
        ) from error
    save_atomically(target, with_comments(docx, findings, file))
