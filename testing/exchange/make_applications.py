"""Writes classifiers of Keras Applications as .keras and .h5 files, with an input and the network's answer.

usage: make_applications.py FOLDER [NAME…]
Each network gets random weights and batch norm statistics as a training leaves them:
FOLDER/NAME/model.keras and FOLDER/NAME/model.h5, with x.npy and y.npy (logits, channels last). The last
line is JSON: the folders.
"""
import json
import os
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import keras
import numpy as np

NAMES = ["MobileNet", "MobileNetV2", "ResNet50V2", "DenseNet121", "EfficientNetB0", "Xception"]


def pictures(count, size, random):
    """Smooth patterns that differ from each other; of pure noise all means are alike."""
    coarse = random.standard_normal((count, 7, 7, 3)) + random.standard_normal((count, 1, 1, 3))
    smooth = np.asarray(keras.ops.image.resize(coarse.astype("float32"), (size, size)))
    return (smooth + 0.3 * random.standard_normal(smooth.shape)).astype("float32")


def enliven(model, random, x):
    """Weights that keep the signal alive to the end, and statistics as a training leaves them."""
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            continue
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.0
        for weight in layer.trainable_weights:
            shape, name = weight.shape, weight.name
            if name in ("kernel", "depthwise_kernel"):
                fan_in = np.prod(shape[:2]) if name == "depthwise_kernel" else np.prod(shape[:-1])
                drawn = random.standard_normal(shape) * np.sqrt(2 / fan_in)
            elif name == "gamma":
                drawn = random.uniform(0.5, 1.5, shape)
            else:
                drawn = random.uniform(-0.3, 0.3, shape) * (1 if name == "beta" else 0.3)
            weight.assign(drawn)
    for layer in model.layers:  # what falls out at random would make statistics of another network
        if isinstance(layer, keras.layers.Dropout):
            layer.rate = 0.0
    model(x, training=True)
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0.99
            mean, variance = (np.asarray(w) for w in layer.non_trainable_weights)
            shift = 0.1 * random.standard_normal(mean.shape) * np.sqrt(variance)
            layer.non_trainable_weights[0].assign(mean + shift)
            layer.non_trainable_weights[1].assign(variance * random.uniform(0.8, 1.25, variance.shape))


def write(name, folder):
    os.makedirs(folder, exist_ok=True)
    keras.backend.clear_session()
    seed = NAMES.index(name) + 1
    keras.utils.set_random_seed(seed)
    random = np.random.default_rng(seed)
    model = getattr(keras.applications, name)(weights=None, classifier_activation=None)
    size = model.input_shape[1]
    scale = 40 if any(isinstance(layer, keras.layers.Rescaling) for layer in model.layers) else 1
    enliven(model, random, scale * pictures(8, size, random))
    x = scale * pictures(2, size, random)
    y = np.asarray(model(x, training=False))
    if np.abs(y[0] - y[1]).max() < 0.02 * np.abs(y).max():
        raise SystemExit(f"{name}: two pictures have the same answer, which proves nothing")
    model.save(f"{folder}/model.keras")
    model.save(f"{folder}/model.h5")
    np.save(f"{folder}/x.npy", x)
    np.save(f"{folder}/y.npy", y)


root, *chosen = sys.argv[1:]
folders = []
for name in chosen or NAMES:
    folders.append(os.path.join(root, name))
    write(name, folders[-1])
print(json.dumps({"folders": folders}))
