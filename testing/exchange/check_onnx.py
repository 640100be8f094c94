"""Runs exported ONNX models by ONNX Runtime, after onnx's own checker, on inputs whose outputs are known.

usage: check_onnx.py FOLDER…   (each with model.onnx, x.npy, y.npy; channels last)
The last line is JSON: per folder the largest difference, as a share of the largest output, and
whether the largest output is the same one for every input.
"""

import numpy as np
import onnx
import onnxruntime

from comparison import compare, first, main


def check(folder):
    path = f"{folder}/model.onnx"
    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    x, y = first(np.load(f"{folder}/x.npy")), first(np.load(f"{folder}/y.npy"))
    (found,) = session.run(None, {session.get_inputs()[0].name: x})
    return compare(folder, found, y)


main(check)
