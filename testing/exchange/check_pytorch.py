"""Runs exported PyTorch modules on inputs whose outputs are known.

usage: check_pytorch.py FOLDER…   (each with model.py, model.safetensors, x.npy, y.npy; channels last)
The last line is JSON: per folder the largest difference, as a share of the largest output, and
whether the largest output is the same one for every input.
"""
import importlib.util
from pathlib import Path

import numpy as np
import torch

from comparison import compare, first, main


def module_of(folder):
    """The folder's model.py, imported under a name of its own."""
    spec = importlib.util.spec_from_file_location(f"model_{folder}", Path(folder) / "model.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def check(folder):
    model = module_of(folder).load()
    x, y = first(np.load(f"{folder}/x.npy")), first(np.load(f"{folder}/y.npy"))
    with torch.no_grad():
        found = model(torch.from_numpy(x)).numpy()
    return compare(folder, found, y)


if __name__ == "__main__":
    main(check)
