import { phrase, type Phrase } from '@shared/errors'
import type { ResolvedModel } from '@shared/model/resolve'
import type { Metadata } from '../metadata'
import { readDescription, type Description } from '../own-description'
import { MODEL_FILE } from './encode'
import type { KerasModel } from '../keras/from-keras/graph'
import { matchLayers } from '../keras/match'
import type { ModelJson } from './model-json'
import { toKeras, type KerasGraph } from '../keras/to-keras'

/** A network from our own description, and the names of the file's layers. */
export interface OwnModel {
  readonly metadata: Metadata
  readonly model: ResolvedModel
  readonly graph: KerasGraph
  readonly names: ReadonlyMap<string, string>
}

/**
 * Our own description in a `model.json`, if an export of its network has exactly the layers of the
 * file.
 * @throws AppError as {@link readDescription}
 */
export const describe = (json: ModelJson, file: KerasModel): Description<OwnModel> =>
  readDescription(json.userDefinedMetadata?.convscope, {
    file: MODEL_FILE,
    exported: (model) => toKeras(model),
    compare(metadata, model, graph) {
      const match = matchLayers(file, graph, model.inputShape)
      return 'names' in match ? { own: { metadata, model, graph, names: match.names } } : match
    },
    doubtAt,
  })

const doubtAt = (layer: string): Phrase =>
  phrase`The description that Convscope left in ${MODEL_FILE} is of other layers (they differ at "${layer}"). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.`
