"""Small graphs of single operators, in every form that the operator sets 7 to 22 give them, each with an input and what ONNX Runtime makes of it.

    python3 src/engine/formats/onnx/testing/make_operators.py

Writes operators/<name>.onnx, and operators/answers.json with the outputs, channels last.
Needs onnx and onnxruntime (testing/exchange/requirements.txt).
"""
import json
import pathlib

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

FOLDER = pathlib.Path(__file__).parent / "operators"
rng = np.random.default_rng(7)
answers = {}


def numbers(*shape):
    return rng.uniform(-1, 1, shape).astype("float32")


def node(op, inputs, output="y", **attributes):
    return helper.make_node(op, inputs, [output] if isinstance(output, str) else output, **attributes)


def write(name, opset, nodes, shape=(4, 5, 6), **arrays):
    """Arrays of int64 are shapes, places and counts; a picture's channels are first."""
    tensors = [numpy_helper.from_array(np.asarray(value), key) for key, value in arrays.items()]
    batch = ["n", *shape]
    graph = helper.make_graph(
        nodes, name, [helper.make_tensor_value_info("x", TensorProto.FLOAT, batch)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, None)], tensors,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
    model.producer_name = ""
    path = FOLDER / f"{name}.onnx"
    onnx.save(model, path)
    # The picture of a batch that the test makes likewise, so that it needs no place in the answers.
    count = 2 * int(np.prod(shape))
    x = (np.arange(count) * 7919 % 1009 / 252 - 2).reshape(2, *shape).astype("float32")
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    (y,) = session.run(["y"], {"x": x})
    last = np.moveaxis(y, 1, -1) if y.ndim == 4 else y
    rounded = [float(f"{value:.6g}") for value in last.ravel()]
    answers[name] = {"input": shape, "output": last.shape[1:], "y": rounded}


ints = lambda *values: np.array(values, "int64")
floats = lambda *values: np.array(values, "float32")

FOLDER.mkdir(exist_ok=True)
for old in FOLDER.glob("*.onnx"):
    old.unlink()

# Convolutions and their padding.
for how in ("SAME_UPPER", "SAME_LOWER", "VALID"):
    write(f"conv-{how.lower()}", 11, [node("Conv", ["x", "w", "b"], auto_pad=how, strides=[2, 2])],
          w=numbers(3, 4, 3, 2), b=numbers(3))
write("conv-groups", 22, [node("Conv", ["x", "w"], group=2, pads=[0, 1, 2, 1], dilations=[2, 1])],
      w=numbers(6, 2, 2, 3))
write("conv-bias-behind", 8, [node("Conv", ["x", "w"], "c"), node("Add", ["c", "b"])],
      w=numbers(3, 4, 1, 1), b=numbers(1, 3, 1, 1))
write("transposed", 11, [node("ConvTranspose", ["x", "w", "b"], strides=[2, 3], pads=[1, 0, 0, 1],
      output_padding=[1, 2])], w=numbers(4, 3, 3, 3), b=numbers(3))
write("transposed-groups", 7, [node("ConvTranspose", ["x", "w"], group=2, dilations=[2, 1])],
      w=numbers(4, 2, 2, 3))
write("transposed-size", 11, [node("ConvTranspose", ["x", "w"], strides=[2, 2],
      output_shape=[10, 12])], w=numbers(4, 2, 3, 3))
for how in ("SAME_UPPER", "SAME_LOWER"):
    write(f"transposed-{how.lower()}", 11, [node("ConvTranspose", ["x", "w"], strides=[2, 2],
          auto_pad=how)], w=numbers(4, 2, 3, 3))

# Windows.
for opset in (7, 10, 11, 19, 22):
    write(f"average-{opset}", opset, [node("AveragePool", ["x"], kernel_shape=[3, 3],
          strides=[2, 2], pads=[1, 1, 1, 1])])
    write(f"average-counted-{opset}", opset, [node("AveragePool", ["x"], kernel_shape=[3, 2],
          strides=[2, 2], pads=[1, 0, 1, 1], count_include_pad=1)])
for opset in (10, 12, 22):
    write(f"maximum-ceil-{opset}", opset, [node("MaxPool", ["x"], kernel_shape=[3, 3],
          strides=[2, 2], ceil_mode=1)], shape=(2, 6, 8))
    write(f"average-ceil-{opset}", opset, [node("AveragePool", ["x"], kernel_shape=[3, 3],
          strides=[2, 2], ceil_mode=1)], shape=(2, 6, 8))
for how in ("SAME_UPPER", "SAME_LOWER"):
    write(f"maximum-{how.lower()}", 12, [node("MaxPool", ["x"], kernel_shape=[3, 3],
          strides=[2, 2], auto_pad=how)], shape=(1, 4, 4))
    write(f"average-{how.lower()}", 11, [node("AveragePool", ["x"], kernel_shape=[3, 3],
          strides=[2, 2], auto_pad=how)], shape=(1, 4, 4))
