"""Where Briefmaker's files lie: what it brings along, and the folders of the user it may write in.

Gives paths and touches nothing: no folder is made, no file is looked into. Knows no other part of
Briefmaker. Two environment variables move the user's folders, for tests and for set-ups without
a home folder: `BRIEFMAKER_DATA` (everything of the user) and `BRIEFMAKER_PACKS` (installed packs only).
A third, `BRIEFMAKER_ORGANISATION`, names the folder in which an organisation shares its packs.
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = [
    "drafts_folder",
    "log_folder",
    "organisation_packs_folder",
    "pack_changes_folder",
    "resources_folder",
    "settings_folder",
    "shared_folder_of_environment",
    "shipped_packs_folder",
    "text_blocks_folder",
    "unsaved_texts_folder",
    "user_data_folder",
    "user_packs_folder",
    "working_packs_folder",
]

_NAME = "Briefmaker"
_PACKAGE = Path(__file__).resolve().parent.parent


def _brought_along(name: str) -> Path:
    """A folder that comes with the program: inside an installed package, beside it in a checkout."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def resources_folder() -> Path:
    """Icons, fonts, dictionaries, catalogues and help that come with the program."""
    return _brought_along("resources")


def shipped_packs_folder() -> Path:
    """The template packs that come with the program."""
    return _brought_along("templates")


def _moved_to(variable: str) -> Path | None:
    """The folder that an environment variable names, absolute; None when it names none."""
    named = os.environ.get(variable, "").strip()
    # os.path's leaves a "~nobody" as it is, where Path's raises.
    return Path(os.path.expanduser(named)).absolute() if named else None  # noqa: PTH111


def user_data_folder() -> Path:
    """The user's own data on this machine; not taken along to another one."""
    moved = _moved_to("BRIEFMAKER_DATA")
    if moved is not None:
        return moved
    # Imported late: nothing else at start needs it.
    from platformdirs import user_data_path

    return user_data_path(_NAME, appauthor=False)


def user_packs_folder() -> Path:
    """The template packs that the user installed."""
    return _moved_to("BRIEFMAKER_PACKS") or user_data_folder() / "packs"


def organisation_packs_folder() -> Path:
    """The template packs of the user's organisation, as they were installed on this machine."""
    return user_data_folder() / "organisatie"


def working_packs_folder() -> Path:
    """The copies of template packs that somebody works on; never used for letters."""
    return user_data_folder() / "sjablonen"


def pack_changes_folder() -> Path:
    """What stood in packs before Briefmaker changed them, to be taken back."""
    return user_data_folder() / "sjablonen-terug"


def shared_folder_of_environment() -> Path | None:
    """The folder, usually on a share, in which the environment says that an organisation publishes its
    packs; None when it names none."""
    return _moved_to("BRIEFMAKER_ORGANISATION")


def drafts_folder() -> Path:
    """The letters that are being written, saved on their own."""
    return user_data_folder() / "drafts"


def unsaved_texts_folder() -> Path:
    """What was typed in the files of packs and is not saved yet."""
    return user_data_folder() / "sjablonen-bezig"


def text_blocks_folder() -> Path:
    """The user's own text blocks."""
    return user_data_folder() / "tekstblokken"


def settings_folder() -> Path:
    """The user's settings."""
    moved = _moved_to("BRIEFMAKER_DATA")
    if moved is not None:
        return moved / "settings"
    from platformdirs import user_config_path

    return user_config_path(_NAME, appauthor=False)


def log_folder() -> Path:
    """The program's logs; never with personal data in them."""
    moved = _moved_to("BRIEFMAKER_DATA")
    if moved is not None:
        return moved / "logs"
    from platformdirs import user_log_path

    return user_log_path(_NAME, appauthor=False)
