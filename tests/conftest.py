"""What every test may use."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.kit.isolation import assert_isolated, client_of
from tests.kit.people import actor, north, south, system
from tests.kit.processes import elsewhere
from tests.kit.shipped import shipped, shipped_rows
from tests.kit.store import (
    django_db_modify_db_settings,
    django_db_setup,
    home,
    quick_settings,
)

__all__ = [
    "actor",
    "assert_isolated",
    "client_of",
    "django_db_modify_db_settings",
    "django_db_setup",
    "elsewhere",
    "home",
    "north",
    "quick_settings",
    "shipped",
    "shipped_rows",
    "south",
    "system",
]

SHARED = Path(os.environ.get("LEVELLER_SHARED", Path(__file__).resolve().parents[2] / "shared"))


@pytest.fixture(autouse=True)
def _shared_data_is_there(request: pytest.FixtureRequest) -> None:
    if request.node.get_closest_marker("shared") and not SHARED.is_dir():
        pytest.skip(f"needs the shared data, which is not at {SHARED}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real published data and golden cases, beside the checkout."""
    return SHARED


# A machine that does other work meanwhile is no fault of the code.
settings.register_profile("leveller", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("leveller")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--with-database",
        action="store_true",
        help="Run only tests that use the database: what else there is doesn't differ by it.",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--with-database"):
        return
    chosen = {item for item in items if _uses_database(item)}
    config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
    items[:] = [item for item in items if item in chosen]


def _uses_database(item: pytest.Item) -> bool:
    return bool(
        item.get_closest_marker("django_db")
        or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    )
