"""Every reason for which a file is refused, in plain English, with what to do about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """`remedy` is for the command line; `on_page` for a page, where that is another way."""

    key: str
    sentence: str
    remedy: str
    on_page: str = ""

    @property
    def what_to_do_here(self) -> str:
        return self.on_page or self.remedy


REASONS: dict[str, Reason] = {}


def _reason(key: str, sentence: str, remedy: str, on_page: str = "") -> Reason:
    REASONS[key] = Reason(key, sentence, remedy, on_page)
    return REASONS[key]


# The file as a whole
MISSING = _reason(
    "missing", "There is no such file.", "Check the name and the folder, and try again."
)
EMPTY = _reason("empty", "The file is empty.", "Download it again, or leave it out.")
NO_ROWS = _reason(
    "no-rows",
    "The table has headings but no rows.",
    "Check that the download or the filter was complete, and get the file again.",
)
CUT_SHORT = _reason(
    "cut-short",
    "The file is cut short.",
    "Download it again: the transfer stopped before the end.",
)
TOO_LARGE = _reason(
    "too-large",
    "The file is too large when it is unpacked.",
    "Split it, by indicator or by year, and import the parts.",
)
NOT_DATA = _reason(
    "not-data",
    "This is not a file of data.",
    "Save it as CSV, Excel (.xlsx), Parquet, JSON or GeoJSON, and import that.",
)
ENCODING = _reason(
    "encoding",
    "The text is neither UTF-8 nor Windows-1252, or mixes the two.",
    "Open the file where it was made and save it as CSV UTF-8.",
)
RAGGED = _reason(
    "ragged",
    "The row has another number of cells than the header.",
    "Check for a stray comma or quotation mark in the row, or download the file again.",
)
REPEATED_HEADING = _reason(
    "repeated-heading",
    "Two columns have the same heading.",
    "Give each column a heading of its own.",
)
MANY_SHEETS = _reason(
    "many-sheets",
    "More than one sheet holds a table that can be taken.",
    "Say which one: add --sheet NAME.",
    "Say which sheet below.",
)
STUMBLED = _reason(
    "stumbled",
    "Leveller stumbled over the file.",
    "Tell whoever runs this Leveller: the log says where it stumbled.",
)
NESTED = _reason(
    "nested",
    "The column holds lists or structures, not single values.",
    "Save the table with one value in each cell.",
)

# Cells
FORMULA = _reason(
    "formula",
    "The cell holds a formula, not a value.",
    "In the spreadsheet, copy the column and paste it as values, save, and import again.",
)
NOT_A_NUMBER = _reason(
    "not-a-number",
    "This is not a number.",
    "Correct the cell, or leave the row out with --leave-out.",
    "Correct the cell, or leave the row out below.",
)
BAD_PERIOD = _reason(
    "bad-period",
    "This is not a period.",
    "Write it as 2019, 2018 - 20, 2021/22, 2022 Q1 or Oct 2021 - Sep 2022.",
)
AMBIGUOUS_PERIOD = _reason(
    "ambiguous-period",
    "This can be read as two different periods.",
    "Say which is meant: add --state years=financial, years=academic or years=calendar.",
    "Say below which years are meant.",
)
NO_PERIOD = _reason(
    "no-period",
    "Neither the table nor the name of the file says which period the figures are for.",
    "Say it: add --state period=2021 (or whichever it is).",
    "Say below which period the figures are for.",
)
BAD_CODE = _reason(
    "bad-code",
    "This is not the code of a place.",
    "Correct the code, or leave the row out with --leave-out.",
    "Correct the code, or leave the row out below.",
)
NO_PLACE = _reason(
    "no-place",
    "The row names no place.",
    "Fill the code in, or leave the row out with --leave-out.",
    "Fill the code in, or leave the row out below.",
)
NO_INDICATOR = _reason(
    "no-indicator",
    "The row does not say what is measured.",
    "Fill the indicator in, or leave the row out with --leave-out.",
    "Fill the indicator in, or leave the row out below.",
)
UNKNOWN_SEX = _reason(
    "unknown-sex", "This is not a sex.", "Write Persons, Male or Female, or leave the cell empty."
)
BAD_AGE = _reason(
    "bad-age",
    "The two ages don't make a band.",
    "Write whole years, the lower one first; leave the upper one empty for an open band.",
)
NO_DIRECTION = _reason(
    "no-direction",
    "The deciles or quintiles are numbered, and the file doesn't say which end is most deprived.",
    'Say it: add --state direction="1 is most deprived" '
    'or --state direction="highest is most deprived".',
    "Say below which end is the most deprived.",
)
DIRECTION_CONFLICT = _reason(
    "direction-conflict",
    "What is said of which end is most deprived is contradictory.",
    "Check the categories against the publisher's notes, and correct them.",
)

# Figures against each other
TWO_VALUES = _reason(
    "two-values",
    "The same measurement stands in two rows with different figures.",
    "Find out which is right, and leave the other row out with --leave-out.",
    "Find out which is right, and leave the other row out below.",
)
OUTSIDE_INTERVAL = _reason(
    "outside-interval",
    "The value lies outside its own confidence interval.",
    "Check the row against the publisher's figures; leave it out if it can't be settled.",
)
INTERVAL_REVERSED = _reason(
    "interval-reversed",
    "The lower limit is above the upper limit.",
    "Check whether the two columns were swapped.",
)
COUNT_ABOVE_DENOMINATOR = _reason(
    "count-above-denominator",
    "The count is larger than the denominator, which a proportion can't have.",
    "Check the row against the publisher's figures; leave it out if it can't be settled.",
)
OPPOSITE_ENDS = _reason(
    "opposite-ends",
    "Rank and decile count from opposite ends: rank 1 does not stand in decile 1.",
    "Both must give 1 to the most deprived. Check the columns against the publisher's file.",
)
MIXED_VINTAGES = _reason(
    "mixed-vintages",
    "Areas of two vintages stand together that never existed at the same time.",
    "Split the file by vintage, or carry one of them over first by the lookup of changes.",
)

# Lookups and boundaries
NO_CODE = _reason(
    "no-code",
    "The shape has no code of a place.",
    "Add a property that holds the code, such as LAD24CD or area_code.",
)
BAD_SHAPE = _reason(
    "bad-shape",
    "The shape is empty or is not an area.",
    "Get the boundary file again, or remove the shape.",
)
TWO_SHAPES = _reason(
    "two-shapes",
    "The same place has two shapes.",
    "Merge them into one, or remove one.",
)
NOT_DEGREES = _reason(
    "not-degrees",
    "The coordinates are not longitude and latitude, and the file names no other grid.",
    "Save the file as GeoJSON in WGS84 (EPSG:4326).",
)
BAD_METADATA = _reason(
    "bad-metadata",
    "The entry lacks what it must have.",
    "Get the file again from its publisher.",
)

# The order of what was asked
LEFT_OUT_WITHOUT_REASON = _reason(
    "left-out-without-reason",
    "Rows can be left out only with a reason.",
    'Add --reason "why they are left out".',
    "Say below why the rows are left out.",
)
NO_SUCH_ROW = _reason(
    "no-such-row",
    "The table has no such row.",
    "Check the numbers given to --leave-out.",
    "Check the numbers of the rows to leave out.",
)
BAD_STATEMENT = _reason(
    "bad-statement",
    "What was stated can't be used.",
    "See `leveller import --help` for what --state takes.",
    "Check what is stated below.",
)
BAD_MAPPING = _reason(
    "bad-mapping",
    "The mapping doesn't fit the table.",
    "Compare it with the proposal that `leveller import FILE` shows.",
    "Check below how the columns are read.",
)
PUBLISHED_OTHERWISE = _reason(
    "published-otherwise",
    "This file is published already, read in another way.",
    "Withdraw that release first: leveller withdraw HASH --reason TEXT.",
    "Withdraw that release first, on its page.",
)
NO_INDICATOR_STATED = _reason(
    "no-indicator-stated",
    "The table does not say what is measured.",
    'Say it: add --state indicator="fingertips-90366" (a key, or the name of the indicator).',
    "Say below what is measured: the key of an indicator, or its name.",
)
WITHDRAWN = _reason(
    "withdrawn",
    "This file was published and then withdrawn.",
    "If that was a mistake, bring it back: leveller withdraw HASH --restore --reason TEXT.",
    "If that was a mistake, restore the release on its page.",
)
