"""What the texts of a letter ask of their window: pictures from files, links to go to, new enclosures,
and the menus with what can be done in the text where the cursor is."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from briefmaker.errors import BriefmakerError, UnusableInput
from briefmaker.i18n import _
from briefmaker.letter.answers import Enclosure
from briefmaker.letter.body import Body, Image
from briefmaker.letter.document_type import FieldKind
from briefmaker.letter.notation import QuoteMarks
from briefmaker.problems import Place
from briefmaker.qt.body_field import BodyFieldEditor
from briefmaker.qt.dialogs import FileKind
from briefmaker.qt.editor import BodyEditor
from briefmaker.qt.editor.addresses import completed_address
from briefmaker.qt.editor.pictures import LARGEST_FILE, PICTURE_ENDINGS, image_of, too_large
from briefmaker.qt.form import LetterForm
from briefmaker.qt.services import Services
from briefmaker.qt.session import LetterSession

__all__ = ["TextTools"]


class TextTools(QObject):
    """Serves the texts of one letter's form; `parent` is its window."""

    def __init__(self, services: Services, session: LetterSession, form: LetterForm, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._session = session
        self._form = form
        self._window = parent
        self._folder = Path.home()
        self._editors: list[BodyEditor] = []
        self._current: BodyEditor | None = None
        self._asking: BodyEditor | None = None
        self._insert = QMenu()
        self._format = QMenu()
        self._shown: list[QAction] = []
        for row in form.rows.values():
            if isinstance(row.editor, BodyFieldEditor):
                self._serve(row.editor.input.editor)
        services.preferences.changed.connect(self._use_settings)
        QApplication.instance().focusChanged.connect(self._note_focus)  # type: ignore[union-attr]

    def fill_menus(self, bar: QMenuBar) -> None:
        """Put what can be done in a text at the top of the menus for it, from now on always for the text
        where the cursor is or was last."""
        for action in bar.actions():
            menu: QMenu | None = action.menu()  # type: ignore[assignment]
            if menu is not None and menu.title() == _("&Insert"):
                self._insert = menu
            elif menu is not None and menu.title() == _("F&ormat"):
                self._format = menu
        self._insert.aboutToShow.connect(self._fill)
        self._format.aboutToShow.connect(self._fill)
        self._fill()

    # -- menus

    def _fill(self) -> None:
        for action in self._shown:
            for menu in (self._insert, self._format):
                menu.removeAction(action)
        self._shown = []
        editor = self._editor()
        if editor is None:
            return
        actions = editor.actions_of_text
        actions.follow()
        static = self._insert.actions()
        first = static[0] if static else None
        inserted: list[QAction] = [*actions.inserting.all(), actions.tables.insert]
        if first is not None:
            inserted.append(self._line())
        for action in inserted:
            if first is None:
                self._insert.addAction(action)
            else:
                self._insert.insertAction(first, action)
        kinds = (actions.paragraph, *actions.headings)
        for action in (
            actions.bold, actions.italic, self._line(), *kinds, self._line(),
            actions.bullets, actions.numbers, *actions.lists.numerals,
            actions.lists.restart, actions.lists.carry_on, self._line(),
            actions.outdent, actions.indent, self._line(), actions.lists.quote,
            actions.lists.motto, self._line(),
            actions.tables.menu.menuAction(),
        ):  # fmt: skip
            self._format.addAction(action)
            self._shown.append(action)
        self._shown += inserted

    def _line(self) -> QAction:
        line = QAction(self)
        line.setSeparator(True)
        self._shown.append(line)
        return line

    def _editor(self) -> BodyEditor | None:
        if self._current is not None and isValid(self._current):
            return self._current
        self._current = next((each for each in self._editors if isValid(each)), None)
        return self._current

    # -- texts

    def _note_focus(self, _old: object, new: object) -> None:
        if not isinstance(new, BodyEditor) or new.actions_of_text.inline_only:
            return
        if isValid(self._form) and self._form.isAncestorOf(new):
            self._serve(new)
            self._current = new

    def _serve(self, editor: BodyEditor) -> None:
        """Listen to a text from now on."""
        self._editors = [each for each in self._editors if isValid(each)]
        if editor in self._editors:
            return
        self._editors.append(editor)
        editor.corrects = self._services.preferences.settings.autoformat
        quotes = self._session.document_type.pack.notation.quotes
        editor.curls = quotes not in (QuoteMarks.DOUBLE_STRAIGHT, QuoteMarks.SINGLE_STRAIGHT)
        styles = self._session.document_type.styles
        kinds = {"decimal": styles.numbers, "letter": styles.letters, "roman": styles.romans}
        editor.offer_numerals(frozenset(kind for kind, made in kinds.items() if made))
        inserting = editor.actions_of_text.inserting
        inserting.offers_enclosure = bool(self._enclosures_field()) and bool(self._field_of(editor))
        inserting.picture_wanted.connect(self._choose_picture)
        inserting.link_opened.connect(self._open_link)
        inserting.enclosure_wanted.connect(self._make_enclosure)
        inserting.follow()

    def _use_settings(self, _settings: object) -> None:
        for editor in self._editors:
            if isValid(editor):
                editor.corrects = self._services.preferences.settings.autoformat

    def _field_of(self, editor: BodyEditor | None) -> str:
        for name, row in self._form.rows.items():
            if isinstance(row.editor, BodyFieldEditor) and row.editor.input.editor is editor:
                return name
        return ""

    def _enclosures_field(self) -> str:
        fields = self._session.document_type.fields.items()
        return next((name for name, field in fields if field.kind is FieldKind.ENCLOSURES), "")

    # -- pictures

    def _choose_picture(self) -> None:
        self._asking = self._editor()
        kinds = (FileKind(_("Pictures"), PICTURE_ENDINGS),)
        self._services.dialogs.choose_file(
            self._window, _("Insert a picture"), self._folder, kinds, self._read_picture
        )

    def _read_picture(self, path: Path) -> None:
        self._folder = path.parent
        self._services.tasks.start(
            "pictures", partial(_picture_in, path), self._insert_picture, self._tell_refusal
        )

    def _insert_picture(self, image: Image) -> None:
        editor = self._asking
        if editor is not None and isValid(editor) and not editor.isReadOnly():
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            editor.actions_of_text.inserting.insert_picture(image)

    def _tell_refusal(self, error: Exception) -> None:
        if not isinstance(error, BriefmakerError):
            raise error
        self._services.dialogs.tell(self._window, _("The picture was not inserted."), str(error))

    # -- links and enclosures

    def _open_link(self, address: str) -> None:
        try:
            # A letter from elsewhere may hold any address.
            self._services.dialogs.open_address(completed_address(address))
        except UnusableInput as refusal:
            self._services.dialogs.tell(self._window, _("This link was not opened."), str(refusal))

    def _make_enclosure(self, kept: Body, enclosure: Enclosure) -> None:
        field, enclosures = self._field_of(self._editor()), self._enclosures_field()
        if not field or not enclosures:
            return
        before = self._session.answers.enclosures(enclosures)
        self._session.change_together({field: kept, enclosures: (enclosure, *before)}, Place(enclosures))
        self._form.go_to(Place(f"{enclosures}/0/titel"))


def _picture_in(path: Path) -> Image:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise too_large()
        data = path.read_bytes()
    except OSError as error:
        raise UnusableInput(
            _("“{name}” can't be read. Choose another file, or a copy of it.").format(name=path.name)
        ) from error
    return image_of(data)
