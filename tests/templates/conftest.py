"""The Word template of the Haarlem pack in its house styles, and the fonts it is printed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rendering.word_files import HAARLEM, shipped_letter
from tests.templates.word_parts import Parts

HOUSE_STYLES = ("tot-2018", "vanaf-2018")


@pytest.fixture(scope="session", params=HOUSE_STYLES)
def house_style(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def template(house_style: str) -> Parts:
    """The template in one of its house styles."""
    return Parts(shipped_letter(house_style))


@pytest.fixture(scope="session")
def own_template() -> Parts:
    """The template as it lies in the pack."""
    return Parts((HAARLEM / "wethoudersbrief" / "template.docx").read_bytes())


@pytest.fixture(scope="session")
def fonts(project_root: Path) -> Path:
    return project_root / "resources" / "fonts"
