"""The version of the mathematics, carried by every result.

It goes up whenever a figure could come out differently from the same input, so that a figure's
trace says which mathematics gave it.
"""

VERSION = "1.0"
