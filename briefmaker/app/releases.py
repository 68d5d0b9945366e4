"""Packs published to the organisation's shared folder, taken back, looked up, and installed on this machine.

Whatever reads or writes the shared folder does so in a process of its own and within a time limit: a share
may hang. All the same, call it on a worker thread, since it waits as long.
"""

from __future__ import annotations

import contextlib
import datetime
import tempfile
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefmaker import places
from briefmaker.app.installed import installed_packs
from briefmaker.app.pack_changes import settle
from briefmaker.app.template_check import check_pack
from briefmaker.drafts.failures import shown
from briefmaker.drafts.saving import save_atomically
from briefmaker.errors import NotSaved, UnusablePack
from briefmaker.i18n import _, _n
from briefmaker.inspection.finding import Finding
from briefmaker.packs.glimpses import PACK
from briefmaker.packs.pointers import POINTER
from briefmaker.problems import Severity
from briefmaker.publishing.basis import Basis, read_basis, write_basis
from briefmaker.publishing.gate import admitted_folder
from briefmaker.publishing.installing import Outcome
from briefmaker.publishing.line import Entry
from briefmaker.publishing.packing import content_hash, hashes, pack_files, packed
from briefmaker.publishing.release import NO_NUMBER, VERSION, Release, read_release
from briefmaker.publishing.share import ShareTask, share_hangs
from briefmaker.publishing.share_failures import RefusedRelease

__all__ = [
    "Installation",
    "Unfinished",
    "history",
    "install_file",
    "install_newest",
    "publish",
    "share_hangs",
    "withdraw",
    "write_pack_file",
]

_LIST_LIMIT = 30.0
_CHANGE_LIMIT = 90.0
_INSTALL_LIMIT = 120.0
"""Seconds that a shared folder gets to answer."""


