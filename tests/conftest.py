"""What every test gets: a home of its own, Dutch as language, no screen, and a clean desk afterwards."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_ACCESSIBILITY", "1")

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT.parent / "shared" / "seeds"

# How long an example takes says more about the machine than about the code; what must be fast is measured
# in bench. The parent is what hypothesis chose itself, another one in continuous integration than at a desk.
settings.register_profile(
    "unhurried", parent=settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the Dutch catalogue, so that the tests see the sentences as they are now."""
    if not hasattr(config, "workerinput"):  # once, not in every xdist worker
        from catalogue import write_out_of_date

        write_out_of_date()


# --- Seeds ------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder with real letters, which lies beside the project and not in it."""
    if not SEEDS.is_dir():
        pytest.skip("the seeds don't lie beside the project")
    return SEEDS


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """A seed test that is skipped although the seeds are there has failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and SEEDS.is_dir() and "seeds" in _fixtures(item):
        report.outcome = "failed"
        report.longrepr = (
            f"{item.nodeid} was skipped although the seeds lie beside the project: {report.longrepr}"
        )
    return report


def _fixtures(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


# --- A home of one's own ----------------------------------------------------------------------------


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home and data folder for each test; nobody's real letters or settings are touched."""
    home = tmp_path_factory.mktemp("home", numbered=True)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        folder = home / name.removeprefix("XDG_").lower()
        folder.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("BRIEFMAKER_DATA", str(home / "briefmaker"))
    monkeypatch.delenv("BRIEFMAKER_PACKS", raising=False)
    monkeypatch.delenv("BRIEFMAKER_ORGANISATION", raising=False)
    monkeypatch.delenv("BRIEFMAKER_LANGUAGE", raising=False)
    return home


@pytest.fixture(autouse=True)
def dutch():
    """Dutch before and after each test."""
    from briefmaker.i18n import set_language

    set_language("nl")
    yield
    set_language("nl")


# --- A clean desk -----------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def clean_desk(request: pytest.FixtureRequest):
    """Fails a test that leaves a thread running or a window open, since the next one would suffer."""
    before = set(threading.enumerate())
    yield
    if "qtbot" in request.fixturenames:
        from PySide6.QtCore import QCoreApplication, QEvent

        # What was closed is to go first, as in a running program: Python's collector taking apart a window
        # that Qt is about to delete ends in a crash.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # Here, on the main thread: a collection on another one could destroy Qt objects there.
        gc.collect()
    if request.node.get_closest_marker("leaves_threads") is None:
        left = _threads_left(before)
        if left:
            names = ", ".join(sorted(thread.name for thread in left))
            pytest.fail(f"the test left threads running: {names}", pytrace=False)
    windows = _open_windows()
    if windows:
        pytest.fail(f"the test left windows open: {', '.join(windows)}", pytrace=False)


def _threads_left(before: set[threading.Thread]) -> list[threading.Thread]:
    """The threads begun since that keep the program alive, after two seconds to come to their end."""
    deadline = time.monotonic() + 2
    while True:
        left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not t.daemon]
        if not left or time.monotonic() > deadline:
            return left
        left[0].join(0.05)


def _open_windows() -> list[str]:
    """The windows that are still shown, which are closed here so that only one test fails by them."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if application is None:
        return []
    windows = [window for window in application.topLevelWidgets() if window.isVisible()]
    names = [f"{type(window).__name__} {window.objectName()!r}" for window in windows]
    for window in windows:
        window.hide()
        window.deleteLater()
    return names


@pytest.fixture(scope="session", autouse=True)
def _few_objects_to_collect() -> None:
    """What the imports left behind is not looked at again by each collection."""
    gc.collect()
    gc.freeze()
