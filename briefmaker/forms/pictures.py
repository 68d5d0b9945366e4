"""What is still to do about the pictures in a text: each needs a description."""

from __future__ import annotations

from collections.abc import Sequence

from briefmaker.forms.novelty import Novelty
from briefmaker.i18n import _
from briefmaker.letter.body import Body, Image
from briefmaker.problems import Place, Problem

__all__ = ["picture_problems"]

_novelty = Novelty()


def picture_problems(body: Body, field: str, label: str) -> Sequence[Problem]:
    """Pictures that can't leave without a description (PDF/UA-1, 7.3, asks one of every picture). body: one
    whose blocks have ids."""
    if not _undescribed(Body.model_construct(blocks=_novelty.new_blocks(field, body))):
        _novelty.remember(field, body)
        return ()
    return [
        Problem(
            "image.description",
            Place(field, image.id),
            _("A picture in “{field}” has no description.").format(field=label),
            _("Say in a sentence what it shows, for those who can't see it."),
        )
        for image in _undescribed(body)
    ]


def _undescribed(body: Body) -> list[Image]:
    return [image for image in body.images() if not image.alt.strip()]
