"""An example template of a document type, to start a template from."""

from __future__ import annotations

from pathlib import Path

from briefmaker.errors import UnusableInput
from briefmaker.i18n import _
from briefmaker.packs.tolerant_reading import read_tolerantly

__all__ = ["example_for", "save_example"]


def example_for(folder: Path, type_folder: str) -> bytes:
    """A template.docx with a place for every field of the document type in `type_folder` of a pack, in
    the newest house style. It needs the manifest, not the template that may not be there yet.

    Raises UnusableInput, naming every mistake, when the manifest can't be read.
    """
    from briefmaker.inspection.example_template import example_template

    read = read_tolerantly(folder, {type_folder})
    found = next((each.type for each in read.pack.types), None)
    if found is None:
        lines = [
            _("The form of “{name}” can't be read:").format(name=f"{folder.name}/{type_folder}"),
            *read.mistakes,
        ]
        raise UnusableInput("\n".join(lines))
    newest = next(reversed([*read.pack.house_styles.values()]), None)
    return example_template(found, None if newest is None else newest.docx)


def save_example(folder: Path, type_folder: str, file: Path) -> Path:
    """Write the example template of a type to a file that somebody chose; gives where it is, with the ending
    .docx. Raises UnusableInput as `example_for`, and when something stands at the name with the ending added,
    which nobody agreed to replace; NotSaved when it can't be written."""
    from briefmaker.drafts.saving import save_atomically, save_new

    docx = example_for(folder, type_folder)
    if file.suffix.lower() == ".docx":
        save_atomically(file, docx)
        return file
    named = file.with_name(file.name + ".docx")
    try:
        save_new(named, docx)
    except FileExistsError:
        sentence = _("“{name}” is there already. Choose another name.").format(name=named.name)
        raise UnusableInput(sentence) from None
    return named
