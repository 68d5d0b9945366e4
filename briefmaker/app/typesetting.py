"""Letters into Word: templates compiled once, the house style's texts and mark put in."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefmaker.letter.answers import Answers
from briefmaker.letter.document_type import DocumentType, FieldKind
from briefmaker.letter.letter import Letter
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import InstalledType
from briefmaker.rendering import LIST_SUFFIX, compile_template

if TYPE_CHECKING:  # jinja2 and lxml are loaded when the first letter is typeset
    from briefmaker.rendering import CompiledTemplate, Rendered

__all__ = ["CONCEPT", "Typesetter"]

CONCEPT = "Concept"
"""What a template prints for `{{ status }}` on a letter that isn't finished."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    source: bytes
    template: CompiledTemplate


class Typesetter:
    """Makes Word documents of letters; may be used from several threads.

    mark: the image that replaces the pack's own mark (PNG or JPEG bytes), or None.
    """

    def __init__(self, packs: InstalledPacks, *, mark: bytes | None = None) -> None:
        self.packs = packs
        self._mark = mark
        self._compiled: dict[str, _Compiled] = {}
        self._lock = threading.Lock()

    def typeset(
        self, letter: Letter, answers: Answers | None = None, *, as_concept: bool = False
    ) -> Rendered:
        """The letter as a Word document, with where each piece of its text came from.

        as_concept: say on every page that this is a draft. answers: what the letter was filled from; given,
        the document carries them, so that it can be opened in Briefmaker again. Raises RenderingFailed,
        RefusedExport, or UnusablePack for a template that can't be used.
        """
        installed = self.packs.type(letter.document_type)
        template = self._template(installed)
        letter_json = None if answers is None else _letter_json(installed.type, answers)
        house_style = {**_house_style(installed.type), "status": CONCEPT if as_concept else ""}
        mark = self._mark or self.packs.pack_of(letter.document_type).mark
        return template.render(letter, house_style, mark=mark, letter_json=letter_json)

    def _template(self, installed: InstalledType) -> CompiledTemplate:
        with self._lock:
            found = self._compiled.get(installed.type.id)
            if found is None or found.source is not installed.template:
                known = {*_field_names(installed.type), *_house_style(installed.type), "status"}
                template = compile_template(
                    installed.template,
                    installed.type.styles,
                    known=known,
                    language=installed.type.language,
                )
                found = _Compiled(installed.template, template)
                self._compiled[installed.type.id] = found
            return found.template


def _field_names(document_type: DocumentType) -> Iterator[str]:
    """The names under which a template finds the fields, and the lists of their enclosures."""
    for name, field in document_type.fields.items():
        yield name
        if field.kind is FieldKind.ENCLOSURES:
            yield name + LIST_SUFFIX


def _house_style(document_type: DocumentType) -> dict[str, str]:
    organisation = document_type.pack.organisation
    return {
        "woordmerk": organisation.wordmark or organisation.name,
        "organisatie": organisation.name,
    }


def _letter_json(document_type: DocumentType, answers: Answers) -> bytes:
    from briefmaker.app.letters import letter_file_of
    from briefmaker.drafts.enclosed_files import carried_by_word
    from briefmaker.drafts.letter_file import letter_json

    return letter_json(letter_file_of(document_type, carried_by_word(answers)))
