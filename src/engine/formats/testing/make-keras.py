"""Small models as Keras 3 (.keras and .h5) and Keras 2 (.h5) save them, with Keras's answers.

    python3 src/engine/formats/testing/make-keras.py

Needs tensorflow, keras and tf_keras (made with 2.21, 3.15 and 2.21). Writes keras/<name>-<form>, and
keras/<name>-<keras>.json with a picture and the answer to it.
"""
import json
import pathlib

import numpy as np
import keras
import tf_keras

FOLDER = pathlib.Path(__file__).parent / "keras"
SHAPE = (9, 8, 3)


def sequential(k):
    """Renamed layers, two of a class, a batch norm between, activations given inside layers."""
    layers = k.layers
    return k.Sequential([
        k.Input(SHAPE),
        layers.RandomFlip("horizontal"),
        layers.Rescaling(1 / 127.5, offset=-1),
        layers.Conv2D(3, 3, padding="same", activation="relu", name="first"),
        layers.BatchNormalization(name="normal"),
        layers.Conv2D(4, 2, strides=2, name="second"),
        layers.LeakyReLU(),
        layers.Flatten(),
        layers.Dropout(0.3),
        layers.Dense(5, activation="softmax", name="end"),
    ], name="net")


def functional(k):
    """Squeeze and excite, separable and depthwise convolutions, joined branches."""
    layers = k.layers
    start = k.Input(SHAPE)
    a = layers.SeparableConv2D(4, 3, padding="same", activation="swish")(start)
    s = layers.GlobalAveragePooling2D()(a)
    s = layers.Reshape((1, 1, 4))(s)
    s = layers.Conv2D(4, 1, activation="sigmoid")(s)
    a = layers.Multiply()([a, s])
    b = layers.DepthwiseConv2D(3, depth_multiplier=2)(layers.ZeroPadding2D(1)(start))
    b = layers.BatchNormalization(scale=False)(layers.Conv2D(4, 1, use_bias=False)(b))
    x = layers.Concatenate()([layers.Add()([a, b]), start])
    x = layers.ReLU(6.0)(layers.AveragePooling2D(2)(x))
    x = layers.GlobalAveragePooling2D(keepdims=True)(x)
    return k.Model(start, layers.Dense(5)(layers.Flatten()(x)))


def nested(k):
    """A model in a model in a model, with names that are in two of them."""
    layers = k.layers
    inner = k.Sequential([k.Input((9, 8, 4)), layers.Conv2D(4, 3, name="conv"), layers.BatchNormalization(name="norm")], name="inner")
    start = k.Input(SHAPE)
    base = k.Model(start, inner(layers.Conv2D(4, 3, padding="same", activation="tanh", name="stem")(start)), name="base")
    again = k.Input(SHAPE)
    x = layers.Conv2D(2, 1, name="conv")(base(again))
    return k.Model(again, layers.Dense(5, name="end")(layers.Flatten()(x)), name="whole")


def every(k):
    """Normalisation by constants and by learned numbers, upsampling, cropping, transposed convolution."""
    layers = k.layers
    start = k.Input(SHAPE)
    x = layers.Normalization(mean=[0.1, 0.2, 0.3], variance=[0.5, 1.5, 2.0])(start)
    x = layers.Conv2DTranspose(4, 3, strides=2, padding="same", activation="elu")(x)
    x = layers.LayerNormalization()(x)
    x = layers.PReLU(shared_axes=[1, 2])(x)
    x = layers.Cropping2D(((1, 2), (3, 0)))(x)
    x = layers.UpSampling2D(2, interpolation="bilinear")(x)
    x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
    x = layers.Activation("hard_sigmoid")(x)
    x = layers.Conv2D(4, 3, groups=2, dilation_rate=2)(x)
    if k is keras:
        x = layers.GroupNormalization(2)(x)
        x = layers.AdaptiveAveragePooling2D((3, 2))(x)
        x = layers.Average()([x, layers.Subtract()([x, layers.Activation("gelu")(x)])])
    return k.Model(start, layers.Dense(5)(layers.Flatten()(x)))


def randomise(model, rng):
    """Weights that show a mistake: also biases and moments, which start at 0 and 1."""
    for variable in model.weights:
        # Seeds and counters are whole numbers.
        if "float" not in str(variable.dtype):
            continue
        positive = "variance" in variable.name
        shape = tuple(variable.shape)
        variable.assign((0.5 + rng.random(shape) if positive else rng.normal(0, 0.5, shape)).astype("float32"))


def numbers(values):
    return [float(np.format_float_positional(np.float32(v), unique=True)) for v in np.ravel(values)]


FOLDER.mkdir(exist_ok=True)
for version, k, forms in (("keras3", keras, ("keras", "h5")), ("keras2", tf_keras, ("h5", "keras"))):
    for make in (sequential, functional, nested, every):
        rng = np.random.default_rng(7)
        k.utils.set_random_seed(7)
        model = make(k)
        randomise(model, rng)
        picture = rng.random(SHAPE).astype("float32")
        output = model.predict(picture[None], verbose=0)[0]
        if make is sequential:
            # Networks here end in logits.
            output = np.log(output) - np.log(output).mean()
        name = f"{make.__name__}-{version}"
        for form in forms:
            model.save(FOLDER / f"{name}.{form}")
        (FOLDER / f"{name}.json").write_text(json.dumps({"input": numbers(picture), "output": numbers(output)}) + "\n")
