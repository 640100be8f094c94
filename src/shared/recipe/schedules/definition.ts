import type { z } from 'zod'
import type { Label } from '../../label'
import { kindOf, type Kind, type Setting } from '../setting'

type Settings = Readonly<Record<string, Setting>>
type Values<S extends Settings> = { readonly [F in keyof S]: z.output<S[F]['schema']> }

/** The position of a step in a training. */
export interface Position {
  /** The recipe's learning rate. */
  readonly learningRate: number
  /** Steps before this one. */
  readonly step: number
  readonly stepsPerEpoch: number
  /** Epochs of the whole training. */
  readonly epochs: number
  /** The rate of a schedule that follows the loss; absent before its first epoch. */
  readonly reduced?: number | undefined
}

/** How the learning rate changes; it is computed for every step. */
export type ScheduleDefinition<K extends string, S extends Settings> = Kind<K, S> & {
  /**
   * The learning rate at a position; a pure function of it, so that a resumed run continues
   * exactly.
   */
  readonly rateAt: (settings: Values<S>, position: Position) => number
}

export const defineSchedule = <const K extends string, S extends Settings>({
  kind,
  label,
  settings,
  rateAt,
}: {
  readonly kind: K
  readonly label: Label
  readonly settings: S
  readonly rateAt: (settings: Values<S>, position: Position) => number
}): ScheduleDefinition<K, S> => ({ ...kindOf(kind, label, settings), rateAt })
