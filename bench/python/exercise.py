"""What is trained: the same network, weights, data and order of batches for every tool."""
import json
from pathlib import Path

import numpy as np

# Coprime to the number of examples, so that its multiples visit each of them once.
STRIDE = 7919


class Exercise:
    """
    plan: layers in order; each names its inputs, and its sizes are written out.
    weights: arrays by "<layer>.<name>": convolutions [height, width, in, out], dense layers [in, out].
    images: bytes [count, height, width, channels]; a tool scales a batch to 0...1 in its step.
    """

    def __init__(self, path):
        job = json.loads(Path(path).read_text())
        self.plan, self.recipe, self.cores, self.device = job["plan"], job["recipe"], job["cores"], job["device"]
        self.batch_size = self.recipe["batchSize"]
        self.weights = dict(np.load(job["weights"]))
        data = job["data"]
        self.labels = np.fromfile(data["labels"], np.uint8).astype(np.int64)
        self.images = np.fromfile(data["images"], np.uint8).reshape([len(self.labels), *data["shape"]])
        self.order = (np.arange(len(self.labels)) * STRIDE % len(self.labels)).astype(np.int64)

    def batch(self, step):
        """Indices of the examples of a step; whole batches only, again from the start when they are used up."""
        start = step % (len(self.order) // self.batch_size) * self.batch_size
        return self.order[start : start + self.batch_size]

    def without_dropout(self):
        """The plan for the check that all tools compute the same: without what is random."""
        return [{**layer, "rate": 0.0} if layer["kind"] == "dropout" else layer for layer in self.plan]


def trainable(name):
    """The running statistics of a batch norm are not moved by gradients."""
    return not name.endswith((".mean", ".variance"))


def both(pair):
    """Padding of one axis that is the same on both sides."""
    return pair[0] == pair[1]