write("mean-rows", 11, [node("ReduceMean", ["x"], axes=[2, 3], keepdims=0)])
write("mean-rows-18", 18, [node("ReduceMean", ["x", "axes"], keepdims=1)], axes=ints(-2, -1))
write("sum-rows", 13, [node("ReduceSum", ["x", "axes"], keepdims=0)], axes=ints(2, 3))
write("largest", 11, [node("ReduceMax", ["x"], axes=[2, 3], keepdims=0)])

# Norms.
write("batch-norm-7", 7, [node("BatchNormalization", ["x", "g", "b", "m", "v"], epsilon=0.01)],
      g=numbers(4), b=numbers(4), m=numbers(4), v=np.abs(numbers(4)) + 0.5)
write("batch-norm-15", 15, [node("BatchNormalization", ["x", "g", "b", "m", "v"])],
      g=numbers(4), b=numbers(4), m=numbers(4), v=np.abs(numbers(4)) + 0.5)
write("local-response", 13, [node("LRN", ["x"], size=3, alpha=0.5, beta=0.6, bias=1.5)])
write("instance-norm", 6 + 1, [node("InstanceNormalization", ["x", "g", "b"], epsilon=0.001)],
      g=numbers(4), b=numbers(4))
write("group-norm-21", 21, [node("GroupNormalization", ["x", "g", "b"], num_groups=2)],
      g=numbers(4), b=numbers(4))
write("group-norm-written", 17, [
    node("Reshape", ["x", "apart"], "r"),
    node("InstanceNormalization", ["r", "one", "zero"], "n"),
    node("Reshape", ["n", "back"], "m"),
    node("Mul", ["m", "g"], "s"), node("Add", ["s", "b"]),
], apart=ints(0, 2, -1), one=floats(1, 1), zero=floats(0, 0), back=ints(-1, 4, 5, 6),
      g=numbers(4, 1, 1), b=numbers(4, 1, 1))
write("layer-norm-17", 17, [
    node("Transpose", ["x"], "t", perm=[0, 2, 3, 1]),
    node("LayerNormalization", ["t", "g", "b"], "n", axis=-1, epsilon=1e-6),
    node("Transpose", ["n"], perm=[0, 3, 1, 2]),
], g=numbers(4), b=numbers(4))
write("layer-norm-written", 13, [
    node("ReduceMean", ["x"], "m", axes=[1]), node("Sub", ["x", "m"], "d"),
    node("Pow", ["d", "two"], "q"), node("ReduceMean", ["q"], "v", axes=[1]),
    node("Add", ["v", "e"], "w"), node("Sqrt", ["w"], "s"), node("Div", ["d", "s"], "n"),
    node("Mul", ["n", "g"], "t"), node("Add", ["t", "b"]),
], two=np.float32(2), e=np.float32(1e-5), g=numbers(4, 1, 1), b=numbers(4, 1, 1))

# Activations.
for op, more in {
    "Relu": {}, "Sigmoid": {}, "Tanh": {}, "Softplus": {}, "Softsign": {}, "LeakyRelu": {},
    "Elu": {"alpha": 0.7}, "Selu": {}, "HardSigmoid": {}, "Neg": {},
}.items():
    write(f"function-{op.lower()}", 11, [node(op, ["x"], **more)], shape=(2, 3, 4))
for op, opset in {"HardSwish": 14, "Mish": 18, "Gelu": 20}.items():
    write(f"function-{op.lower()}", opset, [node(op, ["x"])], shape=(2, 3, 4))
write("function-gelu-tanh", 20, [node("Gelu", ["x"], approximate="tanh")], shape=(2, 3, 4))
write("hard-sigmoid-sixth", 11, [node("HardSigmoid", ["x"], alpha=1 / 6)], shape=(2, 3, 4))
write("hard-swish-written", 11, [
    node("Add", ["x", "three"], "a"), node("Clip", ["a", "zero", "six"], "c"),
    node("Mul", ["x", "c"], "m"), node("Div", ["m", "six"]),
], shape=(2, 3, 4), three=np.float32(3), zero=np.float32(0), six=np.float32(6))
write("gelu-written-tanh", 13, [
    node("Pow", ["x", "three"], "p"), node("Mul", ["p", "c"], "q"), node("Add", ["x", "q"], "a"),
    node("Mul", ["a", "r"], "s"), node("Tanh", ["s"], "t"), node("Add", ["t", "one"], "u"),
    node("Mul", ["x", "u"], "v"), node("Mul", ["v", "half"]),
], shape=(2, 3, 4), three=np.float32(3), c=np.float32(0.044715), r=np.float32((2 / np.pi) ** 0.5),
      one=np.float32(1), half=np.float32(0.5))
write("mish-written", 13, [node("Softplus", ["x"], "s"), node("Tanh", ["s"], "t"), node("Mul", ["x", "t"])],
      shape=(2, 3, 4))
write("clip-6", 7, [node("Clip", ["x"], min=0.0, max=6.0)], shape=(2, 3, 4))
write("clip-11", 11, [node("Clip", ["x", "low", "high"])], shape=(2, 3, 4),
      low=np.float32(-1), high=np.float32(0.5))
