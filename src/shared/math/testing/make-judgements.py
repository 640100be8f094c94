"""Vectors of confident learning, McNemar's test, AUROC and temperatures from other tools.

python make-judgements.py > judgements.vectors.json
Made with cleanlab 2.9.0, scipy 1.17.1, statsmodels 0.15.0, scikit-learn and NumPy.
"""
import json
import warnings

import numpy as np
from cleanlab.count import compute_confident_joint, get_confident_thresholds
from cleanlab.filter import find_label_issues
from cleanlab.rank import get_normalized_margin_for_each_label
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax
from scipy.stats import binomtest
from sklearn.metrics import roc_auc_score
from statsmodels.stats.contingency_tables import mcnemar

warnings.filterwarnings("ignore")
rng = np.random.default_rng(16)


def noisy(count: int, classes: int, sharpness: float, share: float):
    """Probabilities of a classifier that is often right, and labels of which a share is flipped."""
    truth = rng.permutation(np.arange(count) % classes)
    logits = rng.normal(size=(count, classes))
    logits[np.arange(count), truth] += sharpness
    p = np.exp(log_softmax(logits, axis=1))
    p = np.round(p / p.sum(axis=1, keepdims=True), 6)
    flips = rng.random(count) < share
    labels = np.where(flips, (truth + rng.integers(1, classes, count)) % classes, truth)
    return labels, p, logits


def judged(labels, p):
    joint = compute_confident_joint(labels, p, calibrate=False)
    calibrated = compute_confident_joint(labels, p, calibrate=True)
    flagged = find_label_issues(labels, p, filter_by="confident_learning", n_jobs=1)
    return {
        "labels": labels.tolist(),
        "classes": p.shape[1],
        "probabilities": p.flatten().tolist(),
        "thresholds": get_confident_thresholds(labels, p).tolist(),
        "joint": joint.tolist(),
        "calibrated": calibrated.tolist(),
        "flagged": np.flatnonzero(flagged).tolist(),
        "margins": get_normalized_margin_for_each_label(labels, p).tolist(),
    }


small = np.array(
    [
        [0.9, 0.05, 0.05], [0.8, 0.1, 0.1], [0.1, 0.85, 0.05], [0.6, 0.3, 0.1], [0.1, 0.8, 0.1],
        [0.2, 0.7, 0.1], [0.05, 0.15, 0.8], [0.3, 0.6, 0.1], [0.1, 0.1, 0.8], [0.05, 0.05, 0.9],
    ]
)  # fmt: skip
labels = [judged(np.array([0, 0, 0, 0, 1, 1, 1, 1, 2, 2]), small)]
for size in ((60, 3, 2.5, 0.1), (80, 4, 1.0, 0.25), (40, 2, 2.0, 0.2), (60, 6, 3.0, 0.05)):
    labels.append(judged(*noisy(*size)[:2]))

tables = [(0, 0), (1, 0), (5, 5), (3, 12), (10, 2), (120, 87), (431, 402), (2000, 1800), (0, 40), (9000, 8400)]
tests = [
    {
        "onlyFirst": a,
        "onlySecond": b,
        "scipy": 1.0 if a + b == 0 else binomtest(a, a + b, 0.5).pvalue,
        "statsmodels": 1.0 if a + b == 0 else mcnemar([[0, a], [b, 0]], exact=True).pvalue,
    }
    for a, b in tables
]

areas = []
for n, m in ((5, 7), (30, 20)):
    low, high = np.round(rng.normal(0, 1, n), 1), np.round(rng.normal(0.8, 1, m), 1)
    area = roc_auc_score([0] * n + [1] * m, np.concatenate([low, high]))
    areas.append({"low": low.tolist(), "high": high.tolist(), "area": area})

temperatures = []
for count, classes, sharpness, factor in ((200, 3, 1.5, 2.0), (300, 10, 3.0, 0.5)):
    truth, _, logits = noisy(count, classes, sharpness, 0.1)
    logits = np.round(logits * factor, 5)

    def likelihood(t: float) -> float:
        return -log_softmax(logits / t, axis=1)[np.arange(count), truth].mean()

    best = minimize_scalar(likelihood, bounds=(0.05, 20), method="bounded", options={"xatol": 1e-10})
    temperatures.append(
        {
            "labels": truth.tolist(),
            "classes": classes,
            "logits": logits.flatten().tolist(),
            "temperature": best.x,
            "before": likelihood(1.0),
            "after": best.fun,
        }
    )

print(json.dumps({"labels": labels, "mcnemar": tests, "auroc": areas, "temperature": temperatures}))
