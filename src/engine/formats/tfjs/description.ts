import { AppError, phrase, type Phrase } from '@shared/errors'
import { checkValue } from '@shared/schema-fault'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { checkMetadata, metadataSchema, notMetadata, type Metadata } from '../metadata'
import { MODEL_FILE } from './encode'
import type { KerasModel } from './from-keras/graph'
import { matchLayers } from './match'
import type { ModelJson } from './model-json'
import { toKeras, type KerasGraph } from './to-keras'

/** A network by our own description of it, and how the file's layers are called. */
export interface OwnModel {
  readonly metadata: Metadata
  readonly model: ResolvedModel
  readonly graph: KerasGraph
  readonly names: ReadonlyMap<string, string>
}

/** What our own description in a `model.json` is worth. */
export interface Description {
  /** Absent where there is none, or where it can't be believed. */
  readonly own?: OwnModel
  /** Why a description that is there is left aside. */
  readonly doubt?: Phrase
}

/**
 * Our own description is believed only where an export of its network has the very layers that
 * stand in the file.
 * @throws AppError `invalid-file` for a normalisation that no network or not this one can have
 */
export function describe(json: ModelJson, file: KerasModel): Description {
  const value = json.userDefinedMetadata?.convscope
  if (value === undefined) return {}
  const result = checkValue(metadataSchema, value)
  if (!result.success) {
    const [fault] = result.faults
    if (fault.path[0] === 'normalisation') throw notMetadata(MODEL_FILE, fault)
    return {
      doubt: phrase`The description that Convscope left in ${MODEL_FILE} can't be read (${fault.field}: ${fault.words}): its classes and normalisation are left out, so the answers may be others than those of the network that was exported.`,
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

/** A description that fits no network is as good as one of another network. */
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
  phrase`The description that Convscope left in ${MODEL_FILE} is of other layers (they differ at "${layer}"): its classes and normalisation are left out, so the answers may be others than those of the network that was exported.`
