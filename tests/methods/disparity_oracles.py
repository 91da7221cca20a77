"""The summary measures of inequality written out plainly, one set of subgroups at a time."""

import math

Numbers = list[float]


def shares(people: Numbers) -> Numbers:
    total = sum(people)
    return [n / total for n in people]


def mean(estimates: Numbers, people: Numbers) -> float:
    return sum(w * y for w, y in zip(shares(people), estimates, strict=True))


def from_point(estimates: Numbers, weights: Numbers, point: float) -> float:
    return sum(w * abs(y - point) for w, y in zip(weights, estimates, strict=True))


def ranks(people: Numbers) -> Numbers:
    out, before = [], 0.0
    for w in shares(people):
        out.append(before + w / 2)
        before += w
    return out


def concentration_by_covariance(estimates: Numbers, people: Numbers) -> float:
    """Twice the covariance of the estimate and the rank, which the regression must equal."""
    middle = mean(estimates, people)
    return 2 * sum(
        w * (y - middle) * (r - 0.5)
        for w, y, r in zip(shares(people), estimates, ranks(people), strict=True)
    )


def measures(
    estimates: Numbers, people: Numbers, *, favourable: bool, reference: int
) -> dict[str, float]:
    """Values only, of unordered subgroups."""
    weights, middle = shares(people), mean(estimates, people)
    even = [1 / len(estimates)] * len(estimates)
    best = max(estimates) if favourable else min(estimates)
    variance = sum(w * (y - middle) ** 2 for w, y in zip(weights, estimates, strict=True))
    ratios = [y / middle for y in estimates]
    target = estimates[reference]
    return {
        "d": max(estimates) - min(estimates),
        "r": max(estimates) / min(estimates),
        "bgv": variance,
        "bgsd": math.sqrt(variance),
        "cov": 100 * math.sqrt(variance) / middle,
        "mdmu": from_point(estimates, even, middle),
        "mdmw": from_point(estimates, weights, middle),
        "mdbu": from_point(estimates, even, best),
        "mdbw": from_point(estimates, weights, best),
        "mdru": from_point(estimates, even, target),
        "mdrw": from_point(estimates, weights, target),
        "idisu": 100 * from_point(estimates, even, middle) / middle,
        "idisw": 100 * from_point(estimates, weights, middle) / middle,
        "mld": -1000 * sum(w * math.log(r) for w, r in zip(weights, ratios, strict=True)),
        "ti": 1000 * sum(w * r * math.log(r) for w, r in zip(weights, ratios, strict=True)),
        "par": best - middle,
        "paf": 100 * (best - middle) / middle,
    }


def logistic(outcomes: Numbers, weights: Numbers, rank: Numbers) -> tuple[float, float]:
    """Intercept and slope by many small steps uphill, with no second derivative."""
    a, b = math.log(0.5), 0.0
    total = sum(weights)
    for _ in range(60_000):
        first = second = 0.0
        for y, w, r in zip(outcomes, weights, rank, strict=True):
            off = w * (y - 1 / (1 + math.exp(-(a + b * r)))) / total
            first += off
            second += off * r
        a += 4 * first
        b += 4 * second
        if abs(first) + abs(second) < 1e-13:
            break
    return a, b
