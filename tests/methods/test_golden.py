"""Every golden case of a folder, one test each, named by the case's id.

The folder is that of `LEVELLER_GOLDEN`, or the shared one.
"""

from typing import Any

import pytest
from tests.methods import golden


@pytest.mark.shared
@pytest.mark.parametrize(
    "entry", [pytest.param(entry, id=entry["id"]) for entry in golden.cases(golden.FOLDER)]
)
def test_golden(entry: dict[str, Any]) -> None:
    golden.run(golden.Case(golden.FOLDER, entry))
