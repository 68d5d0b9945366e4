"""Which process something belongs to, and whether that process is gone.

A number alone doesn't name a process: it is given out again, and after a crash of the machine all of
them are. So a process is its machine, its number and the moment it began, where the system tells that.
"""

from __future__ import annotations

import hashlib
import os
import socket
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["ProcessMark", "process_is_gone", "this_process"]


@dataclass(frozen=True)
class ProcessMark:
    """A process: host name, process number, and a digest of the moment it began.

    `began` has 12 hexadecimal digits, or is "" where the system doesn't tell the moment (macOS).
    """

    host: str
    pid: int
    began: str


def this_process() -> ProcessMark:
    """The mark of the running process."""
    return _mark_of(os.getpid())


@cache
def _mark_of(pid: int) -> ProcessMark:
    """Kept per number, since a forked process has another."""
    return ProcessMark(socket.gethostname(), pid, _began(pid) or "")


def process_is_gone(mark: ProcessMark) -> bool:
    """Whether the process surely no longer runs. False for one of another machine, and in doubt."""
    if mark.host != socket.gethostname() or mark.pid <= 0:
        return False
    began = _began(mark.pid)
    if began is None:
        return True
    return bool(began and mark.began) and began != mark.began


def _began(pid: int) -> str | None:
    """When a process of this machine began, "" when that can't be known, None when there is none."""
    if sys.platform == "win32":
        return _began_on_windows(pid)
    if sys.platform == "linux":
        try:
            fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
            boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        except OSError:
            pass
        else:
            # proc(5): field 3 is the state, Z and X are dead ones; field 22 the start in ticks since boot.
            return None if fields[0] in (b"Z", b"X") else _digest(f"{boot}/{int(fields[19])}")
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return None
    except OSError:
        return ""  # it runs, and belongs to somebody else
    return ""


def _digest(moment: str) -> str:
    return hashlib.sha256(moment.encode()).hexdigest()[:12]


if sys.platform == "win32":

    def _began_on_windows(pid: int) -> str | None:
        import ctypes
        from ctypes import wintypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        query_limited, access_denied, still_active = 0x1000, 5, 259
        handle = kernel.OpenProcess(query_limited, False, pid)
        if not handle:
            return "" if ctypes.get_last_error() == access_denied else None
        try:
            code = wintypes.DWORD()
            if kernel.GetExitCodeProcess(handle, ctypes.byref(code)) and code.value != still_active:
                return None
            times = [wintypes.FILETIME() for _index in range(4)]
            if not kernel.GetProcessTimes(handle, *(ctypes.byref(time) for time in times)):
                return ""
            return _digest(str(times[0].dwHighDateTime << 32 | times[0].dwLowDateTime))
        finally:
            kernel.CloseHandle(handle)
