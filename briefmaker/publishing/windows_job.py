"""A job object of Windows: the bounds that a process can't leave."""

from __future__ import annotations

__all__ = ["join_job"]


def join_job(memory: int, seconds: int) -> None:
    """Let this process, alone and for good, have `memory` bytes and `seconds` of a processor's time. Only on
    Windows. Source: Microsoft, JOBOBJECT_EXTENDED_LIMIT_INFORMATION (winnt.h)."""
    import ctypes
    from ctypes import wintypes

    class Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("smallest_set", ctypes.c_size_t),
            ("largest_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class Extended(ctypes.Structure):
        _fields_ = (
            ("basic", Basic),
            ("transfers", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process", ctypes.c_size_t),
            ("peak_job", ctypes.c_size_t),
        )

    process_time, active_process, process_memory = 0x2, 0x8, 0x100
    bounds = Extended()
    bounds.basic.flags = process_time | active_process | process_memory
    bounds.basic.process_time = seconds * 10_000_000
    bounds.basic.processes = 1
    bounds.process_memory = memory
    kernel = getattr(ctypes, "WinDLL")("kernel32")  # noqa: B009 (other systems have none)
    kernel.CreateJobObjectW.restype = wintypes.HANDLE
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    kernel.SetInformationJobObject.argtypes = (
        wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD,
    )  # fmt: skip
    kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
    job = kernel.CreateJobObjectW(None, None)
    if job and kernel.SetInformationJobObject(job, 9, ctypes.byref(bounds), ctypes.sizeof(bounds)):
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())
