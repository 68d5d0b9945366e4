"""What conftest.py watches over: tests that leave something behind, and seed tests that are skipped."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

UNTIDY = """
import threading
import time

import pytest


def test_that_leaves_a_thread():
    threading.Thread(target=time.sleep, args=(4,), name="forgotten").start()


def test_that_leaves_a_window(qapp):
    from PySide6.QtWidgets import QWidget

    global window
    window = QWidget()
    window.setObjectName("left open")
    window.show()


def test_that_makes_qt_warn(qtbot):
    from PySide6.QtCore import qWarning

    qWarning("careful")


def test_that_skips_its_seeds(seeds):
    pytest.skip("no time")


def test_that_is_tidy(qtbot, own_home):
    thread = threading.Thread(target=time.sleep, args=(0.05,))
    thread.start()
    assert own_home.is_dir() and not list(own_home.glob("briefmaker"))
"""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of the untidy tests above."""
    root = Path(__file__).resolve().parent.parent
    file = tmp_path_factory.mktemp("untidy") / "test_untidy.py"
    file.write_text(UNTIDY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-rA",
         f"--rootdir={file.parent}", f"--config-file={root / 'pyproject.toml'}", str(file)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout + done.stderr


def outcome(verdicts: str, test: str) -> set[str]:
    found = re.findall(rf"^(PASSED|FAILED|ERROR)\b.*::{test}\b", verdicts, flags=re.MULTILINE)
    if not found and re.search(r"^SKIPPED\b.*no time", verdicts, flags=re.MULTILINE):
        found = ["SKIPPED"]
    assert found, verdicts
    return set(found)


def test_a_thread_that_goes_on_fails_its_test(verdicts: str) -> None:
    assert "ERROR" in outcome(verdicts, "test_that_leaves_a_thread")
    assert "the test left threads running: forgotten" in verdicts


def test_a_window_that_stays_open_fails_its_test(verdicts: str) -> None:
    assert "ERROR" in outcome(verdicts, "test_that_leaves_a_window")
    assert "the test left windows open: QWidget 'left open'" in verdicts


def test_a_warning_of_qt_fails_its_test(verdicts: str) -> None:
    assert "FAILED" in outcome(verdicts, "test_that_makes_qt_warn")


def test_a_skipped_seed_test_has_failed_when_the_seeds_are_there(verdicts: str) -> None:
    seeds_are_there = (Path(__file__).resolve().parents[2] / "shared" / "seeds").is_dir()
    expected = "FAILED" if seeds_are_there else "SKIPPED"
    assert expected in outcome(verdicts, "test_that_skips_its_seeds")


def test_a_tidy_test_passes(verdicts: str) -> None:
    assert outcome(verdicts, "test_that_is_tidy") == {"PASSED"}
