# Makes expected.json, by which the statistics are checked: python3 expected.py > expected.json
# (SciPy 1.17.1, NumPy 2; the numbers are fixed by the seed)
import itertools
import json
import math

import numpy
import scipy
from scipy import optimize, stats


def student(values):
    n = len(values)
    if numpy.ptp(values) == 0:  # where SciPy has no number
        return values[0], values[0]
    return stats.t.interval(0.95, n - 1, numpy.mean(values), stats.sem(values))


def bootstrap(values):  # all samples that can be drawn
    means = [numpy.mean(sample) for sample in itertools.product(values, repeat=len(values))]
    return numpy.percentile(means, [2.5, 97.5], method="linear")


def holm(p):
    order = numpy.argsort(p)
    adjusted = [0.0] * len(p)
    # stats.false_discovery_control has no Holm: its definition, in another way than the code's.
    for place, index in enumerate(order):
        adjusted[index] = min(1, max((len(p) - j) * p[order[j]] for j in range(place + 1)))
    return adjusted


def interval(values, method):
    low, high = method(values)
    return [float(numpy.mean(values)), float(low), float(high)]


def ratio(above, below):  # every ratio that the paired t-test does not reject, looked for numerically
    mean = above.mean() / below.mean()
    t = stats.t.ppf(0.975, len(above) - 1)

    def beyond(r):
        return abs(stats.ttest_1samp(above - r * below, 0).statistic) - t

    ends = []
    for side in (-1, 1):
        step = 1e-6
        while beyond(mean + side * step) < 0:
            step *= 2
        ends.append(optimize.brentq(lambda r: beyond(r), *sorted((mean, mean + side * step)), xtol=1e-14, rtol=1e-14))
    return [float(mean), float(ends[0]), float(ends[1])]


def pooled(values):
    return optimize.isotonic_regression(values, increasing=False)


def crossing(queries, values):
    values = pooled(values).x
    below = numpy.flatnonzero(values <= 0)
    if len(below) == 0:
        return None
    i = below[0]
    return float(queries[0] if i == 0 else numpy.interp(0, values[i - 1 : i + 1][::-1], queries[i - 1 : i + 1][::-1]))


def crossings(queries, above):  # of the mean over seeds and of its bounds
    blocks = pooled(above.mean(axis=0)).blocks
    averaged = numpy.hstack(
        [
            numpy.repeat(above[:, a:b].mean(axis=1, keepdims=True), b - a, axis=1)
            for a, b in zip(blocks, blocks[1:])
        ]
    )
    return [crossing(queries, list(v)) for v in zip(*[interval(column, student) for column in averaged.T])]


random = numpy.random.default_rng(1)
cases = []
for n in (3, 5, 10, 25):
    for rounded in (False, True):
        first = random.normal(size=n)
        second = first + random.normal(0.3, 1, size=n)
        if rounded:  # ties, and pairs that do not differ
            first, second = first.round(0), second.round(0)
        differences = (first - second)[first != second]
        case = {"first": first.tolist(), "second": second.tolist()}
        case["t"] = stats.ttest_rel(first, second).pvalue
        case["interval"] = interval(first, student)
        if n <= 5:
            case["bootstrap"] = interval(first, bootstrap)
        if n <= 10:  # all sign patterns
            method = stats.PermutationMethod(n_resamples=float("inf"))
            case["wilcoxon"] = stats.wilcoxon(differences, method=method).pvalue
        elif not rounded:
            case["wilcoxon"] = stats.wilcoxon(differences, method="exact").pvalue
        cases.append(case)
