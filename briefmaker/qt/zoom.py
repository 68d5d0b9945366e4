"""How large pages are shown: a factor of their real size, or as large as fits."""

from __future__ import annotations

__all__ = ["FIT_PAGE", "FIT_WIDTH", "LEAST_ZOOM", "MOST_ZOOM", "Zoom"]

FIT_WIDTH = "width"
FIT_PAGE = "page"
Zoom = str | float
"""FIT_WIDTH, FIT_PAGE, or a factor: 1.0 shows a page at its real size."""

LEAST_ZOOM = 0.5
MOST_ZOOM = 2.0
