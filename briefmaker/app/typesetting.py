"""Letters into Word: templates compiled once in each house style, its texts and mark put in."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefmaker.app.own_mark import OwnMark
from briefmaker.forms.placeholders import placeholders_of
from briefmaker.forms.printed_answers import printed_answers
from briefmaker.letter.answers import Answers
from briefmaker.letter.document_type import DocumentType
from briefmaker.letter.letter import Letter
from briefmaker.letter.printed_names import ORGANISATION, STATUS, WORDMARK
from briefmaker.packs.house_styles import InstalledHouseStyle
from briefmaker.packs.installed import InstalledPacks
from briefmaker.packs.reading import InstalledType
from briefmaker.rendering import compile_template

if TYPE_CHECKING:  # jinja2 and lxml are loaded when the first letter is typeset
    from briefmaker.rendering import CompiledTemplate, Rendered

__all__ = ["CONCEPT", "Typesetter"]

CONCEPT = "Concept"
"""What a template prints for `{{ status }}` on a letter that isn't finished."""


@dataclass(frozen=True, slots=True)
class _Compiled:
    source: bytes
    looks: bytes | None
    template: CompiledTemplate


class Typesetter:
    """Makes Word documents of letters; may be used from several threads.

    mark: what replaces the packs' own marks, or None.
    """

    def __init__(self, packs: InstalledPacks, *, mark: OwnMark | None = None) -> None:
        self.packs = packs
        self._mark = mark
        self._compiled: dict[tuple[str, str], _Compiled] = {}
        self._lock = threading.Lock()

    def typeset(
        self, letter: Letter, answers: Answers | None = None, *, as_concept: bool = False
    ) -> Rendered:
        """The letter as a Word document, with where each piece of its text came from.

        as_concept: say on every page that this is a draft. answers: what the letter was filled from; given,
        the document carries those that it prints, so that it can be opened in Briefmaker again.
        Raises RenderingFailed, RefusedExport, or UnusablePack for a template that can't be used.
        """
        installed = self.packs.type(letter.document_type)
        pack = self.packs.pack_of(letter.document_type)
        looks = pack.house_styles.get(letter.house_style)
        template = self._template(installed, looks)
        letter_json = (
            None if answers is None else _letter_json(installed.type, printed_answers(letter, answers))
        )
        texts = {
            **_house_style(installed.type, letter.house_style),
            STATUS: CONCEPT if as_concept else "",
        }
        own = None if self._mark is None else self._mark.of(pack.info.id)
        mark = own or (pack.mark if looks is None else looks.mark)
        return template.render(letter, texts, mark=mark, letter_json=letter_json)

    def _template(self, installed: InstalledType, looks: InstalledHouseStyle | None) -> CompiledTemplate:
        house_style, docx = ("", None) if looks is None else (looks.house_style.id, looks.docx)
        with self._lock:
            found = self._compiled.get((installed.type.id, house_style))
            if found is None or found.source is not installed.template or found.looks is not docx:
                document_type = installed.type
                template = compile_template(
                    installed.template,
                    document_type.styles_in(house_style),
                    known={each.name for each in placeholders_of(document_type)},
                    language=document_type.language,
                    house_style=docx,
                )
                found = _Compiled(installed.template, docx, template)
                self._compiled[document_type.id, house_style] = found
            return found.template


def _house_style(document_type: DocumentType, house_style: str) -> dict[str, str]:
    organisation = document_type.pack.organisation_in(house_style)
    return {
        WORDMARK: organisation.wordmark or organisation.name,
        ORGANISATION: organisation.name,
    }


def _letter_json(document_type: DocumentType, answers: Answers) -> bytes:
    from briefmaker.app.letters import letter_file_of
    from briefmaker.drafts.enclosed_files import carried_by_word
    from briefmaker.drafts.letter_file import letter_json

    return letter_json(letter_file_of(document_type, carried_by_word(answers)))
