"""What went wrong that nobody foresaw: one window with a report that can be copied.

A report holds places in the code and kinds of errors, never values: no text of a letter, no name of
a file of the user's. Errors that are foreseen never come here.
"""

from __future__ import annotations

import faulthandler
import platform
import sys
import threading
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from briefmaker import __version__
from briefmaker.errors import BriefmakerError, Cancelled
from briefmaker.i18n import _
from briefmaker.qt.tones import em

__all__ = ["CrashReports", "ReportWindow", "report_text"]

_HARMLESS = ("This plugin does not support", "QFontDatabase: Cannot find font directory")


def report_text(kind: type[BaseException], trace: TracebackType | None) -> str:
    """A report of an error: its kind and the way through the code, without its message, which may
    quote a letter."""
    lines = [
        f"Briefmaker {__version__}, Python {platform.python_version()}, Qt {qVersion()}",
        platform.platform(),
        f"{kind.__module__}.{kind.__qualname__}",
    ]
    for frame in traceback.extract_tb(trace):
        path = Path(frame.filename)
        lines.append(f"  {'/'.join(path.parts[-3:])}:{frame.lineno} {frame.name}")
    return "\n".join(lines)


class CrashReports(QObject):
    """Takes every error nobody caught, and Qt's own warnings, and shows one report at a time.

    told(sentence): a foreseen error that reached nobody, to be shown as it is.
    """

    told = Signal(object)
    _raised = Signal(object)

    def __init__(self, log_folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: ReportWindow | None = None
        self._log: Path | None = log_folder
        self._raised.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over from Python, its threads and Qt."""
        sys.excepthook = self._take
        threading.excepthook = self._take_from_thread
        qInstallMessageHandler(self._take_message)
        if sys.stderr is not None and not faulthandler.is_enabled():
            faulthandler.enable()

    def uninstall(self) -> None:
        """Give everything back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        qInstallMessageHandler(None)

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
        elif isinstance(error, BriefmakerError):
            self.told.emit(str(error))
        elif not isinstance(error, Cancelled):
            report = report_text(kind, trace)
            self._write(report)
            self._raised.emit(report)

    def _take_from_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def _take_message(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or text.startswith(_HARMLESS):
            return
        self._write(f"Qt: {text}")

    def _write(self, report: str) -> None:
        """Keep the report, for who asks for it later; a full disk must not make things worse."""
        if sys.stderr is not None:
            sys.stderr.write(report + "\n")
        if self._log is None:
            return
        try:
            self._log.mkdir(parents=True, exist_ok=True, mode=0o700)
            path = self._log / "problems.log"
            if path.exists() and path.stat().st_size > 1_000_000:
                path.replace(path.with_suffix(".old.log"))
            with path.open("a", encoding="utf-8") as file:
                file.write(report + "\n\n")
        except OSError:
            self._log = None

    def _show(self, report: str) -> None:
        if self._window is None:
            self._window = ReportWindow(report)
            self._window.finished.connect(self._forget)
            self._window.open()
        else:
            self._window.add(report)

    def _forget(self, _code: int) -> None:
        self._window = None


class ReportWindow(QDialog):
    """Says that something went wrong and that the letter is safe; the report can be copied."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something went wrong in Briefmaker"))
        words = QLabel(
            _(
                "Briefmaker made a mistake that nobody foresaw. Your letter is kept as a draft and you can "
                "go on. Send this report to who maintains Briefmaker; it holds nothing of your letter."
            ),
            self,
        )
        words.setWordWrap(True)
        self.text = QPlainTextEdit(report, self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setAccessibleName(_("Report"))
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = self._buttons.addButton(_("&Copy report"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(self._copy)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(em(self, 0.7))
        column.addWidget(words)
        column.addWidget(self.text, 1)
        column.addWidget(self._buttons)
        self.resize(em(self, 42), em(self, 24))

    def add(self, report: str) -> None:
        """Add another report to this one."""
        if self.text.document().characterCount() < 50_000:
            self.text.appendPlainText("\n" + report)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
