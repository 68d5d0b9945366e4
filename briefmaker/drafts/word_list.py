"""The user's own words, which spelling leaves alone: a text file with a word on each line.

People may edit it, so what they wrote stays; a file that can't be read counts as empty and is not written.
"""

from __future__ import annotations

from pathlib import Path

from briefmaker.drafts.failures import not_saved
from briefmaker.drafts.saving import save_atomically
from briefmaker.errors import NotSaved
from briefmaker.i18n import _

__all__ = ["add_word", "read_words"]

_LARGEST = 5_000_000


def read_words(path: Path) -> tuple[str, ...]:
    """The words in the file, usually `woordenlijst.txt` in `places.user_data_folder()`; () when there is no
    file, or one that can't be read. What stands behind "#" is a remark."""
    try:
        return _words_in(_text(path))
    except (OSError, ValueError):
        return ()


def add_word(path: Path, word: str) -> None:
    """Add a word at the end, unless it is there; makes file and folder. Raises NotSaved, and then the file is
    as it was."""
    try:
        text = _text(path)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise not_saved(error, path, len(word)) from error
    except ValueError:
        raise NotSaved(
            _("The word was not added: your word list “{name}” is damaged. Save it again as UTF-8.").format(
                name=path.name
            )
        ) from None
    if word in _words_in(text):
        return
    if text and not text.endswith("\n"):
        text += "\n"
    save_atomically(path, f"{text}{word}\n".encode(), private=True)


def _text(path: Path) -> str:
    """Raises OSError, and ValueError for what is no text or far too large."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return ""


def _words_in(text: str) -> tuple[str, ...]:
    found = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(word for word in found if word)
