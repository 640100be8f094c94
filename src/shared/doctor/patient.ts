import type { EpochEvent, FindingEvent, ProgressEvent, VitalsEvent } from '../contract/training'
import type { Recipe } from '../model/recipe'
import type { ResolvedModel } from '../model/resolve'

/** What the training doctor knows of a training so far. */
export interface Patient {
  readonly recipe: Recipe
  readonly model: ResolvedModel
  readonly stepsTotal: number
  /** Training pictures of each class. */
  readonly counts: readonly number[]
  readonly progress: readonly ProgressEvent[]
  readonly epochs: readonly EpochEvent[]
  /** At least one. */
  readonly vitals: readonly VitalsEvent[]
}

export type Diagnosis = Pick<FindingEvent, 'tone' | 'words' | 'change'>

/** A rule of the training doctor; the first that finds something speaks. */
export interface Rule {
  readonly rule: FindingEvent['rule']
  readonly find: (patient: Patient) => Diagnosis | undefined
}

/**
 * The loss of a network that gives every picture the shares of the classes as probabilities: the
 * entropy of the shares, or 1/K · Σ over classes of the mean squared error, 1/K · (1 − Σ share²).
 */
export function chanceLoss({ counts, recipe }: Pick<Patient, 'counts' | 'recipe'>): number {
  const all = counts.reduce((sum, count) => sum + count, 0)
  const shares = counts.filter((count) => count > 0).map((count) => count / all)
  return recipe.loss === 'crossEntropy'
    ? -shares.reduce((sum, share) => sum + share * Math.log(share), 0)
    : (1 - shares.reduce((sum, share) => sum + share * share, 0)) / counts.length
}

/** How far below the loss of guessing a loss must be to count as learnt. */
const LEARNT = 0.97

/** Whether the loss of the newest epochs is still that of guessing. @param epochs of them, all */
export function isStuck(patient: Patient, epochs = 1): boolean {
  const newest = patient.epochs.slice(-epochs)
  const most = LEARNT * chanceLoss(patient)
  return (
    newest.length === epochs &&
    newest.every(({ trainLoss }) => trainLoss === null || trainLoss > most)
  )
}

/** The newest measurement. */
export const newestOf = ({ vitals }: Patient): VitalsEvent => {
  const newest = vitals.at(-1)
  if (!newest) throw new Error('the doctor is asked before anything was measured')
  return newest
}

type Vital = VitalsEvent['layers'][number]

/** Layers with weights, of the newest measurement. */
export const weighted = (
  patient: Patient,
): readonly (Vital & { readonly gradient: number; readonly update: number })[] =>
  newestOf(patient).layers.flatMap(({ gradient, update, ...rest }) =>
    typeof gradient === 'number' && typeof update === 'number'
      ? [{ ...rest, gradient, update }]
      : [],
  )

/** The middle one of some numbers; NaN of none. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

/** A number for a sentence, with two digits. */
export const short = (value: number): string => String(Number(value.toPrecision(2)))
