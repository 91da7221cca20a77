"""The facts that ship: each has a source, says how sure it is, and points at what exists."""

import csv
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from leveller.config import paths
from leveller.workbench.ground.places.models.authorities import AuthorityForm
from leveller.workbench.ground.records.models.reference import Status
from leveller.workbench.ground.records.reference_files import Row, read_all
from leveller.workbench.ground.thread.models.levers import LeverKind
from leveller.workbench.ground.vocabulary.models import Role, Strength
from leveller.workbench.systems.levers import rules
from leveller.workbench.systems.levers.models import PowerKind

SETS = {file.name: file.rows for file in read_all(paths.reference())}
KEYS = {name: {row.key for row in rows} for name, rows in SETS.items()}
LEAVES = {row.key for row in SETS["determinants"] if row.fields["parent"]}
DOMAINS = {
    row.fields["heading"]
    for row in SETS["framework_headings"]
    if row.fields["framework"] == rules.DOMAINS
}
EVERY = [(name, row) for name, rows in SETS.items() for row in rows]


def column(name: str, field: str) -> list[str]:
    return [row.fields[field] for row in SETS[name]]


def test_every_row_has_a_source_and_says_how_sure_it_is() -> None:
    assert len(EVERY) > 800
    assert [(name, row.key) for name, row in EVERY if not row.source.strip()] == []
    assert {row.status for _, row in EVERY} <= set(Status)


def test_what_nobody_has_read_is_never_called_stated_or_read() -> None:
    unread = [
        (name, row.key)
        for name, row in EVERY
        if "no source has been read" in row.source and row.status not in {"to be confirmed"}
    ]
    assert unread == []


@pytest.mark.parametrize(
    ("name", "field", "target"),
    [
        ("determinants", "parent", "determinants"),
        ("framework_headings", "framework", "frameworks"),
        ("lever_reach", "lever", "levers"),
        ("holdings", "power", "powers"),
        ("activities", "lever", "levers"),
        ("authority_facts", "authority", "authorities"),
    ],
)
def test_keys_that_rows_name_exist(name: str, field: str, target: str) -> None:
    assert set(column(name, field)) - {""} <= KEYS[target]


@pytest.mark.parametrize("name", ["heading_links", "indicator_links", "lever_reach", "activities"])
def test_links_point_at_the_second_level_of_determinants(name: str) -> None:
    assert set(column(name, "determinant")) <= LEAVES


@pytest.mark.parametrize(
    ("name", "field"),
    [("powers", "domain"), ("domain_mappings", "domain"), ("activities", "domain")],
)
def test_domains_are_those_of_2022(name: str, field: str) -> None:
    assert set(column(name, field)) <= DOMAINS


def test_levers_rest_on_known_domains_or_on_none() -> None:
    assert set(column("levers", "power_domain")) <= DOMAINS | {""}


def test_levers_are_of_a_kind_and_type_of_the_taxonomy() -> None:
    taxonomy = {(row.fields["kind"], row.fields["name"]) for row in SETS["lever_types"]}
    used = {(row.fields["kind"], row.fields["type"]) for row in SETS["levers"]}
    assert used <= taxonomy
    assert {kind for kind, _ in taxonomy} == set(LeverKind)


def test_every_lever_reaches_a_determinant() -> None:
    assert KEYS["levers"] == set(column("lever_reach", "lever"))


def test_every_mapped_heading_exists_and_every_heading_is_mapped() -> None:
    headings = {(r.fields["framework"], r.fields["heading"]) for r in SETS["framework_headings"]}
    linked = {(r.fields["framework"], r.fields["heading"]) for r in SETS["heading_links"]}
    assert linked == headings


def test_every_domain_falls_under_an_area_of_competence_and_every_area_has_one() -> None:
    areas = {
        row.fields["heading"]
        for row in SETS["framework_headings"]
        if row.fields["framework"] == rules.COMPETENCES
    }
    assert len(areas) == 7
    assert set(column("domain_mappings", "competence")) == areas
    assert set(column("domain_mappings", "domain")) == DOMAINS
    assert len(DOMAINS) == 13


@pytest.mark.parametrize("name", ["heading_links", "indicator_links", "lever_reach"])
def test_links_name_author_evidence_and_strength(name: str) -> None:
    for row in SETS[name]:
        assert row.fields["author"], row.key
        assert row.fields["evidence"].endswith("."), row.key
        assert row.fields["strength"] in set(Strength), row.key
        assert row.fields.get("role", Role.MEASURES) in set(Role), row.key


@pytest.mark.parametrize("name", ["heading_links", "indicator_links", "lever_reach"])
def test_no_two_links_join_the_same_ends(name: str) -> None:
    ends = Counter(row.key for row in SETS[name])
    assert max(ends.values()) == 1
    for row in SETS[name]:
        assert row.key.endswith(f"--{row.fields['determinant']}")


