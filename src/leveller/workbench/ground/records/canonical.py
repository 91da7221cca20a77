"""One way, and only one, to write a value as bytes, so that a hash means the same everywhere.

Databases give numbers back in their own spelling: PostgreSQL turns `1e20` into an integer and
`-0.0` into `0.0`. Whole floats are therefore written as integers before anything is hashed.
"""

import hashlib
import json
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from uuid import UUID

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


def normalised(value: object) -> Json:
    """The value as JSON can hold it, the same before and after a database kept it.

    Raises `TypeError` or `ValueError`, in words, for what no database would give back unchanged.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        return {_text(str(key)): normalised(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [normalised(item) for item in value]
    if isinstance(value, set | frozenset):
        return sorted((normalised(item) for item in value), key=str)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    raise TypeError(f"A value of type {type(value).__name__} can't be kept: {value!r}.")


def _number(value: float) -> int | float:
    if not isfinite(value):
        raise ValueError(f"{value} is not a number that can be kept.")
    return int(value) if value.is_integer() else value


def _text(value: str) -> str:
    if "\x00" in value:
        raise ValueError("A text that holds a NUL character can't be kept.")
    value.encode()  # raises UnicodeEncodeError for half a surrogate pair
    return str(value)


def encoded(value: object) -> bytes:
    """Sorted keys, no spaces, UTF-8."""
    return json.dumps(
        normalised(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def sha256(value: object) -> str:
    return hashlib.sha256(encoded(value)).hexdigest()
