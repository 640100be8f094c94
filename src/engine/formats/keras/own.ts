import { phrase } from '@shared/errors'
import type { ResolvedModel } from '@shared/model/resolve'
import type { Metadata } from '../metadata'
import { readDescription, type Description } from '../own-description'
import type { KerasModel } from './from-keras/graph'
import { matchLayers } from './match'
import type { KerasGraph } from './to-keras'

/** A network from our own description, and the names of the file's layers. */
export interface OwnModel {
  readonly metadata: Metadata
  readonly model: ResolvedModel
  readonly graph: KerasGraph
  readonly names: ReadonlyMap<string, string>
}

interface Written {
  /** The file that the description is in. */
  readonly file: string
  /** What an export of a network has. @throws AppError if the network has none */
  readonly exported: (model: ResolvedModel, metadata: Metadata) => KerasGraph
}

/**
 * Our own description in a file of Keras's layers, if an export of its network has exactly the
 * layers of the file.
 * @throws AppError as {@link readDescription}
 */
export const describeLayers = (
  description: unknown,
  layers: KerasModel,
  { file, exported }: Written,
): Description<OwnModel> =>
  readDescription(description, {
    file,
    exported,
    compare(metadata, model, graph) {
      const match = matchLayers(layers, graph, model.inputShape)
      return 'names' in match ? { own: { metadata, model, graph, names: match.names } } : match
    },
    doubtAt: (layer) =>
      phrase`The description that Convscope left in ${file} is of other layers (they differ at "${layer}"). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.`,
  })
