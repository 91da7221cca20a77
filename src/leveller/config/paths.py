"""Where things lie: the checkout, the reference data that ships, the folder of what is stored."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]


def home() -> Path:
    """The folder that holds everything the product stores: `LEVELLER_HOME`, else `var/`."""
    configured = os.environ.get("LEVELLER_HOME")
    if configured:
        return Path(configured).expanduser().resolve()
    base = CHECKOUT if (CHECKOUT / "pyproject.toml").exists() else Path.cwd()
    return base / "var"


def reference() -> Path:
    """The facts that ship: beside the code in a checkout, inside the package when installed."""
    beside = CHECKOUT / "reference"
    return beside if beside.is_dir() else PACKAGE / "reference"


def documentation() -> Path:
    return CHECKOUT / "docs"
