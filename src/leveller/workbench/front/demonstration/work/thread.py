"""Needs, data needs, actions, decisions and commitments, written by the people of the cast."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from leveller.workbench.front.demonstration.parameters import TODAY
from leveller.workbench.front.demonstration.work.organisations import Cast
from leveller.workbench.front.demonstration.work.vocabulary import KEY
from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.places import queries as places
from leveller.workbench.ground.thread import actions
from leveller.workbench.ground.thread.models import Action, Commitment, Lever, Need
from leveller.workbench.ground.vocabulary.models import Determinant, Indicator, PopulationGroup

Row = dict[str, Any]
FILE = Path(__file__).with_name("work.yaml")


@dataclass
class Writer:
    cast: Cast
    needs: dict[str, Need] = field(default_factory=dict)
    works: dict[str, Action] = field(default_factory=dict)

    def by(self, row: Row, role: str = "") -> Actor:
        return self.cast.of(row["organisation"], role or row["as"])

    def write(self, rows: dict[str, list[Row]]) -> None:
        for row in rows["needs"]:
            self.needs[row["key"]] = self._settled(row, self._need(row), actions.move_need, "need")
        for row in rows["data_needs"]:
            self._settled(row, self._data_need(row), actions.move_data_need, "need")
        for row in rows["actions"]:
            made = self._settled(row, self._action(row), actions.move_action, "action")
            self.works[row["key"]] = made
        for row in rows["decisions"]:
            self._shown(row, self._decision(row))
        for row in rows["commitments"]:
            self._shown(row, self._commitment(row))

    def _settled(self, row: Row, work: Any, move: Callable[..., Any], noun: str) -> Any:
        """The work after its moves, published unless it is to stay private."""
        for role, state, reason in row["moves"]:
            by = self.by(row, role)
            work = move(by=by, to=state, reason=reason, version=work.version, **{noun: work})
        return self._shown(row, work)

    def _shown(self, row: Row, work: Any) -> Any:
        if not row.get("public", True):
            return work
        return actions.publish(by=self.by(row, "director"), work=work, version=work.version)

    def _need(self, row: Row) -> Need:
        return actions.propose_need(
            by=self.by(row),
            **_texts(row, "title", "statement", "voices", "owner"),
            **_links(row, "place", "indicator", "determinant", "population_group"),
        )

    def _data_need(self, row: Row) -> Any:
        return actions.raise_data_need(
            by=self.by(row),
            needed_by=_day(row.get("needed_by")),
            **_texts(row, "question", "would_settle", "substitute", "supplier", "owner"),
            **_links(row, "place", "indicator"),
        )

    def _action(self, row: Row) -> Action:
        return actions.propose_action(
            by=self.by(row),
            needs=[self.needs[key] for key in row["needs"]],
            levers=[Lever.objects.get(key=key) for key in row["levers"]],
            starts_on=_day(row["starts"]),
            due_on=_day(row["due"]),
            **_texts(row, "title", "kind", "description", "owner"),
            **_links(row, "place"),
        )

    def _decision(self, row: Row) -> Any:
        return actions.record_decision(
            by=self.by(row, "director"),
            decided_on=TODAY + timedelta(days=row["decided"]),
            needs=[self.needs[key] for key in row["needs"]],
            actions=[self.works[key] for key in row["actions"]],
            **_texts(row, "body", "title", "text", "reasons", "regard"),
            **_links(row, "place"),
        )

    def _commitment(self, row: Row) -> Commitment:
        made = actions.record_commitment(
            by=self.by(row),
            action=self.works[row["action"]],
            due_on=_day(row["due"]),
            **_texts(row, "partner", "text"),
            **_links(row, "place"),
        )
        if "kept" not in row:
            return made
        return actions.settle_commitment(
            by=self.by(row), commitment=made, is_kept=row["kept"], version=made.version
        )


def write(cast: Cast) -> None:
    Writer(cast).write(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def _texts(row: Row, *names: str) -> dict[str, str]:
    return {name: row.get(name, "") for name in names}


def _links(row: Row, *names: str) -> Row:
    return {name: found for name, found in _found(row) if name in names}


def _found(row: Row) -> Iterator[tuple[str, Any]]:
    """The place, indicator, determinant and group that a row names."""
    yield "place", places.by_code(row["place"])
    if "indicator" in row:
        yield "indicator", Indicator.objects.get(key=KEY.format(row["indicator"]))
    if "determinant" in row:
        yield "determinant", Determinant.objects.get(key=row["determinant"])
    if "population_group" in row:
        yield "population_group", PopulationGroup.objects.get(key=row["population_group"])


def _day(days: int | None) -> date | None:
    return None if days is None else TODAY + timedelta(days=days)
