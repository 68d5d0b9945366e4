"""Publishing a pack: what the check says, what becomes of letters, and what is written down about it.

Everything happens on worker threads, the shared folder in a process of its own. What is published is what was
checked and looked at: when files change meanwhile, it is checked and made anew.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypedDict

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from briefmaker.app.impact import Impact
from briefmaker.app.readiness import ChangedMeanwhile, Readiness, next_version, publish_as_seen, readiness
from briefmaker.app.releases import Unfinished, write_pack_file
from briefmaker.app.template_repairs import repair
from briefmaker.app.working_packs import KnownPack
from briefmaker.i18n import _, _n
from briefmaker.inspection.finding import Finding
from briefmaker.problems import Severity
from briefmaker.publishing.line import Entry
from briefmaker.publishing.release import Release
from briefmaker.publishing.share_failures import PublishedMeanwhile, signed_off
from briefmaker.qt.dialogs import FileKind
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.services import Services
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.compared_letters import ComparedLetter, ComparedLetters
from briefmaker.qt.workshop.findings_column import FindingsColumn
from briefmaker.qt.workshop.impact_window import drawn_with, made_twice, nothing_made, summary
from briefmaker.qt.workshop.looking import Looking
from briefmaker.qt.workshop.release_form import ReleaseForm
from briefmaker.qt.workshop.release_line import SHARE, ReleaseLine, sentence_of

__all__ = ["PublishWindow"]

_CHECKS = "workshop-check"
_FILES = "files"


class PublishWindow(QDialog):
    """Publishes a pack that is worked on. published(Release): it is.

    now: gives the moment that is written down.
    """

    published = Signal(object)

    def __init__(
        self,
        services: Services,
        looking: Looking,
        pack: KnownPack,
        now: Callable[[], datetime.datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Publish {pack}").format(pack=pack.title))
        self._services, self._looking, self._folder, self._now = services, looking, pack.folder, now
        self._round = 0
        self._seen: Readiness | None = None
        self._overtaken_by: int | None = None
        self._based_on: int | None = None
        self._is_publishing = False
        self._is_made = False
        self._looked_at: set[str] = set()
        self.line = ReleaseLine(services, pack.id, self)
        self.current = NoteLine(self)
        self.form = ReleaseForm(services.user, self)
        self.checked = NoteLine(self)
        self.letters = ComparedLetters(
            services.tasks, partial(drawn_with, looking.engine), nothing_made(), self
        )
        self.findings = FindingsColumn(self)
        self.below = QStackedWidget(self)
        self.below.addWidget(self.letters)
        self.below.addWidget(self.findings)
        self.count = QLabel(self)
        self.count.setWordWrap(True)
        self.halt = PushButton(_("&Stop"), self)
        self.halt.setToolTip(_("Make no more letters; you can publish all the same"))
        self.to_file = PushButton(_("Save as &file…"), self)
        self.to_file.setToolTip(_("Write the pack into one file, to send it"))
        self.cancel = PushButton(_("Cancel"), self)
        self.confirm = PushButton(_("&Publish"), self)
        self.confirm.setDefault(True)
        self._lay_out()
        self._connect()
        self.look()
        self.line.ask()

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(em(self, 1), em(self, 0.8), em(self, 1), em(self, 0.7))
        top.setSpacing(em(self, 0.5))
        for widget in (self.current, self.form, self.checked):
            top.addWidget(widget)
        row = QHBoxLayout()
        row.setContentsMargins(em(self, 1), em(self, 0.5), em(self, 1), em(self, 0.7))
        row.setSpacing(em(self, 0.5))
        row.addWidget(self.count, 1)
        for button in (self.halt, self.to_file, self.cancel, self.confirm):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line.banner)
        column.addLayout(top)
        column.addWidget(_hairline(self))
        column.addWidget(self.below, 1)
        column.addWidget(_hairline(self))
        column.addLayout(row)
        self.resize(em(self, 80), em(self, 54))
        self.form.changes.setFocus()

    def _connect(self) -> None:
        self.line.known.connect(self._show_line)
        self.line.unknown.connect(self._show_line)
        self.form.edited.connect(self._allow)
        self.letters.came.connect(self._allow)
        self.letters.finished.connect(self._end_letters)
        self.letters.failed.connect(self._end_letters)
        self.letters.letter_chosen.connect(self._note_looked_at)
        self.findings.repair_requested.connect(self._repair)
        self.halt.clicked.connect(self.stop)
        self.to_file.clicked.connect(self._choose_file)
        self.cancel.clicked.connect(self.reject)
        self.confirm.clicked.connect(self.publish)

    # -- looking

    def look(self, _changed: object = None) -> None:
        """Check the pack and make letters with it, anew."""
        if self._is_publishing:  # its version is being written into it
            return
        self._round += 1
        self._seen, self._is_made = None, False
        self._looked_at.clear()
        self.letters.stop()
        self.checked.show_note(_("The templates are being checked…"), None)
        work = partial(_checked, self._looking, self._folder, self._round)
        self._services.tasks.start(_CHECKS, work, self._show_checked, self._fail_check)
        self._allow()

    def stop(self) -> None:
        """Make no more letters."""
        self.letters.stop()
        self._end_letters()

    def _show_checked(self, looked: _Looked) -> None:
        if looked.round != self._round:
            return
        found = self._seen = looked.found
        self.findings.show_findings(found.errors, names_files=True)
        self.below.setCurrentWidget(self.findings if found.errors else self.letters)
        if found.errors:
            sentence = _n(
                "This can't be published yet: the check found {count} error. Mend it first.",
                "This can't be published yet: the check found {count} errors. Mend them first.",
                len(found.errors),
            )
            self.checked.show_note(sentence.format(count=len(found.errors)), Severity.ERROR)
        else:
            self.checked.show_note(_in_order(len(found.remarks)), None)
            looking, services = self._looking, self._services
            published = partial(looking.published, self._folder)
            self.letters.run(
                partial(
                    made_twice, looking.engine, published, self._folder, services.recent, services.today()
                )
            )
        self._propose()
        self._allow()

    def _fail_check(self, error: Exception) -> None:
        self.checked.show_note(sentence_of(error), Severity.ERROR)
        self._allow()

    def _repair(self, finding: Finding) -> None:
        self._services.tasks.start(_FILES, partial(repair, self._folder, finding), self.look, self._refuse)

    def _end_letters(self, _sentence: object = None) -> None:
        self._is_made = True
        self._allow()

    def _note_looked_at(self, letter: ComparedLetter) -> None:
        self._looked_at.add(letter.name)
        self._allow()

    # -- the shared folder

    def _show_line(self, entries: tuple[Entry, ...] | None = None) -> None:
        sentence = ""
        if entries is not None:
            sentence = _("Nothing was published of this pack yet: this becomes number 1.")
            now = next((each.release for each in entries if each.is_current), None)
            if now is not None:
                sentence = _("Now in use: {release}.").format(release=signed_off(now))
        self.current.show_note(sentence, None)
        self._propose()
        self._allow()

    def _propose(self) -> None:
        if self._seen is not None:
            entries = self.line.entries or ()
            used = {each.release.version for each in entries if each.release is not None}
            self.form.propose_version(next_version(self._seen.version, used))

    # -- publishing

    def publish(self) -> None:
        """Publish what was looked at."""
        shared, seen = self.line.shared, self._seen
        if shared is None or seen is None or not self.confirm.isEnabled():
            return
        self._is_publishing = True
        self._allow()
        work = partial(publish_as_seen, seen, shared, based_on=self._based_on, **self._signed())
        self._services.tasks.start(SHARE, work, self._end, self._refuse)

    def _signed(self) -> _Signed:
        return _Signed(
            by=self.form.by.text().strip(),
            changes=self.form.changes.toPlainText().strip(),
            version=self.form.version.text().strip(),
            now=self._now(),
        )

    def _end(self, release: Release) -> None:
        self._is_publishing = False
        self.published.emit(release)
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self._is_publishing = False
        if isinstance(error, PublishedMeanwhile):
            self._overtaken_by = error.release.number
            sentence = _(
                "Somebody else was first: {release}. Nothing of yours was published, and nothing was lost."
                " Look at what they changed and take it over; then go on."
            )
            self.current.show_note("", None)
            button = _("&Go on from number {number}").format(number=error.release.number)
            self.line.say(sentence.format(release=signed_off(error.release)), button, self._go_on)
        else:
            self.form.show_refusal(sentence_of(error))
        self._allow()
        if isinstance(error, ChangedMeanwhile | Unfinished):
            self.look()

    def _go_on(self) -> None:
        """Publish after the release of somebody else, whose changes were taken over."""
        self._based_on = self._overtaken_by
        self.line.ask()
        self.look()

    # -- a file to send

    def _choose_file(self) -> None:
        if self._seen is not None:
            name = f"{self._seen.pack}-{self.form.version.text().strip()}.briefpakket"
            kinds = (FileKind(_("Template packs"), ("briefpakket",)),)
            self._services.dialogs.choose_target(
                self, _("Save as file"), Path.home() / name, kinds, self._write_file
            )

    def _write_file(self, path: Path) -> None:
        work = partial(write_pack_file, self._folder, path, **self._signed())
        self._services.tasks.start(_FILES, work, self._show_written, self._refuse)

    def _show_written(self, release: Release) -> None:
        self.form.note.show_note(_("Written: {release}.").format(release=signed_off(release)), None)

    # -- what can be done

    def _allow(self) -> None:
        seen, missing = self._seen, self.form.missing
        ready = seen is not None and not seen.errors and not self._is_publishing
        self.halt.setVisible(ready and not self._is_made)
        self.to_file.setEnabled(ready and not missing)
        self.confirm.setEnabled(ready and not missing and self._is_made and self.line.entries is not None)
        self.form.setEnabled(not self._is_publishing)
        self.count.setText(self._next(missing) if ready or self._is_publishing else "")

    def _next(self, missing: str) -> str:
        """What becomes of letters, and what has to be done before publishing."""
        if self._is_publishing:
            return _("It is being published…")
        letters = [(each.name, each.value) for each in self.letters.letters]
        found = [(name, value) for name, value in letters if isinstance(value, Impact)]
        unseen = sum(value.is_worth_a_look and name not in self._looked_at for name, value in found)
        said = [summary([value for _name, value in found])]
        if unseen:
            said.append(_n("{count} not looked at", "{count} not looked at", unseen).format(count=unseen))
        if not missing and not self._is_made:
            missing = _("You can publish once all letters are made, or after Stop.")
        elif not missing and self.line.entries is None:
            missing = _("You can publish once the shared folder is known.")
        return "\n".join(part for part in (" · ".join(part for part in said if part), missing) if part)

    def done(self, result: int) -> None:
        self._round += 1
        self.letters.stop()
        super().done(result)
        self.deleteLater()


class _Signed(TypedDict):
    """What is written down, as `releases.publish` takes it."""

    by: str
    changes: str
    version: str
    now: datetime.datetime


@dataclass(frozen=True)
class _Looked:
    """What was found in which round: that of an earlier one is passed over."""

    round: int
    found: Readiness


def _checked(looking: Looking, folder: Path, number: int) -> _Looked:
    return _Looked(number, readiness(folder, looking.published(folder)))


def _in_order(remarks: int) -> str:
    if not remarks:
        return _("The check found nothing wrong.")
    return _n(
        "The check found no errors, and {count} remark.",
        "The check found no errors, and {count} remarks.",
        remarks,
    ).format(count=remarks)


def _hairline(parent: QWidget) -> QFrame:
    line = QFrame(parent)
    line.setObjectName("hairline")
    line.setFixedHeight(1)
    return line
