"""Measures lists of recommendations by the published formulas, without Querent.

    python3 ranking.py

writes, beside itself, items.csv (what is known of items), lists.csv (who is recommended what, and
what is relevant) and expected.csv (the metrics, at several cut-offs). Needs NumPy.

The definitions are those of RecBole 1.2, recbole/evaluator/metrics.py: nDCG, precision, recall,
MAP, MRR, hit, item coverage, Gini index and average popularity; RBP that of LensKit 2026,
src/lenskit/metrics/ranking/_rbp.py, with its patience of 0.85. Written anew from the formulas in
their docstrings; vectors over ranks, as there, not sums over hits. Novelty is the mean
self-information (Vargas and Castells 2011), diversity the mean pairwise Jaccard distance.
"""

import csv
import itertools
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).parent
USERS, ITEMS, LENGTH = 40, 60, 20
CUTOFFS = [1, 3, 5, 10, 20]
GENRES = ["Action", "Comedy", "Drama", "Horror", "Romance", "War"]


def ndcg(hits, relevant, n):
    weights = 1 / np.log2(np.arange(1, n + 1) + 1)
    return hits[:n] @ weights[: len(hits[:n])] / weights[: min(relevant, n)].sum()


def average_precision(hits, relevant, n):
    top = hits[:n]
    precisions = np.cumsum(top) / np.arange(1, len(top) + 1)
    return (precisions * top).sum() / min(relevant, n)


def mrr(hits, n):
    found = np.flatnonzero(hits[:n])
    return 1 / (found[0] + 1) if len(found) else 0.0


def rbp(hits, n, patience=0.85):
    top = hits[:n]
    return (top * patience ** np.arange(len(top))).sum() / (1 / (1 - patience))


def gini(counts):
    ordered = np.sort(counts)
    ranks = np.arange(1, len(ordered) + 1)
    return ((2 * ranks - len(ordered) - 1) * ordered).sum() / (len(ordered) * ordered.sum())


def jaccard(a, b):
    return 1 - len(a & b) / len(a | b) if a & b else 1.0


def main():
    random = np.random.default_rng(22)
    popularity = random.integers(1, USERS + 1, ITEMS)
    genres = [set(random.choice(GENRES, random.integers(0, 4), replace=False)) for _ in range(ITEMS)]
    with open(HERE / "items.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["item", "popularity", "genres"])
        for item in range(ITEMS):
            out.writerow([item, popularity[item], "|".join(sorted(genres[item]))])
    lists, truths = [], []
    with open(HERE / "lists.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["user", "list", "relevant"])
        for user in range(USERS):
            # A few lists are short, as those of holdouts are.
            length = LENGTH if user % 5 else 1 + user // 5
            listed = random.choice(ITEMS, length, replace=False)
            relevant = random.choice(ITEMS, random.integers(1, 31), replace=False)
            lists.append(listed)
            truths.append(set(relevant.tolist()))
            out.writerow([user, " ".join(map(str, listed)), " ".join(map(str, sorted(relevant)))])
    with open(HERE / "expected.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["metric", "value"])
        for n in CUTOFFS:
            rows = {}
            for listed, truth in zip(lists, truths):
                hits = np.array([item in truth for item in listed.tolist()], dtype=float)
                top = listed[:n]
                row = {
                    "ndcg": ndcg(hits, len(truth), n),
                    "precision": hits[:n].sum() / n,
                    "recall": hits[:n].sum() / len(truth),
                    "map": average_precision(hits, len(truth), n),
                    "mrr": mrr(hits, n),
                    "hit-rate": float(hits[:n].any()),
                    "rbp": rbp(hits, n),
                    "mean-popularity": popularity[top].mean(),
                    "novelty": -np.log2(popularity[top] / USERS).mean(),
                }
                if len(top) > 1:
                    pairs = itertools.combinations(top.tolist(), 2)
                    row["diversity"] = np.mean([jaccard(genres[a], genres[b]) for a, b in pairs])
                for metric, value in row.items():
                    rows.setdefault(metric, []).append(value)
            counts = np.bincount(np.concatenate([listed[:n] for listed in lists]), minlength=ITEMS)
            rows["catalogue-coverage"] = [(counts > 0).sum() / ITEMS]
            rows["gini"] = [gini(counts)]
            for metric, values in rows.items():
                out.writerow([f"{metric}@{n}", repr(float(np.mean(values)))])


main()
