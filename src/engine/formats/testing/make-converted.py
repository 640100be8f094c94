"""Small models as tensorflowjs_converter's own library writes them, with Keras's answers, which the tests compare.

    python3 src/engine/formats/testing/make-converted.py

Needs tensorflow, tf_keras and tensorflowjs (made with 2.21, 2.21 and 4.22; the last installed by `pip install --no-deps tensorflowjs`).
"""
import importlib.machinery
import json
import pathlib
import shutil
import sys
import tempfile
import types

import numpy as np
import keras
import tf_keras

# What the converter imports for other formats, which saving a Keras model does not use.
for name in ("tensorflow_decision_forests", "jax", "flax", "jax.experimental", "jax.experimental.jax2tf"):
    module = types.ModuleType(name)
    module.__spec__ = importlib.machinery.ModuleSpec(name, None)
    module.__path__ = []
    sys.modules[name] = module
sys.modules["jax"].experimental = sys.modules["jax.experimental"]
sys.modules["jax.experimental"].jax2tf = sys.modules["jax.experimental.jax2tf"]
np.object = object
import tensorflowjs

FOLDER = pathlib.Path(__file__).parent / "converted"
SHAPE = (9, 8, 2)


def sequential(k):
    layers = k.layers
    return k.Sequential([
        k.Input(SHAPE),
        layers.Conv2D(3, 3, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(4, 2, strides=2, activation="tanh"),
        layers.BatchNormalization(),
        layers.Flatten(),
        layers.Dropout(0.3),
        layers.Dense(5, activation="softmax"),
    ])


def functional(k):
    layers = k.layers
    start = k.Input(SHAPE)
    a = layers.Conv2D(3, 3, padding="same")(start)
    b = layers.Conv2D(3, 1)(start)
    total = layers.Activation("relu")(layers.Add()([a, b]))
    joined = layers.Concatenate()([total, layers.DepthwiseConv2D(3, padding="same")(start)])
    pooled = layers.GlobalAveragePooling2D()(layers.AveragePooling2D(2)(joined))
    return k.Model(start, layers.Dense(5)(pooled))


def randomise(model, rng):
    """Weights that show a mistake: also biases and moments, which start at 0 and 1."""
    def draw(variable, weight):
        positive = "variance" in variable.name
        return (0.5 + rng.random(weight.shape) if positive else rng.normal(0, 0.5, weight.shape)).astype("float32")

    model.set_weights([draw(variable, weight) for variable, weight in zip(model.weights, model.get_weights())])


for version, k in (("keras2", tf_keras), ("keras3", keras)):
    for kind in (sequential, functional):
        rng = np.random.default_rng(7)
        model = kind(k)
        randomise(model, rng)
        folder = tempfile.mkdtemp()
        tensorflowjs.converters.save_keras_model(model, folder)
        saved = json.loads(pathlib.Path(folder, "model.json").read_text())
        paths = [path for group in saved["weightsManifest"] for path in group["paths"]]
        data = np.frombuffer(b"".join(pathlib.Path(folder, path).read_bytes() for path in paths), "<f4")
        shutil.rmtree(folder)
        picture = rng.random(SHAPE).astype("float32")
        output = model.predict(picture[None], verbose=0)[0]
        if kind is functional:
            powers = np.exp(output - output.max())
            output = powers / powers.sum()
        numbers = lambda values: [float(np.format_float_positional(np.float32(v), unique=True)) for v in np.ravel(values)]
        case = {"model": saved, "data": numbers(data), "input": numbers(picture), "output": numbers(output)}
        (FOLDER / f"{version}-{kind.__name__}.json").write_text(json.dumps(case) + "\n")
