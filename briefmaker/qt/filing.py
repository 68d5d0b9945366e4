"""What one letter window does with files: save, export, keep as a draft, open a copy.

Files are written on a worker thread, so that a slow share never stops the window. Nothing is asked
on closing: what is not saved stays as a draft and is offered again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QWidget

from briefmaker.app.letters import ENDINGS as LETTER_ENDINGS
from briefmaker.app.letters import file_name_of, save_letter
from briefmaker.drafts.draft_file import Draft
from briefmaker.drafts.letter_file import LetterFile, letter_hash
from briefmaker.drafts.saving import FileInUse
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _, _n
from briefmaker.qt.dialogs import Choice, FileKind, Question
from briefmaker.qt.services import Services
from briefmaker.qt.session import LetterSession

if TYPE_CHECKING:
    from briefmaker.app.exporting import Exported

__all__ = ["Filing", "letter_kinds", "question_of_enclosures"]


def letter_kinds() -> tuple[FileKind, ...]:
    """The files a letter can be opened from and saved in."""
    return (FileKind(_("Letters"), ("brief",)),)


@dataclass(frozen=True)
class _Saved:
    path: Path
    letter: LetterFile
    hash: str


class Filing(QObject):
    """Files and drafts of one letter. said(sentence): what was done. state_changed(): another name.
    saved(path). incomplete_found(): the user wants to see what is missing."""

    said = Signal(object)
    state_changed = Signal()
    saved = Signal(object)
    incomplete_found = Signal()

    def __init__(self, services: Services, session: LetterSession, draft: str, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._session = session
        self._window = window
        self.draft_id = draft
        self._saved_hash = letter_hash(session.saved_file()) if session.path is not None else ""
        self._as_concept = False
        self._with_enclosures = False
        self._free = Path()
        self._kind = FileKind("", ("docx",))
        session.answers_changed.connect(self._keep)

    # -- names

    @property
    def shown_name(self) -> str:
        """What the window is called: its file, or what the letter is about."""
        if self._session.path is not None:
            return self._session.path.stem
        return self.title or _("New letter")

    @property
    def title(self) -> str:
        """What the letter is about; "" when that is still empty."""
        about = self._session.document_type.metadata.title
        text = self._session.answers.text(about).strip() or self._session.filled.derived.get(about, "")
        return " ".join(text.split())[:80]

    def _proposed(self, ending: str, mark: str = "") -> Path:
        session = self._session
        if session.path is not None:
            name = session.path.stem
        else:
            name = Path(
                file_name_of(session.document_type, session.answers, self._services.today(), f".{ending}")
            ).stem
        return self._folder() / f"{name}{mark}.{ending}"

    def _folder(self) -> Path:
        if self._session.path is not None:
            return self._session.path.parent
        kept = self._services.preferences.last_folder
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(kept or documents or Path.home())

    # -- drafts

    def _keep(self) -> None:
        """Called at every change; the autosaver writes the newest state, twice a second at most."""
        if not self._session.is_read_only:
            self._services.autosaver.changed(self.draft_id, self.draft())

    def draft(self) -> Draft:
        """The letter as a draft."""
        session = self._session
        return Draft(
            letter=session.as_file(),
            origin=str(session.path or ""),
            saved_hash=self._saved_hash,
            title=self.shown_name,
        )

    def leave(self) -> Draft | None:
        """The window closes: the draft that stays because it holds what is in no file; None when
        nothing need be kept."""
        if self._session.is_read_only:
            return None
        if self._session.is_modified:
            draft = self.draft()
            self._services.autosaver.changed(self.draft_id, draft)
            return draft
        self._services.autosaver.remove(self.draft_id)
        return None

    # -- saving

    def save(self) -> None:
        """Save in the letter's file, or ask for one."""
        if self._session.path is None:
            self.save_as()
        elif not self._session.is_read_only:
            self._write(self._session.path)

    def save_as(self) -> None:
        """Save in another file."""
        self._services.dialogs.choose_target(
            self._window, _("Save letter"), self._proposed("brief"), letter_kinds(), self._write
        )

    def _write(self, path: Path) -> None:
        if path.suffix.lower() not in LETTER_ENDINGS:
            # Not with_suffix: a name such as "brief v1.2" would lose its end.
            path = path.with_name(f"{path.name}.brief")
        letter = self._session.as_file()
        work = partial(_save, path, letter)
        self._services.tasks.start("files", work, self._note_saved, self._fail)

    def _note_saved(self, saved: _Saved) -> None:
        self._services.preferences.last_folder = str(saved.path.parent)
        self._saved_hash = saved.hash
        self._session.mark_saved(saved.path, saved.letter.answers)
        if self._session.is_modified:
            self._keep()
        else:
            self._services.autosaver.remove(self.draft_id)
        self.said.emit(_("Saved in {name}").format(name=saved.path.name))
        self.state_changed.emit()
        self.saved.emit(saved.path)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        if isinstance(error, FileInUse):
            self._offer_another_name(error)
            return
        self._services.dialogs.tell(self._window, str(error))

    def _offer_another_name(self, error: FileInUse) -> None:
        """Another program holds the file: it can be saved beside it, now."""
        self._free = error.free
        question = Question(
            str(error),
            "",
            (
                Choice("beside", _("Save as {name}").format(name=error.free.name), is_default=True),
                Choice("back", _("Back to the letter"), is_escape=True),
            ),
        )
        self._services.dialogs.ask(self._window, question, self._take_another_name)

    def _take_another_name(self, choice: str) -> None:
        if choice != "beside":
            return
        if self._free.suffix.lower() in LETTER_ENDINGS:
            self._write(self._free)
        else:
            self._make(self._free)

    # -- export

    def export_word(self) -> None:
        """Make a Word document."""
        self._export(FileKind(_("Word documents"), ("docx",)))

    def export_pdf(self) -> None:
        """Make an accessible PDF."""
        self._export(FileKind(_("PDF documents"), ("pdf",)))

    def _export(self, kind: FileKind) -> None:
        self._kind = kind
        filled = self._session.fill_now()
        if filled.may_leave:
            self._ask_target(as_concept=False)
            return
        missing = [problem.sentence for problem in filled.problems if problem.blocks_export]
        listed = "\n".join(f"•  {sentence}" for sentence in missing[:8])
        if len(missing) > 8:
            rest = len(missing) - 8
            listed += "\n" + _("and {count} more").format(count=rest)
        self._services.dialogs.ask(
            self._window,
            Question(
                _("This letter is not complete yet."),
                listed,
                (
                    Choice("back", _("Back to the letter"), is_default=True, is_escape=True),
                    Choice("concept", _("Export as concept")),
                ),
            ),
            self._export_all_the_same,
        )

    def _export_all_the_same(self, choice: str) -> None:
        if choice == "concept":
            self._ask_target(as_concept=True)
        else:
            self.incomplete_found.emit()

    def _ask_target(self, *, as_concept: bool) -> None:
        self._as_concept = as_concept
        self._with_enclosures = False
        if self._kind.endings == ("pdf",) and (count := self._session.answers.encloses_files):
            self._services.dialogs.ask(self._window, question_of_enclosures(count), self._take_enclosures)
        else:
            self._choose_target()

    def _take_enclosures(self, choice: str) -> None:
        if choice != "back":
            self._with_enclosures = choice == "joined"
            self._choose_target()

    def _choose_target(self) -> None:
        mark = _(" (concept)") if self._as_concept else ""
        self._services.dialogs.choose_target(
            self._window,
            _("Export letter"),
            self._proposed(self._kind.endings[0], mark),
            (self._kind,),
            self._make,
        )

    def _make(self, path: Path) -> None:
        ending = self._kind.endings[0]
        if path.suffix.lower() != f".{ending}":
            path = path.with_name(f"{path.name}.{ending}")
        self.said.emit(_("Making {name}…").format(name=path.name))
        work = partial(
            _export, self._services, self._session.as_file(), path, self._as_concept, self._with_enclosures
        )
        self._services.tasks.start("files", work, self._note_exported, self._fail_to_export)

    def _note_exported(self, exported: Exported) -> None:
        path = exported.paths[0]  # beside the one that was asked for when Word holds that
        self._services.preferences.last_folder = str(path.parent)
        made = _("Made {name}").format(name=path.name)
        enclosed = exported.enclosed
        if enclosed is None:
            self.said.emit(made)
            return
        verdict, *remarks = enclosed.sentences
        self.said.emit(f"{made}. {verdict}")
        if remarks:
            self._services.dialogs.tell(self._window, f"{made}. {verdict}", "\n".join(remarks))

    def _fail_to_export(self, error: Exception) -> None:
        self.said.emit("")
        self._fail(error)


def _save(path: Path, letter: LetterFile) -> _Saved:
    save_letter(path, letter)
    return _Saved(path, letter, letter_hash(letter))


def question_of_enclosures(count: int) -> Question:
    """Whether the files of a letter go into its PDF."""
    return Question(
        _n(
            "One of the enclosures is a file. Should it be in the PDF?",
            "{count} of the enclosures are files. Should they be in the PDF?",
            count,
        ).format(count=count),
        _("In one PDF they stand behind the letter, in the order of the list, with bookmarks."),
        (
            Choice("joined", _("&Everything in one PDF"), is_default=True),
            Choice("letter", _("Only the &letter")),
            Choice("back", _("Back to the letter"), is_escape=True),
        ),
    )


def _export(
    services: Services, letter: LetterFile, path: Path, as_concept: bool, with_enclosures: bool
) -> Exported:
    return services.pages.export(
        letter, path, services.today(), as_concept=as_concept, with_enclosures=with_enclosures
    )
