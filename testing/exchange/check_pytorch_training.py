"""Trains exported PyTorch modules for a few steps whose weights afterwards are known.

usage: check_pytorch_training.py FOLDER…   (each with model.py, model.safetensors, x.npy, labels.npy,
batches.npy [steps, batch], after.safetensors, optimizer.json)
The last line is JSON: per folder the array that differs most and by how much, as a share of the
array's largest number or of 1.
"""
import json
import sys

import numpy as np
import torch
from check_pytorch import module_of
from comparison import first
from safetensors.torch import load_file

OPTIMIZERS = {
    "sgd": lambda given, weights: torch.optim.SGD(
        weights, given["learningRate"], momentum=given.get("momentum", 0)
    ),
    "adam": lambda given, weights: torch.optim.Adam(weights, given["learningRate"]),
}


def trained(folder):
    with open(f"{folder}/optimizer.json", encoding="utf-8") as file:
        given = json.load(file)
    model = module_of(folder).load().train()
    optimizer = OPTIMIZERS[given["kind"]](given, model.parameters())
    x = torch.from_numpy(first(np.load(f"{folder}/x.npy")))
    labels = torch.from_numpy(np.load(f"{folder}/labels.npy")).long()
    for batch in np.load(f"{folder}/batches.npy").astype(int):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x[batch]), labels[batch]).backward()
        optimizer.step()
    return model.state_dict()


def check(folder):
    state, known = trained(folder), load_file(f"{folder}/after.safetensors")
    differences = {
        name: float((state[name] - array).abs().max() / max(1, array.abs().max()))
        for name, array in known.items()
    }
    worst = max(differences, key=differences.get)
    moved = load_file(f"{folder}/model.safetensors")
    change = max(float((moved[name] - array).abs().max()) for name, array in known.items())
    return {"array": worst, "difference": differences[worst], "change": change}


print(json.dumps([check(folder) for folder in sys.argv[1:]]))
