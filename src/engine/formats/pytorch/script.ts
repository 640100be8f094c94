import { resolveModel } from '@shared/model/resolve'
import { mapVectors } from '../channels-first/flatten-order'
import type { Metadata } from '../metadata'
import { channelsLast, checkText, dictionary } from '../python/check'
import { toTorch, type PlacedPart } from './to-torch'

/** The module whose output is the layer's; undefined where an expression gives it. */
function moduleOf({ steps, name }: PlacedPart): string | undefined {
  const last = steps.at(-1)
  return last?.module !== undefined && !last.call ? name + (last.suffix ?? '') : undefined
}

/** `check.py` of a PyTorch export. */
export function pytorchScript({ spec }: Metadata): string {
  const model = resolveModel(spec)
  const layers = toTorch(model).flatMap((part): (readonly [string, string])[] => {
    const name = moduleOf(part)
    return name === undefined ? [] : [[part.resolved.layer.id, JSON.stringify(name)]]
  })
  const code = `MODEL = load()
#: Layers whose output is that of a module, and its name.
LAYERS = ${dictionary(layers)}
FOUND = {}
for each, name in LAYERS.items():
    getattr(MODEL, name).register_forward_hook(
        lambda module, given, output, layer=each: FOUND.__setitem__(layer, output)
    )

${channelsLast(mapVectors(model))}


def outputs(x: np.ndarray) -> dict[str, np.ndarray]:
    with torch.no_grad():
        FOUND[OUTPUT] = MODEL(torch.from_numpy(np.ascontiguousarray(np.moveaxis(x, -1, 1))))
    return {layer: channels_last(layer, values.numpy()) for layer, values in FOUND.items()}


def settings() -> dict[str, np.ndarray]:
    modules = {layer: getattr(MODEL, name) for layer, name in LAYERS.items()}
    return {
        f"{layer}.momentum": np.array([module.momentum], np.float32)
        for layer, module in modules.items()
        if isinstance(module, (torch.nn.BatchNorm1d, torch.nn.BatchNorm2d))
    }

`
  const imports = 'import torch\nfrom PIL import Image, ImageOps\n\nfrom model import load'
  return checkText({ packages: ['torch', 'safetensors'], imports, code })
}
