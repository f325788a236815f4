"""A query strategy in Python: what could be answered and is known worst comes first.

In an experiment: strategies: [{type: process, command: [python3, strategy.py]}], run with --allow-process.
"""
import json
import sys

for line in sys.stdin:
    round = json.loads(line)
    worth = [p * v for p, v in zip(round["probabilities"], round["variances"])]
    best = sorted(range(len(worth)), key=lambda n: -worth[n])
    print(json.dumps([round["candidates"][n] for n in best[: round["batch"]]]), flush=True)
