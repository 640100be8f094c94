import type { Cause } from '@shared/contract/certificate'
import type { Phrase } from '@shared/errors'
import type { Layer } from '@shared/layers'
import type { ResolvedLayer, ResolvedModel } from '@shared/model/resolve'
import type { NamedArrays } from '@shared/model/weights'
import type { Sample } from '../samples'

/** A network with its weights. */
export interface Subject {
  readonly model: ResolvedModel
  readonly weights: NamedArrays
}

/** A change of one layer that may be what the other side has. */
export interface Change {
  readonly cause: Cause
  readonly explanation: Phrase
  /** Settings of the layer that differ. */
  readonly layer?: Readonly<Record<string, unknown>>
  /** Another order of the layer's output: its axes behind the batch, and how they are laid out. */
  readonly order?: { readonly shape: readonly number[]; readonly axes: readonly number[] }
  /** Arrays of the layer that differ, by `<layer id>.<name>`. */
  readonly weights?: NamedArrays
}

/** What a hypothesis may look at. */
export interface Suspicion {
  readonly subject: Subject
  readonly resolved: ResolvedLayer
  /** What both sides give at the layer; absent if only a later layer was compared. */
  readonly given?: { readonly own: Sample; readonly other: Sample } | undefined
  /** The other side's network, where it can be read. */
  readonly opponent?: Subject | undefined
}

/** Changes of a layer that this hypothesis would be. */
export type Hypothesis = (suspicion: Suspicion) => readonly Change[]

/** A hypothesis about layers of some kinds. */
export const about =
  <K extends Layer['kind']>(
    kinds: readonly K[],
    changes: (layer: Extract<Layer, { kind: K }>, suspicion: Suspicion) => readonly Change[],
  ): Hypothesis =>
  (suspicion) => {
    const { layer } = suspicion.resolved
    return (kinds as readonly string[]).includes(layer.kind)
      ? changes(layer as Extract<Layer, { kind: K }>, suspicion)
      : []
  }
