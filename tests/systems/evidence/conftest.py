"""What the tests of the evidence share."""

import pytest

from leveller.workbench.ground.accounts.actor import Actor

GM = "E47000001"
MANCHESTER, BOLTON, WIGAN = "E08000003", "E08000001", "E08000010"
ENGLAND = "E92000001"
NORTH_WEST = "E12000002"


@pytest.fixture
def public() -> Actor:
    return Actor.public()
