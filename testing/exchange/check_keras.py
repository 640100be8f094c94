"""Loads exported .keras files in Keras, and compares what they answer to inputs whose outputs are known.

usage: check_keras.py FOLDER…   (each with model.keras, x.npy, y.npy; channels last)
The last line is JSON: per folder the largest difference, as a share of the largest output, and
whether the largest output is the same one for every input.
"""
import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np
import keras

from comparison import compare, main


def check(folder):
    keras.backend.clear_session()
    model = keras.models.load_model(f"{folder}/model.keras")
    x, y = np.load(f"{folder}/x.npy"), np.load(f"{folder}/y.npy")
    found = np.asarray(model(x, training=False))
    return compare(folder, found, y)


main(check)
