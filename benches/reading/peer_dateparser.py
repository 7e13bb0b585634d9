#!/usr/bin/env python3
"""dateparser on the reference list of time expressions: right, wrong, none, and expressions a second, as JSON."""
import datetime
import json
import os
import sys
import time
import warnings

import dateparser

warnings.simplefilter("ignore")
SEEN_FROM = datetime.datetime(2016, 11, 3)
ROUNDS = 40
SETTINGS = {"RELATIVE_BASE": SEEN_FROM}
# The gold's kinds of value, as far as one instant can carry them; a window or a week it cannot.
SHAPES = {"D": "%Y-%m-%d", "M": "%Y-%m", "Y": "%Y", "T": "%Y-%m-%dT%H:%M"}


def read(words):
    return dateparser.parse(words, languages=["ar"], settings=SETTINGS)


def main():
    with open(os.path.join(sys.argv[1], "time25.json"), encoding="utf-8") as f:
        expressions = json.load(f)
    right = wrong = none = 0
    for _, words, kind, gold in expressions:
        answer = read(words)
        if answer is None:
            none += 1
        elif kind in SHAPES and answer.strftime(SHAPES[kind]) == gold:
            right += 1
        else:
            wrong += 1
    # The first round above has filled its caches.
    begin = time.perf_counter()
    for _ in range(ROUNDS):
        for _, words, _, _ in expressions:
            read(words)
    rate = ROUNDS * len(expressions) / (time.perf_counter() - begin)
    print(json.dumps({"version": dateparser.__version__, "rounds": ROUNDS, "right": right, "wrong": wrong,
                      "none": none, "per_second": rate}))


if __name__ == "__main__":
    main()
