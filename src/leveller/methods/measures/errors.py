"""The one kind of error: it names the column, the group and the rule, as far as it has them."""

from collections.abc import Mapping
from typing import Any


class MeasureError(ValueError):
    """Something in the data or the request that a measure can't go on with."""

    def __init__(
        self,
        message: str,
        *,
        column: str = "",
        group: Mapping[str, Any] | None = None,
        rule: str = "",
    ) -> None:
        super().__init__(message)
        self.column = column
        self.group = dict(group or {})
        self.rule = rule
