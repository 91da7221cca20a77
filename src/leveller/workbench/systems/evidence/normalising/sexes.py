"""Sexes as publishers write them. Empty means that the file doesn't say."""

PERSONS, MALE, FEMALE, NOT_STATED = "persons", "male", "female", ""

NAMES = {
    PERSONS: ("persons", "person", "all", "all persons", "both", "both sexes", "total", "people"),
    MALE: ("male", "males", "men", "boys", "m"),
    FEMALE: ("female", "females", "women", "girls", "f"),
    NOT_STATED: ("", "not applicable", "not stated", "n/a", "na", "none", "-1"),
}
BY_NAME = {name: sex for sex, names in NAMES.items() for name in names}


class UnknownSexError(ValueError):
    """The text is not a sex that the house knows."""


def parse(text: str) -> str:
    """`persons`, `male`, `female` or empty. Raises `UnknownSexError`."""
    try:
        return BY_NAME[text.strip().lower()]
    except KeyError:
        raise UnknownSexError(f"{text!r} is not a sex that is known here.") from None


def is_sex(text: str) -> bool:
    return BY_NAME.get(text.strip().lower(), NOT_STATED) != NOT_STATED
