import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError, phrase, type Phrase } from '@shared/errors'
import { namesModel } from '@shared/formats'
import { isZip, lookAt, type Look } from './look'

/** A format that can't be read here. */
interface Foreign {
  readonly is: (look: Look) => boolean
  /** The words after "shoe.keras is". */
  readonly what: Phrase
  readonly advice: Phrase
}

const convert = (format: string): Phrase =>
  phrase`Convert it with tensorflowjs_converter --input_format=${format} --output_format=tfjs_layers_model, and give the folder that this writes.`
const ARRAYS = phrase`Give its arrays as weights.npz next to a spec.json: export any model here as npz to see how both are written.`

const FROM_PYTORCH = phrase`In Python, with the network and one of its inputs: torch.onnx.export(model.eval(), torch.zeros(1, 3, 224, 224), "model.onnx", dynamo=False). Give the model.onnx that this writes; 3, 224 and 224 stand for its channels, height and width.`

const isPickle = ({ start }: Look): boolean =>
  start.startsWith('\u0080') && start.charCodeAt(1) >= 2 && start.charCodeAt(1) <= 5

/** How each format is recognised; the first match counts. */
const FORMS: readonly Foreign[] = [
  {
    is: (look) => isZip(look) && /\/(constants\.pkl|code\/)/.test(look.end),
    what: phrase`a TorchScript module`,
    advice: FROM_PYTORCH,
  },
  {
    is: (look) => (isZip(look) && look.end.includes('/data.pkl')) || isPickle(look),
    what: phrase`a file of torch.save, which can run any code when it is loaded`,
    advice: FROM_PYTORCH,
  },
  {
    is: ({ start }) => start.slice(4, 8) === 'TFL3',
    what: phrase`a TensorFlow Lite model`,
    advice: phrase`Give the Keras model that it was made from, as .keras or .h5.`,
  },
  {
    is: (look) =>
      (isZip(look) && look.end.includes('.npy')) || look.start.startsWith('\u0093NUMPY'),
    what: phrase`a file of NumPy arrays without the network that they belong to`,
    advice: ARRAYS,
  },
  {
    is: ({ name }) => /\.pb$/i.test(name),
    what: phrase`a TensorFlow graph, which has no layers to inspect`,
    advice: convert('keras_saved_model'),
  },
  {
    is: ({ start }) => /^(\u0089PNG|\u00ff\u00d8\u00ff|GIF8|RIFF[^]{4}WEBP)/.test(start),
    what: phrase`a picture`,
    advice: phrase`The model comes first, then the picture.`,
  },
]

/** The advice for a file of unknown format. */
const KNOWN = phrase`A model is the folder or the model.json of an export, the folder of a run, an ONNX file, a .keras or .h5 file of Keras, or a network as JSON.`

const refusal = (name: string, { what, advice }: Foreign): AppError =>
  new AppError(
    'unsupported',
    phrase`${name} is ${what}; such files can't be read here. ${advice}`,
    {
      file: name,
    },
  )

/**
 * Refuses a file that can't be JSON text.
 * @throws AppError `unsupported` with the file's format and what to do instead, `invalid-file` for
 *   an unknown format
 */
export async function refuseForeign(path: string): Promise<void> {
  const look = await lookAt(path)
  const foreign = FORMS.find(({ is }) => is(look))
  if (foreign) throw refusal(look.name, foreign)
  if (!/^(\u00ef\u00bb\u00bf)?\s*[[{]/.test(look.start))
    throw new AppError('invalid-file', phrase`${look.name} holds no model. ${KNOWN}`, {
      file: look.name,
    })
}

/** What to do with a TensorFlow SavedModel that no export of ours wrote. */
export const savedModelAdvice = (name: string): Phrase =>
  phrase`${name} is the folder of a TensorFlow SavedModel that no export of Convscope wrote; such folders can't be read here. ${convert('keras_saved_model')} This works for models that Keras saved.`

/**
 * Refuses a folder of another program's model; any other folder passes.
 * @throws AppError `unsupported` for a folder with one model file of another program
 */
export async function refuseForeignFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  const [model] = names.filter((name) => namesModel(name) && !name.endsWith('.json'))
  if (model !== undefined) await refuseForeign(join(folder, model))
}
