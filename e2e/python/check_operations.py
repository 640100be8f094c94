"""Computes the chapter's operations with PyTorch, or without it in plain Python.

Reads one JSON document a line, as `convscope op --lines` does, with the operation's name in "operation":

    {"operation": "conv2d", "input": [[0, 1], [2, 3]], "kernel": [[1, 1], [1, 1]]}

and prints one line of {"output": …, "by": "torch" | "python"} for each. `--python` leaves PyTorch alone.
"""

import json
import sys


def pair(value):
    return (value, value) if isinstance(value, (int, float)) else tuple(value)


def same(n, k, s, d):
    """TensorFlow's "same" on one axis: https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2."""
    extent = d * (k - 1) + 1
    total = max(extent - s if n % s == 0 else extent - n % s, 0)
    return (total // 2, total - total // 2)


def sides(padding, size, kernel, stride, dilation):
    """((top, bottom), (left, right))."""
    if padding == "valid":
        return ((0, 0), (0, 0))
    if padding == "same":
        return tuple(same(size[i], kernel[i], stride[i], dilation[i]) for i in (0, 1))
    vertical, horizontal = pair(padding)
    return (pair(vertical), pair(horizontal))


class Request:
    """A request with channels written out and every default filled in."""

    def __init__(self, given):
        self.operation = given["operation"]
        x = given["input"]
        self.x = x if isinstance(x[0][0], list) else [x]
        self.size = (len(self.x[0]), len(self.x[0][0]))
        self.pooling = "window" in given
        self.flat = False
        self.groups = given.get("groups", 1)
        if self.pooling:
            self.kernel = pair(given["window"])
        else:
            k = given["kernel"]
            # A kernel that names no output channels makes one grid.
            self.flat = not isinstance(k[0][0], list) or not isinstance(k[0][0][0], list)
            while not isinstance(k[0][0], list) or not isinstance(k[0][0][0], list):
                k = [k]
            if self.operation == "convolution":
                k = [[[row[::-1] for row in grid[::-1]] for grid in sheets] for sheets in k]
            self.k = k
            self.kernel = (len(k[0][0]), len(k[0][0][0]))
            bias = given.get("bias", [0] * len(k))
            self.bias = [bias] if isinstance(bias, (int, float)) else bias
        self.stride = pair(given.get("stride", self.kernel if self.pooling else 1))
        self.dilation = pair(given.get("dilation", 1))
        self.padding = sides(given.get("padding", 0), self.size, self.kernel, self.stride, self.dilation)
        self.include = given.get("countIncludePad", True)

    def output_size(self):
        return [
            (self.size[i] + sum(self.padding[i]) - self.dilation[i] * (self.kernel[i] - 1) - 1) // self.stride[i] + 1
            for i in (0, 1)
        ]


def window_cells(r, i, j):
    """Row, column, kernel row and kernel column of each cell of the window at (i, j) that lies on the picture."""
    for a in range(r.kernel[0]):
        for b in range(r.kernel[1]):
            row = i * r.stride[0] - r.padding[0][0] + a * r.dilation[0]
            column = j * r.stride[1] - r.padding[1][0] + b * r.dilation[1]
            if 0 <= row < r.size[0] and 0 <= column < r.size[1]:
                yield row, column, a, b


# What becomes of the values in a window.
POOLINGS = {
    "max-pool": lambda values, r: max(values),
    "avg-pool": lambda values, r: sum(values) / (r.kernel[0] * r.kernel[1] if r.include else len(values)),
}
CONVOLUTIONS = ("cross-correlation", "convolution", "conv2d")


def by_python(r):
    height, width = r.output_size()

    def pooled(channel, i, j):
        values = [r.x[channel][row][column] for row, column, _, _ in window_cells(r, i, j)]
        return POOLINGS[r.operation](values, r)

    def convolved(out, i, j):
        share = len(r.x) // r.groups
        first = out // (len(r.k) // r.groups) * share
        return r.bias[out] + sum(
            r.x[first + c][row][column] * r.k[out][c][a][b]
            for row, column, a, b in window_cells(r, i, j)
            for c in range(share)
        )

    value, channels = (pooled, len(r.x)) if r.pooling else (convolved, len(r.k))
    return [[[value(c, i, j) for j in range(width)] for i in range(height)] for c in range(channels)]


def by_torch(r, torch):
    functional = torch.nn.functional
    x = torch.tensor([r.x], dtype=torch.float32)
    (top, bottom), (left, right) = r.padding
    # PyTorch pads both sides alike, and a pooling window by at most a half: only then its own padding is used.
    own = top == bottom and left == right and not (r.pooling and (2 * top > r.kernel[0] or 2 * left > r.kernel[1]))
    padding = (top, left) if own else 0
    if not own:
        x = functional.pad(x, (left, right, top, bottom), value=float("-inf") if r.operation == "max-pool" else 0.0)
    if r.operation == "max-pool":
        y = functional.max_pool2d(x, r.kernel, r.stride, padding, r.dilation)
    elif r.operation == "output-shape" and r.pooling:
        y = functional.max_pool2d(x, r.kernel, r.stride, padding)
    elif r.operation == "avg-pool":
        y = functional.avg_pool2d(x, r.kernel, r.stride, padding, count_include_pad=r.include)
        if not own and not r.include:
            ones = functional.pad(torch.ones(1, 1, *r.size), (left, right, top, bottom))
            y = y / functional.avg_pool2d(ones, r.kernel, r.stride)
    else:
        k = torch.tensor(r.k, dtype=torch.float32)
        bias = torch.tensor(r.bias, dtype=torch.float32)
        y = functional.conv2d(x, k, bias, r.stride, padding, r.dilation, r.groups)
    return y[0].tolist()


def answer(r, torch):
    if r.operation == "output-shape":
        if torch:
            y = by_torch(r, torch)
            return [len(y), len(y[0]), len(y[0][0])]
        return [len(r.x) if r.pooling else len(r.k), *r.output_size()]
    y = by_torch(r, torch) if torch else by_python(r)
    return y[0] if r.flat else y


def main():
    torch = None
    if "--python" not in sys.argv:
        try:
            import torch
        except ImportError:
            pass
    for line in sys.stdin:
        request = Request(json.loads(line))
        if request.operation not in (*POOLINGS, *CONVOLUTIONS, "output-shape"):
            raise SystemExit(f"check_operations.py: there is no operation {request.operation} here")
        output = answer(request, torch)
        print(json.dumps({"output": output, "by": "torch" if torch else "python"}))


if __name__ == "__main__":
    main()
