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

# indirect standardisation
POPULATION_NEGATIVE = _fault("population-not-negative", "a population is below 0", "population")
REFERENCE_COUNT_NEGATIVE = _fault(
    "reference-count-not-negative", "a reference count is below 0", "reference_count"
)
REFERENCE_POPULATION = _fault(
    "reference-population-above-zero",
    "a reference population is 0 or below; every one must be above 0",
    "reference_population",
)
REFERENCE_MISSING = _empty(
    "reference-in-every-band",
    "the reference count or population of an age band is missing",
    "reference_count",
)
NOTHING_EXPECTED = _empty(
    "expected-above-zero", "no events are expected at the reference's rates", "reference_count"
)

# quantiles
FEWER_VALUES_THAN_QUANTILES = _empty(
    "values-for-every-quantile", "the group has fewer values than quantiles", "value"
)

# funnels
EVENTS_NEGATIVE = _fault("events-not-negative", "a number of events is below 0", "events")
RATE_NEGATIVE = _fault("rate-not-negative", "a rate is below 0", "rate")
NO_DENOMINATOR_FOR_ZERO = _fault(
    "denominator-where-no-events",
    "there are no events, so the denominator can't be found from the rate; give the denominator",
    "denominator",
)
RATE_WITHOUT_EVENTS = _fault("rate-fits-events", "the rate is 0 although there are events", "rate")
EXPECTED_NOT_POSITIVE = _fault(
    "expected-above-zero", "the expected events are 0 or below", "expected"
)
TOO_FEW_FOR_DSR = _empty(
    "at-least-10-events", "fewer than 10 events: too few for a standardised rate", "events"
)
BASELINE_UNKNOWN = _fault(
    "every-record-counted",
    "a record is missing a figure, so the average of all can't be found",
    "numerator",
)
NOTHING_TO_PLOT = _empty("records-in-group", "there is no record to draw limits for", "numerator")

# disparities between subgroups
SUBGROUPS_MISSING = _fault(
    "85-per-cent-of-subgroups",
    "more than 15% of the subgroups have no estimate; use force to go on without them",
    "estimate",
)
SUBGROUP_MISSING_IN_ORDER = _fault(
    "every-ordered-subgroup",
    "an ordered subgroup has no estimate; use force to go on without it",
    "estimate",
)
TOO_FEW_SUBGROUPS = _fault(
    "more-than-two-subgroups", "there are estimates for two subgroups or fewer", "estimate"
)
SUBGROUP_POPULATION = _fault(
    "subgroup-populations", "a subgroup's population is negative, or all are 0", "population"
)
SUBGROUP_POPULATION_MISSING = _empty(
    "subgroup-population-present", "a subgroup's population is missing", "population"
)
NO_ORDER = _empty("subgroups-ordered", "the subgroups have no order", "order")
NO_REFERENCE_SUBGROUP = _empty(
    "one-reference-subgroup", "exactly one subgroup must be the reference", "reference"
)
NO_SCALE = _empty("scale-given", "the scale of the indicator is needed", "scale")
ESTIMATE_OUTSIDE_SCALE = _empty(
    "estimate-within-scale", "an estimate lies outside 0 and the scale", "estimate"
)
NO_LOG_OF_ZERO = _empty(
    "estimates-above-zero", "an estimate is 0, so its logarithm doesn't exist", "estimate"
)
MEAN_NOT_POSITIVE = _empty(
    "mean-above-zero", "the mean of all subgroups is not above 0", "estimate"
)
OUTSIDE_BOUNDS = _fault(
    "estimates-within-bounds", "an estimate lies outside the bounds that were given", "estimate"
)
NO_STANDARD_ERRORS = _caution(
    "standard-errors-present", "without standard errors there is no interval", "se"
)
SUBGROUPS_LEFT_OUT = _caution(
    "every-subgroup-has-an-estimate", "subgroups without an estimate were left out", "estimate"
)
REFERENCE_WORSE = _caution(
    "reference-better-than-average",
    "the reference does worse than the average, so there is nothing to gain by its example",
    "reference",
)
WEIGHTED_TWICE = _caution(
    "people-counted-once",
    "counts are weighted by population twice, as WHO's tool does; see sii_by_people",
    "population",
)
NO_CONVERGENCE = _empty(
    "logistic-fit-found", "the logistic regression has no finite answer", "estimate"
)
OUTCOME_MISSING = _fault(
    "outcome-of-every-person",
    "a person's outcome, weight or order is missing; use force to go on without such people",
    "outcome",
)
WEIGHT_NOT_POSITIVE = _fault("weights-not-negative", "a weight is negative, or all are 0", "weight")
OUTCOME_NOT_A_SHARE = _empty(
    "outcome-from-0-to-1", "an outcome is not from 0 to 1, so there is no logistic slope", "outcome"
)

# decompositions
TABLE_EMPTY = _empty(
    "both-life-tables", "one of the two life tables has no value at its first age", "deaths"
)
CAUSES_DONT_ADD_UP = _fault(
    "causes-add-up", "the deaths by cause don't add up to all deaths of an age band", "deaths"
)
NO_DIFFERENCE_AT_AGE = _caution(
    "death-rates-differ",
    "death rates of an age band are equal although causes differ; its years can't be shared out",
    "deaths",
)

# smoothing
TOO_FEW_AREAS = _empty("at-least-3-areas", "fewer than 3 areas: nothing to smooth with", "count")

# tables
BAND_REPEATED = _fault("one-row-an-age-band", "an age band stands twice in the group", "age_band")
POPULATION_DIFFERS = _fault(
    "one-population-a-band",
    "rows of one age band have different populations or standard populations",
    "population",
)
FREQUENCY_MISSING = _fault(
    "event-frequency-present", "an event frequency is missing or negative", "event_frequency"
)
QUANTILE_REPEATED = _fault("one-row-a-quantile", "a quantile stands twice in the group", "quantile")
QUANTILES_NOT_IN_A_ROW = _fault(
    "quantiles-in-a-row",
    "the quantiles are not whole numbers in a row, such as 1 to 10",
    "quantile",
)
OTHER_QUANTILES = _empty(
    "same-quantiles", "the group has quantiles that the other groups don't have", "quantile"
)
LAST_BAND_CLOSED = _empty(
    "last-band-open",
    "the last age band has an end; a life table needs an open one, like 85+",
    "start_age",
)
BAND_TWICE_AS_WIDE = _empty(
    "every-age-band",
    "an age band is twice as wide as those beside it, as if one were missing; if it is meant, "
    "label the bands with both ends, like 10-19",
    "start_age",
)
YEAR_REPEATED = _fault("one-row-a-period", "a period stands twice in the group", "period")
REFERENCE_GROUP_MISSING = _empty(
    "reference-group-present", "the group to compare with is missing", "group"
)
GROUP_REPEATED = _fault("one-row-a-group", "a group stands twice", "group")
BAND_OVERLAPS = _fault("age-bands-apart", "two age bands of the group overlap", "start_age")
TOO_FEW_BANDS = _empty(
    "at-least-two-bands", "a life table needs at least two age bands", "start_age"
)
SUPPRESSED = _empty("count-outside-1-to-7", "suppressed: a count from 1 to 7", "count")
