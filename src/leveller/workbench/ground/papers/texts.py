"""Text that every format can hold.

What people type and what files bring may carry characters that XML forbids. They are invisible, so
they are left out; half of a pair, which no encoding can write, becomes the replacement character.
"""

import re
from xml.sax.saxutils import escape

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
HALF_A_PAIR = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    return HALF_A_PAIR.sub("\ufffd", FORBIDDEN.sub("", text))


def escaped(text: str) -> str:
    """As XML holds it, on one line."""
    return escape(" ".join(printable(text).split("\n")))


def all_printable(value: object) -> object:
    """The same for every text in a structure of mappings and lists."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {printable(str(key)): all_printable(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [all_printable(held) for held in value]
    return value


def one_line(text: str) -> str:
    """For titles and names of files: no line breaks, no doubled spaces."""
    return " ".join(printable(text).split())
