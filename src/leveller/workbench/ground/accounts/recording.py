"""How accounts reach the audit log, which stands one room above them.

The record lends its pen when the product starts; accounts, on which the record stands, can't
import it.
"""

from collections.abc import Callable

_pen: list[Callable[..., object]] = []


def lend(record: Callable[..., object]) -> None:
    _pen[:] = [record]


def record(**event: object) -> None:
    """See `records.actions.record`, which this calls."""
    _pen[0](**event)
