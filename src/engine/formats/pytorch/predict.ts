import { PICTURE_FUNCTIONS } from '../python/pictures'

/** `predict.py`, the same for every network: what differs is in convscope.json. */
export const PREDICT = `"""Predicts from a picture: python predict.py PICTURE"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps

from model import load

ABOUT = json.loads(Path(__file__).with_name("convscope.json").read_text(encoding="utf-8"))


${PICTURE_FUNCTIONS}


def to_input(picture: Image.Image) -> torch.Tensor:
    """A picture as the network's input [1, channels, height, width]."""
    return torch.from_numpy(prepared(picture).transpose(2, 0, 1)[None])


def answers(outputs: torch.Tensor) -> list[tuple[str, float]]:
    """Each class with its probability, or each value of a regression."""
    meaning, names = ABOUT["meaning"], ABOUT["classes"]
    logits = meaning.get("given") == "logits"
    if meaning["kind"] == "multiclass":
        values = outputs.softmax(0) if logits else outputs
    elif meaning["kind"] == "binary":
        second = outputs.sigmoid() if logits else outputs
        values = torch.cat((1 - second, second))
    else:
        values = outputs.sigmoid() if logits else outputs
    names = names if len(names) == len(values) else [str(i) for i in range(len(values))]
    return list(zip(names, values.tolist()))


def main() -> None:
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with torch.no_grad():
        (outputs,) = load()(to_input(open_picture(sys.argv[1])))
    if ABOUT["meaning"]["kind"] == "maps":
        print(f"maps of {list(outputs.shape)}")
        return
    found = answers(outputs)
    if ABOUT["meaning"]["kind"] != "regression":
        found.sort(key=lambda answer: -answer[1])
    for name, value in found:
        print(f"{value:9.4f}  {name}")


if __name__ == "__main__":
    main()
`
