import { AppError } from '@shared/errors'
import { labelProof, LABEL_PROOF } from '@shared/model/labels/proof'
import { verdictOf, type Verdict } from '@shared/model/lint/verdict'
import { countRelabelled } from '@shared/recipe/relabelled'
import { countAside } from '@shared/recipe/set-aside'
import { ENGLISH } from '@shared/model/words/english'
import { surenessText } from '@shared/model/words/verdict-text'
import type { Context } from './command'
import { grouped, percent } from './format'
import { openNetwork } from './model'
import { trainPairs, type ProofPair } from './prove'
import { table } from './table'

interface Asked {
  readonly dataset: string
  readonly pairs: number
  readonly limitTrain?: number
}

const points = (share: number): string =>
  `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(2)}`

function verdictLine({ word, accuracy, pairs }: Verdict): string {
  if (!accuracy) return 'No pair of trainings ended with a test accuracy.'
  const { difference, low, high } = accuracy
  const size = `${points(difference)} points of test accuracy, ${pairs === 1 ? 'one pair' : `mean of ${pairs} pairs`} (95 %: ${points(low)} to ${points(high)}).`
  if (word === 'better') return `The corrections help: ${size}`
  return word === 'worse' ? `The corrections do harm here: ${size}` : `No clear difference: ${size}`
}

const rows = (pairs: readonly ProofPair[]): string =>
  table(
    [
      { title: 'seed', align: 'right' },
      { title: 'as the files say', align: 'right' },
      { title: 'corrected', align: 'right' },
    ],
    pairs.map(({ seed, drawn, fixed }) => [
      String(seed),
      drawn.testAccuracy === null ? 'failed' : percent(drawn.testAccuracy),
      fixed.testAccuracy === null ? 'failed' : percent(fixed.testAccuracy),
    ]),
  )

/**
 * Trains a network with and without the corrections of a data set's training part, pair after pair.
 * @throws AppError `invalid-argument` where nothing is corrected
 */
export async function proveLabels(
  context: Context,
  argument: string,
  { dataset, pairs: count, limitTrain }: Asked,
): Promise<void> {
  const { datasetInfo, loadDataset } = await import('../engine/datasets')
  await loadDataset(dataset)
  const info = await datasetInfo(dataset)
  const { spec } = await openNetwork(argument)
  const plan = labelProof(spec, info, limitTrain)
  if (!plan)
    throw new AppError(
      'invalid-argument',
      `No training picture of ${info.title} is relabelled or set aside: \`convscope datasets labels ${dataset}\` looks for wrong labels.`,
    )
  const tests = info.test - (info.setAside?.test.length ?? 0)
  const title = (side: string, seed: number): string =>
    `${spec.name}, ${side === 'drawn' ? 'labels of the files' : 'corrected labels'}, seed ${seed}`
  const pairs = await trainPairs(
    context,
    { ...plan, epochs: LABEL_PROOF.epochs, title, sides: ['as the files say', 'corrected'] },
    count,
    (done) => {
      if (done.length < count)
        context.output.note(
          `after pair ${done.length} of ${count}: ${verdictLine(verdictOf(done, tests))}`,
        )
    },
  )
  const verdict = verdictOf(pairs, tests)
  const corrected = {
    relabelled: {
      train: info.relabelled?.train.length ?? 0,
      test: info.relabelled?.test.length ?? 0,
    },
    setAside: { train: info.setAside?.train.length ?? 0, test: info.setAside?.test.length ?? 0 },
  }
  context.output.result({ dataset, ...LABEL_PROOF, ...corrected, tests, pairs, verdict }, () =>
    [
      verdictLine(verdict),
      ...(surenessText(ENGLISH, verdict)?.replaceAll('the fix', 'the corrections').split('\n') ??
        []),
      '',
      rows(pairs),
      '',
      `${grouped(countRelabelled(info.relabelled))} labels corrected and ${grouped(countAside(info.setAside))} pictures set aside; ${LABEL_PROOF.epochs} epochs, Adam; both sides are tested on the same ${grouped(tests)} pictures, with the corrections to the test part.`,
      `runs: ${pairs.flatMap(({ drawn, fixed }) => [drawn.run, fixed.run]).join(' ')}`,
    ].join('\n'),
  )
}
