"""Whatever is corrected in whatever order: at most one row a day, and the map is a replay."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leveller.workbench.ground.accounts.actor import Actor
from leveller.workbench.ground.accounts.models import Organisation
from leveller.workbench.systems.levers import actions, queries, rules
from leveller.workbench.systems.levers.models import Standing
from tests.kit.people import MakeActor
from tests.systems.levers.factories import authority, domain, holding

pytestmark = pytest.mark.django_db
START = date(2024, 1, 1)
DAYS = [START + timedelta(n) for n in range(0, 31, 3)]


@dataclass(frozen=True)
class Step:
    """`verb` on the `which`-th living row; dates in days after the start."""

    verb: str
    which: int
    standing: str
    start: int
    length: int | None

    @property
    def period(self) -> tuple[date, date | None]:
        first = START + timedelta(self.start)
        return first, None if self.length is None else first + timedelta(self.length)


steps = st.lists(
    st.builds(
        Step,
        verb=st.sampled_from(["add", "add", "correct", "withdraw"]),
        which=st.integers(0, 3),
        standing=st.sampled_from(list(Standing)),
        start=st.integers(0, 24),
        length=st.none() | st.integers(1, 9),
    ),
    max_size=6,
)


class Replay:
    """Slow and plain: a list of (standing, first day, first day after), checked day by day."""

    def __init__(self, rows: list[tuple[str, date, date | None]]) -> None:
        self.rows = rows

    def on(self, day: date) -> list[str]:
        return [s for s, first, last in self.rows if first <= day and (last is None or day < last)]

    def take(self, step: Step) -> bool:
        """Whether the step is allowed; if so it is done."""
        rows = sorted(self.rows, key=lambda row: row[1])
        if step.verb == "add":
            changed = [*rows, (step.standing, *step.period)]
        elif not rows:
            return False
        else:
            kept = [r for n, r in enumerate(rows) if n != step.which % len(rows)]
            changed = kept if step.verb == "withdraw" else [*kept, (step.standing, *step.period)]
        if any(len(Replay(changed).on(START + timedelta(n))) > 1 for n in range(-400, 60)):
            return False
        self.rows = changed
        return True


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def take(step: Step, by: Actor) -> bool:
    """The same step by the product's own actions; whether it was allowed."""
    first, last = step.period
    words = {
        "standing": step.standing,
        "valid_from": first,
        "valid_to": last,
        "source": "An Order",
        "status": "read",
        "note": "",
        "reason": "Read again.",
    }
    rows = queries.standing_rows(by, authority(), domain(), None)
    if step.verb != "add" and not rows:
        return False
    try:
        if step.verb == "add":
            actions.add_holding(by=by, authority=authority(), domain=domain(), power=None, **words)
        elif step.verb == "correct":
            actions.correct_holding(by=by, holding=rows[step.which % len(rows)], **words)
        else:
            actions.withdraw_holding(
                by=by, holding=rows[step.which % len(rows)], reason="Read again."
            )
    except ValidationError:
        return False
    return True


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(every=steps, ships=st.booleans())
def test_the_map_as_at_any_day_is_a_replay_of_the_corrections(
    north: Organisation, actor: MakeActor, every: list[Step], ships: bool
) -> None:
    with undone():
        by = actor(north, "policy-officer")
        authority()
        domain()
        rows: list[tuple[str, date, date | None]] = []
        if ships:
            holding(valid_from=date(2023, 6, 1), valid_to=START + timedelta(9))
            rows = [("held", date(2023, 6, 1), START + timedelta(9))]
        replay = Replay(rows)
        for step in every:
            assert take(step, by) == replay.take(step)
        for day in DAYS:
            found = queries.cell(authority(), domain(), by, day).cell.rows
            assert [row.standing for row in found] == replay.on(day)
            assert len(found) <= 1
            assert rules.strongest(replay.on(day)) == _in_the_matrix(by, day)


def _in_the_matrix(by: Actor, day: date) -> str:
    (row,) = queries.matrix(by, day).rows
    return row.cells[0].standing
