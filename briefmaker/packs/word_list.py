"""A pack's list of words that are right though no dictionary has them: names of places, abbreviations."""

from __future__ import annotations

import re
from pathlib import Path

from briefmaker.i18n import _
from briefmaker.packs.mistakes import Mistake, MistakeKind

__all__ = ["WORD_LIST", "read_word_list"]

WORD_LIST = "woordenlijst.txt"
_LARGEST = 2_000_000
_LONGEST = 100
_SEVERAL = re.compile(r"[;,\t]")


def read_word_list(folder: Path, mistakes: list[str]) -> tuple[str, ...]:
    """The words or names of the list in a pack's folder, one a line; () when it has none. What stands behind
    "#" is a remark. Adds a sentence to `mistakes` for a list, or a line, that can't be used."""
    path = folder / WORD_LIST
    name = f"{folder.name}/{WORD_LIST}"
    try:
        if path.stat().st_size > _LARGEST:
            sentence = _("{file} is too large to be read.").format(file=name)
            mistakes.append(Mistake.of(sentence, path, MistakeKind.UNREADABLE))
            return ()
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError:
        sentence = _("{file} is not saved as UTF-8. Save it again as UTF-8.").format(file=name)
        mistakes.append(Mistake.of(sentence, path, MistakeKind.UNREADABLE))
        return ()
    except OSError as error:
        sentence = _("{file} can't be read: {reason}.").format(file=name, reason=error.strerror)
        mistakes.append(Mistake.of(sentence, path, MistakeKind.UNREADABLE))
        return ()
    words = []
    for number, line in enumerate(lines, start=1):
        word = line.partition("#")[0].strip()
        if not word:
            continue
        if len(word) > _LONGEST or _SEVERAL.search(word):
            sentence = _("{file}, line {line}: put one word or name on a line.")
            sentence = sentence.format(file=name, line=number)
            mistakes.append(Mistake.of(sentence, path, MistakeKind.VALUE, line=number))
            continue
        words.append(word)
    return tuple(words)
