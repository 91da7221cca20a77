"""What is said of each indicator, in the keys of the published metadata."""

from pathlib import Path

from leveller.workbench.front.demonstration.files.writing import write_json
from leveller.workbench.front.demonstration.geography import rows
from leveller.workbench.front.demonstration.indicators import LONG, Plan, plans
from leveller.workbench.front.demonstration.vital_figures import (
    DEATHS,
    HEALTHY_LIFE,
    INFANTS,
    LIFE,
    LIFE_OF_MIDDLES,
    UNDER_75,
)
from leveller.workbench.front.demonstration.world import World

SOURCE = "Demonstration region (fictional): made by a model, see docs/demonstration.md"
WITHOUT_DATA = (99016, "Residents who asked for advice on debt", "per 1,000", "1000")
VALUE_TYPES = {
    "proportion": "Proportion",
    "crude rate": "Crude rate",
    "standardised": "Directly standardised rate",
    "mean": "Mean",
    "air": "Proportion",
}
INTERVALS = {
    "proportion": "Wilson Score method",
    "crude rate": "Byar's method",
    "standardised": "Dobson & Byar's methods",
}
NO_INTERVALS = "No confidence intervals available"


def write(world: World, folder: Path) -> list[Path]:
    texts = {int(row["id"]): row for row in rows("indicator_texts.csv")}
    numbered = [plan for plan in plans() if plan.file != LONG]  # an extract has names only
    entries = [*_vital(), *map(_counted, numbered), _without_data()]
    for entry in entries:
        entry.update(_texts(texts[int(str(entry["indicatorID"]))]))
    return [write_json(folder / "fingertips-metadata.json", entries)]


def _entry(
    number: int,
    name: str,
    unit: str,
    per: str,
    value: str,
    interval: str,
    polarity: str,
    years: str,
) -> dict[str, object]:
    return {
        "indicatorID": number,
        "indicatorName": name,
        "unitLabel": unit,
        "unitValue": per,
        "valueType": value,
        "ciMethod": interval,
        "polarity": polarity,
        "periodType": years,
        "frequency": "annually",
        "dataSource": SOURCE,
        "copyright": "MIT licence, as the generator",
        "lastUpdatedDate": "2026-09-01T09:30:00",
    }


def _texts(row: dict[str, str]) -> dict[str, object]:
    return {
        "indicatorDefinition": row["definition"],
        "rationale": row["rationale"],
        "countDefinition": row["numerator"],
        "denominatorDefinition": row["denominator"],
        "caveats": row["caveats"],
        "disclouseControl": row["disclosure"] or "None in the published file.",
    }


def _counted(plan: Plan) -> dict[str, object]:
    return _entry(
        plan.id,
        plan.name,
        plan.unit,
        f"{plan.multiplier:.0f}",
        VALUE_TYPES[plan.kind],
        INTERVALS.get(plan.kind, NO_INTERVALS),
        plan.polarity,
        plan.year_type,
    )


def _vital() -> list[dict[str, object]]:
    other = "Other method - see below"
    years = ("Years", "1", "Life expectancy", other, "High is good", "Calendar")
    rate = ("Directly standardised rate", "Dobson & Byar's methods", "Low is good", "Calendar")
    return [
        *(_entry(*indicator, *years) for indicator in (LIFE, HEALTHY_LIFE, LIFE_OF_MIDDLES)),
        _entry(
            *INFANTS, "per 1,000", "1000", "Crude rate", "Byar's method", "Low is good", "Calendar"
        ),
        _entry(*DEATHS, "Deaths", "1", "Count", NO_INTERVALS, "No judgement", "Calendar"),
        *(
            _entry(number, name, "per 100,000", "100000", *rate)
            for number, (name, _) in UNDER_75.items()
        ),
    ]


def _without_data() -> dict[str, object]:
    return _entry(*WITHOUT_DATA, "Crude rate", NO_INTERVALS, "Low is good", "Calendar")
