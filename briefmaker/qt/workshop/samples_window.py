"""The samples of a document type, held against the pages that were accepted; accepted here with a button."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from briefmaker.app.accepted_pages import CheckedSample, SampleState, state_in_words
from briefmaker.app.sample_titles import sample_title
from briefmaker.app.workshop_pages import WorkshopPages
from briefmaker.errors import BriefmakerError
from briefmaker.i18n import _, _n
from briefmaker.output import Comparison, PageImage
from briefmaker.problems import Severity
from briefmaker.qt.inputs import PushButton
from briefmaker.qt.tasks import Tasks
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.compared_letters import ComparedLetter, ComparedLetters
from briefmaker.qt.workshop.page_comparison import ComparedPages

__all__ = ["SamplesWindow"]

_LANE = "compared letters"


class SamplesWindow(QDialog):
    """pages_accepted(sample): its pages are now the right ones. pages: asked on a worker thread."""

    pages_accepted = Signal(object)

    def __init__(
        self,
        tasks: Tasks,
        pages: Callable[[], WorkshopPages],
        folder: Path,
        type_name: str,
        title: str,
        *,
        may_accept: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Samples: {title}").format(title=title))
        self._tasks, self._pages = tasks, pages
        self._folder, self._type = folder, type_name
        self._may_accept = may_accept
        nothing = _("There are no samples yet. Fill in a letter, and save it in the folder “{folder}”.")
        nothing = nothing.format(folder=f"{type_name}/samples")
        self.letters = ComparedLetters(tasks, partial(_draw, pages), nothing, self)
        self.letters.list.setAccessibleName(_("Samples"))
        self.count = QLabel(self)
        self.again = PushButton(_("Make &again"), self)
        self.again.setToolTip(_("Make the pages of every sample anew"))
        self.accept_one = PushButton(_("&Accept these pages"), self)
        self.accept_one.setToolTip(_("These pages are right: whatever differs from them later is shown"))
        self.accept_all = PushButton(_("Accept a&ll pages"), self)
        self.accept_all.setToolTip(_("The pages of every sample are right as they are now"))
        self.close_button = PushButton(_("Close"), self)
        self._buttons = (self.again, self.accept_one, self.accept_all, self.close_button)
        for button in self._buttons:
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.setContentsMargins(em(self, 0.8), em(self, 0.5), em(self, 0.8), em(self, 0.6))
        row.setSpacing(em(self, 0.5))
        row.addWidget(self.count, 1)
        for button in self._buttons:
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.letters, 1)
        column.addLayout(row)
        self.resize(em(self, 76), em(self, 50))
        self.letters.letter_chosen.connect(self._follow)
        self.letters.came.connect(self._follow)
        self.letters.finished.connect(self._follow)
        self.again.clicked.connect(self.make_again)
        self.accept_one.clicked.connect(self._accept_one)
        self.accept_all.clicked.connect(self._accept_all)
        self.close_button.clicked.connect(self.reject)
        self.make_again()
        self.letters.list.setFocus()

    def make_again(self) -> None:
        """Make every sample anew and hold it against its accepted pages."""
        current = self.letters.current
        self._make("" if current is None else current.name)

    def _make(self, wanted: str) -> None:
        self.letters.run(partial(_checked, self._pages, self._folder, self._type), wanted)
        self._follow()

    def _follow(self, _letter: object = None) -> None:
        found = [each.value for each in self.letters.letters if isinstance(each.value, CheckedSample)]
        open_ = [each for each in found if each.state in _TO_ACCEPT]
        failing = sum(each.state is SampleState.FAILING for each in found)
        said = [_n("{count} page set to accept", "{count} page sets to accept", len(open_))]
        if found and not open_ and not self.letters.is_making:
            said = [] if failing else [_("All pages are accepted")]
        if failing:
            said.append(_n("{failing} can't be made", "{failing} can't be made", failing))
        if not self._may_accept:
            said.append(_("Pages are accepted in a working copy"))
        self.count.setText(" · ".join(said).format(count=len(open_), failing=failing) if found else "")
        current = None if self.letters.current is None else self.letters.current.value
        self.accept_one.setEnabled(self._may_accept and current in open_)
        self.accept_all.setEnabled(self._may_accept and bool(open_) and not self.letters.is_making)

    def _accept_one(self) -> None:
        current = self.letters.current
        if current is not None and isinstance(current.value, CheckedSample):
            self._accept([current.value])

    def _accept_all(self) -> None:
        found = [each.value for each in self.letters.letters if isinstance(each.value, CheckedSample)]
        self._accept([each for each in found if each.state is not SampleState.FAILING])

    def _accept(self, samples: list[CheckedSample]) -> None:
        self.letters.list.setFocus()  # a button that can't be pressed any more would hand it to its neighbour
        work = partial(_accepted, self._pages, self._folder, self._type, samples)
        self._tasks.start(_LANE, work, self._take_accepted, self._fail)

    def _take_accepted(self, samples: list[CheckedSample]) -> None:
        for each in samples:
            self.pages_accepted.emit(each.pages.sample)
        left = (each for each in self.letters.letters if each.value not in samples)
        self._make(next((each.name for each in left if _is_open(each)), ""))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self.letters.progress.show_note(str(error), Severity.ERROR)

    def done(self, result: int) -> None:
        self.letters.stop()
        super().done(result)


def _draw(
    pages: Callable[[], WorkshopPages], pdf: bytes, scale: float, wanted: Sequence[int]
) -> tuple[PageImage, ...]:
    return pages().images_of(pdf, scale, wanted)


def _checked(pages: Callable[[], WorkshopPages], folder: Path, type_name: str) -> Iterator[ComparedLetter]:
    """The samples as they are to be shown; on a worker thread."""
    titles = {
        (each.sample, each.house_style): each.house_style_title for each in pages().choices(folder, type_name)
    }
    for checked in pages().check_all(folder, type_name):
        made = checked.pages
        style = titles.get((made.sample, made.house_style), "")
        title = sample_title(made.sample)
        sentence = state_in_words(checked)
        yield ComparedLetter(title, sentence, _severity(checked), _shown(checked), checked, style)


_TO_ACCEPT = {SampleState.DIFFERENT, SampleState.NOT_ACCEPTED}


def _is_open(letter: ComparedLetter) -> bool:
    return isinstance(letter.value, CheckedSample) and letter.value.state in _TO_ACCEPT


def _severity(checked: CheckedSample) -> Severity | None:
    return {
        SampleState.SAME: None,
        SampleState.NOT_ACCEPTED: Severity.HINT,
        SampleState.DIFFERENT: Severity.WARNING,
        SampleState.FAILING: Severity.ERROR,
    }[checked.state]


def _shown(checked: CheckedSample) -> ComparedPages | None:
    made = checked.pages
    if made.failing:
        return None
    comparison = checked.comparison
    if comparison is None:
        comparison = Comparison.of_same([(size.width, size.height) for size in made.page_sizes])
    return ComparedPages(checked.accepted, made.pdf, comparison, _("As accepted"), _("Now"))


def _accepted(
    pages: Callable[[], WorkshopPages], folder: Path, type_name: str, samples: list[CheckedSample]
) -> list[CheckedSample]:
    for each in samples:
        pages().accept(folder, type_name, each.pages)
    return samples
