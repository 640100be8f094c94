import { shrinkToDataset, type DatasetShape } from '../fit'
import { requireLogits, resolveModel } from '../resolve'
import type { ModelSpec } from '../spec'
import { lint, type Finding } from '.'
import { freshId } from './path'

/**
 * Two networks that differ only in a warning's fix, both fitted to the pictures that they are
 * trained on.
 */
export interface ProofPair {
  readonly drawn: ModelSpec
  readonly fixed: ModelSpec
  /**
   * Whether the warning applies to these pictures too: a network for larger pictures is fitted to
   * them.
   */
  readonly holds: boolean
}

/**
 * The trainings that prove a warning. Published networks are too deep for small pictures: their
 * first halvings are removed, in both variants alike, and the warning is looked for again in the
 * result, so that the fix is that network's own.
 * @returns undefined where the warning has no fix
 * @throws AppError `invalid-model` where the network can't be fitted to the pictures
 */
export function proofPair(
  spec: ModelSpec,
  finding: Finding,
  dataset: DatasetShape,
): ProofPair | undefined {
  const drawn = suited(spec, dataset)
  const again = lint(resolveModel(drawn)).find(
    ({ rule, layers }) => rule === finding.rule && layers[0] === finding.layers[0],
  )
  const own = again?.fix()
  if (own) return { drawn, fixed: own.spec, holds: true }
  const fix = finding.fix()
  if (!fix) return undefined
  return { drawn, fixed: suited(fix.spec, dataset), holds: false }
}

/**
 * Enough to show a difference in a small network and few enough to wait for; and the fewest that
 * still show anything.
 */
const EXAMPLES = [256, 2048] as const
/** The time for one of the two trainings in seconds: a large network gets fewer pictures. */
const BUDGET_S = 45

/** How a proof trains: the same for both networks. */
export const PROOF = { batchSize: 64, epochs: 2, tests: 512 } as const

/**
 * The number of pictures of a proof's epochs.
 * @param macs multiply-accumulates for one picture, of the larger of the two networks
 * @param rate multiply-accumulates a second in training, as measured or assumed
 */
export function proofExamples(macs: number, rate: number): number {
  const affordable = (BUDGET_S * rate) / (3 * Math.max(1, macs) * PROOF.epochs)
  const [least, most] = EXAMPLES
  return Math.min(most, Math.max(least, Math.floor(affordable / PROOF.batchSize) * PROOF.batchSize))
}

/**
 * The time of a training besides its steps, in seconds: for a process, TensorFlow and the graph.
 */
const START_S = 2
/**
 * And for each parameter, to be made and to be written into checkpoints, with two values of Adam.
 */
const PARAMETER_S = 4e-7

/**
 * The time of one of the two trainings in seconds: its steps, forward and twice as much backward,
 * and an evaluation of the test pictures after every epoch.
 * @param totals the network's parameters, and its multiply-accumulates for one picture
 * @param examples pictures of an epoch
 * @param rate multiply-accumulates a second in training, as measured or assumed
 */
export const proofSeconds = (
  { macs, parameters }: { readonly macs: number; readonly parameters: number },
  examples: number,
  rate: number,
): number =>
  START_S + PARAMETER_S * parameters + (PROOF.epochs * macs * (3 * examples + PROOF.tests)) / rate

/**
 * The network as a proof trains it for these pictures. Where its end does not have one output a
 * class, a dense layer is added.
 * @throws AppError `invalid-model` for a network that ends in a map
 */
export function suited(spec: ModelSpec, dataset: DatasetShape): ModelSpec {
  const fitted = shrinkToDataset(spec, dataset)
  const model = resolveModel(fitted)
  requireLogits(model)
  if (model.classes === dataset.classes) return fitted
  const id = freshId(new Set(fitted.layers.map((layer) => layer.id)), 'answer')
  return {
    ...fitted,
    layers: [...fitted.layers, { id, kind: 'dense', units: dataset.classes, bias: true }],
  }
}
