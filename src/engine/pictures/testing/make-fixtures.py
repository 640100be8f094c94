"""Pictures and resizes made by Pillow, which the tests compare this folder with.

    python3 src/engine/pictures/testing/make-fixtures.py      (needs Pillow and NumPy; made with Pillow 13.0)
"""
import base64
import json
import pathlib

import numpy as np
from PIL import Image, ImageOps

folder = pathlib.Path(__file__).parent / "fixtures"
folder.mkdir(exist_ok=True)


def scene(height: int, width: int) -> np.ndarray:
    """Smooth colours with one hard edge: like a photo, and kind to JPEG."""
    rows, columns = np.mgrid[0:height, 0:width] / max(height, width)
    red = 255 * rows
    green = 127 + 120 * np.sin(6 * columns)
    blue = np.where(columns > rows, 220, 40)
    return np.stack([red, green, blue], axis=-1).round().astype(np.uint8)


colour = Image.fromarray(scene(37, 45))
grey = colour.convert("L")
exif = Image.Exif()
exif[0x0112] = 6

colour.save(folder / "baseline.jpg", quality=95, subsampling=0)
colour.save(folder / "progressive.jpg", quality=95, subsampling=0, progressive=True)
colour.save(folder / "subsampled.jpg", quality=95, subsampling=2)
grey.save(folder / "grey-restarts.jpg", quality=95, restart_marker_blocks=7)
colour.convert("CMYK").save(folder / "cmyk.jpg", quality=95, subsampling=0)
colour.save(folder / "turned.jpg", quality=95, subsampling=0, exif=exif)
for name in ["baseline", "progressive", "subsampled", "grey-restarts", "cmyk", "turned"]:
    picture = Image.open(folder / f"{name}.jpg")
    if name == "turned":
        picture = picture.transpose(Image.Transpose.ROTATE_270)
    picture.convert("RGB").save(folder / f"{name}.jpg.png")

colour.save(folder / "scene.png")
pixels = np.asarray(colour).astype(np.float32)
resizes = []
for height, width in [(28, 28), (10, 60), (64, 64), (1, 1), (37, 12)]:
    channels = [np.asarray(Image.fromarray(pixels[..., c]).resize((width, height), Image.Resampling.BILINEAR)) for c in range(3)]
    data = np.stack(channels, axis=-1).astype("<f4")
    resizes.append({"height": height, "width": width, "data": base64.b64encode(data.tobytes()).decode()})
fits = []
for how, height, width in [
    ("crop", 28, 28), ("crop", 64, 20), ("crop", 9, 40), ("crop", 37, 45),
    ("pad", 28, 28), ("pad", 64, 20), ("pad", 9, 40), ("pad", 37, 45), ("pad", 31, 50),
]:
    operation = {"crop": ImageOps.fit, "pad": ImageOps.pad}[how]
    channels = [np.asarray(operation(Image.fromarray(pixels[..., c]), (width, height), Image.Resampling.BILINEAR)) for c in range(3)]
    data = np.stack(channels, axis=-1).astype("<f4")
    fits.append({"fitting": how, "height": height, "width": width, "data": base64.b64encode(data.tobytes()).decode()})
(folder / "fits.json").write_text(json.dumps(fits) + "\n")
(folder / "resizes.json").write_text(json.dumps(resizes) + "\n")
