"""The catalogue of every reason that a measure may give, in words for people."""

from leveller.methods.measures.findings import Kind, Reason, register


def _fault(rule: str, text: str, role: str = "") -> Reason:
    return register(rule, Kind.FAULT, text, role)


def _empty(rule: str, text: str, role: str = "") -> Reason:
    return register(rule, Kind.EMPTY, text, role)


def _caution(rule: str, text: str, role: str = "") -> Reason:
    return register(rule, Kind.CAUTION, text, role)


# any measure
MISSING = _empty("a-value-is-missing", "a value is missing")
NOT_FINITE = _fault("values-are-finite", "a value is infinite")

# proportions and rates
NUMERATOR_NEGATIVE = _fault(
    "numerator-not-negative", "the numerator is below 0; counts can't be negative", "numerator"
)
DENOMINATOR_NEGATIVE = _fault(
    "denominator-not-negative", "the denominator is below 0", "denominator"
)
DENOMINATOR_ZERO = _empty("denominator-above-zero", "the denominator is 0", "denominator")
NUMERATOR_ABOVE_DENOMINATOR = _fault(
    "numerator-within-denominator",
    "the numerator is above the denominator; in a proportion it can't be",
    "numerator",
)

# means
ONE_VALUE = _caution("two-values-for-an-interval", "one value only, so no interval", "value")

# standardisation
COUNT_NEGATIVE = _fault("count-not-negative", "a count is below 0", "count")
COUNT_MISSING = _empty(
    "count-in-every-band",
    "the count of an age band is missing; fill it in, or say that missing means none",
    "count",
)
POPULATION_MISSING = _empty(
    "population-in-every-band", "the population of an age band is missing", "population"
)
POPULATION_NOT_POSITIVE = _fault(
    "population-above-zero", "a population is 0 or below; every one must be above 0", "population"
)
STANDARD_POPULATION_WRONG = _fault(
    "standard-population-not-negative",
    "the standard population is missing, negative or adds up to 0",
    "standard_population",
)
TOO_FEW_EVENTS = _empty("minimum-events", "fewer events than a standardised rate needs", "count")

# life tables
BAND_MISSING = _empty(
    "every-age-band", "an age band that other groups have is missing", "start_age"
)
DEATHS_NEGATIVE_BAND = _empty(
    "deaths-not-negative", "an age band at or above this age has deaths below 0", "deaths"
)
POPULATION_ZERO_BAND = _empty(
    "population-above-zero",
    "an age band at or above this age has a population of 0 or below",
    "population",
)
DEATHS_ABOVE_POPULATION = _empty(
    "deaths-within-population",
    "an age band at or above this age has more deaths than people",
    "deaths",
)
DEATHS_MISSING = _empty(
    "deaths-in-every-band", "the deaths of an age band at or above this age are missing", "deaths"
)
PEOPLE_MISSING = _empty(
    "population-in-every-band",
    "the population of an age band at or above this age is missing",
    "population",
)
BAD_BAND_ELSEWHERE = _empty(
    "every-age-band-good", "an age band of this group can't be used", "deaths"
)
NO_DEATH_AT_THE_END = _empty(
    "deaths-in-the-last-band",
    "nobody died in the last, open age band; lower the open age until it holds deaths",
    "deaths",
)
POPULATION_SMALL = _empty(
    "minimum-population", "the population is not above the minimum that was asked for", "population"
)
UNDER_5000 = _caution(
    "population-above-5000",
    "5,000 people or fewer: too few for a robust life expectancy",
    "population",
)
INTERVAL_WIDE = _empty(
    "interval-within-20-years",
    "the 95% interval is wider than 20 years: too uncertain to show",
    "deaths",
)
LOWER_LIMIT_BELOW_ZERO = _caution(
    "limits-above-zero",
    "so few deaths that the lower limit falls below 0",
    "deaths",
)
HEALTHY_OUTSIDE = _fault(
    "healthy-share-within-0-and-1", "a share in good health is not from 0 to 1", "healthy"
)
HEALTHY_MISSING = _empty(
    "healthy-share-in-every-band",
    "the share in good health of an age band at or above this age is missing",
    "healthy",
)

# gradients
TOO_FEW_QUANTILES = _fault(
    "at-least-5-quantiles", "there are fewer than 5 quantiles, or more than 100", "quantile"
)
QUANTILE_MISSING = _empty(
    "every-quantile", "a quantile, or its value or uncertainty, is missing", "quantile"
)
QUANTILE_POPULATION = _fault(
    "population-above-zero", "the population of a quantile is 0 or below", "population"
)
STANDARD_ERROR_NEGATIVE = _fault("standard-error-not-negative", "a standard error is below 0", "se")
LIMITS_CROSSED = _fault("lower-below-upper", "a lower limit is above its upper limit", "lower")
PROPORTION_OUTSIDE = _fault(
    "proportion-within-0-and-1", "a proportion or its limit is not from 0 to 1", "value"
)
NO_LOG = _empty(
    "value-above-zero",
    "a rate or its limit is 0 or below, so it has no logarithm; use value type other",
    "value",
)
NO_LOGIT = _empty(
    "proportion-between-0-and-1",
    "a proportion or its limit is exactly 0 or 1, so it has no logit; use value type other",
    "value",
)
NO_RELATIVE_INDEX = _caution(
    "intercept-clear-of-zero",
    "the fitted value at the most deprived end is not clear of 0, so the relative index has no "
    "bounds",
    "value",
)

# gaps
REFERENCE_ZERO = _empty(
    "reference-above-zero", "the reference value is 0, so there is no ratio to it", "reference"
)
NOT_POSITIVE = _empty("values-above-zero", "a ratio needs values above 0", "value")
VALUE_OUTSIDE_LIMITS = _fault("value-within-limits", "a value lies outside its own limits", "value")
FEWER_THAN_TWO_GROUPS = _empty(
    "at-least-two-groups", "a gap needs at least two groups with values", "value"
)
ENDS_CHOSEN_BY_VALUE = _caution(
    "ends-chosen-beforehand",
    "the ends were picked for being highest and lowest, so chance makes the range look larger",
    "value",
)
GAP_TURNED_ROUND = _caution(
    "gap-in-one-direction",
    "the gap turned round between the periods: who was ahead is now behind",
    "value",
)

# comparisons
NO_REFERENCE = _empty("reference-present", "there is nothing to compare with", "reference")
NO_LIMITS = _empty("limits-present", "the value has no interval, so it can't be compared", "lower")
ITS_OWN_REFERENCE = _empty(
    "reference-is-another", "an area is not compared with itself", "reference"
)
TOO_FEW_FOR_GROUPS = _empty(
    "enough-values-for-quantiles", "there are fewer values than groups to put them in", "value"
)

# trends
TOO_FEW_POINTS = _empty(
    "five-unbroken-points", "a recent trend needs the last five years without a break", "value"
)
YEARS_BROKEN = _empty(
    "years-follow-on", "the last five periods are not five years in a row", "period"
)
NOT_SINGLE_YEARS = _empty(
    "single-year-periods",
    "periods of several years overlap, so their trend can't be tested this way",
    "period",
)
NO_SPREAD = _empty(
    "uncertainty-above-zero", "an interval has no width, so the points can't be weighed", "lower"
)
ALL_OR_NONE = _empty(
    "counts-between-none-and-all",
    "a count is 0 or equals its denominator, so its logit doesn't exist",
    "numerator",
)
