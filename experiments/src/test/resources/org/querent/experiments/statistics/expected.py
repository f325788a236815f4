# Makes expected.json, by which the statistics are checked: python3 expected.py > expected.json
# (SciPy 1.17.1, NumPy 2; the numbers are fixed by the seed)
import json

import numpy
import scipy
from scipy import stats

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
        interval = stats.t.interval(0.95, n - 1, first.mean(), stats.sem(first))
        case["interval"] = [float(interval[0]), float(interval[1])]
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
        ranks = stats.rankdata(values, axis=1).mean(axis=0)
        q = stats.studentized_range.ppf(0.95, treatments, numpy.inf) / numpy.sqrt(2)
        friedman.append(
            {
                "values": values.tolist(),
                "statistic": result.statistic,
                "p": result.pvalue,
                "ranks": ranks.tolist(),
                "criticalDifference": q * numpy.sqrt(treatments * (treatments + 1) / (6 * blocks)),
            }
        )
holm = []
for n in (1, 2, 5, 9):
    p = random.uniform(0, 0.2, size=n)
    order = p.argsort()
    adjusted = numpy.empty(n)
    # stats.false_discovery_control has no Holm: its definition, in another way than the code's.
    for place, index in enumerate(order):
        adjusted[index] = min(1, max((n - j) * p[order[j]] for j in range(place + 1)))
    holm.append({"p": p.tolist(), "adjusted": adjusted.tolist()})
print(json.dumps({"scipy": scipy.__version__, "pairs": cases, "friedman": friedman, "holm": holm}, indent=1))
