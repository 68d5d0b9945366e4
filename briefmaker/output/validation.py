"""Whether a PDF keeps to PDF/UA-1 (accessible) and PDF/A-2 (archivable)."""

from __future__ import annotations

from dataclasses import dataclass

from briefmaker.output.failures import Failure, LayoutProblem

__all__ = ["PROFILES", "Finding", "validate"]

PROFILES = ("PDF/UA-1", "PDF/A-2b")
"""What every PDF that leaves is held against."""

_NAMES = {"PDF/UA-1": "ua1", "PDF/A-2b": "2b", "PDF/A-2a": "2a"}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule a PDF breaks. profile: one of `PROFILES` or "PDF/A-2a"; message: English, for experts."""

    profile: str
    rule: str
    message: str


def validate(pdf: bytes, profiles: tuple[str, ...] = PROFILES) -> tuple[Finding, ...]:
    """All findings against these profiles. Raises LayoutProblem(UNREADABLE_PDF) for what is no PDF."""
    import page

    found = []
    for profile in profiles:
        try:
            report = page.validate_pdf_bytes(pdf, profile=_NAMES[profile])
        except page.PageError as error:
            raise LayoutProblem(Failure.UNREADABLE_PDF) from error
        found += [Finding(profile, failure.rule_id, failure.message) for failure in report.failures]
    return tuple(found)
