import { countRelabelled, NONE_RELABELLED, type Relabelled } from '../../recipe/relabelled'
import { countAside, NONE_ASIDE, type SetAside } from '../../recipe/set-aside'
import { suited } from '../lint/proof'
import type { Side } from '../lint/proof-plan'
import { parseRecipe, type Recipe } from '../recipe'
import type { ModelSpec } from '../spec'

/** How the trainings of a proof of corrected labels go: the same for both sides. */
export const LABEL_PROOF = { batchSize: 64, epochs: 3 } as const

/** The facts about a data set that the proof needs. */
interface CorrectedSet {
  readonly id: string
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly classes: readonly string[]
  readonly setAside?: SetAside | undefined
  readonly relabelled?: Relabelled | undefined
}

/**
 * Pairs of trainings with the labels and pictures of the files, and with the corrections to the
 * training part. Both are tested on the same pictures, with the corrections to the test part: they
 * are the best that is known.
 * @param limit only so many training pictures, drawn by the labels of the files
 * @returns undefined where no training picture is corrected
 * @throws AppError `invalid-model` where the network can't be fitted to the pictures
 */
export function labelProof(
  spec: ModelSpec,
  { id, setAside, relabelled, ...shape }: CorrectedSet,
  limit?: number,
): { readonly recipe: (side: Side, seed: number) => Recipe } | undefined {
  const changed = (setAside?.train.length ?? 0) + (relabelled?.train.length ?? 0)
  if (changed === 0) return undefined
  const model = suited(spec, { ...shape, classes: shape.classes.length })
  return {
    recipe: (side, seed) => {
      const aside = listOf(setAside ?? NONE_ASIDE, side, [])
      const labels = listOf(relabelled ?? NONE_RELABELLED, side, [])
      return parseRecipe({
        ...{ model, dataset: id, optimizer: { kind: 'adam' }, learningRate: 0.001, seed },
        ...LABEL_PROOF,
        ...(limit === undefined ? {} : { limitTrain: limit }),
        ...(countAside(aside) > 0 ? { setAside: aside } : {}),
        ...(countRelabelled(labels) > 0 ? { relabelled: labels } : {}),
      })
    },
  }
}

/** The corrections that a side has: those of the training part only where it is corrected. */
const listOf = <L extends { readonly train: readonly unknown[] }>(
  list: L,
  side: Side,
  none: readonly never[],
): L => (side === 'fixed' ? list : { ...list, train: none })
