"""One simulated country and one folder of its files, for all tests of this room."""

from pathlib import Path

import pytest

from leveller.workbench.front.demonstration.files import write_all
from leveller.workbench.front.demonstration.world import World, world


@pytest.fixture(scope="session")
def made() -> World:
    return world()


@pytest.fixture(scope="session")
def folder(made: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demonstration")
    write_all(path)
    return path
