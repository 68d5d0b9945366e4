"""What went wrong with a shared folder, or with publishing in it, as sentences for the user."""

from __future__ import annotations

import errno
from pathlib import Path

from briefmaker.drafts.failures import shown
from briefmaker.errors import BriefmakerError, NotSaved
from briefmaker.i18n import N_, _
from briefmaker.publishing.release import NO_NUMBER, Release

__all__ = [
    "NothingPublished",
    "PublishedMeanwhile",
    "RefusedRelease",
    "ShareUnavailable",
    "not_installed",
    "signed_off",
    "unavailable",
]

_UNREACHABLE = N_("The shared folder “{folder}” can't be reached ({reason}). Try again when it is there.")
_FORBIDDEN = N_(
    "You may not change anything in the shared folder “{folder}”. Nothing was published; ask its owner for"
    " the right to write there."
)
_FULL = N_(
    "There is no room left in the shared folder “{folder}”. Nothing was published; have room made there."
)

_SENTENCES = {
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _FORBIDDEN),
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _FULL),
}


class ShareUnavailable(BriefmakerError):
    """A shared folder that can't be reached, doesn't answer, is full, or may not be written."""


class RefusedRelease(BriefmakerError):
    """A pack that may not be published as it is: nothing changed."""


class PublishedMeanwhile(RefusedRelease):
    """Somebody else published first; `release` is what they published."""

    def __init__(self, message: str, release: Release) -> None:
        super().__init__(message)
        self.release = release


class NothingPublished(RefusedRelease):
    """There is no release to take back, or to go back to."""


def unavailable(error: OSError, folder: Path) -> ShareUnavailable:
    """The failure to read or write in the shared `folder`."""
    sentence = _SENTENCES.get(error.errno or 0, _UNREACHABLE)
    reason = error.strerror or type(error).__name__
    return ShareUnavailable(_(sentence).format(folder=shown(str(folder)), reason=reason))


def not_installed(error: OSError, release: Release) -> NotSaved:
    """The failure to put a release onto this machine."""
    sentence = _(
        "Version {version} of “{pack}” is not installed ({reason}). What was used before stays in use."
    )
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        sentence = _(
            "Version {version} of “{pack}” is not installed: there is no room left on this computer. What was"
            " used before stays in use."
        )
    return NotSaved(
        sentence.format(
            version=release.version, pack=release.pack, reason=error.strerror or type(error).__name__
        )
    )


def signed_off(release: Release) -> str:
    """Who signed a release off, when and why, for a sentence: "number 7 by Sanne on …"."""
    moment = release.published_at.astimezone()
    sentence = _("number {number}, version {version}, by {by} on {day} at {time} (“{changes}”)")
    if release.number == NO_NUMBER:
        sentence = _("version {version}, by {by} on {day} at {time} (“{changes}”)")
    return sentence.format(
        number=release.number,
        version=release.version,
        by=release.published_by,
        day=f"{moment.day}-{moment.month}-{moment.year}",
        time=f"{moment:%H:%M}",
        changes=shown(" ".join(release.changes.split())),
    )
