import { phrase, type Phrase } from '@shared/errors'
import { readDescription, type Description } from '../own-description'
import type { OwnModel } from '../tfjs/description'
import { MODEL_FILE } from './encode'
import type { KerasFile } from './file'
import { matchLayers } from './match'
import { toKeras } from './to-keras'

/**
 * Our own description in a `.keras`, if an export of its network has exactly the layers of the
 * file.
 * @throws AppError as {@link readDescription}
 */
export const describeKeras = ({ model: file, description }: KerasFile): Description<OwnModel> =>
  readDescription(description, {
    file: MODEL_FILE,
    exported: (model) => toKeras(model, 'Keras'),
    compare(metadata, model, graph) {
      const match = matchLayers(file, graph, model.inputShape)
      return 'names' in match ? { own: { metadata, model, graph, names: match.names } } : match
    },
    doubtAt,
  })

const doubtAt = (layer: string): Phrase =>
  phrase`The description that Convscope left in ${MODEL_FILE} is of other layers (they differ at "${layer}"). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.`
