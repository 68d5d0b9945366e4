"""LibreOffice as a program: where it is, a profile it can do no harm from, and processes that always end.

What was measured of it decides how it is used here: it returns 0 for garbage and for a full disk, hangs the
next run on a profile that hung, leaves a child behind when only its first process is killed, and fetches
pictures from the web and from the disk unless told not to. So: judged by its output only, a profile of our
own with links switched off, a process group that is killed as a whole, a time limit on everything.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

__all__ = ["Office", "find_soffice"]

_PREFIX = "briefmaker-office-"
_DAY = 24 * 60 * 60
_START_LIMIT = 60.0
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Common/Save/Document", "AutoSave", "false"),
    ("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)


def find_soffice() -> Path | None:
    """The soffice program, or None: on the PATH, or where its installer puts it."""
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    known = [
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
        *(
            Path(os.environ[variable]) / "LibreOffice" / "program" / "soffice.exe"
            for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)")
            if variable in os.environ
        ),
    ]
    if on_path:
        return Path(on_path)
    return next((path for path in known if path.is_file()), None)


class Office:
    """One LibreOffice with its own profile, resident where UNO can be reached, else started for every file.

    Not safe to call from several threads at once. fonts: a folder with fonts it shall know.
    """

    def __init__(self, soffice: Path, fonts: Path, *, resident: bool = True) -> None:
        self._soffice = soffice
        self._folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._fonts = fonts
        self._resident = resident
        self._python: Path | None = None
        self._processes: list[subprocess.Popen[str]] = []
        self._closed = False
        self._finalizer = weakref.finalize(self, _clean_up, self._processes, self._folder)
        _sweep(self._folder)
        self._answers: queue.SimpleQueue[str | None] = queue.SimpleQueue()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The numbers of the processes that stay between files."""
        return tuple(process.pid for process in self._processes if process.poll() is None)

    def start(self) -> None:
        """Start the resident process, if there can be one. Raises OSError or TimeoutError."""
        if self._closed:
            raise OSError("closed")
        if not self._resident or self._is_running():
            return
        self.stop()
        self._python = self._python or _python_with_uno(self._soffice)
        if self._python is None:
            self._resident = False
            return
        pipe = f"briefmaker{secrets.token_hex(8)}"
        options = ["--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck"]
        office = self._popen(
            [str(self._soffice), *options, f"--accept=pipe,name={pipe};urp;", self._profile()]
        )
        self._processes.append(office)
        client = self._popen([str(self._python), str(Path(__file__).with_name("uno_client.py")), pipe])
        self._processes.append(client)
        self._answers = queue.SimpleQueue()
        threading.Thread(
            target=_read_lines, args=(client, self._answers), name="office answers", daemon=True
        ).start()
        self._expect("ready", _START_LIMIT)

    def convert(self, docx: bytes, options: Mapping[str, Any], limit: float) -> bytes:
        """The PDF of a .docx; b"" when none came out.

        options: the PDF export's filter data. limit: seconds. Raises OSError, TimeoutError; all processes
        are gone then.
        """
        work = Path(tempfile.mkdtemp(prefix="letter-", dir=self._folder))
        source, target = work / "letter.docx", work / "out" / "letter.pdf"
        try:
            target.parent.mkdir(parents=True)
            source.write_bytes(docx)
            self.start()
            if self._resident:
                self._convert_resident(source, target, options, limit)
            else:
                self._convert_cold(source, target, options, limit)
            return target.read_bytes() if target.is_file() else b""
        except BaseException:
            self.stop()
            raise
        finally:
            shutil.rmtree(work, ignore_errors=True)

    def stop(self) -> None:
        """End all processes, with their children; the profile goes too, since a hung run spoils it."""
        for process in reversed(self._processes):
            _kill_group(process)
        self._processes.clear()
        shutil.rmtree(self._folder / "profile", ignore_errors=True)

    def abandon(self) -> None:
        """End all processes, also in the midst of a conversion on another thread, which then fails."""
        self._closed = True
        for process in list(self._processes):
            _kill_group(process)

    def close(self) -> None:
        """End all processes and remove the folder."""
        self._closed = True
        self._finalizer()

    def _is_running(self) -> bool:
        return len(self._processes) == 2 and all(process.poll() is None for process in self._processes)

    def _convert_resident(self, source: Path, target: Path, options: Mapping[str, Any], limit: float) -> None:
        stream = self._processes[1].stdin
        assert stream is not None
        stream.write(json.dumps([source.as_uri(), target.as_uri(), dict(options)]) + "\n")
        stream.flush()
        self._expect(None, limit)

    def _convert_cold(self, source: Path, target: Path, options: Mapping[str, Any], limit: float) -> None:
        data = {
            name: {"type": _type_name(value), "value": str(value).lower()} for name, value in options.items()
        }
        command = [str(self._soffice), "--headless", "--norestore", "--nolockcheck", self._profile()]
        command += [
            "--convert-to",
            f"pdf:writer_pdf_Export:{json.dumps(data)}",
            "--outdir",
            str(target.parent),
        ]
        process = self._popen([*command, str(source)])
        self._processes.append(process)
        try:
            process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            raise TimeoutError from None
        finally:
            _kill_group(process)
            with contextlib.suppress(ValueError):
                self._processes.remove(process)

    def _expect(self, wanted: str | None, limit: float) -> None:
        try:
            answer = self._answers.get(timeout=limit)
        except queue.Empty:
            raise TimeoutError from None
        if answer is None or (wanted is not None and answer != wanted):
            raise OSError("LibreOffice ended")

    def _profile(self) -> str:
        """The argument that names the profile, which is written first."""
        user = self._folder / "profile" / "user"
        if not user.is_dir():
            user.mkdir(parents=True)
            items = "".join(
                f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse">'
                f"<value>{value}</value></prop></item>"
                for path, name, value in _SETTINGS
            )
            (user / "registrymodifications.xcu").write_text(
                '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items '
                'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
                f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>\n',
                encoding="utf-8",
            )
        return f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"

    def _environment(self) -> dict[str, str]:
        """Only what it needs: values of the environment could end up in a document."""
        home = self._folder / "home"
        home.mkdir(exist_ok=True)
        kept = (
            "PATH",
            "LANG",
            "LC_ALL",
            "SYSTEMROOT",
            "WINDIR",
            "TEMP",
            "TMP",
            "TMPDIR",
            "DYLD_LIBRARY_PATH",
        )
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        environment.update(HOME=str(home), USERPROFILE=str(home), SAL_USE_VCLPLUGIN="svp")
        if sys.platform == "linux":
            fonts = self._folder / "fonts.conf"
            if not fonts.exists():
                fonts.write_text(
                    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
                    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>'
                    f"<dir>{escape(str(self._fonts))}</dir>"
                    f"<cachedir>{escape(str(home))}</cachedir></fontconfig>",
                    encoding="utf-8",
                )
            environment["FONTCONFIG_FILE"] = str(fonts)
        return environment

    def _popen(self, command: list[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=self._environment(),
            cwd=self._folder,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )


def _clean_up(processes: list[subprocess.Popen[str]], folder: Path) -> None:
    for process in reversed(processes):
        _kill_group(process)
    processes.clear()
    shutil.rmtree(folder, ignore_errors=True)


def _sweep(own: Path) -> None:
    """Remove the folders of programs that were killed: those a day older than our own."""
    with contextlib.suppress(OSError):
        now = own.stat().st_mtime
        for folder in own.parent.glob(f"{_PREFIX}*"):
            with contextlib.suppress(OSError):
                if folder.is_dir() and now - folder.stat().st_mtime > _DAY:
                    shutil.rmtree(folder, ignore_errors=True)


def _type_name(value: Any) -> str:
    return "boolean" if isinstance(value, bool) else "long" if isinstance(value, int) else "string"


def _read_lines(process: subprocess.Popen[str], answers: queue.SimpleQueue[str | None]) -> None:
    assert process.stdout is not None
    with contextlib.suppress(OSError, ValueError):
        for line in process.stdout:
            answers.put(line.strip())
    answers.put(None)


def _kill_group(process: subprocess.Popen[str]) -> None:
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False, timeout=30
        )
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError, ValueError):
                stream.close()


def _python_with_uno(soffice: Path) -> Path | None:
    """A Python that can import uno: LibreOffice's own, else the system's."""
    program = soffice.resolve().parent
    candidates = [
        program / "python.exe",
        program / "python",
        program.parent / "Resources" / "python",
        Path("/usr/bin/python3"),
        *(Path(found) for found in [shutil.which("python3")] if found),
    ]
    for candidate in candidates:
        if not candidate.is_file():
            continue
        try:
            tried = subprocess.run(
                [str(candidate), "-c", "import uno"], capture_output=True, check=False, timeout=30
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if tried.returncode == 0:
            return candidate
    return None
