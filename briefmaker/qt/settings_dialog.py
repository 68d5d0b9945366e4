"""The settings: few, each with a default that is right for most."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefmaker.app.house_styles import HouseStyleChoice, house_style_choices
from briefmaker.drafts.settings import Appearance, Engine
from briefmaker.i18n import DEFAULT_LANGUAGE, _
from briefmaker.packs.installed import InstalledPacks
from briefmaker.qt.dialogs import Dialogs, FileKind
from briefmaker.qt.field_row import NoteLine
from briefmaker.qt.preferences import Preferences
from briefmaker.qt.tones import em

__all__ = ["SettingsDialog"]


class SettingsDialog(QDialog):
    """Appearance, language, layout engine, mark, house styles, spelling. Nothing changes before OK."""

    def __init__(
        self,
        preferences: Preferences,
        dialogs: Dialogs,
        parent: QWidget | None = None,
        *,
        packs: InstalledPacks | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Settings"))
        self._preferences = preferences
        self._dialogs = dialogs
        settings = preferences.settings
        self.appearance = _choice(
            (
                (_("As the system"), Appearance.SYSTEM),
                (_("Light"), Appearance.LIGHT),
                (_("Dark"), Appearance.DARK),
            ),
            settings.appearance,
            self,
        )
        self.language = _choice(
            (("Nederlands", "nl"), ("English", "en")), settings.language or DEFAULT_LANGUAGE, self
        )
        self.engine = _choice(
            (
                (_("Automatic"), Engine.AUTOMATIC),
                (_("Built-in"), Engine.EMBEDDED),
                (_("LibreOffice"), Engine.LIBREOFFICE),
                (_("Microsoft Word"), Engine.WORD),
            ),
            settings.layout_engine,
            self,
        )
        self.mark = QLineEdit(settings.mark_file, self)
        self.mark.setPlaceholderText(_("The mark of the template pack"))
        self.choose = QPushButton(_("C&hoose…"), self)
        self.choose.clicked.connect(self._choose_mark)
        mark_row = QHBoxLayout()
        mark_row.setSpacing(em(self, 0.5))
        mark_row.addWidget(self.mark, 1)
        mark_row.addWidget(self.choose)
        self.organisation = QLineEdit(settings.organisation_folder, self)
        self.organisation.setPlaceholderText(_("None: the templates come with the program"))
        self.organisation.setToolTip(
            _("The shared folder in which your organisation publishes its templates.")
        )
        choose_folder = QPushButton(_("Choose folde&r…"), self)
        choose_folder.clicked.connect(self._choose_organisation)
        organisation_row = QHBoxLayout()
        organisation_row.setSpacing(em(self, 0.5))
        organisation_row.addWidget(self.organisation, 1)
        organisation_row.addWidget(choose_folder)
        self.mark_pack = _mark_pack_box(packs, settings.mark_pack, self)
        self.house_styles = {
            choice.pack: _house_style_box(choice, settings.house_styles.get(choice.pack, ""), self)
            for choice in (() if packs is None else house_style_choices(packs))
        }
        self.spelling = QCheckBox(_("Check &spelling while typing"), self)
        self.spelling.setChecked(settings.check_spelling)
        self.autoformat = QCheckBox(_("&Put quotes, dashes, lists and links right while typing"), self)
        self.autoformat.setChecked(settings.autoformat)
        self.note = NoteLine(self)
        form = QFormLayout()
        form.setHorizontalSpacing(em(self, 1))
        form.setVerticalSpacing(em(self, 0.6))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("&Appearance"), self.appearance)
        form.addRow(_("&Language"), self.language)
        form.addRow(_("&Pages made by"), self.engine)
        form.addRow(_("Organisation &folder"), organisation_row)
        form.addRow(_("&Mark"), mark_row)
        form.addRow(_("Mark &of"), self.mark_pack)
        form.setRowVisible(self.mark_pack, self.mark_pack.count() > 2)
        for box in self.house_styles.values():
            form.addRow(box.accessibleName(), box)
        form.addRow("", self.autoformat)
        form.labelForField(organisation_row).setBuddy(self.organisation)  # type: ignore[attr-defined]
        form.labelForField(mark_row).setBuddy(self.mark)  # type: ignore[attr-defined]
        form.addRow("", self.spelling)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.note.show_note(
            _("Language, pages, folder, mark and house style change when Briefmaker starts again."), None
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(em(self, 1.2), em(self, 1.2), em(self, 1.2), em(self, 0.9))
        column.setSpacing(em(self, 0.9))
        column.addLayout(form)
        column.addWidget(self.note)
        column.addStretch(1)
        column.addWidget(self._buttons)
        self.setMinimumWidth(max(em(self, 34), column.minimumSize().width()))

    def accept(self) -> None:
        self._preferences.change(
            self._preferences.settings.with_changes(
                appearance=self.appearance.currentData(),
                language=self.language.currentData(),
                layout_engine=self.engine.currentData(),
                autoformat=self.autoformat.isChecked(),
                mark_file=self.mark.text().strip(),
                organisation_folder=self.organisation.text().strip(),
                mark_pack=self.mark_pack.currentData(),
                house_styles=self._chosen_house_styles(),
                check_spelling=self.spelling.isChecked(),
            )
        )
        super().accept()

    def _chosen_house_styles(self) -> dict[str, str]:
        """Those of packs that aren't here now are kept."""
        shown = {pack: box.currentData() for pack, box in self.house_styles.items()}
        chosen = {**self._preferences.settings.house_styles, **shown}
        return {pack: house_style for pack, house_style in chosen.items() if house_style}

    def _choose_mark(self) -> None:
        folder = Path(self.mark.text()).parent if self.mark.text() else Path.home()
        kinds = (FileKind(_("Pictures"), ("png", "jpg", "jpeg")),)
        self._dialogs.choose_file(self, _("Choose a mark"), folder, kinds, self._take_mark)

    def _choose_organisation(self) -> None:
        # Not from the folder that is chosen now: a share that hangs would hang the window.
        title = _("Choose the folder of the organisation")
        self._dialogs.choose_folder(self, title, Path.home(), self._take_organisation)

    def _take_organisation(self, path: Path) -> None:
        self.organisation.setText(str(path))

    def _take_mark(self, path: Path) -> None:
        self.mark.setText(str(path))


def _mark_pack_box(packs: InstalledPacks | None, chosen: str, parent: QWidget) -> QComboBox:
    """Whose mark it is: of all, or of one of several packs."""
    known = () if packs is None else tuple(packs.packs.values())
    options = ((_("All organisations"), ""), *((pack.info.title, pack.info.id) for pack in known))
    box = _choice(options, chosen, parent)
    box.setToolTip(_("Documents of other organisations keep the mark of their template pack."))
    return box


def _house_style_box(choice: HouseStyleChoice, chosen: str, parent: QWidget) -> QComboBox:
    options = ((_("By the date of the letter"), ""), *((title, own) for own, title in choice.house_styles))
    box = _choice(options, chosen, parent)
    box.setAccessibleName(_("House style of {pack}").format(pack=choice.title))
    return box


def _choice(options: tuple[tuple[str, str], ...], chosen: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    for label, value in options:
        box.addItem(label, str(value))
    box.setCurrentIndex(max(0, box.findData(str(chosen))))
    return box
