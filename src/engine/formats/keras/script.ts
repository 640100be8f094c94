import { resolveModel } from '@shared/model/resolve'
import { checkText, dictionary } from '../python/check'
import type { Metadata } from '../metadata'
import { kerasGraph, MODEL_FILE } from './encode'

/** `check.py` of a Keras export: every Keras layer that ends a layer of ours becomes an output. */
export function kerasScript(metadata: Metadata): string {
  const { nodes } = kerasGraph(resolveModel(metadata.spec), metadata)
  // Of the nodes that make up a layer the last one has its output.
  const ends = new Map(nodes.map(({ layer, name }) => [layer, name]))
  const norms = nodes.filter(({ className }) => className === 'BatchNormalization')
  const named = (entries: readonly (readonly [string, string])[]): string =>
    dictionary(entries.map(([layer, name]) => [layer, JSON.stringify(name)]))
  const code = `#: The layer of the file whose output is that of a layer of the network.
LAYERS = ${named([...ends].filter(([layer]) => layer !== 'input'))}
NORMS = ${named(norms.map(({ layer, name }) => [layer, name]))}
MODEL = keras.models.load_model(HERE / "${MODEL_FILE}")
PARTS = keras.Model(
    MODEL.inputs, {layer: MODEL.get_layer(name).output for layer, name in LAYERS.items()}
)


def outputs(x: np.ndarray) -> dict[str, np.ndarray]:
    found = {layer: np.asarray(values) for layer, values in PARTS(x, training=False).items()}
    found[OUTPUT] = np.asarray(MODEL(x, training=False))
    return found


def settings() -> dict[str, np.ndarray]:
    """Keras's momentum is the weight of the old average, and the certificate's that of a new batch."""
    return {
        f"{layer}.momentum": np.array([1 - MODEL.get_layer(name).momentum], np.float32)
        for layer, name in NORMS.items()
    }

`
  const imports = 'import keras\nfrom PIL import Image, ImageOps'
  return checkText({ packages: ['keras', 'tensorflow'], imports, code })
}
