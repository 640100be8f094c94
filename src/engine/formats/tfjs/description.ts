import { AppError, phrase, type Phrase } from '@shared/errors'
import { checkValue } from '@shared/schema-fault'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { checkMetadata, metadataSchema, notMetadata, type Metadata } from '../metadata'
import { MODEL_FILE } from './encode'
import type { KerasModel } from './from-keras/graph'
import { matchLayers } from './match'
import type { ModelJson } from './model-json'
import { toKeras, type KerasGraph } from './to-keras'

/** A network from our own description, and the names of the file's layers. */
export interface OwnModel {
  readonly metadata: Metadata
  readonly model: ResolvedModel
  readonly graph: KerasGraph
  readonly names: ReadonlyMap<string, string>
}

/** Whether our own description in a `model.json` can be used. */
export interface Description {
  /** Absent if there is none, or if it is ignored. */
  readonly own?: OwnModel
  /** Why an existing description is ignored. */
  readonly doubt?: Phrase
}

/**
 * Our own description is used only if an export of its network has exactly the layers of the file.
 * @throws AppError `invalid-file` for a normalisation that is invalid, in general or for this
 *   network
 */
export function describe(json: ModelJson, file: KerasModel): Description {
  const value = json.userDefinedMetadata?.convscope
  if (value === undefined) return {}
  const result = checkValue(metadataSchema, value)
  if (!result.success) {
    const [fault] = result.faults
    if (fault.path[0] === 'normalisation') throw notMetadata(MODEL_FILE, fault)
    return {
      doubt: phrase`The description that Convscope left in ${MODEL_FILE} can't be read (${fault.field}: ${fault.words}). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.`,
    }
  }
  const metadata = checkMetadata(result.data, MODEL_FILE)
  const found = modelOf(metadata)
  if (!found) return { doubt: doubtAt(metadata.spec.name) }
  const match = matchLayers(file, found.graph, found.model.inputShape)
  return 'names' in match
    ? { own: { metadata, ...found, names: match.names } }
    : { doubt: doubtAt(match.differs) }
}

/** A description that fits no network is treated like one of another network. */
function modelOf({ spec }: Metadata): Pick<OwnModel, 'model' | 'graph'> | undefined {
  try {
    const model = resolveModel(spec)
    return { model, graph: toKeras(model) }
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined
    throw thrown
  }
}

const doubtAt = (layer: string): Phrase =>
  phrase`The description that Convscope left in ${MODEL_FILE} is of other layers (they differ at "${layer}"). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.`
