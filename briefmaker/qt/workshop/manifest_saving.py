"""Saving a manifest and noticing that somebody else did: nobody's work is lost.

The file may lie on a share: it is only touched on a worker thread.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from briefmaker.app.manifest_files import ChangedMeanwhile, OpenedManifest, Stamp, reopened, save_manifest
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _
from briefmaker.packs.manifest_editing import Manifest, manifest_of
from briefmaker.packs.merging import merged
from briefmaker.qt.dialogs import Choice, Question
from briefmaker.qt.services import Services
from briefmaker.qt.workshop.manifest_session import ManifestSession

__all__ = ["ManifestSaving"]

_LANE = "workshop"
_LOOK_MS = 2_000


class ManifestSaving(QObject):
    """saved(): the file has the manifest. not_saved(): it has not, which was told or asked about.
    told(sentence): what became of what others did."""

    saved = Signal()
    not_saved = Signal()
    told = Signal(object)

    def __init__(self, session: ManifestSession, stamp: Stamp, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._stamp = stamp
        self._services = services
        self._seen = ""
        self._theirs: Manifest | None = None
        self._is_busy = False
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self.look)
        self._looking.start()

    def stop(self) -> None:
        """Look no more."""
        self._looking.stop()

    def save(self) -> None:
        """Save the manifest as it stands."""
        self._session.pause()
        if self._is_busy:
            return
        if not self._session.is_modified:
            self.saved.emit()
            return
        self._is_busy = True
        session = self._session
        work = partial(save_manifest, session.folder, session.manifest, session.saved)
        self._services.tasks.start(_LANE, work, self._done, self._failed)

    def look(self) -> None:
        """Look whether the files were changed by somebody else."""
        if self._is_busy:
            return
        self._is_busy = True
        work: Callable[[], OpenedManifest | None] = partial(
            reopened, self._session.folder, self._services.packs, self._stamp
        )
        self._services.tasks.start(_LANE, work, self._take_look, self._pass_over)

    def _done(self, manifest: Manifest) -> None:
        self._is_busy = False
        self._session.mark_saved(manifest)
        self.saved.emit()

    def _failed(self, error: Exception) -> None:
        self._is_busy = False
        if isinstance(error, ChangedMeanwhile):
            if self._take_in(error.manifest):
                self.save()
            else:
                self.not_saved.emit()
                self._ask(error.manifest)
        elif isinstance(error, BriefmakerError):
            self.not_saved.emit()
            self._services.dialogs.tell(self._window(), _("The form is not saved."), str(error))
        else:
            raise error

    def _take_look(self, opened: OpenedManifest | None) -> None:
        self._is_busy = False
        if opened is None:
            return
        session = self._session
        if opened.manifest.text not in (session.saved.text, self._seen):
            self._seen = opened.manifest.text  # it may be half written: believed when it stays so
            return
        self._stamp = opened.stamp
        session.used = opened.used
        if opened.info is not None:
            session.use_pack(opened.info)
        if opened.manifest.text == session.saved.text:
            return
        if not session.is_modified:
            session.take_over(opened.manifest, opened.manifest)
            self.told.emit(_("Somebody else changed this form; you see it as it is now."))
        else:
            self._take_in(opened.manifest)

    def _pass_over(self, error: Exception) -> None:
        """A file that is half written, or gone for a moment, is looked at again later."""
        self._is_busy = False
        if not isinstance(error, BriefmakerError | OSError):
            raise error

    def _take_in(self, theirs: Manifest) -> bool:
        """Join both changes; False when they touch the same lines."""
        session = self._session
        text = merged(session.saved.text, session.manifest.text, theirs.text)
        if text is None:
            return False
        try:
            both = manifest_of(text)
        except BriefmakerError:
            return False
        session.take_over(both, theirs)
        self.told.emit(_("Somebody else changed this form too; both changes are in it now."))
        return True

    def _ask(self, theirs: Manifest) -> None:
        question = Question(
            _("Somebody else has changed the same lines of this form and saved it."),
            _("Whatever you choose, the other one is one step back (Undo)."),
            (
                Choice("mine", _("Save mine"), is_default=True),
                Choice("theirs", _("Take theirs")),
                Choice("cancel", _("Cancel"), is_escape=True),
            ),
        )
        self._theirs = theirs
        self._services.dialogs.ask(self._window(), question, self._settle)

    def _settle(self, choice: str) -> None:
        """Go on with one's own manifest or with theirs; both are in the history."""
        session, theirs = self._session, self._theirs
        mine, self._theirs = session.manifest, None
        if choice == "cancel" or theirs is None:
            return
        session.take_over(theirs, theirs)
        if choice == "mine":
            session.take_over(mine, theirs)
            self.save()

    def _window(self) -> QWidget | None:
        parent = self.parent()
        return parent if isinstance(parent, QWidget) else None
