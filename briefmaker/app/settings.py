"""What the user chose, as the rest of `app` needs it."""

from __future__ import annotations

import os
from pathlib import Path

from briefmaker import places
from briefmaker.app.own_mark import OwnMark
from briefmaker.drafts.reading import file_content
from briefmaker.drafts.settings import Settings, read_settings
from briefmaker.errors import UnusableInput
from briefmaker.i18n import _

__all__ = ["current_settings", "mark_of", "organisation_folder"]

_LARGEST_MARK = 10_000_000


def current_settings() -> Settings:
    """The settings of this user; the usual ones where none were chosen."""
    return read_settings(places.settings_folder() / "settings.json")[0]


def organisation_folder(settings: Settings) -> Path | None:
    """The folder in which the organisation publishes its templates: that of the environment, else of the
    settings; None where neither names one. It may not be there."""
    named = places.shared_folder_of_environment()
    chosen = settings.organisation_folder.strip().strip('"')  # Windows copies paths with quotes
    if named is None and chosen:
        # os.path's leaves a "~nobody" as it is, where Path's raises.
        named = Path(os.path.expanduser(chosen)).absolute()  # noqa: PTH111
    return named


def mark_of(settings: Settings) -> OwnMark | None:
    """The image chosen as an organisation's mark, None when none was; raises UnusableInput."""
    if not settings.mark_file:
        return None
    try:
        return OwnMark(file_content(Path(settings.mark_file), _LARGEST_MARK), settings.mark_pack)
    except UnusableInput as error:
        raise UnusableInput(
            _("The mark chosen in the settings can't be used. {reason}").format(reason=error)
        ) from error
