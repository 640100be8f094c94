"""Compares a tool's answers with outputs that are known, for the programs beside this file."""
import json
import sys

import numpy as np


def first(array):
    """Channels first."""
    return np.ascontiguousarray(np.moveaxis(array, -1, 1)) if array.ndim == 4 else array


def compare(folder, found, y):
    """The largest difference as a share of the largest output, and whether the best ones agree."""
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


def main(check):
    """Prints as JSON what `check` says of each folder of the command line."""
    print(json.dumps([check(folder) for folder in sys.argv[1:]]))