class Unfinished(RefusedRelease):
    """A pack that isn't published because the check found errors; findings: those."""

    def __init__(self, message: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(message)
        self.findings = findings


def publish(
    folder: Path,
    shared: Path,
    *,
    by: str,
    changes: str,
    now: datetime.datetime,
    version: str = "",
    based_on: int | None = None,
    fonts: Collection[str] = (),
) -> Release:
    """Publish the pack in `folder`, as it is this moment, and note there what it goes on from.

    by: who signs it off; changes: what changed, in their words; version: that of the release, "" for the one
    that the pack names; based_on: the number of the release that it was made from, None for what the folder
    notes. fonts: see `check_pack`.

    Raises Unfinished when the check finds errors, PublishedMeanwhile when somebody else was first,
    RefusedRelease for nothing said of what changed, a version that was used, or no change; UnusablePack for
    what could do harm; ShareUnavailable. Nothing is published then.
    """
    _refuse_unsigned(by, changes)
    _refuse_installed(folder)
    settle(folder)
    basis = read_basis(folder)
    with tempfile.TemporaryDirectory(prefix="briefmaker-", ignore_cleanup_errors=True) as place:
        taken = _taken(folder, Path(place), version)
        pack, own_version = _head(taken)
        _refuse_errors(taken, pack, fonts)
        files = admitted_folder(taken)
        made = ShareTask(
            "publish",
            shared=str(shared), pack=pack, folder=str(taken), version=own_version, by=by.strip(),
            changes=changes.strip(), now=now.isoformat(),
            based_on=basis.number if based_on is None else based_on,
        ).result(_CHANGE_LIMIT)  # fmt: skip
    release = read_release(made.encode("ascii"))
    # It is published: a note that can't be written is no reason to say that it is not.
    with contextlib.suppress(NotSaved, UnusablePack, OSError):
        if own_version != _head(folder)[1]:
            save_atomically(folder / PACK, _with_version((folder / PACK).read_bytes(), own_version))
        write_basis(folder, Basis(pack, release.number, own_version, content_hash(hashes(files))))
    return release


def withdraw(
    shared: Path,
    pack: str,
    *,
    by: str,
    now: datetime.datetime,
    to: int | None = None,
    based_on: int | None = None,
    reason: str = "",
) -> Release:
    """Take the current release of a pack back, with one action: that before it holds again, or number `to`.

    reason: why, for whoever looks back. based_on: the number of the release that is to be taken back, None
    for whichever is current. Raises PublishedMeanwhile when another one is current by now, NothingPublished
    when there is nothing to go back to, RefusedRelease without a name, ShareUnavailable.
    """
    _refuse_nameless(by)
    made = ShareTask(
        "withdraw", shared=str(shared), pack=pack, by=by.strip(), now=now.isoformat(), to=to,
        based_on=based_on, reason=reason,
    ).result(_CHANGE_LIMIT)  # fmt: skip
    return read_release(made.encode("ascii"))


def history(shared: Path, pack: str) -> tuple[Entry, ...]:
    """Every release of a pack, the newest first. Raises ShareUnavailable."""
    found = ShareTask("history", shared=str(shared), pack=pack).result(_LIST_LIMIT)
    return tuple(
        Entry(number, None if text is None else read_release(text.encode("ascii")), is_current)
        for number, text, is_current in found
    )


class Installation:
    """What is newest in the shared folder, brought to this machine. `stop` may be called from any thread."""

    def __init__(self, shared: Path) -> None:
        self._task = ShareTask("install", shared=str(shared), root=str(places.organisation_packs_folder()))

    def outcome(self, limit: float = _INSTALL_LIMIT) -> Outcome:
        """What was installed, and what there is to say. limit: in seconds; what was installed by then is
        installed. Raises ShareUnavailable, and Cancelled after `stop`."""
        releases, sentences = self._task.result(limit)
        installed = tuple(read_release(text.encode("ascii")) for text in releases)
        return Outcome(installed, tuple(sentences))

    def stop(self) -> None:
        """End it wherever it is: each pack is the old or the new one."""
        self._task.stop()


def install_newest(shared: Path, limit: float = _INSTALL_LIMIT) -> Outcome:
    """Have the newest release of each pack in the shared folder hold on this machine; as `Installation`."""
    return Installation(shared).outcome(limit)


def install_file(path: Path) -> Release:
    """Have a single pack file, from a mail for example, hold for this user. Raises UnusableInput for a file
    that can't be read, UnusablePack, NotSaved."""
    root = str(places.user_packs_folder())
    made: str = ShareTask("install_file", path=str(path), root=root).result(_INSTALL_LIMIT)
    return read_release(made.encode("ascii"))


def write_pack_file(
    folder: Path, target: Path, *, by: str, changes: str, now: datetime.datetime, version: str = ""
) -> Release:
    """Write the pack in `folder` as one file, to be sent: `install_file` takes it. Raises as `publish`, and
    NotSaved."""
    _refuse_unsigned(by, changes)
    settle(folder)
    with tempfile.TemporaryDirectory(prefix="briefmaker-", ignore_cleanup_errors=True) as place:
        taken = _taken(folder, Path(place), version)
        pack, own_version = _head(taken)
        _refuse_errors(taken, pack, ())
        files = admitted_folder(taken)
    release = Release(pack, own_version, NO_NUMBER, by.strip(), now, changes.strip())
    save_atomically(target, packed(release, files))
    return replace(release, files=hashes(files))


def _refuse_unsigned(by: str, changes: str) -> None:
    if not changes.strip():
        raise RefusedRelease(_("Say in a few words what changed: others read it when they look back."))
    _refuse_nameless(by)


def _refuse_installed(folder: Path) -> None:
    """What letters are made with is not worked on: a release is what was signed off."""
    if (folder.parent / POINTER).is_file() and folder.name.isdigit():
        raise RefusedRelease(
            _(
                "“{folder}” holds an installed release. Make a working copy of it under Templates, and"
                " publish that."
            ).format(folder=shown(str(folder)))
        )


def _refuse_nameless(by: str) -> None:
    if not by.strip():
        raise RefusedRelease(_("Say who signs this off: others see the name when they look back."))


def _taken(folder: Path, place: Path, version: str) -> Path:
    """A copy of the pack that nobody writes in: what is checked is what is published."""
    files = {**pack_files(folder)}
    if version and PACK in files:
        files[PACK] = _with_version(files[PACK], version)
    name = _text(_table(files.get(PACK, b"")), "id") or folder.resolve().name
    taken = place / (name if name.isidentifier() else "pakket")
    for path, data in files.items():
        target = taken / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return taken


def _head(folder: Path) -> tuple[str, str]:
    """Id and version of a pack. Raises RefusedRelease for a version that can't be one."""
    table = _table((folder / PACK).read_bytes()) if (folder / PACK).is_file() else {}
    pack, version = _text(table, "id"), _text(table, "version")
    if pack and not VERSION.fullmatch(version):
        raise RefusedRelease(
            _("“{version}” can't be a version. Use digits and dots, for example 1.2.0.").format(
                version=shown(version)
            )
        )
    return pack, version


def _with_version(head: bytes, version: str) -> bytes:
    """The same `pack.toml` with another version, otherwise byte for byte."""
    import tomlkit

    try:
        document = tomlkit.parse(head.decode("utf-8"))
    except (ValueError, RecursionError):  # the check says what is wrong with it
        return head
    if document.get("version") != version:
        document["version"] = version
    return tomlkit.dumps(document).encode("utf-8")


def _refuse_errors(folder: Path, pack: str, fonts: Collection[str]) -> None:
    checked = check_pack(folder, published=installed_packs().packs.get(pack), fonts=fonts)
    errors = tuple(finding for finding in checked.findings if finding.severity is Severity.ERROR)
    if errors:
        sentence = _n(
            "These templates can't be published yet: one thing has to be mended first.",
            "These templates can't be published yet: {count} things have to be mended first.",
            len(errors),
        )
        raise Unfinished(sentence.format(count=len(errors)), errors)


def _table(data: bytes) -> Mapping[str, Any]:
    try:
        return tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name, "")
    return value if isinstance(value, str) else ""
