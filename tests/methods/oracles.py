"""Slow, obvious second implementations: plain Python, one group at a time, no numpy.

They share no code with the measures that they check, only the published formulas.
"""

import math
from statistics import NormalDist

Band = tuple[float, float]


def z(level: float) -> float:
    return NormalDist().inv_cdf(0.5 + level / 2)


def solve(function, low: float, high: float) -> float:
    """Where a function that rises from below 0 to above 0 crosses it."""
    for _ in range(100):
        middle = (low + high) / 2
        if function(middle) < 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def poisson_at_most(count: int, mean: float) -> float:
    term = total = math.exp(-mean)
    for k in range(1, count + 1):
        term *= mean / k
        total += term
    return total


def exact_poisson(count: int, level: float) -> Band:
    """The means at which a count this far out has half the remaining chance."""
    tail = (1 - level) / 2
    most = 10 * count + 50
    upper = solve(lambda mean: tail - poisson_at_most(count, mean), 0, most)
    if count == 0:
        return 0.0, upper
    return solve(lambda mean: 1 - poisson_at_most(count - 1, mean) - tail, 0, most), upper


def byar(count: float, level: float) -> Band:
    up = count + 1
    lower = count * (1 - 1 / (9 * count) - z(level) / (3 * math.sqrt(count))) ** 3
    return lower, up * (1 - 1 / (9 * up) + z(level) / (3 * math.sqrt(up))) ** 3


def poisson(count: int, level: float) -> Band:
    return exact_poisson(count, level) if count < 10 else byar(count, level)


def wilson(count: float, base: float, level: float) -> Band:
    """The shares whose own normal test just doesn't reject what was seen."""
    share, margin = count / base, z(level)

    def distance(p: float) -> float:
        return (share - p) ** 2 - margin**2 * p * (1 - p) / base

    lower = 0.0 if count == 0 else solve(lambda p: -distance(p), 0.0, share)
    upper = 1.0 if count == base else solve(distance, share, 1.0)
    return lower, upper


def student_tail(value: float, freedom: int) -> float:
    """The chance of a t variable above a positive value, by Simpson's rule on its density."""
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2))
    scale /= math.sqrt(freedom * math.pi)
    steps = 400
    width = value / steps
    density = [
        scale * (1 + (i * width) ** 2 / freedom) ** (-(freedom + 1) / 2) for i in range(steps + 1)
    ]
    inside = density[0] + density[-1] + 4 * sum(density[1:-1:2]) + 2 * sum(density[2:-1:2])
    return 0.5 - inside * width / 3


def mean(values: list[float], level: float) -> tuple[float, float, float]:
    middle = sum(values) / len(values)
    variance = sum((value - middle) ** 2 for value in values) / (len(values) - 1)
    tail = (1 - level) / 2
    t = solve(lambda x: tail - student_tail(x, len(values) - 1), 0.0, 100.0)
    reach = t * math.sqrt(variance / len(values))
    return middle, middle - reach, middle + reach


def standardised_rate(
    counts: list[float], people: list[float], weights: list[float], level: float
) -> tuple[float, float, float]:
    """Per person, with Dobson's limits."""
    total = sum(weights)
    rate = sum(w * x / n for w, x, n in zip(weights, counts, people, strict=True)) / total
    variance = sum(
        (w / total) ** 2 * x / n**2 for w, x, n in zip(weights, counts, people, strict=True)
    )
    events = sum(counts)
    lower, upper = byar(events, level)
    scale = math.sqrt(variance / events)
    return rate, rate + scale * (lower - events), rate + scale * (upper - events)


def life_table(
    deaths: list[float], people: list[float], starts: list[float], infant: float = 0.1
) -> list[tuple[float, float]]:
    """Expectancy and standard error at each age, by survivors and person-years (Chiang 1984)."""
    last = len(starts) - 1
    widths = [starts[i + 1] - starts[i] for i in range(last)]
    lived = [infant] + [0.5] * (last - 1)
    survivors, years, dying = [100_000.0], [], []
    for i in range(last):
        rate = deaths[i] / people[i]
        q = min(1.0, widths[i] * rate / (1 + widths[i] * (1 - lived[i]) * rate))
        dying.append(q)
        gone = survivors[i] * q
        survivors.append(survivors[i] - gone)
        years.append(widths[i] * (survivors[i + 1] + lived[i] * gone))
    open_rate = deaths[last] / people[last]
    years.append(survivors[last] / open_rate)
    expectancy = [sum(years[i:]) / survivors[i] for i in range(last + 1)]
    result = []
    for age in range(last + 1):
        variance = survivors[last] ** 2 / (deaths[last] * open_rate**2)
        for i in range(age, last):
            if deaths[i]:
                chance = dying[i] ** 2 * (1 - dying[i]) / deaths[i]
                step = (1 - lived[i]) * widths[i] + expectancy[i + 1]
                variance += survivors[i] ** 2 * step**2 * chance
        result.append((expectancy[age], math.sqrt(variance) / survivors[age]))
    return result


def healthy_years(
    deaths: list[float], people: list[float], shares: list[float], starts: list[float]
) -> list[float]:
    """Sullivan: the years lived at each age, times the share of them in good health."""
    last = len(starts) - 1
    survivors, healthy = [1.0], []
    for i in range(last):
        width, lived = starts[i + 1] - starts[i], 0.1 if i == 0 else 0.5
        rate = deaths[i] / people[i]
        q = min(1.0, width * rate / (1 + width * (1 - lived) * rate))
        survivors.append(survivors[i] * (1 - q))
        healthy.append(width * survivors[i] * (1 - q + lived * q) * shares[i])
    healthy.append(survivors[last] * people[last] / deaths[last] * shares[last])
    return [sum(healthy[i:]) / survivors[i] for i in range(last + 1)]


def line_ends(values: list[float], people: list[float]) -> Band:
    """Both ends of the weighted line, by solving the two normal equations."""
    total, before, ranks = sum(people), 0.0, []
    for n in people:
        ranks.append((before + n / 2) / total)
        before += n
    a = sum(people)
    b = sum(n * x for n, x in zip(people, ranks, strict=True))
    c = sum(n * x * x for n, x in zip(people, ranks, strict=True))
    d = sum(n * y for n, y in zip(people, values, strict=True))
    e = sum(n * x * y for n, x, y in zip(people, ranks, values, strict=True))
    slope = (a * e - b * d) / (a * c - b * b)
    start = (d - slope * b) / a
    return start, start + slope
