"""Document types of the published version of a pack that the one at hand doesn't have any more."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefmaker.forms.versions import type_now
from briefmaker.i18n import _
from briefmaker.inspection.finding import Finding, Spot
from briefmaker.inspection.tag_rules import GONE_TYPE
from briefmaker.letter.document_type import PackInfo
from briefmaker.packs.glimpses import PACK
from briefmaker.packs.reading import Pack

__all__ = ["gone_types"]


def gone_types(info: PackInfo, folders: Collection[str], published: Pack) -> Iterator[Finding]:
    """A finding for each type of `published` that is in none of `folders`, under whatever name it has now.

    info: what the pack at hand says of itself.
    """
    for each in published.types:
        name = each.type.id.partition("/")[2]
        versions = (published.info.version, "")
        if not any(type_now(info.renamed, name, version, info.version) in folders for version in versions):
            what = _("“{type}” ({folder}) is published, and is gone here.").format(
                type=each.type.title, folder=name
            )
            remedy = _(
                "If it has another name now, say so in {file} ([[renamed]]). Otherwise letters of this kind"
                " can only be read from then on."
            ).format(file=PACK)
            yield GONE_TYPE.finding(what, remedy, Spot(file=PACK, words=name))
