"""Kinds of place, and what a well-formed code tells about its kind."""

import re
from enum import StrEnum


class PlaceKind(StrEnum):
    COUNTRY = "country"
    REGION = "region"
    AUTHORITY = "authority"
    COUNTY = "county"
    COUNCIL = "council"
    HEALTH = "health"
    WARD = "ward"
    MIDDLE = "middle"
    SMALL = "small"
    OTHER = "other"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    PlaceKind.COUNTRY: "Country",
    PlaceKind.REGION: "Region",
    PlaceKind.AUTHORITY: "Authority",
    PlaceKind.COUNTY: "County",
    PlaceKind.COUNCIL: "Council",
    PlaceKind.HEALTH: "Health area",
    PlaceKind.WARD: "Ward",
    PlaceKind.MIDDLE: "Middle-layer area",
    PlaceKind.SMALL: "Small area",
    PlaceKind.OTHER: "Other area",
}

# Entity codes of the ONS register of geographic codes; X is the letter of the demonstration region.
BY_PREFIX = {
    **dict.fromkeys(("E92", "W92", "S92", "N92", "K02", "K03", "K04", "X92"), PlaceKind.COUNTRY),
    **dict.fromkeys(("E12", "X12"), PlaceKind.REGION),
    **dict.fromkeys(("E47", "E61", "X47"), PlaceKind.AUTHORITY),
    "E10": PlaceKind.COUNTY,
    **dict.fromkeys(("E06", "E07", "E08", "E09", "W06", "S12", "N09", "X08"), PlaceKind.COUNCIL),
    **dict.fromkeys(("E38", "E54", "E40", "S08", "W11", "E45"), PlaceKind.HEALTH),
    **dict.fromkeys(("E05", "W05", "S13", "N08", "X05"), PlaceKind.WARD),
    **dict.fromkeys(("E02", "W02", "S02", "X02"), PlaceKind.MIDDLE),
    **dict.fromkeys(("E01", "W01", "S01", "X01", "N20"), PlaceKind.SMALL),
}
NINE_CHARACTERS = re.compile(r"^[EWSNKJLMX]\d{8}$")


def kind_of(code: str) -> PlaceKind:
    """The kind that a code's first three characters tell; `OTHER` where they tell nothing."""
    if NINE_CHARACTERS.match(code):
        return BY_PREFIX.get(code[:3], PlaceKind.OTHER)
    return PlaceKind.OTHER
