import type { MapShape } from '@shared/layers/definition'
import { PICTURE_FUNCTIONS } from './pictures'

/** What a format adds to the program that checks its exports. */
interface CheckParts {
  /** What has to be installed besides NumPy and Pillow. */
  readonly packages: readonly string[]
  /** Lines of imports. */
  readonly imports: string
  /**
   * Loads the network and defines two functions: `outputs(x)` gives the outputs of layers for a
   * batch [N, height, width, channels], channels last, by the layers' ids (`OUTPUT` is the last
   * one's); `settings()` gives `<layer>.momentum` of batch norms.
   */
  readonly code: string
}

/**
 * `check.py` of an export: runs it with the tool that it is for on the pictures of its certificate,
 * compares the outputs, and writes what `convscope verify --answers` reads.
 */
export const checkText = ({
  packages,
  imports,
  code,
}: CheckParts): string => `"""Runs the exported network on the pictures of its certificate and compares the outputs.

    pip install ${['numpy', 'pillow', ...packages].join(' ')}
    python check.py

Writes certificate/answers.npz. If the outputs differ, this says where and why:
convscope verify . --answers certificate/answers.npz
"""
import json
import sys
import zipfile
from pathlib import Path

import numpy as np
${imports}

HERE = Path(__file__).parent
FOLDER = HERE / "certificate"
ABOUT = json.loads((HERE / "convscope.json").read_text(encoding="utf-8"))
CERTIFICATE = json.loads((HERE / "certificate.json").read_text(encoding="utf-8"))
OUTPUT = CERTIFICATE["output"]
BATCH = 4

${code}

${PICTURE_FUNCTIONS}


def inputs(prepare=prepared) -> np.ndarray:
    """The examples as this program prepares them: [N, height, width, channels]."""
    pictures = [example["picture"] for example in CERTIFICATE["examples"]]
    if None in pictures:
        return np.load(FOLDER / "inputs.npy")
    return np.stack([prepare(open_picture(FOLDER / picture)) for picture in pictures])


def answers(expected) -> dict[str, np.ndarray]:
    """Each layer's values at the units that the certificate compares."""
    x = inputs()
    found = {"input": [x]} if "input" in expected else {}
    if "preprocessing" in ABOUT.get("extras", []):  # the graph has it, and takes the pixels
        x = inputs(pixels_of).astype(np.float32)
    for start in range(0, len(x), BATCH):
        for layer, values in outputs(x[start : start + BATCH]).items():
            found.setdefault(layer, []).append(values)
    return {
        layer: np.concatenate(
            [part.reshape(len(part), -1)[:, expected[f"{layer}.units"].astype(int)] for part in parts]
        ).astype(np.float32)
        for layer, parts in found.items()
        if layer in expected
    }


def write(path: Path, arrays: dict[str, np.ndarray]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w") as file:
                np.lib.format.write_array(file, np.ascontiguousarray(array))


def main() -> None:
    expected = np.load(FOLDER / "layers.npz")
    found = answers(expected)
    write(FOLDER / "answers.npz", {**found, **settings()})
    difference = np.abs(found[OUTPUT] - expected[OUTPUT]).max()
    same = difference <= 1e-4 * max(np.abs(expected[OUTPUT]).max(), 1e-6)
    count = len(found[OUTPUT])
    print(f"{count} examples; the largest difference of the outputs is {difference:.3g}.")
    if not same:
        print("They differ: convscope verify . --answers certificate/answers.npz says where and why.")
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
`

/** A dictionary of Python, an entry a line. */
export const dictionary = (entries: readonly (readonly [string, string])[]): string =>
  entries.length === 0
    ? '{}'
    : `{\n${entries.map(([key, value]) => `    ${JSON.stringify(key)}: ${value},\n`).join('')}}`

/** Code for tools with the channels first: `channels_last` puts a layer's output in our order. */
export const channelsLast = (
  vectors: ReadonlyMap<string, MapShape>,
): string => `#: Vectors that are a map read channel by channel: its height, width and channels.
VECTORS = ${dictionary([...vectors].map(([id, shape]) => [id, `(${shape.join(', ')})`]))}


def channels_last(layer: str, values: np.ndarray) -> np.ndarray:
    """A layer's output with its channels last, as the certificate has it."""
    if values.ndim == 4:
        return np.moveaxis(values, 1, -1)
    if layer in VECTORS:
        height, width, channels = VECTORS[layer]
        return np.moveaxis(values.reshape(-1, channels, height, width), 1, -1)
    return values`
