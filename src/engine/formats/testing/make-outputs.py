"""Small models whose outputs mean different things, and models that can't be read, as Keras and tensorflowjs_converter's own library write them.

    python3 src/engine/formats/testing/make-outputs.py

Writes outputs/<name>.json with Keras's answer to a picture, and outputs/refused/<name>.json. Needs what make-converted.py needs.
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

FOLDER = pathlib.Path(__file__).parent / "outputs"
SHAPE = (4, 5, 3)
L = keras.layers


def model(*layers, loss=None, shape=SHAPE):
    built = keras.Sequential([keras.Input(shape), *layers])
    if loss is not None:
        built.compile(optimizer="sgd", loss=loss)
    return built


def head(units, activation=None, loss=None):
    return model(L.Flatten(), L.Dense(units, activation=activation), loss=loss)


MODELS = {
    "sigmoid-one": lambda: head(1, "sigmoid"),
    "sigmoid-three": lambda: head(3, "sigmoid"),
    "linear-one": lambda: head(1),
    "softmax": lambda: head(3, "softmax"),
    "softmax-flatten": lambda: model(L.Flatten(), L.Dense(3, activation="softmax"), L.Flatten()),
    "softmax-dropout": lambda: model(L.Flatten(), L.Dense(3, activation="softmax"), L.Dropout(0.5)),
    "softmax-linear": lambda: model(L.Flatten(), L.Dense(3), L.Softmax(), L.Activation("linear")),
    "softmax-averages": lambda: model(L.Conv2D(3, 1, activation="softmax"), L.AveragePooling2D(2, padding="same"), L.GlobalAveragePooling2D()),
    "sigmoid-softmax": lambda: model(L.Flatten(), L.Dense(3, activation="sigmoid"), L.Softmax()),
    "grey-flatten": lambda: model(L.Flatten(), L.Dense(3, activation="softmax"), shape=(4, 5)),
    "grey-reshape": lambda: model(L.Dropout(0.1), L.Reshape((4, 5, 1)), L.Conv2D(2, 2, activation="relu"), L.Flatten(), L.Dense(3, activation="softmax"), shape=(4, 5)),
    "loss-binary": lambda: head(1, loss=keras.losses.BinaryCrossentropy(from_logits=True)),
    "loss-labels": lambda: head(3, loss=keras.losses.BinaryCrossentropy(from_logits=True)),
    "loss-squared": lambda: head(3, loss="mse"),
    "loss-categorical": lambda: head(3, "sigmoid", loss="sparse_categorical_crossentropy"),
}


def nested(k):
    base = k.Sequential([k.Input(SHAPE), k.layers.Conv2D(2, 2)], name="base")
    start = k.Input(SHAPE)
    return k.Model(start, k.layers.Dense(3)(k.layers.Flatten()(base(start))))


def outputs():
    start = keras.Input(SHAPE)
    x = L.Flatten()(start)
    return keras.Model(start, [L.Dense(3, name="kind")(x), L.Dense(1, name="age")(x)])


def second_output():
    start = keras.Input(SHAPE)
    _, second = keras.ops.split(L.Conv2D(4, 1, name="conv")(start), 2, axis=-1)
    return keras.Model(start, L.Dense(3, name="end")(L.Flatten(name="flatten")(second)))


def operation(k):
    start = k.Input(SHAPE)
    return k.Model(start, k.layers.Dense(3)(k.layers.Flatten()(start / 255.0)))


def dense_on_rows():
    return model(L.Dense(2, name="rows"), L.Flatten(), L.Dense(3), shape=(4, 5))


REFUSED = {
    "nested-keras2": lambda: nested(tf_keras),
    "nested-keras3": lambda: nested(keras),
    "outputs": outputs,
    "second-output": second_output,
    "operation-keras2": lambda: operation(tf_keras),
    "operation-keras3": lambda: operation(keras),
    "dense-on-rows": dense_on_rows,
}


def randomise(model, rng):
    model.set_weights([rng.normal(0, 0.5, weight.shape).astype("float32") for weight in model.get_weights()])


def numbers(values):
    return [float(np.format_float_positional(np.float32(v), unique=True)) for v in np.ravel(values)]


def converted(model):
    folder = tempfile.mkdtemp()
    tensorflowjs.converters.save_keras_model(model, folder)
    saved = json.loads(pathlib.Path(folder, "model.json").read_text())
    paths = [path for group in saved["weightsManifest"] for path in group["paths"]]
    data = np.frombuffer(b"".join(pathlib.Path(folder, path).read_bytes() for path in paths), "<f4")
    shutil.rmtree(folder)
    return {"model": saved, "data": numbers(data)}


def write(path, case):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(case) + "\n")


for name, make in MODELS.items():
    rng = np.random.default_rng(7)
    built = make()
    randomise(built, rng)
    # Bytes, so that the tests can make a PNG of it.
    picture = rng.integers(0, 256, built.input_shape[1:]).astype("float32") / np.float32(255)
    output = built.predict(picture[None], verbose=0)[0]
    write(FOLDER / f"{name}.json", {**converted(built), "input": numbers(picture), "output": numbers(output)})
for name, make in REFUSED.items():
    built = make()
    randomise(built, np.random.default_rng(7))
    write(FOLDER / "refused" / f"{name}.json", converted(built))
