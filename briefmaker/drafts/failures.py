"""What the system said when a file could not be written, as a sentence for the user.

Every code of `errno` gets a sentence; those with a remedy of their own stand in the table, the others
name the system's reason. Sentences name the file and folder, which the user chose, and nothing else.
"""

from __future__ import annotations

import errno
from pathlib import Path

from briefmaker.errors import NotSaved
from briefmaker.i18n import N_, _

__all__ = ["not_saved", "shown"]

_FULL = N_(
    "“{name}” is not saved: there is no room left on “{drive}” ({needed} needed). Make room, or save the"
    " letter in another place."
)
_FORBIDDEN = N_(
    "“{name}” is not saved: you may not write in the folder “{folder}”. Save the letter in another folder."
)
_READ_ONLY = N_(
    "“{name}” is not saved: nothing can be changed on “{drive}”. Save the letter in another place."
)
_TOO_LONG = N_(
    "“{name}” is not saved: the name, or that of its folder, is too long. Choose a shorter name, or another"
    " folder."
)
_NO_FOLDER = N_(
    "“{name}” is not saved: the folder “{folder}” is not there any more, or can't be reached. Save the letter"
    " in another folder."
)
_IS_FOLDER = N_("“{name}” is not saved: a folder has this name. Choose another name.")
_BAD_NAME = N_("“{name}” is not saved: this name can't be used. Choose another name.")
_UNREACHABLE = N_(
    "“{name}” is not saved: “{drive}” can't be reached, or doesn't answer. Save the letter on this computer,"
    " and copy it later."
)
_BROKEN = N_(
    "“{name}” is not saved: “{drive}” reports a fault. Save the letter in another place, and have the"
    " disk looked at."
)
_LOCKED = N_(
    "“{name}” is not saved: another program is using it. Close it there, or save the letter under another"
    " name."
)
_TOO_LARGE = N_(
    "“{name}” is not saved: it is larger than “{drive}” allows. Save the letter in another place."
)
_OTHER = N_("“{name}” is not saved ({reason}). Save the letter in another place.")

_SENTENCES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), _FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM), _FORBIDDEN),
    errno.EROFS: _READ_ONLY,
    errno.ENAMETOOLONG: _TOO_LONG,
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.ELOOP), _NO_FOLDER),
    **dict.fromkeys((errno.EISDIR, errno.ENOTEMPTY), _IS_FOLDER),
    **dict.fromkeys((errno.EINVAL, errno.EILSEQ), _BAD_NAME),
    **dict.fromkeys(
        (
            errno.ESTALE,
            errno.ENETDOWN,
            errno.ENETUNREACH,
            errno.EHOSTDOWN,
            errno.EHOSTUNREACH,
            errno.ETIMEDOUT,
            errno.ENOTCONN,
            errno.ECONNRESET,
            errno.ECONNABORTED,
            errno.ECONNREFUSED,
            errno.ENODEV,
            errno.ENXIO,
        ),
        _UNREACHABLE,
    ),
    errno.EIO: _BROKEN,
    **dict.fromkeys((errno.EBUSY, errno.ETXTBSY), _LOCKED),
    errno.EFBIG: _TOO_LARGE,
}

# System Error Codes of Windows that Python maps to a less telling errno, or to none.
_WINDOWS_SENTENCES = {
    19: _READ_ONLY,
    32: _LOCKED,
    33: _LOCKED,
    39: _FULL,
    112: _FULL,
    123: _BAD_NAME,
    206: _TOO_LONG,
    **dict.fromkeys((21, 51, 53, 54, 55, 59, 64, 65, 67, 121, 1231), _UNREACHABLE),
    23: _BROKEN,
    1117: _BROKEN,
    223: _TOO_LARGE,
    1295: _FULL,
}


def not_saved(error: OSError, path: Path, needed: int) -> NotSaved:
    """The failure to write `needed` bytes to `path`, with a sentence that says what to do.

    It says too that what stood there before is unchanged, where something did.
    """
    windows = getattr(error, "winerror", None)
    sentence = _WINDOWS_SENTENCES.get(windows) if isinstance(windows, int) else None
    sentence = sentence or _SENTENCES.get(error.errno or 0, _OTHER)
    said = _(sentence).format(
        name=shown(path.name),
        folder=shown(str(path.parent)),
        drive=shown(_drive(path)),
        needed=_size(needed),
        reason=error.strerror or type(error).__name__,
    )
    if _is_file(path):
        said = f"{said} " + _("The earlier file is unchanged.")
    return NotSaved(said)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def shown(name: str) -> str:
    """A name as it can be shown: long ones cut in the middle, odd characters as "?"."""
    visible = "".join(character if character.isprintable() else "?" for character in name)
    return visible if len(visible) <= 120 else f"{visible[:70]}…{visible[-40:]}"


def _drive(path: Path) -> str:
    """What the user knows the disk by: the drive letter or share, else the place it is mounted at."""
    if path.drive:
        return path.drive
    folder = path.absolute().parent
    try:
        while not folder.is_mount() and folder != folder.parent:
            folder = folder.parent
    except (OSError, ValueError):
        return str(path.parent)
    return str(folder)


def _size(count: int) -> str:
    """Bytes as people read them: "36 kB", rounded up."""
    return f"{-(-count // 1000)} kB" if count < 1_000_000 else f"{-(-count // 1_000_000)} MB"
