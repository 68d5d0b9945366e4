"""The right column: the pages with a sample and in a house style of choice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from briefmaker.app.sample_titles import sample_title
from briefmaker.app.working_packs import KnownHouseStyle
from briefmaker.i18n import _, _n
from briefmaker.problems import Severity
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.page_images import Pages
from briefmaker.qt.page_view import PageView, Spot
from briefmaker.qt.tones import em
from briefmaker.qt.workshop.breakable import breakable
from briefmaker.qt.zoom import FIT_WIDTH
from briefmaker.qt.zoom_choice import ZoomChoice, counts_and_zoom

__all__ = ["PagesColumn"]


class PagesColumn(QWidget):
    """sample_chosen(), house_style_chosen(): another one is chosen; see `sample` and `house_style`."""

    sample_chosen = Signal()
    house_style_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView(self)
        self.samples = _choice(_("Sample"), self)
        self.styles = _choice(_("House style"), self)
        self._is_trouble = False
        self._styles_label = QLabel(_("&House style"), self)
        self.notice = NoteLine(self)
        self.notice.setContentsMargins(em(self, 0.8), em(self, 0.4), em(self, 0.8), em(self, 0.5))
        self.state = NoteLine(self)
        self.state.setContentsMargins(em(self, 0.8), em(self, 0.1), em(self, 0.8), em(self, 0.4))
        self.counts = QLabel(self)
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.size_choice = ZoomChoice(self)
        label = QLabel(_("Samp&le"), self)
        label.setBuddy(self.samples)
        self._styles_label.setBuddy(self.styles)
        head = QHBoxLayout()
        head.setContentsMargins(em(self, 0.8), em(self, 0.5), em(self, 0.8), em(self, 0.5))
        head.setSpacing(em(self, 0.4))
        head.addWidget(label)
        head.addWidget(self.samples, 3)
        head.addSpacing(em(self, 0.6))
        head.addWidget(self._styles_label)
        head.addWidget(self.styles, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.state)
        column.addWidget(self.view, 1)
        column.addWidget(self.notice)
        self.status = counts_and_zoom(self.counts, self.size_choice, self.view, self)
        QWidget.setTabOrder(self.samples, self.styles)
        QWidget.setTabOrder(self.styles, self.view)
        self.setMinimumWidth(em(self, 20))
        self.samples.activated.connect(self._tell_sample)
        self.styles.activated.connect(self._tell_style)
        self.view.zoom_changed.connect(self.size_choice.show_zoom)
        self.size_choice.zoom_chosen.connect(self.view.set_zoom)
        self.size_choice.show_zoom(self.view.zoom)

    def sizeHint(self) -> QSize:
        return QSize(em(self, 42), em(self, 50))

    # -- what is chosen

    @property
    def sample(self) -> str:
        """The file name of the sample, "" when there is none."""
        return str(self.samples.currentData() or "")

    @property
    def house_style(self) -> str:
        """The id of the house style, "" for the one of the sample's date."""
        return str(self.styles.currentData() or "")

    def show_choices(self, samples: Sequence[str], styles: Sequence[KnownHouseStyle]) -> None:
        """Offer these samples and house styles; what was chosen stays so where it still can be."""
        _refill(self.samples, [(sample_title(name.rpartition(".")[0]), name) for name in samples])
        offered = [(_("By the date of the sample"), ""), *((style.title, style.id) for style in styles)]
        _refill(self.styles, offered)
        self.samples.setEnabled(len(samples) > 0)
        several = len(styles) > 0
        self.styles.setVisible(several)
        self._styles_label.setVisible(several)

    def choose_sample(self, sample: str) -> None:
        """Show this sample, if it is there."""
        at = self.samples.findData(sample)
        if at >= 0:
            self.samples.setCurrentIndex(at)

    def choose_style(self, style: str) -> None:
        """Show the sample in this house style."""
        at = self.styles.findData(style)
        if at >= 0:
            self.styles.setCurrentIndex(at)

    def _tell_sample(self, _index: int) -> None:
        self.sample_chosen.emit()

    def _tell_style(self, _index: int) -> None:
        self.house_style_chosen.emit()

    # -- what is shown

    def show_pages(self, pages: Pages) -> None:
        """Show new pages."""
        self.view.show_pages(pages.sizes)
        self.view.forget_images()
        self.view.show_images(pages.images, pages.scale)
        self.view.set_text_alternative(pages.text)
        self.show_notice(pages.missing_in_words)
        count = len(pages.sizes)
        self.counts.setText(_n("{count} page", "{count} pages", count).format(count=count))

    def show_more_images(self, pages: Pages) -> None:
        """Show further pictures of the pages that are shown."""
        self.view.show_images(pages.images, pages.scale)

    def show_no_pages(self, sentence: str = "") -> None:
        """Show why there are no pages; without a sentence that they are coming: those shown are of something
        else."""
        self.view.say_without_pages(sentence)
        self.view.set_text_alternative(sentence)
        self.view.show_pages(())
        self.view.mark(())
        self.counts.setText("")

    def show_notice(self, sentence: str) -> None:
        """Say below the pages what is wrong with them, "" for nothing."""
        if sentence and self.view.page_count == 0:
            self.show_no_pages(_("There are no pages to show."))
        self.notice.show_note(breakable(sentence.partition("\n")[0]), Severity.WARNING)
        self._show_once()

    def show_word(self, sentence: str, severity: Severity | None) -> None:
        """Say above the pages how their files are; what is wrong with them is said there alone."""
        self.state.show_note(sentence, severity)
        self._is_trouble = bool(sentence) and severity is not None
        self._show_once()

    def _show_once(self) -> None:
        self.notice.setVisible(bool(self.notice.text()) and not self._is_trouble)

    def zoom_in(self) -> None:
        """Show the page larger."""
        self.view.zoom_in()

    def zoom_out(self) -> None:
        """Show the page smaller."""
        self.view.zoom_out()

    def zoom_real(self) -> None:
        """Show the page at its real size."""
        self.view.set_zoom(1.0)

    def zoom_width(self) -> None:
        """Show the page as wide as its column."""
        self.view.set_zoom(FIT_WIDTH)

    def mark(self, spots: Sequence[Spot]) -> None:
        """Show where something stands, and bring it into sight."""
        self.view.mark(spots, follow=True)


def _choice(name: str, parent: QWidget) -> QComboBox:
    made = QComboBox(parent)
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(10)
    made.currentTextChanged.connect(made.setToolTip)  # a long name is cut off
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def _refill(choice: QComboBox, entries: Sequence[tuple[str, str]]) -> None:
    before = choice.currentData()
    if [(choice.itemText(at), choice.itemData(at)) for at in range(choice.count())] == list(entries):
        return
    choice.clear()
    for title, name in entries:
        choice.addItem(title, name)
    choice.setCurrentIndex(max(0, choice.findData(before)))
