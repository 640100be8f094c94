"""Computes an exported network's logits with NumPy alone and compares them with the app's.

    python3 check_npz.py EXPORT IMAGES LOGITS [--tolerance 1e-5]

EXPORT is a folder that `convscope export --format npz` wrote (weights.npz and spec.json), IMAGES a .npy of the network's
inputs [count, height, width, channels] after normalisation, LOGITS a .npy of the app's answers [count, classes]. Prints one
JSON document; exits with 1 where they differ by more than the tolerance. Knows the layers of the LeNets.
"""
import argparse
import json
import sys
from pathlib import Path

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def pair(size):
    return (size, size) if isinstance(size, int) else tuple(size)


def windows(x, size, stride):
    """[count, height, width, channels] -> [count, rows, columns, channels, size, size]"""
    (down, right) = pair(stride)
    return sliding_window_view(x, pair(size), axis=(1, 2))[:, ::down, ::right]


def conv2d(x, layer, weight):
    if layer["groups"] != 1 or pair(layer["dilation"]) != (1, 1) or not isinstance(layer["padding"], int):
        raise SystemExit(f"{layer['id']}: groups, dilation and uneven padding are not known to this script")
    pad = layer["padding"]
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    # weight is [height, width, in, out]; a window is [..., in, height, width].
    out = np.einsum("nrcihw,hwio->nrco", windows(x, layer["kernel"], layer["stride"]), weight("weight"), optimize=True)
    return out + weight("bias") if layer["bias"] else out


def pool(reduce):
    def run(x, layer, _):
        if layer["padding"] != 0:
            raise SystemExit(f"{layer['id']}: padded pooling is not known to this script")
        return reduce(windows(x, layer["window"], layer.get("stride", layer["window"])), axis=(-2, -1))

    return run


def dense(x, layer, weight):
    out = x @ weight("weight")
    return out + weight("bias") if layer["bias"] else out


FUNCTIONS = {"sigmoid": lambda x: 1 / (1 + np.exp(-x)), "relu": lambda x: np.maximum(x, 0), "tanh": np.tanh}
LAYERS = {
    "conv2d": conv2d,
    "avgPool2d": pool(np.mean),
    "maxPool2d": pool(np.max),
    "flatten": lambda x, layer, _: x.reshape(len(x), -1),
    "activation": lambda x, layer, _: FUNCTIONS[layer["function"]](x),
    "dense": dense,
}


def logits(folder, images):
    spec = json.loads((folder / "spec.json").read_text())["spec"]
    x = images.astype(np.float64)
    with np.load(folder / "weights.npz") as weights:
        for layer in spec["layers"]:
            x = LAYERS[layer["kind"]](x, layer, lambda name: weights[f"{layer['id']}.{name}"].astype(np.float64))
    return x


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("export", type=Path)
    parser.add_argument("images", type=Path)
    parser.add_argument("logits", type=Path)
    parser.add_argument("--tolerance", type=float, default=1e-5)
    options = parser.parse_args()
    expected = np.load(options.logits)
    found = logits(options.export, np.load(options.images))
    difference = float(np.max(np.abs(found - expected))) if found.shape == expected.shape else float("inf")
    agree = difference <= options.tolerance
    print(json.dumps({"images": len(found), "maxDifference": difference if np.isfinite(difference) else None, "agree": agree}))
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
