"""All rules for templates, in the order in which the help lists them."""

from __future__ import annotations

from briefmaker.inspection.finding import Rule
from briefmaker.inspection.look_rules import LOOK_RULES
from briefmaker.inspection.tag_rules import TAG_RULES

__all__ = ["all_rules"]


def all_rules() -> tuple[Rule, ...]:
    """Every rule that a finding can be of."""
    return (*TAG_RULES, *LOOK_RULES)
