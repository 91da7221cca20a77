"""Codes of places: which are well formed, whatever kind of area they name."""

import re

FORMS = {
    "nine characters of the ONS": r"[EWSNKJLMX]\d{8}",
    "NHS area as Fingertips writes it": r"n[EW]\d{8}",
    "GP practice or primary care network": r"[A-HJ-NPU-Y]\d{5}",
    "international territorial level": r"(?:TL|UK)[C-N]\d{0,2}",
    "Northern Ireland super output area": r"95[A-Z]{2}\d{2}[A-Z]\d",
    "ONS area classification": r"Cl_L\d_\d{1,2}[a-z]?\d?[a-z]?",
    "NHS organisation": r"[QRY][A-Z0-9]{2,4}",
}
WELL_FORMED = re.compile("|".join(f"(?:{form})" for form in FORMS.values()))


def is_well_formed(text: str) -> bool:
    return WELL_FORMED.fullmatch(text) is not None


def suggestion(text: str) -> str:
    """A well-formed code that the text may have been, or empty. It is only ever suggested."""
    tidied = re.sub(r"[\s\u00a0]", "", text).upper()
    return tidied if tidied != text and is_well_formed(tidied) else ""
