# Makes across.json, by which comparisons of experiments are checked: python3 across.py > across.json
# (SciPy 1.17.1, NumPy 2; the numbers are fixed by the seed)
import json
import math

import numpy
import scipy
from scipy import stats

random = numpy.random.default_rng(7)
welch = []
for first, second in ((2, 2), (3, 8), (10, 10), (25, 4)):
    a = random.normal(1.0, 0.05, size=first)
    b = random.normal(1.03, 0.2, size=second)
    test = stats.ttest_ind(b, a, equal_var=False)
    interval = test.confidence_interval(0.95)
    welch.append(
        {
            "first": a.tolist(),
            "second": b.tolist(),
            "p": float(test.pvalue),
            "low": float(interval.low),
            "high": float(interval.high),
        }
    )
ranked = []
for experiments, strategies in ((2, 2), (4, 6), (8, 6), (15, 10)):
    values = random.normal(size=(experiments, strategies)) + 0.4 * numpy.arange(strategies)
    values[0, 1] = values[0, 0]  # a tie
    q = stats.studentized_range.ppf(0.95, strategies, numpy.inf) / numpy.sqrt(2)
    entry = {
        "values": values.tolist(),
        "ranks": stats.rankdata(values, axis=1).tolist(),
        "difference": float(q * numpy.sqrt(strategies * (strategies + 1) / (6 * experiments))),
    }
    if strategies > 2:  # SciPy refuses two samples
        chi2 = stats.friedmanchisquare(*values.T).statistic
        f = (experiments - 1) * chi2 / (experiments * (strategies - 1) - chi2)
        iman = stats.f.sf(f, strategies - 1, (strategies - 1) * (experiments - 1))
        entry["p"] = float(max(iman, math.factorial(strategies) ** (1.0 - experiments)))
    ranked.append(entry)
print(json.dumps({"scipy": scipy.__version__, "welch": welch, "ranked": ranked}, indent=1))
