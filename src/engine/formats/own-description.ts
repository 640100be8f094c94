import { AppError, phrase, type Phrase } from '@shared/errors'
import { parseJson } from '@shared/json/parse'
import { resolveModel, type ResolvedModel } from '@shared/model/resolve'
import { checkValue } from '@shared/schema-fault'
import { checkMetadata, metadataSchema, notMetadata, type Metadata } from './metadata'

/** Whether our own description in a file can be used. */
export interface Description<Own> {
  /** Absent if there is none, or if it is ignored. */
  readonly own?: Own
  /** Why an existing description is ignored. */
  readonly doubt?: Phrase
}

/** How a format finds out whether a file holds the network of its description. */
interface Comparison<Exported, Own> {
  /** The file that the description is in. */
  readonly file: string
  /** What an export of a network has. @throws AppError if the network has none */
  readonly exported: (model: ResolvedModel, metadata: Metadata) => Exported
  /** The network with what else its reader needs, or the place at which the file differs. */
  readonly compare: (
    metadata: Metadata,
    model: ResolvedModel,
    exported: Exported,
  ) => { readonly own: Own } | { readonly differs: string }
  readonly doubtAt: (place: string) => Phrase
}

/** The value of a description's text, where there is one; what isn't JSON is no description either. */
export function descriptionIn(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

/**
 * Our own description is used only if an export of its network is exactly what the file holds.
 * @param value the description as it stands in the file; undefined if there is none
 * @throws AppError `invalid-file` for a normalisation that is invalid, in general or for this
 *   network
 */
export function readDescription<Exported, Own>(
  value: unknown,
  { file, exported, compare, doubtAt }: Comparison<Exported, Own>,
): Description<Own> {
  if (value === undefined) return {}
  const result = checkValue(metadataSchema, value)
  if (!result.success) {
    const [fault] = result.faults
    if (fault.path[0] === 'normalisation') throw notMetadata(file, fault)
    return {
      doubt: phrase`The description that Convscope left in ${file} can't be read (${fault.field}: ${fault.words}). Its classes and normalisation are ignored, so the outputs may differ from those of the exported network.`,
    }
  }
  const metadata = checkMetadata(result.data, file)
  const network = networkOf(metadata, exported)
  if (!network) return { doubt: doubtAt(metadata.spec.name) }
  const found = compare(metadata, ...network)
  return 'own' in found ? found : { doubt: doubtAt(found.differs) }
}

/** A description that fits no network is treated like one of another network. */
function networkOf<Exported>(
  metadata: Metadata,
  exported: (model: ResolvedModel, metadata: Metadata) => Exported,
): readonly [ResolvedModel, Exported] | undefined {
  try {
    const model = resolveModel(metadata.spec)
    return [model, exported(model, metadata)]
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined
    throw thrown
  }
}