def test_indicators_that_are_linked_are_among_those_that_ship() -> None:
    keys = set(column("indicator_links", "indicator"))
    assert keys <= KEYS.get("indicators", keys)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", key) for key in keys)
    assert {"fingertips-90366", "fingertips-90362", "fingertips-92443", "fingertips-92033"} <= keys


def test_authorities_are_those_that_stand_two_that_ended_and_a_city_region() -> None:
    ended = {row.key for row in SETS["authorities"] if row.fields["valid_to"]}
    assert ended == {"E47000010", "E47000011"}
    assert "GCR" in KEYS["authorities"]
    assert len(KEYS["authorities"]) == 16 + 2 + 1
    assert set(column("authorities", "form")) <= set(AuthorityForm)


def test_every_authority_has_members() -> None:
    assert KEYS["authorities"] <= set(column("authority_members", "authority"))


@pytest.mark.parametrize("name", sorted(SETS))
def test_dates_are_dates_and_end_after_they_start(name: str) -> None:
    for row in SETS[name]:
        start, end = (_day(row, field) for field in ("valid_from", "valid_to"))
        if start and end:
            assert start < end, row.key


def test_kinds_of_powers_are_known_and_each_has_a_legal_basis() -> None:
    assert set(column("powers", "kind")) <= set(PowerKind)
    assert all(column("powers", "legal_basis"))


def test_holdings_keep_the_rules() -> None:
    drafts = [
        rules.HoldingDraft(
            authority=row.fields["authority"],
            domain=row.fields["domain"],
            power=row.fields["power"],
            standing=row.fields["standing"],
            valid_from=date.fromisoformat(row.fields["valid_from"]),
            valid_to=_day(row, "valid_to"),
            source=row.source,
            status=row.status,
            label=row.key,
        )
        for row in SETS["holdings"]
    ]
    powers = {row.key: row.fields["domain"] for row in SETS["powers"]}
    assert (
        rules.faults(drafts, authorities=KEYS["authorities"], domains=DOMAINS, powers=powers) == []
    )


def test_no_authority_is_recorded_before_it_began_or_after_it_ended() -> None:
    lives = {row.key: row for row in SETS["authorities"]}
    for row in SETS["holdings"]:
        life = lives[row.fields["authority"]]
        assert row.fields["valid_from"] >= life.fields["valid_from"], row.key
        end = life.fields["valid_to"]
        assert not end or ("" < row.fields["valid_to"] <= end), row.key


def test_successions_have_no_cycle() -> None:
    steps = [(r.fields["predecessor"], r.fields["successor"]) for r in SETS["authority_changes"]]
    for start, _ in steps:
        reached, edge = set(), {start}
        while edge:
            edge = {after for before, after in steps if before in edge} - reached
            reached |= edge
        assert start not in reached


@pytest.mark.shared
def test_the_2022_table_is_kept_cell_by_cell(shared: Path) -> None:
    """Oddities too: they stay as the table has them, with a note."""
    with (shared / "domain" / "data" / "powers_seed_2022.csv").open(newline="") as stream:
        table = list(csv.DictReader(stream))
    columns = list(table[0])[4:]
    order = [row.fields["heading"] for row in SETS["framework_headings"]][: len(columns)]
    ours = {
        (row.fields["authority"], row.fields["domain"]): row
        for row in SETS["holdings"]
        if row.key.startswith("2022-")
    }
    assert len(ours) == len(table) * len(columns) == 130
    for name, domain in zip(columns, order, strict=True):
        assert set(name.split("_")) <= set(domain.split("-"))
    for line in table:
        for name, domain in zip(columns, order, strict=True):
            row = ours[line["gss"], domain]
            expected = "held" if line[name] == "1" else "not held"
            assert (row.fields["standing"], row.status) == (expected, "stated"), row.key
            assert row.fields["valid_from"].startswith("2022")


@pytest.mark.shared
def test_members_are_those_that_were_read(shared: Path) -> None:
    with (shared / "domain" / "data" / "area_membership.csv").open(newline="") as stream:
        read = {(row["parent_gss"], row["child_gss"]) for row in csv.DictReader(stream)}
    ours = {(r.fields["authority"], r.fields["member"]) for r in SETS["authority_members"]}
    assert read <= ours


def test_nothing_personal_ships() -> None:
    """Names of mayors go stale and are nobody's business here."""
    everything = json.dumps([[row.key, row.fields] for _, row in EVERY])
    for name in ("Burnham", "Khan", "Rotheram", "Houchen", "Coppard", "Brabin"):
        assert name not in everything


def _day(row: Row, field: str) -> date | None:
    text = row.fields.get(field) or ""
    return date.fromisoformat(text) if text else None
