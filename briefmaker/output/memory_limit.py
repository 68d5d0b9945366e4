"""A bound on the memory that a file from elsewhere may take: a few megabytes can unpack to any size."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from briefmaker.output.failures import Failure, LayoutProblem

__all__ = ["bounded_memory"]

_MORE = 2_000_000_000
"""Bytes of address space that may come on top of what the process has: ten times the largest joined PDF."""


@contextlib.contextmanager
def bounded_memory(more: int = _MORE) -> Iterator[None]:
    """Raise LayoutProblem(PART_TOO_LONG) when what is done inside takes `more` bytes than the process has.

    Where the system has no such bound (Windows, macOS) the time limit on the process is the only one.
    """
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limits = resource.getrlimit(resource.RLIMIT_AS)
        size = pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (size, limits[1]))
    except (ImportError, OSError, ValueError):
        yield
        return
    try:
        yield
    except MemoryError as error:
        raise LayoutProblem(Failure.PART_TOO_LONG) from error
    finally:
        resource.setrlimit(resource.RLIMIT_AS, limits)
