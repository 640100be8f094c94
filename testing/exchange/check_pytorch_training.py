"""Trains exported PyTorch modules for a few steps whose weights afterwards are known.

usage: check_pytorch_training.py FOLDER…   (each with model.py, model.safetensors, x.npy, labels.npy,
batches.npy [steps, batch], after.safetensors, optimizer.json with what the loss and the gradients are
changed by)
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
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

OPTIMIZERS = {
    "sgd": lambda given, weights: torch.optim.SGD(
        weights, given["learningRate"], momentum=given.get("momentum", 0)
    ),
    "adam": lambda given, weights: torch.optim.Adam(weights, given["learningRate"]),
    "adamw": lambda given, weights: torch.optim.AdamW(
        weights, given["learningRate"], weight_decay=given.get("decoupledDecay", 0.01)
    ),
}


def trained(folder):
    with open(f"{folder}/optimizer.json", encoding="utf-8") as file:
        given = json.load(file)
    model = module_of(folder).load().train()
    optimizer = OPTIMIZERS[given["kind"]](given, model.parameters())
    x = torch.from_numpy(first(np.load(f"{folder}/x.npy")))
    labels = torch.from_numpy(np.load(f"{folder}/labels.npy")).long()
    weights = given.get("classWeights")
    loss = torch.nn.CrossEntropyLoss(
        weight=None if weights is None else torch.tensor(weights, dtype=torch.float32),
        label_smoothing=given.get("labelSmoothing", 0),
    )
    decay = given.get("averageDecay")
    average = decay and AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(decay))
    for batch in np.load(f"{folder}/batches.npy").astype(int):
        optimizer.zero_grad()
        loss(model(x[batch]), labels[batch]).backward()
        if "clipNorm" in given:
            torch.nn.utils.clip_grad_norm_(model.parameters(), given["clipNorm"])
        optimizer.step()
        if average:
            average.update_parameters(model)
    return (average.module if average else model).state_dict()


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
