"""One layout process for all tests of this folder, as in the program: starting it takes most of a second."""

import pytest

from briefmaker.output import EmbeddedEngine


@pytest.fixture(scope="session")
def engine():
    engine = EmbeddedEngine()
    yield engine
    engine.close()
