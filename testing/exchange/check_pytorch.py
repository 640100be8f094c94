"""Runs exported PyTorch modules on inputs whose outputs are known.

usage: check_pytorch.py FOLDER…   (each with model.py, model.safetensors, x.npy, y.npy; channels last)
The last line is JSON: per folder the largest difference, as a share of the largest output, and
whether the largest output is the same one for every input.
"""
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import torch


def module_of(folder):
    """The folder's model.py, imported under a name of its own."""
    spec = importlib.util.spec_from_file_location(f"model_{folder}", Path(folder) / "model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def first(array):
    """Channels first."""
    return np.ascontiguousarray(np.moveaxis(array, -1, 1)) if array.ndim == 4 else array


def check(folder):
    model = module_of(folder).load()
    x, y = first(np.load(f"{folder}/x.npy")), first(np.load(f"{folder}/y.npy"))
    with torch.no_grad():
        found = model(torch.from_numpy(x)).numpy()
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


if __name__ == "__main__":
    print(json.dumps([check(folder) for folder in sys.argv[1:]]))
