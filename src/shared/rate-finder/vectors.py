"""Writes vectors.json: what fastai's rules say of some curves.

The functions are those of fastai's callback/schedule.py (valley, steep, minimum) without its
tensors: indices into the losses. Run: python vectors.py
"""
import json
import math
import pathlib
import random


def valley(losses):
    n = len(losses)
    max_start, max_end = 0, 0
    lds = [1] * n
    for i in range(1, n):
        for j in range(0, i):
            if (losses[i] < losses[j]) and (lds[i] < lds[j] + 1):
                lds[i] = lds[j] + 1
            if lds[max_end] < lds[i]:
                max_end = i
                max_start = max_end - lds[max_end]
    sections = (max_end - max_start) / 3
    return max_start + int(sections) + int(sections / 2)


def steep(losses, rates):
    grads = [
        (losses[i + 1] - losses[i]) / (math.log(rates[i + 1]) - math.log(rates[i]))
        for i in range(len(losses) - 1)
    ]
    return grads.index(min(grads))


def curve(seed, lowest, noise):
    draw = random.Random(seed)
    rates = [10 ** (-5 + 6 * i / 59) for i in range(60)]
    fall = lambda rate: (2.3 - lowest) / (1 + (0.01 / rate) ** 1.5)
    loss = lambda rate: 2.3 - fall(rate) + max(0, rate - 0.1) * 0.3 + draw.gauss(0, noise)
    return rates, [round(loss(rate), 4) for rate in rates]


cases = []
for seed, lowest, noise in [(1, 1.1, 0.02), (2, 0.4, 0.1), (3, 1.5, 0), (4, 2.28, 0.02)]:
    rates, losses = curve(seed, lowest, noise)
    found = {"valley": valley(losses), "steep": steep(losses, rates)}
    found["minimum"] = losses.index(min(losses))
    cases.append({"rates": rates, "losses": losses, **found})
path = pathlib.Path(__file__).with_name("vectors.json")
path.write_text(json.dumps(cases) + "\n")
