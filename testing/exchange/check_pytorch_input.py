"""Reads pictures by the predict.py of exports, and runs it.

usage: check_pytorch_input.py FOLDER…   (each an export with picture.ppm and x.npy [1, h, w, channels])
The last line is JSON: per folder the largest difference of the input, and what predict.py printed.
"""
import contextlib
import importlib.util
import io
import json
import sys
from pathlib import Path

import numpy as np


def program_of(folder):
    """The folder's predict.py, which imports the model.py beside it."""
    sys.modules.pop("model", None)
    sys.path.insert(0, folder)
    try:
        spec = importlib.util.spec_from_file_location("predict", Path(folder) / "predict.py")
        program = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(program)
        return program
    finally:
        sys.path.remove(folder)


def check(folder):
    program = program_of(folder)
    picture = f"{folder}/picture.ppm"
    found = program.to_input(program.open_picture(picture)).numpy()
    known = np.moveaxis(np.load(f"{folder}/x.npy"), -1, 1)
    if found.shape != known.shape:
        raise SystemExit(f"{folder}: {found.shape} instead of {known.shape}")
    sys.argv = ["predict.py", picture]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        program.main()
    printed = out.getvalue().strip().split("\n")
    return {"difference": float(np.abs(found - known).max()), "printed": printed}


print(json.dumps([check(folder) for folder in list(sys.argv[1:])]))
