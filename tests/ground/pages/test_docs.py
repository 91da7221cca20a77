"""The pages about pages keep up with the code."""

import re

from leveller.config import paths
from leveller.workbench.ground.pages import charts
from leveller.workbench.ground.pages.templatetags.pages import register

DJANGOS_OWN = {"extends", "block", "include", "load"}


def test_every_tag_and_filter_that_is_described_exists():
    text = (paths.documentation() / "design.md").read_text(encoding="utf-8")
    tags = set(re.findall(r"{% (\w+)", text)) - DJANGOS_OWN
    filters = set(re.findall(r"\\\|(\w+)", text))
    assert {tag for tag in tags if not tag.startswith("end")} <= register.tags.keys()
    assert filters <= register.filters.keys()
    assert len(tags) > 15


def test_every_tag_is_described():
    text = (paths.documentation() / "design.md").read_text(encoding="utf-8")
    assert {tag for tag in register.tags if f"{{% {tag}" not in text} <= {"error_summary"}


def test_every_chart_is_described():
    text = (paths.documentation() / "charts.md").read_text(encoding="utf-8")
    functions = {name for name in charts.__all__ if name.islower()}
    assert {name for name in functions if f"| `{name}` |" not in text} == set()
