"""Whether a short value looks like what it should be. Warnings only: it is printed as typed.

What phone numbers and references look like is known by `briefmaker.notation`; what else a house's values
look like is said by `LetterField.pattern`.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from briefmaker.forms.patterns import matches
from briefmaker.i18n import _
from briefmaker.letter.document_type import FieldKind, LetterField
from briefmaker.letter.notation import ReferenceForm
from briefmaker.notation.phones import is_phone
from briefmaker.notation.references import is_reference, is_short_reference
from briefmaker.problems import Place, Problem, Severity

__all__ = ["implausible", "no_choice"]

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"]+@[^\s@<>()\[\],;:\"]+\.[^\s@<>()\[\],;:.\"]{2,}")


def implausible(
    field: LetterField,
    value: str,
    where: Place | None = None,
    label: str = "",
    form: ReferenceForm = ReferenceForm.ANY,
) -> list[Problem]:
    """What looks wrong in the value of a short field: a list of warnings, often empty.

    where: its place, and label: how a warning names it, when these aren't the field's own; form: of the
    house's references.
    """
    what = ""
    if field.pattern:
        if not matches(field.pattern, value.strip()):
            what = _("“{value}” doesn't look like a usual value for “{field}”.")
    elif field.kind is FieldKind.EMAIL and not _EMAIL.fullmatch(value.strip()):
        what = _("“{value}” doesn't look like an e-mail address.")
    elif field.kind is FieldKind.PHONE and not is_phone(value):
        what = _("“{value}” doesn't look like a phone number.")
    elif field.kind is FieldKind.REFERENCE and is_short_reference(value, form):
        what = _("“{value}” has one digit less than usual.")
    elif field.kind is FieldKind.REFERENCE and not is_reference(value, form):
        what = _("“{value}” doesn't look like a reference such as 2026/123456.")
    if not what:
        return []
    shown = what.format(value=value.strip()[:60], field=label or field.label)
    return [
        Problem(f"{field.kind}.unusual", where or Place(field.id), shown, _("Check it."), Severity.WARNING)
    ]


def no_choice(choices: Collection[str], value: str, where: Place, label: str) -> list[Problem]:
    """A warning when a value is none of the choices: it may be one of an earlier version of the pack."""
    if value.strip() in choices:
        return []
    shown = _("“{value}” is none of the choices of “{field}”.").format(value=value.strip()[:60], field=label)
    remedy = _("It is printed as it stands. Choose one from the list if you can.")
    return [Problem("choice.unknown", where, shown, remedy, Severity.WARNING)]
