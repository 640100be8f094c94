"""Runs exported SavedModels by TensorFlow and as a layer of Keras on inputs whose outputs are known.

usage: check_savedmodel.py FOLDER…   (each with saved_model.pb, x.npy, y.npy; channels last)
The last line is JSON: per folder the largest difference, as a share of the largest output, and
whether the largest output is the same one for every input. Both ways of running must agree.
"""
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np
import tensorflow as tf

from comparison import compare, main


def single(outputs):
    (values,) = outputs.values()
    return np.asarray(values)


def check(folder):
    keras.backend.clear_session()
    x, y = np.load(f"{folder}/x.npy"), np.load(f"{folder}/y.npy")
    serving = tf.saved_model.load(folder).signatures["serving_default"]
    ((), named) = serving.structured_input_signature
    if [spec.shape[0] for spec in named.values()] != [None]:
        raise SystemExit(f"{folder}: the batch is not free: {named}")
    found = single(serving(tf.constant(x)))
    # Loading takes most of the time, and all of these files are alike to Keras.
    if FOLDERS.index(folder) % 8 == 0:
        layer = keras.layers.TFSMLayer(folder, call_endpoint="serving_default")
        if not np.allclose(single(layer(x[:1])), found[:1], atol=1e-4 * max(1.0, np.abs(y).max())):
            raise SystemExit(f"{folder}: TFSMLayer gives other outputs than the signature")
    return compare(folder, found, y)


FOLDERS = sys.argv[1:]
main(check)
