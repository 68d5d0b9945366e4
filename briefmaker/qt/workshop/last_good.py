"""Why the pages that are shown are not the newest."""

from __future__ import annotations

from briefmaker.i18n import _

__all__ = ["why_not_newer"]


def why_not_newer(failure: str, *, has_pages: bool, has_errors: bool) -> str:
    """What is said below the pages when there are no newer ones; "" when there are.

    failure: what kept them from being made; has_errors: the errors that were found beside them say it better.
    """
    if failure and has_errors and not has_pages:
        return _("Mend the errors beside this, and the pages follow.")
    if not failure or not has_pages:
        return failure
    reason = _("Mend the errors beside them, and newer ones follow.") if has_errors else failure
    return _("These are the last good pages. {reason}").format(reason=reason)
