"""Counts of events and people by group, out of individual records, where the records lie.

A description says what to count. The engine gives whole numbers only; values and intervals come
from `leveller.methods.measures`.
"""

import importlib
from typing import TYPE_CHECKING, Any

_HOMES = {
    "counts": ("count",),
    "description": ("Bands", "Description", "DescriptionError", "Lookup", "Records", "read"),
    "engines": ("Engine", "EngineError", "duckdb_engine"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}
__all__ = sorted(_HOME_OF)

if TYPE_CHECKING:
    from leveller.methods.counting.counts import count as count
    from leveller.methods.counting.description import Bands as Bands
    from leveller.methods.counting.description import Description as Description
    from leveller.methods.counting.description import DescriptionError as DescriptionError
    from leveller.methods.counting.description import Lookup as Lookup
    from leveller.methods.counting.description import Records as Records
    from leveller.methods.counting.description import read as read
    from leveller.methods.counting.engines import Engine as Engine
    from leveller.methods.counting.engines import EngineError as EngineError
    from leveller.methods.counting.engines import duckdb_engine as duckdb_engine


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME_OF[name]}"), name)
