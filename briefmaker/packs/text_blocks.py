"""The text blocks of a pack: `tekstblokken/*.md` beside `pack.toml`, and in the folder of a document type.

A block with a mistake is left out and hurts nothing else. What its names can stand for is checked here,
against the fields of the document types that it is for.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefmaker.content.pictures import picture_kind
from briefmaker.content.text_blocks import (
    Mistake,
    TextBlock,
    pictures_named_in,
    read_text_block,
    unknown_names,
)
from briefmaker.i18n import _
from briefmaker.letter.document_type import DocumentType, FieldKind
from briefmaker.packs.mistakes import Mistake as PackMistake
from briefmaker.packs.mistakes import MistakeKind

__all__ = ["FOLDER", "read_text_blocks"]

FOLDER = "tekstblokken"
_LARGEST_BLOCK = 2_000_000
_LARGEST_PICTURE = 20_000_000


def read_text_blocks(
    folder: Path, types: Sequence[DocumentType]
) -> tuple[tuple[TextBlock, ...], tuple[str, ...]]:
    """The usable blocks of the pack in `folder`, and a sentence for each mistake in the others."""
    by_folder = {each.id.partition("/")[2]: each for each in types}
    places = [(folder / FOLDER, "")] + [(folder / name / FOLDER, name) for name in by_folder]
    blocks: list[TextBlock] = []
    sentences: list[str] = []
    taken: set[tuple[str, str]] = set()
    for place, type_folder in places:
        for path in sorted(place.glob("*.md")):
            block, mistakes = _read(path, folder, by_folder, type_folder)
            if block is not None:
                twice = {(name, block.name.casefold()) for name in block.types or by_folder}
                if twice & taken:
                    mistakes = (
                        Mistake(2, _("Another text block is called “{name}” too.").format(name=block.name)),
                    )
                    block = None
                else:
                    taken |= twice
            file = path.relative_to(folder).as_posix()
            for line, said in mistakes:
                sentence = _("{file}, line {line}: {sentence}").format(file=file, line=line, sentence=said)
                sentences.append(PackMistake.of(sentence, path, MistakeKind.TEXT_BLOCK, said, line=line))
            blocks += [block] if block is not None else []
    return tuple(blocks), tuple(sentences)


def _read(
    path: Path, folder: Path, types: dict[str, DocumentType], type_folder: str
) -> tuple[TextBlock | None, tuple[Mistake, ...]]:
    source = _source(path)
    if isinstance(source, Mistake):
        return None, (source,)
    block, mistakes = read_text_block(source)
    if block is None:
        return None, mistakes
    if type_folder:
        block = block.model_copy(update={"types": (type_folder,)})
    strange = [name for name in block.types if name not in types]
    if strange:
        said = _("There is no document type “{type}” in this pack; it has: {types}.")
        return None, tuple(
            Mistake(_line_of(source, name), said.format(type=name, types=", ".join(types)))
            for name in strange
        )
    found = {
        mistake for name in block.types or types for mistake in _mistakes_for(block, types[name], source)
    }
    pictures = {}
    for name, line in pictures_named_in(block):
        data = _picture(path.parent / name, folder)
        if data is None:
            said = _("The picture “{name}” isn't in the folder of the pack, or is no PNG or JPEG file.")
            found.add(Mistake(line, said.format(name=name)))
        else:
            pictures[name] = data
    return (None if found else block.model_copy(update={"pictures": pictures})), tuple(sorted(found))


def _line_of(source: str, name: str) -> int:
    """The line on which a name stands between quotes."""
    lines = source.split("\n")
    return next((at for at, line in enumerate(lines, start=1) if f'"{name}"' in line), 2)


def _mistakes_for(block: TextBlock, document_type: DocumentType, source: str) -> list[Mistake]:
    printable = {
        field.id
        for field in document_type.fields.values()
        if field.kind not in {FieldKind.BODY, FieldKind.ENCLOSURES, FieldKind.LANGUAGE, FieldKind.HOUSE_STYLE}
    }
    mistakes = list(unknown_names(block, printable))
    for question in block.questions:
        if question.id in document_type.fields:
            said = _("The question “{id}” has the name of a field of the letter. Give it another.")
            mistakes.append(Mistake(_line_of(source, question.id), said.format(id=question.id)))
    return mistakes


def _source(path: Path) -> str | Mistake:
    try:
        if path.stat().st_size > _LARGEST_BLOCK:
            return Mistake(1, _("The file is too large."))
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        return Mistake(1, _("The file can't be read: {reason}.").format(reason=error.strerror))
    except UnicodeDecodeError:
        return Mistake(1, _("The file is not saved as UTF-8. Save it again as UTF-8."))


def _picture(path: Path, folder: Path) -> bytes | None:
    """The picture at a path, which must lie within the pack, links followed."""
    try:
        inside = folder.resolve() in path.resolve().parents
        if not inside or not path.is_file() or path.stat().st_size > _LARGEST_PICTURE:
            return None
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    return data if picture_kind(data) else None
