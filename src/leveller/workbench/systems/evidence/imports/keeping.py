"""What somebody chose for a file, as it is kept between the page and the job."""

from collections.abc import Mapping
from typing import Any

from leveller.workbench.systems.evidence.checking import row_lists
from leveller.workbench.systems.evidence.choices import Choices, parse_statements


def kept(choices: Choices) -> dict[str, Any]:
    found: dict[str, Any] = {
        "mapping": choices.mapping,
        "statements": choices.statements.to_json(),
        "leave out": written(choices.leave_out),
        "reason": choices.reason,
        "sheet": choices.sheet,
    }
    return {name: value for name, value in found.items() if value}


def of_kept(held: Mapping[str, Any]) -> Choices:
    statements = held.get("statements") or {}
    listed = held.get("leave out") or ""
    return Choices(
        mapping=held.get("mapping"),
        statements=parse_statements(f"{name}={text}" for name, text in statements.items()),
        leave_out=row_lists.parse(listed) if listed else (),
        reason=held.get("reason") or "",
        sheet=held.get("sheet") or "",
    )


def written(rows: row_lists.Rows) -> str:
    """`1545-1548,2330`"""
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in rows)
