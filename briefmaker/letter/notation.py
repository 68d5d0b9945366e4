"""How a house writes what sources disagree on: the choices of a pack, each with what it makes.

The rules themselves, and their sources, are in `briefmaker.notation`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

__all__ = [
    "Closing",
    "DoubleSurname",
    "GroupSalutation",
    "Notation",
    "NumberWords",
    "PhoneGroups",
    "PhoneSign",
    "QuoteMarks",
    "ReferenceForm",
    "ReferenceSpacing",
    "ReturnLine",
    "SalutationWord",
    "TimeSign",
    "Titulary",
    "UnknownGender",
    "UnknownReader",
]


class SalutationWord(StrEnum):
    """The word a salutation begins with."""

    GEACHTE = "geachte"
    BESTE = "beste"


class GroupSalutation(StrEnum):
    """What a group is called: "Geachte leden," or "Geachte leden van de commissie Beheer,"."""

    SHORT = "short"
    FULL = "full"


class UnknownReader(StrEnum):
    """What is said when nobody knows who reads it: "Geachte heer of mevrouw," and so on."""

    HEER_OF_MEVROUW = "heer_of_mevrouw"
    HEER_MEVROUW = "heer_mevrouw"
    MEVROUW_HEER = "mevrouw_heer"
    LEZER = "lezer"


class UnknownGender(StrEnum):
    """A named person whose gender isn't known: "Geachte J. Jansen," or "Geachte heer of mevrouw Jansen,"."""

    NAME = "name"
    BOTH = "both"


class DoubleSurname(StrEnum):
    """Two surnames in a salutation: "Geachte mevrouw Jansen-de Graaf," or "Geachte mevrouw Jansen,"."""

    FULL = "full"
    FIRST = "first"


class Titulary(StrEnum):
    """ "Geachte heer Jansen," to everybody, or "Weledelgestrenge heer," by title and office."""

    MODERN = "modern"
    TRADITIONAL = "traditional"


class Closing(StrEnum):
    """ "Met vriendelijke groet,", "Met vriendelijke groeten,", "Hoogachtend,"."""

    GROET = "groet"
    GROETEN = "groeten"
    HOOGACHTEND = "hoogachtend"


class ReturnLine(StrEnum):
    """ "Retouradres: Postbus 1, 2003 PB Haarlem", the same without the comma, or without the colon too."""

    COLON_COMMA = "colon_comma"
    COLON = "colon"
    PLAIN = "plain"


class TimeSign(StrEnum):
    """ "14.30 uur" or "14:30 uur"."""

    POINT = "point"
    COLON = "colon"


class PhoneGroups(StrEnum):
    """The digits behind the area code: "511 51 15", "511 5115", "5115115"."""

    PAIRS = "3-2-2"
    FOUR = "3-4"
    NONE = "7"


class PhoneSign(StrEnum):
    """What stands behind the area code: "023 511", "023-511", "023 – 511"."""

    SPACE = "space"
    HYPHEN = "hyphen"
    DASH = "dash"


class QuoteMarks(StrEnum):
    """“x”, ‘x’, "x" or 'x'."""

    DOUBLE = "double"
    SINGLE = "single"
    DOUBLE_STRAIGHT = "double_straight"
    SINGLE_STRAIGHT = "single_straight"


class NumberWords(StrEnum):
    """Whole numbers in running text: "twaalf" and "21", or figures always."""

    TO_TWENTY = "to_twenty"
    FIGURES = "figures"


class ReferenceForm(StrEnum):
    """A reference of this house: "STZ/2012/172892", "2022.0000058" or "7532520", or either."""

    SLASH = "slash"
    POINT = "point"
    ANY = "any"


class ReferenceSpacing(StrEnum):
    """ "2009/25177" or "2009 / 25177"."""

    TIGHT = "tight"
    SPACED = "spaced"


class Notation(BaseModel):
    """The choices of one house. offices: the predicate of an office in the traditional titulary, for
    which sources differ: {"burgemeester": "hoogedelachtbare"}."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    salutation: SalutationWord = SalutationWord.GEACHTE
    salutation_comma: bool = True
    group_salutation: GroupSalutation = GroupSalutation.SHORT
    unknown_reader: UnknownReader = UnknownReader.HEER_OF_MEVROUW
    unknown_gender: UnknownGender = UnknownGender.NAME
    double_surname: DoubleSurname = DoubleSurname.FULL
    titulary: Titulary = Titulary.MODERN
    offices: Mapping[str, str] = Field(default_factory=dict)
    closing: Closing = Closing.GROET
    return_line: ReturnLine = ReturnLine.COLON_COMMA
    time: TimeSign = TimeSign.POINT
    phone: PhoneGroups = PhoneGroups.PAIRS
    phone_sign: PhoneSign = PhoneSign.SPACE
    quotes: QuoteMarks = QuoteMarks.DOUBLE
    numbers: NumberWords = NumberWords.TO_TWENTY
    reference: ReferenceForm = ReferenceForm.ANY
    reference_spacing: ReferenceSpacing = ReferenceSpacing.TIGHT
