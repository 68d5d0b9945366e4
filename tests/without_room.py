"""Programs that run as if the disk were full."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def environment() -> dict[str, str]:
    """For programs without room, where Python would leave the halves of what it compiles, and stumble over
    them ever after."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


def said_without_room(program: str, folder: Path, room: int) -> list[str]:
    """The lines that a Python program prints when no file may become longer than `room` bytes; it is given
    the folder."""
    limit = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room},) * 2)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", limit + program, str(folder)],
        capture_output=True, text=True, check=True, env=environment(),
    )  # fmt: skip
    return done.stdout.splitlines()