friedman = []
for blocks, treatments in ((2, 3), (6, 4), (12, 20)):
    for rounded in (False, True):
        values = random.normal(size=(blocks, treatments)) + 0.3 * numpy.arange(treatments)
        if rounded:
            values = values.round(0)
        result = stats.friedmanchisquare(*values.T)
        f = (blocks - 1) * result.statistic / (blocks * (treatments - 1) - result.statistic)
        iman = stats.f.sf(f, treatments - 1, (treatments - 1) * (blocks - 1))
        ranks = stats.rankdata(values, axis=1).mean(axis=0)
        q = stats.studentized_range.ppf(0.95, treatments, numpy.inf) / numpy.sqrt(2)
        friedman.append(
            {
                "values": values.tolist(),
                "statistic": result.statistic,
                "p": max(iman, math.factorial(treatments) ** (1.0 - blocks)),
                "ranks": ranks.tolist(),
                "criticalDifference": q * numpy.sqrt(treatments * (treatments + 1) / (6 * blocks)),
            }
        )
corrected = []
for n in (1, 2, 5, 9):
    p = random.uniform(0, 0.2, size=n)
    corrected.append({"p": p.tolist(), "adjusted": holm(p)})

curves = []
queries = numpy.array([0, 10, 25, 60, 100])
for method, seeds in ((student, 3), (student, 12), (bootstrap, 3), (bootstrap, 5)):
    runs = {}
    split = random.normal(0, 0.05, size=(seeds, 1))  # common to all strategies, as seeds are paired
    for strategy, speed in (("base", 1.0), ("quick", 1.8), ("slow", 0.7), ("slower", 0.6)):
        noise = random.normal(0, 0.02, size=(seeds, len(queries)))
        runs[strategy] = 0.8 + 0.4 * numpy.exp(-speed * queries / 40) + split + noise
    base = runs["base"]
    areas = {name: numpy.trapezoid(rmse, queries, axis=1) / queries[-1] for name, rmse in runs.items()}
    strategies = []
    for name, rmse in runs.items():
        strategy = {"strategy": name, "rmse": rmse.tolist(), "aulc": interval(areas[name], method)}
        strategy["final"] = interval(rmse[:, -1], method)
        strategy["finalDifference"] = interval(rmse[:, -1] - base[:, -1], method)
        strategy["aulcDifference"] = interval(areas[name] - areas["base"], method)
        strategy["aulcPercent"] = name != "base" and ratio(100 * (areas[name] - areas["base"]), areas["base"])
        gained = areas["base"] - base[:, -1]
        strategy["deficiency"] = name != "base" and ratio(areas[name] - base[:, -1], gained)
        strategy["targets"] = []
        for fraction in (0.25, 0.5, 0.75, 1):
            target = numpy.array([numpy.interp(fraction * queries[-1], queries, run) for run in base])
            own = [float(fraction * queries[-1])] * 3  # by definition
            reached = own if name == "base" else crossings(queries, rmse - target[:, None])
            strategy["targets"].append([float(target.mean())] + reached)
        strategies.append(strategy)
    pairs = []
    for first, second in itertools.combinations(runs, 2):
        finals = runs[first][:, -1], runs[second][:, -1]
        pairs.append(
            {
                "first": first,
                "second": second,
                "finalT": float(stats.ttest_rel(*finals).pvalue),
                "finalRank": float(stats.wilcoxon(*finals, method="exact").pvalue),
                "aulcT": float(stats.ttest_rel(areas[first], areas[second]).pvalue),
                "aulcRank": float(stats.wilcoxon(areas[first], areas[second], method="exact").pvalue),
                "final": interval(finals[0] - finals[1], method),
                "aulc": interval(areas[first] - areas[second], method),
                "wins": int((areas[first] < areas[second]).sum()),
            }
        )
    for family in (pairs[:3], pairs[3:]):  # those with the baseline, and those without
        for test in ("finalT", "finalRank", "aulcT", "aulcRank"):
            for pair, p in zip(family, holm([pair[test] for pair in family])):
                pair[test + "Holm"] = float(p)
    curves.append(
        {"method": method.__name__, "queries": queries.tolist(), "strategies": strategies, "pairs": pairs}
    )
print(
    json.dumps(
        {
            "scipy": scipy.__version__,
            "pairs": cases,
            "friedman": friedman,
            "holm": corrected,
            "curves": curves,
        },
        indent=1,
    )
)
