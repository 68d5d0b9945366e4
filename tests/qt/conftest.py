"""What the tests of the window get: the real services over an empty home, dialogs that record."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from briefmaker import places
from briefmaker.app.installed import installed_packs
from briefmaker.app.letters import new_letter
from briefmaker.drafts.autosave import Autosaver
from briefmaker.drafts.draft_store import DraftStore
from briefmaker.drafts.letter_file import LetterFile
from briefmaker.drafts.recent import RecentLetters
from briefmaker.qt.dialogs import Dialogs, FileKind, Question
from briefmaker.qt.letter_pages import LetterPages
from briefmaker.qt.preferences import Preferences
from briefmaker.qt.program import Program
from briefmaker.qt.services import Services
from briefmaker.qt.spelling import Spelling
from briefmaker.qt.tasks import Tasks
from briefmaker.qt.window import LetterWindow

TODAY = datetime.date(2026, 11, 23)
TYPE = "haarlem/wethoudersbrief"


class RecordedDialogs(Dialogs):
    """Shows nothing: keeps what was said and asked, and answers as the test said beforehand."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []
        self.questions: list[Question] = []
        self.proposed: list[Path] = []
        self.answer = ""
        self.file: Path | None = None
        self.files: list[Path] = []
        self.opened: list[str] = []

    def tell(self, parent: Any, what: str, detail: str = "") -> None:
        self.told.append(f"{what}\n{detail}".strip())

    def ask(self, parent: Any, question: Question, answered: Callable[[str], None]) -> None:
        self.questions.append(question)
        if self.answer:
            answered(self.answer)

    def choose_file(
        self, parent: Any, title: str, folder: Path, kinds: Any, chosen: Callable[[Path], None]
    ) -> None:
        if self.file is not None:
            chosen(self.file)

    def choose_files(
        self, parent: Any, title: str, folder: Path, kinds: Any, chosen: Callable[[list[Path]], None]
    ) -> None:
        assert all(isinstance(kind, FileKind) for kind in kinds)
        if self.files:
            chosen(self.files)

    def choose_folder(self, parent: Any, title: str, folder: Path, chosen: Callable[[Path], None]) -> None:
        if self.file is not None:
            chosen(self.file)

    def open_address(self, address: str) -> None:
        self.opened.append(address)

    def choose_target(
        self, parent: Any, title: str, proposed: Path, kinds: Any, chosen: Callable[[Path], None]
    ) -> None:
        self.proposed.append(proposed)
        assert all(isinstance(kind, FileKind) for kind in kinds)
        if self.file is not None:
            chosen(self.file)


@pytest.fixture(scope="session")
def packs():
    """The packs that come with the program."""
    return installed_packs()


@pytest.fixture(scope="session")
def shared_pages(packs) -> Iterator[LetterPages]:
    """One layout process for all tests of the window."""
    pages = LetterPages(packs, "automatic")
    yield pages
    pages.close()


@pytest.fixture
def dialogs() -> RecordedDialogs:
    """The dialogs, recorded."""
    return RecordedDialogs()


@pytest.fixture
def services(qapp: QApplication, packs, shared_pages, dialogs) -> Iterator[Services]:
    """What a window is given, all of it real but the dialogs."""
    owner = QObject()
    tasks = Tasks(owner)
    drafts = DraftStore(places.drafts_folder())
    failures: list[Exception] = []
    preferences = Preferences(places.settings_folder(), tasks, owner)
    made = Services(
        packs=packs,
        tasks=tasks,
        dialogs=dialogs,
        preferences=preferences,
        drafts=drafts,
        autosaver=Autosaver(drafts, lambda _draft, error: failures.append(error)),
        recent=RecentLetters(places.user_data_folder() / "recent.json"),
        pages=shared_pages,
        spelling=Spelling(tasks, preferences, owner),
        user="anna",
        today=lambda: TODAY,
    )
    yield made
    made.autosaver.close()
    made.spelling.close()
    tasks.close()
    drafts.close()
    owner.deleteLater()
    assert failures == []


@pytest.fixture
def program(qtbot, services: Services) -> Iterator[Program]:
    """The program, not begun yet; whatever is open at the end is closed."""
    made = Program(services)
    yield made
    made.workshops.close()
    for window in list(made.windows):
        window.close()
    if made.start_page is not None:
        made.start_page.close()
    qtbot.waitUntil(lambda: services.tasks.is_idle, timeout=20_000)
    made.deleteLater()


@pytest.fixture
def window(qtbot, program: Program) -> LetterWindow:
    """The window of a new letter."""
    program.begin_letter(TYPE)
    made = program.windows[-1]
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def letter_on_disk(services: Services, tmp_path: Path) -> Callable[..., Path]:
    """Saves a letter with some answers and gives its path."""
    from briefmaker.app.letters import save_letter

    numbers = itertools.count(1)

    def save(**answers: Any) -> Path:
        letter = new_letter(services.packs, TYPE, TODAY)
        path = tmp_path / f"brief {next(numbers)}.brief"
        save_letter(
            path, LetterFile(letter.document_type, letter.pack_version, letter.answers.with_answers(answers))
        )
        return path

    return save


@pytest.fixture
def pages_shown(qtbot) -> Callable[[LetterWindow], None]:
    """Waits until the pages of the window are those of its letter as it stands."""

    def wait(window: LetterWindow) -> None:
        window.session.fill_now()
        qtbot.waitUntil(
            lambda: window.live.pages is not None and window.live.is_current and not window.live.is_busy,
            timeout=30_000,
        )

    return wait
