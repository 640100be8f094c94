import { resolveModel } from '@shared/model/resolve'
import { mapVectors } from '../channels-first/flatten-order'
import type { Metadata } from '../metadata'
import { channelsLast, checkText } from '../python/check'
import { MODEL_FILE } from './encode'

/** `check.py` of an ONNX export: every tensor that has the name of a layer becomes an output. */
export function onnxScript({ spec }: Metadata): string {
  const model = resolveModel(spec)
  const code = `MODEL = onnx.load(HERE / "${MODEL_FILE}")
LAYERS = {layer["id"] for layer in ABOUT["spec"]["layers"]}
GIVEN = [value.name for value in MODEL.graph.output]
for node in MODEL.graph.node:
    for tensor in node.output:
        if tensor in LAYERS and tensor not in GIVEN:
            value = onnx.helper.make_tensor_value_info(tensor, onnx.TensorProto.FLOAT, None)
            MODEL.graph.output.append(value)
SESSION = onnxruntime.InferenceSession(
    MODEL.SerializeToString(), providers=["CPUExecutionProvider"]
)

${channelsLast(mapVectors(model))}


def outputs(x: np.ndarray) -> dict[str, np.ndarray]:
    given = SESSION.get_inputs()[0].name
    names = [value.name for value in SESSION.get_outputs()]
    found = dict(zip(names, SESSION.run(None, {given: np.ascontiguousarray(np.moveaxis(x, -1, 1))})))
    found[OUTPUT] = found[GIVEN[0]]
    return {layer: channels_last(layer, values) for layer, values in found.items()}


def settings() -> dict[str, np.ndarray]:
    return {}

`
  const imports = 'import onnx\nimport onnxruntime\nfrom PIL import Image, ImageOps'
  return checkText({ packages: ['onnx', 'onnxruntime'], imports, code })
}
