"""Trains exported .keras files for a few steps whose weights afterwards are known.

usage: check_keras_training.py FOLDER…   (each with model.keras, x.npy, labels.npy, batches.npy [steps,
batch], after.keras, optimizer.json)
The last line is JSON: per folder the array that differs most and by how much, as a share of the
array's largest number or of 1.
"""
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np

EPSILON = 1e-8
OPTIMIZERS = {
    "sgd": lambda given: keras.optimizers.SGD(
        given["learningRate"], momentum=given.get("momentum", 0.0)
    ),
    "adam": lambda given: keras.optimizers.Adam(given["learningRate"], epsilon=EPSILON),
}


def arrays(path):
    return {weight.path: np.asarray(weight) for weight in keras.models.load_model(path).weights}


def trained(folder):
    with open(f"{folder}/optimizer.json", encoding="utf-8") as file:
        given = json.load(file)
    model = keras.models.load_model(f"{folder}/model.keras")
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer = OPTIMIZERS[given["kind"]](given)
    model.compile(optimizer=optimizer, loss=loss, run_eagerly=True)
    x, labels = np.load(f"{folder}/x.npy"), np.load(f"{folder}/labels.npy").astype(int)
    batches = np.load(f"{folder}/batches.npy").astype(int)
    for step, batch in enumerate(batches, 1):
        if given["kind"] == "adam":
            # Keras adds epsilon before it corrects the second moment, the paper's algorithm 1 after it.
            optimizer.epsilon = EPSILON * np.sqrt(1 - optimizer.beta_2**step)
        model.train_on_batch(x[batch], labels[batch])
    return model, batches.shape


def as_keras_counts(known, before, model, shape):
    """
    Running variances with each batch's sum of squares divided by n, as Keras does; ours and PyTorch's
    are divided by n - 1.
    """
    steps, batch = shape
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            path = layer.moving_variance.path
            kept = before[path] * layer.momentum**steps
            count = batch * int(np.prod(layer.input.shape[1:-1]))
            known[path] = kept + (known[path] - kept) * (count - 1) / count
    return known


def check(folder):
    keras.backend.clear_session()
    model, shape = trained(folder)
    found = {weight.path: np.asarray(weight) for weight in model.weights}
    before = arrays(f"{folder}/model.keras")
    known = as_keras_counts(arrays(f"{folder}/after.keras"), before, model, shape)
    differences = {
        name: float(np.abs(found[name] - array).max() / max(1, np.abs(array).max()))
        for name, array in known.items()
    }
    worst = max(differences, key=differences.get)
    change = max(float(np.abs(before[name] - array).max()) for name, array in known.items())
    return {"array": worst, "difference": differences[worst], "change": change}


print(json.dumps([check(folder) for folder in sys.argv[1:]]))
