"""Compiles the catalogues whenever a wheel is built or a checkout installed (called by hatchling)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Makes resources/locale/*/LC_MESSAGES before the files of the wheel are gathered."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what is out of date."""
        root = str(Path(self.root) / ".ci")
        sys.path.insert(0, root)
        try:
            from catalogue import write_out_of_date

            write_out_of_date()
        finally:
            sys.path.remove(root)
