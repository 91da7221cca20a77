"""The colours of figures. A test holds them to 3:1 against white, and styles.css to these values.

Series differ in lightness as well as hue, and every chart also tells them apart by shape, dash or
a label, so that nothing is lost to colour blindness or to a grey printer.
"""

INK = "#16282c"
MUTED = "#566468"
RULE = "#d5dddf"
PAPER = "#ffffff"
BRAND = "#0b5c6b"
ACCENT = "#b84a00"
SERIES = ("#0b5c6b", "#b84a00", "#6a3fa0", "#7d7a12", "#1b62ad", "#a02560")
DASHES = ((1, 0), (7, 3), (2, 2), (9, 3, 2, 3), (5, 5), (1, 4))
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
# Light to dark in even steps of lightness; the darkest is the highest value.
RAMP = ("#dbe9eb", "#a8cbd1", "#6fa6af", "#347c89", "#0a4a57")


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it, 0 for black and 1 for white."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str = PAPER) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
