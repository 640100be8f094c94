/**
 * `predict.py`, the same for every network: what differs is in convscope.json. Channels are resized
 * as float images, because Pillow rounds those of 8 bits in between.
 */
export const PREDICT = `"""Predicts from a picture: python predict.py PICTURE"""
import json
import sys
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageOps

from model import load

ABOUT = json.loads(Path(__file__).with_name("convscope.json").read_text(encoding="utf-8"))


def open_picture(path: str) -> Image.Image:
    """A picture as it is meant to be seen: upright, and transparent parts over white."""
    with Image.open(path) as file:
        picture = ImageOps.exif_transpose(file).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(white, picture).convert("RGB")


def fit(picture: Image.Image, width: int, height: int, fitting: str) -> np.ndarray:
    """Red, green and blue [height, width, 3] from 0 to 255, bilinear with antialiasing."""
    box, size, corner = (0, 0, picture.width, picture.height), (width, height), (0, 0)
    if fitting == "crop":  # the middle, as large as the proportions allow
        ratio = width / height
        wide = picture.width / picture.height >= ratio
        part_width = ratio * picture.height if wide else picture.width
        part_height = picture.height if wide else picture.width / ratio
        left, top = (picture.width - part_width) / 2, (picture.height - part_height) / 2
        box = (left, top, left + part_width, top + part_height)
    elif fitting == "pad":  # all of it, between black bars
        if picture.width / picture.height > width / height:
            size = (width, max(1, round(picture.height / picture.width * width)))
        else:
            size = (max(1, round(picture.width / picture.height * height)), height)
        corner = (round((width - size[0]) / 2), round((height - size[1]) / 2))
    channels = [
        np.asarray(band.convert("F").resize(size, Image.Resampling.BILINEAR, box=box))
        for band in picture.split()
    ]
    fitted = np.zeros((height, width, 3))
    fitted[corner[1] : corner[1] + size[1], corner[0] : corner[0] + size[0]] = np.stack(channels, -1)
    return fitted


def to_input(picture: Image.Image) -> torch.Tensor:
    """A picture as the network's input [1, channels, height, width]."""
    shape = ABOUT["spec"]["input"]
    if shape["channels"] not in (1, 3):
        raise SystemExit(f"The network takes {shape['channels']} channels; a picture has 1 or 3.")
    pixels = fit(picture, shape["width"], shape["height"], ABOUT.get("fitting", "stretch"))
    if shape["channels"] == 1:  # grey by Rec. 601 luma
        pixels = pixels @ np.array([[0.299], [0.587], [0.114]])
    pixels = pixels / 255
    normalisation = ABOUT.get("normalisation")
    if normalisation:
        pixels = (pixels - np.array(normalisation["mean"])) / np.array(normalisation["std"])
    return torch.from_numpy(pixels.transpose(2, 0, 1)[None]).float()


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
