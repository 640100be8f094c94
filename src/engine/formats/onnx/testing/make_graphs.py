"""A small network as each program writes it as ONNX, and its answer: PyTorch's two exporters, and Keras.

    python3 src/engine/formats/onnx/testing/make_graphs.py

Writes graphs/<name>.onnx and graphs/answers.json, channels last. Needs testing/exchange/requirements.txt, and
tf2onnx for Keras's own export.
"""
import json
import os
import pathlib
import sys
import warnings

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
warnings.filterwarnings("ignore")
import numpy as np
import onnx
import torch

FOLDER = pathlib.Path(__file__).parent / "graphs"
FOLDER.mkdir(exist_ok=True)
answers = {}


def picture(channels, height, width):
    """Two pictures, channels first, as the test makes them."""
    count = 2 * channels * height * width
    return (np.arange(count) * 7919 % 1009 / 252 - 2).reshape(2, channels, height, width).astype("float32")


def note(name, shape, y):
    flat = [float(f"{value:.6g}") for value in np.asarray(y).ravel()]
    answers[name] = {"input": shape, "output": list(y.shape[1:]), "y": flat}


def clean(path):
    """Takes out where on this machine each operator was written, which the newer exporter notes."""
    model = onnx.load(path)
    for part in [model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer]:
        del part.metadata_props[:]
        part.ClearField("doc_string")
    onnx.save(model, path)


class Small(torch.nn.Module):
    """A residual block with a gate, a norm over the channels, and a head."""

    def __init__(self):
        super().__init__()
        n = torch.nn
        self.stem = n.Sequential(n.Conv2d(3, 6, 3, stride=2, padding=1, bias=False), n.BatchNorm2d(6), n.SiLU())
        self.deep = n.Sequential(n.Conv2d(6, 6, 3, padding=1, groups=3), n.GroupNorm(2, 6), n.Hardswish())
        self.gate = n.Sequential(n.AdaptiveAvgPool2d(1), n.Conv2d(6, 2, 1), n.ReLU(), n.Conv2d(2, 6, 1), n.Hardsigmoid())
        self.norm, self.pool = n.LayerNorm(6), n.MaxPool2d(3, 2, ceil_mode=True)
        self.head = n.Sequential(n.Dropout(0.2), n.Linear(6 * 3 * 2, 7), n.GELU(), n.Linear(7, 4))

    def forward(self, x):
        x = self.stem(x)
        y = self.deep(x)
        x = x + y * self.gate(y)
        x = self.norm(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
        x = self.pool(x).flatten(1)
        return torch.log_softmax(self.head(x), 1)


torch.manual_seed(3)
model = Small()
with torch.no_grad():
    for module in model.modules():
        if isinstance(module, (torch.nn.BatchNorm2d, torch.nn.GroupNorm, torch.nn.LayerNorm)):
            module.weight.uniform_(0.5, 1.5)
            module.bias.uniform_(-0.3, 0.3)
    model.stem[1].running_mean.uniform_(-0.3, 0.3)
    model.stem[1].running_var.uniform_(0.5, 2)
model.eval()
SHAPE = (3, 12, 9)
x = torch.from_numpy(picture(*SHAPE))
# A log softmax is read as the logits that it is of, but for a number that is the same for a picture.
note("torch", list(SHAPE), model(x).detach().numpy())
names = {"input_names": ["images"], "output_names": ["logits"]}
torch.onnx.export(model, (x,), str(FOLDER / "torch-script.onnx"), dynamo=False, opset_version=17,
                  dynamic_axes={"images": {0: "batch"}, "logits": {0: "batch"}}, **names)
torch.onnx.export(model, (x,), str(FOLDER / "torch-dynamo.onnx"), dynamo=True, opset_version=18, external_data=False,
                  dynamic_shapes=({0: torch.export.Dim("batch")},), verbose=False, **names)
torch.onnx.export(model, (x,), str(FOLDER / "torch-old.onnx"), dynamo=False, opset_version=9,
                  dynamic_axes={"images": {0: "batch"}, "logits": {0: "batch"}}, **names)

import keras

keras.utils.set_random_seed(3)
L = keras.layers
i = keras.Input((9, 8, 3))
h = L.Rescaling(1 / 4, -0.1)(i)
h = L.Conv2D(6, 3, padding="same", strides=2, use_bias=False)(h)
h = L.BatchNormalization()(h)
h = L.ReLU(6.0)(h)
h = L.SeparableConv2D(6, 3, padding="same", activation="swish")(h)
h = L.LayerNormalization()(h)
h = L.UpSampling2D(2)(h)
g = L.GlobalAveragePooling2D(keepdims=True)(h)
h = L.Multiply()([h, L.Conv2D(6, 1, activation="sigmoid")(g)])
h = L.Conv2DTranspose(4, 3, strides=2, padding="same")(h)
h = L.MaxPooling2D(4)(h)
h = L.Dense(5, activation="gelu")(L.Flatten()(h))
network = keras.Model(i, L.Dense(4)(h))
rng = np.random.default_rng(3)
for layer in network.layers:
    if isinstance(layer, (L.BatchNormalization, L.LayerNormalization)):
        layer.set_weights([rng.uniform(0.5, 1.5, a.shape) for a in layer.get_weights()])
k = np.moveaxis(picture(3, 9, 8), 1, -1)
note("keras", [3, 9, 8], network(k, training=False).numpy())
network.export(str(FOLDER / "keras.onnx"), format="onnx", verbose=False)
for path in FOLDER.glob("*.onnx"):
    clean(path)
(FOLDER / "answers.json").write_text(json.dumps(answers, separators=(",", ":")) + "\n")
print(sum(f.stat().st_size for f in FOLDER.iterdir()), "bytes", file=sys.stderr)
