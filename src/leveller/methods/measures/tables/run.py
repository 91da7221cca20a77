"""One way in for every measure: `measure(name, data, …)`."""

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from leveller.methods.measures.arrays import Codes
from leveller.methods.measures.errors import MeasureError
from leveller.methods.measures.findings import Kind, is_blank, of_kind, reason_of
from leveller.methods.measures.tables import catalogue
from leveller.methods.measures.tables.frames import Frame, NewColumn, open_frame
from leveller.methods.measures.tables.request import Answer, Parameter, Request, Role, Spec, words
from leveller.methods.measures.version import VERSION

PUBLISHED = "standard_population"
"""The one role that may name something other than a column."""
ELSEWHERE = {
    "observed_total": "observed_data",
    "reference_count": "reference_data",
    "reference_population": "reference_data",
}
"""Roles whose column stands in another table, where that table is given."""


def measure(
    name: str,
    data: Any,
    *,
    by: str | Sequence[str] = (),
    invalid: str = "error",
    peer_rules: Sequence[str] = (),
    **given: Any,
) -> Any:
    """A measure of a table, as a table of the same kind.

    `by` names the columns that make groups; they are kept. `given` says which column plays which
    role and how to compute: the names are those of `leveller measure NAME --help`. A group that
    can't be computed is kept, empty, with its `reason`. Data that breaks a rule is an error, which
    names the column, the group and the rule; with `invalid="empty"` such groups come back empty
    too. `peer_rules` switches on what other tools do at the edges, by name.
    """
    if invalid not in ("error", "empty"):
        raise MeasureError("invalid: say 'error' or 'empty'.", rule="invalid")
    found, frame = _spec(name), open_frame(data)
    if frame.rows == 0:
        raise MeasureError("data: the table has no rows.", rule="rows")
    request = _request(found, frame, (by,) if isinstance(by, str) else tuple(by), peer_rules, given)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        answer = found.run(request)
    if invalid == "error":
        _stop_at_faults(request, answer)
    return frame.build(answer.take, answer.carry, _with_reasons(request, answer))


