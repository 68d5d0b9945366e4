"""The rules about how a template looks."""

from __future__ import annotations

from briefmaker.inspection.finding import Rule

__all__ = ["LOOK_RULES"]

LOOK_RULES: tuple[Rule, ...] = ()
