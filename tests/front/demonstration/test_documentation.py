"""The page that states the model says the numbers that the model uses."""

import importlib
import re

import pytest

from leveller.config import paths

ROOM = "leveller.workbench.front.demonstration"
PAGE = (paths.documentation() / "demonstration.md").read_text(encoding="utf-8")
STATED = re.findall(r"^\| `(\w+)\.(\w+)` \| ([^|]+) \|", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("module", "name", "stated"), STATED)
def test_the_page_states_the_parameter_that_is_used(module: str, name: str, stated: str) -> None:
    value = getattr(importlib.import_module(f"{ROOM}.{module}"), name)
    used = list(value.values()) if isinstance(value, dict) else [value]
    assert [float(text) for text in stated.split(",")] == [float(number) for number in used]


def test_the_page_states_parameters_of_every_stage() -> None:
    assert {"cells", "deprivation", "mortality", "reported_health"} <= {m for m, _, _ in STATED}


@pytest.mark.parametrize(
    "name", re.findall(r"`((?:fingertips|lookup|deaths|population|life)[-\w]+\.\w+)`", PAGE)
)
def test_every_file_that_the_page_names_is_written(folder: object, name: str) -> None:
    assert (folder / name).exists()
