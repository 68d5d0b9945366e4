"""The user's own text blocks: files of the same kind as a pack's, in the user's data folder.

May ask the disk: not for the window's thread where that may be a share.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from briefmaker.content.text_blocks import TextBlock, read_text_block, written_text_block
from briefmaker.drafts.failures import not_saved, shown
from briefmaker.drafts.file_names import free_name, proposed_file_name
from briefmaker.drafts.saving import confirm_folder, save_atomically, save_new
from briefmaker.errors import NotSaved
from briefmaker.i18n import _

__all__ = ["OwnBlock", "OwnBlocks"]

_ENDING = ".md"
_LARGEST = 20_000_000
_TRIES = 20


@dataclass(frozen=True, slots=True)
class OwnBlock:
    """A block and its file."""

    path: Path
    block: TextBlock


class OwnBlocks:
    """The blocks in a folder, usually `places.text_blocks_folder()`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def blocks(self) -> tuple[tuple[OwnBlock, ...], tuple[str, ...]]:
        """The blocks by file name, and a sentence for each mistake in the files that hold none."""
        found: list[OwnBlock] = []
        sentences: list[str] = []
        for path in sorted(self._folder.glob(f"*{_ENDING}")):
            try:
                if path.stat().st_size > _LARGEST:
                    continue
                source = path.read_bytes().decode("utf-8-sig")
            except (OSError, ValueError):
                sentences.append(_("The text block “{name}” can't be read.").format(name=shown(path.name)))
                continue
            block, mistakes = read_text_block(source)
            if block is not None:
                found.append(OwnBlock(path, block))
            sentences += [
                _("{file}, line {line}: {sentence}").format(
                    file=shown(path.name), line=mistake.line, sentence=mistake.sentence
                )
                for mistake in mistakes
            ]
        return tuple(found), tuple(sentences)

    def add(self, block: TextBlock) -> Path:
        """Write a new block; returns its file. Raises NotSaved."""
        data = written_text_block(block).encode()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise not_saved(error, self._folder, len(data)) from error
        for _attempt in range(_TRIES):
            name = free_name(self._folder, proposed_file_name(block.name, _ENDING))
            with contextlib.suppress(FileExistsError):
                save_new(self._folder / name, data, private=True)
                return self._folder / name
        raise NotSaved(_("The text block is not saved. Give it another name."))

    def change(self, path: Path, block: TextBlock) -> Path:
        """Write a block anew; under another name its file gets that too. A kill in between leaves both.
        Raises NotSaved, the old one whole."""
        if proposed_file_name(block.name, _ENDING) == path.name or not path.exists():
            save_atomically(path, written_text_block(block).encode(), private=True)
            return path
        new = self.add(block)
        self.remove(path)
        return new

    def remove(self, path: Path) -> None:
        """Take a block away. Raises NotSaved when the system refuses."""
        try:
            path.unlink(missing_ok=True)
            confirm_folder(path.parent)
        except OSError as error:
            raise NotSaved(
                _("The text block “{name}” could not be removed: {reason}.").format(
                    name=shown(path.name), reason=error.strerror
                )
            ) from error
