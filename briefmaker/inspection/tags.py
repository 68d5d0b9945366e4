"""Everything wrong with a template's placeholders, conditions and loops."""

from __future__ import annotations

from briefmaker.inspection.finding import Finding
from briefmaker.inspection.subject import Subject

__all__ = ["tag_findings"]


def tag_findings(subject: Subject) -> tuple[Finding, ...]:  # noqa: ARG001
    """The findings about placeholders, conditions and loops, and the fields they print."""
    return ()
