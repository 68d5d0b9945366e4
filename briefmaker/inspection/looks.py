"""Everything wrong with how a template looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefmaker.inspection.finding import Finding

if TYPE_CHECKING:
    from briefmaker.inspection.subject import Subject

__all__ = ["look_findings"]


def look_findings(subject: Subject) -> tuple[Finding, ...]:  # noqa: ARG001
    """The findings about styles, formatting, fonts, pictures, tables and what is left over."""
    return ()