def _spec(name: str) -> Spec:
    if name not in catalogue.measure_names():
        close = difflib.get_close_matches(name, catalogue.measure_names(), n=1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise MeasureError(
            f"measure {name!r} is unknown.{hint} There are {', '.join(catalogue.measure_names())}.",
            rule="measures",
        )
    return catalogue.measure_spec(name)


def _request(
    found: Spec, frame: Frame, by: tuple[str, ...], peer_rules: Sequence[str], given: dict[str, Any]
) -> Request:
    _check_columns(frame, by, "by")
    roles: dict[str, Any] = {}
    options = {each.name: each.default for each in found.parameters}
    for key, value in given.items():
        if value is None:
            continue
        role, parameter = _named(found.roles, key), _named(found.parameters, key)
        if role is None and parameter is None:
            raise MeasureError(f"{found.name}: {_unknown(found, key)}", rule="options")
        if role is not None and (parameter is None or isinstance(value, str)):
            elsewhere = given.get(ELSEWHERE.get(key, "")) is not None
            roles[key] = value if elsewhere else _column(frame, role, value)
        elif isinstance(parameter, Parameter):
            options[key] = _value(found, parameter, value)
    _check_required(found, roles)
    _check_rules(found, peer_rules)
    return Request(found.name, frame, by, roles, options, frozenset(peer_rules))


def _named(some: Sequence[Any], name: str) -> Any:
    return next((each for each in some if each.name == name), None)


def _unknown(found: Spec, key: str) -> str:
    known = [*(each.name for each in found.roles), *(each.name for each in found.parameters)]
    close = difflib.get_close_matches(key, known, n=1)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"{key} is not one of its roles and settings.{hint} They are {', '.join(known)}."


def _column(frame: Frame, role: Role, value: Any) -> Any:
    if role.many:
        chosen = (value,) if isinstance(value, str) else tuple(value)
        _check_columns(frame, chosen, role.name)
        return chosen
    if not (role.name == PUBLISHED and isinstance(value, str)):
        _check_columns(frame, (value,), role.name)
    return value


def _check_columns(frame: Frame, names: Sequence[Any], role: str) -> None:
    for name in names:
        if name not in frame.columns:
            raise MeasureError(
                f"{role}: there is no column {name!r}. The columns are {', '.join(frame.columns)}.",
                column=str(name),
                rule="columns",
            )


def _check_required(found: Spec, roles: Mapping[str, Any]) -> None:
    for role in found.roles:
        if role.required and role.name not in roles:
            raise MeasureError(
                f"{found.name}: {role.name} is needed. {role.text} Say which column holds it.",
                rule="roles",
            )


def _check_rules(found: Spec, peer_rules: Sequence[str]) -> None:
    for name in peer_rules:
        if name not in found.peer_rules:
            known = ", ".join(found.peer_rules) or "none"
            raise MeasureError(
                f"{found.name}: peer rule {name!r} is unknown. It has {known}.", rule="peer-rules"
            )


def _value(found: Spec, parameter: Parameter, value: Any) -> Any:
    """A setting of the right kind, and one of its choices where it has them."""
    if parameter.choices and str(value) not in parameter.choices:
        raise MeasureError(
            f"{found.name}: {parameter.name} is {value!r}; it must be one of "
            f"{', '.join(parameter.choices)}.",
            rule=parameter.name,
        )
    if parameter.kind in (float, int) and not isinstance(value, bool):
        try:
            return parameter.kind(value)
        except (TypeError, ValueError):
            pass
    elif parameter.kind not in (float, int):
        return value
    raise MeasureError(
        f"{found.name}: {parameter.name} is {value!r}; it must be a number.", rule=parameter.name
    )


def _stop_at_faults(request: Request, answer: Answer) -> None:
    faults = of_kind(answer.codes, Kind.FAULT)
    if not faults.any():
        return
    place = int(np.flatnonzero(faults)[0])
    reason, row = reason_of(int(answer.codes[place])), int(answer.take[place])
    column = str(request.roles.get(reason.role, ""))
    group = {name: request.frame.labels(name)[row].as_py() for name in request.by}
    where = ", ".join(f"{name} = {value!r}" for name, value in group.items()) or f"row {row + 1}"
    about = f" (column {column!r})" if column else ""
    number = int(faults.sum())
    others = f" {number - 1:,} more break a rule too." if number > 1 else ""
    raise MeasureError(
        f"{request.measure}: {where}: {reason.text}{about}; rule {reason.rule}.{others} To leave "
        "such groups empty and go on with the others, ask for invalid='empty'.",
        column=column,
        group=group or {"row": row + 1},
        rule=reason.rule,
    )


def _with_reasons(request: Request, answer: Answer) -> dict[str, NewColumn]:
    """The answer's columns with the version, and why rows are empty or to be read with caution."""
    columns = dict(answer.columns)
    clash = [name for name in columns if name in answer.carry]
    if clash:
        raise MeasureError(
            f"{request.measure}: the data already has a column {clash[0]!r}, which the result "
            "needs for itself. Rename it.",
            column=clash[0],
            rule="columns",
        )
    columns["version"] = VERSION
    columns["reason"] = _texts(answer.codes, is_blank(answer.codes))
    cautious = of_kind(answer.codes, Kind.CAUTION)
    if cautious.any():
        columns["caution"] = _texts(answer.codes, cautious)
    return columns


def _texts(codes: Codes, where: npt.NDArray[np.bool_]) -> NewColumn:
    """The words of the codes where they hold, else empty text."""
    used = np.unique(codes[where])
    if used.size == 0:
        return ""
    place = np.zeros(256, np.intp)
    place[used] = np.arange(1, used.size + 1)
    texts = ["", *(reason_of(int(code)).text for code in used)]
    return words(texts, np.where(where, place[codes], 0))
