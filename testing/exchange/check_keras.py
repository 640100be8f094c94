"""Loads exported .keras files in Keras, and compares what they answer to inputs whose outputs are known.

usage: check_keras.py FOLDER…   (each with model.keras, x.npy, y.npy; channels last)
The last line is JSON: per folder the largest difference, as a share of the largest output, and
whether the largest output is the same one for every input.
"""
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import keras


def check(folder):
    keras.backend.clear_session()
    model = keras.models.load_model(f"{folder}/model.keras")
    x, y = np.load(f"{folder}/x.npy"), np.load(f"{folder}/y.npy")
    found = np.asarray(model(x, training=False))
    if found.shape != y.shape:
        raise SystemExit(f"{folder}: {found.shape} instead of {y.shape}")
    flat, known = found.reshape(len(y), -1), y.reshape(len(y), -1)
    scale = max(1.0, float(np.abs(known).max()))
    # Of two outputs that are as good as equal either may be the larger one.
    best = np.take_along_axis(known, flat.argmax(1)[:, None], 1)[:, 0]
    return {
        "difference": float(np.abs(flat - known).max()) / scale,
        "sameBest": bool((best >= known.max(1) - 1e-4 * scale).all()),
    }


print(json.dumps([check(folder) for folder in sys.argv[1:]]))
