"""The packs of this machine, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from briefmaker import places
from briefmaker.drafts.formats import NEWEST_FORMAT
from briefmaker.packs.installed import InstalledPacks

if TYPE_CHECKING:
    from briefmaker.letter.document_type import DocumentType

__all__ = ["described_types", "installed_packs", "schema_of"]


def installed_packs(house_styles: Mapping[str, str] | None = None) -> InstalledPacks:
    """The shipped packs, those in the user's folder, and those of the organisation as they were installed
    here; of packs of the same id the later one wins.

    house_styles: the one that the user wants for letters that don't choose one, by id of the pack, "" for
    any pack that has it.
    """
    folders = (places.shipped_packs_folder(), places.user_packs_folder(), places.organisation_packs_folder())
    return InstalledPacks(folders, house_styles)


def described_types(packs: InstalledPacks) -> tuple[Mapping[str, str], ...]:
    """Every document type as plain values: id, title, description, pack and its version."""
    return tuple(_description(found.type) for found in packs.types.values())


def _description(document_type: DocumentType) -> Mapping[str, str]:
    return {
        "id": document_type.id,
        "title": document_type.title,
        "description": document_type.description,
        "pack": document_type.pack.title,
        "pack_version": document_type.pack.version,
        "language": document_type.language,
    }


def schema_of(packs: InstalledPacks, document_type: str) -> dict[str, Any]:
    """The JSON Schema of a letter file of this type; raises UnusableInput for an unknown type."""
    # The letter's values take a quarter of the window's start, which needs no schema.
    from briefmaker.forms.schema import letter_schema

    return letter_schema(packs.type(document_type).type, NEWEST_FORMAT)
