"""Writes requirements/runtime.txt and dev.txt: every package pinned and hashed, for every system.

    python .ci/lock.py            resolve again (installs the tool uv in a folder of its own)

The files hold names, versions, markers and hashes, and never where the packages came from: pip takes
them from wherever it is set up to look, and the hashes see to it that they are the same.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = "3.11"

HEADER = """\
# Made by `make lock` from pyproject.toml and requirements/lock.in. Install with
#     pip install --require-hashes -r requirements/{name}
"""

LOCKED = {"runtime.txt": ("install",), "dev.txt": ("install", "dev")}


def uv_in(folder: Path) -> Path:
    """The path of a freshly installed uv; `folder` gets a virtual environment for it."""
    venv.create(folder, with_pip=True)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", "uv"], check=True)
    return scripts / "uv"


def resolved(uv: Path, extras: tuple[str, ...], present: Path) -> str:
    """The pinned and hashed requirements for these extras, for all systems and Pythons at once."""
    asked = [argument for extra in extras for argument in ("--extra", extra)]
    # uv reads neither pip's configuration nor, so told, its own: only the public index counts.
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("UV_", "PIP_"))}
    command: list[str | Path] = [
        uv, "pip", "compile", "--no-config", "--universal", "--python-version", OLDEST_PYTHON,
        "--generate-hashes", "--no-header", "--no-annotate",
        "--constraint", ROOT / "requirements" / "lock.in", *asked,
    ]  # fmt: skip
    if present.is_file():
        command += ["--constraint", present]
    done = subprocess.run(
        [*command, ROOT / "pyproject.toml"], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return str(done.stdout)


def main() -> int:
    """Write both files; the runtime's versions hold for the other as well."""
    folder = ROOT / "requirements"
    with tempfile.TemporaryDirectory() as temporary:
        uv = uv_in(Path(temporary))
        runtime = folder / "none"
        for name, extras in LOCKED.items():
            text = resolved(uv, extras, runtime)
            if re.search(r"://|^\s*-(?!-hash)", text, flags=re.MULTILINE):
                print(f"{name}: names an address or an option", file=sys.stderr)
                return 1
            (folder / name).write_text(HEADER.format(name=name) + text, encoding="utf-8")
            runtime = folder / "runtime.txt"
    return 0


if __name__ == "__main__":
    sys.exit(main())
