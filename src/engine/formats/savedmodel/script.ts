import { checkText } from '../python/check'

/** `check.py` of a SavedModel: every node that has the name of a layer becomes an output. */
export function savedmodelScript(): string {
  const code = `LAYERS = [layer["id"] for layer in ABOUT["spec"]["layers"]]
MODEL = tf.saved_model.load(HERE)
SERVING = MODEL.signatures["serving_default"]
(GIVEN,) = SERVING.structured_input_signature[1]
RUN = MODEL.prune(f"{GIVEN}:0", {layer: f"{layer}:0" for layer in LAYERS})


def outputs(x: np.ndarray) -> dict[str, np.ndarray]:
    given = tf.constant(x)
    found = {layer: values.numpy() for layer, values in RUN(given).items()}
    found[OUTPUT] = SERVING(given)[OUTPUT].numpy()
    return found


def settings() -> dict[str, np.ndarray]:
    return {}

`
  const imports = 'import tensorflow as tf\nfrom PIL import Image, ImageOps'
  return checkText({ packages: ['tensorflow'], imports, code })
}
