"""A file as bytes, or a sentence that says why it can't be read and what to do."""

from __future__ import annotations

import errno
from pathlib import Path

from briefmaker.drafts.failures import shown
from briefmaker.errors import UnusableInput
from briefmaker.i18n import N_, _

__all__ = ["file_content"]

_NOT_THERE = N_("There is no file “{name}”.")
_FOLDER = N_("“{name}” is a folder. Choose a file.")
_FORBIDDEN = N_("You may not read “{name}”. Ask its owner for access, or for a copy.")
_TOO_LARGE = N_("“{name}” is too large: more than {size} MB. Choose another file.")
_OTHER = N_("“{name}” can't be read: {reason}.")

_SENTENCES = {
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EINVAL), _NOT_THERE),
    errno.EISDIR: _FOLDER,
    **dict.fromkeys((errno.EACCES, errno.EPERM), _FORBIDDEN),
}


def file_content(path: Path, most: int) -> bytes:
    """All bytes of a file, or of a pipe, `most` at the most. Raises UnusableInput, naming the file.

    May block as long as the disk, share or pipe does.
    """
    try:
        # Windows says of a folder only that it may not be read.
        if path.is_dir():
            raise _unusable(_FOLDER, path)
        with path.open("rb") as stream:
            # Never by the size it claims: a device has none and doesn't end.
            data = stream.read(most + 1)
    except OSError as error:
        sentence = _SENTENCES.get(error.errno or 0, _OTHER)
        raise _unusable(sentence, path, reason=error.strerror or type(error).__name__) from error
    except ValueError:  # a null character in the name
        raise _unusable(_NOT_THERE, path) from None
    if len(data) > most:
        raise _unusable(_TOO_LARGE, path, size=most // 1_000_000)
    return data


def _unusable(sentence: str, path: Path, **values: object) -> UnusableInput:
    return UnusableInput(_(sentence).format(name=shown(path.name or str(path)), **values))
