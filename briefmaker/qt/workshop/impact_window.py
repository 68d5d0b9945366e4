"""What the pack as it is now does to samples and recent letters, before it is published."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefmaker.app.impact import Impact, Outcome, impact, impact_in_words, recent_letters_of
from briefmaker.app.sample_titles import sample_title
from briefmaker.drafts.recent import RecentLetters
from briefmaker.i18n import _, _n
from briefmaker.output import Comparison, LayoutEngine, PageImage
from briefmaker.packs.reading import Pack, read_pack
from briefmaker.problems import Severity
from briefmaker.qt.tasks import Tasks
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.compared_letters import ComparedLetter, ComparedLetters
from briefmaker.qt.workshop.page_comparison import ComparedPages

__all__ = ["ImpactWindow", "drawn_with", "made_twice", "nothing_made", "summary"]


class ImpactWindow(QDialog):
    """Makes every sample and recent letter with the pack in use and with the one in `folder`.

    published: gives the pack in use, None when there is none; engine: gives the layout engine; both are asked
    on a worker thread. Closing it stops the work.
    """

    def __init__(
        self,
        tasks: Tasks,
        engine: Callable[[], LayoutEngine],
        published: Callable[[], Pack | None],
        folder: Path,
        recent: RecentLetters,
        today: datetime.date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What changes in letters"))
        self.letters = ComparedLetters(tasks, partial(drawn_with, engine), nothing_made(), self)
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        close = QPushButton(_("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setContentsMargins(em(self, 0.8), em(self, 0.5), em(self, 0.8), em(self, 0.6))
        row.addWidget(self.count, 1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.letters, 1)
        column.addLayout(row)
        self.resize(em(self, 76), em(self, 50))
        self.letters.finished.connect(self._sum_up)
        self.letters.run(partial(made_twice, engine, published, folder, recent, today))

    def _sum_up(self) -> None:
        self.count.setText(
            summary([each.value for each in self.letters.letters if isinstance(each.value, Impact)])
        )

    def done(self, result: int) -> None:
        self.letters.stop()
        super().done(result)


def nothing_made() -> str:
    """What is said when there is nothing to be made twice."""
    return _("This pack has no samples, and you have no recent letters of it: there is nothing to compare.")


def summary(found: Sequence[Impact]) -> str:
    """How many letters stay the same, and how many don't."""
    counts = Counter(each.outcome for each in found)
    said = [
        (Outcome.SAME, _n("{count} stays the same", "{count} stay the same", counts[Outcome.SAME])),
        (Outcome.CHANGED, _n("{count} changes", "{count} change", counts[Outcome.CHANGED])),
        (Outcome.LONGER, _n("{count} gets longer", "{count} get longer", counts[Outcome.LONGER])),
        (Outcome.SHORTER, _n("{count} gets shorter", "{count} get shorter", counts[Outcome.SHORTER])),
        (Outcome.NEW, _n("{count} is new", "{count} are new", counts[Outcome.NEW])),
        (Outcome.MENDED, _n("{count} is mended", "{count} are mended", counts[Outcome.MENDED])),
        (Outcome.FAILING, _n("{count} now fails", "{count} now fail", counts[Outcome.FAILING])),
        (Outcome.BROKEN, _n("{count} fails", "{count} fail", counts[Outcome.BROKEN])),
        (Outcome.SKIPPED, _n("{count} is skipped", "{count} are skipped", counts[Outcome.SKIPPED])),
    ]
    return " · ".join(text.format(count=counts[outcome]) for outcome, text in said if counts[outcome])


def drawn_with(
    engine: Callable[[], LayoutEngine], pdf: bytes, scale: float, wanted: Sequence[int]
) -> tuple[PageImage, ...]:
    """Pictures of pages of a PDF; on a worker thread."""
    return engine().page_images(pdf, scale=scale, pages=wanted)


def made_twice(
    engine: Callable[[], LayoutEngine],
    published: Callable[[], Pack | None],
    folder: Path,
    recent: RecentLetters,
    today: datetime.date,
) -> Iterator[ComparedLetter]:
    """The letters as they are to be shown; on a worker thread."""
    new = read_pack(folder)
    letters = recent_letters_of(new.info.id, recent.letters())
    titles = {each.id: each.title for each in new.info.house_styles}
    types = {each.type.id: each.type.title for each in new.types}
    for each in impact(published(), new, letters, engine(), today):
        style = titles.get(each.house_style, "") if each.is_sample else ""
        kind = types.get(each.document_type, "")
        title = sample_title(each.name) if each.is_sample else each.name
        detail = " · ".join(part for part in (kind, style) if part)
        severity = _SEVERITIES.get(each.outcome)
        yield ComparedLetter(title, impact_in_words(each), severity, _shown(each), each, detail)


_SEVERITIES = {
    Outcome.CHANGED: Severity.HINT,
    Outcome.NEW: Severity.HINT,
    Outcome.MENDED: Severity.HINT,
    Outcome.SKIPPED: Severity.HINT,
    Outcome.LONGER: Severity.WARNING,
    Outcome.SHORTER: Severity.WARNING,
    Outcome.FAILING: Severity.ERROR,
    Outcome.BROKEN: Severity.ERROR,
}


def _shown(found: Impact) -> ComparedPages | None:
    if found.new is None:
        return None
    old, new = found.old, found.new
    if found.comparison is not None and old is not None:
        return ComparedPages(old.pdf, new.pdf, found.comparison, _("As it is now"), _("As it will be"))
    one = new if not new.failing else old
    if one is None or one.failing:
        return None
    title = _("As it will be") if one is new else _("As it is now")
    same = Comparison.of_same([(size.width, size.height) for size in one.page_sizes])
    return ComparedPages(b"", one.pdf, same, "", title)
