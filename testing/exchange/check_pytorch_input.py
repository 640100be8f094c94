"""Reads pictures by the predict.py of exports, and runs it.

usage: check_pytorch_input.py FOLDER…   (each an export with picture.ppm and x.npy [1, h, w, channels])
The last line is JSON: per folder the largest difference of the input, and what predict.py printed.
"""
import json
import subprocess
import sys
from pathlib import Path

import numpy as np

# As predict.py prints, for the environment's own interpreter; the folder is where it is imported.
CODE = "import sys, numpy; from predict import open_picture, to_input; numpy.save('found.npy', to_input(open_picture('picture.ppm')).numpy())"


def run(folder, *args):
    done = subprocess.run(
        [sys.executable, *args], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


def check(folder):
    run(folder, "-c", CODE)
    found = np.load(Path(folder) / "found.npy")
    known = np.moveaxis(np.load(Path(folder) / "x.npy"), -1, 1)
    if found.shape != known.shape:
        raise SystemExit(f"{folder}: {found.shape} instead of {known.shape}")
    printed = run(folder, "predict.py", "picture.ppm").strip().split("\n")
    return {"difference": float(np.abs(found - known).max()), "printed": printed}


print(json.dumps([check(folder) for folder in sys.argv[1:]]))
