"""Writes torchvision's classifiers as ONNX files, with an input and the network's answer.

usage: make_torchvision.py FOLDER [NAME…]
Each network gets random weights and batch norm statistics that are not 0 and 1. It is written by
both of PyTorch's exporters: FOLDER/NAME/script/model.onnx (opset 17) and
FOLDER/NAME/dynamo/model.onnx (opset 18, weights beside it), each with x.npy and y.npy, channels
last. The last line is JSON: the folders, and those that the exporter itself refused.
"""
import json
import os
import sys
import warnings

import numpy as np
import torch
import torchvision

warnings.filterwarnings("ignore")
torch.set_num_threads(1)

NAMES = [
    "alexnet", "vgg16_bn", "resnet18", "resnet50", "squeezenet1_1", "densenet121", "googlenet",
    "mobilenet_v2", "mobilenet_v3_small", "shufflenet_v2_x0_5", "mnasnet0_5", "efficientnet_b0",
    "regnet_y_400mf", "convnext_tiny",
]


def enliven(model):
    """Statistics and factors as a training leaves them, from the activations of random pictures."""
    norms = (torch.nn.BatchNorm2d,)
    with torch.no_grad():
        for module in model.modules():
            if isinstance(module, norms):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.3, 0.3)
                module.momentum = 0.5
        model.train()
        for module in model.modules():
            if isinstance(module, torch.nn.Dropout):
                module.eval()
        for _ in range(2):
            model(torch.randn(4, 3, 224, 224))
        for module in model.modules():
            if isinstance(module, norms):
                module.running_mean.add_(torch.randn_like(module.running_mean) * 0.05)
                module.running_var.mul_(torch.empty_like(module.running_var).uniform_(0.8, 1.25))
    return model.eval()


def network(name):
    torch.manual_seed(NAMES.index(name))
    options = {"aux_logits": False, "init_weights": True} if name == "googlenet" else {}
    return enliven(torchvision.models.get_model(name, weights=None, **options))


def write(model, folder, dynamo):
    os.makedirs(folder, exist_ok=True)
    x = torch.randn(1, 3, 224, 224)
    names = {"input_names": ["images"], "output_names": ["logits"]}
    path = os.path.join(folder, "model.onnx")
    if dynamo:
        batch = {"x": {0: torch.export.Dim("batch")}}
        shapes = tuple(batch.values())
        torch.onnx.export(
            model, (torch.cat([x, x]),), path, dynamo=True, opset_version=18,
            external_data=True, dynamic_shapes=shapes, verbose=False, **names,
        )
    else:
        axes = {"images": {0: "batch"}, "logits": {0: "batch"}}
        torch.onnx.export(
            model, (x,), path, dynamo=False, opset_version=17, dynamic_axes=axes, **names
        )
    with torch.no_grad():
        y = model(x)
    np.save(os.path.join(folder, "x.npy"), np.ascontiguousarray(np.moveaxis(x.numpy(), 1, -1)))
    np.save(os.path.join(folder, "y.npy"), y.numpy())


root, *chosen = sys.argv[1:]
folders, refused = [], []
for name in chosen or NAMES:
    model = network(name)
    for exporter in ("script", "dynamo"):
        folder = os.path.join(root, name, exporter)
        try:
            write(model, folder, exporter == "dynamo")
            folders.append(folder)
        except Exception as error:  # the exporter's own failure is a finding, not ours
            print(f"{folder}: {type(error).__name__}: {error}", file=sys.stderr)
            refused.append(folder)
print(json.dumps({"folders": folders, "refused": refused}))
