import { shrinkToDataset, type DatasetShape } from '../fit'
import { resolveModel } from '../resolve'
import type { ModelSpec } from '../spec'
import { lint, type Finding } from '.'
import { freshId } from './path'

/**
 * Two networks that differ in a warning's fix alone, both for the pictures that they are to be
 * trained on.
 */
export interface ProofPair {
  readonly drawn: ModelSpec
  readonly mended: ModelSpec
  /**
   * Whether the warning holds for these pictures too: a network made for larger ones is cut down to
   * them.
   */
  readonly holds: boolean
}

/**
 * What has to be trained to prove a warning. Published networks are too deep for small pictures:
 * their first halvings go, in both variants alike, and the warning is looked for again in what is
 * left, so that its fix is that network's own.
 * @returns undefined where the warning has no fix
 * @throws AppError `invalid-model` where the network can't be made to suit the pictures
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
  if (own) return { drawn, mended: own.spec, holds: true }
  const fix = finding.fix()
  if (!fix) return undefined
  return { drawn, mended: suited(fix.spec, dataset), holds: false }
}

/**
 * Enough for a difference to show in a small network, few enough to wait for; and the fewest that
 * still say something.
 */
const EXAMPLES = [256, 2048] as const
/** What one of the two trainings may take, in seconds: a large network gets fewer pictures. */
const BUDGET_S = 45

/** How a proof trains: alike for both networks. */
export const PROOF = { batchSize: 64, epochs: 2, tests: 512 } as const

/**
 * How many pictures a proof's epochs have.
 * @param macs multiply-accumulates for one picture, of the larger of the two networks
 * @param rate multiply-accumulates a second in training, as measured or assumed
 */
export function proofExamples(macs: number, rate: number): number {
  const affordable = (BUDGET_S * rate) / (3 * Math.max(1, macs) * PROOF.epochs)
  const [least, most] = EXAMPLES
  return Math.min(most, Math.max(least, Math.floor(affordable / PROOF.batchSize) * PROOF.batchSize))
}

/** What a training needs besides its steps, in seconds: a process, TensorFlow and the graph. */
const START_S = 2
/**
 * And for each parameter, to be made and to be written into checkpoints, with two values of Adam.
 */
const PARAMETER_S = 4e-7

/**
 * What one of the two trainings takes, in seconds: its steps, forward and twice as much backward,
 * and a look at the test pictures after every epoch.
 * @param totals what the network holds, and its multiply-accumulates for one picture
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
 * The network as a proof trains it for these pictures. Where its end can't tell as many classes by
 * itself, a dense layer behind it does.
 */
export function suited(spec: ModelSpec, dataset: DatasetShape): ModelSpec {
  const fitted = shrinkToDataset(spec, dataset)
  if (resolveModel(fitted).classes === dataset.classes) return fitted
  const id = freshId(new Set(fitted.layers.map((layer) => layer.id)), 'answer')
  return {
    ...fitted,
    layers: [...fitted.layers, { id, kind: 'dense', units: dataset.classes, bias: true }],
  }
}
