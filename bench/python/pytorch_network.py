"""A PyTorch network out of a plan. Its parameters are copies: the arrays stay what every network begins with."""
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from exercise import both

ACTIVATIONS = {
    "relu": nn.ReLU, "sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "leakyRelu": lambda: nn.LeakyReLU(0.01), "elu": nn.ELU, "selu": nn.SELU,
    "gelu": nn.GELU, "swish": nn.SiLU, "softplus": nn.Softplus, "relu6": nn.ReLU6, "linear": nn.Identity,
}
ELEMENTWISE = ("activation", "dropout", "batchNorm", "softmax")


class Padded(nn.Module):
    """PyTorch pads both sides of an axis alike; what differs is padded before."""

    def __init__(self, padding, value, layer):
        super().__init__()
        (top, bottom), (left, right) = padding
        self.sides, self.value, self.layer = (left, right, top, bottom), value, layer

    def forward(self, x):
        return self.layer(F.pad(x, self.sides, value=self.value))


def windowed(layer, value, make):
    """`make(padding)` with the padding inside where PyTorch has it, in front of it otherwise."""
    padding = layer["padding"]
    if all(both(axis) for axis in padding):
        return make([axis[0] for axis in padding])
    return Padded(padding, value, make([0, 0]))


def conv2d(layer, weights):
    kernel = torch.tensor(weights["weight"]).permute(3, 2, 0, 1).contiguous()

    def make(padding):
        sizes = {"stride": layer["stride"], "padding": padding, "dilation": layer["dilation"], "groups": layer["groups"]}
        conv = nn.Conv2d(kernel.shape[1] * layer["groups"], kernel.shape[0], kernel.shape[2:], bias="bias" in weights, **sizes)
        conv.weight = nn.Parameter(kernel)
        if "bias" in weights:
            conv.bias = nn.Parameter(torch.tensor(weights["bias"]))
        return conv

    return windowed(layer, 0.0, make)


def dense(_, weights):
    linear = nn.Linear(*weights["weight"].shape, bias="bias" in weights)
    linear.weight = nn.Parameter(torch.tensor(weights["weight"].T))
    if "bias" in weights:
        linear.bias = nn.Parameter(torch.tensor(weights["bias"]))
    return linear


def batch_norm(layer, weights):
    kind = nn.BatchNorm2d if len(layer["inputShapes"][0]) == 3 else nn.BatchNorm1d
    norm = kind(len(weights["gamma"]), eps=layer["epsilon"], momentum=layer["momentum"])
    norm.weight, norm.bias = (nn.Parameter(torch.tensor(weights[name])) for name in ("gamma", "beta"))
    return norm


def max_pool(layer, _):
    return windowed(layer, -np.inf, lambda padding: nn.MaxPool2d(layer["kernel"], layer["stride"], padding))


def avg_pool(layer, _):
    count = layer["countIncludePad"]
    if not count and not all(both(axis) for axis in layer["padding"]):
        raise ValueError(f"{layer['id']}: PyTorch has no average without an uneven padding")
    return windowed(layer, 0.0, lambda padding: nn.AvgPool2d(layer["kernel"], layer["stride"], padding, count_include_pad=count))


class Over(nn.Module):
    """A function as a module."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, *inputs):
        return self.function(*inputs)


KINDS = {
    "conv2d": conv2d, "dense": dense, "batchNorm": batch_norm, "maxPool2d": max_pool, "avgPool2d": avg_pool,
    "globalAvgPool2d": lambda layer, weights: Over(lambda x: x.mean((2, 3))),
    "flatten": lambda layer, weights: nn.Flatten(),
    "activation": lambda layer, weights: ACTIVATIONS[layer["function"]](),
    "softmax": lambda layer, weights: Over(lambda x: x.softmax(1)),
    "dropout": lambda layer, weights: nn.Dropout(layer["rate"]),
    "add": lambda layer, weights: Over(lambda *inputs: sum(inputs)),
    "concat": lambda layer, weights: Over(lambda *inputs: torch.cat(inputs, 1)),
}


def flattened_orders(plan):
    """
    PyTorch flattens channels first. For each layer whose output was a map: where its units stand in the order height, width, channels,
    so that weights can be put in PyTorch's order once, instead of the data in every step.
    """
    orders = {}
    for layer in plan:
        before = [orders.get(name) for name in layer["inputs"]]
        if layer["kind"] == "flatten" and len(layer["inputShapes"][0]) == 3:
            shape = layer["inputShapes"][0]
            orders[layer["id"]] = np.arange(np.prod(shape)).reshape(shape).transpose(2, 0, 1).ravel()
        elif layer["kind"] in ELEMENTWISE:
            orders[layer["id"]] = before[0]
        elif layer["kind"] in ("add", "concat") and any(order is not None for order in before):
            raise ValueError(f"{layer['id']}: merging flattened maps is not written")
    return orders


class Network(nn.Module):
    def __init__(self, plan, weights):
        super().__init__()
        self.plan, self.parts = plan, nn.ModuleDict()
        orders = flattened_orders(plan)
        for layer in plan:
            own = {name.rpartition(".")[2]: array for name, array in weights.items() if name.rpartition(".")[0] == layer["id"]}
            order = orders.get(layer["inputs"][0])
            if order is not None and layer["kind"] == "dense":
                own["weight"] = own["weight"][order]
            if order is not None and layer["kind"] == "batchNorm":
                own = {name: array[order] for name, array in own.items()}
            self.parts[f"layer_{layer['id']}"] = KINDS[layer["kind"]](layer, own)

    def forward(self, x):
        outputs = {"input": x}
        for layer in self.plan:
            x = outputs[layer["id"]] = self.parts[f"layer_{layer['id']}"](*(outputs[name] for name in layer["inputs"]))
        return x
