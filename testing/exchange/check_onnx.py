"""Runs exported ONNX models by ONNX Runtime, after onnx's own checker, on inputs whose outputs are known.

usage: check_onnx.py FOLDER…   (each with model.onnx, x.npy, y.npy; channels last)
The last line is JSON: per folder the largest difference, as a share of the largest output, and
whether the largest output is the same one for every input.
"""
import json
import sys

import numpy as np
import onnx
import onnxruntime


def first(array):
    """Channels first."""
    return np.ascontiguousarray(np.moveaxis(array, -1, 1)) if array.ndim == 4 else array


def check(folder):
    path = f"{folder}/model.onnx"
    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    x, y = first(np.load(f"{folder}/x.npy")), first(np.load(f"{folder}/y.npy"))
    (found,) = session.run(None, {session.get_inputs()[0].name: x})
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
