"""Kinds of place in the plural, as they stand inside a sentence."""

from leveller.workbench.ground.places.kinds import PlaceKind

PLURALS = {
    PlaceKind.COUNTRY: "countries",
    PlaceKind.REGION: "regions",
    PlaceKind.AUTHORITY: "authorities",
    PlaceKind.COUNTY: "counties",
    PlaceKind.COUNCIL: "councils",
    PlaceKind.HEALTH: "health areas",
    PlaceKind.WARD: "wards",
    PlaceKind.MIDDLE: "middle-layer areas",
    PlaceKind.SMALL: "small areas",
    PlaceKind.OTHER: "other areas",
}
