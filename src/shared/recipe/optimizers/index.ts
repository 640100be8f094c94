import { z } from 'zod'
import { kindsOf, unionOf } from '../setting'
import { adam } from './adam'
import { adamw } from './adamw'
import { rmsprop } from './rmsprop'
import { sgd } from './sgd'

/** Every optimizer, in the order in which they are listed; names and meanings are PyTorch's. */
export const OPTIMIZERS = [sgd, adam, adamw, rmsprop] as const

/** An optimizer and its settings. */
export const optimizerSchema = unionOf(OPTIMIZERS)
export type Optimizer = z.infer<typeof optimizerSchema>
export type OptimizerKind = Optimizer['kind']
export type OptimizerOf<K extends OptimizerKind> = Extract<Optimizer, { kind: K }>

export const OPTIMIZER_KINDS = kindsOf(OPTIMIZERS)
export const optimizerKindSchema = z.enum(OPTIMIZER_KINDS)

/** The optimizer of a kind with its defaults. */
export const optimizerOf = (kind: OptimizerKind): Optimizer => optimizerSchema.parse({ kind })

const definitionOf = (kind: OptimizerKind): (typeof OPTIMIZERS)[number] =>
  OPTIMIZERS.find((each) => each.kind === kind) ?? sgd

/** The arrays that an optimizer keeps for every weight. */
export function slotsOf(optimizer: Optimizer): readonly string[] {
  // The definition is that of the optimizer's own kind, so the settings match.
  const { slots } = definitionOf(optimizer.kind) as {
    slots: (settings: Optimizer) => readonly string[]
  }
  return slots(optimizer)
}

/** An optimizer's own learning rate where none is given; undefined for the chapter's. */
export const suitedRate = (kind: OptimizerKind): number | undefined =>
  (definitionOf(kind) as { readonly learningRate?: number }).learningRate
