"""The Word template of the Haarlem pack, and the fonts it is printed in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.templates.word_parts import Parts


@pytest.fixture(scope="session")
def template(project_root: Path) -> Parts:
    return Parts(project_root / "templates" / "haarlem" / "wethoudersbrief" / "template.docx")


@pytest.fixture(scope="session")
def fonts(project_root: Path) -> Path:
    return project_root / "resources" / "fonts"
