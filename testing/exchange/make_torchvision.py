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
from with_torchvision import torchvision

warnings.filterwarnings("ignore")
torch.set_num_threads(1)

NAMES = [
    "alexnet", "vgg16_bn", "resnet18", "resnet50", "squeezenet1_1", "densenet121", "googlenet",
    "mobilenet_v2", "mobilenet_v3_small", "shufflenet_v2_x0_5", "mnasnet0_5", "efficientnet_b0",
    "regnet_y_400mf", "convnext_tiny",
]


def pictures(count):
    """Smooth patterns that differ from each other; of pure noise all means are alike."""
    coarse = torch.randn(count, 3, 7, 7) + torch.randn(count, 3, 1, 1)
    smooth = torch.nn.functional.interpolate(coarse, size=(224, 224), mode="bilinear")
    return smooth + 0.3 * torch.randn(count, 3, 224, 224)


def enliven(model):
    """
    Weights that keep the signal alive to the end, and statistics as a training leaves them. With
    the weights that torchvision starts with, the answers of most of these networks are the same for
    all pictures, and a comparison would hold whatever is read of the file.
    """
    norms, learnt = torch.nn.BatchNorm2d, (torch.nn.Conv2d, torch.nn.Linear)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if name.endswith("layer_scale"):
                parameter.uniform_(0.2, 1)
        for module in model.modules():
            if isinstance(module, learnt):
                torch.nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
                if module.bias is not None:
                    module.bias.uniform_(-0.1, 0.1)
            if isinstance(module, norms):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.3, 0.3)
                module.momentum = 1.0
        model.train()
        for module in model.modules():
            if isinstance(module, (torch.nn.Dropout, torchvision.ops.StochasticDepth)):
                module.eval()
        model(pictures(8))
        for module in model.modules():
            if isinstance(module, norms):
                module.running_mean.add_(
                    torch.randn_like(module.running_mean) * 0.1 * module.running_var.sqrt()
                )
                module.running_var.mul_(torch.empty_like(module.running_var).uniform_(0.8, 1.25))
    return model.eval()


def network(name):
    torch.manual_seed(NAMES.index(name))
    options = {"aux_logits": False, "init_weights": True} if name == "googlenet" else {}
    return enliven(torchvision.models.get_model(name, weights=None, **options))


def write(model, folder, dynamo):
    os.makedirs(folder, exist_ok=True)
    x = pictures(2)
    names = {"input_names": ["images"], "output_names": ["logits"]}
    path = os.path.join(folder, "model.onnx")
    if dynamo:
        shapes = ({0: torch.export.Dim("batch")},)
        torch.onnx.export(
            model, (x,), path, dynamo=True, opset_version=18,
            external_data=True, dynamic_shapes=shapes, verbose=False, **names,
        )
    else:
        axes = {"images": {0: "batch"}, "logits": {0: "batch"}}
        torch.onnx.export(
            model, (x,), path, dynamo=False, opset_version=17, dynamic_axes=axes, **names
        )
    with torch.no_grad():
        y = model(x)
    if (y[0] - y[1]).abs().max() < 0.02 * y.abs().max():
        raise SystemExit(f"{folder}: two pictures have the same answer, which proves nothing")
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
