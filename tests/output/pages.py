"""How many pages a PDF has, for tests."""

from __future__ import annotations

import io

import pikepdf


def number_of_pages(pdf: bytes) -> int:
    """The pages of this PDF."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)
