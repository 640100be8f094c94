import type { z } from 'zod'
import type { Label } from '../../label'
import { kindOf, type Kind, type Setting } from '../setting'

type Settings = Readonly<Record<string, Setting>>
/** The settings of a recipe, checked and with their defaults. */
type Values<S extends Settings> = { readonly [F in keyof S]: z.output<S[F]['schema']> }

interface Traits<S extends Settings> {
  /**
   * Names of the arrays that it keeps for every weight, in checkpoints and in the order of its
   * arithmetic.
   */
  readonly slots: (settings: Values<S>) => readonly string[]
  /**
   * The learning rate where none is given; without it, the chapter's. The chapter's 0.9 suits SGD
   * on sigmoids alone; adaptive optimizers are unstable far above their authors' value.
   */
  readonly learningRate?: number
}

/** An optimizer without its arithmetic, which is in engine/training. */
export type OptimizerDefinition<K extends string, S extends Settings> = Kind<K, S> & Traits<S>

export const defineOptimizer = <const K extends string, S extends Settings>({
  kind,
  label,
  settings,
  ...traits
}: Traits<S> & {
  readonly kind: K
  readonly label: Label
  readonly settings: S
}): OptimizerDefinition<K, S> => ({ ...kindOf(kind, label, settings), ...traits })
