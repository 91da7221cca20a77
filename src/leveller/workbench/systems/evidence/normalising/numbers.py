"""Numbers as publishers write them: with separators, with notes, or a mark in place of a number.

A mark that stands for "no number" gives None and says so in the note. What only looks like a
number is refused, never repaired: a decimal comma, an amount in brackets, an error of Excel.
"""

import math
import re
from dataclasses import dataclass

# Government Statistical Service symbols, and others that publishers put in place of a number.
MARKS = {
    "c": "confidential",
    "x": "not available",
    "z": "not applicable",
    "w": "withheld",
    "low": "low",
    "u": "low reliability",
    "e": "estimated",
    "p": "provisional",
    "r": "revised",
    "b": "break in the series",
    "f": "forecast",
    "d": "disclosive",
    "s": "suppressed",
}
ABSENT = {
    "-", "--", "–", "—", ".", "..", "...", ":", "*", "**", "***", "†", "#", "~",
    "na", "n/a", "n.a.", "n/k", "nk", "null", "none", "nil return", "missing", "unknown",
    "suppressed", "data suppressed", "not available", "not applicable", "supp", "dsu",
}  # fmt: skip

PLAIN = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?"
GROUPED = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?"
NUMBER = re.compile(rf"£?(?P<number>{GROUPED}|{PLAIN}) ?%?")
NOTED = re.compile(
    rf"£?(?P<number>{GROUPED}|{PLAIN}) ?%? ?"
    r"(?P<note>(?:[*†‡#§¹²³]+|\[[A-Za-z0-9 ,]{1,20}\]|\([A-Za-z]{1,3}\))+)"
)
MARK = re.compile(r"\[(?P<mark>[A-Za-z0-9 ,]{1,20})\]|\((?P<round>[a-z]{1,3})\)")


@dataclass(frozen=True, slots=True)
class Number:
    """`value` is None where the publisher gives a mark instead; `note` says which."""

    value: float | None
    note: str = ""


class NumberError(ValueError):
    """The text is not a number; the message says why."""


def parse(text: str) -> Number:
    """Raises `NumberError`."""
    cleaned = _cleaned(text)
    if not cleaned:
        return Number(None)
    match = NUMBER.fullmatch(cleaned)
    if match:
        return Number(_finite(match["number"], text))
    noted = NOTED.fullmatch(cleaned)
    if noted:
        return Number(_finite(noted["number"], text), _meaning(noted["note"]))
    if is_absent(cleaned):
        return Number(None, f"no value: {_meaning(cleaned)}")
    raise NumberError(_reason(cleaned))


def is_absent(text: str) -> bool:
    """Whether the text is a mark that stands in place of a number."""
    cleaned = text.strip()
    plain = cleaned.lower()
    return plain in ABSENT or plain in MARKS or MARK.fullmatch(cleaned) is not None


def _cleaned(text: str) -> str:
    spaced = re.sub(r"[\u00a0\u2009\u202f]", " ", text).strip()
    return spaced.replace("\u2212", "-")


def _finite(digits: str, text: str) -> float:
    value = float(digits.replace(",", "").replace(" ", ""))
    if not math.isfinite(value):
        raise NumberError("the number is too large to be stored")
    return value


def _meaning(mark: str) -> str:
    inner = mark.strip("[]()").lower()
    return f"{mark} ({MARKS[inner]})" if inner in MARKS else mark


def _reason(text: str) -> str:
    plain = text.lower().lstrip("+-")
    if plain in {"nan", "inf", "infinity", "1.#inf", "1.#qnan", "-nan"}:
        return "it is what a calculation gives that went wrong"
    if re.fullmatch(r"#(N/A|REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!)", text):
        return "it is an error of the spreadsheet that the file was made with"
    if re.fullmatch(r"[+-]?[\d.]*\d,\d+", text):
        return "the comma is neither a thousands separator nor a decimal point"
    if re.fullmatch(r"\(.*\d.*\)", text):
        return "brackets can mean a minus or a note"
    if text.startswith("="):
        return "it is a formula"
    return "it is text where a number is expected"