write("clip-low", 13, [node("Clip", ["x", "low"])], shape=(2, 3, 4), low=np.float32(-0.5))
write("minimum", 13, [node("Min", ["x", "high"])], shape=(2, 3, 4), high=np.float32(0.25))
write("prelu", 9, [node("PRelu", ["x", "s"])], s=numbers(4, 1, 1))
write("prelu-shared", 16, [node("PRelu", ["x", "s"])], s=numbers(1))
write("softmax-11", 11, [node("Flatten", ["x"], "f"), node("MatMul", ["f", "w"], "m"), node("Softmax", ["m"], "s"),
      node("Mul", ["s", "two"])], shape=(2, 3, 2), w=numbers(12, 5), two=np.float32(2))
write("softmax-channels-13", 13, [node("Softmax", ["x"], axis=1)])
write("softmax-places-11", 11, [node("GlobalAveragePool", ["x"], "g"), node("Softmax", ["g"], "s"),
      node("Mul", ["x", "s"])])

# Dense layers.
write("gemm", 9, [node("Flatten", ["x"], "f"), node("Gemm", ["f", "w", "b"], alpha=0.5, beta=2.0,
      transB=1)], shape=(2, 3, 4), w=numbers(5, 24), b=numbers(5))
write("gemm-one-bias", 13, [node("Reshape", ["x", "to"], "f"), node("Gemm", ["f", "w", "b"])],
      shape=(2, 3, 4), to=ints(0, -1), w=numbers(24, 5), b=numbers(1))
write("conv-of-a-vector", 13, [
    node("GlobalAveragePool", ["x"], "g"), node("Flatten", ["g"], "f"),
    node("Gemm", ["f", "w"], "d"), node("Reshape", ["d", "to"], "p"),
    node("Conv", ["p", "k", "b"], "c"), node("Sigmoid", ["c"], "s"), node("Mul", ["x", "s"]),
], w=numbers(4, 3), to=ints(-1, 3, 1, 1), k=numbers(4, 3, 1, 1), b=numbers(4))

# Layout.
write("slice-9", 9, [node("Slice", ["x"], axes=[2, 1], starts=[1, -3], ends=[2**31 - 1, 4])])
write("slice-13", 13, [node("Slice", ["x", "s", "e", "a", "t"])],
      s=ints(1, 0), e=ints(5, 2**62), a=ints(2, 3), t=ints(2, 2))
write("split-9", 9, [node("Split", ["x"], ["a", "b"], axis=1, split=[1, 3]), node("Concat", ["b", "a"], axis=1)])
write("split-13", 13, [node("Split", ["x", "n"], ["a", "b"], axis=1), node("Mul", ["a", "b"])], n=ints(2, 2))
write("split-18", 18, [node("Split", ["x"], ["a", "b"], axis=1, num_outputs=2), node("Sub", ["a", "b"])])
write("pad-10", 10, [node("Pad", ["x"], pads=[0, 0, 1, 2, 0, 0, 0, 1], value=0.5)])
write("pad-reflect", 11, [node("Pad", ["x", "p"], mode="reflect")], p=ints(0, 0, 1, 2, 0, 0, 2, 1))
write("pad-axes", 18, [node("Pad", ["x", "p", "", "a"], mode="edge")], p=ints(1, 2), a=ints(3))
write("gather-channels", 13, [node("Gather", ["x", "i"], axis=1)], i=ints(3, 2, 0, 1))
write("shuffle", 13, [node("Reshape", ["x", "apart"], "a"), node("Transpose", ["a"], "t", perm=[0, 2, 1, 3, 4]),
      node("Reshape", ["t", "back"], "s"), node("MaxPool", ["s"], kernel_shape=[2, 2])],
      apart=ints(-1, 2, 2, 5, 6), back=ints(-1, 4, 5, 6))
write("upsample-9", 9, [node("Upsample", ["x", "s"], mode="nearest")], s=floats(1, 1, 2, 3))
write("resize-10", 10, [node("Resize", ["x", "s"], mode="nearest")], s=floats(1, 1, 2, 2))
write("resize-13", 13, [node("Resize", ["x", "", "", "n"], mode="linear",
      coordinate_transformation_mode="pytorch_half_pixel")], n=ints(2, 4, 9, 12))
write("resize-18", 18, [node("Resize", ["x", "", "s"], mode="linear", axes=[2, 3])], s=floats(2, 1.5))
write("tile", 13, [node("Unsqueeze", ["x", "a"], "u"), node("Tile", ["u", "r"], "t"), node("Reshape", ["t", "to"], "v"),
      node("MaxPool", ["v"], kernel_shape=[1, 2])],
      a=ints(3), r=ints(1, 1, 1, 2, 1), to=ints(-1, 4, 10, 6))
write("sum-of-three", 13, [node("Relu", ["x"], "a"), node("Tanh", ["x"], "b"), node("Sum", ["x", "a", "b"])])
(FOLDER / "answers.json").write_text(json.dumps(answers, separators=(",", ":")) + "\n")
print(len(answers), "graphs,", sum(f.stat().st_size for f in FOLDER.iterdir()), "bytes")
