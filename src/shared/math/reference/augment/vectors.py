"""Writes vectors.json: pictures moved by PyTorch's affine_grid and grid_sample.

Bilinear; outside is the nearest pixel of the edge (padding_mode="border"). Run: python vectors.py
"""
import json
import math
import pathlib

import torch
import torch.nn.functional as F

HEIGHT, WIDTH = 5, 7
torch.manual_seed(0)
picture = torch.rand(1, 1, HEIGHT, WIDTH, dtype=torch.float64)


def turned(degrees):
    angle = math.radians(degrees)
    return [[math.cos(angle), math.sin(angle), 0], [-math.sin(angle), math.cos(angle), 0]]


# From a place of the result to one of the source, in pixels from the centre: x, y, then 1.
MAPS = {
    "flip": [[-1, 0, 0], [0, 1, 0]],
    "flipVertical": [[1, 0, 0], [0, -1, 0]],
    "shift": [[1, 0, -1.3], [0, 1, 0.6]],
    "rotate": turned(25),
    "rotateFar": turned(-130),
    "scaleUp": [[1 / 1.4, 0, 0], [0, 1 / 1.4, 0]],
    "scaleDown": [[1 / 0.6, 0, 0], [0, 1 / 0.6, 0]],
    "all": [[0.7, 0.4, 1.1], [-0.5, 0.9, -0.7]],
}


def moved(map_):
    """grid_sample counts from -1 to 1 between the middles of the outermost pixels."""
    (a, b, c), (d, e, f) = map_
    x, y = (WIDTH - 1) / 2, (HEIGHT - 1) / 2
    theta = torch.tensor([[[a, b * y / x, c / x], [d * x / y, e, f / y]]], dtype=torch.float64)
    grid = F.affine_grid(theta, [1, 1, HEIGHT, WIDTH], align_corners=True)
    out = F.grid_sample(picture, grid, mode="bilinear", padding_mode="border", align_corners=True)
    return out[0, 0].tolist()


cases = [
    {"name": name, "map": [*map_[0], *map_[1]], "output": moved(map_)} for name, map_ in MAPS.items()
]
path = pathlib.Path(__file__).with_name("vectors.json")
path.write_text(
    json.dumps({"torch": torch.__version__, "picture": picture[0, 0].tolist(), "cases": cases}) + "\n"
)
